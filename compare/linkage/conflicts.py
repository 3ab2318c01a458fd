"""Why two claims are no pair: the reasons that the constraints give, what each does, and its words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray


class Force(Enum):
    """What a conflict does to two claims."""

    BARS = "bars"
    """The two are never in one fact."""
    HINDERS = "hinders"
    """The two are no pair, yet may stand in one fact that other claims hold together."""
    OTHER_QUESTION = "other question"
    """The same, since they answer two questions: values that exclude each other are no sure difference."""


class Reason(Enum):
    """Why two claims are no pair. A reason holds the words that a reader sees, and what it does."""

    OTHER_KIND = "other unit or kind", Force.BARS
    ONE_ARTICLE = "one article states both", Force.BARS
    NOT_STATED = "a plan or a denial against what is stated", Force.BARS
    TWO_SPEAKERS = "two speakers, each of itself", Force.BARS
    OWN_REQUESTS = "two requests for comment, each of its own outlet", Force.BARS
    VALUES_APART = "their values do not meet", Force.BARS
    NUMBERS_APART = "their numbers or days do not meet", Force.BARS
    OTHER_ORDER = "numbers of another order", Force.BARS
    ONE_OUTLET = "one outlet on two days", Force.HINDERS

    # Two events
    TWO_EVENTS = "their articles report two events", Force.BARS
    UNLIKE = "their articles hardly report one event", Force.HINDERS
    OTHER_NAMES = "they name other people or places", Force.HINDERS
    BEFORE_IT_HAPPENED = "told before it happened", Force.BARS

    # Two days
    SINCE_AGAINST_WHEN = "since when against when", Force.BARS
    FIRST_AGAINST_LAST = "a first day against a last day", Force.BARS
    BOTH_DAYS_GIVEN = "one article gives both days", Force.BARS
    CASUALTY_DAYS = "attacks and accidents are told apart by their days", Force.BARS
    DAY_OF_STATEMENT = "the day of a statement", Force.BARS
    DAY_AGAINST_BOUND = "a day against a last or first day", Force.BARS
    ONE_WEEKDAY = "one weekday, counted from two days of publication", Force.BARS
    OWN_NEWS = "each is the news of its own day", Force.BARS

    # Two counts
    TWO_PEOPLE = "ages of two people", Force.BARS
    TWO_MOMENTS = "scores of two moments", Force.BARS
    OTHER_OUTCOME = "other outcome", Force.BARS
    AGE_AGAINST_TIME = "an age against a length of time", Force.BARS
    OFFSET_AGAINST_TIME = "a time from something against a length of time", Force.BARS
    OTHER_ACTION = "other things happen to what is counted", Force.BARS
    OTHER_PEOPLE = "other people counted", Force.BARS
    OTHER_THINGS = "other things counted", Force.BARS
    PART_AGAINST_WHOLE = "a part against a whole", Force.BARS
    OTHER_PART = "another number that is part of a whole", Force.HINDERS

    # Two questions
    OTHER_LENGTHS = "counts over other lengths of time", Force.OTHER_QUESTION
    OTHER_BASES = "changes against other times", Force.OTHER_QUESTION
    OTHER_MEASURES = "other measures of money or share", Force.OTHER_QUESTION
    EXPECTED = "what is expected or asked for against what is", Force.OTHER_QUESTION
    EARLY_COUNT = "an early count against a later one", Force.OTHER_QUESTION
    IN_CARE = "those in care against all", Force.OTHER_QUESTION
    REMAINDER = "a remainder against a whole", Force.OTHER_QUESTION
    TWO_WHOLES = "parts of two wholes", Force.OTHER_QUESTION
    SUM_OF_PARTS = "one sentence gives the parts of the other's number", Force.OTHER_QUESTION
    GIVEN_TOO = "the other article gives this number, too", Force.OTHER_QUESTION
    PART_OF_AREA = "a part of the ground against all of it", Force.OTHER_QUESTION
    TWO_PLACES = "two places", Force.OTHER_QUESTION
    TWO_ORIGINS = "distances from two places", Force.OTHER_QUESTION
    OTHERS_NAMED = "they name others", Force.OTHER_QUESTION
    STILL_COUNTING = "a count that goes on against its end", Force.OTHER_QUESTION
    OPPOSITE_SIDES = "opposite sides of a place", Force.OTHER_QUESTION
    OPPOSITE_DEEDS = "days of opposite deeds", Force.OTHER_QUESTION
    TIMES_OF_DAY = "other times of day", Force.OTHER_QUESTION
    OTHER_WEAPONS = "other weapons", Force.OTHER_QUESTION
    OTHER_DEALINGS = "other things done with money", Force.OTHER_QUESTION

    # Assertions
    DENIED = "one denies what the other states", Force.BARS
    OTHER_SUBJECT = "they are of two subjects or take two sides", Force.BARS

    def __init__(self, text: str, force: Force) -> None:
        self.text = text
        self.force = force


@dataclass(frozen=True, slots=True)
class DaysApart:
    """Two claims are of events so many days apart."""

    days: int

    @property
    def text(self) -> str:
        """How far apart they are, in words."""
        return f"events {self.days} day{'' if self.days == 1 else 's'} apart"

    @property
    def force(self) -> Force:
        """What happened on two days is never one fact."""
        return Force.BARS


Conflict = Reason | DaysApart
"""Why two claims are no pair, with its ``text`` and its ``force``; None in its place where nothing speaks
against it."""


CONFLICT = np.dtype(np.int32)
"""A conflict in an array of many."""

_REASONS = (None, *Reason)


def coded(found: Conflict | None) -> int:
    """A number for a conflict: 0 for none, below it the days by which two claims are apart."""
    if isinstance(found, DaysApart):
        return -1 - found.days
    return _REASONS.index(found)


def decoded(code: int) -> Conflict | None:
    """The conflict that was `coded`."""
    return DaysApart(-1 - code) if code < 0 else _REASONS[code]


_BARRING = [code for code, reason in enumerate(_REASONS) if reason is not None and reason.force is Force.BARS]


def barring(codes: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which of some conflicts, as they are `coded`, keep two claims out of one fact."""
    return (codes < 0) | np.isin(codes, _BARRING)


def bars(found: Conflict | None) -> bool:
    """Whether a conflict keeps two claims out of one fact whatever others say."""
    return found is not None and found.force is Force.BARS
