"""The record between finding a time expression and resolving it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """How a time expression has to be resolved."""

    DAY = "day"  # day, month, perhaps year and weekday
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    QUARTER = "quarter"
    HALF = "half"
    SEASON = "season"
    HOLIDAY = "holiday"
    WEEKDAY = "weekday"
    NTH_WEEKDAY = "nth-weekday"  # of a month: "the first Tuesday of November"
    OFFSET = "offset"  # days from the publication date: "yesterday"
    REFERENCE = "reference"  # days from the day spoken of: "the next morning"
    NEAR = "near"  # a unit beside the present one: "last week", "this year", "the following month"
    AGO = "ago"  # so many units before the publication date
    SHIFT = "shift"  # so many units before or after the day spoken of: "two days later"
    COMPARISON = "comparison"  # the same stretch a year before: "the year-ago quarter"
    DURATION = "duration"
    VAGUE = "vague"  # "recently"
    CLOCK = "clock"  # a time of day alone


@dataclass(frozen=True, slots=True)
class Mention:
    """A time expression as found: what it says, and not yet when that is."""

    shape: Shape
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    year2: int | None = None
    month2: int | None = None
    day2: int | None = None
    weekday: int | None = None
    number: float | None = None
    number2: float | None = None
    """The upper number of a range: "two to three days"; for offsets the number of days."""
    later: int = 0
    """Days that are counted from the day named: 7 for "a week from Friday"."""
    unit: str = ""
    relation: str = ""
    """Word that places it: "last", "next", "this", "previous", "following", "ago", "later"."""
    part: str = ""
    """Part of the period: "early", "late", "mid", "end"."""
    word: str = ""
    time: str = ""
    hedge: str = ""
    possessive: bool = False
    """Followed by 's: "Friday's ruling"."""
    open_end: str = ""
    """"since", "until": the word before the expression that leaves an end open."""
    smallest: str = ""
    """The last unit of a duration of several: "2 months, 14 days"."""
    rest: str = ""
    """ISO 8601 form of what a duration of several units has behind its first."""
