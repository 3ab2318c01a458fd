"""On which days what a claim tells happened: by the dates of its sentence, or of the lead of its article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from compare.extraction.claims.clauses import BREAK
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists
from compare.models import Article, DateValue, Days, Sentence, Value

__all__ = ["dates_event", "days_of", "event_days", "is_spoken", "story_days"]

NEAREST_DATES = 4
"""Dates of a sentence among which the one in the nearest clause is chosen."""

MAX_EVENT_DAYS = 3700
"""A date that spans more days, over ten years, tells an age, not when an event was."""

LEAD_SENTENCES = 4
"""News puts its event first (the inverted pyramid)."""

NEWS_DAYS = 6
"""What a lead dates further back is background."""

_REPORTING = word_lists("en", "reporting_verbs")
_SPOKEN = re.compile(
    rf"\b{any_of(_REPORTING['plain'], _REPORTING['of_judging'], _REPORTING['nouns'])}"
    r"(?:\s+(?!to\b|that\b)\w+){0,3}?(?:\s+(?:late|early))?(?:\s+on)?\s*$",
    re.IGNORECASE,
)
_NIGHT = "TNI"
_YEAR = re.compile(r"\d{4}")


def story_days(
    article: Article, sentences: Sequence[Sentence], by_sentence: Mapping[int, Sequence[Value]]
) -> Days:
    """The days of the event that `article` reports: those of its first sentences, shortly before publication.

    Unknown where it has no publication date or its lead gives no day.
    """
    if article.published is None:
        return Days()
    lead = [s for s in sentences if not s.furniture][:LEAD_SENTENCES]
    days = [
        day
        for s in lead
        for v in by_sentence[s.index]
        if isinstance(v, DateValue) and v.low == v.high and dates_event(v, article, s)
        for day in event_days(v, article.published).span or ()
    ]
    recent = [day for day in days if timedelta(0) <= article.published - day <= timedelta(days=NEWS_DAYS)]
    return Days(min(recent), max(recent)) if recent else Days()


def days_of(value: Value, dates: Sequence[DateValue], article: Article) -> Days:
    """The days on which what `value` tells happened, by the `dates` of its sentence; else unknown."""
    if isinstance(value, DateValue):
        return Days(value.low, value.high)
    if not dates:
        return Days()
    text = article.text
    nearest = sorted(dates, key=lambda v: (max(value.start - v.end, v.start - value.end), v.start))
    dates = nearest[:NEAREST_DATES]

    def distance(v: DateValue) -> tuple[int, int]:
        between = text[min(v.end, value.end) : max(v.start, value.start)]
        return len(between) + 60 * len(BREAK.findall(between)), v.start

    return event_days(min(dates, key=distance), article.published)


def is_spoken(value: Value, article: Article, sentence: Sentence) -> bool:
    """Whether the words before a date are those of saying something."""
    before = article.text[max(sentence.start, value.start - 60) : value.start]
    return _SPOKEN.search(before) is not None


def event_days(value: DateValue, published: date | None) -> Days:
    """The days that a date may mean as that of an event: a night belongs to two."""
    low, high = value.low, value.high
    if value.time != _NIGHT or low is None or low != high:
        return Days(low, high)
    if value.text.lower().startswith("overnight") and low > date.min:
        return Days(low - timedelta(days=1), high)
    return Days(low, low if low in (published, date.max) else low + timedelta(days=1))


def dates_event(value: DateValue, article: Article, sentence: Sentence) -> bool:
    """Whether a date tells when what its sentence reports happened.

    The day of a statement ("police said on Tuesday") comes after it, and so does the day of publication
    in full ("Saturday 9 Jul 2016"): within its text, news names that day without the year.
    """
    low, high = value.low, value.high
    if value.vague or low is None or high is None or high - low > timedelta(days=MAX_EVENT_DAYS):
        return False
    if low == high == article.published and _YEAR.search(value.text):
        return False
    return not is_spoken(value, article, sentence)
