"""Dates counted in units: "last week", "two days ago", "three weeks later", "the year-ago quarter"."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import date

from compare.extraction.dates.context import Context
from compare.extraction.dates.durations import bounds
from compare.extraction.dates.mentions import Mention
from compare.extraction.dates.periods import (
    Period,
    add_days,
    around,
    of_day,
    of_half,
    of_month,
    of_quarter,
    of_year,
    safe_date,
    shift_months,
    unresolved,
)
from compare.lang.en.calendar import MONTHS, WEEKDAYS
from compare.lang.en.calendar_lexicon import GAP
from compare.models import Granularity, Modifier

G = Granularity
_PLACEHOLDERS = {
    "day": ("XXXX-XX-XX", G.DAY), "night": ("XXXX-XX-XX", G.DAY), "week": ("XXXX-WXX", G.WEEK),
    "fortnight": ("XXXX-WXX", G.WEEK), "weekend": ("XXXX-WXX-WE", G.WEEKEND), "month": ("XXXX-XX", G.MONTH),
    "quarter": ("XXXX-QX", G.QUARTER), "year": ("XXXX", G.YEAR), "decade": ("XXX", G.DECADE),
    "century": ("XX", G.CENTURY),
}  # fmt: skip
_STEPS = {
    "last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1, "next": 1, "coming": 1,
    "following": 1,
    "upcoming": 1,
}  # fmt: skip
_FROM_SPOKEN = ("previous", "preceding", "prior", "following", "that")
"""Relations that count from what was spoken of, not from the publication."""


_RANK = {
    "time": 0, "second": 0, "minute": 0, "hour": 0, "day": 0, "night": 0, "week": 1, "weekend": 1,
    "fortnight": 1, "month": 2, "season": 2, "quarter": 3, "half": 4, "year": 5, "decade": 6, "century": 7,
}  # fmt: skip


def spoken_day(context: Context, unit: str, sign: int) -> date | None:
    """The day that "the previous day" or "three weeks later" counts from.

    What was spoken of must be as fine as the unit: no day is known three days after "in March".
    Without it a step back counts from the publication, a step on from nothing known.
    """
    if context.day is None or context.day.low is None:
        return context.published if sign < 0 else None
    granularity = context.day.granularity
    fine = granularity is not None and _RANK.get(granularity.value, 9) <= _RANK.get(unit, 9)
    return context.day.low if fine else None


def resolve_near(mention: Mention, context: Context) -> Period | None:
    """ "last week", "this year", "the following month", "the quarter"."""
    unit, relation = mention.unit, mention.relation
    if unit not in _PLACEHOLDERS:
        return None
    step = _STEPS.get(relation, 0)
    anchor = spoken_day(context, unit, step) if relation in _FROM_SPOKEN else context.published
    if anchor is None:
        return unresolved(*_PLACEHOLDERS[unit])
    if unit == "quarter" and relation in ("the", "latest", "that"):
        return _ended_quarter(mention, context) or _spoken_quarter(relation, anchor, context)
    if unit == "weekend" and relation in ("the", "that"):
        step = (
            -1
            if anchor.weekday() < WEEKDAYS["saturday"] and context.direction(mention.start, mention.end) <= 0
            else 0
        )
    if unit == "fortnight" and step:
        return _fortnight(anchor, relation, step)
    return around(anchor, unit, step)


def _fortnight(anchor: date, relation: str, step: int) -> Period:
    """The fourteen days before or after a day; of "the past fortnight" that day is one more."""
    low, high = sorted((add_days(anchor, step), add_days(anchor, 14 * step)))
    high = anchor if relation == "past" else high
    return Period(f"{low.isoformat()}/{high.isoformat()}", low, high, G.INTERVAL)


_ENDED = re.compile(
    rf"{GAP}(?:that{GAP})?(?:ended|ending|ends){GAP}(?:on{GAP})?(?P<month>[A-Z][a-z]{{2,8}})\.?"
    rf"{GAP}\d{{1,2}}(?:,{GAP}(?P<year>(?:19|20)\d\d))?"
)


def _ended_quarter(mention: Mention, context: Context) -> Period | None:
    """ "The quarter ended July 31": the quarter of the calendar that most of it lies in."""
    m, published = _ENDED.match(context.text, mention.end), context.published
    month = MONTHS.get(m["month"].casefold()) if m else None
    if m is None or month is None or published is None:
        return None
    year = int(m["year"]) if m["year"] else published.year - (month > published.month)
    year, middle = shift_months(safe_date(year, month, 1), -1)
    return of_quarter(year, (middle + 2) // 3)


def _spoken_quarter(relation: str, anchor: date, context: Context) -> Period:
    """ "the quarter": the one spoken of, else the last that is over."""
    fiscal, last = context.fiscal, around(anchor, "quarter", -1)
    if fiscal is None or fiscal.granularity is not G.QUARTER:
        return last
    running = context.published is not None and fiscal.last >= context.published
    return last if relation == "latest" and running else fiscal


def resolve_ago(mention: Mention, context: Context) -> Period | None:
    """ "two days ago", "a year from now", "months ago"."""
    sign = 1 if mention.relation == "from now" else -1
    if mention.number is None:
        return unresolved("PAST_REF" if sign < 0 else "FUTURE_REF", vague=True)
    if mention.unit == "year" and mention.number == 1 and sign < 0 and context.compares(mention.start):
        return resolve_comparison(mention, context)
    return _moved(mention, sign, context.published)


def resolve_shift(mention: Mention, context: Context) -> Period | None:
    """ "two days later", "a year earlier": from the day spoken of."""
    sign = -1 if mention.relation == "earlier" else 1
    if mention.number is None:
        past = sign < 0 or context.direction(mention.start, mention.end) < 0
        return unresolved("PAST_REF" if past else "FUTURE_REF", vague=True)
    if mention.unit == "year" and mention.number == 1 and sign < 0:
        return resolve_comparison(mention, context)
    period = _moved(mention, sign, spoken_day(context, mention.unit, sign))
    published = context.published
    beyond = sign > 0 and period and period.low and published and period.low > published
    if beyond and mention.unit in _PLACEHOLDERS and context.direction(mention.start, mention.end) <= 0:
        return unresolved(*_PLACEHOLDERS[mention.unit])  # "41 years later, police have arrested him"
    return period


_HOURS = {"second": 3600, "minute": 60, "hour": 1}


_FARTHEST = 1e5
"""Units from today that the calendar, which ends in 9999, may not hold."""


def _moved(mention: Mention, sign: int, anchor: date | None) -> Period | None:
    """The unit that lies so many units from `anchor`, with bounds as wide as the hedge leaves them."""
    unit, number = mention.unit, mention.number or 0.0
    if unit == "millennium" or number > _FARTHEST:
        return None
    if anchor is None:
        return unresolved(*_PLACEHOLDERS.get(unit, ("XXXX-XX-XX", G.DAY)))
    period = _at(unit, number, sign, anchor)
    modifier, few, many = bounds(mention.hedge, number, mention.number2)
    if period is None or modifier is Modifier.EXACT:
        return period
    near = _at(unit, math.floor(few or 0), sign, anchor)
    far = _at(unit, math.ceil(many), sign, anchor) if many is not None else None
    if near is None:
        return period
    if sign < 0:
        return replace(period, low=far.low if far else None, high=near.high if few else anchor)
    return replace(period, low=near.low if few else anchor, high=far.high if far else None)


def _at(unit: str, number: float, sign: int, anchor: date) -> Period | None:
    """The unit that lies exactly so many units from `anchor`, as finely as the unit says."""
    if unit in _HOURS:
        return of_day(add_days(anchor, sign * int(number / _HOURS[unit] // 24)))
    if unit == "decade":
        return of_year(anchor.year + sign * round(10 * number))
    if number != int(number):
        return of_month(*shift_months(anchor, round(sign * 12 * number))) if unit == "year" else None
    return around(anchor, unit, sign * int(number))


def _year_before(period: Period) -> Period:
    """The same stretch of the year before."""
    first = period.first
    if period.granularity is G.QUARTER:
        return of_quarter(first.year - 1, (first.month + 2) // 3)
    if period.granularity is G.HALF:
        return of_half(first.year - 1, 1 if first.month == 1 else 2)
    if period.granularity is G.MONTH:
        return of_month(first.year - 1, first.month)
    return of_year(first.year - 1)


def resolve_comparison(mention: Mention, context: Context) -> Period | None:
    """ "a year earlier", "the year-ago quarter": the stretch spoken of, one year before."""
    fiscal = context.fiscal
    if mention.year is not None:
        if fiscal is not None and fiscal.granularity is G.QUARTER:
            return of_quarter(mention.year, (fiscal.first.month + 2) // 3)
        return of_year(mention.year)
    if fiscal is not None:
        return _year_before(fiscal)
    if context.day is not None and context.day.granularity in (G.MONTH, G.YEAR):
        return _year_before(context.day)
    anchor = spoken_day(context, "year", -1) or context.published
    return of_year(anchor.year - 1) if anchor else unresolved("XXXX", G.YEAR)
