"""From a found time expression to the days it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from compare.models import Granularity
from compare.values.date_context import Context
from compare.values.date_mentions import Mention, Shape
from compare.values.date_periods import (
    OutOfRangeError,
    Period,
    add_days,
    around,
    of_century,
    of_day,
    of_decade,
    of_half,
    of_month,
    of_quarter,
    of_season,
    of_week,
    of_year,
    safe_date,
    shift_months,
    unresolved,
)

G = Granularity
_PLACEHOLDERS = {
    "day": ("XXXX-XX-XX", G.DAY), "week": ("XXXX-WXX", G.WEEK), "weekend": ("XXXX-WXX-WE", G.WEEKEND), "month": ("XXXX-XX", G.MONTH),
    "quarter": ("XXXX-QX", G.QUARTER), "year": ("XXXX", G.YEAR), "decade": ("XXX", G.DECADE), "century": ("XX", G.CENTURY),
    "fortnight": ("XXXX-WXX", G.WEEK), "night": ("XXXX-XX-XX", G.DAY),
}  # fmt: skip
_BACK = {"last", "past", "this past", "previous", "preceding", "prior", "the previous", "the past", "earlier"}
_ON = {"next", "coming", "this coming", "following", "upcoming", "the following", "the coming", "later"}
_FAR = 130
"""Days from which the tense of the sentence outweighs that a day without a year is the nearest one."""


def resolve(mention: Mention, context: Context) -> Period | None:
    """The period a mention means, None where it is no date after all."""
    try:
        return _RESOLVERS[mention.shape](mention, context)
    except OutOfRangeError:
        return None


def _side(mention: Mention, context: Context) -> int:
    if mention.relation in _BACK:
        return -1
    if mention.relation in _ON:
        return 1
    return context.direction(mention.start, mention.end)


def _relative_year(mention: Mention, context: Context) -> int | None:
    """The year that "last year" beside a month or a season names."""
    step = {"last year": -1, "last": -1, "this year": 0, "this": 0, "next year": 1, "next": 1}.get(
        mention.relation
    )
    if step is None or context.published is None:
        return None
    return context.published.year + step


def _day(mention: Mention, context: Context) -> Period | None:
    assert mention.month is not None and mention.day is not None  # noqa: S101 - the readers set both
    if mention.month > 12 or mention.month < 1:
        return None
    year = mention.year if mention.year is not None else _relative_year(mention, context)
    if year is None:
        year = _likely_year(mention, context)
    if year is None:
        tail = f"-{mention.month:02d}-{mention.day:02d}"
        safe_date(2000, mention.month, mention.day)
        return unresolved(f"XXXX{tail}", G.DAY)
    low = safe_date(year, mention.month, mention.day)
    if mention.day2 is not None and mention.day2 > mention.day:
        high = safe_date(year, mention.month, mention.day2)
        return Period(f"{low.isoformat()}/{high.isoformat()}", low, high, G.INTERVAL)
    period = of_day(low)
    return period.at(mention.time) if mention.time else period


def _likely_year(mention: Mention, context: Context) -> int | None:
    """The year of a day without one: the nearest, unless tense or weekday speak for another."""
    published = context.published
    assert mention.month is not None and mention.day is not None  # noqa: S101
    if published is None:
        return None
    days = []
    for year in range(published.year - 1, published.year + 2):
        try:
            day = safe_date(year, mention.month, mention.day)
        except OutOfRangeError:
            continue
        if mention.weekday is None or day.weekday() == mention.weekday:
            days.append(day)
    if not days:
        return published.year
    if mention.relation in _BACK:
        return max([d for d in days if d < published] or days).year
    nearest = min(days, key=lambda d: (abs((d - published).days), d > published))
    distance = (nearest - published).days
    side = context.direction(mention.start, mention.end)
    if abs(distance) > _FAR and side * distance < 0:
        others = [d for d in days if (d - published).days * side > 0]
        if others:
            return min(others, key=lambda d: abs((d - published).days)).year
    return nearest.year


def _month(mention: Mention, context: Context) -> Period | None:
    assert mention.month is not None  # noqa: S101
    month, published = mention.month, context.published
    if mention.year is not None:
        return of_month(mention.year, month)
    if published is None:
        return unresolved(f"XXXX-{month:02d}", G.MONTH)
    if mention.relation.endswith("year"):
        year = _relative_year(mention, context)
        return of_month(year if year is not None else published.year, month)
    if mention.relation == "this":
        return of_month(published.year, month)
    side = _side(mention, context)
    if mention.relation in _BACK:
        year = published.year if month < published.month else published.year - 1
    elif mention.relation in _ON:
        year = published.year if month > published.month else published.year + 1
    elif side > 0:
        year = published.year if month >= published.month else published.year + 1
        if published.month - month in (1, 2, 3):
            year = published.year
    else:
        year = published.year if month <= published.month else published.year - 1
    return of_month(year, month)


def _year(mention: Mention, context: Context) -> Period | None:
    del context
    assert mention.year is not None  # noqa: S101
    period = of_year(mention.year)
    if mention.year2 is not None:
        last = of_year(mention.year2)
        return Period(f"{period.value}/{last.value}", period.low, last.high, G.INTERVAL)
    return period


def _decade(mention: Mention, context: Context) -> Period | None:
    del context
    return of_decade(mention.year or 0)


def _century(mention: Mention, context: Context) -> Period | None:
    del context
    return of_century(int(mention.number or 1))


def _quarter(mention: Mention, context: Context) -> Period | None:
    return _part_of_year(mention, context, of_quarter, 4)


def _half(mention: Mention, context: Context) -> Period | None:
    return _part_of_year(mention, context, of_half, 2)


def _part_of_year(
    mention: Mention, context: Context, build: Callable[[int, int], Period], parts: int
) -> Period | None:
    number = int(mention.number or 1)
    if mention.year is not None:
        return build(mention.year, number)
    published = context.published
    if published is None:
        return unresolved(f"XXXX-{'Q' if parts == 4 else 'H'}{number}", G.QUARTER if parts == 4 else G.HALF)
    year = _relative_year(mention, context)
    if year is not None:
        return build(year, number)
    period = build(published.year, number)
    assert period.low is not None and period.high is not None  # noqa: S101
    if (
        period.low > published
        and context.direction(mention.start, mention.end) <= 0
        and (period.low - published).days > 100
    ):
        return build(published.year - 1, number)
    return period


def _season(mention: Mention, context: Context) -> Period | None:
    published = context.published
    if mention.year is not None:
        return of_season(mention.year, mention.word)
    if published is None:
        return unresolved(f"XXXX-{mention.word}", G.SEASON)
    if mention.relation.endswith("year"):
        return of_season(_relative_year(mention, context) or published.year, mention.word)
    seasons = [of_season(published.year + step, mention.word) for step in (-2, -1, 0, 1)]
    side = _side(mention, context)
    if mention.relation == "this":
        return min(seasons, key=lambda s: _distance(s, published))
    if side > 0 and mention.relation not in _BACK:
        return next(
            s
            for s in seasons
            if s.high is not None
            and (s.high if mention.relation not in _ON else s.low or s.high) >= published
        )
    if mention.relation in _BACK:
        return [s for s in seasons if s.high is not None and s.high < published][-1]
    return [s for s in seasons if s.low is not None and s.low <= published][-1]


def _distance(period: Period, day: date) -> int:
    assert period.low is not None and period.high is not None  # noqa: S101
    return max(0, (period.low - day).days, (day - period.high).days)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    if nth < 0:
        last = of_month(year, month).high
        assert last is not None  # noqa: S101
        return add_days(last, -((last.weekday() - weekday) % 7))
    first = safe_date(year, month, 1)
    return add_days(first, (weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms, 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return safe_date(year, month, day + 1)


_FIXED = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "new years day": (1, 1), "new year day": (1, 1),
    "new years eve": (12, 31), "new year eve": (12, 31), "halloween": (10, 31), "valentines day": (2, 14), "boxing day": (12, 26),
    "st patricks day": (3, 17), "bastille day": (7, 14), "may day": (5, 1), "fourth of july": (7, 4), "veterans day": (11, 11),
    "armistice day": (11, 11), "international womens day": (3, 8), "earth day": (4, 22), "april fools day": (4, 1), "april fool day": (4, 1),
    "groundhog day": (2, 2), "cinco de mayo": (5, 5), "guy fawkes night": (11, 5), "guy fawkes day": (11, 5),
}  # fmt: skip
_NTH = {
    "thanksgiving": (11, 3, 4), "thanksgiving day": (11, 3, 4), "memorial day": (5, 0, -1), "labor day": (9, 0, 1),
    "presidents day": (2, 0, 3), "president day": (2, 0, 3), "columbus day": (10, 0, 2),
}  # fmt: skip
_FROM_EASTER = {"easter": 0, "easter sunday": 0, "easter monday": 1, "good friday": -2, "palm sunday": -7}


def _holiday_in(year: int, name: str) -> date:
    if name in _FIXED:
        return safe_date(year, *_FIXED[name])
    if name in _NTH:
        return _nth_weekday(year, *_NTH[name])
    if name in _FROM_EASTER:
        return add_days(_easter(year), _FROM_EASTER[name])
    if name == "black friday":
        return add_days(_nth_weekday(year, 11, 3, 4), 1)
    return _nth_weekday(year, 1, 0, 3)  # Martin Luther King Day


def _holiday(mention: Mention, context: Context) -> Period | None:
    year, published = mention.year, context.published
    if year is None and mention.relation.endswith("year"):
        year = _relative_year(mention, context)
    if year is not None:
        return of_day(_holiday_in(year, mention.word))
    if published is None:
        fixed = _FIXED.get(mention.word)
        return unresolved(f"XXXX-{fixed[0]:02d}-{fixed[1]:02d}" if fixed else "XXXX-XX-XX", G.DAY)
    days = [_holiday_in(published.year + step, mention.word) for step in (-1, 0, 1)]
    side = _side(mention, context)
    if mention.relation in _BACK:
        return of_day([d for d in days if d < published][-1])
    if side > 0:
        return of_day([d for d in days if d >= published][0])
    return of_day(min(days, key=lambda d: (abs((d - published).days), d)))


def _weekday(mention: Mention, context: Context) -> Period | None:
    assert mention.weekday is not None  # noqa: S101
    published, relation = context.published, mention.relation
    reference = context.day
    if relation in ("the previous", "the following", "previous", "following") and reference and reference.low:
        published = reference.low
    if published is None:
        return unresolved(f"XXXX-WXX-{mention.weekday + 1}", G.DAY)
    back = (published.weekday() - mention.weekday) % 7
    if relation in _BACK:
        return of_day(add_days(published, -(back or 7)))
    if relation in _ON:
        return of_day(add_days(published, (-back) % 7 or 7))
    if relation == "this":
        return of_day(add_days(published, mention.weekday - published.weekday()))
    if not mention.possessive and context.direction(mention.start, mention.end) > 0:
        return of_day(add_days(published, (-back) % 7))
    return of_day(add_days(published, -back))


def _offset(mention: Mention, context: Context) -> Period | None:
    if context.published is None:
        period = unresolved("XXXX-XX-XX", G.DAY)
    else:
        period = of_day(add_days(context.published, int(mention.number or 0)))
    return period.at(mention.time) if mention.time else period


def _anchor(context: Context, mention: Mention) -> date | None:
    """The day that "the previous day" counts from: the one spoken of, else the publication date."""
    reference = context.day
    return (reference.low if reference else None) or context.published


def _reference(mention: Mention, context: Context) -> Period | None:
    reference = context.day
    anchor = reference.low if reference and reference.granularity is G.DAY else None
    anchor = anchor or context.published
    if anchor is None:
        return unresolved("XXXX-XX-XX" + mention.time, G.DAY)
    period = of_day(add_days(anchor, int(mention.number or 0)))
    return period.at(mention.time) if mention.time else period


def _near(mention: Mention, context: Context) -> Period | None:
    unit, relation, published = mention.unit, mention.relation, context.published
    if unit not in _PLACEHOLDERS:
        return None
    step = -1 if relation in _BACK else 1 if relation in _ON else 0
    anchor = published
    if relation in ("previous", "preceding", "prior", "following", "that"):
        reference = context.day
        if reference and reference.low is not None:
            anchor = reference.low
    if anchor is None:
        value, granularity = _PLACEHOLDERS[unit]
        return unresolved(value, granularity)
    if unit == "quarter":
        return _near_quarter(relation, step, anchor, context)
    if unit == "weekend":
        return _near_weekend(mention, step, anchor, context)
    return around(anchor, unit, step)


def _near_quarter(relation: str, step: int, anchor: date, context: Context) -> Period:
    if relation in ("the", "latest", "that", "same"):
        fiscal, last = context.fiscal, around(anchor, "quarter", -1)
        if fiscal is None or fiscal.granularity is not G.QUARTER:
            return last
        running = (
            fiscal.high is not None and context.published is not None and fiscal.high >= context.published
        )
        return last if relation == "latest" and running else fiscal
    return around(anchor, "quarter", step)


def _near_weekend(mention: Mention, step: int, anchor: date, context: Context) -> Period:
    if mention.relation in ("the", "that"):
        step = -1 if anchor.weekday() < 5 and context.direction(mention.start, mention.end) <= 0 else 0
    elif step < 0 and anchor.weekday() == 6:
        step = -1
    return around(anchor, "weekend", step)


def _ago(mention: Mention, context: Context) -> Period | None:
    sign = -1 if mention.relation == "ago" else 1
    if mention.number is None:
        return unresolved("PAST_REF" if sign < 0 else "FUTURE_REF", vague=True)
    if mention.unit == "year" and mention.number == 1 and sign < 0 and context.fiscal is not None:
        return _year_before(context.fiscal)
    return _shifted(mention, sign, context.published)


def _shifted(mention: Mention, sign: int, anchor: date | None) -> Period | None:
    unit, number = mention.unit, mention.number or 0.0
    if unit in ("second", "minute", "hour"):
        if anchor is None:
            return unresolved("XXXX-XX-XX", G.DAY)
        hours = number / {"second": 3600, "minute": 60, "hour": 1}[unit]
        if hours > 1e7:
            return None
        return of_day(add_days(anchor, sign * int(hours // 24)))
    if unit == "millennium" or number > 1e5:
        return None
    if anchor is None:
        value, granularity = _PLACEHOLDERS[unit]
        return unresolved(value, granularity)
    if number != int(number):
        return of_month(*shift_months(anchor, round(sign * 12 * number))) if unit == "year" else None
    if unit == "decade":
        return of_year(_checked(anchor.year + sign * 10 * int(number)))
    if unit == "century":
        return of_century(max(1, (anchor.year - 1) // 100 + 1 + sign * int(number)))
    return around(anchor, unit, sign * int(number))


def _checked(year: int) -> int:
    if not 1 <= year <= 9999:
        raise OutOfRangeError(f"year {year}")
    return year


def _shift(mention: Mention, context: Context) -> Period | None:
    sign = -1 if mention.relation == "earlier" else 1
    if mention.number is None:
        return unresolved("PAST_REF" if sign < 0 else "FUTURE_REF", vague=True)
    if mention.unit == "year" and mention.number == 1 and sign < 0:
        return _comparison(mention, context)
    return _shifted(mention, sign, _anchor(context, mention))


def _year_before(period: Period) -> Period:
    assert period.low is not None  # noqa: S101
    year = _checked(period.low.year - 1)
    if period.granularity is G.QUARTER:
        return of_quarter(year, (period.low.month + 2) // 3)
    if period.granularity is G.HALF:
        return of_half(year, 1 if period.low.month == 1 else 2)
    if period.granularity is G.MONTH:
        return of_month(year, period.low.month)
    return of_year(year)


def _comparison(mention: Mention, context: Context) -> Period | None:
    """ "a year earlier", "the year-ago quarter": the stretch spoken of, one year before."""
    fiscal = context.fiscal
    if mention.year is not None:
        if fiscal is not None and fiscal.low is not None and fiscal.granularity is G.QUARTER:
            return of_quarter(mention.year, (fiscal.low.month + 2) // 3)
        return of_year(mention.year)
    if fiscal is not None:
        return _year_before(fiscal)
    reference = context.day
    if reference is not None and reference.granularity in (G.MONTH, G.YEAR):
        return _year_before(reference)
    anchor = _anchor(context, mention)
    return of_year(anchor.year - 1) if anchor else unresolved("XXXX", G.YEAR)


def _vague(mention: Mention, context: Context) -> Period | None:
    del context
    return unresolved(mention.word, vague=True)


def _clock(mention: Mention, context: Context) -> Period | None:
    reference = context.day
    day = reference.low if reference and reference.granularity in (G.DAY, G.TIME) else context.published
    if day is None:
        return Period(f"XXXX-XX-XX{mention.time}", None, None, G.TIME, time=mention.time)
    return replace(of_day(day).at(mention.time), granularity=G.TIME)


_RESOLVERS: dict[Shape, Callable[[Mention, Context], Period | None]] = {
    Shape.DAY: _day, Shape.MONTH: _month, Shape.YEAR: _year, Shape.DECADE: _decade, Shape.CENTURY: _century, Shape.QUARTER: _quarter,
    Shape.HALF: _half, Shape.SEASON: _season, Shape.HOLIDAY: _holiday, Shape.WEEKDAY: _weekday, Shape.OFFSET: _offset,
    Shape.REFERENCE: _reference, Shape.NEAR: _near, Shape.AGO: _ago, Shape.SHIFT: _shift, Shape.COMPARISON: _comparison,
    Shape.VAGUE: _vague, Shape.CLOCK: _clock,
}  # fmt: skip
_ = of_week
