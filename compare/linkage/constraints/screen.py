"""Constraints over many pairs at once: those that hang on what each claim says alone, as arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from compare.extraction.annotation.annotate import ClaimNotes
from compare.linkage.comparison.counts import (
    MAX_CASUALTY_GAP_DAYS,
    MAX_DATE_GAP_DAYS,
    MAX_EVENT_GAP_DAYS,
    event_window,
)
from compare.linkage.corpus import Corpus
from compare.linkage.matrices import Floats, Ints
from compare.models import Facet

Flags = NDArray[np.bool_]
Windows = tuple[Floats, Floats]
"""The first and the last day of each claim's event as ordinals, NaN where unknown."""


class Screen:
    """Rules out pairs of claims of one kind, by row, that the constraints would, too: never more, seldom all.

    Whatever it leaves is for the constraints to judge; they know the texts and the events of the articles.
    """

    def __init__(self, corpus: Corpus, past: Sequence[bool], share_a_day: Callable[[int, int], bool]) -> None:
        claims = corpus.claims
        self._article = corpus.claim_article
        self._share_a_day = share_a_day
        self._past = np.array(past, dtype=bool)
        self._valued = _flags(c.value is not None and c.facet is not Facet.QUOTATION for c in claims)
        self._plain = _flags(c.value is None for c in claims)
        self._negated = _flags(c.modality.negated for c in claims)
        self._dated = _flags(c.when.low is not None for c in claims)
        self._date, self._quantity, self._duration = (
            _flags(c.facet is facet for c in claims) for facet in (Facet.DATE, Facet.QUANTITY, Facet.DURATION)
        )
        self._counts(corpus.notes.claims)
        published = [corpus.articles[a].published for a in corpus.claim_article.tolist()]
        self._own = _windows(event_window(c) for c in claims)
        self._story = _windows(event_window(c, story=True) for c in claims)
        self._own_windows = _windows(
            event_window(c, day, story=True) for c, day in zip(claims, published, strict=True)
        )

    def _counts(self, notes: Sequence[ClaimNotes]) -> None:
        counted = [note.counted for note in notes]
        values = [note.claim.amount for note in notes]
        self._age = _flags(found.age for found in counted)
        self._part = _flags(v is not None and v.whole is not None for v in values)
        self._casualty = _flags(found.casualty for found in counted)
        self._state = _flags(found.lasting for found in counted)
        self._offset = _flags(note.offset for note in notes)
        self._action = _codes("" if v is None else v.action for v in values)
        self._group = _codes(found.people for found in counted)
        self._grouped = _flags(bool(found.people) for found in counted)
        self._head = _codes(found.thing for found in counted)
        self._named = _flags(bool(found.head) for found in counted)
        self._person = _flags(found.person for found in counted)
        self._victim = _flags(found.victim for found in counted)

    def __call__(self, i: Ints, j: Ints) -> Flags:
        """(pairs,) whether the claims ``i[k]`` and ``j[k]`` of one kind cannot be one fact."""
        valued = self._valued[i] & self._valued[j]
        dates = self._date[i]
        out: Flags = valued & (self._negated[i] != self._negated[j])
        out |= valued & dates & (_gap(self._own, i, j) > MAX_DATE_GAP_DAYS)
        out |= valued & ~dates & (self._other_count(i, j) | self._other_days(i, j))
        left = np.flatnonzero(~out)
        out[left] = self._other_times(i[left], j[left])
        return out

    def _other_count(self, i: Ints, j: Ints) -> Flags:
        """Whether two numbers count two things."""
        hurt = self._casualty[i] & self._casualty[j]
        age = self._age[i] != self._age[j]
        offset = self._duration[i] & (self._offset[i] != self._offset[j])
        people = np.where(hurt, self._victim[i] & self._victim[j], self._person[i] & self._person[j])
        noun = self._named[i] & self._named[j] & (self._head[i] != self._head[j]) & ~people
        noun |= (self._part[i] != self._part[j]) & ~self._grouped[i]
        noun |= self._group[i] != self._group[j]
        things = ~self._age[i] & ~self._age[j] & (offset | (self._quantity[i] & noun))
        out: Flags = (hurt & (self._action[i] != self._action[j])) | age | things
        return out

    def _other_days(self, i: Ints, j: Ints) -> Flags:
        """Whether two counts are of two days, by what the claims and the stories of their articles say."""
        own = _gap(self._own, i, j) > MAX_EVENT_GAP_DAYS
        story = _gap(self._story, i, j) > MAX_CASUALTY_GAP_DAYS
        out: Flags = np.where(self._toll(i, j), story, own)
        return out

    def _toll(self, i: Ints, j: Ints) -> Flags:
        out: Flags = self._quantity[i] & (self._casualty[i] | self._casualty[j])
        return out

    def _other_times(self, i: Ints, j: Ints) -> Flags:
        """Whether two undated sentences are of two pieces of news: of articles that share no day."""
        lasting = self._state[i] | self._state[j] | self._age[i] | self._age[j]
        counted = self._valued[i] & self._valued[j] & ~self._date[i] & ~self._toll(i, j) & ~lasting
        out = counted | self._plain[i] | self._plain[j]
        out &= ~(self._dated[i] | self._dated[j]) & (self._past[i] | self._past[j])
        out &= _gap(self._own_windows, i, j) > MAX_EVENT_GAP_DAYS
        far = np.flatnonzero(out)
        size = int(self._article.max(initial=0)) + 1
        keys, at = np.unique(self._article[i[far]] * size + self._article[j[far]], return_inverse=True)
        apart = [not self._share_a_day(*divmod(key, size)) for key in keys.tolist()]
        out[far] = np.array(apart, dtype=bool)[at]
        return out


def _flags(found: Iterable[bool]) -> Flags:
    return np.fromiter(found, dtype=bool)


def _codes(found: Iterable[str]) -> Ints:
    """A number for each text, the same for the same."""
    known: dict[str, int] = {}
    return np.fromiter((known.setdefault(text, len(known)) for text in found), dtype=np.intp)


def _windows(found: Iterable[tuple[date, date] | None]) -> Windows:
    days = [
        (np.nan, np.nan) if window is None else (window[0].toordinal(), window[1].toordinal())
        for window in found
    ]
    low, high = np.array(days, dtype=np.float64).reshape(-1, 2).T
    return low, high


def _gap(windows: Windows, i: Ints, j: Ints) -> Floats:
    """(pairs,) days between two windows, negative where they overlap, NaN where one is unknown."""
    low, high = windows
    return np.maximum(low[i], low[j]) - np.minimum(high[i], high[j])
