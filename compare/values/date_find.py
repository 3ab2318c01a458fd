"""Finds calendar expressions: months, days, years, decades, weekdays, holidays and named days.

Each reader starts at one trigger word and looks a bounded distance to its left and right, so that
the whole is linear in the length of the text.
"""

from __future__ import annotations

import re

from compare.values.date_mentions import Mention, Shape
from compare.values.date_words import (
    ANY_WEEKDAY_SOURCE,
    DASH,
    DAY_SOURCE,
    DECADES,
    GAP,
    HYPHEN,
    MONTHS,
    ORDINAL_DAY_SOURCE,
    PARTS_OF_DAY,
    WEEKDAYS,
    YEAR_SOURCE,
    YEAR_WORDS_SOURCE,
    any_of,
)
from compare.values.numerals import parse_number, parse_ordinal

_NEAR = rf"(?:this{GAP}past|this{GAP}coming|last|past|next|this|coming|(?:the{GAP})?(?:previous|following|coming|past))"
_RELATIVE_YEAR = rf"(?:of{GAP})?(?P<rel>last|this|next|the{GAP}(?:following|previous|same)){GAP}year\b"
_AND = rf"(?:{GAP}(?:to|and|until|till|through|or){GAP}|[ ]?{DASH}[ ]?)"

_AFTER_MONTH = re.compile(
    rf"\.?(?:{GAP}(?:the{GAP})?(?P<day>{DAY_SOURCE}|{ORDINAL_DAY_SOURCE})(?:{_AND}(?P<day2>{DAY_SOURCE})(?!{GAP}\w{{3,9}}[ ]\d))?)?"
    rf"(?:(?:,|{GAP}of|{GAP}in)?{GAP}(?P<year>{YEAR_SOURCE}|{YEAR_WORDS_SOURCE})|(?:,)?{GAP}{_RELATIVE_YEAR})?",
    re.IGNORECASE,
)
_YEAR_AFTER_MONTH = re.compile(rf"[-/. ](?P<year>{YEAR_SOURCE})")
_BEFORE_MONTH = re.compile(
    rf"(?:\b(?P<weekday>{ANY_WEEKDAY_SOURCE}),?{GAP}(?:the{GAP})?)?"
    rf"(?:(?:(?P<the>the{GAP}))?(?<![\w.,:/$-])(?P<day>{DAY_SOURCE}|{ORDINAL_DAY_SOURCE})"
    rf"(?:{_AND}(?P<day2>{DAY_SOURCE}))?(?:{GAP}of)?{GAP})?\Z",
    re.IGNORECASE,
)
_NEAR_BEFORE = re.compile(rf"\b(?P<rel>{_NEAR}){GAP}\Z", re.IGNORECASE)
_IN_BEFORE = re.compile(
    rf"\b(?:in|of|since|until|till|by|from|between|during|before|after|through|and|to|or|the|late|early|mid|{_NEAR})(?:{GAP}|{HYPHEN})\Z",
    re.IGNORECASE,
)
_AMBIGUOUS_MONTHS = {
    "may",
    "march",
    "august",
    "mar",
    "jan",
    "jun",
    "dec",
    "sep",
    "apr",
    "jul",
    "oct",
    "nov",
    "feb",
    "aug",
}
_NAME_AFTER = re.compile(r"(?:'s)?[ ](?!(?:and|or|to|but|in|on|at|by|when|the|from|of)\b)[A-Z][a-z]+")
_GIVEN_NAMES = {"april", "june", "august", "may", "jan"}


def read_year_number(text: str | None) -> int | None:
    """The year that digits or words write."""
    if not text:
        return None
    if text.isdigit():
        return int(text)
    words = re.split(r"[\s\-\u2010\u2011\u2013]+", text.casefold())
    if words[0] == "two":
        number = parse_number(" ".join(words))
        return int(number) if number else None
    first, rest = parse_number(words[0]), parse_number(" ".join(words[1:]))
    if first is None or rest is None:
        return 100 * int(first) if first is not None and words[1:] == ["hundred"] else None
    return int(first) * 100 + int(rest)


def _day(text: str | None) -> int | None:
    if not text:
        return None
    digits = re.match(r"\d+", text)
    return int(digits[0]) if digits else parse_ordinal(text)


def read_month(text: str, start: int, word: str) -> Mention | None:
    """A month with whatever day, year, weekday or "last" stands beside it."""
    right = _AFTER_MONTH.match(text, start + len(word))
    assert right is not None  # noqa: S101 - every part of the pattern is optional
    before = text[max(0, start - 45) : start]
    left = _BEFORE_MONTH.search(before)
    month, end = MONTHS[word.casefold()], right.end()
    day, day2, year = _day(right["day"]), _day(right["day2"]), read_year_number(right["year"])
    begin, weekday = start, None
    if left and (left["day"] or left["weekday"]) and not (left["day"] and right["day"]):
        if left["day"]:
            day, day2 = _day(left["day"]), _day(left["day2"])
        if left["weekday"] and (day or year):
            weekday = WEEKDAYS[left["weekday"].casefold().rstrip(".")]
        if left["day"] or weekday is not None:
            begin = start - len(before) + left.start()
            if weekday is None and left["weekday"]:
                begin = start - len(before) + left.start("day")
    relation = (right["rel"] or "").casefold()
    if day is None and year is None and not relation:
        near = _NEAR_BEFORE.search(before)
        if near:
            begin, relation = start - len(before) + near.start(), near["rel"].casefold()
        elif not _bare_month(text, start, word, before):
            return None
        if end == start + len(word) + 1 and len(word) > 4:
            end -= 1  # the full stop of the sentence, not of an abbreviation
    if end > start + len(word) and text[end - 1] == "." and word.casefold() in ("may", "june", "july"):
        end -= 1
    if (
        word.islower()
        and word in ("march", "may", "august", "mar", "sep", "dec", "jan", "jun")
        and day is None
        and year is None
    ):
        return None
    near = _NEAR_BEFORE.search(before) if day is not None and year is None and begin == start else None
    if near and near["rel"].casefold() == "last":
        begin, relation = start - len(before) + near.start(), "last"
    if day is not None:
        return Mention(Shape.DAY, begin, end, year=year, month=month, day=day, day2=day2, weekday=weekday,
                       relation=" ".join(relation.split()))  # fmt: skip
    return Mention(Shape.MONTH, begin, end, year=year, month=month, relation=" ".join(relation.split()))


def _bare_month(text: str, start: int, word: str, before: str) -> bool:
    """Whether a month's name alone is a month: not a verb, not a person."""
    folded, end = word.casefold(), start + len(word)
    if re.search(rf"\b(?:each|every){GAP}\Z", before, re.IGNORECASE):
        return False
    if not word[0].isupper():
        return folded not in _AMBIGUOUS_MONTHS
    if len(word) == 3 and folded != "may" and text[end : end + 1] != ".":
        return False
    if folded in _AMBIGUOUS_MONTHS:
        if not _IN_BEFORE.search(before):
            return False
        if (
            folded == "march"
            and before.endswith("the ")
            and re.match(r"[ ](?:on|for|of|in)\b|[ ]Madness", text[end : end + 9])
        ):
            return False
    if folded in _GIVEN_NAMES and not _IN_BEFORE.search(before) and _NAME_AFTER.match(text, end):
        return False
    return not (
        folded in _GIVEN_NAMES and re.search(r"[A-Z][a-z]+[ ]\Z", before) and not _IN_BEFORE.search(before)
    )


_ISO = re.compile(
    r"(?P<year>(?:1\d|20)\d\d)(?P<sep>[-/.])(?P<month>0[1-9]|1[0-2]|[1-9](?!\d))(?P=sep)(?P<day>3[01]|[12]\d|0?[1-9])(?!\d|[-/]\d)"
    r"(?:[T ](?P<clock>(?:[01]\d|2[0-3]):[0-5]\d)(?::[0-5]\d(?:[.,]\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?"
)
_NUMERIC = re.compile(
    r"(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:1\d|20)\d\d|\d\d)(?![\w/-]|\.\d)"
)
_NUMBER_BEFORE = re.compile(r"[\w./:$\u00a3\u20ac#-]\Z")
_NINE_ELEVEN = re.compile(r"9/11(?![\d/])")


def read_numeric(text: str, start: int) -> Mention | None:
    """An ISO date or a numeric one such as 28/11/2023 at `start`."""
    if start and _NUMBER_BEFORE.match(text[start - 1]):
        return None
    iso = _ISO.match(text, start)
    if iso:
        clock = f"T{iso['clock']}" if iso["clock"] else ""
        return Mention(
            Shape.DAY, start, iso.end(), int(iso["year"]), int(iso["month"]), int(iso["day"]), time=clock
        )
    if _NINE_ELEVEN.match(text, start):
        return Mention(Shape.DAY, start, start + 4, 2001, 9, 11)
    m = _NUMERIC.match(text, start)
    if not m or (m["sep"] == "." and len(m["year"]) == 2):
        return None
    a, b, year = int(m["a"]), int(m["b"]), int(m["year"])
    if len(m["year"]) == 2:
        year += 1900 if year > 50 else 2000
    if a > 12 >= b >= 1 or (m["sep"] == "." and 1 <= b <= 12):
        a, b = b, a
    elif not (1 <= a <= 12):
        return None
    return Mention(Shape.DAY, start, m.end(), year, a, b)


_YEAR_TAIL = re.compile(
    rf"(?P<decade>'?s\b)|(?P<range>{DASH}(?P<to>(?:1\d|20)\d\d|\d\d)(?![\w,.]?\d|\w|{DASH}\d))|(?![\w%]|[.,]\d|[/:]\d)"
)
_NOT_YEAR_BEFORE = re.compile(
    r"(?:[$\u00a3\u20ac\u00a5#@/:.=_-]|[\d,]|\b(?:no|nos|room|flight|route|article|section|page|highway|about|some|nearly|over|than|least"
    r"|almost|approximately|roughly|only|another|channel|unit|building|postcode|zip|boeing|airbus|model|resolution|apollo)\.?[ ]"
    r"|[\d,.][ ])\Z",
    re.IGNORECASE,
)
_NOT_YEAR_AFTER = re.compile(
    r"(?:[ ]|-)(?:people|persons|men|women|children|tons|tonnes|miles?|km|kms|kilomet(?:er|re)s|feet|foot|ft|meters|metres|points?|dollars"
    r"|euros?|pounds?|percent|per|jobs|troops|soldiers|workers|votes|years|days|hours|minutes|months|weeks|degrees|acres|hectares|students"
    r"|homes|houses|seats|square|cubic|others|mb|gb|barrels|units|deaths|cases|pages|of|GMT|UTC|EST|EDT|hrs|words|calories|megawatts|mw|kg"
    r"|rooms|members|residents|passengers|cars|vehicles|shares|yen|rupees|civilians|refugees|billion|million|thousand|patients|in)\b",
)
_FISCAL_BEFORE = re.compile(rf"(?:the{GAP})?\b(?:fiscal(?:{GAP}year)?|FY)[ ]?\Z", re.IGNORECASE)
_YEAR_CONTEXT = re.compile(
    r"\b(?:in|since|by|from|until|till|of|for|during|before|after|between|and|to|through|early|late|mid|fiscal|year|summer|spring|fall|autumn"
    r"|winter|the|around|circa|c\.|post|pre|a)(?:[ ]|-|\n)\Z|[(]\Z|[(]\w{1,12}[ ]\Z",
    re.IGNORECASE,
)
_PERIOD_AFTER = re.compile(rf"{GAP}(?:period|season)\b", re.IGNORECASE)
_THE_BEFORE = re.compile(rf"\bthe{GAP}\Z", re.IGNORECASE)


def read_year(text: str, start: int, digits: str) -> Mention | None:
    """A year, a decade ("1990s") or a span of years in four digits."""
    year, end = int(digits), start + 4
    before = text[max(0, start - 14) : start]
    tail = _YEAR_TAIL.match(text, end)
    fiscal = _FISCAL_BEFORE.search(before)
    if (
        not tail
        or not 1000 <= year < 2100
        or (_NOT_YEAR_BEFORE.search(before) and not fiscal and before[-1:] not in "-/")
    ):
        return None
    if tail["decade"]:
        return _decade(text, start, end + len(tail["decade"]), year) if year % 10 == 0 else None
    if not 1900 <= year < 2060 and not _YEAR_CONTEXT.search(before):
        return None
    if (
        before[-1:]
        and before[-1] in "-/"
        and not re.search(r"\b(?:post|pre|mid|late|early)-\Z", before, re.IGNORECASE)
    ):
        return None
    if _NOT_YEAR_AFTER.match(text, end) and not re.match(r"[ ]in\b", text[end : end + 4]):
        return None
    if fiscal:
        return Mention(Shape.YEAR, start - len(before) + fiscal.start(), end, year=year, word="fiscal")
    period = _PERIOD_AFTER.match(text, end)
    the = _THE_BEFORE.search(before)
    if period and the:
        return Mention(
            Shape.COMPARISON, start - len(before) + the.start(), period.end(), year=year, word="period"
        )
    if tail["range"]:
        to = int(tail["to"]) if len(tail["to"]) == 4 else year // 100 * 100 + int(tail["to"])
        if year < to < 2100:
            return Mention(Shape.YEAR, start, tail.end(), year=year, year2=to)
        return None
    return Mention(Shape.YEAR, start, end, year=year)


_DECADE_BEFORE = re.compile(rf"(?:\bthe{GAP})\Z", re.IGNORECASE)


def _decade(text: str, start: int, end: int, year: int) -> Mention:
    before = _DECADE_BEFORE.search(text[max(0, start - 6) : start])
    begin = start - len(before[0]) if before else start
    return Mention(Shape.DECADE, begin, end, year=year)


_SHORT_DECADE = re.compile(r"(?P<the>\bthe[ ])?(?P<mark>['\u2019\u2018`])?(?P<tens>[1-9]0)'?s\b")


def read_short_decade(text: str, start: int) -> Mention | None:
    """ "the '80s", "the 80s" at the digits."""
    begin = start
    if begin and text[begin - 1] in "'\u2019\u2018`":
        begin -= 1
    marked = begin < start
    the = _THE_BEFORE.search(text[max(0, begin - 6) : begin])
    m = _SHORT_DECADE.match(text, begin)
    if not m or not (marked or the):
        return None
    if (
        the
        and re.search(r"\b(?:in|of|into|to|over|under)[ ]the[ ]\Z", text[max(0, begin - 12) : begin], re.I)
        is None
        and not marked
    ):
        return None
    tens = int(m["tens"])
    year = (1900 if tens >= 20 else 2000) + tens
    return Mention(Shape.DECADE, begin - (len(the[0]) if the else 0), m.end(), year=year)


def read_word_decade(text: str, start: int, word: str) -> Mention | None:
    """ "the nineties": only with an article, so that temperatures and ages stay out."""
    the = re.search(
        rf"\b(?:the|early|late|mid)(?:{GAP}|-)(?:nineteen[- ])?\Z",
        text[max(0, start - 20) : start],
        re.IGNORECASE,
    )
    if not the:
        return None
    begin = start - len(the[0]) if the[0].casefold().startswith("the") else start
    return Mention(Shape.DECADE, begin, start + len(word), year=1900 + 10 * DECADES[word.casefold()])


_YEAR_WORDS = re.compile(YEAR_WORDS_SOURCE, re.IGNORECASE)
_YEAR_WORDS_BEFORE = re.compile(
    rf"\b(?:in|since|by|of|until|from|to|(?P<the>(?:the{GAP})?year)){GAP}\Z", re.IGNORECASE
)


def read_year_words(text: str, start: int, _word: str) -> Mention | None:
    """ "nineteen ninety-six", as broadcast transcripts write years."""
    m = _YEAR_WORDS.match(text, start)
    before = text[max(0, start - 12) : start]
    lead = _YEAR_WORDS_BEFORE.search(before)
    year = read_year_number(m[0]) if m else None
    if not m or year is None or (not lead and not m[0].casefold().startswith("nineteen")):
        return None
    if m[0].casefold().startswith(("two", "twenty")) and not (lead and lead["the"]) and " and " not in m[0]:
        return None
    begin = start - len(before) + lead.start("the") if lead and lead["the"] else start
    return Mention(Shape.YEAR, begin, m.end(), year=year)


_BEFORE_WEEKDAY = re.compile(rf"\b(?P<rel>(?:the{GAP})?{_NEAR}){GAP}\Z", re.IGNORECASE)


def read_weekday(text: str, start: int, word: str) -> Mention | None:
    """A weekday, with "last", "next" or "the previous" before it; plurals say how often and are none."""
    folded, end = word.casefold(), start + len(word)
    if not folded.endswith("day") or text[end : end + 1] in ("s", "-") and text[end : end + 2] != "'s":
        return None
    before = text[max(0, start - 20) : start]
    if re.match(
        rf"(?:{GAP}and{GAP}\w{{6,9}})?{GAP}(?:nights|mornings|afternoons|evenings)\b",
        text[end : end + 26],
        re.IGNORECASE,
    ):
        return None
    if re.search(
        rf"\b(?:every|each|any|per|Good|Black|Bloody|Ash|Palm|Easter){GAP}\Z", before, re.IGNORECASE
    ):
        return None
    near = _BEFORE_WEEKDAY.search(before)
    begin = start - len(before) + near.start() if near else start
    relation = " ".join(near["rel"].casefold().split()) if near else ""
    return Mention(Shape.WEEKDAY, begin, end, weekday=WEEKDAYS[folded], relation=relation,
                   possessive=text[end : end + 2] in ("'s", "\u2019s"))  # fmt: skip


PART_SOURCE = any_of(PARTS_OF_DAY)
