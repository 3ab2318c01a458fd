"""What decisions teach of possible differences, and which teach nothing of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from decided import Log, ids, merge, report_of, said, split, undo
from doubted import by_row, report_of_doubts, told, with_verdict
from hypothesis import given
from hypothesis import strategies as st

from compare.models import Decision, DecisionKind, Facet, Rule, VerdictKind
from compare.reports.report import Report
from compare.review.lessons import Lessons, Seen, Unused, learn, pairs_of
from compare.review.log import standing
from compare.review.words import CHOICES

DOUBTS = report_of_doubts([(-1.0, "s1"), (-2.0, "s1"), (-1.5, "s2", Facet.STATEMENT)])
FERRIES = report_of("abc", "d")
BOTH = Report([*DOUBTS.articles, *FERRIES.articles], [*DOUBTS.facts, *FERRIES.facts], DOUBTS.run)


def learned(*decisions: Decision, report: Report = BOTH, kept=()) -> Lessons:
    return learn(report, Log(*decisions).decisions(), kept)


def labels(found: Lessons) -> list[tuple[float, bool]]:
    return sorted((round(lesson.seen.odds, 9), lesson.right) for lesson in found.found)


def claims(number: int) -> list[str]:
    return [claim.id for claim in by_row(DOUBTS, number).claims]


@pytest.mark.parametrize("verdict", CHOICES)
def test_a_verdict_on_a_possible_difference_says_whether_it_is_one(verdict):
    found = learned(told(DOUBTS, 0, verdict))
    assert labels(found) == [(-1.0, verdict is VerdictKind.DIFFER)]
    assert found.unused == {}


def test_a_split_of_its_two_claims_says_that_it_is_none():
    assert labels(learned(split(claims(0), claims(0)[:1]))) == [(-1.0, False)]


def test_decisions_on_other_facts_are_counted_by_what_they_are():
    of = ids(FERRIES, "abc")
    note = Decision("f", of, DecisionKind.NOTE, note="hm")
    found = learned(
        said(of, VerdictKind.DIFFER),
        said(of[:2], VerdictKind.AGREE),
        split(of, of[:1]),
        merge(of, ids(FERRIES, "d")),
        note,
        told(DOUBTS, 2),
    )
    assert labels(found) == [(-1.5, True)]
    assert found.unused == {Unused.OTHER: 1, Unused.GROUPING: 2, Unused.GONE: 1, Unused.NOTE: 1}


def test_a_difference_in_a_group_that_is_shown_as_possible_is_another_fact():
    seen = by_row(DOUBTS, 0)
    inside = replace(seen, explanation=replace(seen.explanation, rule=Rule.EXCLUDES))
    found = learned(told(DOUBTS, 0), report=Report(DOUBTS.articles, [inside], DOUBTS.run))
    assert (found.found, found.unused) == ((), {Unused.OTHER: 1})


def test_the_latest_decision_on_a_pair_counts_and_none_that_was_undone():
    found = learned(told(DOUBTS, 0), told(DOUBTS, 0, VerdictKind.AGREE), told(DOUBTS, 1), undo(3))
    assert labels(found) == [(-1.0, False)]
    assert found.unused == {Unused.EARLIER: 1}
    rows = Log(told(DOUBTS, 0), told(DOUBTS, 0, VerdictKind.AGREE)).decisions()
    assert learn(BOTH, rows[::-1]) == learn(BOTH, rows), "by their numbers, in whatever order they come"


def test_a_calibrated_pair_teaches_what_the_model_said_of_it():
    report = with_verdict(report_of_doubts([(-1.0, "s1", Facet.QUANTITY, 2.5)]), 0, VerdictKind.DIFFER)
    (lesson,) = learned(told(report, 0), report=report).found
    assert lesson.seen.odds == pytest.approx(-1.0)
    assert lesson.right


def test_what_a_judge_chose_teaches_nothing_but_what_was_kept_from_before_does():
    judged = Report(DOUBTS.articles, DOUBTS.facts, {"judge": "says@1"})
    found = learned(told(judged, 0), told(judged, 1), report=judged)
    assert (found.found, found.unused) == ((), {Unused.JUDGED: 2})
    kept = [seen for seen in pairs_of(DOUBTS.facts) if seen.claims == tuple(sorted(claims(0)))]
    found = learned(told(judged, 0), told(judged, 1), report=judged, kept=kept)
    assert (labels(found), found.unused) == ([(-1.0, True)], {Unused.JUDGED: 1})


def test_a_pair_that_is_shown_no_more_is_learned_from_where_it_was_kept():
    kept = list(pairs_of(DOUBTS.facts))
    found = learned(told(DOUBTS, 0), report=FERRIES, kept=kept)
    assert labels(found) == [(-1.0, True)], "no decision, no lesson"
    assert learned(told(DOUBTS, 0), report=FERRIES).unused == {Unused.GONE: 1}
    moved = [replace(seen, odds=9.0) for seen in kept]
    assert labels(learned(told(DOUBTS, 0), kept=moved)) == [(-1.0, True)], "what is shown now is what counts"


def test_pairs_that_share_a_story_or_an_article_are_of_one_story():
    def seen(n: int, story: str, *articles: str) -> Seen:
        return Seen((f"{n}a", f"{n}b"), articles, story, Facet.QUANTITY, 0.0)

    pairs = [
        seen(0, "s1", "a", "b"),
        seen(1, "", "b", "c"),
        seen(2, "s2", "c", "d"),
        seen(3, "s3", "e", "f"),
        seen(4, "", "g", "h"),
        seen(5, "s3", "i", "j"),
    ]
    log = [said(one.claims, VerdictKind.DIFFER) for one in pairs]
    assert learned(*log, kept=pairs).stories == (0, 0, 0, 1, 2, 1)


LOG = st.lists(
    st.one_of(
        st.builds(lambda n, kind: told(DOUBTS, n, kind), st.integers(0, 2), st.sampled_from(CHOICES)),
        st.builds(lambda kind: said(ids(FERRIES, "abc"), kind), st.sampled_from(CHOICES)),
        st.builds(lambda n: split(claims(n), claims(n)[1:]), st.integers(0, 2)),
        st.just(merge(ids(FERRIES, "abc"), ids(FERRIES, "d"))),
        st.builds(undo, st.integers(1, 8)),
    ),
    max_size=12,
)


@given(LOG, st.randoms())
def test_each_decision_that_stands_is_told_of_once_and_no_order_matters(log, random):
    rows = Log(*log).decisions()
    found = learn(BOTH, rows)
    assert len(found.found) + sum(found.unused.values()) == len(standing(rows))
    facts, mixed = list(BOTH.facts), list(rows)
    random.shuffle(facts)
    random.shuffle(mixed)
    again = learn(Report(BOTH.articles, facts, BOTH.run), mixed)
    assert (again, again.stories) == (found, found.stories)
