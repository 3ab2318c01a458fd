"""Values as text: the normalised form for programs and a shown form for people."""

from __future__ import annotations

import math
import re
from datetime import date, timedelta

from compare.extraction.dates.undated_relative import is_undated_relative
from compare.extraction.dates.undated_weekdays import undated_weekday
from compare.extraction.intervals import stated_number
from compare.lang.en.calendar import MONTH_NAMES
from compare.models import Bound, DateValue, Facet, Modifier, Value
from compare.verdicts.reasons import number_words, unit_words

__all__ = ["bound", "days_of", "iso_interval", "normalised", "plain_day", "plain_days", "shown"]

_DURATION = re.compile(r"P(?:[\d.]+(?:DE|CE|Y|M|W|D))*(?:T(?:[\d.]+[HMS])+)?", re.ASCII)
_PART = re.compile(r"([\d.]+)(DE|CE|[YMWDHS])", re.ASCII)
_PERIODS = {
    "CE": ("century", "centuries"),
    "DE": ("decade", "decades"),
    "Y": ("year", "years"),
    "M": ("month", "months"),
    "W": ("week", "weeks"),
    "D": ("day", "days"),
    "H": ("hour", "hours"),
    "TM": ("minute", "minutes"),
    "S": ("second", "seconds"),
}
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})(?:-(\d{2}))?(?![\d-])", re.ASCII)
_SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})", re.ASCII)
_DAYS = 31
"""Of a month, at most."""

_ONE_DAY = timedelta(days=1)
_WORDS = {
    Modifier.ABOUT: "about ",
    Modifier.AT_LEAST: "at least ",
    Modifier.AT_MOST: "at most ",
    Modifier.MORE_THAN: "more than ",
    Modifier.LESS_THAN: "less than ",
}


def number(value: float) -> int | float | None:
    """A number as JSON has it: whole ones as integers, others to 12 digits, none that is not finite."""
    if not math.isfinite(value):
        return None
    return int(value) if value == int(value) else float(f"{value:.12g}")


def bound(value: Bound) -> int | float | str | None:
    """One end of an interval: a number, an ISO date, or None where it is open."""
    if value is None:
        return None
    return value.isoformat() if isinstance(value, date) else number(value)


def plain(value: float) -> str:
    """A number without separators or exponent: "1400000", "2.5"."""
    exact = number(value)
    if exact is None:
        return ""
    return str(exact) if isinstance(exact, int) else f"{exact:.12f}".rstrip("0").rstrip(".")


def iso_interval(low: date | None, high: date | None) -> str:
    """The shortest ISO 8601 form of the days from `low` to `high`; an open end is ".." (ISO 8601-2)."""
    if low is None or high is None:
        return f"{low or '..'}/{high or '..'}" if low or high else ""
    if low == high:
        return low.isoformat()
    if low.day == 1 and (high == date.max or (high + _ONE_DAY).day == 1):
        if (low.year, low.month) == (high.year, high.month):
            return low.isoformat()[:7]
        if (low.year, low.month, high.month) == (high.year, 1, 12):
            return low.isoformat()[:4]
    return f"{low}/{high}"


def plain_day(text: str) -> str:
    """An ISO 8601 day, month or year as a reader says it: "4 May 2023", "May 2023"; other text as it is."""
    match = _ISO.fullmatch(text)
    return _spoken(match) if match else text


def plain_days(text: str) -> str:
    """`text` with its ISO 8601 days as a reader says them; years alone stand as they are."""
    return _ISO.sub(_spoken, text)


def _spoken(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    if not 1 <= int(month) <= len(MONTH_NAMES) or (day and not 1 <= int(day) <= _DAYS):
        return match[0]
    name = f"{MONTH_NAMES[int(month) - 1].capitalize()} {int(year)}"
    return f"{int(day)} {name}" if day else name


def days_of(earliest: str, latest: str) -> str:
    """Two ISO 8601 days and what lies between: "4 May 2023", "4 to 11 April 2017"; "undated" where empty."""
    if not earliest:
        return "undated"
    if earliest.endswith("-01-01") and latest.endswith("-12-31"):
        return " to ".join(dict.fromkeys((earliest[:4], latest[:4])))
    first, last = earliest.split("-"), latest.split("-")
    alike = next((n for n in range(3) if first[n] != last[n]), 3)
    begin = plain_day(earliest).split(" ")
    begin = {0: begin, 1: begin[:2], 2: begin[:1], 3: []}[alike]
    return " to ".join(filter(None, (" ".join(begin), plain_day(latest))))


def normalised(value: Value | None) -> str:
    """The value for programs: a number, an ISO 8601 date or interval, a duration, or a name."""
    if value is None:
        return ""
    if value.kind is Facet.DATE:
        low = value.low if isinstance(value.low, date) else None
        high = value.high if isinstance(value.high, date) else None
        return iso_interval(low, high) or value.value
    if value.kind in (Facet.QUANTITY, Facet.MONEY, Facet.PERCENTAGE) and value.number is not None:
        return plain(_stated(value)) or value.value
    return value.value


def _stated(value: Value) -> float:
    found = stated_number(value)
    return math.nan if found is None else found


def shown(value: Value | None) -> str:
    """The value for people: "at least 1,200 people", "1 to 4 May 2023", "1990 to 1994"."""
    if value is None:
        return ""
    unsaid = value.kind is Facet.DURATION and "X" in value.value  # "some months"
    unsaid |= value.kind is Facet.DATE and value.value.endswith("_REF")  # "recently", also where read back
    if unsaid or (value.low is value.high is None and (value.vague or _hangs(value))):
        return value.text
    text = normalised(value)
    if value.kind is Facet.DATE:
        if isinstance(value, DateValue) and value.turn is not None:
            return _turning(value, value.turn)
        if span := _SPAN.fullmatch(text):
            return days_of(*span.groups())
        return plain_days(text.replace("../", "until ").replace("/..", " or later").replace("/", " to "))
    if value.kind is Facet.DURATION:
        return _WORDS.get(value.modifier, "") + _duration(text)
    if value.kind not in (Facet.QUANTITY, Facet.MONEY, Facet.PERCENTAGE) or value.unit == "score":
        return text
    if value.number is not None:
        text = number_words(_stated(value)) if math.isfinite(_stated(value)) else text
    elif isinstance(value.low, int | float) and isinstance(value.high, int | float):
        text = f"{number_words(value.low)} to {number_words(value.high)}"
    text = _WORDS.get(value.modifier, "") + text
    if value.kind is Facet.PERCENTAGE:
        text += "%"
    elif value.unit:
        text += f" {unit_words(value.unit, value.number)}"
    if value.counted and value.counted != value.unit:
        text += f" {value.counted}"
    note = "before" if value.before else value.change
    return f"{text} ({note})" if note else text


def _hangs(value: Value) -> bool:
    return undated_weekday(value) is not None or is_undated_relative(value)


def _turning(value: DateValue, turn: date) -> str:
    """ "since 2002", "until May 2003"."""
    low, high = sorted((turn, value.low or value.high or turn))
    short = plain_days(iso_interval(low, high))
    days = days_of(low.isoformat(), high.isoformat()) if "/" in short else short
    return f"{'since' if value.high is None else 'until'} {days}"


def _duration(text: str) -> str:
    """An ISO 8601 duration, with TIMEX3's decades and centuries, in words; other text as it is."""
    if not _DURATION.fullmatch(text):
        return text
    days, _, clock = text.partition("T")
    parts = _PART.findall(days)
    parts += [(n, "TM" if unit == "M" else unit) for n, unit in _PART.findall(clock)]
    return " ".join(f"{n} {_PERIODS[unit][n != '1']}" for n, unit in parts) or text
