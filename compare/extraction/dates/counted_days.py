"""Finds days that are counted: "the first Tuesday of November", "two weeks from Monday"."""

from __future__ import annotations

import re
from dataclasses import replace

from compare.extraction.dates.calendar_dates import read_year_number
from compare.extraction.dates.mentions import Mention, Shape
from compare.lang.en.calendar import MONTH_SOURCE, MONTHS, WEEKDAYS
from compare.lang.en.calendar_lexicon import ANY_YEAR_SOURCE, GAP
from compare.lang.en.numerals import parse_number, parse_ordinal

_NTH_BEFORE = re.compile(
    rf"\b(?:the{GAP})?(?P<nth>first|second|third|fourth|[1-4](?:st|nd|rd|th)|last|final){GAP}\Z",
    re.IGNORECASE,
)
_MONTH_AFTER = re.compile(
    rf"{GAP}(?:of|in){GAP}(?:(?P<near>this|last|next){GAP})?(?P<month>{MONTH_SOURCE})\b\.?"
    rf"(?:,?{GAP}(?:of{GAP})?(?:(?P<year>{ANY_YEAR_SOURCE})|(?P<rel>last|this|next){GAP}year\b))?"
)


def read_nth_weekday(text: str, start: int, word: str) -> Mention | None:
    """ "the first Tuesday of November", "the last Sunday in May 2021"."""
    before = text[max(0, start - 24) : start]
    nth = _NTH_BEFORE.search(before)
    month = _MONTH_AFTER.match(text, start + len(word)) if nth else None
    if not nth or not month or word.casefold() not in WEEKDAYS:
        return None
    named = nth["nth"].casefold()
    number = -1 if named in ("last", "final") else parse_ordinal(named)
    relation = month["near"] or (f"{month['rel']} year" if month["rel"] else "")
    return Mention(
        Shape.NTH_WEEKDAY,
        start - len(before) + nth.start(),
        month.end() if month["year"] or relation else month.end("month"),
        year=read_year_number(month["year"]),
        month=MONTHS[month["month"].casefold()],
        weekday=WEEKDAYS[word.casefold()],
        number=number,
        relation=relation.casefold(),
    )


_FROM_BEFORE = re.compile(
    rf"(?P<lasts>\b(?:for|over|of|within|lasting|lasts|lasted|another|every){GAP})?"
    rf"\b(?P<count>an?|[a-z]{{3,6}}|\d{{1,3}}){GAP}(?P<unit>day|week|fortnight)s?{GAP}from{GAP}\Z",
    re.IGNORECASE,
)
_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_NAMED = (Shape.WEEKDAY, Shape.OFFSET, Shape.DAY)


def counted_from(text: str, mention: Mention) -> Mention:
    """A day with the count before it: "a week from Friday", "two weeks from tomorrow"."""
    if mention.shape not in _NAMED or mention.possessive:
        return mention
    before = text[max(0, mention.start - 36) : mention.start]
    counted = _FROM_BEFORE.search(before)
    number = (
        parse_number(counted["count"]) if counted and counted["count"].casefold() not in ("a", "an") else 1
    )
    if not counted or counted["lasts"] or not number or number != int(number):
        return mention
    return replace(
        mention,
        start=mention.start - len(before) + counted.start("count"),
        later=int(number) * _DAYS[counted["unit"].casefold()],
        relation="coming" if mention.shape is Shape.WEEKDAY else mention.relation,
    )
