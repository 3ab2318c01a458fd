"""The matcher: margins, what they need, and reasons that add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from stories import STORM, corpus_of, story
from two_events import ATTACKS, ROBBERIES, VISITS

from compare.embeddings import FastMiniLM
from compare.linkage.conflicts import Reason, bars
from compare.linkage.margins import Outcome
from compare.linkage.matcher import HELD_APART, MUTUAL, ClaimMatcher
from compare.models import Facet, Rule
from compare.settings import MatchingSettings, Settings, VerdictSettings


@pytest.fixture(scope="module")
def encoder() -> FastMiniLM:
    return FastMiniLM(threads=1)


@pytest.fixture(scope="module")
def matcher(encoder) -> ClaimMatcher:
    return ClaimMatcher(corpus_of(STORM, encoder), Settings())


def row(matcher: ClaimMatcher, article: str, focus: str, facet: Facet) -> int:
    return next(
        k
        for k, c in enumerate(matcher.corpus.claims)
        if c.article == article and c.facet is facet and focus in c.focus.text
    )


def pair(*rows: int):
    return tuple(np.array([r], dtype=np.intp) for r in rows)


def margin(matcher: ClaimMatcher, a: int, b: int) -> float:
    """How far one pair lies above what it needs."""
    return float(matcher.margins(*pair(a, b)).above[0])


def across(matcher: ClaimMatcher):
    """Pairs of claims of one facet and two articles."""
    claims = matcher.corpus.claims
    i, j = np.triu_indices(len(claims), k=1)
    keep = [
        k
        for k in range(len(i))
        if claims[i[k]].article != claims[j[k]].article and claims[i[k]].facet is claims[j[k]].facet
    ]
    return i[keep], j[keep]


def test_tolls_of_one_event_belong_together_and_exclude_each_other(matcher):
    a, b = row(matcher, "ashel", "23", Facet.QUANTITY), row(matcher, "velmora", "31", Facet.QUANTITY)
    assert margin(matcher, a, b) >= 0
    assert matcher.excludes(a, b)
    other = row(matcher, "tarn", "45,000", Facet.QUANTITY)
    assert matcher.probability(*pair(a, other))[0] < 0.1


def test_values_that_exclude_each_other_are_told(encoder):
    stories = [story("a", "A fire killed 5 miners in Velmora."), story("b", "The fire killed 6 miners.")]
    found = ClaimMatcher(corpus_of(stories, encoder), Settings())
    a, b = row(found, "a", "5", Facet.QUANTITY), row(found, "b", "6", Facet.QUANTITY)
    assert found.excludes(a, b)
    assert not found.excludes(a, a)
    assert not found.excludes(row(found, "a", "fire", Facet.STATEMENT), b)


def test_what_the_constraints_rule_out_has_no_margin(matcher):
    i, j = across(matcher)
    margins = matcher.margins(i, j)
    assert margins.barred.any()
    reasons = [matcher.constraints.conflict(a, b) for a, b in zip(i.tolist(), j.tolist(), strict=True)]
    assert margins.barred.tolist() == [bars(reason) for reason in reasons]
    assert np.isnan(margins.above).tolist() == margins.barred.tolist()
    hindered = [k for k, reason in enumerate(reasons) if reason and not bars(reason)]
    assert (margins.above[hindered] <= HELD_APART).all()
    assert not margins.together[[k for k, reason in enumerate(reasons) if reason]].any()


def test_probabilities_are_probabilities_and_the_same_both_ways(matcher):
    i, j = across(matcher)
    keep = [k for k in range(len(i)) if not matcher.constraints.conflict(int(i[k]), int(j[k]))]
    forward, back = matcher.probability(i[keep], j[keep]), matcher.probability(j[keep], i[keep])
    assert ((forward >= 0) & (forward <= 1)).all()
    assert forward == pytest.approx(back, abs=1e-9)


def test_a_pair_that_is_probable_enough_but_has_a_better_partner_is_held_apart(matcher):
    i, j = across(matcher)
    decided = matcher.decisions(i, j)
    held = [k for k in range(len(i)) if decided.outcome(k) is Outcome.NOT_BEST]
    assert held
    assert (matcher.probability(i[held], j[held]) >= matcher.thresholds(i[held], j[held])).all()
    assert {matcher.rule(int(i[k]), int(j[k])) for k in held} <= MUTUAL
    assert set(decided.margins.above[held]) == {HELD_APART}


def test_statements_that_have_a_better_partner_are_one_sided_from_their_threshold_on(matcher):
    i, j = across(matcher)
    decided = matcher.decisions(i, j)
    open_ = np.array([matcher.conflict(int(a), int(b)) is None for a, b in zip(i, j, strict=True)])
    i, j = i[open_], j[open_]
    outdone = np.array([decided.outcome(int(k)) is Outcome.NOT_BEST for k in np.flatnonzero(open_)])
    statements = np.array([matcher.corpus.claims[row].facet is Facet.STATEMENT for row in i.tolist()])
    assert (outdone & statements).any()
    for least in (0.0, 0.75, 1.0):
        found = ClaimMatcher(matcher.corpus, Settings(matching=MatchingSettings(one_sided_threshold=least)))
        expected = outdone & statements & (matcher.probability(i, j) >= least)
        assert found.one_sided(i, j).tolist() == expected.tolist()
    assert len(matcher.one_sided(i[:0], j[:0])) == 0


def test_no_pairs_give_no_scores(matcher):
    none = np.zeros(0, dtype=np.intp)
    assert len(matcher.probability(none, none)) == len(matcher.decisions(none, none)) == 0


def test_pairs_known_to_be_comparable_have_the_same_margins(matcher, encoder):
    i, j = across(matcher)
    keep = np.flatnonzero([matcher.constraints.comparable(int(a), int(b)) for a, b in zip(i, j, strict=True)])
    known = ClaimMatcher(matcher.corpus, Settings()).decisions(i[keep], j[keep], comparable=True)
    found = matcher.decisions(i[keep], j[keep])
    assert known.margins.above == pytest.approx(found.margins.above, abs=1e-12)
    assert [known.outcome(k) for k in range(len(keep))] == [found.outcome(k) for k in range(len(keep))]


@pytest.mark.parametrize("facet", [Facet.QUANTITY, Facet.DATE, Facet.STATEMENT])
def test_contributions_and_base_sum_to_the_log_odds(matcher, facet):
    claims = matcher.corpus.claims
    i, j = across(matcher)
    for a, b in zip(i.tolist(), j.tolist(), strict=True):
        if claims[a].facet is claims[b].facet is facet:
            odds = sum(signal.contribution for signal in matcher.explain(a, b))
            expected = matcher.probability(*pair(a, b))[0]
            assert 1 / (1 + np.exp(-odds)) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("other", "meet"), [("10 March 2024", 1.0), ("March 2024", 0.6), ("12 March 2024", 0.0)]
)
def test_dates_that_meet_speak_for_each_other(other, meet, encoder):
    stories = [
        story("a", "The ferry sank off Port Ashel on 10 March 2024."),
        story("b", f"In or on {other}, the ferry sank off Port Ashel."),
    ]
    found = ClaimMatcher(corpus_of(stories, encoder), Settings())
    a, b = row(found, "a", "March", Facet.DATE), row(found, "b", "March", Facet.DATE)
    assert {s.value for s in found.explain(a, b) if s.name == "dates meet"} == {meet}


def test_no_other_article_moves_the_score_of_a_pair(encoder):
    """Adding articles changes what they touch: a pair's score hangs on its two articles alone."""
    late = " It rained. The shops were shut. Many slept in halls. Fishers of Quorrabad came on 9 March."
    titled = [replace(a, title=f"Calamity: {a.id} and the lost boats", text=a.text + late) for a in STORM]
    echo = story("echo", "The calamity of the lost boats was great, in Quorrabad too.")
    others = [*ROBBERIES, *ATTACKS, *VISITS, echo]
    few, many = corpus_of(titled, encoder), corpus_of([*titled, *others], encoder)
    alone, beside = ClaimMatcher(few, Settings()), ClaimMatcher(many, Settings())
    place = {claim.id: k for k, claim in enumerate(many.claims)}
    i, j = across(alone)
    same = [few.claims[a].facet is few.claims[b].facet for a, b in zip(i.tolist(), j.tolist(), strict=True)]
    i, j = i[same], j[same]
    p, q = (np.array([place[few.claims[k].id] for k in rows.tolist()], dtype=np.intp) for rows in (i, j))
    assert len(i) > 20
    one, other = alone.margins(i, j), beside.margins(p, q)
    assert np.array_equal(one.above, other.above, equal_nan=True)
    assert np.array_equal(one.barred, other.barred)
    assert alone.probability(i, j) == pytest.approx(beside.probability(p, q), abs=1e-12)


def test_quotations_are_compared_by_their_words(matcher):
    a = row(matcher, "ashel", "warned", Facet.QUOTATION)
    b = row(matcher, "velmora", "warned", Facet.QUOTATION)
    assert matcher.probability(*pair(a, b))[0] > 0.95
    assert [s.name for s in matcher.explain(a, b)] == ["quotation"]


def test_a_threshold_is_met_at_equality(encoder):
    corpus = corpus_of(STORM, encoder)
    plain = ClaimMatcher(corpus, Settings())
    a, b = row(plain, "ashel", "140", Facet.QUANTITY), row(plain, "velmora", "140", Facet.QUANTITY)
    (score,) = plain.probability(*pair(a, b))
    at = Settings(matching=MatchingSettings(threshold=float(score)))
    above = Settings(matching=MatchingSettings(threshold=min(1.0, float(np.nextafter(score, 1)))))
    assert margin(ClaimMatcher(corpus, at), a, b) >= 0
    assert margin(ClaimMatcher(corpus, above), a, b) < 0


def test_a_difference_needs_more_than_an_agreement(encoder):
    corpus = corpus_of(STORM, encoder)
    strict = Settings(verdicts=VerdictSettings(differ_threshold=1, casualty_threshold=1))
    stories = [
        story("a", "A fire killed 5 miners in Velmora."),
        story("b", "The fire killed 6 miners there."),
    ]
    other = corpus_of(stories, encoder)
    for known, rows in (
        (other, ("a", "5", "b", "6")),
        (corpus, ("ashel", "140", "velmora", "140")),
    ):
        loose, tight = ClaimMatcher(known, Settings()), ClaimMatcher(known, strict)
        a = row(loose, rows[0], rows[1], Facet.QUANTITY)
        b = row(loose, rows[2], rows[3], Facet.QUANTITY)
        lost = margin(loose, a, b) - margin(tight, a, b)
        assert bool(lost > 0) is loose.excludes(a, b)


def test_a_difference_that_misses_its_own_threshold_alone_keeps_no_group_apart(encoder):
    stories = [
        story("a", "A fire killed 5 miners in Velmora."),
        story("b", "In Velmora, 9 miners were killed as their mine burned, police said."),
    ]
    corpus = corpus_of(stories, encoder)
    strict = Settings(verdicts=VerdictSettings(differ_threshold=1, casualty_threshold=1))
    loose, tight = ClaimMatcher(corpus, Settings()), ClaimMatcher(corpus, strict)
    a, b = row(loose, "a", "5", Facet.QUANTITY), row(loose, "b", "9", Facet.QUANTITY)
    assert 0.5 < loose.probability(*pair(a, b))[0] < 1 + HELD_APART
    assert margin(tight, a, b) == HELD_APART
    nearly = float(loose.probability(*pair(a, b))[0]) - HELD_APART / 2
    near = Settings(verdicts=VerdictSettings(differ_threshold=nearly, casualty_threshold=nearly))
    assert margin(ClaimMatcher(corpus, near), a, b) == pytest.approx(HELD_APART / 2)


def test_statements_that_seem_to_be_of_two_days_need_more(encoder):
    texts = [
        f"A storm hit Port Ashel on {day} March 2024. The ferry Lindesna sank off the port with her cargo."
        for day in (9, 11)
    ]
    corpus = corpus_of([story(key, text) for key, text in zip("ab", texts, strict=True)], encoder)
    plain = ClaimMatcher(corpus, Settings())
    a, b = row(plain, "a", "Lindesna", Facet.STATEMENT), row(plain, "b", "Lindesna", Facet.STATEMENT)
    assert plain.rule(a, b) is Rule.DAYS
    assert plain.rule(a, a) is Rule.STATEMENTS
    assert plain.needed(a, b) == Settings().matching.other_day_threshold
    (score,) = plain.probability(*pair(a, b))
    assert not plain.constraints.conflict(a, b)
    at = Settings(matching=MatchingSettings(other_day_threshold=float(score)))
    above = Settings(matching=MatchingSettings(other_day_threshold=float(np.nextafter(score, 1))))
    assert margin(ClaimMatcher(corpus, at), a, b) >= 0
    assert margin(ClaimMatcher(corpus, above), a, b) < 0


def test_an_outlets_own_later_toll_is_no_link_and_keeps_no_group_apart(encoder):
    day = date(2024, 3, 10)
    texts = ("A flood killed 14 people in Velmora.", "The flood killed 19 people in Velmora.")
    stories = [
        replace(story(key, text, published), source="Ashel Post")
        for key, text, published in zip("ab", texts, (day, day + timedelta(1)), strict=True)
    ]
    found = ClaimMatcher(corpus_of(stories, encoder), Settings())
    a, b = row(found, "a", "14", Facet.QUANTITY), row(found, "b", "19", Facet.QUANTITY)
    assert found.constraints.conflict(a, b) is Reason.ONE_OUTLET
    assert found.decisions(*pair(a, b)).outcome(0) is Outcome.HINDERED
    assert margin(found, a, b) <= HELD_APART


def test_a_value_that_an_article_repeats_is_one_position(matcher):
    claims = matcher.corpus.claims
    for a, one in enumerate(claims):
        for b, other in enumerate(claims):
            same = matcher.position(a) == matcher.position(b)
            if one.value is None or other.value is None:
                assert same is (a == b)
            else:
                assert same is (one.article == other.article and one.value.value == other.value.value)


def test_a_toll_elsewhere_is_no_contradiction(encoder):
    day = date(2024, 3, 10)

    def outcome(place: str) -> Outcome:
        text = f"A car bomb killed 6 people at a market in {place} on Sunday, police said."
        stories = [
            story("a", "A car bomb killed 5 people at a market in Benghazi on Sunday, police said.", day),
            story("b", text, day),
        ]
        found = ClaimMatcher(corpus_of(stories, encoder), Settings())
        a, b = row(found, "a", "5", Facet.QUANTITY), row(found, "b", "6", Facet.QUANTITY)
        return found.decisions(*pair(a, b)).outcome(0)

    assert outcome("Benghazi") is Outcome.MARGIN
    assert outcome("Odessa") is not Outcome.MARGIN


def test_a_sure_difference_is_of_one_question(encoder):
    lines = (
        "killing 23 passengers on Sunday",
        "killing 31 passengers on Sunday",
        "killing 9 other passengers",
    )
    matcher = ClaimMatcher(
        corpus_of(
            [
                story(k, f"A ferry sank in a storm off Port Ashel, {t}.")
                for k, t in zip("abc", lines, strict=True)
            ],
            encoder,
        ),
        Settings(),
    )
    a, b, c = (row(matcher, k, n, Facet.QUANTITY) for k, n in (("a", "23"), ("b", "31"), ("c", "9")))
    claims = matcher.corpus.claims
    sure, unsure = matcher.apart([a, b, c])
    assert sure == {frozenset((claims[a].id, claims[b].id))}
    assert not unsure & sure
    assert matcher.apart([a, c]) == (frozenset(), unsure & {frozenset((claims[a].id, claims[c].id))})
