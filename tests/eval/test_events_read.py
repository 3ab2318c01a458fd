"""The events that were read for the weights: places in articles, what stands there, and no text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from compare.linkage.differences.model import WEIGHTS
from compare.models import Facet, VerdictKind

pytestmark = pytest.mark.eval

ROOT = Path(__file__).resolve().parents[2]
EVENTS = ROOT / "scripts/labels/events.json"
READ = json.loads(EVENTS.read_text(encoding="utf-8"))["sets"]
ARTICLES = ROOT.parent / "shared/data"
CAUSES = {"conflict", "update", "scope", "wording"}
VERDICTS = {kind.value for kind in VerdictKind}
MOST_WORDS = 30
"""Words of a value: one is a reader's phrase, no passage of an article."""


def mentions(event: dict[str, Any]) -> Iterator[list[Any]]:
    for fact in event["facts"]:
        yield from fact["mentions"]
    for kind in ("distinct", "arguable"):
        for pair in event[kind]:
            yield from pair


def test_the_weights_of_differences_are_of_these_labels():
    stored = json.loads(files("compare.linkage").joinpath("data", WEIGHTS).read_text(encoding="utf-8"))
    assert hashlib.sha256(EVENTS.read_bytes()).hexdigest() == stored["labels"], (
        "fit again: the labels changed"
    )


@pytest.mark.parametrize("name", READ)
def test_they_hold_places_and_values_and_no_text(name):
    for event in READ[name]:
        held = set(event["articles"])
        for article, start, end, *said in mentions(event):
            assert article in held and 0 <= start < end
            assert len(" ".join(map(str, said)).split()) <= MOST_WORDS
            assert said[1:] in ([], [True])


@pytest.mark.parametrize("name", READ)
def test_each_fact_has_two_articles_and_a_difference_two_values(name):
    for event in READ[name]:
        keys = [fact["id"] for fact in event["facts"]]
        assert len(keys) == len(set(keys)), event["event"]
        for fact in event["facts"]:
            assert fact["verdict"] in VERDICTS and fact["facet"] in set(Facet)
            assert len({mention[0] for mention in fact["mentions"]}) > 1
            assert ("cause" in fact) is (fact["verdict"] == "differ")
            if fact["verdict"] == "differ":
                values = {mention[3] for mention in fact["mentions"] if len(mention) == 4}
                assert fact["cause"] in CAUSES and len(values) > 1, (event["event"], fact["id"])


@pytest.mark.parametrize("name", READ)
def test_places_are_found_in_the_articles(name, monkeypatch, tmp_path):
    if not ARTICLES.is_dir():
        pytest.skip(f"the shared data are not beside the project ({ARTICLES})")
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    from event_gold import EventGold, read_events

    gold = EventGold(ROOT.parent / "shared", name)
    assert len(gold.facts) == sum(len(event["facts"]) for event in READ[name])
    assert all(mention["quote"] for fact in gold.facts for mention in fact["mentions"])
    other = tmp_path / gold.path.name
    other.write_bytes(gold.path.read_bytes().replace(b"a", b"b", 1))
    with pytest.raises(ValueError, match="were read in another file"):
        read_events(name, other, {})
