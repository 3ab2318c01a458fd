"""The table that comes back: each fact accepted, unchanged, in conflict or refused, with its line."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from decided import Log, ids, report_of, said, undo

from compare.models import Decision, DecisionKind, VerdictKind
from compare.reports.report import Report
from compare.review import apply_decisions
from compare.review.export import export_csv
from compare.review.importing import Plan, plan_import
from compare.review.sheet import read_sheet

AGREE, DIFFER, COMPATIBLE = VerdictKind.AGREE, VerdictKind.DIFFER, VerdictKind.COMPATIBLE


class Table:
    """An exported table that a test can edit."""

    def __init__(self, report: Report, folder: Path) -> None:
        data = export_csv(report).decode("utf-8-sig")
        self.rows = list(csv.DictReader(io.StringIO(data, newline="")))
        self.columns = list(self.rows[0])
        self.path = folder / "claims.csv"

    def fill(self, fact: str, **cells: str) -> Table:
        """Fill cells of the first row of `fact`."""
        next(row for row in self.rows if row["fact_id"] == fact).update(cells)
        return self

    def plan(self, report: Report, **options: object) -> Plan:
        out = io.StringIO(newline="")
        writer = csv.DictWriter(out, self.columns, delimiter=";", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(self.rows)
        self.path.write_bytes(out.getvalue().encode("utf-8-sig"))
        options = {"reviewer": "Bo", "at": "2024-05-01T08:00:00Z"} | options
        return plan_import(report, read_sheet(self.path, 1_000_000), **options)


def reviewed(report: Report, *decisions: Decision) -> Report:
    return apply_decisions(report, Log(*decisions).decisions())


def test_an_untouched_table_says_nothing(tmp_path):
    report = report_of("ab", "cd")
    report = reviewed(report, said(ids(report, "ab"), AGREE, "=note"))
    plan = Table(report, tmp_path).plan(report)
    assert plan == Plan([], [], [], [], unchanged=2)


def test_verdicts_and_notes_become_decisions_on_what_was_seen(tmp_path):
    report = report_of("ab", "cd")
    table = Table(report, tmp_path).fill("f-ab", reviewer_verdict="Same", reviewer_note="fine")
    plan = table.fill("f-cd", reviewer_note="ask").plan(report)
    first, second = sorted(plan.decisions, key=lambda d: d.fact)
    assert (first.kind, first.verdict, first.note) == (DecisionKind.VERDICT, AGREE, "fine")
    assert (second.kind, second.verdict, second.note) == (DecisionKind.NOTE, None, "ask")
    assert {(d.reviewer, d.at) for d in plan.decisions} == {("Bo", "2024-05-01T08:00:00Z")}
    assert {frozenset(d.claims) for d in plan.decisions} == {
        frozenset(ids(report, "ab")), frozenset(ids(report, "cd"))
    }  # fmt: skip
    assert (plan.refused, plan.conflicts, plan.unchanged) == ([], [], 0)


def test_the_same_table_twice_changes_nothing_the_second_time(tmp_path):
    report = report_of("ab")
    table = Table(report, tmp_path).fill("f-ab", reviewer_verdict="agree", reviewer_note="x\ny")
    log = Log(*table.plan(report).decisions)
    plan = table.plan(apply_decisions(report, log.decisions()))
    assert (plan.decisions, plan.conflicts, plan.unchanged) == ([], [], 1)


def test_rows_may_be_deleted(tmp_path):
    report = report_of("ab", "cd")
    table = Table(report, tmp_path)
    table.rows = [row for row in table.rows if row["article_id"] in "ac"]
    (decision,) = table.fill("f-ab", reviewer_verdict="agree").plan(report).decisions
    assert set(decision.claims) == set(ids(report, "ab"))


def test_a_verdict_that_was_there_may_be_changed_in_one_row(tmp_path):
    report = report_of("ab")
    report = reviewed(report, said(ids(report, "ab"), AGREE))
    plan = Table(report, tmp_path).fill("f-ab", reviewer_verdict="differ").plan(report)
    assert [d.verdict for d in plan.decisions] == [DIFFER]
    assert plan.conflicts == []


def test_an_emptied_verdict_withdraws_nothing_and_says_so(tmp_path):
    report = report_of("ab")
    report = reviewed(report, said(ids(report, "ab"), AGREE))
    table = Table(report, tmp_path)
    for row in table.rows:
        row["reviewer_verdict"] = ""
    plan = table.plan(report)
    assert (plan.decisions, plan.unchanged) == ([], 1)
    assert plan.remarks == [
        "rows 2 and 3, fact f-ab: its verdict was emptied, but agree stays: take it back on the review page"
    ]


# ---------------------------------------------------------------- refused


def test_a_table_of_another_store_is_refused_without_a_search_for_each_id(tmp_path, monkeypatch):
    from compare.review import importing

    searched = []
    monkeypatch.setattr(importing, "get_close_matches", lambda key, *_, **__: searched.append(key) or [])
    table = Table(report_of("ab"), tmp_path)
    table.rows = [table.rows[0] | {"fact_id": f"q{n}", "reviewer_verdict": "agree"} for n in range(500)]
    plan = table.plan(report_of("ab"))
    assert (len(plan.refused), len(searched)) == (500, importing.HINTS)


@pytest.mark.parametrize(
    ("fact", "cells", "told"),
    [
        ("f-ab", {"reviewer_verdict": "maybe"}, "the verdict is 'maybe'; allowed: agree, compatible"),
        ("f-ab", {"reviewer_note": "x" * 2001}, "the note has 2001 characters; allowed: 2000 (row 4)"),
        ("f-ab", {"fact_id": "f-abb", "reviewer_verdict": "agree"}, "no such fact; did you mean 'f-ab'?"),
        ("f-ab", {"fact_id": "zzzzzz", "reviewer_verdict": "agree"}, "its articles may have changed"),
        ("f-ab", {"fact_id": "", "reviewer_verdict": "agree"}, "it has a verdict or a note but no fact_id"),
    ],
)
def test_refused_rows_have_a_line_each(tmp_path, fact, cells, told):
    report = report_of("ab", "cd")
    table = Table(report, tmp_path).fill("f-cd", reviewer_verdict="agree")
    plan = table.fill(fact, **cells).plan(report)
    (line,) = plan.refused
    assert line.startswith("row")
    assert told in line
    assert [d.fact for d in plan.decisions] == ["f-cd"]


def test_contradicting_rows_are_refused_by_name(tmp_path):
    report = report_of("ab")
    table = Table(report, tmp_path)
    table.rows[0]["reviewer_verdict"], table.rows[1]["reviewer_verdict"] = "agree", "differ"
    plan = table.plan(report)
    assert plan.decisions == []
    assert plan.refused == [
        "rows 2 and 3, fact f-ab: its rows contradict each other: agree in row 2 and differ in row 3; a fact "
        "has one verdict, in any of its rows"
    ]


def test_notes_of_several_rows_are_put_together(tmp_path):
    report = report_of("ab")
    table = Table(report, tmp_path)
    table.rows[0]["reviewer_note"], table.rows[1]["reviewer_note"] = "one", "two"
    assert [d.note for d in table.plan(report).decisions] == ["one\ntwo"]


def test_rows_of_two_tables_are_refused(tmp_path):
    report = report_of("ab")
    later = reviewed(report, said(ids(report, "ab"), AGREE))
    table = Table(report, tmp_path)
    table.rows += [row | {"reviewer_verdict": "differ"} for row in Table(later, tmp_path).rows]
    assert "its rows come from two tables" in table.plan(later).refused[0]


def test_a_row_under_the_table_without_id_and_verdict_is_passed_over(tmp_path):
    report = report_of("ab")
    table = Table(report, tmp_path)
    table.rows.append(dict.fromkeys(table.columns, "") | {"topic": "checked by Bo"})
    assert table.plan(report).refused == []


def test_rows_that_cannot_be_read_are_refused(tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text("fact_id,reviewer_verdict\nf-ab,agree,x,y\n", encoding="utf-8")
    plan = plan_import(report_of("ab"), read_sheet(path, 1000), reviewer="Bo", at="")
    assert plan.refused == ["row 2: 4 cells under 2 columns"]


# ---------------------------------------------------------------- what others did meanwhile


def test_a_newer_decision_is_shown_and_kept_unless_asked(tmp_path):
    report = report_of("ab")
    table = Table(report, tmp_path).fill("f-ab", reviewer_verdict="agree")
    later = reviewed(report, said(ids(report, "ab"), DIFFER))
    plan = table.plan(later)
    assert (plan.decisions, plan.refused) == ([], [])
    assert plan.conflicts == [
        "rows 2 and 3, fact f-ab: the table says agree, but Ana decided differ on 2024-04-01T09:30:00Z; "
        "that stays, unless you import with --overwrite"
    ]
    assert [d.verdict for d in table.plan(later, overwrite=True).decisions] == [AGREE]


def test_a_newer_note_is_no_less(tmp_path):
    report = report_of("ab")
    table = Table(report, tmp_path).fill("f-ab", reviewer_note="mine")
    later = reviewed(report, replace(said(ids(report, "ab"), None, "theirs"), kind=DecisionKind.NOTE))
    assert "the table has another note, but Ana decided the note 'theirs'" in table.plan(later).conflicts[0]


def test_a_newer_decision_that_says_the_same_is_no_conflict(tmp_path):
    report = report_of("ab")
    table = Table(report, tmp_path).fill("f-ab", reviewer_verdict="agree")
    plan = table.plan(reviewed(report, said(ids(report, "ab"), AGREE)))
    assert (plan.decisions, plan.conflicts, plan.unchanged) == ([], [], 1)


def test_an_untouched_row_never_takes_a_newer_decision_back(tmp_path):
    report = report_of("ab")
    first = said(ids(report, "ab"), AGREE)
    table = Table(reviewed(report, first), tmp_path)
    plan = table.plan(reviewed(report, first, said(ids(report, "ab"), DIFFER)))
    assert (plan.decisions, plan.conflicts, plan.unchanged) == ([], [], 1)
    plan = table.plan(reviewed(report, first, undo(1)))
    assert (plan.decisions, plan.unchanged) == ([], 1)


def test_without_the_column_any_other_decision_is_a_conflict(tmp_path):
    report = report_of("ab")
    later = reviewed(report, said(ids(report, "ab"), DIFFER))
    table = Table(later, tmp_path)
    table.columns.remove("reviewer_base")
    assert table.plan(later).unchanged == 1
    for row in table.rows:
        row["reviewer_verdict"] = "agree"
    assert len(table.plan(later).conflicts) == 1


def test_what_joined_since_is_not_what_the_reviewer_saw(tmp_path):
    before, after = report_of("ab", "cd"), report_of("abx", "cd", tolls={"x": 12})
    after = Report(after.articles, [replace(f, id=f.id.replace("x", "")) for f in after.facts])
    for column in (None, "reviewer_base"):
        table = Table(before, tmp_path).fill("f-ab", reviewer_verdict="agree")
        table.columns = [name for name in table.columns if name != column]
        plan = table.plan(after)
        assert set(plan.decisions[0].claims) == set(ids(after, "ab"))
        assert plan.remarks == ["rows 4 and 5, fact f-ab: 1 of its claims joined since the table was written"]


def test_a_table_with_ids_and_verdicts_only(tmp_path):
    report = report_of("ab")
    table = Table(report, tmp_path).fill("f-ab", reviewer_verdict="agree")
    table.columns = ["reviewer_verdict", "fact_id"]
    assert set(table.plan(report).decisions[0].claims) == set(ids(report, "ab"))


def test_a_fact_of_which_the_table_holds_no_article_is_refused(tmp_path):
    report = report_of("ab")
    table = Table(report, tmp_path).fill("f-ab", reviewer_verdict="agree", reviewer_base="")
    for row in table.rows:
        row["article_id"] = "elsewhere"
        row["reviewer_base"] = ""
    assert "no article of the table is in it" in table.plan(report).refused[0]


def test_the_export_shows_only_some_verdicts_and_tames_what_a_spreadsheet_runs():
    report = report_of("ab", "ac")
    report = reviewed(report, said(ids(report, "ac"), COMPATIBLE, "=cmd|' /C calc'!A0"))
    text = export_csv(report, [COMPATIBLE]).decode("utf-8-sig")
    assert "f-ab" not in text
    assert ",compatible,'=cmd|' /C calc'!A0,compatible x" in text
