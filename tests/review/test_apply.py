"""Decisions applied: they win over the tool, outlive new articles, and never hide a new difference."""

from __future__ import annotations

import itertools

import pytest
from decided import Log, ids, merge, report_of, said, split, undo
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.models import Decision, DecisionKind, VerdictKind
from compare.reports.csv_ import fact_rows
from compare.reports.report import Report, load_report
from compare.review import apply_decisions
from compare.review.apply import Applied

AGREE, DIFFER = VerdictKind.AGREE, VerdictKind.DIFFER
COMPATIBLE, UNRELATED = VerdictKind.COMPATIBLE, VerdictKind.UNRELATED
SINGLE = VerdictKind.SINGLE_SOURCE


def rows(report: Report):
    """The rows of claims.csv."""
    return [row for fact in report.view().facts for row in fact_rows(fact)]


def applied(report: Report, *decisions: Decision) -> Report:
    return apply_decisions(report, Log(*decisions).decisions())


def only(report: Report):
    (fact,) = report.facts
    return fact


def test_without_a_decision_the_report_is_itself():
    report = report_of("ab")
    assert apply_decisions(report, []) is report
    assert applied(report, said(ids(report, "ab"), AGREE), undo(1)) is report


def test_a_verdict_wins_and_the_reason_says_who_when_and_what_the_tool_said():
    report = report_of("ab")
    fact = only(applied(report, said(ids(report, "ab"), COMPATIBLE, "two ferries")))
    assert fact.verdict.verdict is COMPATIBLE
    told = only(report).verdict.reason
    assert fact.verdict.reason == (
        f"Reviewed by Ana on 2024-04-01: compatible; the tool said differ: {told} Note: two ferries"
    )
    assert (fact.review.tool, fact.review.tool_reason) == (DIFFER, told)
    assert fact.id == only(report).id


def test_a_verdict_that_is_the_tools_own():
    report = report_of("ac")
    fact = only(applied(report, said(ids(report, "ac"), AGREE)))
    assert fact.verdict.reason.startswith(
        "Reviewed by Ana on 2024-04-01: agree; the tool said the same: Both"
    )


def test_the_latest_decision_wins_and_an_undo_brings_the_one_before_back():
    report = report_of("ab")
    claims = ids(report, "ab")
    first, second = said(claims, AGREE), said(claims, UNRELATED, reviewer="Bo")
    assert only(applied(report, first, second)).verdict.verdict is UNRELATED
    assert only(applied(report, first, second, undo(2))).verdict.verdict is AGREE
    assert only(applied(report, first, second, undo(2), undo(1))).verdict.verdict is DIFFER


def test_a_note_alone_changes_no_verdict():
    report = report_of("ab")
    claims = ids(report, "ab")
    note = Decision(
        "f", claims, DecisionKind.NOTE, note="ask the harbour", reviewer="Bo", at="2024-04-03T10:00:00Z"
    )
    fact = only(applied(report, note))
    assert (fact.verdict.verdict, fact.review.verdict) == (DIFFER, None)
    assert fact.verdict.reason.endswith("Note by Bo on 2024-04-03: ask the harbour")
    fact = only(applied(report, said(claims, AGREE, "first"), note))
    assert (fact.review.note, fact.review.verdict, fact.review.reviewer) == ("ask the harbour", AGREE, "Ana")


def test_a_decision_does_not_ask_for_the_facts_name():
    report = report_of("ab")
    fact = only(applied(report, said(reversed(ids(report, "ab")), AGREE, note="", reviewer="")))
    assert fact.verdict.verdict is AGREE
    assert fact.verdict.reason.startswith("Reviewed on 2024-04-01: agree;")


# ---------------------------------------------------------------- new articles


def test_a_decision_stands_when_an_article_joins_that_fits():
    before, after = report_of("ab"), report_of("abc")
    fact = only(applied(after, said(ids(before, "ab"), DIFFER)))
    assert (fact.verdict.verdict, fact.review.joined, fact.review.overtaken) == (DIFFER, ("c",), False)
    assert "Reviewed by Ana on 2024-04-01: differ, before Paper C joined; the tool said the same" in (
        fact.verdict.reason
    )


def test_what_joins_and_excludes_what_was_seen_brings_the_tools_difference_back():
    before, after = report_of("ac"), report_of("acd")
    fact = only(applied(after, said(ids(before, "ac"), AGREE)))
    assert (fact.verdict.verdict, fact.review.verdict, fact.review.overtaken) == (DIFFER, AGREE, True)
    assert "agree, before Paper D joined, which the decision does not cover" in fact.verdict.reason
    assert "The values exclude each other." in fact.verdict.reason


def test_a_difference_that_was_overruled_does_not_come_back_when_an_article_repeats_a_value():
    before, after = report_of("ab"), report_of("abc")
    fact = only(applied(after, said(ids(before, "ab"), COMPATIBLE)))
    assert (fact.verdict.verdict, fact.review.overtaken) == (COMPATIBLE, False)
    fact = only(applied(report_of("abd"), said(ids(before, "ab"), COMPATIBLE)))
    assert (fact.verdict.verdict, fact.review.overtaken) == (DIFFER, True)


@pytest.mark.parametrize("verdict", [DIFFER, UNRELATED])
def test_nothing_overtakes_a_difference_or_what_is_not_one_fact(verdict):
    before, after = report_of("ab"), report_of("abd")
    fact = only(applied(after, said(ids(before, "ab"), verdict)))
    assert (fact.verdict.verdict, fact.review.overtaken) == (verdict, False)


def test_a_decision_on_one_article_says_nothing_of_a_second():
    before, after = report_of("a"), report_of("ac")
    assert only(applied(before, said(ids(before, "a"), SINGLE))).review.verdict is SINGLE
    assert only(applied(after, said(ids(before, "a"), SINGLE))).review is None


def test_copies_are_no_longer_one_source_when_another_joins():
    before, after = report_of("ac"), report_of("acb", tolls={"b": 12})
    assert only(applied(before, said(ids(before, "ac"), SINGLE))).verdict.verdict is SINGLE
    fact = only(applied(after, said(ids(before, "ac"), SINGLE)))
    assert (fact.verdict.verdict, fact.review.overtaken) == (AGREE, True)


def test_a_decision_holds_no_more_when_a_claim_that_was_seen_is_gone():
    before, after = report_of("abc"), report_of("ab")
    assert applied(after, said(ids(before, "abc"), AGREE)).facts == after.facts


def test_facts_decided_apart_that_become_one():
    before, after = report_of("ac", "bd"), report_of("abcd")
    agree, differ = said(ids(before, "ac"), AGREE), said(ids(before, "bd"), DIFFER)
    for log in itertools.permutations([agree, differ]):
        assert only(applied(after, *log)).review.verdict is DIFFER
    other = said(ids(before, "bd"), UNRELATED)
    assert only(applied(after, agree, other)).review.verdict is UNRELATED
    # A later decision on all of them is about the difference too.
    assert only(applied(after, differ, said(ids(before, "abcd"), COMPATIBLE))).review.verdict is COMPATIBLE


# ---------------------------------------------------------------- outputs


def test_facts_json_keeps_the_review_and_reads_it_back(tmp_path):
    before, after = report_of("ac"), report_of("acd")
    made = applied(after, said(ids(before, "ac"), AGREE, "a\ud800 note"))
    path = tmp_path / "facts.json"
    path.write_text(made.to_json(), encoding="utf-8")
    read = load_report(path)
    assert read.to_json() == made.to_json()
    assert read.facts[0].review.joined == ("d",)
    assert '"review"' not in report_of("ab").to_json()


def test_the_rows_of_claims_csv_hold_the_decision():
    report = report_of("ab")
    made = applied(report, said(ids(report, "ab"), AGREE, "=1+1"))
    assert {(r["verdict"], r["reviewer_verdict"], r["reviewer_note"]) for r in rows(made)} == {
        ("agree", "agree", "=1+1")
    }
    assert {r["reviewer_verdict"] for r in rows(report)} == {""}


def test_the_order_of_the_facts_follows_the_decisions():
    report = report_of("ac", "bd")
    made = applied(report, said(ids(report, "ac"), DIFFER), said(ids(report, "bd"), UNRELATED))
    assert [fact.id for fact in made.facts] == ["f-ac", "f-bd"]


# ---------------------------------------------------------------- any log


@st.composite
def logs(draw):
    report = report_of("ab", "cd")
    keys = st.text("abcd", min_size=1, max_size=4).map(lambda t: ids(report, "".join(sorted(set(t)))))
    verdicts = st.builds(said, keys, st.sampled_from(list(VerdictKind)))
    splits = st.builds(split, keys, keys)
    merges = st.builds(merge, keys, keys)
    undos = st.builds(undo, st.integers(1, 8))
    return draw(st.lists(st.one_of(verdicts, splits, merges, undos), max_size=8))


@given(logs())
@settings(derandomize=True, deadline=None)
def test_no_log_loses_a_claim_or_a_fact_its_name(log):
    report = report_of("ab", "cd")
    made = applied(report, *log)
    assert {c.id for f in made.facts for c in f.claims} == {c.id for f in report.facts for c in f.claims}
    assert len({f.id for f in made.facts}) == len(made.facts)
    assert all(f.claims for f in made.facts)
    assert made.to_json() == applied(report, *log).to_json()


@given(logs())
@settings(derandomize=True, deadline=None)
def test_a_log_that_grows_gives_what_the_whole_log_gives(log):
    report = report_of("ab", "cd")
    rows = Log(*log).decisions()
    growing = Applied(report)
    for n in range(len(rows) + 1):
        growing.take(rows[:n])
        assert Report(report.articles, list(growing.facts.values())) == Report(
            report.articles, apply_decisions(report, rows[:n]).facts
        )
