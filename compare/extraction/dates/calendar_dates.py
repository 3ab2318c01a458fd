"""Finds calendar dates: months with their days and years, numeric dates, weekdays.

Each reader starts at one trigger word and looks a bounded distance to its left and right, so that
the whole is linear in the length of the text.
"""

from __future__ import annotations

import re

from compare.extraction.dates.frame import squeeze
from compare.extraction.dates.mentions import Mention, Shape
from compare.lang.en.calendar import (
    GIVEN_NAME_MONTHS,
    MONTH_NAMES,
    MONTH_SOURCE,
    MONTH_WORDS,
    MONTHS,
    WEEKDAY_ABBREVIATIONS,
    WEEKDAY_NAME_SOURCE,
    WEEKDAYS,
)
from compare.lang.en.calendar_lexicon import (
    ANY_YEAR_SOURCE,
    DASH,
    DAY_SOURCE,
    GAP,
    HYPHEN,
    NEAR_SOURCE,
    ORDINAL_DAY_SOURCE,
)
from compare.lang.en.numerals import parse_number, parse_ordinal
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists

_WORDS = word_lists("en", "of_times")

_AND = rf"(?:{GAP}(?:to|and|until|till|through|or){GAP}|[ ]?{DASH}[ ]?)"
_ANY_DAY = rf"(?:{DAY_SOURCE}|{ORDINAL_DAY_SOURCE})"
_WEEKDAY = rf"(?:{WEEKDAY_NAME_SOURCE}\b|{any_of(WEEKDAY_ABBREVIATIONS)}\b\.?)"
_AFTER_MONTH = re.compile(
    rf"(?:[ ]?\.)?(?:{GAP}(?:the{GAP})?(?P<day>{_ANY_DAY})"
    rf"(?:(?P<and>{_AND})(?P<day2>{DAY_SOURCE})(?!{GAP}\w{{3,9}}[ ]\d))?)?"
    rf"(?:(?:[ ]?,|{GAP}of|{GAP}in)?{GAP}(?P<year>{ANY_YEAR_SOURCE})"
    rf"|,?{GAP}(?:of{GAP})?(?P<rel>last|this|next|the{GAP}(?:following|previous|same)){GAP}year\b)?",
    re.IGNORECASE,
)
_BEFORE_MONTH = re.compile(
    rf"(?:\b(?P<weekday>{_WEEKDAY})(?:[ ]?,)?{GAP}(?:the{GAP})?)?"
    rf"(?:(?P<the>the{GAP})?(?<![\w.,:/$-])(?P<day>{_ANY_DAY})(?:(?P<and>{_AND})(?P<day2>{DAY_SOURCE}))?(?:{GAP}of)?{GAP})?\Z",
    re.IGNORECASE,
)
_NEAR_BEFORE = re.compile(rf"\b(?P<rel>{NEAR_SOURCE}){GAP}\Z", re.IGNORECASE)
_BETWEEN = re.compile(rf"\b(?:between|from){GAP}\Z", re.IGNORECASE)


def read_year_number(text: str | None) -> int | None:
    """The year that digits or words write."""
    if not text:
        return None
    if text.isdecimal():
        return int(text)
    words = re.split(r"[\s\-\u2010\u2011\u2013]+", text.casefold())
    if words[0] == "two":
        number = parse_number(" ".join(words))
        return int(number) if number else None
    first, rest = parse_number(words[0]), parse_number(" ".join(words[1:]))
    if first is None or rest is None:
        return None
    return 100 * int(first) + (0 if words[1:] == ["hundred"] else int(rest))


def _day(text: str | None) -> int | None:
    if not text:
        return None
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else parse_ordinal(text)


_QUARTER_AFTER = re.compile(rf"(?:{GAP}|{HYPHEN})quarter\b(?!['\u2019-])", re.IGNORECASE)
_THE_BEFORE = re.compile(rf"\b(?:the|its|their){GAP}\Z", re.IGNORECASE)


def _month_quarter(text: str, start: int, word: str, before: str) -> Mention | None:
    """ "The June quarter" ends with June; of one that ends with July most lies there too."""
    after = _QUARTER_AFTER.match(text, start + len(word)) if word[0].isupper() else None
    if not after:
        return None
    the = _THE_BEFORE.search(before)
    middle = (MONTHS[word.casefold()] - 2) % 12 + 1
    begin = start - len(the[0]) if the and after[0][0].isspace() else start
    return Mention(Shape.QUARTER, begin, after.end(), number=(middle + 2) // 3)


_FULL = frozenset(map(str.casefold, MONTH_NAMES))


def _of_year(right: re.Match[str]) -> str:
    """ "last year" where that stands behind the month, else ""."""
    return f"{squeeze(right['rel'])} year" if right["rel"] else ""


_ABBREVIATED = 3
"""Letters of a month's abbreviation: "Mar"."""


def read_month(text: str, start: int, word: str) -> Mention | None:
    """A month with whatever day, year, weekday or "last" stands beside it."""
    right = _AFTER_MONTH.match(text, start + len(word))
    before = text[max(0, start - 45) : start]
    left = _BEFORE_MONTH.search(before)
    assert right is not None and left is not None  # noqa: S101 - every part of both is optional
    quarter = _month_quarter(text, start, word, before)
    if quarter:
        return quarter
    if text[start + len(word) : start + len(word) + 1] == "." and word.casefold() in _FULL:
        right = _AFTER_MONTH.match(
            text, start + len(word), start + len(word)
        )  # the full stop of the sentence
        assert right is not None  # noqa: S101 - as above
    if (right["day"] or left["day"]) and (right["day"] or word[0].isupper() or len(word) > _ABBREVIATED):
        return _read_day(text, start, word, left, right)
    month, year, relation = MONTHS[word.casefold()], read_year_number(right["year"]), _of_year(right)
    begin, end = start, right.end() if year is not None or relation else _month_end(text, start, word)
    if year is None and not relation:
        near = _NEAR_BEFORE.search(before)
        if near:
            begin, relation = start - len(before) + near.start(), squeeze(near["rel"])
        elif not _bare_month(text, start, word, before):
            return None
    if word in MONTH_WORDS and year is None:
        return None
    return Mention(Shape.MONTH, begin, end, year=year, month=month, relation=relation)


_ATTACKS = re.compile(rf"[ ,]{{0,2}}{any_of(_WORDS['attacks'])}\b", re.IGNORECASE)


def _month_end(text: str, start: int, word: str) -> int:
    """Where a month's name ends, with the full stop of an abbreviation."""
    end = start + len(word)
    short = word.casefold() not in _FULL
    return end + (short and text[end : end + 1] == ".")


def _read_day(text: str, start: int, word: str, left: re.Match[str], right: re.Match[str]) -> Mention | None:
    """A day of the month, behind its month ("May 4") or before it ("4 May")."""
    behind = right["day"] is not None
    side, origin = (right, 0) if behind else (left, start - left.endpos)
    day, day2 = _day(side["day"]), _day(side["day2"])
    begin = start if behind else origin + left.start("the" if left["the"] else "day")
    weekday, relation, year = None, _of_year(right), read_year_number(right["year"])
    if (day, MONTHS[word.casefold()], year) == (11, 9, None) and _ATTACKS.match(text, right.end()):
        year = 2001
    end = right.end() if behind or right["year"] or relation else _month_end(text, start, word)
    pair = day2 is not None and squeeze(side["and"]) in ("and", "or")
    if pair and not _BETWEEN.search(text[max(0, begin - 10) : begin]):
        if behind:  # "April 24 and 25": the first of two days
            day2, end = None, right.start("and")
        else:
            day, day2, begin = day2, None, origin + left.start("day2")
    if left["weekday"] and not (behind and left["day"]):
        weekday = WEEKDAYS[left["weekday"].casefold().rstrip(".")]
        begin = start - left.endpos + left.start("weekday")
    elif behind and right["year"] is None:
        near = _NEAR_BEFORE.search(text[max(0, start - 8) : start])
        if near and near["rel"].casefold() == "last":
            begin, relation = start - len(near[0]), "last"
    return Mention(
        Shape.DAY,
        begin,
        end,
        year=year,
        month=MONTHS[word.casefold()],
        day=day,
        day2=day2,
        weekday=weekday,
        relation=relation,
    )


_IN_BEFORE = re.compile(
    rf"\b(?:in|of|since|until|till|by|from|between|during|before|after|through|and|to|or|the|late|early"
    rf"|mid|{NEAR_SOURCE})"
    rf"(?:{GAP}|{HYPHEN})\Z",
    re.IGNORECASE,
)
_AMBIGUOUS = (MONTHS.keys() - _FULL) | MONTH_WORDS
_NAME_AFTER = re.compile(r"(?:'s)?[ ](?!(?:and|or|to|but|in|on|at|by|when|the|from|of)\b)[A-Z][a-z]+")
_SET_BEFORE = re.compile(rf"\b(?:each|every){GAP}\Z", re.IGNORECASE)


def _bare_month(text: str, start: int, word: str, before: str) -> bool:
    """Whether a month's name alone is a month: not a verb, not a person, not every year's."""
    folded, end = word.casefold(), start + len(word)
    if _SET_BEFORE.search(before):
        return False
    if re.match(r"[ ]\d{1,2}\b", text[end : end + 4]):
        return False  # "May 32"
    if not word[0].isupper():
        return folded not in _AMBIGUOUS
    if len(word) == _ABBREVIATED and folded != "may" and text[end : end + 1] != ".":
        return False
    placed = bool(_IN_BEFORE.search(before))
    if folded in _AMBIGUOUS and not placed:
        return False
    if (
        folded == "march"
        and before.endswith("the ")
        and re.match(r"[ ](?:on|for|of|in|to)\b", text[end : end + 5])
    ):
        return False
    named = _NAME_AFTER.match(text, end) or re.search(r"[A-Z][a-z]+[ ]\Z", before)
    return placed or folded not in GIVEN_NAME_MONTHS or not named


_ISO = re.compile(
    r"(?P<year>(?:1\d|20)\d\d)(?P<sep>[-/.])(?P<month>0[1-9]|1[0-2]|[1-9](?!\d))(?P=sep)"
    r"(?P<day>3[01]|[12]\d|0?[1-9])(?!\d|[-/]\d)"
    r"(?:[T ](?P<clock>(?:[01]\d|2[0-3]):[0-5]\d)(?::[0-5]\d(?:[.,]\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?"
)
_NUMERIC = re.compile(
    r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:1\d|20)\d\d|\d\d)(?![\w/-]|\.\d)"
)
_NAMED_NUMERIC = re.compile(
    rf"(?P<day>3[01]|[12]\d|0?[1-9])(?:(?P<sep>[-/.])(?P<month>{MONTH_SOURCE})(?P=sep)(?P<year>(?:1\d|20)?\d\d)"
    rf"|\.{GAP}(?P<month2>{MONTH_SOURCE}){GAP}(?P<year2>(?:1\d|20)\d\d))(?![\w/-]|\.\d)",
    re.IGNORECASE,
)
""" "19-Nov-2012", "17. August 2020"."""
_NUMBER_BEFORE = re.compile(r"[\w./:$\u00a3\u20ac#-]")
_NINE_ELEVEN = re.compile(r"9/11(?![\d/])")


def read_numeric(text: str, start: int) -> Mention | None:
    """An ISO date or a numeric one such as 28/11/2023 at `start`."""
    if start and _NUMBER_BEFORE.match(text[start - 1]):
        return None
    iso = _ISO.match(text, start)
    if iso:
        clock = f"T{iso['clock']}" if iso["clock"] else ""
        year, month, day = int(iso["year"]), int(iso["month"]), int(iso["day"])
        return Mention(Shape.DAY, start, iso.end(), year=year, month=month, day=day, time=clock)
    named = _NAMED_NUMERIC.match(text, start)
    if named:
        month = MONTHS[(named["month"] or named["month2"]).casefold()]
        year = _full_year(named["year"] or named["year2"])
        return Mention(Shape.DAY, start, named.end(), year=year, month=month, day=int(named["day"]))
    if _NINE_ELEVEN.match(text, start):
        return Mention(Shape.DAY, start, start + 4, year=2001, month=9, day=11)
    m = _NUMERIC.match(text, start)
    if not m or (m["sep"] == "." and len(m["year"]) == 2):
        return None
    return _numeric(m)


_LAST_OF_THIS_CENTURY = 50
"""Two digits above it are a year of the last century.
A fifth less or more changes none of 19,693 readings."""
_MONTHS, _DAYS = 12, 31
"""Of a year, and of a month at most."""


def _full_year(digits: str) -> int:
    """The year; of two digits, news looks back further than ahead."""
    year = int(digits)
    return year if len(digits) > 2 else year + (1900 if year > _LAST_OF_THIS_CENTURY else 2000)


def _numeric(m: re.Match[str]) -> Mention | None:
    """Day and month in either order; ``day2`` holds the month where both are possible."""
    month, day, year = int(m["a"]), int(m["b"]), _full_year(m["year"])
    if month > _MONTHS or m["sep"] == ".":
        month, day = day, month
    if not (1 <= month <= _MONTHS and 1 <= day <= _DAYS):
        return None
    either = day <= _MONTHS and month != day and m["sep"] != "."
    return Mention(
        Shape.DAY, m.start(), m.end(), year=year, month=month, day=day, month2=day if either else None
    )


_OFTEN_BEFORE = re.compile(
    rf"\b(?:every|each|any|per|{any_of(_WORDS['named_weekdays'])}){GAP}\Z", re.IGNORECASE
)
_OFTEN_AFTER = re.compile(
    rf"(?:{GAP}and{GAP}\w{{6,9}})?{GAP}(?:nights|mornings|afternoons|evenings)\b", re.IGNORECASE
)


_LOST_APOSTROPHE = re.compile(r"s[ ](?!(?:and|or|at|in|from|to|on|are|were|when|as|by|for|of)\b)[a-z]{3,}")
_OF_ITS = re.compile(
    r"(?:(?i:\b(?:of|in|after|before|since|into|from|to|during|by|that|with|over))|[.!?\n]\s?|\A)[ ]?\Z"
)
""" "After Mondays raid", in a text that has lost its apostrophes; "on Mondays" says how often."""


def read_weekday(text: str, start: int, word: str) -> Mention | None:
    """A weekday, with "last", "next" or "the previous" before it; plurals say how often and are none."""
    folded, end = word.casefold().removesuffix("s"), start + len(word.removesuffix("s"))
    after, before = text[end : end + 2], text[max(0, start - 20) : start]
    if after[:1] == "s" and _LOST_APOSTROPHE.match(text, end) and _OF_ITS.search(before):
        return Mention(Shape.WEEKDAY, start, end, weekday=WEEKDAYS[folded], possessive=True)
    if not folded.endswith("day") or after[:1] == "s" or (after[:1] == "-" and after[1:].islower()):
        return None
    if _OFTEN_AFTER.match(text, end) or _OFTEN_BEFORE.search(before):
        return None
    near = _NEAR_BEFORE.search(before)
    begin = start - len(before) + near.start() if near else start
    return Mention(
        Shape.WEEKDAY,
        begin,
        end,
        weekday=WEEKDAYS[folded],
        relation=squeeze(near["rel"]) if near else "",
        possessive=after in ("'s", "\u2019s"),
    )


_SECOND_AFTER = re.compile(
    rf"{GAP}(?:and|or){GAP}(?P<day>{DAY_SOURCE})(?=[ ]?[.,;:)\n]|\s*\Z|{GAP}(?:in|at|to|for|with|when|as|by"
    rf"|from|on|that)\b)"
)
_SECOND_BEFORE = re.compile(rf"(?<![\w.,:/$-])(?P<day>{DAY_SOURCE}){GAP}(?:and|or){GAP}\Z")


def read_second_day(text: str, mention: Mention) -> Mention | None:
    """The other day of a pair: the "25" of "April 24 and 25", the "24" of "24 and 25 April"."""
    if mention.shape is not Shape.DAY or mention.day2 is not None or mention.month2 is not None:
        return None
    after = _SECOND_AFTER.match(text, mention.end)
    if after:
        begin, end = after.span("day")
    else:
        before = text[max(0, mention.start - 12) : mention.start]
        lead = _SECOND_BEFORE.search(before)
        if not lead or not text[mention.start].isdigit():
            return None
        begin, end = (mention.start - len(before) + at for at in lead.span("day"))
    return Mention(Shape.DAY, begin, end, year=mention.year, month=mention.month, day=_day(text[begin:end]))
