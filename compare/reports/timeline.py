"""A small timeline in text: what each source says of a fact, and when it said so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from compare.reports.view import ClaimView, FactView
from compare.reports.words import distinct, position_text, who
from compare.text_safety import cut, width

__all__ = ["timeline"]

PUBLISHED = "●"
STATED = "━"
OPEN_LEFT, OPEN_RIGHT = "◀", "▶"

LEAST_AXIS = 16
"""Characters below which an axis shows nothing."""

ROWS = 40
"""Rows of one timeline; what is left out is counted."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One line: days are ordinals; ``low`` or ``high`` None is open, both None where no date is stated."""

    label: str
    text: str
    published: int | None
    low: int | None
    high: int | None
    dated: bool


def timeline(fact: FactView, columns: int) -> str:
    """A row for each source and value on one axis of days, in the order of publication; "" without days.

    A dot is the day of publication, a bar the days that the text names; an arrow is an open end.
    """
    rows = [_row(claim) for claim in distinct(fact)]
    days = [d for row in rows for d in (row.published, row.low, row.high) if d is not None]
    if len(set(days)) < 2:
        return ""
    first, last = min(days), max(days)
    shown, more = rows[:ROWS], len(rows) - ROWS
    names = min(max(width(row.label) for row in shown), columns // 4)
    values = min(max(width(row.text) for row in shown), columns // 3)
    axis = columns - names - values - 4
    if axis < LEAST_AXIS:
        return ""
    ends = [date.fromordinal(day).isoformat() for day in (first, last)]
    lines = [" " * (names + 2) + ends[0] + ends[1].rjust(axis - len(ends[0]))]
    for row in shown:
        name = cut(row.label, names)
        line = "".join(_marks(row, first, last, axis))
        gap = " " * (names - width(name) + 2)
        lines.append(f"{name}{gap}{line}  {cut(row.text, values)}".rstrip())
    if more > 0:
        lines.append(f"and {more} more")
    legend = f"{PUBLISHED} published"
    if any(row.dated for row in shown):
        legend += f"   {STATED} days named in the text"
    return "\n".join([*lines, legend])


def _row(claim: ClaimView) -> _Row:
    low, high = _day(claim.low), _day(claim.high)
    return _Row(
        label=who(claim),
        text=position_text(claim),
        published=_day(claim.published),
        low=low,
        high=high,
        dated=low is not None or high is not None,
    )


def _day(value: object) -> int | None:
    """The ordinal of an ISO day; None for anything else, such as the bounds of a count."""
    if not isinstance(value, str) or not value:
        return None
    try:
        return date.fromisoformat(value).toordinal()
    except ValueError:
        return None


def _marks(row: _Row, first: int, last: int, axis: int) -> Sequence[str]:
    """The characters of one row of the axis."""

    def place(day: int) -> int:
        return round((day - first) * (axis - 1) / (last - first))

    out = ["·"] * axis
    if row.dated:
        start = 0 if row.low is None else place(row.low)
        end = axis - 1 if row.high is None else place(row.high)
        out[start : end + 1] = STATED * (end + 1 - start)
        if row.low is None:
            out[0] = OPEN_LEFT
        if row.high is None:
            out[-1] = OPEN_RIGHT
    if row.published is not None:
        out[place(row.published)] = PUBLISHED
    return out
