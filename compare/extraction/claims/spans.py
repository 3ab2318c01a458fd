"""Lengths of time that say when: "within the past 10 days" are the ten days before publication."""

from __future__ import annotations

import re
from datetime import date, timedelta

from compare.lang.patterns import any_of
from compare.lang.resources import word_lists
from compare.models import AmountValue, Article, DateValue, Facet, Granularity, Modifier, Value

__all__ = ["dated_span"]

_WORDS = word_lists("en", "of_times")
_WITHIN = re.compile(r"\b(?:within|in|inside)[ \n]\Z", re.IGNORECASE)
_SIDE = re.compile(
    rf"the[ \n](?:(?P<past>{any_of(_WORDS['spans_back'])})|(?:{any_of(_WORDS['spans_on'])}))[ \n]",
    re.IGNORECASE,
)
_DAYS = {"day": 1, "week": 7, "month": 31, "year": 366}
"""Days of a unit, the most that it has."""
_MOST = 36525
"""Days of the longest span that is placed: a century."""


def dated_span(value: Value, article: Article) -> Value:
    """`value` as the days that it covers, counted from the publication of `article`; else as it is.

    "In the past 10 days" tells when something happened; "for the past 10 days" how long it lasted.
    """
    if not isinstance(value, AmountValue) or value.kind is not Facet.DURATION or article.published is None:
        return value
    side = _SIDE.match(value.text)
    size = _DAYS.get(value.unit, 0) * (value.number or 0.0)
    if not side or not 0 < size <= _MOST or value.modifier is not Modifier.EXACT:
        return value
    if not _WITHIN.search(article.text, max(0, value.start - 8), value.start):
        return value
    low, high = _around(article.published, -round(size) if side["past"] else round(size))
    return DateValue(
        Facet.DATE, value.start, value.end, value.text, f"{low}/{high}",
        low=low, high=high, granularity=Granularity.INTERVAL,
    )  # fmt: skip


def _around(day: date, days: int) -> tuple[date, date]:
    """The days from or up to `day`, as far as the calendar goes."""
    try:
        other = day + timedelta(days=days)
    except OverflowError:
        other = date.min if days < 0 else date.max
    return min(day, other), max(day, other)
