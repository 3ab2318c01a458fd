"""The values of a text as answers to one question: "until July 1", "through the first half of 2024"."""

from __future__ import annotations

import math
import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from compare.models import AMOUNTS, DateValue, Facet, Value

COMPARED = AMOUNTS | {Facet.DATE}

_YEAR = re.compile(r"\d{4}|['’]\d\ds?\b|\d\d/\d\d/\d\d\b")
_TIME = re.compile(r"T(\d\d):(\d\d)")

LONGEST = 600
"""Characters of a text whose values are compared: an answer is shorter, and a sentence states them early."""


def stated_values(values: Iterable[Value], start: int) -> tuple[Value, ...]:
    """Of the `values` of a text that begins at `start`, those that can be compared, open dates closed.

    A date counts where its words name a year: of two sentences that say "on Monday", the words do not tell
    whether it is one Monday, and the days that claims give are compared by themselves.
    """
    return tuple(
        _closed(value)
        for value in values
        if value.kind in COMPARED and not value.vague and value.end <= start + LONGEST and _by_words(value)
    )


def _by_words(value: Value) -> bool:
    return value.kind is not Facet.DATE or _YEAR.search(value.text) is not None


def hour_of(value: Value | None) -> float:
    """The time of the day that a date gives, in hours; NaN where it gives none."""
    found = _TIME.search(value.value) if value is not None else None
    return int(found[1]) + int(found[2]) / 60.0 if found else math.nan


def _closed(value: Value) -> Value:
    """A date with one open end as the day, month or year that the text names.

    As bounds on one event "until July" and "until April" fit; as answers to one question they differ.
    """
    if not isinstance(value, DateValue) or (value.low is None) == (value.high is None):
        return value
    period = _period(value.value)
    return value if period is None else replace(value, low=period[0], high=period[1])


def _period(iso: str) -> tuple[date, date] | None:
    """First and last day of an ISO year, month or day; None for anything else."""
    try:
        year, *rest = (int(part) for part in iso.split("-"))
        match rest:
            case []:
                return date(year, 1, 1), date(year, 12, 31)
            case [month]:
                return date(year, month, 1), date(year, month, monthrange(year, month)[1])
            case [month, day]:
                return date(year, month, day), date(year, month, day)
    except ValueError:  # a week, a season, an unknown year
        pass
    return None
