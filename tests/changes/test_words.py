"""What changed, for the terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from decided import ids, report_of, said
from samples import sample_report

from compare.changes.find import find_changes
from compare.changes.words import changes_text, headline
from compare.models import VerdictKind
from compare.reports.report import Report
from compare.review import apply_decisions
from compare.text_safety import width


def text(old: Report, new: Report, columns: int = 100) -> str:
    return changes_text(find_changes(old.view(), new.view()), columns)


def test_nothing_is_one_line():
    assert text(sample_report(), sample_report()) == "no facts new, none changed, none gone, 4 as before"


def test_what_came_is_told():
    assert text(report_of("ab"), report_of("abc", "d")) == (
        "no facts new, 1 changed, none gone, 0 as before; 2 articles new\n"
        "New articles: c (Paper C, 3 March 2024), d (Paper D, 4 March 2024)\n"
        "\n"
        "Changed\n"
        "≠ differ: How many: f-abc [f-abc]\n"
        "    now also: 12 passengers (Paper C)\n"
        "    new source: Paper C"
    )


def test_the_verdict_before_is_named():
    report = report_of("ab")
    log = [replace(said(ids(report, "ab"), VerdictKind.COMPATIBLE), id=1)]
    lines = text(report, apply_decisions(report, log)).splitlines()
    assert lines[3] == "≈ no conflict, reviewed (before: differ): How many: f-ab [f-ab]"


def test_how_likely_a_possible_difference_is_stands_beside_it():
    report = report_of("ab")
    told = replace(report.facts[0].verdict, verdict=VerdictKind.POSSIBLE)
    doubt = replace(report, facts=[replace(report.facts[0], verdict=told, score=0.25)])
    assert "≟ may differ, probability 0.25: How many: f-ab [f-ab]" in text(Report([], []), doubt).splitlines()
    head = "≠ differ (before: may differ, probability 0.25): How many: f-ab [f-ab]"
    assert head in text(doubt, report).splitlines()


def test_a_decision_that_was_overtaken_is_no_review():
    old = report_of("ac")
    log = [replace(said(ids(old, "ac"), VerdictKind.AGREE), id=1)]
    lines = text(apply_decisions(old, log), apply_decisions(report_of("acd"), log)).splitlines()
    assert "≠ differ (before: agree, reviewed): How many: f-acd [f-acd]" in lines


def test_new_and_gone_say_what_sources_say():
    lines = text(report_of("ab"), report_of("ab", "cd")).splitlines()
    assert lines[3:] == ["New", "≠ differ: How many: f-cd [f-cd]", "    12 (Paper C) · 20 (Paper D)"]
    lines = text(report_of("ab", "cd"), report_of("abcd")).splitlines()
    assert lines[-3:] == [
        "≠ differ: How many: f-cd [f-cd]",
        "    12 (Paper C) · 20 (Paper D)",
        "    its claims are part of f-abcd",
    ]


def test_one_is_not_many():
    changes = find_changes(report_of("ab").view(), report_of("ab", "cd").view())
    assert headline(changes) == "1 fact new, none changed, none gone, 1 as before; 2 articles new"


@pytest.mark.parametrize("columns", [1, 40, 60, 100])
def test_lines_fit(columns):
    told = text(Report([], []), sample_report(), columns)
    assert max(map(width, told.splitlines())) <= max(columns, 40)


def test_hostile_text_is_shown():
    report = report_of("ab")
    bad = replace(report, facts=[replace(report.facts[0], topic="x\x1b[31m\u202e y\nz")])
    told = text(Report([], []), bad)
    assert "\x1b" not in told and "\u202e" not in told
    assert "≠ differ: x␛[31m[U+202E] y z [f-ab]" in told
