"""Finds times of day, "today" and its like, and vague words such as "recently"."""

from __future__ import annotations

import re

from compare.extraction.dates.frame import squeeze
from compare.extraction.dates.mentions import Mention, Shape
from compare.lang.en.calendar import PARTS_OF_DAY, WEEKDAY_NAME_SOURCE
from compare.lang.en.calendar_lexicon import GAP, HYPHEN, ZONE_SOURCE
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists

_WORDS = word_lists("en", "of_times")

DAY_WORDS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "tonite": 0}
_BESIDE = re.compile(rf"\bthe{GAP}day{GAP}(?P<side>before|after){GAP}\Z", re.IGNORECASE)
_INITIALS = re.compile(r"\b[A-Z]{2,4}[ ]\Z")
_NOWADAYS = re.compile(rf".s[ ](?:[a-z]+[ ])?{any_of(_WORDS['of_the_present'])}\b")
"""People and things of a time. Of what happens on a day ("today's attacks", "today's vote was close") it says
when."""


def read_day_word(text: str, start: int, word: str) -> Mention | None:
    """ "today", "yesterday", "the day after tomorrow", "tonight"; not the present of "today's children"."""
    folded, end, begin = word.casefold(), start + len(word), start
    if folded == "today" and text[end : end + 1] in ("'", "\u2019") and _NOWADAYS.match(text, end):
        return None
    if (word.istitle() or word.isupper()) and _INITIALS.search(text, max(0, start - 6), start):
        return None  # "USA Today", "BBC Tonight": a paper or a programme
    offset = DAY_WORDS[folded]
    beside = _BESIDE.search(text[max(0, start - 18) : start]) if folded in ("yesterday", "tomorrow") else None
    if beside:
        offset += -1 if beside["side"].casefold() == "before" else 1
        begin = start - len(beside[0])
    return Mention(Shape.OFFSET, begin, end, number=offset, time="TNI" if folded.startswith("toni") else "")


_PART_BEFORE = re.compile(
    rf"(?:\b(?P<which>this|last|that|the{GAP}same|the|the{GAP}next|the{GAP}following|the{GAP}previous|next"
    rf"|early){GAP})?"
    rf"(?P<part>\b(?:early|late|mid)(?:{GAP}|{HYPHEN}))?\Z",
    re.IGNORECASE,
)
_COMPOUND = re.compile(rf"[s'-]|[ ]{any_of(_WORDS['night_compounds'])}")
_INTO_THE = re.compile(rf"\b(?:in|during|throughout){GAP}the{GAP}\Z", re.IGNORECASE)
_FREE = re.compile(
    r"[ ]?(?:[,.;:!?)\"'\u201d\u2019]|\Z|\n)|[ ](?:and|or|but|when|that|which|as|to|with|for|in|on|at"
    rf"|after|before|because|if|by|from|today|yesterday|tomorrow|{WEEKDAY_NAME_SOURCE})\b"
)
_STEPS = {"the next": 1, "the following": 1, "the previous": -1, "that": 0, "the same": 0}


def read_part_of_day(text: str, start: int, word: str) -> Mention | None:
    """A part of the day without a day beside it: "this morning", "the next morning", "overnight"."""
    folded, end, before = word.casefold(), start + len(word), text[max(0, start - 26) : start]
    left, time = _PART_BEFORE.search(before), PARTS_OF_DAY[folded]
    if left is None or (_COMPOUND.match(text, end) and folded not in ("midnight", "noon")):
        return None
    which, begin = squeeze(left["which"]), start - len(before) + left.start()
    if which == "this" or (which == "last" and folded == "night"):
        return Mention(Shape.OFFSET, begin, end, number=-1 if which == "last" else 0, time=time)
    if which in _STEPS:
        return Mention(Shape.REFERENCE, begin, end, number=_STEPS[which], time=time)
    if folded in ("midnight", "noon", "midday"):
        return None if before[-5:].casefold() == "high " else Mention(Shape.CLOCK, start, end, time=time)
    if not _FREE.match(text, end):
        return None
    if folded == "overnight" or (left["part"] and folded == "afternoon"):
        return Mention(Shape.CLOCK, start if folded == "overnight" else begin, end, time=time)
    if which == "the" and _INTO_THE.search(before):
        return Mention(Shape.CLOCK, begin, end, time=time)
    return None


_ZONE = rf"(?:{GAP}(?:{ZONE_SOURCE}|\({ZONE_SOURCE}\)))"
_CLOCK = re.compile(
    rf"(?P<h>[01]?\d|2[0-3])(?:[:.](?P<m>[0-5]\d)(?![\d:])(?::[0-5]\d)?)?[ ]?(?P<half>[ap](?:\.[ ]?m\b\.?"
    rf"|m\b))(?P<zone>{_ZONE})?"
    rf"|(?P<h2>[01]?\d|2[0-3]):(?P<m2>[0-5]\d)(?::[0-5]\d)?(?![\d:]|[.,]\d|[-\u2013]\d)(?P<zone2>{_ZONE})?"
    rf"|(?P<h3>[01]\d|2[0-3])\.?(?P<m3>[0-5]\d)(?:[ ]?hours?|[ ]?hrs)?(?P<zone3>{_ZONE})"
    r"|(?P<h4>1[0-2]|[1-9])[ ]o['\u2019]clock|(?P<h5>1[0-2]|[1-9])[ ]in[ ]the[ ](?P<part>morning|afternoon"
    r"|evening)",
    re.IGNORECASE,
)
_CLOCK_BEFORE = re.compile(
    r"\b(?:at|by|until|till|from|around|about|since|before|after|between|and|to|near)[ \n]\Z", re.IGNORECASE
)
_GLUED = re.compile(r"[\w.:/$-]")
_HALVES = {"morning": "a", "afternoon": "p", "evening": "p"}


NOON = 12
"""The hour from which on the hours of a clock of twelve are counted anew."""


def read_clock(text: str, start: int) -> Mention | None:
    """ "10:35 a.m.", "14:30 GMT", "1430 GMT", "5 p.m. EST", "4 in the morning"."""
    if start and _GLUED.match(text[start - 1]):
        return None
    m = _CLOCK.match(text, start)
    if not m:
        return None
    if m["h2"] and not m["zone2"] and not _CLOCK_BEFORE.search(text[max(0, start - 12) : start]):
        return None  # a score or a ratio: "2:30" needs "at" or a time zone
    hour = int(m["h"] or m["h2"] or m["h3"] or m["h4"] or m["h5"])
    half = (m["half"] or "").casefold()[:1] or _HALVES.get((m["part"] or "").casefold(), "")
    if half == "p" and hour < NOON:
        hour += NOON
    elif half == "a" and hour == NOON:
        hour = 0
    return Mention(
        Shape.CLOCK, start, m.end(), time=f"T{hour:02d}:{int(m['m'] or m['m2'] or m['m3'] or 0):02d}"
    )


_HOURS = re.compile(r"(?P<h>\d{1,2})[ ]?h(?:rs?\.?)?[ ]?(?P<m>[0-5]?\d)[ ]?m(?:ins?|n)?\b", re.IGNORECASE)


def read_hours(text: str, start: int) -> Mention | None:
    """ "2h 15m", "2 hr 15 min": how long, in hours."""
    m = _HOURS.match(text, start)
    if not m or (start and _GLUED.match(text[start - 1])):
        return None
    return Mention(Shape.DURATION, start, m.end(), number=int(m["h"]) + int(m["m"]) / 60, unit="hour")


VAGUE_WORDS = _WORDS["vague"]


def read_vague(text: str, start: int, word: str) -> Mention | None:
    """ "now", "recently", "soon", "the future": said to be past, present or future, and no more."""
    end = start + len(word)
    found = _VAGUE[word.casefold()](text[max(0, start - 24) : start], text[end : end + 24])
    return Mention(Shape.VAGUE, start - found[0], end, word=found[1]) if found else None


_Found = tuple[int, str] | None
"""How far the span reaches to the left, and the TIMEX3 value."""


def _lead(pattern: re.Pattern[str], before: str) -> int:
    m = pattern.search(before)
    return len(m[0]) if m else 0


_RIGHT_NOW = re.compile(rf"\bright{GAP}\Z", re.IGNORECASE)
_MORE = re.compile(rf"\b(?:more|most){GAP}\Z", re.IGNORECASE)
_THE = re.compile(rf"\bthe{GAP}(?:near{GAP})?\Z|\bnear{GAP}\Z", re.IGNORECASE)
_IN_THE = re.compile(rf"\bin{GAP}the{GAP}\Z", re.IGNORECASE)
_NOT_PRESENT = re.compile(
    rf"{GAP}(?:(?:fiscal|calendar|school){GAP})?{any_of(_WORDS['current'])}\b|[^\S\r\n]*[^\s\w]"
)
_NOT_PRESENT_BEFORE = re.compile(r"(?:\b(?:then|an?|and|as|of)[ ]|-)\Z", re.IGNORECASE)
_TERM_BEFORE = re.compile(rf"\bthe{GAP}(?:near|short|long|longer|medium){GAP}\Z", re.IGNORECASE)
_DATE_BEFORE = re.compile(rf"\b(?:a|some|an{GAP}unspecified){GAP}(?:later|future){GAP}\Z", re.IGNORECASE)
_NOUN_NEXT = re.compile(r"[ ](?!that\b|will\b)[a-z]{4,}s?[ ](?:and|of|in|to|for|is|are)\b|-")
_ENDS_NOUN = re.compile(r"[ ]?(?:[.,;:?!)\"'\u201d\u2019]|and\b|but\b|\Z|\n)")
_NOT_SOON = re.compile(r"[ -](?:after|as|enough|became|was|were|had|found|followed|\w+ed)\b")
_NOT_SOON_BEFORE = re.compile(r"\b(?:as|so|too|how|was|were|had)[ ]\Z", re.IGNORECASE)


def _now(before: str, after: str) -> _Found:
    return None if re.match(r"[ ]*[-'\u2019]", after) else (_lead(_RIGHT_NOW, before), "PRESENT_REF")


def _present(_before: str, _after: str) -> _Found:
    return 0, "PRESENT_REF"


def _recently(before: str, _after: str) -> _Found:
    return _lead(_MORE, before), "PAST_REF"


def _current(before: str, after: str) -> _Found:
    return None if _NOT_PRESENT.match(after) or _NOT_PRESENT_BEFORE.search(before) else (0, "PRESENT_REF")


def _term(before: str, _after: str) -> _Found:
    lead = _lead(_TERM_BEFORE, before)
    return (lead, "FUTURE_REF") if lead else None


def _date(before: str, _after: str) -> _Found:
    lead = _lead(_DATE_BEFORE, before)
    return (lead, "FUTURE_REF") if lead else None


def _soon(before: str, after: str) -> _Found:
    return None if _NOT_SOON.match(after) or _NOT_SOON_BEFORE.search(before) else (0, "FUTURE_REF")


def _future(before: str, after: str) -> _Found:
    lead = _lead(_THE, before)
    return (lead, "FUTURE_REF") if lead and not _NOUN_NEXT.match(after) else None


def _past(before: str, after: str) -> _Found:
    return (4, "PAST_REF") if _IN_THE.search(before) and _ENDS_NOUN.match(after) else None


_VAGUE = {
    "now": _now, "currently": _present, "nowadays": _present, "soon": _soon,
    "recently": _recently, "lately": _recently,
    "current": _current, "term": _term, "date": _date,
    "future": _future, "past": _past,
}  # fmt: skip
