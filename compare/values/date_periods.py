"""Stretches of the calendar with their TIMEX3 value: days, weeks, months, quarters, years and more."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta

from compare.models import Granularity

G = Granularity


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends inclusive; None is an open or unknown end."""

    value: str
    low: date | None
    high: date | None
    granularity: Granularity | None
    vague: bool = False
    time: str = ""

    def at(self, time: str) -> Period:
        """The same day with a time of day."""
        return replace(self, value=self.value.split("T")[0] + time, time=time)


class OutOfRangeError(ValueError):
    """A date that the calendar does not have, such as 31 June or the year 12000."""


def safe_date(year: int, month: int, day: int) -> date:
    """The date, or OutOfRangeError."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise OutOfRangeError(str(error)) from None


def add_days(day: date, count: int) -> date:
    """`count` days after `day`."""
    try:
        return day + timedelta(days=count)
    except OverflowError as error:
        raise OutOfRangeError(str(error)) from None


def of_day(day: date) -> Period:
    """One day."""
    return Period(day.isoformat(), day, day, G.DAY)


def of_week(day: date) -> Period:
    """The ISO week, Monday to Sunday, that holds `day`."""
    iso = day.isocalendar()
    monday = add_days(day, -day.weekday())
    return Period(f"{iso.year:04d}-W{iso.week:02d}", monday, add_days(monday, 6), G.WEEK)


def of_weekend(day: date) -> Period:
    """Saturday and Sunday of the ISO week that holds `day`."""
    week = of_week(day)
    assert week.low is not None  # noqa: S101 - a week is always bounded
    return Period(f"{week.value}-WE", add_days(week.low, 5), week.high, G.WEEKEND)


def of_month(year: int, month: int) -> Period:
    """A calendar month."""
    low = safe_date(year, month, 1)
    return Period(
        f"{year:04d}-{month:02d}", low, low.replace(day=calendar.monthrange(year, month)[1]), G.MONTH
    )


def of_quarter(year: int, quarter: int) -> Period:
    """A quarter of the calendar year, 1 to 4."""
    last = of_month(year, 3 * quarter)
    return Period(f"{year:04d}-Q{quarter}", safe_date(year, 3 * quarter - 2, 1), last.high, G.QUARTER)


def of_half(year: int, half: int) -> Period:
    """Half a calendar year, 1 or 2."""
    return Period(
        f"{year:04d}-H{half}", safe_date(year, 6 * half - 5, 1), of_month(year, 6 * half).high, G.HALF
    )


def of_season(year: int, season: str) -> Period:
    """A season of the northern year ("SP", "SU", "FA", "WI"); a winter starts in its year's December."""
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    year_of_end, last = (year + 1, 2) if season == "WI" else (year, first + 2)
    return Period(
        f"{year:04d}-{season}", safe_date(year, first, 1), of_month(year_of_end, last).high, G.SEASON
    )


def of_year(year: int) -> Period:
    """A calendar year."""
    return Period(f"{year:04d}", safe_date(year, 1, 1), safe_date(year, 12, 31), G.YEAR)


def of_decade(year: int) -> Period:
    """The decade that holds `year`: 1990 to 1999."""
    first = year // 10 * 10
    return Period(
        f"{first // 10:03d}", safe_date(max(first, 1), 1, 1), safe_date(first + 9, 12, 31), G.DECADE
    )


def of_century(number: int) -> Period:
    """The nth century: the 20th is 1901 to 2000, with TIMEX3's value "19"."""
    return Period(
        f"{number - 1:02d}",
        safe_date(100 * number - 99, 1, 1),
        safe_date(min(100 * number, MAXYEAR), 12, 31),
        G.CENTURY,
    )


def shift_months(day: date, count: int) -> tuple[int, int]:
    """Year and month `count` months from `day`."""
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OutOfRangeError(f"year {year} is outside {MINYEAR} to {MAXYEAR}")
    return year, month + 1


def around(day: date, unit: str, count: int) -> Period:  # noqa: PLR0911 - one return for each unit
    """The `unit` that lies `count` units from the one that holds `day`."""
    if unit in ("day", "night"):
        return of_day(add_days(day, count))
    if unit == "week":
        return of_week(add_days(day, 7 * count))
    if unit == "fortnight":
        return of_week(add_days(day, 14 * count))
    if unit == "weekend":
        return of_weekend(add_days(day, 7 * count))
    if unit == "month":
        return of_month(*shift_months(day, count))
    if unit == "quarter":
        year, month = shift_months(day, 3 * count)
        return of_quarter(year, (month + 2) // 3)
    if unit == "decade":
        return of_decade(day.year + 10 * count)
    if unit == "century":
        return of_century((day.year - 1) // 100 + 1 + count)
    return of_year(day.year + count)


def unresolved(value: str, granularity: Granularity | None = None, vague: bool = False) -> Period:
    """A period that the text alone does not fix."""
    return Period(value, None, None, granularity, vague)


def narrowed(period: Period, part: str) -> Period:
    """The part of a period that a word names: "early", "mid", "late", "end", "beginning", "middle".

    The value keeps the whole period, as TIMEX3 does; only the bounds shrink.
    """
    if period.low is None or period.high is None or period.granularity in (G.DAY, G.TIME):
        return period
    days = (period.high - period.low).days + 1
    third = max(1, round(days / 3))
    half = max(1, days // 2)
    if part in ("early", "beginning", "start", "opening"):
        length = half if period.granularity in (G.DECADE, G.CENTURY) else third
        return replace(period, high=add_days(period.low, length - 1))
    if part in ("late", "end", "close"):
        length = half if period.granularity in (G.DECADE, G.CENTURY) else third
        return replace(period, low=add_days(period.high, 1 - length))
    if part in ("mid", "middle"):
        return replace(period, low=add_days(period.low, third), high=add_days(period.high, -third))
    return period
