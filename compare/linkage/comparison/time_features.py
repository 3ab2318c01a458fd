"""Features of time: the days of two claims' events, of publication, and the dates that they give."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
from numpy.typing import NDArray

from compare.linkage.comparison.days import EXACT_DAYS
from compare.linkage.comparison.relations import Relations
from compare.linkage.corpus import Corpus
from compare.linkage.matrices import Floats, Ints
from compare.models import Claim, Facet, Relation

EVENT_TIMES = (
    "event days apart",  # log of the days between the two events, of outcomes only: what is, holds for long
    "other day",  # 1 where both events are dated within a day or two, and the days differ
    "published apart",  # the same between the publications, where a sentence does not date its event
    "both dated",  # whether both sentences give the day of their event
)
GIVEN_DATES = (
    "dates meet",  # 1 where two dates are equal, less where one is wider
    "one spoken",  # one date is that of a statement, and the other of what happened
    "both spoken",  # both dates are those of statements, and the names beside them hardly meet
    "other hour",  # 1 where two times of the day lie more than an hour apart
)

MEETING = {Relation.EQUAL: 1.0, Relation.WITHIN: 0.6, Relation.CONTAINS: 0.6, Relation.OVERLAP: 0.3}
"""How far two dates meet."""

UNKNOWN_DAYS = 6.0
"""Days assumed where a date is missing: neither the same day nor another story's."""

NEUTRAL = math.log1p(UNKNOWN_DAYS)

DATING_DAYS = 10.0
"""Two dates so close may be two opinions on one day: their distance is what a verdict is about, and no
evidence for two events."""

HOURS = 24.0
"""Hours of a day: ten to midnight is near to ten past."""

ONE_SPEAKER = 0.5
"""Cosine of the names in two sentences, inclusive, from which on one person may speak in both."""


class TimeFeatures:
    """Signals for pairs of claims (by row) of one corpus; `event` tells which claims are of what happened."""

    def __init__(self, corpus: Corpus, event: NDArray[np.bool_], relations: Relations) -> None:
        claims = corpus.claims
        published = [corpus.published[row] for row in corpus.claim_article.tolist()]
        dated = list(zip(claims, published, strict=True))
        self._relations = relations
        self._event = event
        self._published = np.array([_ordinal(day) for day in published], dtype=np.float64)
        self._when = np.array([_window(c, day) for c, day in dated], dtype=np.float64).reshape(-1, 2)
        self._dated = np.array([c.when.span is not None for c in claims], dtype=bool)
        self._is_date = np.array([c.facet is Facet.DATE for c in claims], dtype=bool)
        told = np.array([c.when.low is not None or c.story.low is not None for c in claims], dtype=bool)
        self._exact = told & (self._when[:, 1] - self._when[:, 0] <= EXACT_DAYS) & ~self._is_date
        self._spoken = np.array([c.spoken for c in claims], dtype=bool)
        self._hour = np.array([note.hour for note in corpus.notes.claims], dtype=np.float64)

    def event_columns(self, i: Ints, j: Ints) -> list[Floats]:
        """One (pairs,) column for each of `EVENT_TIMES`."""
        happened = self._event[i] & self._event[j]
        dated = self._dated[i] & self._dated[j]
        return [
            np.where(happened, self._days_apart(i, j), NEUTRAL),
            self.other_day(i, j).astype(float),
            np.where(happened & ~dated, self._published_apart(i, j), np.where(dated, 0.0, NEUTRAL)),
            dated.astype(float),
        ]

    def date_columns(self, i: Ints, j: Ints, names: Floats) -> list[Floats]:
        """One (pairs,) column for each of `GIVEN_DATES`, by the cosines of the `names` in the sentences."""
        return [
            self._dates_meet(i, j),
            (self._spoken[i] != self._spoken[j]).astype(float),
            (self._spoken[i] & self._spoken[j] & (names < ONE_SPEAKER)).astype(float),
            self._other_hour(i, j),
        ]

    def other_day(self, i: Ints, j: Ints) -> NDArray[np.bool_]:
        """(pairs,) whether both claims are of events that have a day of their own, and not the same."""
        happened = self._event[i] & self._event[j]
        return np.asarray(happened & self._exact[i] & self._exact[j] & (self._gap(i, j) > 0), dtype=bool)

    def _gap(self, i: Ints, j: Ints) -> Floats:
        low = np.maximum(self._when[i, 0], self._when[j, 0])
        high = np.minimum(self._when[i, 1], self._when[j, 1])
        return np.asarray(np.nan_to_num(low - high, nan=UNKNOWN_DAYS), dtype=np.float64)

    def _days_apart(self, i: Ints, j: Ints) -> Floats:
        gap = self._gap(i, j)
        gap = np.where(self._is_date[i] & (gap <= DATING_DAYS), 0.0, gap)
        return np.asarray(np.log1p(np.maximum(gap, 0.0)), dtype=np.float64)

    def _published_apart(self, i: Ints, j: Ints) -> Floats:
        gap = np.nan_to_num(np.abs(self._published[i] - self._published[j]), nan=UNKNOWN_DAYS)
        return np.asarray(np.log1p(gap), dtype=np.float64)

    def _other_hour(self, i: Ints, j: Ints) -> Floats:
        apart = np.abs(self._hour[i] - self._hour[j])
        return (np.minimum(apart, HOURS - apart) > 1.0).astype(float)

    def _dates_meet(self, i: Ints, j: Ints) -> Floats:
        out = np.zeros(len(i))
        for k in np.flatnonzero(self._is_date[i] & self._is_date[j]).tolist():
            out[k] = MEETING.get(self._relations(int(i[k]), int(j[k])), 0.0)
        return out


def _window(claim: Claim, published: date | None) -> tuple[float, float]:
    """First and last day (ordinals) of the claim's event: its own, its story's, or those before."""
    if (low := claim.when.low) is not None:
        end = claim.when.high or max(published or low, low)
        return float(low.toordinal()), float(end.toordinal())
    if claim.story.span:
        first, last = claim.story.span
        return float(first.toordinal()), float(last.toordinal())
    if published is None:
        return math.nan, math.nan
    return published.toordinal() - 2.0, float(published.toordinal())


def _ordinal(day: date | None) -> float:
    return math.nan if day is None else float(day.toordinal())
