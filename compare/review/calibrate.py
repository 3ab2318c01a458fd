"""The last step of how likely a possible difference is, fitted on decisions, and what it is worth.

The line through the log-odds of the model (Platt 1999) that makes the decisions likeliest, held to the
model's own by a prior: few decisions move it little. Its three numbers need no library: scikit-learn's
regression knows neither log-odds to start from nor a prior that is not zero, and isotonic regression needs
more decisions than a desk makes, and would make ties of what is told apart.

What it is worth is measured on decisions that it was not fitted on: those of each story by the line fitted on
all others (`HeldOut`). It is worth keeping only where that is better than the model by more than chance.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from compare.errors import ReviewError
from compare.linkage.differences.calibration import Calibration, Line
from compare.linkage.margins import Flags
from compare.linkage.matrices import Floats, Ints
from compare.models import Facet, VerdictKind
from compare.reports.report import Report
from compare.review.lessons import Lessons, is_doubt, pairs_of
from compare.review.measure import ENOUGH

__all__ = [
    "ASKED", "LEAST_EACH", "LEAST_STORIES", "Figures", "Likeliest", "Proposal", "Regraded", "bound",
    "calibrate", "chance", "fit", "gain", "held_out", "losses", "regraded",
]  # fmt: skip

LEAST_EACH = 5
"""Decisions that say "a difference", and as many that say "none": chosen by hand. Below, the intercept hangs
on two or three of them."""

LEAST_STORIES = 5
"""Stories that the decisions are of, chosen by hand: held out, each is measured by the others."""

CENTRE = -1.5
"""Log-odds at which shift and slope are independent before any decision: amid those of possible differences
on 170 articles of news, half of which lie between 0.14 and 0.3."""

SHIFT, TILT, APART = 0.7, 0.4, 0.7
"""Standard deviations before any decision: of how far the line lies off the model at `CENTRE`, in log-odds;
of its slope around 1; and of how far it lies higher for values than for statements.
`scripts/vary_calibration.py` measures them."""

LEAST_SLOPE = 0.1
"""The slope is no less, so that what the model finds likelier stays so; chosen by hand."""

ASKED = 0.8
"""Share of differences, by its lower bound, from which on the tool may stand for them: eight of ten."""

EVEN = 0.5
"""Probability, inclusive, of what may be told as a difference, however right the likelier ones are."""

ONE_SIDED = 1.645
"""Standard deviations of the lower bound, which holds in 95 of 100 cases."""

FARTHEST = 500.0
"""Log-odds beyond which a probability is 0 or 1 to the last digit."""

STEPS = 100
"""Thresholds are hundredths, as people write them."""

DIGITS = 4
"""Decimals of the numbers of a line."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How probabilities did on decisions; the lower log loss and Brier score are, the better."""

    log_loss: float
    brier: float
    shown: int
    """Pairs that reach the threshold of possible differences."""
    right: int
    """Those of them that are differences."""


@dataclass(frozen=True, slots=True)
class Likeliest:
    """The decisions from a probability on: how many, how many are differences, lower bound of their share."""

    least: float
    pairs: int
    right: int
    bound: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """What decisions make of the last step, and how it does on those that it was not fitted on."""

    line: Line
    threshold: float
    """Of possible differences, as settings have it."""
    shipped: Figures
    """The model's own probabilities."""
    held_out: Figures
    """The probabilities from all other stories."""
    gain: float
    """By how much the mean log loss is lower."""
    gain_error: float
    """Its standard error, over stories."""
    likeliest: Likeliest
    """The likeliest held out whose share of differences has the highest lower bound."""
    differ_from: float | None
    """The least probability, of `EVEN` or more, from which on that bound is `ASKED` or more."""

    @property
    def helps(self) -> bool:
        """Whether it is better by more than its standard error, or tells differences and is not worse."""
        least = self.gain_error if self.differ_from is None else -self.gain_error
        return self.gain > least

    def as_shipped(self, *, statements: bool) -> float:
        """The model's own probability at which the calibrated one is the threshold."""
        if not 0 < self.threshold < 1:
            return self.threshold
        odds = self.line.before(math.log(self.threshold / (1 - self.threshold)), statements=statements)
        return float(chance(np.clip(odds, -FARTHEST, FARTHEST)))


@dataclass(frozen=True, slots=True)
class Regraded:
    """Of the possible differences of a report, those that would get another grade."""

    of: int
    dropped: int
    differ: int
    possible: int
    """Differences by a calibration that would be possible ones again."""


def calibrate(lessons: Lessons, threshold: float) -> Proposal:
    """The line that fits `lessons`; `threshold` is that of possible differences.

    Raises `ReviewError` where there are too few of them, of either outcome, or of too few stories.
    """
    _check(lessons)
    odds = np.array([lesson.seen.odds for lesson in lessons.found])
    right = np.array([lesson.right for lesson in lessons.found], dtype=np.float64)
    told = np.array([lesson.seen.facet is Facet.STATEMENT for lesson in lessons.found])
    story = np.array(lessons.stories)
    likely, unseen = chance(odds), held_out(odds, right, told, story)
    saved, error = gain(losses(likely, right) - losses(unseen, right), story)
    # Thresholds are those of pairs that there are: of what lies between, nothing is known.
    cuts = np.unique(np.floor(unseen * STEPS) / STEPS).tolist()
    top = [_from(cut, unseen, right) for cut in cuts]
    sure = [one.least for one in top if one.bound >= ASKED and one.least >= EVEN]
    return Proposal(
        line=fit(odds, right, told),
        threshold=threshold,
        shipped=_figures(likely, right, threshold),
        held_out=_figures(unseen, right, threshold),
        gain=saved,
        gain_error=error,
        likeliest=max(top, key=lambda one: (one.bound, -one.least)),
        differ_from=min(sure, default=None),
    )


def _check(lessons: Lessons) -> None:
    total, yes, stories = len(lessons.found), lessons.differences, len(set(lessons.stories))
    if total < ENOUGH or min(yes, total - yes) < LEAST_EACH or stories < LEAST_STORIES:
        none = total - yes
        others = f"; not used: {lessons.left_out}" if lessons.left_out else ""
        raise ReviewError(
            f"too few decisions on possible differences to calibrate on: {total} ({yes} say that it is one, "
            f"{none} that it is none) of {stories} stories{others}; needed are {ENOUGH} "
            f"({LEAST_EACH} of each) of {LEAST_STORIES} stories: review more with "
            "'crossclaim review --only possible'"
        )


def chance(odds: Floats) -> Floats:
    """Probabilities of log-odds."""
    return np.asarray(1.0 / (1.0 + np.exp(-odds)), dtype=np.float64)


def fit(odds: Floats, right: Floats, told: Flags) -> Line:
    """The line through the (pairs,) log-odds of the model that is likeliest after the decisions.

    `right` is 1 for differences, `told` says which are of statements. Newton's steps lead to the one maximum
    of a concave function.
    """
    moved, side = odds - CENTRE, np.where(told, -0.5, 0.5)
    flat = np.column_stack([np.ones_like(odds), side])
    shift, apart, tilt = _line(odds, right, np.column_stack([flat, moved]), (SHIFT, APART, TILT))
    if tilt < LEAST_SLOPE - 1.0:  # the maximum with this slope, since the function is concave
        tilt = LEAST_SLOPE - 1.0
        shift, apart = _line(odds + tilt * moved, right, flat, (SHIFT, APART))
    values, statements = (shift - tilt * CENTRE + half * apart for half in (0.5, -0.5))
    return Line(*(round(float(number), DIGITS) for number in (values, statements, 1.0 + tilt)))


ROUNDS = 100
"""Most steps of Newton: some five suffice."""

STILL = 1e-10
"""A step that is no step any more."""


def _line(odds: Floats, right: Floats, columns: Floats, deviations: Sequence[float]) -> Floats:
    """The weights of (pairs, weights) `columns` that are added to `odds`, each normal around zero before."""
    prior = np.array(deviations) ** -2.0
    weights = np.zeros(columns.shape[1])

    def likelihood(at: Floats) -> float:
        found = odds + columns @ at
        return float(right @ found - np.logaddexp(0.0, found).sum() - (prior * at**2).sum() / 2)

    for _ in range(ROUNDS):
        likely = chance(odds + columns @ weights)
        slope = columns.T @ (right - likely) - prior * weights
        bend = columns.T @ (columns * (likely * (1 - likely))[:, None]) + np.diag(prior)
        step = np.linalg.solve(bend, slope)
        while likelihood(weights + step) < likelihood(weights) and np.abs(step).max() > STILL:
            step = step / 2
        weights = weights + step
        if np.abs(step).max() <= STILL:
            break
    return np.asarray(weights, dtype=np.float64)


def held_out(odds: Floats, right: Floats, told: Flags, story: Ints) -> Floats:
    """(pairs,) probabilities by the lines fitted on the decisions of all other stories."""
    found = np.zeros_like(odds)
    for number in np.unique(story):
        own = story == number
        line = fit(odds[~own], right[~own], told[~own])
        found[own] = chance(line.log_odds(odds[own], told[own]))
    return found


def losses(likely: Floats, right: Floats) -> Floats:
    """(pairs,) the log loss of each probability."""
    return np.asarray(-np.log(np.where(right > 0, likely, 1.0 - likely)), dtype=np.float64)


def gain(saved: Floats, story: Ints) -> tuple[float, float]:
    """The mean of what each decision saves, and its standard error: decisions of one story are not apart."""
    sums = np.bincount(story, weights=saved - saved.mean())
    stories = len(sums)
    spread = math.sqrt(stories / (stories - 1) * float((sums**2).sum()))
    return float(saved.mean()), spread / len(saved)


def _figures(likely: Floats, right: Floats, threshold: float) -> Figures:
    shown = likely >= threshold
    return Figures(
        log_loss=float(losses(likely, right).mean()),
        brier=float(((likely - right) ** 2).mean()),
        shown=int(shown.sum()),
        right=int(right[shown].sum()),
    )


def _from(least: float, likely: Floats, right: Floats) -> Likeliest:
    chosen = right[likely >= least]
    held = int(chosen.sum())
    return Likeliest(least, len(chosen), held, bound(held, len(chosen)))


def bound(right: int, of: int) -> float:
    """The lower bound of a share (Wilson 1927), one-sided; 0 of nothing."""
    if not of:
        return 0.0
    share, square = right / of, ONE_SIDED**2
    middle = share + square / (2 * of)
    off = ONE_SIDED * math.sqrt(share * (1 - share) / of + square / (4 * of**2))
    return max(0.0, (middle - off) / (1 + square / of))


def regraded(report: Report, calibration: Calibration, threshold: float) -> Regraded | None:
    """What `calibration` changes of the possible differences that `report` shows; None where a judge decides.

    Which others it would show, where it makes pairs likelier, only a comparison tells.
    """
    if "judge" in report.run:
        return None
    facts = [fact for fact in report.facts if is_doubt(fact)]
    seen = list(pairs_of(facts))
    odds = np.array([one.odds for one in seen])
    told = np.array([one.facet is Facet.STATEMENT for one in seen], dtype=bool)
    likely = chance(calibration.line.log_odds(odds, told)).tolist()
    least = math.inf if calibration.differ_from is None else calibration.differ_from
    sure = [fact.verdict.verdict is VerdictKind.DIFFER for fact in facts]
    return Regraded(
        of=len(facts),
        dropped=sum(p < threshold for p in likely),
        differ=sum(p >= least and not is_sure for p, is_sure in zip(likely, sure, strict=True)),
        possible=sum(threshold <= p < least and is_sure for p, is_sure in zip(likely, sure, strict=True)),
    )
