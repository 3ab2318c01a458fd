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
        return replace(self, value=self.value.split("T")[0] + time, time=time) if time else self

    @property
    def first(self) -> date:
        """The first day of a period that has one."""
        if self.low is None:
            raise OutOfRangeError(f"{self.value} has no first day")
        return self.low

    @property
    def last(self) -> date:
        """The last day of a period that has one."""
        if self.high is None:
            raise OutOfRangeError(f"{self.value} has no last day")
        return self.high

    def distance(self, day: date) -> int:
        """Days between the period and `day`, 0 inside it."""
        return max(0, (self.first - day).days, (day - self.last).days)


class OutOfRangeError(ValueError):
    """A date that the calendar does not have, such as 31 June or the year 12000."""


def safe_date(year: int, month: int, day: int) -> date:
    """The date, or OutOfRangeError."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise OutOfRangeError(str(error)) from None


def add_days(day: date, count: int) -> date:
    """`count` days after `day`, or OutOfRangeError."""
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
    return Period(f"{week.value}-WE", add_days(week.first, 5), week.last, G.WEEKEND)


def of_month(year: int, month: int) -> Period:
    """A calendar month."""
    low = safe_date(year, month, 1)
    high = low.replace(day=calendar.monthrange(year, month)[1])
    return Period(f"{year:04d}-{month:02d}", low, high, G.MONTH)


def of_quarter(year: int, quarter: int) -> Period:
    """A quarter of the calendar year, 1 to 4."""
    low, high = safe_date(year, 3 * quarter - 2, 1), of_month(year, 3 * quarter).last
    return Period(f"{year:04d}-Q{quarter}", low, high, G.QUARTER)


def of_half(year: int, half: int) -> Period:
    """Half a calendar year, 1 or 2."""
    low, high = safe_date(year, 6 * half - 5, 1), of_month(year, 6 * half).last
    return Period(f"{year:04d}-H{half}", low, high, G.HALF)


def of_season(year: int, season: str) -> Period:
    """A season of the northern year ("SP", "SU", "FA", "WI"); a winter starts in its year's December."""
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    end = (year + 1, 2) if season == "WI" else (year, first + 2)
    return Period(f"{year:04d}-{season}", safe_date(year, first, 1), of_month(*end).last, G.SEASON)


def of_year(year: int) -> Period:
    """A calendar year."""
    return Period(f"{year:04d}", safe_date(year, 1, 1), safe_date(year, 12, 31), G.YEAR)


def of_decade(year: int) -> Period:
    """The decade that holds `year`: 1990 to 1999."""
    first = year // 10 * 10
    low, high = safe_date(max(first, 1), 1, 1), safe_date(first + 9, 12, 31)
    return Period(f"{first // 10:03d}", low, high, G.DECADE)


def of_century(number: int) -> Period:
    """The nth century: the 20th is 1901 to 2000, with TIMEX3's value "19"."""
    low, high = safe_date(100 * number - 99, 1, 1), safe_date(min(100 * number, MAXYEAR), 12, 31)
    return Period(f"{number - 1:02d}", low, high, G.CENTURY)


def shift_months(day: date, count: int) -> tuple[int, int]:
    """Year and month `count` months from `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise OutOfRangeError(f"year {year} is outside {MINYEAR} to {MAXYEAR}")
    return year, month + 1


_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}
_MONTHS = {"month": 1, "quarter": 3}
_YEARS = {"year": 1, "decade": 10, "century": 100}


def around(day: date, unit: str, count: int) -> Period:
    """The `unit` that lies `count` units from the one that holds `day`."""
    if unit in _DAYS:
        moved = add_days(day, _DAYS[unit] * count)
        return {1: of_day, 7: of_weekend if unit == "weekend" else of_week, 14: of_week}[_DAYS[unit]](moved)
    if unit in _MONTHS:
        year, month = shift_months(day, _MONTHS[unit] * count)
        return of_month(year, month) if unit == "month" else of_quarter(year, (month + 2) // 3)
    year = day.year + _YEARS[unit] * count
    if unit == "century":
        return of_century((year - 1) // 100 + 1)
    return of_decade(year) if unit == "decade" else of_year(year)


def unresolved(value: str, granularity: Granularity | None = None, vague: bool = False) -> Period:
    """A period that the text alone does not fix."""
    return Period(value, None, None, granularity, vague)


_EARLY = ("early", "beginning", "start", "opening")
_LATE = ("late", "end", "close")


def narrowed(period: Period, part: str) -> Period:
    """The part of a period that a word names: "early", "mid", "late", "end", "beginning", "middle".

    Decades and centuries fall into halves, the rest into thirds; the beginning and the end of a year
    or a quarter are a quarter of it. The value keeps the whole period, as TIMEX3 does.
    """
    if period.granularity in (G.DAY, G.TIME, None) or period.low is None:
        return period
    days = (period.last - period.first).days + 1
    share = (
        2
        if period.granularity in (G.DECADE, G.CENTURY)
        else 3
        if part in ("early", "late", "mid", "middle")
        else 4
    )
    length = max(1, round(days / share))
    if share == 2 and part in ("early", "beginning", "start"):
        return replace(
            period, high=safe_date(period.first.year + (period.last.year - period.first.year) // 2, 12, 31)
        )
    if part in _EARLY:
        return replace(period, high=add_days(period.first, length - 1))
    if part in _LATE:
        return replace(period, low=add_days(period.last, 1 - length))
    if part in ("mid", "middle"):
        third = round(days / 3)
        return replace(period, low=add_days(period.first, third), high=add_days(period.last, -third))
    return period
