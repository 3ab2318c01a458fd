"""Months and days of which the text does not say the year: they are compared as months and days."""

from __future__ import annotations

import calendar
import re
from datetime import date

from compare.models import DateValue, Relation, Value

__all__ = ["is_yearless", "yearless_relation"]

_MONTH = re.compile(r"XXXX-(\d\d)(?:-(\d\d))?(?:T.*)?")

LEAP = 2000
"""A year with all days that there are."""

MONTHS = 12
"""Months of a year."""

NEW_YEAR, LAST_DAY = (1, 1), (12, 31)
"""The first and the last day of a year, as month and day."""

Span = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last day as month and day, of one year."""


def is_yearless(value: Value) -> bool:
    """Whether `value` is a month, or a day of a month, of a year that is not known."""
    return _stated(value) is not None


def yearless_relation(a: Value, b: Value) -> Relation | None:
    """How two dates stand to each other of which one at least has no year; None where both have one.

    "In March" excludes "in April" and "on 4 May 2023", and fits "March 2023": nothing says of which year it
    speaks. What cannot be laid into one year, as a weekday, is UNKNOWN.
    """
    one, other = _stated(a), _stated(b)
    if one is None and other is None:
        return None
    left, right = one or _within_year(a), other or _within_year(b)
    if left is None or right is None:
        return Relation.UNKNOWN
    if left[1] < right[0] or right[1] < left[0]:
        return Relation.DISJOINT
    if one is None or other is None:
        return Relation.OVERLAP
    if left == right:
        return Relation.EQUAL
    if left[0] >= right[0] and left[1] <= right[1]:
        return Relation.WITHIN
    return Relation.CONTAINS if right[0] >= left[0] and right[1] <= left[1] else Relation.OVERLAP


def _stated(value: Value) -> Span | None:
    """The days of a date without a year."""
    if not isinstance(value, DateValue) or value.vague or value.low is not None or value.high is not None:
        return None
    found = _MONTH.fullmatch(value.value)
    if found is None:
        return None
    month, day = int(found[1]), int(found[2] or 0)
    if not 1 <= month <= MONTHS or day > calendar.monthrange(LEAP, month)[1]:
        return None
    return (month, day or 1), (month, day or calendar.monthrange(LEAP, month)[1])


def _within_year(value: Value) -> Span | None:
    """The days of a date of one known year; None for a whole year or more, which tells no month."""
    low, high = value.low, value.high
    if not (isinstance(low, date) and isinstance(high, date)) or low.year != high.year:
        return None
    span = (low.month, low.day), (high.month, high.day)
    return None if span == (NEW_YEAR, LAST_DAY) else span
