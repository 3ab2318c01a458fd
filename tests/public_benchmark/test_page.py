"""The page of the benchmark is made of the results that are kept, and each result is of a known system."""

from __future__ import annotations

import json
import re

import pytest

from benchmark import page, record
from benchmark.labels import load_labels
from benchmark.predictions import Prediction, write_predictions


def test_the_page_is_current():
    assert page.PAGE.read_text(encoding="utf-8") == page.page(), "run python -m benchmark.page"
    assert page.main(["--check"]) == 0
    assert "<!--" not in page.page()


def test_systems_have_a_result_or_say_why_not():
    results = page.results()
    names = [row["name"] for row in record.systems()]
    assert set(results) <= set(names) and len(names) == len(set(names))
    assert all(("missing" in row) is (row["name"] not in results) for row in record.systems())
    assert {"nearest-number-open", "embedding-clusters-open", "crossclaim"} <= results.keys()


def test_commands_name_modules_that_are_there():
    for row in record.systems():
        module = re.match(r"python -m (benchmark\.baselines\.\w+) ", row["command"])[1]
        assert (record.SYSTEMS.parents[1] / (module.replace(".", "/") + ".py")).is_file()


def test_results_are_of_all_events_of_their_split():
    for row in page.results().values():
        assert {name: of["events"] for name, of in row["figures"].items()} == {"all": 149, "test": 49}


def test_a_line_has_a_cell_for_each_column():
    text = page.table(page.results(), "test")
    counts = {line.count("|") for line in text.splitlines()}
    assert counts == {len(page.HEAD) + 1}
    assert "not run: needs an endpoint" in text


def test_a_result_is_recorded(tmp_path):
    fact = next(fact for fact in load_labels().facts if fact.hard)
    path = tmp_path / "p.jsonl"
    write_predictions(path, [Prediction("differ", tuple(m.span for m in fact.mentions))])
    row = json.loads(record.record("crossclaim", path, tmp_path).read_text())
    assert row["figures"]["all"]["differ_precision"] == 1
    assert (row["predictions"], len(row["sha256"])) == (1, 64)
    with pytest.raises(SystemExit, match="'nobody' is none of the systems"):
        record.record("nobody", path, tmp_path)


def test_the_card_and_the_page_count_alike():
    labels = load_labels()
    card = (record.SYSTEMS.parent / "DATA_CARD.md").read_text(encoding="utf-8")
    for collection in ("fnc", "basil", "wcl", "ecb"):
        own = [a for a in labels.articles.values() if a.collection == collection]
        assert f"| {len({a.event for a in own})} | {len(own)} |" in card
    frame = page.FRAME.read_text(encoding="utf-8")
    hard = sum(fact.hard for fact in labels.facts)
    same = sum(fact.verdict in ("agree", "compatible") for fact in labels.facts)
    for part in (f"{hard} hard discrepancies", f"{same:,} agreements", "680 in all"):
        assert part in frame.replace("\n", " ")
