"""The labels hold places and values, and nothing of the texts; they are those of the golds."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from benchmark import labels as of
from benchmark import make_labels

MOST_CHARS = {"url": 300, "file": 100, "sha256": 64}
"""Longer than a value may be: addresses and hashes."""
LABELS = sorted(of.FOLDER.glob("*.json*"))


@pytest.fixture(scope="module")
def labels() -> of.Labels:
    return of.load_labels()


def texts(row: object, name: str = "") -> list[tuple[str, str]]:
    """All texts of an object, with the names of their fields."""
    if isinstance(row, str):
        return [(name, row)]
    if isinstance(row, dict):
        return list(chain.from_iterable(texts(value, key) for key, value in row.items()))
    return list(chain.from_iterable(texts(one, name) for one in row)) if isinstance(row, list) else []


@pytest.mark.parametrize("path", [p for p in LABELS if p.suffix == ".jsonl"], ids=lambda path: path.name)
def test_no_field_is_longer_than_a_value(path):
    """No sentence, no quote: a value has a few words, and all else is a name, a hash or an address."""
    found = [pair for row in of.rows_of(path) for pair in texts(row)]
    assert found
    for name, text in found:
        if name in MOST_CHARS:
            assert len(text) <= MOST_CHARS[name] and " " not in text, (name, text)
        else:
            assert len(text) <= make_labels.MOST_CHARS, (name, text)
            assert len(text.split()) <= make_labels.MOST_WORDS, (name, text)
            assert not re.search(r"[.!?][”\"’']?\s+[A-Z][a-z]+ [a-z]+ ", text), (name, text)


def test_fields_are_those_that_are_meant():
    """A field that somebody adds, such as a quote, is a new decision."""
    allowed = {
        "articles.jsonl": {"id", "event", "set", "collection", "file", "row", "sha256", "source", "published"}
        | {"url"},
        "facts.jsonl": {"event", "id", "facet", "verdict", "cause", "kind", "article", "sha256", "value"},
        "pairs.jsonl": {"event", "label", "article", "sha256"},
    }
    for name, fields in allowed.items():
        rows = of.rows_of(of.FOLDER / name)
        assert {field for row in rows for field, _ in texts(row)} == fields


def test_nothing_that_somebody_says_has_its_words_as_a_value(labels):
    for fact in labels.facts:
        if fact.facet == "quotation" or fact.kind == "wording":
            assert not any(mention.value for mention in fact.mentions), fact.id


def test_places_lie_in_their_articles(labels):
    mentions = [mention.span for fact in labels.facts for mention in fact.mentions]
    sides = [span for pair in labels.pairs for span in (pair.a, pair.b)]
    for span in mentions + sides:
        assert 0 <= span.start < span.end <= labels.articles[span.article].chars
        assert re.fullmatch(f"[0-9a-f]{{{of.HASH}}}", span.sha256)


def test_facts_and_pairs_are_of_articles_of_their_event(labels):
    for fact in labels.facts:
        assert {labels.articles[m.span.article].event for m in fact.mentions} == {fact.event}
        assert len({m.span.article for m in fact.mentions}) > 1
        assert bool(fact.cause) is (fact.verdict == "differ")
    for pair in labels.pairs:
        assert {labels.articles[span.article].event for span in (pair.a, pair.b)} == {pair.event}


def test_a_discrepancy_has_two_that_do_not_say_the_same(labels):
    for fact in labels.facts:
        if fact.hard:
            assert len({m.says for m in fact.mentions if not m.soft}) > 1, (fact.event, fact.id)


def test_counts_are_those_of_the_card(labels):
    counts = Counter(fact.cause or fact.verdict for fact in labels.facts)
    assert (len(labels.events), len(labels.articles)) == (149, 680)
    assert counts == {
        "conflict": 418,
        "update": 59,
        "scope": 61,
        "wording": 32,
        "agree": 1561,
        "compatible": 907,
        "variant": 227,
    }
    assert Counter(pair.label for pair in labels.pairs) == {"distinct": 1397, "arguable": 687}


def test_each_event_is_in_one_split_and_each_collection_in_all(labels):
    splits = of.load_splits()
    parts = [splits[name] for name in ("train", "dev", "test")]
    assert sum(map(len, parts)) == len(splits["all"]) == len(labels.events)
    assert splits["all"] == labels.events.keys()
    own = {article.event: article.collection for article in labels.articles.values()}
    for part in (splits["train"], splits["test"]):
        assert {own[event] for event in part} == {"fnc", "basil", "wcl", "ecb"}
    assert splits == {
        **splits,
        **{k: frozenset(v) for k, v in make_labels.splits([*labels.articles.values()]).items()},
    }


def test_the_labels_are_those_of_the_golds(shared):
    """Facts and pairs need no collection: the shared texts hold the quotes."""
    golds = [make_labels.read_gold(shared, name) for name in make_labels.SETS]
    for name, make in (("facts", make_labels.facts), ("pairs", make_labels.pairs)):
        made = "".join(of.line_of(row) for gold in golds for row in make(gold))
        assert made == (of.FOLDER / f"{name}.jsonl").read_text(encoding="utf-8"), (
            "run python -m benchmark.make_labels"
        )


def test_texts_of_the_shared_data_have_the_hashes(shared, labels):
    for name in make_labels.SETS:
        gold = make_labels.read_gold(shared, name)
        for key, row in gold.texts.items():
            assert of.text_hash(row["text"]) == labels.articles[key].sha256
    texts_of = {
        key: row["text"]
        for name in make_labels.SETS
        for key, row in make_labels.read_gold(shared, name).texts.items()
    }
    for fact in labels.facts:
        for mention in fact.mentions:
            span = mention.span
            quote = texts_of[span.article][span.start : span.end]
            assert of.text_hash(quote)[: of.HASH] == span.sha256


def test_no_long_part_of_a_text_stands_in_the_labels(shared, labels):
    """Five words in a row of an article are its publisher's; a name of five words is a value all the same."""
    whole = {
        row["id"]: row["text"]
        for n in make_labels.SETS
        for row in of.rows_of(shared / "data" / f"{n}.articles.jsonl")
    }
    copied = [
        mention.value
        for fact in labels.facts
        for mention in fact.mentions
        if len(mention.value.split()) > 4 and mention.value in whole[mention.span.article]
    ]
    assert len(set(copied)) < 200
    assert all(len(value.split()) <= make_labels.MOST_WORDS for value in copied)


def test_collections_are_named_with_what_is_needed_to_get_them():
    known = json.loads((of.FOLDER / "collections.json").read_text(encoding="utf-8"))
    used = {article.collection for article in of.load_labels().articles.values()}
    assert known.keys() == used
    for row in known.values():
        assert row["repository"].startswith("https://github.com/")
        assert re.fullmatch("[0-9a-f]{40}", row["commit"])


def test_the_folder_holds_no_text_file_of_another_kind():
    assert {path.suffix for path in Path(of.FOLDER).iterdir()} == {".json", ".jsonl"}
