"""Finds named stretches: seasons, quarters, centuries, holidays, parts of a day, clock times, vague words."""

from __future__ import annotations

import re

from compare.values.date_find import read_year_number
from compare.values.date_mentions import Mention, Shape
from compare.values.date_words import DASH, GAP, HYPHEN, PARTS_OF_DAY, SEASONS, YEAR_SOURCE, YEAR_WORDS_SOURCE
from compare.values.numerals import parse_number, parse_ordinal

_ANY_YEAR = rf"(?:{YEAR_SOURCE}|{YEAR_WORDS_SOURCE})"
_NEAR = r"(?:this past|this coming|last|past|next|this|coming|the previous|the following|the coming|the past|the current)"


def _squeeze(text: str | None) -> str:
    return " ".join((text or "").casefold().split())


_OF_YEAR = re.compile(
    rf",?{GAP}(?:of{GAP})?(?:fiscal{GAP})?(?:(?P<year>{_ANY_YEAR})|(?P<rel>last|this|next){GAP}year\b)",
    re.IGNORECASE,
)
_BEFORE_SEASON = re.compile(
    rf"\b(?:(?P<rel>{_NEAR})|(?P<the>the)|(?P<of>in|during|since|by|until|before|after|from|over))?"
    rf"(?:{GAP}|\b)(?P<part>early|late|mid|mid-)?{GAP}?\Z",
    re.IGNORECASE,
)


def read_season(text: str, start: int, word: str) -> Mention | None:
    """A season. "Spring" and "fall" are verbs as well, so they need "last", "the" or a year beside them."""
    folded, end = word.casefold(), start + len(word)
    before = text[max(0, start - 24) : start]
    left = _BEFORE_SEASON.search(before)
    right = _OF_YEAR.match(text, end)
    relation = _squeeze(left["rel"]) if left else ""
    the, preposition = bool(left and left["the"]), bool(left and left["of"])
    bare = folded in ("summer", "winter", "autumn") and (preposition or the) and _free(text, end)
    verb = folded in ("fall", "spring")
    if not relation and not right and not bare:
        if not (
            verb
            and the
            and re.search(rf"\b(?:in|during|since|by|until|into|over|through){GAP}the{GAP}\Z", before, re.I)
            and _free(text, end)
        ):
            return None
    if verb and word[0].isupper() and not right and not relation:
        return None
    begin = start
    if left and relation:
        begin = start - len(before) + left.start("rel")
    elif the and left:
        begin = start - len(before) + left.start("the")
    year = read_year_number(right["year"]) if right else None
    if right and right["rel"]:
        relation = _squeeze(right["rel"]) + " year"
    part = _squeeze(left["part"]).rstrip("-") if left and left["part"] else ""
    return Mention(Shape.SEASON, begin, right.end() if right else end, year=year, word=SEASONS[folded], relation=relation,
                   part=part)  # fmt: skip


def _free(text: str, end: int) -> bool:
    """Whether a noun stands alone, not as the first part of a compound such as "summer camp"."""
    return re.match(r"[ ]?(?:[,.;:!?)\"'\u201d\u2019-]|\Z|\n)|[ ](?:and|or|but|when|that|which|as|to|with|for|in|on|at|after|before|because|if|of)\b",
                    text[end : end + 10]) is not None  # fmt: skip


_BEFORE_QUARTER = re.compile(
    rf"(?P<lead>\b(?P<det>the|its|their|this|his|a){GAP}|\b(?P<rel>last|this|next){GAP}year['\u2019]s{GAP})?"
    rf"(?:(?P<year>{YEAR_SOURCE})(?:['\u2019]s)?{GAP})?(?:(?P<fiscal>fiscal)(?:{GAP}|{HYPHEN}))?"
    rf"(?P<ordinal>first|second|third|fourth|final|last|latest|1st|2nd|3rd|4th)(?:{GAP}|{HYPHEN})\Z",
    re.IGNORECASE,
)
_AFTER_QUARTER = re.compile(
    rf"(?:{GAP}(?:of{GAP}(?:the{GAP})?|in{GAP})?(?:fiscal{GAP})?(?:year{GAP})?(?:(?P<year>{YEAR_SOURCE})|(?P<rel>last|this|next){GAP}year\b|(?P<the>year\b)))?",
    re.IGNORECASE,
)
_GAME = re.compile(
    r"\b(?:touchdowns?|yards?|goals?|scored|scoring|kick|rebounds|halftime|quarterback|penalty|minutes left|game|match|lead)\b"
)


def read_quarter(text: str, start: int, word: str, shape: Shape) -> Mention | None:
    """ "the third quarter of 1990", "third-quarter", "the first half of the year" at its noun."""
    before = text[max(0, start - 55) : start]
    left = _BEFORE_QUARTER.search(before)
    if not left or word.casefold().endswith("s"):
        return None
    right = _AFTER_QUARTER.match(text, start + len(word))
    assert right is not None  # noqa: S101 - every part of the pattern is optional
    ordinal = left["ordinal"].casefold()
    named = bool(
        right["year"] or right["rel"] or right["the"] or left["year"] or left["rel"] or left["fiscal"]
    )
    if shape is Shape.QUARTER and ordinal in ("last", "latest") and not named:
        return None  # "the last quarter" is the one before, read as a unit
    if shape is Shape.HALF and not named:
        return None
    if not named and _GAME.search(text[max(0, start - 120) : start + 120]):
        return None
    last = 4 if shape is Shape.QUARTER else 2
    number = last if ordinal in ("final", "last", "latest") else parse_ordinal(ordinal) or 0
    if not 1 <= number <= last:
        return None
    year = right["year"] or left["year"]
    relation = _squeeze(right["rel"] or left["rel"])
    hyphen = before[-1] != " " and not before[-1].isspace()
    lead = left["rel"] or (left["det"] and not hyphen)
    begin = (
        start
        - len(before)
        + (
            left.start()
            if lead or (not left["det"] and (left["year"] or left["fiscal"]))
            else left.start("year" if left["year"] else "fiscal" if left["fiscal"] else "ordinal")
        )
    )
    if (left["det"] or "").casefold() == "a":
        begin = start - len(before) + left.start("ordinal")
    return Mention(shape, begin, right.end(), year=int(year) if year else None, number=number, relation=relation,
                   word="fiscal" if left["fiscal"] else "")  # fmt: skip


_Q = re.compile(
    rf"[qQ](?P<n>[1-4])(?:{GAP}(?:of{GAP})?|[-/])?(?P<year>{YEAR_SOURCE})?(?!\w)|[hH](?P<h>[12]){GAP}(?P<hyear>{YEAR_SOURCE})"
)


def read_q(text: str, start: int, _word: str) -> Mention | None:
    """ "Q3 2013", "H1 2013"."""
    m = _Q.match(text, start)
    if not m or (start and (text[start - 1].isalnum() or text[start - 1] in "$&-")):
        return None
    if m["h"]:
        return Mention(Shape.HALF, start, m.end(), year=int(m["hyear"]), number=int(m["h"]))
    end = m.end() if m["year"] else start + 2
    if re.match(r"\w", text[end : end + 1]):
        return None
    return Mention(Shape.QUARTER, start, end, year=int(m["year"]) if m["year"] else None, number=int(m["n"]))


_BEFORE_CENTURY = re.compile(
    rf"(?P<the>\bthe{GAP})?(?:(?P<part>early|late|mid)(?:{GAP}|{HYPHEN}))?\b(?P<n>\d{{1,2}}(?:st|nd|rd|th)|[a-z]{{5,11}}(?:-[a-z]{{5,7}})?)(?:{GAP}|{HYPHEN})\Z",
    re.IGNORECASE,
)


def read_century(text: str, start: int, word: str) -> Mention | None:
    """ "the 19th century" at its noun."""
    before = text[max(0, start - 40) : start]
    left = _BEFORE_CENTURY.search(before)
    number = parse_ordinal(left["n"]) if left else None
    if not left or number is None or not 1 <= number <= 22:
        return None
    if number < 4 and not re.search(
        r"\b(?:early|late|in the|of the|from the|since the|\d\w\w)[ -]", before[-24:], re.I
    ):
        return None
    begin = start - len(before) + left.start("the" if left["the"] else "part" if left["part"] else "n")
    end = start + len(word)
    era = re.match(r"[ ](?:(?P<bc>B\.?C\.?(?:E\.?)?)|A\.?D\.?)", text[end : end + 7])
    if era and era["bc"]:
        return None
    return Mention(Shape.CENTURY, begin, end, number=number, part=(left["part"] or "").casefold())


_HOLIDAY = re.compile(
    r"(?:Christmas(?:[ ](?:Day|Eve))?|New[ ]Year(?:'s|\u2019s)?[ ](?:Day|Eve)|Thanksgiving(?:[ ]Day)?|Halloween|Valentine(?:'s|\u2019s)?[ ]Day"
    r"|Boxing[ ]Day|Easter(?:[ ](?:Sunday|Monday))?|Good[ ]Friday|Palm[ ]Sunday|Memorial[ ]Day|Labor[ ]Day|Presidents?['\u2019]?s?[ ]Day"
    r"|Columbus[ ]Day|Veterans[ ]Day|Martin[ ]Luther[ ]King(?:,?[ ]Jr\.?)?[ ]Day|St\.?[ ]Patrick(?:'s|\u2019s)[ ]Day|Bastille[ ]Day"
    r"|May[ ]Day|Fourth[ ]of[ ]July|International[ ]Women(?:'s|\u2019s)[ ]Day|Armistice[ ]Day|Black[ ]Friday|Earth[ ]Day"
    r"|April[ ]Fools?['\u2019]?s?[ ]Day|Groundhog[ ]Day|Cinco[ ]de[ ]Mayo|Guy[ ]Fawkes[ ](?:Night|Day))(?!\w)"
)
_HOLIDAY_YEAR = re.compile(
    rf",?{GAP}(?:of{GAP})?(?:(?P<year>{YEAR_SOURCE})|(?P<rel>last|this|next){GAP}year\b)", re.IGNORECASE
)
_HOLIDAY_NEAR = re.compile(rf"\b(?P<rel>{_NEAR}){GAP}\Z", re.IGNORECASE)
HOLIDAY_WORDS = (
    "christmas", "thanksgiving", "halloween", "valentine", "boxing", "easter", "good", "palm", "memorial", "labor", "presidents",
    "president", "columbus", "veterans", "martin", "bastille", "armistice", "black", "earth", "groundhog", "cinco", "guy", "st", "new",
    "international", "fourth",
)  # fmt: skip


def read_holiday(text: str, start: int, word: str) -> Mention | None:
    """A named day that has one date, or one rule for its date, in every year."""
    m = _HOLIDAY.match(text, start) if word[0].isupper() else None
    if not m:
        return None
    name = m[0].casefold().replace("\u2019", "'").replace("'", "").replace(".", "")
    after = text[m.end() : m.end() + 24]
    if name in ("christmas", "easter", "halloween", "thanksgiving") and re.match(
        r"[ -][a-z]*(?:tree|card|present|gift|carol|egg|bunny|party|costume|turkey|dinner|song|decoration|market|light|island)|[ ][A-Z]|[ ]Rising",
        after,
    ):
        return None
    right = _HOLIDAY_YEAR.match(text, m.end())
    before = text[max(0, start - 16) : start]
    near = _HOLIDAY_NEAR.search(before)
    relation = _squeeze(near["rel"]) if near else ""
    if right and right["rel"]:
        relation = _squeeze(right["rel"]) + " year"
    year = int(right["year"]) if right and right["year"] else None
    begin = start - len(before) + near.start() if near else start
    return Mention(
        Shape.HOLIDAY, begin, right.end() if right else m.end(), year=year, word=name, relation=relation
    )


VAGUE_WORDS = ("now", "currently", "nowadays", "recently", "soon", "future", "past", "recent")
DAY_WORDS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "tonite": 0}
_BESIDE = re.compile(rf"\bthe{GAP}day{GAP}(?P<side>before|after){GAP}\Z", re.IGNORECASE)


def read_day_word(text: str, start: int, word: str) -> Mention | None:
    """ "today", "yesterday", "the day after tomorrow", "tonight"."""
    folded, end = word.casefold(), start + len(word)
    if (
        text[end : end + 2] in ("'s", "\u2019s")
        and folded == "today"
        and re.match(
            r".s[ ](?!news|meeting|talks|elections)(?:[a-z]+[ ])?[a-z]+(?:s|youth|generation|society|world|technology)\b",
            text[end : end + 30],
        )
    ):
        return None  # "today's children": the present, not the day
    if (
        re.match(r"USA[ ]|[A-Z]\w+[ ](?=\Z)", text[max(0, start - 4) : start])
        and word[0].isupper()
        and text[max(0, start - 4) : start] == "USA "
    ):
        return None
    offset, begin = DAY_WORDS[folded], start
    beside = _BESIDE.search(text[max(0, start - 18) : start])
    if beside and folded in ("yesterday", "tomorrow"):
        offset += -1 if beside["side"].casefold() == "before" else 1
        begin = start - len(beside[0])
    return Mention(Shape.OFFSET, begin, end, number=offset, time="TNI" if folded.startswith("toni") else "")


_PART_BEFORE = re.compile(
    rf"\b(?:(?P<this>this|last|that|the{GAP}same|the|the{GAP}next|the{GAP}following|the{GAP}previous|next|early){GAP})?"
    rf"(?P<part>(?:early|late|mid)(?:{GAP}|{HYPHEN}))?\Z",
    re.IGNORECASE,
)


def read_part_of_day(text: str, start: int, word: str) -> Mention | None:
    """A part of the day that stands without a day beside it: "this morning", "the next morning", "overnight"."""
    folded, end = word.casefold(), start + len(word)
    before = text[max(0, start - 26) : start]
    left = _PART_BEFORE.search(before)
    which = _squeeze(left["this"]) if left else ""
    begin = start - len(before) + left.start() if left and (left["this"] or left["part"]) else start
    time = PARTS_OF_DAY[folded]
    if re.match(
        r"[s'-]|[ ](?:shift|club|school|vision|sky|light|mare|time|fall)", text[end : end + 7]
    ) and folded not in ("midnight", "noon"):
        return None
    if which == "this" or (which == "last" and folded == "night"):
        return Mention(Shape.OFFSET, begin, end, number=-1 if which == "last" else 0, time=time)
    if which in ("the next", "the following", "that", "the same", "the previous"):
        step = {"the next": 1, "the following": 1, "the previous": -1}.get(which, 0)
        return Mention(Shape.REFERENCE, begin, end, number=step, time=time)
    if folded in ("midnight", "noon", "midday"):
        return Mention(Shape.CLOCK, start, end, time=time)
    if folded == "overnight" and _free(text, end):
        return Mention(Shape.CLOCK, start, end, time=time)
    if (
        which == "the"
        and re.search(rf"\b(?:in|during|throughout){GAP}the{GAP}\Z", before, re.IGNORECASE)
        and _free(text, end)
    ):
        return Mention(Shape.CLOCK, begin, end, time=time)
    if left and left["part"] and folded == "afternoon":
        return Mention(Shape.CLOCK, begin, end, time=time)
    return None


_ZONE = rf"(?:{GAP}\(?(?:GMT|UTC|BST|CET|CEST|EE?S?T|[ECMP][SD]?T|IST|JST|MSK|local{GAP}time)\b\)?)"
_CLOCK = re.compile(
    rf"(?P<h>[01]?\d|2[0-3])(?:[:.](?P<m>[0-5]\d)(?![\d:])(?::[0-5]\d)?)?{GAP[:-10] if False else '[ ]?'}(?P<half>[ap](?:\.[ ]?m\b\.?|m\b))(?P<zone>{_ZONE})?"
    rf"|(?P<h2>[01]?\d|2[0-3]):(?P<m2>[0-5]\d)(?::[0-5]\d)?(?![\d:]|[.,]\d|[-\u2013]\d)(?P<zone2>{_ZONE})?"
    rf"|(?P<h3>[01]\d|2[0-3])\.?(?P<m3>[0-5]\d)(?:[ ]?hours?|[ ]?hrs)?(?P<zone3>{_ZONE})"
    rf"|(?P<h4>1[0-2]|[1-9])[ ]o['\u2019]clock|(?P<h5>1[0-2]|[1-9])[ ]in[ ]the[ ](?P<part>morning|afternoon|evening)",
    re.IGNORECASE,
)


def read_clock(text: str, start: int) -> Mention | None:
    """ "10:35 a.m.", "14:30 GMT", "1430 GMT", "5 p.m. EST", "4 in the morning"."""
    if start and re.match(r"[\w.:/$-]", text[start - 1]):
        return None
    m = _CLOCK.match(text, start)
    if not m:
        return None
    hour = int(m["h"] or m["h2"] or m["h3"] or m["h4"] or m["h5"])
    minute = int(m["m"] or m["m2"] or m["m3"] or 0)
    half = (m["half"] or "").casefold()[:1] or {"morning": "a", "afternoon": "p", "evening": "p"}.get(
        (m["part"] or "").casefold(), ""
    )
    if m["h2"] and not m["zone2"] and not _CLOCK_BEFORE.search(text[max(0, start - 12) : start]):
        return None  # a score or a ratio: "2:30" needs "at" or a time zone
    if half and hour > 12:
        half = ""
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    end = m.end()
    if (
        m["half"]
        and not m["zone"]
        and text[end - 1] == "."
        and re.match(rf"\s*(?:\n|\Z|[ ]{GAP}?[A-Z])", text[end : end + 3])
        and not _DAY_NEXT.match(text, end)
    ):
        end -= 1  # the full stop of the sentence as well
    return Mention(Shape.CLOCK, start, end, time=f"T{hour:02d}:{minute:02d}")


_CLOCK_BEFORE = re.compile(
    r"\b(?:at|by|until|till|from|around|about|since|before|after|between|and|to|near)[ \n]\Z", re.IGNORECASE
)
_DAY_NEXT = re.compile(r"[ ](?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]{2,8}\.?[ ]\d)")

_VAGUE = re.compile(
    rf"(?P<now>now(?!{GAP}-)|currently|nowadays|at{GAP}present|these{GAP}days|right{GAP}now)\b"
    rf"|(?P<past>(?:more{GAP})?recently|previously|formerly|in{GAP}the{GAP}past)\b"
    rf"|(?P<future>soon)\b",
    re.IGNORECASE,
)


def read_vague(text: str, start: int, word: str) -> Mention | None:
    """ "now", "recently", "soon", "the future": said to be past, present or future, and no more."""
    folded, end = word.casefold(), start + len(word)
    before, after = text[max(0, start - 16) : start], text[end : end + 16]
    begin, kind = start, ""
    if folded in ("now", "currently", "nowadays"):
        kind = "PRESENT_REF"
        if folded == "now" and re.match(r"[ ]*[-'\u2019]", after):
            return None
        right = re.search(rf"\bright{GAP}\Z", before, re.IGNORECASE)
        begin -= len(right[0]) if right else 0
    elif folded in ("recently", "previously", "recent"):
        kind = "PAST_REF"
        if folded == "recent":
            if re.search(r"\b(?:most|more|less)[ ]\Z", before, re.I) or re.match(
                r"[ ](?:day|week|month|year|quarter|decade|hour|time)s?\b", after
            ):
                return None
        elif more := re.search(rf"\b(?:more|most|as){GAP}\Z", before, re.IGNORECASE):
            begin -= 0 if more[0].casefold().startswith("as") else len(more[0])
    elif folded == "soon":
        kind = "FUTURE_REF"
        if re.match(r"[ -](?:after|as|enough)\b", after) or re.search(
            r"\b(?:as|so|too|how)[ ]\Z", before, re.IGNORECASE
        ):
            return None
    elif folded == "future":
        lead = re.search(rf"\b(?:the|the{GAP}near|near)(?:{GAP})\Z", before, re.IGNORECASE)
        if not lead or re.match(r"[ ](?!that\b|will\b)[a-z]{4,}s?[ ](?:and|of|in|to|for|is|are)\b", after):
            return None
        kind, begin = "FUTURE_REF", start - len(lead[0])
    elif folded == "past":
        lead = re.search(rf"\bin{GAP}the{GAP}\Z", before, re.IGNORECASE)
        if not lead or not re.match(r"[ ]?(?:[.,;:?!)\"'\u201d\u2019]|and\b|but\b|\Z|\n)", after):
            return None
        kind, begin = "PAST_REF", start - len(re.search(rf"the{GAP}\Z", before, re.IGNORECASE)[0])  # type: ignore[index]
    return Mention(Shape.VAGUE, begin, end, word=kind) if kind else None


_ = (DASH, parse_number)
