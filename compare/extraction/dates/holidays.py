"""The days of holidays that have one date, or one rule for their date, in every year."""

from __future__ import annotations

from datetime import date
from typing import Any

from compare.extraction.dates.periods import add_days, of_month, safe_date
from compare.lang.resources import table

_TABLE = table("en", "holidays")
_MARKS = str.maketrans("", "", "'\u2019.,")


def holiday_key(written: str) -> str:
    """The name of a holiday without case and punctuation, by which `holiday` knows it."""
    return written.casefold().translate(_MARKS)


def _by_key(rule: str) -> dict[str, Any]:
    return {holiday_key(name): values for name, values in _TABLE[rule].items()}


HOLIDAYS = tuple(name for rule in _TABLE.values() for name in rule)
"""Their names as written, with a plain apostrophe."""
FIXED = _by_key("fixed")
"""Month and day."""
_NTH = _by_key("weekday_of_month")
_FROM_EASTER = _by_key("from_easter")
_FROM_THANKSGIVING = _by_key("from_thanksgiving")


def holiday(year: int, name: str) -> date:
    """The day of a holiday, by its `holiday_key`, in `year`."""
    if name in FIXED:
        return safe_date(year, *FIXED[name])
    if name in _FROM_EASTER:
        return add_days(_easter(year), _FROM_EASTER[name])
    if name in _FROM_THANKSGIVING:
        return add_days(nth_weekday(year, *_NTH["thanksgiving"]), _FROM_THANKSGIVING[name])
    return nth_weekday(year, *_NTH[name])


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth `weekday` (Monday 0) of a month, the last one for -1."""
    first, last = safe_date(year, month, 1), of_month(year, month).last
    if nth < 0:
        return add_days(last, -((last.weekday() - weekday) % 7))
    return add_days(first, (weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    g = (8 * b + 13) // 25
    h = (19 * a + b - b // 4 - g + 15) % 30
    m = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return safe_date(year, month, day + 1)
