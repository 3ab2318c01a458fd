"""What a topic asks for: words, and the times that its dates name.

"The attack of 4 April 2017" asks for an attack, among what is told of that day. The words of a date are not
looked for as words: "4" and "April" stand in many a sentence, and what happened on a day is mostly told as
of "Tuesday". A fact is of a time where a sentence of its claims dates something within it, or where their
articles were published then or within the days after.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from compare.lang.en.calendar import CALENDAR_WORDS, MONTHS, PARTS_OF_DAY, WEEKDAYS
from compare.lang.en.calendar_lexicon import DECADES, SEASONS, UNIT_WORDS
from compare.lang.en.tokens import FUNCTION_WORDS, NUMBER_WORDS, is_function_word, words
from compare.lang.resources import table, word_lists
from compare.models import Claim, DateValue, Fact
from compare.store.questions import question_of

__all__ = ["NEWS_DAYS", "Asked", "Span", "ask", "news_span"]

Span = tuple[date, date]
"""The first day and the last one."""

NEWS_DAYS = 7
"""Days after an event in which news tells it, most of it on the first two. Chosen by hand, as the next three:
a day, or a fifth, more or less moves the first answer to one of 38 questions of `benchmarks/topics.py` at
most."""
_SOON = 1
"""Days after which an article tells mostly of the day before."""
_PUBLISHED = 0.8
"""What an article counts that was published then, beside one that dates something then."""
_LATER = 0.4
"""What an article counts that was published within a week after it."""
_YEAR_DIGITS = 4
"""Digits of a year."""
_LEAP = 8
"""Years between two leap years, at most: 1896 and 1904."""
_KEPT = 40_000
"""Sentences whose dates are kept."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A topic taken apart; `published` has the days of the articles that the facts are from."""

    topic: str
    words: str
    """The topic without its dates: what is looked for by words and by meaning."""
    spans: tuple[Span, ...] = ()
    """The times that it names; none where it has no date."""
    published: Mapping[str, date | None] | None = None
    of_sources: bool = False
    """Whether it asks what the sources do to each other."""

    @property
    def asks_all(self) -> bool:
        """Whether it asks for all that is told of a time, or for all on which the sources differ or agree."""
        other = self.spans or self.of_sources
        return bool(other) and all(is_function_word(word) for word in words(self.words))

    def timely(self, fact: Fact) -> float:
        """How far `fact` is of a time asked for, from 0 to 1: the mean over its claims; 0 without a time."""
        days = self.published or {}
        fits = [self._of_claim(claim, days.get(claim.article)) for claim in fact.claims] if self.spans else []
        return math.fsum(fits) / len(fits) if fits else 0.0

    def _of_claim(self, claim: Claim, published: date | None) -> float:
        return max(_fit(span, claim.text, published) for span in self.spans)


def ask(topic: str, days: Iterable[tuple[str, date | None]] = ()) -> Asked:
    """Take `topic` apart. `days` are those on which articles were published, by their ids; they are asked for
    where the topic has a date. What that leaves open ("last June", "on 4 April") is read from the last of
    these days; a day of no year is the last one before that."""
    about, kinds = question_of(topic)
    if not any(_may_date(word) for word in words(about)):
        return Asked(topic, about, of_sources=bool(kinds))
    published = dict(days)
    last = max((day for day in published.values() if day is not None), default=None)
    spans: list[Span] = []
    left, at = "", 0
    for value in _dates(about, last):
        span = _span(value, last)
        if span is None:
            continue
        spans.append(span)
        left += about[at : value.end if _is_name(value.text) else value.start] + " "
        at = value.end
    return Asked(topic, left + about[at:], tuple(spans), published, bool(kinds))


def news_span(span: Span) -> Span:
    """The days on which articles are published that tell of the time `span`."""
    return span[0], span[1] + min(timedelta(days=NEWS_DAYS), date.max - span[1])


_HOLIDAY_WORDS = frozenset(
    word for names in table("en", "holidays").values() for name in names for word in words(name.casefold())
)
_WORDS = word_lists("en", "topics")
_UNNAMED = CALENDAR_WORDS | UNIT_WORDS | FUNCTION_WORDS
"""Words of dates that name no holiday."""
TRIGGERS = (CALENDAR_WORDS | UNIT_WORDS | _HOLIDAY_WORDS | _WORDS["dating"]).union(
    PARTS_OF_DAY, SEASONS, DECADES, NUMBER_WORDS
)
"""Words in lower case that a date may hang on."""
_OF_NO_DAY = frozenset({*WEEKDAYS, *PARTS_OF_DAY})
"""A weekday alone names no time in articles of months."""


def _may_date(word: str) -> bool:
    """Whether a date may hang on `word`: the readers of dates are loaded for such topics alone."""
    return any(map(str.isdigit, word)) or word.casefold() in TRIGGERS


def _dates(text: str, published: date | None) -> Sequence[DateValue]:
    """The dates of `text`, without those that only say "recently"."""
    from compare.extraction.dates.extract import extract_dates

    found = extract_dates(text, published)
    return [value for value in found if isinstance(value, DateValue) and not value.vague]


@lru_cache(_KEPT)
def _dated(text: str, published: date | None) -> tuple[Span, ...]:
    """The first and the last day of each date in a sentence that has both."""
    found = ((value.low, value.high) for value in _dates(text, published))
    return tuple((low, high) for low, high in found if low is not None and high is not None)


def _fit(span: Span, sentence: str, published: date | None) -> float:
    """How far a claim is of the time `span`: by the dates of its sentence or its article."""
    stated = max((_inside(span, days) for days in _dated(sentence, published)), default=0.0)
    if published is None or published < span[0]:
        return stated
    late = (published - span[1]).days
    told = _PUBLISHED if late <= _SOON else _LATER if late <= NEWS_DAYS else 0.0
    return max(stated, told)


def _inside(span: Span, days: Span) -> float:
    """The part of `days` that lies in `span`: of a year in one of its days, next to nothing."""
    shared = (min(span[1], days[1]) - max(span[0], days[0])).days + 1
    return max(0, shared) / ((days[1] - days[0]).days + 1)


def _span(value: DateValue, last: date | None) -> Span | None:
    """The days that a date of a topic asks for; None for what names no time by itself."""
    low, high = value.low, value.high
    parts = words(value.text.casefold())
    if (low is None and high is None) or all(word in _OF_NO_DAY for word in parts):
        return None
    if low is None:
        return date.min, high or date.min
    if high is None:
        return low, max(low, last or date.max)
    if last is not None and low > last and _is_of_no_year(parts):
        return _years_before(low, high)
    return low, high


def _is_of_no_year(parts: Sequence[str]) -> bool:
    """Whether a date says no year and no "next": "4 April", "Christmas Eve"."""
    first = parts[0]
    return (first in MONTHS or first in _HOLIDAY_WORDS or first[0].isdigit()) and not any(
        word.isdigit() and len(word) == _YEAR_DIGITS for word in parts
    )


def _years_before(low: date, high: date) -> Span:
    """The same days of the year before, or of the last one that had them: 29 February is of leap years."""
    for year in range(1, min(_LEAP, low.year - 1) + 1):
        with suppress(ValueError):
            return low.replace(year=low.year - year), high.replace(year=high.year - year)
    return low, high


def _is_name(text: str) -> bool:
    """Whether the words of a date name it, so that texts may hold them: "Christmas Eve"."""
    return any(word in _HOLIDAY_WORDS and word not in _UNNAMED for word in words(text.casefold()))
