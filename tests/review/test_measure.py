"""The tool against its reviewers: precision, recall, and thresholds that decisions speak for."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from decided import Log, ids, judged, merge, paper, report_of, said, split, toll, undo
from doubted import report_of_doubts, told

from compare.models import Explanation, Facet, Rule, VerdictKind
from compare.reports.report import Report
from compare.review.measure import Measure, measure

AGREE, DIFFER, UNRELATED = VerdictKind.AGREE, VerdictKind.DIFFER, VerdictKind.UNRELATED


def measured(report: Report, *decisions) -> Measure:
    return measure(report, Log(*decisions).decisions())


@pytest.fixture(autouse=True)
def _few_are_enough(monkeypatch):
    monkeypatch.setattr("compare.review.measure.ENOUGH", 1)


def figure(found: Measure, kind: VerdictKind, facet: str = ""):
    (one,) = [f for f in found.figures if (f.facet, f.verdict) == (facet, kind)]
    return one.tool, one.reviewers, one.both, one.precision, one.recall


def test_nothing_reviewed_is_nothing_measured():
    assert measured(report_of("ab")) == Measure(0, 0, [], 0, 0, (), None, 0)


def test_precision_and_recall_by_facet_and_over_all():
    report = report_of("ab", "ac", "cd")
    facts = [replace(f, facet=Facet.MONEY) if f.id == "f-cd" else f for f in report.facts]
    found = measured(
        Report(report.articles, facts),
        said(ids(report, "ab"), DIFFER),
        said(ids(report, "ac"), DIFFER),
        said(ids(report, "cd"), UNRELATED),
    )
    assert (found.decisions, found.same, found.joined_wrongly) == (3, 1, 1)
    assert figure(found, DIFFER, "quantity") == (1, 2, 1, 1.0, 0.5)
    assert figure(found, AGREE, "quantity") == (1, 0, 0, 0.0, None)
    assert figure(found, DIFFER, "money") == (1, 0, 0, 0.0, None)
    assert figure(found, UNRELATED, "money") == (0, 1, 0, None, 0.0)
    assert figure(found, DIFFER) == (2, 2, 1, 0.5, 0.5)


def test_only_what_stands_counts_and_the_latest_of_it():
    report = report_of("ab")
    claims = ids(report, "ab")
    found = measured(report, said(claims, AGREE), said(claims, DIFFER), said(claims, UNRELATED), undo(3))
    assert (found.decisions, found.same) == (1, 1)


def test_a_split_says_that_it_was_not_one_fact_and_a_merge_that_something_was_missed():
    report = report_of("abc", "d")
    found = measured(
        report,
        said(ids(report, "abc"), DIFFER),
        split(ids(report, "abc"), ids(report, "b")),
        merge(ids(report, "ac"), ids(report, "d")),
    )
    assert (found.decisions, found.joined_wrongly, found.missed) == (1, 1, 1)
    assert figure(found, DIFFER) == (1, 0, 0, 0.0, None)


def test_a_decision_on_other_claims_than_the_tool_groups_is_told_and_not_counted():
    before = report_of("ab")
    found = measured(report_of("abc"), said(ids(before, "ab"), DIFFER))
    assert (found.decisions, found.stale) == (0, 1)


def many(*scored: tuple[float, VerdictKind], rule: Rule | None = None) -> Measure:
    """Differences with a score each, and what the reviewer says of them."""
    papers = [paper(f"p{n}", n) for n in range(2 * len(scored))]
    facts, log = [], []
    for n, (score, truth) in enumerate(scored):
        claims = [toll(papers[2 * n]), toll(papers[2 * n + 1])]
        one = judged(f"f{n}", claims, papers, score)
        if rule:
            one = replace(one, explanation=Explanation(rule, 0.55, score - 0.55))
        facts.append(one)
        log.append(said([c.id for c in claims], truth))
    return measured(Report(papers, facts), *log)


def proposed(found: Measure):
    (one,) = found.proposals
    return one.setting, one.now, one.proposed, (one.right_kept, one.right), (one.wrong_kept, one.wrong)


def test_wrong_alarms_with_low_scores_raise_the_threshold():
    found = many((0.57, UNRELATED), (0.60, AGREE), (0.62, DIFFER), (0.8, DIFFER), (0.9, DIFFER))
    assert proposed(found) == ("verdicts.differ_threshold", 0.55, 0.61, (3, 3), (0, 2))


def test_a_wrong_alarm_costs_two_right_ones():
    assert proposed(many((0.57, DIFFER), (0.60, AGREE), (0.7, DIFFER)))[2] == 0.61
    assert proposed(many((0.57, DIFFER), (0.58, DIFFER), (0.60, AGREE), (0.7, DIFFER)))[2] == 0.55


def test_no_threshold_that_keeps_nothing_right_is_proposed():
    assert proposed(many((0.6, DIFFER), (0.99, UNRELATED)))[2:] == (0.55, (1, 1), (1, 1))


def test_where_all_is_right_the_threshold_stays():
    assert proposed(many((0.56, DIFFER), (0.9, DIFFER)))[2:] == (0.55, (2, 2), (0, 0))


@pytest.mark.parametrize("score", [0.57, 0.58, 0.29 * 2, 0.7])
def test_the_proposal_drops_a_score_that_equals_a_hundredth(score):
    found = many((score, UNRELATED), (0.9, DIFFER))
    assert proposed(found)[3:] == ((1, 1), (0, 1))


def test_the_margin_of_the_explanation_counts_and_the_rule_names_the_setting():
    found = many((0.57, UNRELATED), (0.9, DIFFER), rule=Rule.CASUALTIES)
    assert proposed(found)[:2] == ("verdicts.casualty_threshold", 0.7)


def test_names_and_lone_sources_have_no_threshold():
    report = report_of("ab")
    facts = [replace(f, facet=Facet.NAME) for f in report.facts]
    assert measured(Report(report.articles, facts), said(ids(report, "ab"), AGREE)).proposals == []


def test_below_enough_decisions_no_threshold_is_proposed(monkeypatch):
    scored = ((0.57, UNRELATED), (0.9, DIFFER))
    monkeypatch.setattr("compare.review.measure.ENOUGH", 3)
    assert many(*scored).proposals == ()
    monkeypatch.setattr("compare.review.measure.ENOUGH", 2)
    assert len(many(*scored).proposals) == 1


# ---------------------------------------------------------------- possible differences

YES, NO = VerdictKind.DIFFER, VerdictKind.UNRELATED


def of_doubts(*scored: tuple[float, VerdictKind], run: dict | None = None) -> Measure:
    """What decisions say of possible differences with a probability each."""
    report = report_of_doubts([(math.log(score / (1 - score)),) for score, _ in scored], run)
    return measured(report, *(told(report, n, verdict) for n, (_, verdict) in enumerate(scored)))


def test_a_possible_difference_is_no_verdict_of_the_tool_and_right_where_it_is_one():
    found = of_doubts((0.2, YES), (0.3, NO), (0.4, AGREE))
    assert (found.decisions, found.possible, found.confirmed) == (3, 3, 1)
    assert (found.same, found.joined_wrongly) == (0, 0)
    assert figure(found, VerdictKind.POSSIBLE) == (3, 0, 1, pytest.approx(1 / 3), None)
    assert figure(found, DIFFER) == (0, 1, 0, None, 0.0)


def test_the_threshold_of_possible_differences_is_proposed_by_what_is_one():
    found = of_doubts(*[(0.15, NO)] * 8, (0.16, YES), (0.25, AGREE), (0.3, YES))
    assert proposed(found) == ("verdicts.possible_threshold", 0.12, 0.16, (2, 2), (1, 9))


def test_seven_in_vain_are_worth_one_that_is_right():
    assert proposed(of_doubts((0.15, YES), *[(0.2, NO)] * 7, (0.3, YES)))[2] == 0.12
    assert proposed(of_doubts((0.15, YES), *[(0.2, NO)] * 8, (0.3, YES)))[2] == 0.21


def test_it_needs_as_many_decisions_on_possible_differences(monkeypatch):
    scored = [(0.15, NO)] * 2 + [(0.3, YES)]
    monkeypatch.setattr("compare.review.measure.ENOUGH", 4)
    doubts = report_of_doubts([(math.log(score / (1 - score)),) for score, _ in scored])
    other = report_of("ab")
    report = Report([*doubts.articles, *other.articles], [*doubts.facts, *other.facts])
    log = [told(doubts, n, verdict) for n, (_, verdict) in enumerate(scored)]
    settings = [one.setting for one in measured(report, *log, said(ids(other, "ab"), DIFFER)).proposals]
    assert settings == ["verdicts.differ_threshold"]
    assert len(of_doubts(*scored, (0.4, YES)).proposals) == 1


def test_a_possible_difference_within_a_group_speaks_for_no_threshold():
    report = report_of_doubts([(-1.0,)])
    (fact,) = report.facts
    inside = replace(fact, explanation=replace(fact.explanation, rule=Rule.EXCLUDES))
    found = measured(Report(report.articles, [inside], report.run), told(report, 0))
    assert (found.possible, found.confirmed, found.proposals) == (1, 1, [])


def test_where_a_judge_chose_what_was_seen_no_threshold_of_it_is_proposed():
    assert of_doubts((0.15, NO), (0.3, YES), run={"judge": "says@1"}).proposals == []


def test_reviewers_agree_beyond_chance():
    report = report_of("ab", "cd", "ac", "bd")
    both = {"ab": (AGREE, AGREE), "cd": (DIFFER, DIFFER), "ac": (AGREE, DIFFER), "bd": (DIFFER, DIFFER)}
    log = [
        replace(said(ids(report, key), verdict), reviewer=name)
        for key, verdicts in both.items()
        for name, verdict in zip(("Ann", "Ben"), verdicts, strict=True)
    ]
    found = measured(report, *log).agreement
    assert (found.facts, found.pairs, found.same) == (4, 4, 3)
    assert found.kappa == pytest.approx((0.75 - (0.5 * 0.25 + 0.5 * 0.75)) / (1 - (0.5 * 0.25 + 0.5 * 0.75)))
    assert measured(report, log[0], log[2]).agreement is None, "one reviewer agrees with nobody"
    assert measured(report, *log[:2]).agreement.kappa is None, "chance alone agrees always"
