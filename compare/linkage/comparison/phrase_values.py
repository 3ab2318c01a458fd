"""Whether two short texts state the same value: "until July 1, 2024" and "through the first half of 2024"."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date

from compare.extraction.intervals import Relation, relation
from compare.extraction.values import extract_values
from compare.models import Facet, Value

COMPARED = frozenset({Facet.DATE, Facet.DURATION, Facet.QUANTITY, Facet.MONEY, Facet.PERCENTAGE})

LONGEST = 600
"""Characters of a text that are read for values: an answer is shorter, and a sentence states them early."""


def stated_values(text: str) -> tuple[Value, ...]:
    """The values of `text` that can be compared, open dates closed."""
    found = extract_values(text[:LONGEST])
    return tuple(_closed(v) for v in found if v.kind in COMPARED and not v.vague)


def same_and_other(a: tuple[Value, ...], b: tuple[Value, ...]) -> tuple[float, float]:
    """How far both state one value (1 equal, 0.5 compatible, 0), and whether all comparable values differ."""
    found = {relation(x, y) for x in a for y in b} - {Relation.UNKNOWN}
    if Relation.EQUAL in found:
        return 1.0, 0.0
    if found - {Relation.DISJOINT}:
        return 0.5, 0.0
    return 0.0, float(bool(found))


def _closed(value: Value) -> Value:
    """A date with one open end as the day, month or year that the text names.

    As bounds on one event "until July" and "until April" fit; as answers to one question they differ.
    """
    if value.kind is not Facet.DATE or (value.low is None) == (value.high is None):
        return value
    period = _period(value.value)
    return value if period is None else replace(value, low=period[0], high=period[1])


def _period(iso: str) -> tuple[date, date] | None:
    """First and last day of an ISO year, month or day; None for anything else."""
    try:
        year, *rest = (int(part) for part in iso.split("-"))
        match rest:
            case []:
                return date(year, 1, 1), date(year, 12, 31)
            case [month]:
                return date(year, month, 1), date(year, month, monthrange(year, month)[1])
            case [month, day]:
                return date(year, month, day), date(year, month, day)
    except ValueError:  # a week, a season, an unknown year
        pass
    return None
