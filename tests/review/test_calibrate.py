"""The last step of possible differences: what decisions make of it, and what it is worth on others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from decided import Log
from doubted import MADE, report_of_doubts, told, with_verdict
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.errors import ReviewError
from compare.linkage.differences.calibration import Line
from compare.models import Facet, VerdictKind
from compare.reports.report import Report
from compare.review.calibrate import (
    ASKED,
    CENTRE,
    LEAST_SLOPE,
    Proposal,
    bound,
    calibrate,
    chance,
    fit,
    gain,
    held_out,
    regraded,
)  # fmt: skip
from compare.review.lessons import Lesson, Lessons, Seen, learn


def lessons_of(odds, right, told, story) -> Lessons:
    rows = zip(odds, right, told, story, strict=True)
    found = [
        Lesson(Seen((f"a{n:04}", f"b{n:04}"), (f"x{n}", f"y{n}"), f"s{s}", facet_of(t), float(o)), bool(r))
        for n, (o, r, t, s) in enumerate(rows)
    ]
    return Lessons(tuple(found), {})


def facet_of(told: bool) -> Facet:
    return Facet.STATEMENT if told else Facet.DATE


def drawn(size: int, truth: Line, seed: int = 0):
    """Log-odds, outcomes, kinds and stories of decisions as `truth` has them."""
    random = np.random.default_rng(seed)
    odds, told = random.normal(CENTRE, 0.8, size), random.random(size) < 0.5
    right = (random.random(size) < chance(truth.log_odds(odds, told))).astype(float)
    return odds, right, told, np.arange(size) // 5


def at_centre(line: Line) -> tuple[float, float]:
    """How far a line lies off the model amid possible differences, of values and of statements."""
    return tuple(line.log_odds(np.array([CENTRE]), told)[0] - CENTRE for told in (False, True))


IDENTITY = Line(0.0, 0.0, 1.0)


@pytest.mark.parametrize("seed", range(5))
def test_where_decisions_are_as_the_model_says_it_stays_near(seed):
    line = fit(*drawn(400, IDENTITY, seed)[:3])
    assert np.abs(at_centre(line)).max() < 0.45
    assert line.slope == pytest.approx(1.0, abs=0.35)


@pytest.mark.parametrize("off", [-1.0, 1.0])
def test_where_the_truth_lies_elsewhere_it_goes_there(off):
    line = fit(*drawn(1500, Line(off, off, 1.0))[:3])
    assert at_centre(line) == pytest.approx((off, off), abs=0.3)
    assert line.slope == pytest.approx(1.0, abs=0.25)


def test_values_and_statements_go_their_own_ways():
    values, statements = at_centre(fit(*drawn(1500, Line(1.0, -1.0, 1.0))[:3]))
    assert values == pytest.approx(1.0, abs=0.3)
    assert statements == pytest.approx(-1.0, abs=0.3)


def test_few_decisions_move_it_little():
    odds, told = np.full(3, CENTRE), np.zeros(3, bool)
    assert 0 < at_centre(fit(odds, np.ones(3), told))[0] < 1.2
    many = np.full(300, CENTRE), np.ones(300), np.zeros(300, bool)
    assert at_centre(fit(*many))[0] > 3


def test_it_is_where_no_step_makes_the_decisions_likelier():
    odds, right, told, _ = drawn(60, Line(0.8, -0.2, 0.7), 3)
    line = fit(odds, right, told)

    def worth(values: float, statements: float, slope: float) -> float:
        shifts = [end + (slope - 1) * CENTRE for end in (values, statements)]
        at = Line(values, statements, slope).log_odds(odds, told)
        prior = (sum(shifts) / 2 / 0.7) ** 2 + ((shifts[0] - shifts[1]) / 0.7) ** 2 + ((slope - 1) / 0.4) ** 2
        return float(right @ at - np.logaddexp(0, at).sum() - prior / 2)

    best = worth(line.values, line.statements, line.slope)
    for step in np.eye(3):
        for size in (-0.01, 0.01):
            ends = np.array([line.values, line.statements, line.slope]) + size * step
            assert worth(*ends) < best


def test_what_is_likelier_stays_so_whatever_was_decided():
    odds = np.linspace(-4, 2, 200)
    right, told = (odds < -1).astype(float), np.zeros(200, bool)
    assert fit(odds, right, told).slope == LEAST_SLOPE


@given(st.randoms())
@settings(max_examples=20, deadline=None)
def test_no_order_of_the_decisions_matters(random):
    rows = list(zip(*drawn(60, Line(-0.7, 0.3, 1.0), 2), strict=True))
    whole = calibrate(lessons_of(*zip(*rows, strict=True)), 0.14)
    random.shuffle(rows)
    again = calibrate(lessons_of(*zip(*rows, strict=True)), 0.14)
    assert again.line == whole.line
    assert again.likeliest == whole.likeliest
    assert (again.gain, again.gain_error) == pytest.approx((whole.gain, whole.gain_error), abs=1e-12)


# ---------------------------------------------------------------- refusals


def few(total=30, yes=5, stories=5) -> Lessons:
    n = np.arange(total)
    return lessons_of(np.full(total, CENTRE), n < yes, n < 0, n % stories)


def test_at_the_least_it_is_fitted():
    assert isinstance(calibrate(few(), 0.14), Proposal)
    assert isinstance(calibrate(few(yes=25), 0.14), Proposal)


@pytest.mark.parametrize(
    ("fewer", "words"),
    [
        ({"total": 29}, "29 (5 say that it is one, 24 that it is none) of 5 stories"),
        ({"yes": 4}, "30 (4 say that it is one, 26 that it is none) of 5 stories"),
        ({"yes": 26}, "30 (26 say that it is one, 4 that it is none) of 5 stories"),
        ({"stories": 4}, "30 (5 say that it is one, 25 that it is none) of 4 stories"),
        ({"total": 0}, "0 (0 say that it is one, 0 that it is none) of 0 stories"),
    ],
)
def test_with_too_few_it_refuses_and_says_how_many_there_are_and_are_needed(fewer, words):
    with pytest.raises(ReviewError) as refused:
        calibrate(few(**fewer), 0.14)
    assert words in str(refused.value)
    assert "needed are 30 (5 of each) of 5 stories" in str(refused.value)
    assert "\n" not in str(refused.value)


# ---------------------------------------------------------------- what it is worth


def test_each_story_is_held_out_as_a_whole():
    odds, right, told, story = drawn(60, Line(-1.0, -1.0, 1.0), 1)
    unseen = held_out(odds, right, told, story)
    own = story == 3
    other = fit(odds[~own], right[~own], told[~own])
    assert unseen[own] == pytest.approx(chance(other.log_odds(odds[own], told[own])))
    flipped = right.copy()
    flipped[own] = 1 - flipped[own]
    assert held_out(odds, flipped, told, story)[own] == pytest.approx(unseen[own]), (
        "its own outcomes are unseen"
    )


def test_a_gain_has_the_error_of_stories_and_not_of_pairs():
    saved = np.array([0.3, 0.3, 0.3, -0.1, -0.1, -0.1])
    alone = gain(saved, np.arange(6))
    together = gain(saved, np.array([0, 0, 0, 1, 1, 1]))
    assert alone[0] == together[0] == pytest.approx(0.1)
    assert alone[1] == pytest.approx(saved.std(ddof=1) / np.sqrt(6))
    assert together[1] == pytest.approx(0.2)


def test_a_shifted_truth_is_worth_a_calibration_and_the_model_s_own_is_not():
    off = calibrate(lessons_of(*drawn(200, Line(-1.2, -1.2, 1.0))), 0.14)
    assert off.helps and off.gain > 0
    assert off.held_out.log_loss < off.shipped.log_loss
    assert off.held_out.brier < off.shipped.brier
    assert off.shipped.log_loss - off.held_out.log_loss == pytest.approx(off.gain)
    same = calibrate(lessons_of(*drawn(200, IDENTITY)), 0.14)
    assert not same.helps


@pytest.mark.parametrize(
    ("gain", "differ_from", "helps"),
    [(0.0101, None, True), (0.01, None, False), (-0.0099, 0.8, True), (-0.01, 0.8, False)],
)
def test_it_helps_where_it_is_better_by_more_than_its_error_or_tells_differences_and_is_no_worse(
    gain, differ_from, helps
):
    found = replace(calibrate(few(), 0.14), gain=gain, gain_error=0.01, differ_from=differ_from)
    assert found.helps is helps


def test_figures_count_what_reaches_the_threshold_inclusive():
    odds = np.array([*[np.log(0.25 / 0.75)] * 20, *[np.log(0.1 / 0.9)] * 20])
    right = np.arange(40) % 4 == 0
    found = calibrate(lessons_of(odds, right, np.zeros(40, bool), np.arange(40) % 8), 0.25)
    assert (found.shipped.shown, found.shipped.right) == (20, 5)
    likely = np.repeat([0.25, 0.1], 20)
    assert found.shipped.brier == pytest.approx(((likely - right) ** 2).mean())
    told = np.where(right, likely, 1 - likely)
    assert found.shipped.log_loss == pytest.approx(-np.log(told).mean())


@pytest.mark.parametrize(
    ("right", "of", "least"), [(0, 0, 0.0), (10, 10, 0.787), (11, 11, 0.803), (8, 10, 0.541), (0, 5, 0.0)]
)
def test_the_lower_bound_of_a_share(right, of, least):
    assert bound(right, of) == pytest.approx(least, abs=0.001)


def sure(right: int, of: int) -> Proposal:
    """Some sure pairs of which some are right, beside sixty of which few are."""
    n = np.arange(60)
    odds = np.concatenate([np.full(of, 4.0), np.full(60, -2.5)])
    outcome = np.concatenate([np.arange(of) < right, n % 12 == 0])
    story = np.concatenate([np.arange(of), of + n % 12])
    return calibrate(lessons_of(odds, outcome, np.zeros(of + 60, bool), story), 0.14)


def test_what_eight_of_ten_hold_of_surely_is_told_as_a_difference():
    found = sure(20, 20)
    assert found.likeliest.bound >= ASKED
    assert (found.likeliest.pairs, found.likeliest.right) == (20, 20)
    assert 0.9 < found.differ_from == found.likeliest.least, "nothing is known of what is less likely"


def test_what_is_as_likely_as_not_is_no_difference_however_right_the_likelier_ones_are(monkeypatch):
    odds = np.concatenate([np.full(200, 4.0), np.full(40, -0.2)])
    right = np.concatenate([np.arange(200) < 199, np.arange(40) % 3 == 0])
    lessons = lessons_of(odds, right, np.zeros(240, bool), np.arange(240) % 30)
    assert calibrate(lessons, 0.14).differ_from > 0.9
    monkeypatch.setattr("compare.review.calibrate.EVEN", 0.0)
    assert calibrate(lessons, 0.14).differ_from < 0.5


@pytest.mark.parametrize(("right", "of"), [(16, 20), (10, 10), (9, 10)])
def test_eight_of_ten_by_chance_are_not_enough(right, of):
    found = sure(right, of)
    assert found.differ_from is None
    assert found.likeliest.bound < ASKED


def test_the_threshold_is_told_as_the_model_has_it():
    found = replace(calibrate(few(), 0.14), line=Line(-1.0, 0.5, 0.8))
    for statements in (False, True):
        before = found.as_shipped(statements=statements)
        odds = np.array([np.log(before / (1 - before))])
        assert chance(found.line.log_odds(odds, statements))[0] == pytest.approx(0.14)
    for edge in (0.0, 1e-300, 1.0):
        assert replace(found, threshold=edge).as_shipped(statements=False) == pytest.approx(edge)


# ---------------------------------------------------------------- what changes in a report


EDGE = float(np.log(0.25 / 0.75))


def test_possible_differences_that_get_another_grade_are_counted():
    report = report_of_doubts([(-3.0,), (-1.0,), (0.0,), (2.0,), (-1.0,), (2.5,), (-3.0,), (EDGE,)])
    for was_sure in (4, 5, 6):
        report = with_verdict(report, was_sure, VerdictKind.DIFFER)
    made = replace(MADE, line=IDENTITY, differ_from=0.8)
    found = regraded(report, made, float(chance(np.array(EDGE))))
    assert (found.of, found.dropped, found.differ, found.possible) == (8, 2, 1, 1)
    never = regraded(report, replace(made, differ_from=None), 0.14)
    assert (never.dropped, never.differ, never.possible) == (2, 0, 2)
    at_once = regraded(report, replace(made, differ_from=float(chance(np.array(2.0)))), 0.14)
    assert at_once.differ == 1, "inclusive"


def test_where_a_judge_decides_nothing_is_foretold():
    report = report_of_doubts([(-3.0,)])
    assert regraded(Report(report.articles, report.facts, {"judge": "j"}), MADE, 0.14) is None


def test_from_a_log_to_a_line():
    rows = [(-1.0 - n % 3 / 2, f"s{n % 6}", facet_of(n % 2 == 0)) for n in range(36)]
    report = report_of_doubts(rows)
    log = [told(report, n, VerdictKind.DIFFER if n % 7 else VerdictKind.AGREE) for n in range(36)]
    found = calibrate(learn(report, Log(*log).decisions()), 0.14)
    assert min(at_centre(found.line)) > 0.5
    assert found.helps
