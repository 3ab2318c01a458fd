"""Finds expressions built on a unit of time: "last week", "two days ago", "a six-year war"."""

from __future__ import annotations

import re

from compare.extraction.dates.counted_units import (
    ALTERNATIVE,
    or_so,
    read_counted,
    read_plural,
    read_vague_count,
    read_with_article,
)
from compare.extraction.dates.frame import Frame
from compare.extraction.dates.mentions import Mention, Shape
from compare.lang.en.calendar_lexicon import GAP, HYPHEN, UNITS
from compare.lang.en.numerals import parse_number, parse_ordinal
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists

_WORDS = word_lists("en", "of_times")

_SET_BEFORE = re.compile(r"\b(?:every|each|per|any)[ \n](?:\w{1,9}[ \n])?\Z", re.IGNORECASE)
"""How often, not when or how long: "every two years", "per day"."""


def read_unit(text: str, start: int, word: str) -> Mention | None:
    """The expression around a unit of time, or None where the unit is part of none."""
    frame = Frame.around(text, start, word)
    if frame.unit not in UNITS or _SET_BEFORE.search(frame.before(start, 18)):
        return None
    if frame.left["count"]:
        return _reported(frame) or read_counted(frame)
    if frame.left["vague"]:
        return read_vague_count(frame)
    if frame.left["article"] and not frame.plural:
        return _same_period(frame, read_with_article(frame))
    if frame.plural:
        return read_plural(frame)
    return _same_period(
        frame, _comparison(frame) or _year_end(frame) or _middle(frame) or _nth_day(frame) or _singular(frame)
    )


LONG_WORDS = {f"{unit}{s}long": unit for unit in _WORDS["long"] for s in ("", "s")}


def read_long_word(_text: str, start: int, word: str) -> Mention:
    """ "weeklong", "yearlong", and "monthslong", which does not say how many."""
    unit = LONG_WORDS[word.casefold()]
    number = None if word.casefold() == f"{unit}slong" else 1.0
    return Mention(Shape.DURATION, start, start + len(word), number=number, unit=unit, word="hyphen")


_PERIOD_BEFORE = re.compile(
    rf"\bthe{GAP}{any_of(_WORDS['same'])}{GAP}"
    rf"{any_of(_WORDS['periods'])}{GAP}(?:(?:of|in){GAP})?\Z",
    re.IGNORECASE,
)


_QUARTER_OF = re.compile(rf"['\u2019]s{GAP}(?:quarter|period)\b")


def _same_period(frame: Frame, mention: Mention | None) -> Mention | None:
    """ "the same period last year": the stretch spoken of, a year before."""
    quarter = _QUARTER_OF.match(frame.text, frame.end) if frame.unit == "year" and mention else None
    if quarter and mention and mention.shape is Shape.NEAR and mention.relation == "last":
        return Mention(Shape.COMPARISON, mention.start, quarter.end())  # "last year's quarter"
    if mention is None or frame.unit != "year" or mention.shape not in (Shape.NEAR, Shape.AGO, Shape.SHIFT):
        return mention
    if mention.relation not in ("last", "previous", "ago", "earlier") or mention.number not in (None, 1.0):
        return mention
    before = frame.before(mention.start, 40)
    period = _PERIOD_BEFORE.search(before)
    if not period:
        return mention
    return Mention(Shape.COMPARISON, mention.start - len(before) + period.start(), mention.end)


_FIRST_YEAR, _END_YEAR = 1900, 2100
"""Years of which a company reports; the second is none any more."""


def _reported(frame: Frame) -> Mention | None:
    """ "the 1988 quarter": the quarter spoken of, in that year."""
    number = frame.number("count")
    # "the 1990 years": so large a count of years is a year.
    year = number is not None and _FIRST_YEAR <= number < _END_YEAR and frame.left["det"] and not frame.hyphen
    if not year or frame.plural or number is None:
        return None
    if frame.unit == "year" and frame.adjective:
        return Mention(Shape.YEAR, frame.begin("det"), frame.end, year=int(number))
    if frame.unit not in ("quarter", "month"):
        return None
    return Mention(Shape.COMPARISON, frame.begin("det"), frame.end, year=int(number))


_COMPARISON = re.compile(
    rf"(?:{HYPHEN}(?:ago|earlier)|(?={GAP}(?:period|quarter)))(?:{GAP}(?P<noun>period|quarter|(?P<count>\w{{3,6}}){GAP}months|month|week))?",
    re.IGNORECASE,
)


_PRIOR = re.compile(rf"\b(?:the{GAP})?(?:prior|previous|last){HYPHEN}\Z", re.IGNORECASE)


def _comparison(frame: Frame) -> Mention | None:
    """ "the year-ago quarter", "year-earlier"."""
    m = _COMPARISON.match(frame.text, frame.end) if frame.unit == "year" else None
    if not m:
        return None
    if frame.text[frame.end] not in "-\u2010\u2011\u2013":  # "the prior-year quarter"
        prior = _PRIOR.search(frame.before(frame.start, 16))
        return Mention(Shape.COMPARISON, frame.start - len(prior[0]), m.end()) if prior else None
    count = parse_number(m["count"]) if m["count"] else None
    begin = frame.begin("det") if m["noun"] else frame.start
    if count is not None:
        return Mention(Shape.DURATION, begin, m.end(), number=count, unit="month")
    return Mention(Shape.COMPARISON, begin, m.end())


_END_OF = re.compile(rf"(?:['\u2019]s{GAP}|{HYPHEN}|{GAP})end\b", re.IGNORECASE)


def _year_end(frame: Frame) -> Mention | None:
    """ "year-end", "the year's end", "year end"."""
    m = _END_OF.match(frame.text, frame.end)
    if not m or frame.unit != "year" or frame.relation or frame.determiner not in ("", "the"):
        return None
    return Mention(Shape.NEAR, frame.start, m.end(), unit="year", relation="this", part="end")


_NEAR = _WORDS["near_relations"]


def _singular(frame: Frame) -> Mention | None:
    """ "last week", "this year", "the following month", "the year", "century-old"."""
    joined, after = frame.right["old"] or frame.right["long"], frame.text[frame.end : frame.end + 4]
    if joined and not frame.relation:
        word = "old" if frame.right["old"] else "hyphen"
        one = Mention(Shape.DURATION, frame.start, frame.right.end(), number=1.0, unit=frame.unit, word=word)
        return one if after.startswith("-") else None
    if frame.unit in ("second", "minute", "hour") or re.match(r"-\w|[ ]old\b", after):
        return None
    if frame.unit in ("century", "millennium") and not (frame.relation or frame.determiner == "this"):
        return None
    which = frame.determiner
    begin = (
        frame.begin("det", "rel", "adj") if which in ("the", "this", "that") else frame.begin("rel", "adj")
    )
    if frame.relation in _NEAR:
        return _beside_now(frame, which, begin)
    if frame.relation and not (frame.relation in ("full", "whole", "entire") and which in ("the", "this")):
        return None
    return _pointed(frame, which, begin)


_OVER_THE = re.compile(r"\b(?:over|within|during)[ \n]\Z", re.IGNORECASE)
_FOR_THE = re.compile(r"\b(?:over|within|during|in|for)[ \n]\Z", re.IGNORECASE)
_OF_NEXT = re.compile(rf"{GAP}of\b")


def _beside_now(frame: Frame, which: str, begin: int) -> Mention | None:
    """ "last week", "the past year", "this coming month"."""
    relation, end = frame.relation, frame.end
    long = frame.unit in ("decade", "century") and relation == "last"
    past = relation == "past" and frame.unit != "fortnight"
    if which == "the" and (past or (long and _FOR_THE.search(frame.before(begin, 8)))):
        return Mention(Shape.DURATION, begin, end, number=1.0, unit=frame.unit, relation=relation)
    if relation in ("last", "latest", "next") and which == "the" and _OF_NEXT.match(frame.text, end):
        return None  # "the last week of the talks"
    if relation in ("last", "latest") and frame.unit == "day" and not ALTERNATIVE.match(frame.text, end):
        return _last_day(frame, begin)
    if relation in ("next", "past", "last", "coming") and ALTERNATIVE.match(frame.text, end):
        return or_so(frame, begin, end, 1.0)  # "in the next day or two"
    if relation == "next" and which == "the":
        if _OVER_THE.search(frame.before(begin, 8)) and frame.unit not in ("day", "weekend"):
            return Mention(Shape.DURATION, begin, end, number=1.0, unit=frame.unit, relation=relation)
        if frame.unit == "day":
            return Mention(Shape.NEAR, begin, end, unit=frame.unit, relation="following")
    if relation in ("last", "next", "past") and which == "that":  # "said that last week"
        which, begin = "", frame.begin("rel")
    if which not in ("", "the", "this", "that"):
        return None
    named = {"past": "last", "coming": "next"}.get(relation, relation) if which == "this" else relation
    return Mention(Shape.NEAR, begin, end, unit=frame.unit, relation="that" if named == "same" else named)


_WITHIN_THE = re.compile(rf"\b(?:in|over|within|during|for){GAP}the{GAP}last{GAP}\Z", re.IGNORECASE)
_CLOSED = re.compile(rf"[ ]?[.,;:)\n]|\s*\Z|{GAP}(?:and|or|but)\b")


def _last_day(frame: Frame, begin: int) -> Mention | None:
    """ "In the last day" is one day long; any other last day is the end of something, and not yesterday."""
    if _WITHIN_THE.search(frame.before(frame.start, 20)) and _CLOSED.match(frame.text, frame.end):
        return Mention(Shape.DURATION, begin, frame.end, number=1.0, unit="day", relation="past")
    return None


_PRESENT_DAY = re.compile(
    rf"\b(?:today|(?:it|this)(?={GAP}is\b|['\u2019]s\b))(?:{GAP}is|['\u2019]s){GAP}"
    rf"(?P<day>(?:the{GAP})?(?P<ordinal>[a-z]{{4,12}}(?:-[a-z]{{4,8}})?|\d{{1,3}}(?:st|nd|rd|th)){GAP}"
    rf"(?:(?:straight|consecutive|successive){GAP})?)\Z",
    re.IGNORECASE,
)


MIDDLES = {f"mid{unit}": unit for unit in ("week", "month", "year")}
_MID = re.compile(
    r"\b(?:by|in|at|since|until|till|before|after|around|through|for)[ \n](?P<mid>mid-)\Z", re.IGNORECASE
)


def read_middle(_text: str, start: int, word: str) -> Mention:
    """ "midyear", "midweek"."""
    unit = MIDDLES[word.casefold()]
    return Mention(Shape.NEAR, start, start + len(word), unit=unit, relation="this", part="mid")


def _middle(frame: Frame) -> Mention | None:
    """ "by mid-year"."""
    m = _MID.search(frame.before(frame.start, 14)) if frame.unit in ("week", "month", "year") else None
    if not m:
        return None
    begin = frame.start - len(m["mid"])
    return Mention(Shape.NEAR, begin, frame.end, unit=frame.unit, relation="this", part="mid")


def _nth_day(frame: Frame) -> Mention | None:
    """ "It is the second day of the strike": the day of the report."""
    before = frame.before(frame.start, 50)
    m = _PRESENT_DAY.search(before)
    if frame.unit != "day" or not m or not parse_ordinal(m["ordinal"]):
        return None
    return Mention(Shape.OFFSET, frame.start - len(before) + m.start("day"), frame.end, number=0)


def _pointed(frame: Frame, which: str, begin: int) -> Mention | None:
    """ "this year", "that day", "the week"."""
    if which == "the":
        return _definite(frame, begin)
    if which == "this" and frame.unit != "day":
        return Mention(Shape.NEAR, begin, frame.end, unit=frame.unit, relation="this")
    if which == "that" and frame.unit not in ("century", "millennium"):
        if re.match(r"[ ](?:the|a|his|her)\b", frame.text[frame.end : frame.end + 5]):
            return None
        return Mention(Shape.NEAR, begin, frame.end, unit=frame.unit, relation="that")
    return None


_DURING = re.compile(r"\b(?:later|earlier|late|early)[ \n]in[ \n]\Z", re.IGNORECASE)
_BESIDE_ALONE = re.compile(rf"{GAP}(?P<side>before|after)(?:[ ]?[.,;:)]|\s*\Z)", re.IGNORECASE)
_BESIDE = re.compile(rf"{GAP}(?P<side>before|after)\b")
_DEFINED_AFTER = re.compile(rf"{GAP}(?:of|that|when|after|before|he|she|they|it|in{GAP}which|following)\b")


_AWARD = re.compile(
    rf"\b{any_of(_WORDS['awarded'])}s?[ ]of[ ]\Z",
    re.IGNORECASE,
)
_END_BEFORE = re.compile(rf"\b{any_of(_WORDS['ends'])}{GAP}of{GAP}\Z", re.IGNORECASE)


def _definite(frame: Frame, begin: int) -> Mention | None:
    """ "the year", "the quarter", "the weekend", "the day after"."""
    text, end = frame.text, frame.end
    alone = _BESIDE_ALONE.match(text, end)
    if alone and frame.unit in ("day", "night", "week", "month", "year"):
        relation = "earlier" if alone["side"].casefold() == "before" else "later"
        return Mention(Shape.SHIFT, begin, alone.end("side"), number=1.0, unit=frame.unit, relation=relation)
    if frame.unit == "day":
        side = None if _DURING.search(frame.before(begin, 11)) else _BESIDE.match(text, end)
        step = {"before": -1.0, "after": 1.0}[side["side"]] if side else 0.0
        return Mention(Shape.REFERENCE, begin, end, number=step, word="beside") if side else None
    if frame.unit == "night" or (frame.unit == "decade" and not _END_BEFORE.search(frame.before(begin, 16))):
        return None
    if frame.unit == "year" and re.match(rf"{GAP}end(?:ed|ing)\b", text[end : end + 9]):
        return Mention(Shape.DURATION, begin, end, number=1.0, unit="year")
    if _DEFINED_AFTER.match(text, end) or _AWARD.search(frame.before(begin, 18)):
        return None
    return Mention(Shape.NEAR, begin, end, unit=frame.unit, relation="the")


def read_period(text: str, start: int, _word: str) -> Mention | None:
    """ "the latest period" of a report on earnings."""
    before = text[max(0, start - 12) : start]
    m = re.search(rf"\bthe{GAP}latest{GAP}\Z", before, re.IGNORECASE)
    if not m:
        return None
    return Mention(Shape.NEAR, start - len(m[0]), start + len("period"), unit="quarter", relation="latest")
