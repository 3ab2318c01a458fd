"""From a found time expression to the days it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from compare.extraction.dates.context import Context
from compare.extraction.dates.holidays import FIXED, holiday, nth_weekday
from compare.extraction.dates.mentions import Mention, Shape
from compare.extraction.dates.periods import (
    OutOfRangeError,
    Period,
    add_days,
    of_century,
    of_day,
    of_decade,
    of_half,
    of_month,
    of_quarter,
    of_season,
    of_year,
    safe_date,
    unresolved,
)
from compare.extraction.dates.shift import (
    resolve_ago,
    resolve_comparison,
    resolve_near,
    resolve_shift,
    spoken_day,
)
from compare.lang.resources import word_lists
from compare.models import Granularity

G = Granularity
BACK, ON = word_lists("en", "of_times")["behind"], word_lists("en", "of_times")["ahead"]
_FAR = 60
"""Days from which the tense of the sentence outweighs that a day without a year is the nearest one."""


def resolve(mention: Mention, context: Context) -> Period | None:
    """The period a mention means, None where it is no date after all."""
    try:
        period = _RESOLVERS[mention.shape](mention, context)
        if period is None or not mention.later or period.low is None:
            return period
        return of_day(add_days(period.low, mention.later))
    except OutOfRangeError:
        return None


def _side(mention: Mention, context: Context) -> int:
    """-1 for the past, 1 for the future, by the word before the expression or by tense."""
    if mention.relation in BACK:
        return -1
    return 1 if mention.relation in ON else context.direction(mention.start, mention.end)


def _relative_year(mention: Mention, context: Context) -> int | None:
    """The year that "last year" beside a month or a season names."""
    if mention.relation.startswith("the ") and context.day is not None and context.day.low is not None:
        spoken = {"the following year": 1, "the previous year": -1, "the same year": 0}.get(mention.relation)
        return None if spoken is None else context.day.low.year + spoken
    step = {"last": -1, "this": 0, "next": 1}.get(mention.relation.removesuffix(" year"))
    return None if step is None or context.published is None else context.published.year + step


def _day(mention: Mention, context: Context) -> Period | None:
    month, day = mention.month or 0, mention.day or 0
    if mention.month2 is not None:
        return _either_order(mention, context.published)
    year = mention.year
    if year is None and mention.relation not in BACK:
        year = _relative_year(mention, context)
    if year is None:
        year = _likely_year(mention, context)
    if year is None:
        safe_date(2000, month, day)
        return unresolved(f"XXXX-{month:02d}-{day:02d}", G.DAY)
    low = safe_date(year, month, day)
    if mention.day2 is not None and mention.day2 > day:
        high = safe_date(year, month, mention.day2)
        return Period(f"{low.isoformat()}/{high.isoformat()}", low, high, G.INTERVAL)
    return of_day(low).at(mention.time)


def _either_order(mention: Mention, published: date | None) -> Period:
    """ "05/02/2015": the order that is not to come and nearer to the publication, else month first."""
    year, month, day = mention.year or 0, mention.month or 0, mention.day or 0
    either = (safe_date(year, month, day), safe_date(year, day, month))
    if published is None:
        return of_day(either[0])
    latest = add_days(published, 1)
    return of_day(min(either, key=lambda d: (d > latest, abs((d - latest).days))))


def _likely_year(mention: Mention, context: Context) -> int | None:
    """The year of a day without one: the nearest, unless tense or weekday speak for another."""
    published = context.published
    if published is None:
        return None
    days = _candidates(mention, published)
    if not days:
        return published.year
    if mention.relation in BACK:
        return max([d for d in days if d < published], default=days[0]).year
    nearest = min(days, key=lambda d: (abs((d - published).days), d > published))
    distance, side = (nearest - published).days, context.direction(mention.start, mention.end)
    if abs(distance) > _FAR and side * distance < 0:
        others = [d for d in days if (d - published).days * side > 0]
        return min(others, key=lambda d: abs((d - published).days), default=nearest).year
    return nearest.year


def _candidates(mention: Mention, published: date) -> list[date]:
    """The day in the years around the publication, where its weekday fits: if need be, some years ago."""
    near = _fitting(mention, range(published.year - 1, published.year + 2))
    if near or mention.weekday is None:
        return near
    return _fitting(mention, range(published.year - 2, published.year - 12, -1))[:1]


def _fitting(mention: Mention, years: Iterable[int]) -> list[date]:
    days = []
    for year in years:
        try:
            day = safe_date(year, mention.month or 0, mention.day or 0)
        except OutOfRangeError:
            continue
        if mention.weekday is None or day.weekday() == mention.weekday:
            days.append(day)
    return days


def _month(mention: Mention, context: Context) -> Period | None:
    month, published, year = mention.month or 0, context.published, mention.year
    if published is None and year is None:
        return unresolved(f"XXXX-{month:02d}", G.MONTH)
    if year is None and (mention.relation.endswith("year") or mention.relation == "this"):
        year = _relative_year(mention, context)
    if year is not None or published is None:
        return of_month(year or 0, month)
    if mention.relation in BACK:
        year = published.year - (month >= published.month)
    elif mention.relation in ON:
        year = published.year + (month <= published.month)
    elif _side(mention, context) > 0:
        year = published.year + (month < published.month - 3)  # of the last months, the text has moved on
    elif _soon(month, mention, context, published):
        year = published.year + (month < published.month)
    else:
        year = published.year - (month > published.month)
    return of_month(year, month)


_SOON = 2
"""Months ahead, inclusive, in which a bare month may lie without a word of the future.
A fifth less or more changes none of 19,693 readings."""
_FOR_BEFORE = re.compile(r"\bfor[ \n]\Z", re.IGNORECASE)


def _soon(month: int, mention: Mention, context: Context, published: date) -> bool:
    """Whether a month that begins within two is meant: with "for" before it, or where no tense speaks."""
    if not 0 < (month - published.month) % 12 <= _SOON:
        return False
    if _FOR_BEFORE.search(context.text, max(0, mention.start - 4), mention.start):
        return True
    return context.direction(mention.start, mention.end) == 0 and mention.open_end not in (
        "since",
        "or later",
    )


def _year(mention: Mention, _context: Context) -> Period | None:
    period = of_year(mention.year or 0)
    if mention.year2 is None:
        return period
    last = of_year(mention.year2)
    return Period(f"{period.value}/{last.value}", period.low, last.high, G.INTERVAL)


def _decade(mention: Mention, _context: Context) -> Period | None:
    return of_decade(mention.year or 0)


def _century(mention: Mention, _context: Context) -> Period | None:
    return of_century(int(mention.number or 1))


_FORECAST = 100
"""Days ahead from which on a quarter without a year is the last one, unless a word speaks of the future:
companies foresee the next quarter. A fifth less or more changes none of 19,693 readings."""


def _part_of_year(mention: Mention, context: Context) -> Period | None:
    """A quarter or a half; without a year that of the publication, or the last one if it is far ahead."""
    number, published = int(mention.number or 1), context.published
    quarter = mention.shape is Shape.QUARTER
    build = of_quarter if quarter else of_half
    year = mention.year if mention.year is not None else _relative_year(mention, context)
    if year is None and published is None:
        return unresolved(f"XXXX-{'Q' if quarter else 'H'}{number}", G.QUARTER if quarter else G.HALF)
    if year is not None or published is None:
        return build(year or 0, number)
    period = build(published.year, number)
    ahead = (period.first - published).days
    side = context.direction(mention.start, mention.end)
    if (ahead > _FORECAST and side <= 0) or (ahead > 0 and side < 0):
        return build(published.year - 1, number)
    return period


def _season(mention: Mention, context: Context) -> Period | None:
    published, year = context.published, mention.year
    if year is None and mention.relation.endswith("year"):
        year = _relative_year(mention, context)
    if year is not None:
        return of_season(year, mention.word)
    if published is None:
        return unresolved(f"XXXX-{mention.word}", G.SEASON)
    seasons = [of_season(published.year + step, mention.word) for step in (-2, -1, 0, 1)]
    if mention.relation == "this":
        return min(seasons, key=lambda s: s.distance(published))
    if mention.relation in BACK:
        return next(s for s in reversed(seasons) if s.last < published)
    if mention.relation in ON:
        return next(s for s in seasons if s.first > published)
    if _side(mention, context) > 0:
        return next(s for s in seasons if s.last >= published)
    return next(s for s in reversed(seasons) if s.first <= published)


def _holiday(mention: Mention, context: Context) -> Period | None:
    published, year = context.published, mention.year
    if year is None and mention.relation.endswith("year"):
        year = _relative_year(mention, context)
    if year is not None:
        return of_day(holiday(year, mention.word))
    if published is None:
        fixed = FIXED.get(mention.word)
        return unresolved(f"XXXX-{fixed[0]:02d}-{fixed[1]:02d}" if fixed else "XXXX-XX-XX", G.DAY)
    days = [holiday(published.year + step, mention.word) for step in (-1, 0, 1)]
    if mention.relation in BACK:
        return of_day(next(d for d in reversed(days) if d < published))
    if _side(mention, context) > 0:
        return of_day(next(d for d in days if d >= published))
    return of_day(min(days, key=lambda d: (abs((d - published).days), d)))


def _weekday(mention: Mention, context: Context) -> Period | None:
    weekday, anchor, relation = mention.weekday or 0, context.published, mention.relation
    if relation.endswith(("previous", "following")) and context.day and context.day.low:
        anchor = context.day.low
    if anchor is None:
        return unresolved(f"XXXX-WXX-{weekday + 1}", G.DAY)
    back = (anchor.weekday() - weekday) % 7
    if relation in BACK:
        return of_day(add_days(anchor, -(back or 7)))
    if relation in ON:
        return of_day(add_days(anchor, -back % 7 or 7))
    side = context.direction(mention.start, mention.end)
    ahead = side >= 0 if relation == "this" else side > 0
    if mention.possessive:
        ahead = context.awaits(mention.start, mention.end)
    return of_day(add_days(anchor, -back % 7 if ahead else -back))


def _nth_weekday(mention: Mention, context: Context) -> Period | None:
    """ "the first Tuesday of November": without a year the nearest, unless tense speaks for another."""
    month, weekday, nth = mention.month or 0, mention.weekday or 0, int(mention.number or 1)
    published, year = context.published, mention.year
    if year is None and mention.relation.endswith("year"):
        year = _relative_year(mention, context)
    if year is not None:
        return of_day(nth_weekday(year, month, weekday, nth))
    if published is None:
        return unresolved(f"XXXX-{month:02d}-XX", G.DAY)
    if mention.relation == "this":
        return of_day(nth_weekday(published.year, month, weekday, nth))
    days = [nth_weekday(published.year + step, month, weekday, nth) for step in (-1, 0, 1)]
    side = _side(mention, context)
    if side:
        fitting = [d for d in days if (d - published).days * side >= 0]
        days = fitting or days
    return of_day(min(days, key=lambda d: (abs((d - published).days), d)))


def _offset(mention: Mention, context: Context) -> Period | None:
    if context.published is None:
        return unresolved("XXXX-XX-XX", G.DAY).at(mention.time)
    return of_day(add_days(context.published, int(mention.number or 0))).at(mention.time)


def _reference(mention: Mention, context: Context) -> Period | None:
    """ "the next morning": from the day spoken of."""
    anchor = spoken_day(context, "day", int(mention.number or 0))
    if anchor is None:
        return unresolved("XXXX-XX-XX", G.DAY).at(mention.time)
    return of_day(add_days(anchor, int(mention.number or 0))).at(mention.time)


def _vague(mention: Mention, _context: Context) -> Period | None:
    return unresolved(mention.word, vague=True)


def _clock(mention: Mention, context: Context) -> Period | None:
    spoken = context.day if context.day and context.same_block(context.day_at, mention.start) else None
    day = spoken.low if spoken and spoken.granularity in (G.DAY, G.TIME) else context.published
    period = of_day(day) if day else unresolved("XXXX-XX-XX")
    return replace(period.at(mention.time), granularity=G.TIME)


_RESOLVERS: dict[Shape, Callable[[Mention, Context], Period | None]] = {
    Shape.DAY: _day, Shape.MONTH: _month, Shape.YEAR: _year, Shape.DECADE: _decade, Shape.CENTURY: _century,
    Shape.QUARTER: _part_of_year, Shape.HALF: _part_of_year, Shape.SEASON: _season, Shape.HOLIDAY: _holiday,
    Shape.WEEKDAY: _weekday, Shape.OFFSET: _offset, Shape.REFERENCE: _reference, Shape.NEAR: resolve_near,
    Shape.NTH_WEEKDAY: _nth_weekday,
    Shape.AGO: resolve_ago, Shape.SHIFT: resolve_shift, Shape.COMPARISON: resolve_comparison,
    Shape.VAGUE: _vague,
    Shape.CLOCK: _clock,
}  # fmt: skip
