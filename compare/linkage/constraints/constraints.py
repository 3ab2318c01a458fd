"""The constraints together: which claims cannot be one fact, whatever else speaks for them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from compare.extraction.intervals import excludes, relation
from compare.extraction.units import dimension
from compare.linkage.comparison.counts import (
    MAX_CASUALTY_GAP_DAYS,
    MAX_EVENT_GAP_DAYS,
    event_window,
    least,
    other_count,
    other_noun,
    other_outcome,
    ratio,
    two_scores,
)
from compare.linkage.comparison.days import EXACT_DAYS, day_of, gap_reason, other_dates
from compare.linkage.comparison.event_model import Events
from compare.linkage.conflicts import Conflict, Reason, bars
from compare.linkage.constraints.events import EventConstraint
from compare.linkage.constraints.question import Questions
from compare.linkage.constraints.screen import Screen
from compare.linkage.corpus import Corpus
from compare.linkage.matrices import Ints
from compare.models import Claim, Facet, Relation

RECALLED_FROM = 10
"""Tolls from here on are told apart by their number; below, too many events have the same."""

DISTINCTIVE_NUMBER = 1000
"""From here on, inclusive, an equal toll is of one event, or of one war, whatever its day."""

ONE_EVENT = 1.0
"""Log-odds, inclusive, that two articles report one event, from which on days beside values that fit part
none of them: they may be days of what is told in the same sentence, and the model weighs them. Two days that
are known exactly still do, below `SURE_EVENT`. Of 27 pairs in events that editors read whole, 26 are one
fact. From here on an equal value of another day joins a group, too; for that, a fifth less or more changes
none of 4,280 facts."""

SURE_EVENT = 7.0
"""Log-odds, inclusive, from which on two articles surely report one event."""

WEEK = 7
"""Days."""

FRESH_DAYS = 7
"""Days before publication, inclusive, that are news; chosen by hand: a weekly looks back a week."""

SUCCESSIVE_DAYS = 2
"""Two articles published so many days apart or more, each on what happened within `FRESH_DAYS` before it and
at nearly the same distance, tell two pieces of news."""

MOST_VALUES = 8
"""Values of a sentence that are compared with another's; longer lists are tables."""

MAX_OWN_RATIO = 2.0
"""One article that says "at least 48" and "at least 16" speaks of two things, though one allows the other."""

MAX_RATIO = 12.0
"""Two reports on one thing that exclude each other seldom lie further apart than by an order of magnitude."""


class Constraints:
    """Hard rules over pairs of claims (by row) of one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._claims = corpus.claims
        self._notes = corpus.notes.claims
        self._unit = [_kind(claim) for claim in corpus.claims]
        self._article = [int(a) for a in corpus.claim_article]
        self._articles = corpus.articles
        self._events = EventConstraint(corpus)
        self._values: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
        for row, claim in enumerate(corpus.claims):
            if claim.value is not None and claim.facet is not Facet.QUOTATION:
                self._values[claim.article, claim.sentence].append(row)
        self._by_facet: dict[tuple[str, int], dict[Facet, list[int]]] = {}
        for key, rows in self._values.items():
            by: defaultdict[Facet, list[int]] = defaultdict(list)
            for row in rows:
                by[corpus.claims[row].facet].append(row)
            self._by_facet[key] = {facet: some[:MOST_VALUES] for facet, some in by.items()}
        self._days: defaultdict[int, set[date]] = defaultdict(set)
        for claim, article in zip(corpus.claims, self._article, strict=True):
            if (day := day_of(claim)) is not None:
                self._days[article].add(day)

    @cached_property
    def _screen(self) -> Screen:
        past = [self._past(row) for row in range(len(self._claims))]
        return Screen(self._corpus, past, lambda a, b: bool(self._days[a] & self._days[b]))

    @cached_property
    def _questions(self) -> Questions:
        return Questions(self._corpus, self._values)

    def _past(self, row: int) -> bool:
        """Whether the sentence of a claim tells what happened."""
        return self._notes[row].stated.past

    def kind(self, row: int) -> tuple[str, str, str]:
        """What must be equal for two claims to be compared at all: facet, unit and direction of change."""
        return self._unit[row]

    @property
    def events(self) -> Events:
        """Which of the articles report one event."""
        return self._events.events

    def event_odds(self, i: int, j: int) -> float:
        """Log-odds that the articles of two claims report one event."""
        return self.events.log_odds(self._article[i], self._article[j])

    def comparable(self, i: int, j: int) -> bool:
        """Whether two claims of different articles can be about one fact."""
        return self._article[i] != self._article[j] and not self.conflict(i, j)

    def comparable_pairs(self, i: Ints, j: Ints) -> NDArray[np.bool_]:
        """(pairs,) the same for many pairs; those that arrays rule out cost next to nothing."""
        article = self._corpus.claim_article
        out: NDArray[np.bool_] = article[i] != article[j]
        open_ = np.flatnonzero(out)
        out[open_] = ~self._screen(i[open_], j[open_])
        left = np.flatnonzero(out)
        pairs = zip(i[left].tolist(), j[left].tolist(), strict=True)
        out[left] = [not self.conflict(a, b) for a, b in pairs]
        return out

    def conflict(self, i: int, j: int) -> Conflict | None:
        """Why two claims cannot be one fact; None where they can."""
        a, b = self._claims[i], self._claims[j]
        found: Conflict | None
        if self._unit[i] != self._unit[j]:
            return Reason.OTHER_KIND
        apart = False
        if a.value is None or b.value is None:
            found = self._other_values(i, j) or self._other_times(i, j)
        elif a.facet is Facet.QUOTATION:
            found = None
        else:
            apart = excludes(a.value, b.value)
            found = self._value_conflict(i, j, apart=apart)
        event = None if bars(found) else self._events.conflict(i, j, apart=apart)
        return event if bars(event) else found or event

    def _value_conflict(self, i: int, j: int, *, apart: bool) -> Conflict | None:
        """The same for two claims that state values of one kind."""
        a, b = self._claims[i], self._claims[j]
        one, other = a.amount, b.amount
        far = one is not None and other is not None and ratio(one, other) > MAX_OWN_RATIO
        if self._article[i] == self._article[j] and (apart or far):
            return Reason.ONE_ARTICLE
        if apart and self._one_outlet(i, j):
            return Reason.ONE_OUTLET
        if a.modality.negated != b.modality.negated or (apart and a.modality.planned != b.modality.planned):
            return Reason.NOT_STATED
        if one is None or other is None:
            if apart and self._notes[i].clause.polarity.opposite_to(self._notes[j].clause.polarity):
                return Reason.OPPOSITE_DEEDS
            edges = {self._notes[i].edge, self._notes[j].edge}
            if None not in edges and len(edges) > 1:
                return Reason.FIRST_AGAINST_LAST
            return other_dates(a, b) or (self._dates_apart(i, j) if apart else None)
        here, there = self._notes[i], self._notes[j]
        if here.counted.age and there.counted.age:
            two = self._questions.two_people(i, j, apart=apart)
            return Reason.TWO_PEOPLE if two else self._other_event(i, j, apart=apart)
        found = other_count(here, there, apart=apart) or self._other_event(i, j, apart=apart)
        if not found and two_scores(here, there, apart=apart):
            found = Reason.TWO_MOMENTS
        if not found and self._questions.two_homes(i, j):
            found = Reason.TWO_PLACES
        return found or (self._questions.conflict(i, j) if apart else None)

    def _other_values(self, i: int, j: int) -> Conflict | None:
        """Why two sentences cannot say the same: their values or numbers do not meet, or their subjects."""
        a, b = self._claims[i], self._claims[j]
        one, other = (self._notes[row].stated for row in (i, j))
        if a.attribution != b.attribution and one.of_speaker and other.of_speaker:
            return Reason.TWO_SPEAKERS
        if one.unanswered and other.unanswered:
            return Reason.OWN_REQUESTS
        if self._apart_beside(i, j, but=None):
            return Reason.VALUES_APART
        for x, y in ((one.content.numbers, other.content.numbers), (one.weekdays, other.weekdays)):
            if x and y and not (x <= y or y <= x):
                return Reason.NUMBERS_APART
        return None

    def _apart_beside(self, i: int, j: int, but: Facet | None = Facet.DATE) -> bool:
        """Whether the sentences of two claims give values of one kind, other than `but`, that do not meet."""
        one, other = (
            self._by_facet.get((claim.article, claim.sentence)) or {}
            for claim in (self._claims[i], self._claims[j])
        )
        return any(
            not any(self._meet(x, y) for x in one[facet] for y in other[facet])
            for facet in one.keys() & other.keys() - {but}
        )

    def _same_weekday(self, i: int, j: int) -> bool:
        """Whether two days are one weekday of two weeks in articles of nearly one day: one was updated."""
        one, other = (day_of(self._claims[row]) for row in (i, j))
        if one is None or other is None or abs((one - other).days) != WEEK:
            return False
        named = all(self._notes[row].names_weekday for row in (i, j))
        return named and self._published_gap(i, j) <= SUCCESSIVE_DAYS

    def _meet(self, i: int, j: int) -> bool:
        a, b = self._claims[i].value, self._claims[j].value
        if a is None or b is None or self._unit[i] != self._unit[j]:
            return False
        if relation(a, b) is Relation.DISJOINT:
            return False
        if a.kind is not Facet.QUANTITY:
            return True
        return not (
            other_outcome(self._notes[i], self._notes[j]) or other_noun(self._notes[i], self._notes[j])
        )

    def _one_outlet(self, i: int, j: int) -> bool:
        """Whether both articles are of one outlet on two days: it updates itself, or tells other news."""
        one, other = self._articles[self._article[i]], self._articles[self._article[j]]
        return bool(one.source) and one.source == other.source and one.published != other.published

    def _other_event(self, i: int, j: int, *, apart: bool) -> Conflict | None:
        """Why two counts are of two events by their days or their size; None where they may be of one."""
        a, b = self._claims[i], self._claims[j]
        assert a.amount is not None and b.amount is not None  # noqa: S101 - the caller checked
        size = ratio(a.amount, b.amount)
        if apart and size > MAX_RATIO:
            return Reason.OTHER_ORDER
        counted = [self._notes[row].counted for row in (i, j)]
        if a.facet is not Facet.QUANTITY or not any(found.casualty for found in counted):
            told = not apart and self.event_odds(i, j) >= ONE_EVENT
            gap = None if told else gap_reason(event_window(a), event_window(b), MAX_EVENT_GAP_DAYS)
            if gap or any(found.lasting for found in counted):
                return gap
            if apart:
                return self._other_news(i, j)
            return self._two_days(i, j) if counted[0].age else self._other_times(i, j)
        windows = [self._window(row, fresh=False) for row in (i, j)]
        limit = 0 if a.when.low and b.when.low else MAX_CASUALTY_GAP_DAYS
        reason: Conflict | None = gap_reason(windows[0], windows[1], limit)
        if not reason and None in windows:
            reason = self._other_toll(i, j, equal=not apart and size == 1.0)
        if not reason and (self._before(i, j, apart=apart) or self._before(j, i, apart=apart)):
            return Reason.BEFORE_IT_HAPPENED
        return reason

    def _other_toll(self, i: int, j: int, *, equal: bool) -> Conflict | None:
        """Why two tolls, one of no known day, are of two days: such a toll is that of its article's news.

        An equal one may be recalled: for some days, and long after where both sentences share a rare name or
        no two events have so high a toll. A small or a vague one ("dozens") may not.
        """
        values = [value for row in (i, j) if (value := self._claims[row].amount) is not None]
        low = min(map(least, values))
        stated = equal and low >= RECALLED_FROM and all(value.number is not None for value in values)
        if (equal and low >= DISTINCTIVE_NUMBER) or (stated and self._events.shared_names(i, j)):
            return None
        one, other = (self._window(row, fresh=True) for row in (i, j))
        return gap_reason(one, other, MAX_EVENT_GAP_DAYS if stated else MAX_CASUALTY_GAP_DAYS)

    def _window(self, row: int, *, fresh: bool) -> tuple[date, date] | None:
        """The days of the event of a claim or its story; with `fresh`, else those before its publication."""
        published = self._articles[self._article[row]].published if fresh else None
        return event_window(self._claims[row], published, story=True)

    def _before(self, i: int, j: int, *, apart: bool) -> bool:
        """Whether the article of `i` was published before the day on which `j` happened.

        Equal values allow for a day that one of the two got wrong.
        """
        published, day = self._articles[self._article[i]].published, self._claims[j].when.low
        if published is None or day is None:
            return False
        return (day - published).days > (0 if apart else MAX_CASUALTY_GAP_DAYS)

    def _other_news(self, i: int, j: int) -> Conflict | None:
        """Why two values that exclude each other are news of two days, as far as their articles say."""
        windows = [self._window(row, fresh=False) for row in (i, j)]
        one, other = (self._window(row, fresh=True) for row in (i, j))
        return gap_reason(one, other, 0 if all(windows) else MAX_EVENT_GAP_DAYS)

    def _other_times(self, i: int, j: int) -> Conflict | None:
        """Why two sentences are of two pieces of news: of two days or, undated, of articles that share none.

        What is said without a past tense ("Tarn lies on the river") is so on all days.
        """
        a, b = self._claims[i], self._claims[j]
        one, other = self._article[i], self._article[j]
        if not (self._past(i) or self._past(j)):
            return None
        if self._days[one] & self._days[other]:
            return None
        if found := self._two_days(i, j):
            return found
        if a.when.low or b.when.low:
            return None
        windows = [self._window(row, fresh=True) for row in (i, j)]
        return gap_reason(windows[0], windows[1], MAX_EVENT_GAP_DAYS)

    def _two_days(self, i: int, j: int) -> Conflict | None:
        """Why two claims are of two days far apart, each known to a day or two.

        A later article tells its own day and the age of a victim of old: ages, and counts with a day of their
        own, are not parted where rare names meet or two articles surely report one event. Statements are: two
        visits of one minister.
        """
        windows = [self._window(row, fresh=False) for row in (i, j)]
        if any(w is None or (w[1] - w[0]).days > EXACT_DAYS for w in windows):
            return None
        counts = self._claims[i].value is not None
        if counts and (self._events.shared_names(i, j) or self.event_odds(i, j) >= SURE_EVENT):
            return None
        return gap_reason(windows[0], windows[1], MAX_EVENT_GAP_DAYS)

    def _dates_apart(self, i: int, j: int) -> Conflict | None:
        """Why two dates that exclude each other belong to two things."""
        a, b = self._claims[i], self._claims[j]
        if day_of(a) in self._days[self._article[j]] or day_of(b) in self._days[self._article[i]]:
            return Reason.BOTH_DAYS_GIVEN
        if any(self._tells_casualties(claim) for claim in (a, b)):
            return Reason.CASUALTY_DAYS
        if a.spoken or b.spoken:
            return Reason.DAY_OF_STATEMENT
        if self._apart_beside(i, j):
            return Reason.VALUES_APART
        if self._notes[i].bound != self._notes[j].bound:
            return Reason.DAY_AGAINST_BOUND
        if self._same_weekday(i, j):
            return Reason.ONE_WEEKDAY
        one, other = (self._age(row) for row in (i, j))
        gap = self._published_gap(i, j)
        if one is not None and other is not None and gap >= SUCCESSIVE_DAYS:
            fresh = 0 <= one <= FRESH_DAYS and 0 <= other <= FRESH_DAYS
            if fresh and (abs(one - other) <= SUCCESSIVE_DAYS or gap > MAX_EVENT_GAP_DAYS):
                return Reason.OWN_NEWS
        return None

    def _tells_casualties(self, claim: Claim) -> bool:
        """Whether the sentence of a claim counts people killed, hurt or held."""
        rows = self._values.get((claim.article, claim.sentence), ())
        return any(self._notes[row].counted.casualty for row in rows)

    def _age(self, row: int) -> int | None:
        """How many days before publication the day or week of a date claim ends; None where unknown."""
        value, published = self._claims[row].value, self._articles[self._article[row]].published
        if value is None or published is None:
            return None
        if not isinstance(value.low, date) or not isinstance(value.high, date):
            return None
        return (published - value.high).days if (value.high - value.low).days < WEEK else None

    def _published_gap(self, i: int, j: int) -> int:
        one, other = (self._articles[self._article[row]].published for row in (i, j))
        return abs((one - other).days) if one and other else 0


@cache
def _dimension(unit: str) -> str:
    """What a unit measures: miles meet kilometers. A plain count has none."""
    return dimension(unit) if unit else ""


def _kind(claim: Claim) -> tuple[str, str, str]:
    """What must be equal for two claims to be compared at all."""
    value = claim.value
    if value is None:
        return claim.facet.value, "", ""
    if claim.facet in (Facet.DURATION, Facet.DATE):
        unit = ""
    else:
        unit = _dimension(value.unit) if claim.facet is Facet.QUANTITY else value.unit
    return claim.facet.value, unit, str(value.change or "")
