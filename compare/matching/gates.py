"""Which claims cannot be one fact, whatever else speaks for them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache

from compare.matching.corpus import Corpus
from compare.models import Claim, Facet, Value
from compare.values.intervals import Relation, relation
from compare.values.quantity_action_words import CASUALTY
from compare.values.units import dimension

MAX_EVENT_GAP_DAYS = 10
"""Two dated events further apart than this are two events. News misdates by days, not by weeks."""

MAX_CASUALTY_GAP_DAYS = 1
"""The same for people killed, hurt or held where only the story gives the day: such events come day after
day. Where both sentences give the day themselves, the days must meet."""

MAX_DATE_GAP_DAYS = 31
"""Two dates further apart than this are not two opinions on when one thing happened."""


_GROUPS = {
    "": "people person persons civilian civilians victim victims citizen citizens resident residents",
    "children": "child children minor minors kid kids infant infants baby babies boy boys girl girls",
    "women": "woman women mother mothers wife wives",
    "fighters": "fighter fighters militant militants rebel rebels insurgent insurgents jihadist jihadists"
    " gunman gunmen extremist extremists terrorist terrorists",
    "soldiers": "soldier soldiers troop troops serviceman servicemen",
    "police": "policeman policemen police officer officers",
    "helpers": "medic medics doctor doctors nurse nurses rescuer rescuers volunteer volunteers paramedic"
    " paramedics",
    "pupils": "student students pupil pupils schoolchildren",
    "teachers": "teacher teachers",
    "journalists": "journalist journalists reporter reporters",
}
GROUPS = {word: group for group, words in _GROUPS.items() for word in words.split()}
"""Kinds of people that news counts apart: so many children are not so many people."""


SAME_START_DAYS = 366
"""An open date ("since 1990") and a closed one answer one question only where they begin or end alike."""

MAX_OWN_RATIO = 2.0
"""One article that says "at least 48" and "at least 16" speaks of two things, though one allows the other."""

MAX_RATIO = 12.0
"""Two reports on one thing that exclude each other seldom lie further apart than by an order of magnitude."""


class Gates:
    """Hard rules over pairs of claims (by row) of one corpus."""

    def __init__(self, corpus: Corpus) -> None:
        self._claims = corpus.claims
        self._unit = [_kind(claim) for claim in corpus.claims]
        self._article = [int(a) for a in corpus.claim_article]
        self._casualties = {
            (c.article, c.sentence)
            for c in corpus.claims
            if c.value is not None and c.value.action in CASUALTY
        }
        self._days: defaultdict[int, set[date]] = defaultdict(set)
        for claim, article in zip(corpus.claims, self._article, strict=True):
            if (day := _day(claim)) is not None:
                self._days[article].add(day)

    def comparable(self, i: int, j: int) -> bool:
        """Whether two claims of different articles can be about one fact."""
        return self._article[i] != self._article[j] and not self.conflict(i, j)

    def conflict(self, i: int, j: int) -> str:
        """Why two claims cannot be one fact, in words; "" where they can."""
        a, b = self._claims[i], self._claims[j]
        if self._unit[i] != self._unit[j]:
            return "other unit or kind"
        if a.facet in (Facet.STATEMENT, Facet.QUOTATION):
            return ""
        if a.value is None or b.value is None:
            return "no value"
        apart = relation(a.value, b.value) is Relation.DISJOINT
        if self._article[i] == self._article[j] and (apart or _ratio(a.value, b.value) > MAX_OWN_RATIO):
            return "one article states both"
        if a.facet is Facet.DATE:
            return _other_dates(a, b) or (self._dates_apart(i, j) if apart else "")
        return _other_count(a, b) or _other_event(a, b, apart=apart)

    def _dates_apart(self, i: int, j: int) -> str:
        """Why two dates that exclude each other belong to two things."""
        a, b = self._claims[i], self._claims[j]
        if _day(a) in self._days[self._article[j]] or _day(b) in self._days[self._article[i]]:
            return "one article gives both days"
        if self._casualties & {(a.article, a.sentence), (b.article, b.sentence)}:
            return "attacks and accidents are told apart by their days"
        return "the day of a statement" if a.spoken or b.spoken else ""


def _head(value: Value) -> str:
    """The noun of what is counted: the last word before "of", "in" and the like."""
    words = value.counted.lower().split()
    return next((word for word in reversed(words) if word in GROUPS), words[-1] if words else "")


def _day(claim: Claim) -> date | None:
    """The day that a date claim gives, None for anything coarser."""
    value = claim.value
    if claim.facet is not Facet.DATE or value is None or value.low != value.high:
        return None
    return value.low if isinstance(value.low, date) else None


def _is_age(value: Value) -> bool:
    return value.text.lower().endswith(("old", "age", "aged"))


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


def _other_count(a: Claim, b: Claim) -> str:
    """Why two numbers count two things; "" where they may count one."""
    assert a.value is not None and b.value is not None  # noqa: S101 - the caller checked
    if a.value.action != b.value.action and {a.value.action, b.value.action} <= CASUALTY:
        return "other outcome"
    if a.facet is Facet.DURATION:
        return "an age against a length of time" if _is_age(a.value) != _is_age(b.value) else ""
    if a.facet is not Facet.QUANTITY:
        return ""
    if (a.value.whole is None) != (b.value.whole is None):
        return "a part against a whole"
    if GROUPS.get(_head(a.value), "") != GROUPS.get(_head(b.value), ""):
        return "other people counted"
    return ""


def _other_dates(a: Claim, b: Claim) -> str:
    """Why two dates, meeting or not, are of two things: far apart, or one says since when and one when."""
    assert a.value is not None and b.value is not None  # noqa: S101 - the caller checked
    for one, other in ((a.value, b.value), (b.value, a.value)):
        for bound, end in ((one.high, one.low), (one.low, one.high)):
            ends = (other.low, other.high)
            if bound is None and isinstance(end, date) and None not in ends:
                near = [abs((d - end).days) for d in ends if isinstance(d, date)]
                if min(near) > SAME_START_DAYS:
                    return "since when against when"
    return _gap_reason(_event_window(a, story=False), _event_window(b, story=False), MAX_DATE_GAP_DAYS)


def _other_event(a: Claim, b: Claim, *, apart: bool) -> str:
    """Why two counts are of two events by their days or their size; "" where they may be of one."""
    assert a.value is not None and b.value is not None  # noqa: S101 - the caller checked
    if apart and _ratio(a.value, b.value) > MAX_RATIO:
        return "numbers of another order"
    if a.value.action not in CASUALTY or a.facet is not Facet.QUANTITY:
        return _gap_reason(_event_window(a, story=False), _event_window(b, story=False), MAX_EVENT_GAP_DAYS)
    limit = 0 if a.when_low and b.when_low else MAX_CASUALTY_GAP_DAYS
    return _gap_reason(_event_window(a, story=True), _event_window(b, story=True), limit)


def _gap_reason(one: tuple[date, date] | None, other: tuple[date, date] | None, limit: int) -> str:
    if one is None or other is None:
        return ""
    gap = (max(one[0], other[0]) - min(one[1], other[1])).days
    return f"events {gap} days apart" if gap > limit else ""


def _event_window(claim: Claim, *, story: bool) -> tuple[date, date] | None:
    """The days of the claim's event: its own, else (for what happens in the story) the article's."""
    if claim.when_low is not None and claim.when_high is not None:
        return claim.when_low, claim.when_high
    if story and claim.when_low is None and claim.story_low is not None and claim.story_high is not None:
        return claim.story_low, claim.story_high
    return None


def _ratio(a: Value, b: Value) -> float:
    """How many times the larger of two counts is the smaller."""
    one = next((n for n in (a.number, a.high, a.low) if isinstance(n, int | float) and n > 0), None)
    other = next((n for n in (b.number, b.high, b.low) if isinstance(n, int | float) and n > 0), None)
    return max(one, other) / min(one, other) if one and other else 1.0
