"""Days of the week without a date: they are compared as weekdays."""

from __future__ import annotations

import re
from datetime import date

from compare.models import DateValue, Relation, Value

__all__ = ["undated_weekday", "weekday_relation"]

_WEEKDAY = re.compile(r"XXXX-WXX-([1-7])")


def undated_weekday(value: Value) -> int | None:
    """The weekday, Monday 1, of a date of which no more is known; None for any other value."""
    named = isinstance(value, DateValue) and value.low is None and value.high is None and not value.vague
    found = _WEEKDAY.match(value.value) if named else None
    return int(found[1]) if found else None


_LATE, _EARLY = frozenset({"TNI", "TEV"}), frozenset({"TMO"})


def weekday_relation(a: DateValue, b: DateValue) -> Relation | None:
    """How two days stand to each other of which one at least has no date; None where both have one.

    A night reaches into the next morning.
    """
    if undated_weekday(a) is None and undated_weekday(b) is None:
        return None
    one, other = _weekday(a), _weekday(b)
    if one is None or other is None:
        return Relation.UNKNOWN
    if one == other:
        return Relation.EQUAL if a.low is b.low is None else Relation.OVERLAP
    for night, morning, step in ((a, b, other - one), (b, a, one - other)):
        if step % 7 == 1 and night.time in _LATE and morning.time in _EARLY:
            return Relation.OVERLAP
    return Relation.DISJOINT


def _weekday(value: DateValue) -> int | None:
    if isinstance(value.low, date) and value.low == value.high:
        return value.low.isoweekday()
    return undated_weekday(value)
