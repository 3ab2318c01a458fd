"""Finds years, spans of years, decades and centuries."""

from __future__ import annotations

import re

from compare.extraction.dates.calendar_dates import read_year_number
from compare.extraction.dates.mentions import Mention, Shape
from compare.lang.en.calendar_lexicon import (
    DASH,
    DECADES,
    GAP,
    HYPHEN,
    OF_A_PERSON_SOURCE,
    YEAR_WORDS_SOURCE,
)
from compare.lang.en.numerals import parse_ordinal
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists

_WORDS = word_lists("en", "of_times")
_STREETS = word_lists("en", "numbered_things")["streets"]

_TAIL = re.compile(
    rf"(?P<decade>'?s\b)|(?:{DASH}|(?P<slash>/))(?P<to>(?:1\d|20)\d\d|\d\d)(?![\w,.]?\d|\w|{DASH}\d)"
    rf"|(?![\w%]|[.,]\d|[/:]\d"
    rf"|[ ]-[ ]?\d)"
)
_COUNTED_BEFORE = re.compile(
    rf"(?:[$\u00a3\u20ac\u00a5#@/:.=_]|[\d,]|\d[ ]|\b(?:{any_of(_WORDS['before_counts'])}|about|some"
    r"|nearly|over|than|least|almost|approximately|roughly|only|another)\.?[ ])\Z",
    re.IGNORECASE,
)
_COUNTED_AFTER = re.compile(
    rf"[ -]{any_of(_WORDS['behind_counts'])}\b",
)
_FISCAL_BEFORE = re.compile(rf"(?:the{GAP})?\b(?:fiscal(?:{GAP}year)?|FY)[ ]?\Z", re.IGNORECASE)
_PLACED = re.compile(
    r"\b(?:in|since|by|from|until|till|of|for|during|before|after|between|and|to|through|the|a|c\."
    rf"|{any_of(_WORDS['of_years'])})(?:[ ]|-|\n)\Z|[(](?:\w{{1,12}}[ ])?\Z",
    re.IGNORECASE,
)
_PREFIXED = re.compile(r"\b(?:post|pre|mid|late|early)-\Z", re.IGNORECASE)
_PERIOD_AFTER = re.compile(rf"{GAP}(?:period|season)\b", re.IGNORECASE)
_STREET_AFTER = re.compile(
    rf"(?:[ ][A-Z0-9][\w.'\u2019-]{{0,20}}){{1,4}}[ ]{any_of(map(str.title, _STREETS))}\b"
)
_HOUSE_BEFORE = re.compile(r"\b(?:of|at)[ ]\Z")
_CALLED_BEFORE = re.compile(rf"\bthe{GAP}year{GAP}\Z", re.IGNORECASE)
""" "By the year 2030"."""
_THE_BEFORE = re.compile(rf"\bthe{GAP}\Z", re.IGNORECASE)


_TOO_EARLY, _TOO_LATE = 999, 2100
"""Four digits up to the one and from the other on are a count.
Of 19,693 readings, a fifth less changes 313, a fifth more 4."""
_PLAIN_FROM, _PLAIN_TO = 1900, 2060
"""From the first year that needs no word to be one ("in", "since") to the first that does again."""


def read_year(text: str, start: int, digits: str) -> Mention | None:
    """A year, a decade ("1990s") or a span of years in four digits."""
    year, end, before = int(digits), start + 4, text[max(0, start - 22) : start]
    tail, fiscal = _TAIL.match(text, end), _FISCAL_BEFORE.search(before)
    if not tail or not _is_year(text, year, end, before, bool(fiscal)):
        return None
    the = _THE_BEFORE.search(before)
    if tail["decade"]:
        return (
            Mention(Shape.DECADE, start - len(the[0]) if the else start, tail.end(), year=year)
            if year % 10 == 0
            else None
        )
    if fiscal:
        return Mention(Shape.YEAR, start - len(before) + fiscal.start(), end, year=year)
    called = _CALLED_BEFORE.search(before)
    if called and not tail["to"]:
        return Mention(Shape.YEAR, start - len(called[0]), end, year=year)
    period = _PERIOD_AFTER.match(text, end)
    if period and the:
        return Mention(Shape.COMPARISON, start - len(the[0]), period.end(), year=year)
    if tail["to"]:
        to = int(tail["to"]) if len(tail["to"]) > 2 else year // 100 * 100 + int(tail["to"])
        if not year < to < _TOO_LATE or (tail["slash"] and to > year + 1):
            return None
        return Mention(Shape.YEAR, start, tail.end(), year=year, year2=to)
    return Mention(Shape.YEAR, start, end, year=year)


def _is_year(text: str, year: int, end: int, before: str, fiscal: bool) -> bool:
    """Whether four digits are a year and not a count, a sum, a room or part of a code."""
    if not _TOO_EARLY < year < _TOO_LATE or (_COUNTED_BEFORE.search(before) and not fiscal):
        return False
    if before.endswith("-") and not _PREFIXED.search(before):
        return False
    if not _PLAIN_FROM <= year < _PLAIN_TO and not _PLACED.search(before):
        return False
    if _HOUSE_BEFORE.search(before) and _STREET_AFTER.match(text, end):
        return False  # "of 1121 West Lane"
    return not _COUNTED_AFTER.match(text, end)


_SHORT_DECADE = re.compile(r"['\u2019\u2018`]?(?P<tens>[1-9]0)'?s\b")
_DECADE_PAIR = re.compile(r"\bthe[ ]['\u2019\u2018`]?\d0'?s[ ](?:and|or|to)[ ]\Z")
_IN_THE = re.compile(r"\b(?:in|of|into|to|over|under|with|reach|hit)[ ]the[ ]\Z", re.IGNORECASE)


_OLDEST_DECADE = 20
""""the '20s" and later ones are of the last century, "the '10s" of this one."""


def read_short_decade(text: str, start: int) -> Mention | None:
    """ "the '80s", "the 80s"; without an apostrophe only where it cannot be a temperature or an age."""
    marked = start > 0 and text[start - 1] in "'\u2019\u2018`"
    begin = start - marked
    the = _THE_BEFORE.search(text[max(0, begin - 6) : begin])
    m = _SHORT_DECADE.match(text, begin)
    before = text[max(0, begin - 14) : begin]
    if not m or not (marked or (the and not _IN_THE.search(before)) or _DECADE_PAIR.search(before)):
        return None
    tens = int(m["tens"])
    return Mention(
        Shape.DECADE,
        begin - (len(the[0]) if the else 0),
        m.end(),
        year=tens + (1900 if tens >= _OLDEST_DECADE else 2000),
    )


_WORD_DECADE_BEFORE = re.compile(
    rf"\b(?:the|early|late|mid)(?:{GAP}|{HYPHEN})(?:nineteen[- ])?\Z", re.IGNORECASE
)
_OF_A_PERSON = re.compile(
    rf"\b{OF_A_PERSON_SOURCE}[ ](?:(?:early|mid|late)-?[ -](?:to|or)[ -])?\Z", re.IGNORECASE
)


def read_word_decade(text: str, start: int, word: str) -> Mention | None:
    """ "the nineties": only with an article, so that temperatures and ages stay out."""
    lead = _WORD_DECADE_BEFORE.search(text[max(0, start - 20) : start])
    if not lead or _OF_A_PERSON.search(text[max(0, start - 36) : start - len(lead[0])]):
        return None
    begin = start - len(lead[0]) if lead[0].casefold().startswith("the") else start
    return Mention(Shape.DECADE, begin, start + len(word), year=1900 + 10 * DECADES[word.casefold()])


_YEAR_WORDS = re.compile(YEAR_WORDS_SOURCE, re.IGNORECASE)
_YEAR_WORDS_BEFORE = re.compile(
    rf"\b(?:in|since|by|of|until|from|to|(?P<the>(?:the{GAP})?year)){GAP}\Z", re.IGNORECASE
)


def read_year_words(text: str, start: int, _word: str) -> Mention | None:
    """ "nineteen ninety-six", as broadcast transcripts write years."""
    m = _YEAR_WORDS.match(text, start)
    if not m:
        return None
    before = text[max(0, start - 12) : start]
    lead, year, words = _YEAR_WORDS_BEFORE.search(before), read_year_number(m[0]), m[0].casefold()
    if year is None or (not lead and not words.startswith("nineteen")):
        return None
    if words.startswith(("two", "twenty")) and not (lead and lead["the"]) and " and " not in words:
        return None
    begin = start - len(before) + lead.start("the") if lead and lead["the"] else start
    return Mention(Shape.YEAR, begin, m.end(), year=year)


_BEFORE_CENTURY = re.compile(
    rf"(?P<the>\bthe{GAP})?(?:(?P<part>early|late|mid)(?:{GAP}|{HYPHEN}))?"
    rf"\b(?P<n>\d{{1,2}}(?:st|nd|rd|th)|[a-z]{{5,11}}(?:-[a-z]{{5,7}})?)(?:{GAP}|{HYPHEN})\Z",
    re.IGNORECASE,
)
_PLACED_CENTURY = re.compile(
    r"\b(?:early|late|in the|of the|from the|since the|by the|\d\w\w)[ -]", re.IGNORECASE
)
_BEFORE_CHRIST = re.compile(r"[ ]B\.?C\.?(?:E\.?)?(?!\w)")


_LAST_CENTURY = 22
"""The last century that news speaks of."""
_ANCIENT = 4
"""A century before it needs a word of time: "a third century" of a batsman is none."""


def read_century(text: str, start: int, word: str) -> Mention | None:
    """ "the 19th century" at its noun."""
    before = text[max(0, start - 40) : start]
    left = _BEFORE_CENTURY.search(before)
    number = parse_ordinal(left["n"]) if left else None
    if not left or number is None or not 1 <= number <= _LAST_CENTURY:
        return None
    if (number < _ANCIENT and not _PLACED_CENTURY.search(before[-24:])) or _BEFORE_CHRIST.match(
        text, start + len(word)
    ):
        return None
    begin = start - len(before) + left.start("the" if left["the"] else "part" if left["part"] else "n")
    return Mention(
        Shape.CENTURY, begin, start + len(word), number=number, part=(left["part"] or "").casefold()
    )
