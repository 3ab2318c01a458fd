"""The days of claims, and why they are those of two things."""

from __future__ import annotations

from datetime import date

from compare.linkage.comparison.counts import MAX_DATE_GAP_DAYS, event_window
from compare.linkage.conflicts import Conflict, DaysApart, Reason
from compare.models import Claim, Facet

EXACT_DAYS = 2
"""An event dated within so many days, inclusive, has a day of its own."""

SAME_START_DAYS = 366
"""An open date ("since 1990") and a closed one answer one question only where they begin or end alike."""


def day_of(claim: Claim) -> date | None:
    """The day that a date claim gives, None for anything coarser."""
    value = claim.value
    if claim.facet is not Facet.DATE or value is None or value.low != value.high:
        return None
    return value.low if isinstance(value.low, date) else None


def other_dates(a: Claim, b: Claim) -> Conflict | None:
    """Why two dates, meeting or not, are of two things: far apart, or one says since when and one when."""
    assert a.value is not None and b.value is not None  # noqa: S101 - the caller checked
    for one, other in ((a.value, b.value), (b.value, a.value)):
        for bound, end in ((one.high, one.low), (one.low, one.high)):
            ends = (other.low, other.high)
            if bound is None and isinstance(end, date) and None not in ends:
                near = [abs((d - end).days) for d in ends if isinstance(d, date)]
                if min(near) > SAME_START_DAYS:
                    return Reason.SINCE_AGAINST_WHEN
    return gap_reason(event_window(a), event_window(b), MAX_DATE_GAP_DAYS)


def gap_reason(
    one: tuple[date, date] | None, other: tuple[date, date] | None, limit: int
) -> DaysApart | None:
    """How far apart two windows of days are; None where that is up to `limit` days, or unknown."""
    if one is None or other is None:
        return None
    gap = (max(one[0], other[0]) - min(one[1], other[1])).days
    return DaysApart(gap) if gap > limit else None
