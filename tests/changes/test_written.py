"""What changed, as JSON: as its schema says."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from decided import ids, report_of, said
from jsonschema import Draft202012Validator
from samples import sample_report, toll_report

from compare.changes.find import find_changes
from compare.changes.written import changes_json
from compare.models import VerdictKind
from compare.reports.report import Report
from compare.review import apply_decisions
from compare.schemas import load_schema

EMPTY = Report([], [])


def tree(old: Report, new: Report) -> dict:
    made = json.loads(changes_json(find_changes(old.view(), new.view(), single=True), ("old", "new")))
    told = [e.message for e in Draft202012Validator(load_schema("diff")).iter_errors(made)]
    assert told == []
    return made


@pytest.mark.parametrize("report", [sample_report(), toll_report(), report_of("ab", "cd")])
def test_it_is_as_its_schema_says(report):
    assert [row["change"] for row in tree(EMPTY, report)["facts"]] == ["new"] * len(report.facts)
    assert [row["change"] for row in tree(report, EMPTY)["facts"]] == ["gone"] * len(report.facts)
    assert tree(report, report)["same"] == len(report.facts)


def test_a_change_says_what_was_and_what_is():
    found = tree(report_of("ab"), report_of("abc"))
    (row,) = found["facts"]
    assert {name: row[name] for name in ("change", "id", "old_id")} == {
        "change": "changed",
        "id": "f-abc",
        "old_id": "f-ab",
    }
    assert row["verdict"]["certainty"] == row["old_verdict"]["certainty"] == "sure"
    assert row["sources"] == {"new": ["Paper C"], "gone": []}
    assert row["values"]["new"] == [
        {
            "source": "Paper C",
            "article": "c",
            "published": "2024-03-03",
            "value": "12",
            "low": 12,
            "high": 12,
            "unit": "",
            "modifier": "exact",
            "focus": "12 passengers",
        }
    ]
    assert row["fact"]["id"] == "f-abc"
    assert [article["id"] for article in found["articles"]["new"]] == ["c"]
    assert (found["old"], found["new"], found["schema"]) == ("old", "new", 1)


def test_what_is_gone_has_no_verdict_now_and_what_is_new_had_none():
    (came,) = tree(report_of("ab"), report_of("ab", "cd"))["facts"]
    (went,) = tree(report_of("ab", "cd"), report_of("ab"))["facts"]
    assert (came["old_verdict"], came["verdict"]["verdict"]) == (None, "differ")
    assert (went["verdict"], went["old_verdict"]["verdict"]) == (None, "differ")


def test_where_claims_went_is_named():
    rows = {row["change"]: row for row in tree(report_of("ab", "cd"), report_of("abcd"))["facts"]}
    assert rows["gone"]["joined"] == "f-abcd" and "parted" not in rows["gone"]
    rows = {row["change"]: row for row in tree(report_of("abcd"), report_of("ab", "cd"))["facts"]}
    assert rows["new"]["parted"] == "f-abcd" and "joined" not in rows["new"]


def test_a_decision_that_was_overtaken_is_not_whose_verdict_it_is():
    old = report_of("ac")
    log = [replace(said(ids(old, "ac"), VerdictKind.AGREE), id=1)]
    new = apply_decisions(report_of("acd"), log)
    assert new.facts[0].review.overtaken
    (row,) = tree(apply_decisions(old, log), new)["facts"]
    assert row["old_verdict"]["reviewer"] == "Ana" and "reviewer" not in row["verdict"]


def test_a_possible_difference_and_a_reviewer_are_told():
    report = report_of("ab")
    fact = report.facts[0]
    doubt = replace(
        report, facts=[replace(fact, verdict=replace(fact.verdict, verdict=VerdictKind.POSSIBLE))]
    )
    log = [replace(said(ids(report, "ab"), VerdictKind.AGREE), id=1)]
    (row,) = tree(doubt, apply_decisions(report, log))["facts"]
    assert (row["old_verdict"]["verdict"], row["old_verdict"]["certainty"]) == ("differ", "possible")
    assert row["old_verdict"]["probability"] == row["fact"]["score"]
    assert (row["verdict"]["verdict"], row["verdict"]["reviewer"]) == ("agree", "Ana")
    assert not {"certainty", "probability"} & row["verdict"].keys()


def test_what_acts_in_a_terminal_is_escaped():
    text = changes_json(find_changes(EMPTY.view(), EMPTY.view()), ("old\x9b31m", "new\u202e"))
    assert json.loads(text)["old"] == "old\x9b31m"
    assert '"old\\u009b31m"' in text
    assert '"new\\u202e"' in text
