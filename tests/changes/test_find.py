"""What changed of a fact."""

from __future__ import annotations

from dataclasses import replace

import pytest
from decided import ids, report_of, said
from samples import sample_report

from compare.changes.find import ChangeKind, find_changes
from compare.models import Facet, Modifier, VerdictKind
from compare.reports.report import Report
from compare.review import apply_decisions


def changes(old: Report, new: Report, **options):
    return find_changes(old.view(), new.view(), **options)


def only(old: Report, new: Report, **options):
    (found,) = changes(old, new, **options).facts
    return found


def test_nothing_changed():
    found = changes(sample_report(), sample_report())
    assert (found.facts, found.articles, found.articles_gone) == ((), (), ())
    assert found.same == 4, "the one that a single source tells is not counted"
    assert changes(sample_report(), sample_report(), single=True).same == 5


def test_a_source_that_came_brings_its_value():
    found = only(report_of("ab"), report_of("abc"))
    assert (found.kind, found.fact.id, found.old.id) == (ChangeKind.CHANGED, "f-abc", "f-ab")
    assert (found.sources, found.sources_gone) == (("Paper C",), ())
    assert [(claim.source, claim.value) for claim in found.values] == [("Paper C", "12")]
    assert found.values_gone == ()
    assert not found.retold


def test_a_source_that_went():
    found = only(report_of("abc"), report_of("ab"))
    assert (found.sources, found.sources_gone) == ((), ("Paper C",))
    assert [claim.value for claim in found.values_gone] == ["12"]


def test_a_value_that_was_revised():
    old, new = report_of("ab"), report_of("ab", tolls={"b": 18})
    new = replace(new, facts=[replace(new.facts[0], id="f-ab")])
    found = only(old, new)
    assert [(c.source, c.value) for c in found.values] == [("Paper B", "18")]
    assert [(c.source, c.value) for c in found.values_gone] == [("Paper B", "15")]
    assert (found.sources, found.sources_gone) == ((), ())


@pytest.mark.parametrize("other", [{"modifier": Modifier.AT_LEAST, "high": None}, {"unit": "kilometre"}])
def test_a_bound_or_a_unit_makes_another_value(other):
    report = report_of("ab")
    first, second = report.facts[0].claims
    claims = (first, replace(second, value=replace(second.value, **other)))
    found = only(report, replace(report, facts=[replace(report.facts[0], claims=claims)]))
    assert [(c.source, c.modifier, c.unit) for c in found.values_gone] == [("Paper B", "exact", "")]
    assert [c.source for c in found.values] == ["Paper B"]


def test_a_statement_has_no_value_but_sources():
    def stated(*keys: str) -> Report:
        report = report_of("abc")
        claims = tuple(replace(c, facet=Facet.STATEMENT, value=None) for c in report.facts[0].claims)
        own = tuple(claim for claim in claims if claim.article in keys)
        return replace(report, facts=[replace(report.facts[0], facet=Facet.STATEMENT, claims=own)])

    found = only(stated("a", "b"), stated("a", "b", "c"))
    assert (found.values, found.sources) == ((), ("Paper C",))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (VerdictKind.DIFFER, VerdictKind.AGREE),
        (VerdictKind.POSSIBLE, VerdictKind.DIFFER),
        (VerdictKind.SINGLE_SOURCE, VerdictKind.COMPATIBLE),
        (VerdictKind.COMPATIBLE, VerdictKind.SINGLE_SOURCE),
    ],
)
def test_another_verdict_is_a_change_and_so_is_certainty(before, after):
    report = report_of("ab")

    def told(kind):
        fact = report.facts[0]
        return replace(report, facts=[replace(fact, verdict=replace(fact.verdict, verdict=kind))])

    found = only(told(before), told(after))
    assert (found.old.verdict, found.fact.verdict, found.retold) == (before, after, True)
    assert changes(told(after), told(after)).facts == ()


def test_a_decision_is_a_change():
    report = report_of("ab")
    log = [replace(said(ids(report, "ab"), VerdictKind.COMPATIBLE), id=1)]
    found = only(report, apply_decisions(report, log))
    assert (found.old.verdict, found.fact.verdict) == (VerdictKind.DIFFER, VerdictKind.COMPATIBLE)


def test_new_and_gone_turn_round():
    one, both = report_of("ab"), report_of("ab", "cd")
    came, went = only(one, both), only(both, one)
    assert (came.kind, came.fact.id, came.old) == (ChangeKind.NEW, "f-cd", None)
    assert (went.kind, went.fact.id, went.old.id) == (ChangeKind.GONE, "f-cd", "f-cd")
    assert [c.value for c in came.values] == [c.value for c in went.values_gone] == ["12", "20"]
    assert came.sources == went.sources_gone == ("Paper C", "Paper D")
    assert [row["id"] for row in changes(one, both).articles] == ["c", "d"]
    assert [row["id"] for row in changes(both, one).articles_gone] == ["c", "d"]


def test_what_a_single_source_tells_is_asked_for():
    one, both = report_of("ab"), report_of("ab", "c")
    assert changes(one, both).facts == ()
    assert only(one, both, single=True).fact.id == "f-c"
    assert only(both, one, single=True).kind is ChangeKind.GONE


def test_a_single_source_that_another_joins_is_a_change_not_a_new_fact():
    found = only(report_of("a"), report_of("ab"))
    assert (found.kind, found.old.verdict) == (ChangeKind.CHANGED, VerdictKind.SINGLE_SOURCE)


def test_what_joined_says_where():
    found = {c.kind: c for c in changes(report_of("ab", "cd"), report_of("abcd")).facts}
    assert found[ChangeKind.GONE].with_fact == found[ChangeKind.CHANGED].fact.id == "f-abcd"
    parted = {c.kind: c for c in changes(report_of("abcd"), report_of("ab", "cd")).facts}
    assert parted[ChangeKind.NEW].with_fact == "f-abcd"


def test_the_order_is_that_of_the_later_report():
    empty, full = Report([], []), sample_report()
    found = changes(empty, full)
    assert [change.fact.id for change in found.facts] == [
        fact.id for fact in full.view().facts if fact.verdict is not VerdictKind.SINGLE_SOURCE
    ]
