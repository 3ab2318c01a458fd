"""How two values stand to each other, in words: of two that overlap, what both allow or why they meet."""

from __future__ import annotations

import math
from datetime import date

from compare.extraction.intervals import VAGUE_REACH, VAGUE_SHORT
from compare.models import Facet, Modifier, Relation
from compare.reports.values import days_of, plain_day
from compare.reports.view import ClaimView
from compare.reports.words import RELATION_WORDS
from compare.verdicts.reasons import number_words

__all__ = ["standing"]

_OVERLAP = RELATION_WORDS[Relation.OVERLAP]
_TAKEN = "they are taken to overlap"
"""Of values that meet only because one of them is told loosely."""


def standing(one: ClaimView, other: ClaimView, relation: str) -> str:
    """How the values of two claims stand to each other, as `relation` of `Relation` names it."""
    if relation != Relation.OVERLAP:
        return RELATION_WORDS.get(relation, relation)
    return _dates(one, other) if Facet.DATE in (one.facet, other.facet) else _numbers(one, other)


def _dates(one: ClaimView, other: ClaimView) -> str:
    first, second = _days(one), _days(other)
    if first is None or second is None:
        return f"{_TAKEN}: a date is not known, and their words fit each other"
    low, high = max(first[0], second[0]), min(first[1], second[1])
    if low > high:
        before, after = sorted((first, second))
        if after[0] > before[1] + 1:
            return _OVERLAP
        ends, begins = _said(before[1]), _said(after[0])
        return f"{_TAKEN}: one ends on {ends}, the other begins on {begins}, and a week is told loosely"
    if high == date.max.toordinal():
        return f"{_OVERLAP}: both allow days from {_said(low)} on"
    if low == date.min.toordinal():
        return f"{_OVERLAP}: both allow days until {_said(high)}"
    return f"{_OVERLAP}: both allow {days_of(_iso(low), _iso(high))}"


def _said(day: int) -> str:
    return plain_day(_iso(day))


def _iso(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _days(claim: ClaimView) -> tuple[int, int] | None:
    """The first and the last day, as ordinals; an open end is that of the calendar."""
    low, high = claim.low, claim.high
    if low is high is None:
        return None
    first = date.fromisoformat(low) if isinstance(low, str) else date.min
    last = date.fromisoformat(high) if isinstance(high, str) else date.max
    return first.toordinal(), last.toordinal()


def _numbers(one: ClaimView, other: ClaimView) -> str:
    if one.unit != other.unit:
        return f"{_OVERLAP} in one unit, each number being read as rounded to its last digit"
    first, second = _bounds(one), _bounds(other)
    if first is None or second is None:
        return _OVERLAP
    low, high = max(first[0], second[0]), min(first[1], second[1])
    if low <= high:
        return f"{_OVERLAP}: both allow {_range(low, high)}"
    vague = [claim for claim in (one, other) if _is_vague(claim)]
    if not vague:
        return f"{_TAKEN}: they are equal when rounded"
    loosely = (f"“{claim.focus}” may be said of {_loosely(claim)}" for claim in vague)
    return f"{_TAKEN}: {'; '.join(loosely)}"


def _bounds(claim: ClaimView) -> tuple[float, float] | None:
    low, high = claim.low, claim.high
    if low is high is None or isinstance(low, str) or isinstance(high, str):
        return None
    return -math.inf if low is None else low, math.inf if high is None else high


def _is_vague(claim: ClaimView) -> bool:
    """Whether it is a vague plural, such as "dozens", which has bounds and no number."""
    return claim.modifier == Modifier.ABOUT and "/" in claim.value


def _loosely(claim: ClaimView) -> str:
    """What a vague plural may still be meant of."""
    low, high = _bounds(claim) or (-math.inf, math.inf)
    return _range(math.ceil(low / VAGUE_SHORT), math.floor(high * VAGUE_REACH))


def _range(low: float, high: float) -> str:
    """The numbers from `low` to `high`, in words; an open end is infinite."""
    if math.isinf(high):
        return "any number" if math.isinf(low) else f"{number_words(low)} or more"
    if math.isinf(low):
        return f"{number_words(high)} or less"
    return number_words(low) if low == high else f"{number_words(low)} to {number_words(high)}"
