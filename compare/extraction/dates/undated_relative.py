"""Dates told from a day that is not known ("last week" in an undated article): their words are compared."""

from __future__ import annotations

import re

from compare.lang.patterns import any_of
from compare.lang.resources import word_lists
from compare.models import DateValue, Relation, Value

__all__ = ["is_undated_relative", "undated_relative_relation"]

_WORDS = word_lists("en", "of_times")

_TELLS = re.compile(rf"\b{any_of(_WORDS['from_another_day'])}\b", re.IGNORECASE)
_LEADING = re.compile(rf"\A(?:{any_of(_WORDS['before_a_day'])}\s+)+", re.IGNORECASE)
_CLOCK = re.compile(r"XXXX-XX-XX(T\d\d:\d\d)")


def is_undated_relative(value: Value) -> bool:
    """Whether `value` is told from a day that is not known, or is a time of such a day: "at 4 am"."""
    return _key(value) is not None


def undated_relative_relation(a: Value, b: Value) -> Relation | None:
    """How two dates stand to each other of which one at least is told from a day that is not known.

    Two times of the clock are equal or nothing is known of them. Two that say so in the same words fit each
    other, though nothing shows that they mean one day. Of any others nothing is known: "last week" of one
    article may be "this month" of another. None where neither is one.
    """
    one, other = _key(a), _key(b)
    if one is None and other is None:
        return None
    if one is None or one != other:
        return Relation.UNKNOWN
    return Relation.EQUAL if one.startswith("T") else Relation.OVERLAP


def _key(value: Value) -> str | None:
    """What two such dates share that say the same: the time of the clock, or the words."""
    if not isinstance(value, DateValue) or value.low is not None or value.high is not None:
        return None
    if value.value.endswith("_REF"):
        return None
    if _TELLS.search(value.text) is None:
        clock = _CLOCK.fullmatch(value.value)
        return clock[1] if clock else None
    return " ".join(_LEADING.sub("", value.text.casefold()).split())
