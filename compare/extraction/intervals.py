"""How two values of one kind stand to each other, as intervals.

Rules, all on the side of fewer false alarms:

- Bounds are inclusive and open ends are infinite: "at least 41" contains 52. Strictness is ignored,
  because news says "more than 200" of 200: "more than 200" contains 200.
- Values that measure different things are `UNKNOWN`, never `DISJOINT`: other kinds, other dimensions, other
  currencies, a level against a change, a vague or unresolved value.
- Of "since 2002" and "since 2003" the days overlap, and the starts exclude each other; so do two ends.
  "After 2002" starts on no said day.
- Weekdays without a date are compared as weekdays.
- A length of time of which only the unit is said ("for months") excludes what no such words could mean, and
  is never said to be equal to anything.
- Dates told from a day that is not known ("last week" in an undated article) fit each other where their
  words are the same, and are never said to be equal, even to themselves; times of such a day ("at 4 am") are.
- What held before a change never excludes what holds, and is never equal to it.
- In one unit, bounds are compared as they stand. In two units ("7 miles", "11 km"; "two weeks", "13 days")
  each number is first read as rounded to its last stated digit, because the text rounded it.
- A month is 28 to 31 days and a year 365 or 366 where they meet days, hours or weeks.
"""

from __future__ import annotations

import math
from dataclasses import replace

from compare.extraction.dates.undated_relative import undated_relative_relation
from compare.extraction.dates.undated_weekdays import weekday_relation
from compare.extraction.dates.yearless import yearless_relation
from compare.extraction.units import SCORE, TIME_UNITS, convert
from compare.lang.resources import table
from compare.models import AmountValue, DateValue, Facet, Granularity, Modifier, Relation, Value

__all__ = [
    "bare",
    "bounds",
    "excludes",
    "is_share",
    "relation",
    "same_week",
    "same_when_rounded",
    "same_when_vague",
    "stated_number",
    "told_unequal",
]


Interval = tuple[float, float]

_SAME = 1e-9
"""Relative difference below which two bounds are one."""
_ZEROS = 0.025
"""Share of a number that trailing zeros may hide where two units are compared."""
_ROUNDED_MOST = 0.1
"""Share of a number that rounding to its last digit may hide: "1 month" is not three weeks."""
_MONTHS = {"month": 1.0, "quarter": 3.0, "year": 12.0, "decade": 120.0, "century": 1200.0}
_DAYS = {"second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "fortnight": 14.0}
_PERCENT_STEPS = {"percentage point": 1.0, "basis point": 0.01}
ROUNDED_FROM = 1000
"""Whole numbers below this are counts, not roundings: 10 dead and 12 dead differ. Hundreds are, of 612."""
_PRICES_ROUNDED_FROM = 100
"""Whole sums of money below this are told to the unit: $350 of $349, but no $20 of $21."""
ROUNDED_SHARE = 0.05
"""How far, as a share, a rounded number may be from the exact one."""
_HUNDREDS = 100.0
"""Counts are told in multiples of it; shares, ages and degrees are not."""
_EXACT = (float(ROUNDED_FROM), math.inf)
"""What rounds others of a kind that is told to its last digit."""
_FIVE = 5
"""Measures are told in multiples of it."""
VAGUE_REACH = 2.0
"""How many times its upper bound, inclusive, a vague count may still be meant: "dozens" of 150 people."""
VAGUE_SHORT = 1.5
"""How many times less than its lower bound, inclusive, a vague count may still be meant: "several" of two."""


_ACROSS_A_CHANGE = {Relation.DISJOINT: Relation.UNKNOWN, Relation.EQUAL: Relation.OVERLAP}
"""What remains of how two numbers stand where one held before a change, and the other behind it."""


def bare(value: Value) -> Value:
    """`value` without its place in the text."""
    if isinstance(value, AmountValue):
        return replace(value, start=0, end=0, whole=None)
    return replace(value, start=0, end=0)


def relation(a: Value, b: Value) -> Relation:
    """How the interval of `a` stands to that of `b`; see the rules of this module."""
    if (hanging := undated_relative_relation(a, b)) is not None:
        return hanging
    if a.kind is b.kind is Facet.DURATION and (a.vague or b.vague):
        return _lengths(a, b)
    if a.kind is not b.kind or a.vague or b.vague:
        return Relation.UNKNOWN
    if isinstance(a, DateValue) and isinstance(b, DateValue):
        return _dates(a, b)
    if not (isinstance(a, AmountValue) and isinstance(b, AmountValue)) or a.change is not b.change:
        return Relation.UNKNOWN
    if SCORE in (a.unit, b.unit):
        return _scores(a, b)
    found = _compare(*_common(a, b))
    return found if a.before is b.before else _ACROSS_A_CHANGE.get(found, found)


def _dates(a: DateValue, b: DateValue) -> Relation:
    partly_known = weekday_relation(a, b) or yearless_relation(a, b)
    if partly_known is not None:
        return partly_known
    if a.turn is not None and b.turn is not None and (a.high is None) is (b.high is None):
        return _compare(_turning(a), _turning(b))
    return _compare(_days(a), _days(b))


def _turning(value: DateValue) -> Interval | None:
    """The days on which what is open began or ended."""
    known = value.low if value.high is None else value.high
    if known is None or value.turn is None:
        return None
    low, high = sorted((known.toordinal(), value.turn.toordinal()))
    return float(low), float(high)


_LENGTHS: dict[str, list[int]] = table("en", "vague_counts")["lengths"]


def _lengths(a: Value, b: Value) -> Relation:
    """Two lengths of time, one of unsaid number at least: they exclude each other, or nothing is known.

    Of two of unsaid number nothing ever is: what is "for months" to one may be "for years" to another.
    """
    if a.vague and b.vague:
        return Relation.UNKNOWN
    sides = [_length(value) for value in (a, b)]
    if sides[0] is None or sides[1] is None:
        return Relation.UNKNOWN
    found = _compare(*_common(sides[0], sides[1]))
    return Relation.DISJOINT if found is Relation.DISJOINT else Relation.UNKNOWN


def _length(value: Value) -> AmountValue | None:
    """A length with the ends that its unit alone leaves open."""
    if not isinstance(value, AmountValue):
        return None
    if not value.vague:
        return value
    ends = _LENGTHS.get(value.unit)
    return replace(value, low=float(ends[0]), high=float(ends[1])) if ends else None


def _scores(a: AmountValue, b: AmountValue) -> Relation:
    """Two scores are the same pair of numbers, whoever is named first, or they exclude each other.

    That they are of one result and not of two stages of a game, only the same word for it says ("won").
    """
    if a.unit != b.unit:
        return Relation.UNKNOWN
    if (a.low, a.high) == (b.low, b.high):
        return Relation.EQUAL
    return Relation.DISJOINT if a.action and a.action == b.action else Relation.UNKNOWN


def bounds(value: Value) -> Interval | None:
    """Bounds as floats, days as ordinals, open ends infinite; None where both are open."""
    if isinstance(value, DateValue):
        return _days(value)
    return _numbers(value) if isinstance(value, AmountValue) else None


def stated_number(value: Value) -> float | None:
    """The number that the text states, in the value's unit: "half" is 50 per cent, 30 cents 0.3 dollars."""
    if not isinstance(value, AmountValue) or value.number is None:
        return None
    bound = value.high if value.high is not None else value.low
    if is_share(value):
        return round(100 * value.number, 6)
    if value.kind is Facet.MONEY and bound is not None and 0 < bound * _HUNDREDFOLD < value.number:
        return round(value.number / 100, 6)
    return value.number


def is_share(value: Value) -> bool:
    """Whether a percentage is written as a part of the whole: "half", "two thirds", "one in five"."""
    if not isinstance(value, AmountValue) or value.unit != "percentage" or value.number is None:
        return False
    bound = value.high if value.high is not None else value.low
    return bound is not None and 0 < value.number < 1 and bound > _HUNDREDFOLD * value.number


_HUNDREDFOLD = 50
"""From how many times the number a bound is a hundred times the number, hedged or rounded, and not it."""


def same_when_rounded(a: Value, b: Value) -> bool:
    """Whether two values differ only in rounding: 2,435,000 and 2.4 million, 5.2% and 5%.

    One of them must be the other, rounded to its own last digit. Below `ROUNDED_FROM` only hundreds are
    roundings of a count, and tens of money, from a hundred on; of what is measured (a way, a weight, some
    minutes) tens and fives are: 35 miles of 36. The two are never further apart than `ROUNDED_SHARE`.
    """
    if not (isinstance(a, AmountValue) and isinstance(b, AmountValue)) or a.kind is not b.kind:
        return False
    if a.vague or b.vague:
        return False
    if a.number is None or b.number is None or a.low is None or b.low is None or a.unit != b.unit:
        return relation(a, b) not in (Relation.DISJOINT, Relation.UNKNOWN)
    x, y = _point(a), _point(b)
    if math.isclose(x, y, rel_tol=_SAME):
        return True
    measured = _is_measured(a) and _is_measured(b)
    # Of one kind and unit, both are told alike.
    whole = _told_rounded(a)
    return any(_rounds(p, q, *whole) or (measured and _rounds_measure(p, q)) for p, q in ((x, y), (y, x)))


def _told_rounded(value: AmountValue) -> tuple[float, float]:
    """From which whole number on any, and from which place on smaller ones round others of the kind."""
    if value.kind is Facet.MONEY:
        return _PRICES_ROUNDED_FROM, math.inf
    return (ROUNDED_FROM, _HUNDREDS) if value.kind is Facet.QUANTITY and not value.unit else _EXACT


def _is_measured(value: AmountValue) -> bool:
    """Whether it was measured, and not counted, graded or set, as years of age and of prison are."""
    if value.kind is Facet.DURATION:
        return value.unit in _BY_THE_CLOCK
    return value.kind is Facet.QUANTITY and value.unit not in _UNMEASURED and not value.counted


_BY_THE_CLOCK = frozenset({"second", "minute", "hour"})
_UNMEASURED = frozenset({"", SCORE, "magnitude", "celsius", "fahrenheit", *TIME_UNITS})
"""Units of what is counted, or told to the degree."""


def _rounds_measure(coarse: float, fine: float) -> bool:
    """Whether `coarse` is a whole five or ten that is as near to `fine` as any."""
    if coarse % _FIVE or abs(fine - coarse) > ROUNDED_SHARE * max(abs(coarse), abs(fine)):
        return False
    step = 2 * _FIVE if coarse % (2 * _FIVE) == 0 else _FIVE
    return abs(fine - coarse) <= step / 2


def excludes(a: Value, b: Value) -> bool:
    """Whether two values exclude each other to a careful reader, not only by rounding or vagueness."""
    if relation(a, b) is not Relation.DISJOINT:
        return False
    return not (same_when_rounded(a, b) or same_week(a, b) or same_when_vague(a, b))


def told_unequal(a: Value, b: Value) -> bool:
    """Whether two numbers of one unit are not the same, though both may be true: about 90 and 95, up to 3.7
    metres and up to 3.8. Where one only rounds the other, they are the same."""
    if not (isinstance(a, AmountValue) and isinstance(b, AmountValue)) or a.vague or b.vague:
        return False
    x, y = stated_number(a), stated_number(b)
    if x is None or y is None or a.unit != b.unit or a.before is not b.before:
        return False
    open_ = relation(a, b) in (Relation.WITHIN, Relation.CONTAINS, Relation.OVERLAP)
    return open_ and not same_when_rounded(replace(a, low=x, high=x), replace(b, low=y, high=y))


def same_when_vague(a: Value, b: Value) -> bool:
    """Whether one of two numbers is a vague plural ("dozens") and the other lies in it or just outside."""
    if not (isinstance(a, AmountValue) and isinstance(b, AmountValue)) or a.kind is not b.kind:
        return False
    if a.unit != b.unit:
        return False
    x, y = _numbers(_loose(a)), _numbers(_loose(b))
    return (_is_plural(a) or _is_plural(b)) and _compare(x, y) not in (Relation.DISJOINT, Relation.UNKNOWN)


def _is_plural(value: AmountValue) -> bool:
    return value.number is None and value.modifier is Modifier.ABOUT


def _loose(value: AmountValue) -> AmountValue:
    if not _is_plural(value):
        return value
    low, high = value.low, value.high
    return replace(
        value,
        low=None if low is None else low / VAGUE_SHORT,
        high=None if high is None else high * VAGUE_REACH,
    )


def same_week(a: Value, b: Value) -> bool:
    """Whether two weeks that adjoin are one, named in the same words from either side of its end, or a day
    that adjoins a week lies in it.

    "This week", written on a Sunday and in the Monday's edition of the same report, is two calendar weeks
    and one week to the reader; and on a Saturday, next Monday is in "this week" to some.
    """
    if not (isinstance(a, DateValue) and isinstance(b, DateValue)):
        return False
    one, other = _days(a), _days(b)
    if one is None or other is None:
        return False
    kinds = {a.granularity, b.granularity}
    if kinds != {Granularity.WEEK, Granularity.DAY} and (
        kinds != {Granularity.WEEK} or a.text.lower() != b.text.lower()
    ):
        return False
    return max(one[0], other[0]) - min(one[1], other[1]) <= 1


def _point(value: AmountValue) -> float:
    """The stated number in the value's unit: for "half" and cents the bound, not the number."""
    if isinstance(value.low, float) and value.low == value.high:
        return value.low
    return float(value.number or 0.0)


def _rounds(coarse: float, fine: float, least: float, step: float) -> bool:
    """Whether `fine`, rounded to the last non-zero digit of `coarse`, is `coarse`.

    Whole numbers below `least` round no others, unless their last digit stands for `step` or more.
    """
    if abs(fine - coarse) > ROUNDED_SHARE * max(abs(coarse), abs(fine)):
        return False
    place = _place(coarse)
    whole = place > 1 and (abs(coarse) >= least or place >= step)
    if not whole and not (place <= 1 and fine != int(fine)):
        return False
    return abs(fine - coarse) <= place / 2 * (1 + _SAME)


def _place(number: float) -> float:
    """Value of the last non-zero digit: 100 for 2400, 0.1 for 2.5."""
    digits = f"{abs(number):.12g}"
    if "e" in digits:
        digits = f"{float(digits):.0f}" if abs(number) >= 1 else f"{abs(number):.15f}".rstrip("0")
    if "." in digits:
        return float(10 ** -len(digits.split(".")[1]))
    zeros = len(digits) - len(digits.rstrip("0"))
    return float(10**zeros) if digits.strip("0") else 1.0


# ---------------------------------------------------------------- intervals


def _days(value: DateValue) -> Interval | None:
    low, high = value.low, value.high
    if low is None and high is None:
        return None
    return (
        float(low.toordinal()) if low is not None else -math.inf,
        float(high.toordinal()) if high is not None else math.inf,
    )


def _numbers(value: AmountValue) -> Interval | None:
    low, high = value.low, value.high
    if low is None and high is None:
        return None
    if (low is not None and math.isnan(low)) or (high is not None and math.isnan(high)):
        return None
    return (-math.inf if low is None else float(low), math.inf if high is None else float(high))


def _common(a: AmountValue, b: AmountValue) -> tuple[Interval | None, Interval | None]:
    """Both intervals in one unit; None where there is none."""
    x, y = _numbers(a), _numbers(b)
    if x is None or y is None or a.unit == b.unit:
        return x, y
    if a.kind is Facet.DURATION:
        return _durations(a, x, b, y)
    if a.unit in _PERCENT_STEPS and b.unit in _PERCENT_STEPS:
        return _scaled(x, _PERCENT_STEPS[a.unit]), _scaled(y, _PERCENT_STEPS[b.unit])
    if convert(1.0, b.unit, a.unit) is None:
        return None, None
    converted = _converted(b, y, a.unit)
    if converted is not None and _compare(x, converted) is Relation.EQUAL:
        return x, converted
    return _widened(a, x), _converted(b, _widened(b, y), a.unit)


def _converted(value: AmountValue, interval: Interval, unit: str) -> Interval | None:
    low, high = (bound if math.isinf(bound) else convert(bound, value.unit, unit) for bound in interval)
    if low is None or high is None:
        return None
    return (low, high) if low <= high else (high, low)


def _widened(value: AmountValue, interval: Interval) -> Interval:
    """A stated number as what was rounded to it: half of its last digit, and a little for trailing zeros."""
    low, high = interval
    if value.number is None or low != high:
        return interval
    place = _place(low)
    reach = max(0.5, min(place / 2, _ZEROS * abs(low))) if place > 1 else place / 2
    reach = min(reach, _ROUNDED_MOST * abs(low))
    return low - reach, high + reach


def _scaled(interval: Interval, factor: float) -> Interval:
    return interval[0] * factor, interval[1] * factor


def _durations(
    a: AmountValue, x: Interval, b: AmountValue, y: Interval
) -> tuple[Interval | None, Interval | None]:
    """Durations in months where both are calendar units, else in days."""
    if a.unit in _MONTHS and b.unit in _MONTHS:
        factors, spread = _MONTHS, (1.0, 1.0)
    elif {a.unit, b.unit} <= _MONTHS.keys() | _DAYS.keys():
        factors, spread = _DAYS, (28.0, 31.0)
    else:
        return None, None

    def common(value: AmountValue, interval: Interval) -> Interval:
        if value.unit in factors:
            return _scaled(interval, factors[value.unit])
        months = _scaled(interval, _MONTHS[value.unit])
        low = max(months[0] * spread[0], months[0] / 12 * 365 if value.unit != "month" else -math.inf)
        high = min(months[1] * spread[1], months[1] / 12 * 366 if value.unit != "month" else math.inf)
        return low, high

    first, second = common(a, x), common(b, y)
    if _compare(first, second) is Relation.EQUAL:
        return first, second
    return common(a, _widened(a, x)), common(b, _widened(b, y))


def _compare(x: Interval | None, y: Interval | None) -> Relation:
    """The relation of two intervals; empty ones (low above high) say nothing."""
    if x is None or y is None or x[0] > x[1] or y[0] > y[1]:
        return Relation.UNKNOWN
    same_low, same_high = _same(x[0], y[0]), _same(x[1], y[1])
    if same_low and same_high:
        return Relation.EQUAL
    starts_first, ends_last = same_low or x[0] < y[0], same_high or x[1] > y[1]
    if starts_first and ends_last:
        return Relation.CONTAINS
    if (same_low or x[0] > y[0]) and (same_high or x[1] < y[1]):
        return Relation.WITHIN
    apart = max(x[0], y[0]) > min(x[1], y[1])
    return Relation.DISJOINT if apart and not _touch(x, y) else Relation.OVERLAP


def _same(x: float, y: float) -> bool:
    return x == y or (math.isfinite(x) and math.isfinite(y) and math.isclose(x, y, rel_tol=_SAME))


def _touch(x: Interval, y: Interval) -> bool:
    return _same(x[0], y[1]) or _same(x[1], y[0])
