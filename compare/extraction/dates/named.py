"""Finds named stretches: seasons, quarters and halves of a year, holidays."""

from __future__ import annotations

import re

from compare.extraction.dates.calendar_dates import read_year_number
from compare.extraction.dates.frame import squeeze
from compare.extraction.dates.holidays import HOLIDAYS, holiday_key
from compare.extraction.dates.mentions import Mention, Shape
from compare.lang.en.calendar_lexicon import ANY_YEAR_SOURCE, GAP, HYPHEN, NEAR_SOURCE, SEASONS, YEAR_SOURCE
from compare.lang.en.numerals import parse_ordinal
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists

_WORDS = word_lists("en", "of_times")

_OF_YEAR = re.compile(
    rf"(?:[ ]?,)?{GAP}(?:of{GAP})?(?:fiscal{GAP})?(?:(?P<year>{ANY_YEAR_SOURCE})|(?P<rel>last|this"
    rf"|next){GAP}year\b)",
    re.IGNORECASE,
)
_BEFORE_SEASON = re.compile(
    rf"(?:\b(?:(?P<rel>{NEAR_SOURCE})|(?P<the>the)|(?P<of>in|during|since|by|until|before|after|from"
    rf"|over)){GAP})?"
    rf"(?:\b(?P<part>early|late|mid)(?:{GAP}|{HYPHEN}))?\Z",
    re.IGNORECASE,
)
_PLACED_THE = re.compile(rf"\b(?:in|during|since|by|until|into|over|through){GAP}the{GAP}\Z", re.IGNORECASE)
_FREE = re.compile(
    r"[ ]?(?:[,.;:!?)\"'\u201d\u2019]|\Z|\n)"
    r"|[ ](?:and|or|but|when|that|which|as|to|with|for|in|on|at|after|before|because|if|by|from)\b"
)
"""A noun that stands alone, not as the first part of a compound such as "summer camp"."""


def read_season(text: str, start: int, word: str) -> Mention | None:
    """A season. "Spring" and "fall" are verbs as well, so they need "last", "the" or a year beside them."""
    folded, end, before = word.casefold(), start + len(word), text[max(0, start - 24) : start]
    left, right = _BEFORE_SEASON.search(before), _OF_YEAR.match(text, end)
    if left is None:
        return None
    relation, named = squeeze(left["rel"]), bool(left["rel"] or right)
    if not named:
        if not _FREE.match(text, end) or word[0].isupper():
            return None
        placed = _PLACED_THE.search(before) if folded in ("fall", "spring") else left["the"] or left["of"]
        if not placed:
            return None
    group = "rel" if relation else "the" if left["the"] else ""
    begin = start - len(before) + left.start(group) if group else start
    if right and right["rel"]:
        relation = squeeze(right["rel"]) + " year"
    return Mention(
        Shape.SEASON,
        begin,
        right.end() if right else end,
        year=read_year_number(right["year"]) if right else None,
        word=SEASONS[folded],
        relation=relation,
        part=squeeze(left["part"]) if group else "",
    )


_BEFORE_QUARTER = re.compile(
    rf"(?:\b(?P<det>the|its|their|this|his){GAP}|\b(?P<rel>last|this|next){GAP}year['\u2019]s{GAP})?"
    rf"(?:(?P<year>{YEAR_SOURCE})(?:['\u2019]s)?{GAP})?(?:(?P<fiscal>fiscal)(?:{GAP}|{HYPHEN}))?"
    rf"\b(?P<ordinal>first|second|third|fourth|final|last|latest|1st|2nd|3rd|4th)(?P<gap>{GAP}|{HYPHEN})\Z",
    re.IGNORECASE,
)
_AFTER_QUARTER = re.compile(
    rf"(?:{GAP}(?:of{GAP}(?:the{GAP})?|in{GAP})?(?:fiscal{GAP})?(?:year{GAP})?"
    rf"(?:(?P<year>{YEAR_SOURCE})|(?P<rel>last|this|next){GAP}year\b|(?P<the>year\b)))?",
    re.IGNORECASE,
)
_GAME = re.compile(rf"\b{any_of(_WORDS['of_games'])}\b")

_BUSINESS = re.compile(rf"\b{any_of(_WORDS['of_business'])}\b")


def _block(text: str, at: int) -> str:
    """The words around `at`, within blank lines."""
    return text[max(0, at - 120) : at].rpartition("\n\n")[2] + text[at : at + 120].partition("\n\n")[0]


def _read_part(text: str, start: int, word: str, shape: Shape, last: int) -> Mention | None:
    """The nth of `last` parts of a year at its noun."""
    before = text[max(0, start - 55) : start]
    left = _BEFORE_QUARTER.search(before)
    if not left or word.casefold().endswith("s"):
        return None
    right = _AFTER_QUARTER.match(text, start + len(word))
    assert right is not None  # noqa: S101 - every part of the pattern is optional
    ordinal = left["ordinal"].casefold()
    named = any((right["year"], right["rel"], right["the"], left["year"], left["rel"], left["fiscal"]))
    if not named and (
        ordinal in ("last", "latest") or (shape is Shape.HALF and not _BUSINESS.search(_block(text, start)))
    ):
        return None  # "the last quarter" is the one before, read as a unit; a half may be of a match
    if not named and _GAME.search(_block(text, start)):
        return None
    number = last if ordinal in ("final", "last", "latest") else parse_ordinal(ordinal) or 0
    if not 1 <= number <= last:
        return None
    year = right["year"] or left["year"]
    return Mention(
        shape,
        start - len(before) + _quarter_begin(left),
        right.end(),
        year=int(year) if year else None,
        number=number,
        relation=squeeze(right["rel"] or left["rel"]),
    )


def _quarter_begin(left: re.Match[str]) -> int:
    """Where the span starts: "the third quarter", but "third-quarter" alone in "the third-quarter loss"."""
    hyphen = bool(left["gap"].strip())
    if left["rel"] or (left["det"] and not hyphen):
        return left.start()
    return left.start("year" if left["year"] else "fiscal" if left["fiscal"] else "ordinal")


def read_quarter(text: str, start: int, word: str) -> Mention | None:
    """ "the third quarter of 1990", "third-quarter"."""
    return _read_part(text, start, word, Shape.QUARTER, 4)


def read_half(text: str, start: int, word: str) -> Mention | None:
    """ "the first half of the year"."""
    return _read_part(text, start, word, Shape.HALF, 2)


_Q = re.compile(
    rf"[qQ](?P<n>[1-4])(?:(?:{GAP}(?:of{GAP})?|[-/])(?P<year>{YEAR_SOURCE}))?(?![\w-])"
    rf"|[hH](?P<h>[12]){GAP}(?P<hyear>{YEAR_SOURCE})"
)


def read_q(text: str, start: int, _word: str) -> Mention | None:
    """ "Q3 2013", "H1 2013"."""
    m = _Q.match(text, start)
    if not m or (start and text[start - 1] in "$&-"):
        return None
    if m["h"]:
        return Mention(Shape.HALF, start, m.end(), year=int(m["hyear"]), number=int(m["h"]))
    return Mention(
        Shape.QUARTER, start, m.end(), year=int(m["year"]) if m["year"] else None, number=int(m["n"])
    )


_HOLIDAY = re.compile(any_of(HOLIDAYS).replace("'", "['\u2019]") + r"(?!\w)")
HOLIDAY_WORDS = {re.split(r"\W", name.casefold(), maxsplit=1)[0] for name in HOLIDAYS} - {"may", "april"}
"""With what word in lower case a holiday begins; months have a reader of their own."""
_HOLIDAY_NEAR = re.compile(rf"\b(?P<rel>{NEAR_SOURCE}){GAP}\Z", re.IGNORECASE)
_DECORATION = re.compile(
    rf"[ -]{any_of(_WORDS['of_holidays'])}"
    r"|[ ](?!Day|Eve)[A-Z]",
)


def read_holiday(text: str, start: int, word: str) -> Mention | None:
    """A named day that has one date, or one rule for its date, in every year."""
    m = _HOLIDAY.match(text, start) if word[0].isupper() else None
    if not m:
        return None
    name = holiday_key(m[0])
    if " " not in name and _DECORATION.match(text, m.end()):
        return None
    right, before = _OF_YEAR.match(text, m.end()), text[max(0, start - 16) : start]
    near = _HOLIDAY_NEAR.search(before)
    relation = (
        squeeze(right["rel"]) + " year" if right and right["rel"] else squeeze(near["rel"]) if near else ""
    )
    return Mention(
        Shape.HOLIDAY,
        start - len(before) + near.start() if near else start,
        right.end() if right else m.end(),
        year=read_year_number(right["year"]) if right else None,
        word=name,
        relation=relation,
    )
