"""Scales of charts: where a value lies on an axis, and the few round values that the axis names."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from compare.lang.en.calendar import MONTH_ABBREVIATIONS

__all__ = ["Scale", "date_scale", "number_scale"]

TICKS = 4
"""Names along an axis at most, so that they stay apart on a narrow chart."""

LOG_FROM = 30
"""Largest value over smallest, inclusive, from which an axis is logarithmic."""

FROM_ZERO = 0.4
"""Smallest value over largest, inclusive, up to which an axis begins at zero."""

_EDGE = 0.06
"""Part of the axis that stays free at either end."""

_OPEN = 0.2
"""Part of the axis that is free where a value has no end on that side."""

_LEAST_PART, _LEAST_SPAN = 1e-9, 1e-9
"""Spans, inclusive as part of the value, that are no more than noise of a float."""

_DAY_STEPS = (1, 2, 7, 14)
_MONTH_STEPS = (1, 3, 6)
_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `first` to `last`, in the coordinates that `at` gives, with its named ticks."""

    first: float
    last: float
    ticks: tuple[tuple[float, str], ...]
    log: bool = False

    def at(self, value: float) -> float:
        """The coordinate of `value`, which must be positive on a logarithmic scale."""
        return math.log10(value) if self.log else value


def number_scale(values: Sequence[float], *, open_low: bool = False, open_high: bool = False) -> Scale:
    """The axis for `values`, at least one and all finite; logarithmic where their magnitudes differ."""
    low, high = min(values), max(values)
    log = low > 0 and high / low >= LOG_FROM
    if log:
        first, last = _padded(math.log10(low), math.log10(high), open_low, open_high)
        ticks = _decades(first, last)
        return Scale(first, last, tuple((at, _number(10**at)) for at in ticks), log=True)
    if 0 <= low <= FROM_ZERO * high:
        low = 0.0
    first, last = _padded(low, high, open_low and low != 0, open_high)
    if low >= 0:
        first = max(first, 0.0)
    whole = all(value == int(value) for value in values)
    return Scale(first, last, tuple((at, _number(at)) for at in _round_values(first, last, whole=whole)))


def date_scale(values: Sequence[float], *, open_low: bool = False, open_high: bool = False) -> Scale:
    """The axis for days, as proleptic ordinals, at least one: named by day, month or year."""
    first, last = _padded(min(values), max(values), open_low, open_high, least=3.0)
    first, last = max(first, 1.0), min(last, float(date.max.toordinal()))
    return Scale(first, last, _calendar(first, last))


def _padded(
    low: float, high: float, open_low: bool, open_high: bool, least: float = 0.0
) -> tuple[float, float]:
    span = max(high - low, least)
    if span <= _LEAST_PART * abs(high):
        span = abs(high)
    span = max(span, _LEAST_SPAN)
    return low - span * (_OPEN if open_low else _EDGE), high + span * (_OPEN if open_high else _EDGE)


def _round_values(first: float, last: float, *, whole: bool = False) -> list[float]:
    """Multiples of 1, 2 or 5 times a power of ten; whole numbers where `whole`."""
    power = 10.0 ** math.floor(math.log10((last - first) / TICKS))
    if whole:
        power = max(power, 1.0)
    for step in (power * factor for factor in (1, 2, 5, 10, 20)):
        start, stop = math.ceil(first / step - 1e-9), math.floor(last / step + 1e-9)
        if stop - start < TICKS:
            return [n * step for n in range(start, stop + 1)]
    return []


def _decades(first: float, last: float) -> list[float]:
    """Powers of ten as exponents, and their halves where there are too few of them."""
    whole = list(range(math.ceil(first), math.floor(last) + 1))
    if len(whole) > TICKS:
        return [float(n) for n in whole[:: math.ceil(len(whole) / TICKS)]]
    if len(whole) >= 2:
        return [float(n) for n in whole]
    near = (n + math.log10(part) for n in range(math.floor(first), math.ceil(last) + 1) for part in (1, 2, 5))
    return [at for at in near if first <= at <= last][:TICKS]


_BEYOND_WORDS = 1e15
"""From here on a number has more than "1000 trillion" and is written with its power of ten."""


def _number(value: float) -> str:
    """A value at a tick: "0.5", "30,000", "1.5 million"."""
    for size, word in _LARGE:
        if abs(value) >= size:
            return f"{value / size:.4g} {word}" if abs(value) < _BEYOND_WORDS else f"{value:.4g}"
    return f"{float(f'{value:.6g}'):,.10g}"


def _calendar(first: float, last: float) -> tuple[tuple[float, str], ...]:
    begin, end = date.fromordinal(math.ceil(first)), date.fromordinal(math.floor(last))
    span = end.toordinal() - begin.toordinal()
    for days in _DAY_STEPS:
        if span < TICKS * days:
            return tuple(_days(begin, end, days))
    for months in _MONTH_STEPS:
        if span <= TICKS * 31 * months:
            return _months(begin, end, months)
    years = (int(year) for year in _round_values(begin.year, end.year) if year == int(year))
    starts = (date(year, 1, 1) for year in years if 1 <= year <= date.max.year)
    return tuple((float(day.toordinal()), str(day.year)) for day in starts if begin <= day <= end)


def _days(begin: date, end: date, step: int) -> list[tuple[float, str]]:
    """Every so many days, the first and each January with the year."""
    days = [date.fromordinal(n) for n in range(begin.toordinal(), end.toordinal() + 1, step)]
    named = [f"{day.day} {MONTH_ABBREVIATIONS[day.month - 1]}" for day in days]
    if named:
        named[0] += f" {days[0].year}"
    return [(float(day.toordinal()), name) for day, name in zip(days, named, strict=True)]


def _months(begin: date, end: date, step: int) -> tuple[tuple[float, str], ...]:
    starts = [
        date(year, month, 1) for year in range(begin.year, end.year + 1) for month in range(1, 13, step)
    ]
    return tuple(
        (float(day.toordinal()), f"{MONTH_ABBREVIATIONS[day.month - 1]} {day.year}")
        for day in starts
        if begin <= day <= end
    )
