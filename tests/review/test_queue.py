"""What is reviewed, the most uncertain first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from decided import Log, ids, judged, paper, report_of, said, split, toll

from compare.models import Explanation, Facet, Rule, VerdictKind
from compare.reports.report import Report
from compare.review.desk import Desk
from compare.review.queue import State, settings_of, state_of, threshold_of, uncertainty
from compare.settings import Settings


def queue(report: Report, only=(), log: Log | None = None):
    return Desk(report, log or Log(), "Ana", only).queue()


def scored(*scores: tuple[str, float]) -> Report:
    papers = {key: paper(key) for key in "abcd"}
    facts = [
        judged(f"f-{pair}", [toll(papers[key]) for key in pair], list(papers.values()), score)
        for pair, score in scores
    ]
    return Report(list(papers.values()), facts)


def test_the_score_nearest_to_its_threshold_comes_first():
    found = queue(scored(("ab", 0.9), ("ac", 0.46), ("bd", 0.58)))
    assert [fact.id for fact in found] == ["f-ac", "f-bd", "f-ab"]


def test_a_difference_comes_before_an_agreement_at_the_same_distance_and_then_the_id_decides():
    found = queue(scored(("ac", 0.60), ("ab", 0.65), ("ad", 0.65)))
    assert [fact.id for fact in found] == ["f-ab", "f-ad", "f-ac"]


def test_what_one_source_alone_says_is_reviewed_only_when_asked_for():
    report = report_of("ab", "c")
    assert [fact.id for fact in queue(report)] == ["f-ab"]
    assert [fact.id for fact in queue(report, [VerdictKind.SINGLE_SOURCE])] == ["f-c"]
    assert queue(report, [VerdictKind.AGREE]) == []


def test_what_was_decided_stays_and_what_an_article_joined_comes_first():
    before, after = report_of("ab", "cd"), report_of("abx", "cd", tolls={"x": 12})
    log = Log(said(ids(before, "ab"), VerdictKind.DIFFER), said(ids(before, "cd"), VerdictKind.SINGLE_SOURCE))
    facts = queue(after, log=log)
    assert [(fact.id, state_of(fact)) for fact in facts] == [("f-abx", State.AGAIN), ("f-cd", State.DONE)]


def test_only_names_what_the_tool_said():
    report = report_of("ab")
    log = Log(said(ids(report, "ab"), VerdictKind.AGREE))
    assert queue(report, [VerdictKind.AGREE], log) == []
    assert len(queue(report, [VerdictKind.DIFFER], log)) == 1


@pytest.mark.parametrize("rule", [Rule.DOUBT, Rule.CASUALTIES])
def test_all_that_may_differ_is_offered_as_possible_whether_a_pair_or_within_a_group(rule):
    report = report_of("ab", "cd")
    fact = report.facts[0]
    doubted = replace(
        fact,
        verdict=replace(fact.verdict, verdict=VerdictKind.POSSIBLE),
        explanation=Explanation(rule, 0.5, 0.1, (), (), None),
    )
    report = replace(report, facts=[doubted, *report.facts[1:]])
    assert [offered.id for offered in queue(report, [VerdictKind.POSSIBLE])] == [fact.id]


def test_a_claim_that_a_split_left_alone_is_not_asked_for():
    report = report_of("ab")
    log = Log(split(ids(report, "ab"), ids(report, "b")))
    assert queue(report, log=log) == []


@pytest.mark.parametrize(
    ("change", "name", "value"),
    [
        ({}, "verdicts.differ_threshold", 0.55),
        ({"facet": Facet.QUOTATION}, "matching.quotation_threshold", 0.85),
        ({"facet": Facet.STATEMENT}, "matching.statement_threshold", 0.65),
        ({"explanation": Explanation(Rule.CASUALTIES, 0.7, -0.1)}, "verdicts.casualty_threshold", 0.7),
    ],
)
def test_the_threshold_that_decided(change, name, value):
    (fact,) = report_of("ab").facts
    assert threshold_of(replace(fact, **change), Settings()) == (name, value)


def test_the_margin_of_an_explanation_is_used_where_there_is_one():
    (fact,) = report_of("ab", score=0.9).facts
    assert uncertainty(fact, Settings()) == pytest.approx(0.35)
    explained = replace(fact, explanation=Explanation(Rule.EXCLUDES, 0.55, -0.02))
    assert uncertainty(explained, Settings()) == pytest.approx(0.02)


def test_people_killed_or_hurt_have_a_threshold_of_their_own():
    (fact,) = report_of("ab").facts
    claims = tuple(replace(c, value=replace(c.value, action="kill")) for c in fact.claims)
    assert threshold_of(replace(fact, claims=claims), Settings())[0] == "verdicts.casualty_threshold"


def test_the_settings_of_the_run_count():
    run = {"settings": {"verdicts": {"differ_threshold": 0.6}}}
    assert settings_of(run).verdicts.differ_threshold == 0.6
    assert settings_of({}) == settings_of({"settings": {"of another version": {}}}) == Settings()
