"""From text to the mentions worth resolving: triggers, the longest of overlapping finds, joins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from compare.extraction.dates import calendar_dates as find
from compare.extraction.dates import clock, named, years
from compare.extraction.dates.clock import NOON
from compare.extraction.dates.counted_days import counted_from, read_nth_weekday
from compare.extraction.dates.durations import iso_duration, joined_iso
from compare.extraction.dates.mentions import Mention, Shape
from compare.extraction.dates.unit_phrases import (
    LONG_WORDS,
    MIDDLES,
    read_long_word,
    read_middle,
    read_period,
    read_unit,
)
from compare.lang.en.calendar import MONTHS, PART_OF_DAY_SOURCE, PARTS_OF_DAY, WEEKDAY_NAMES, WEEKDAYS
from compare.lang.en.calendar_lexicon import (
    DECADES,
    GAP,
    HYPHEN,
    SEASONS,
    UNIT_WORDS,
)
from compare.lang.patterns import PIECES, any_of
from compare.lang.resources import word_lists

_PARTS, _TIMES = word_lists("en", "parts_of_periods"), word_lists("en", "of_times")

_YEAR_DIGITS = 4
"""Digits of a year: more are none of a date, and three are part of nothing but a numeric one."""
_APART = 12
"""Characters between a day and its time, exclusive: ", starting at " is too long.
A fifth less or more changes none of 19,693 readings."""

Reader = Callable[[str, int, str], Mention | None]


def _first_of(*readers: Reader) -> Reader:
    """The readers in turn, until one finds something."""

    def read(text: str, start: int, word: str) -> Mention | None:
        return next((m for m in (reader(text, start, word) for reader in readers) if m), None)

    return read


def _readers() -> dict[str, Reader]:
    """Word to the reader that it triggers."""
    out: dict[str, Reader] = dict.fromkeys(named.HOLIDAY_WORDS, named.read_holiday)
    out |= dict.fromkeys(MONTHS, find.read_month)
    out |= dict.fromkeys(("may", "april"), _first_of(named.read_holiday, find.read_month))
    out |= dict.fromkeys(
        [*WEEKDAYS, *(f"{d.casefold()}s" for d in WEEKDAY_NAMES)],
        _first_of(read_nth_weekday, find.read_weekday),
    ) | dict.fromkeys(SEASONS, named.read_season)
    out |= dict.fromkeys(DECADES, years.read_word_decade) | dict.fromkeys(
        PARTS_OF_DAY, clock.read_part_of_day
    )
    out |= dict.fromkeys(clock.VAGUE_WORDS, clock.read_vague) | dict.fromkeys(
        clock.DAY_WORDS, clock.read_day_word
    )
    out |= dict.fromkeys(UNIT_WORDS, read_unit)
    out |= dict.fromkeys(("eighteen", "nineteen", "twenty", "two"), years.read_year_words)
    out |= {"night": clock.read_part_of_day, "half": named.read_half, "q": named.read_q, "h": named.read_q}
    out |= {
        "quarter": _first_of(named.read_quarter, read_unit),
        "century": _first_of(years.read_century, read_unit),
    }
    out |= dict.fromkeys(LONG_WORDS, read_long_word) | dict.fromkeys(MIDDLES, read_middle)
    return out | {"period": read_period}


_READERS = _readers()


def _find(text: str) -> Iterator[Mention]:
    """Every candidate, overlapping ones among them."""
    readers = _READERS
    for m in PIECES.finditer(text):
        word, start = m[0], m.start()
        if word[0].isdecimal():  # no superscript, of which no number is made
            mention = _read_digits(text, start, word) if len(word) <= _YEAR_DIGITS else None
        else:
            reader = readers.get(word.lower())
            if reader is None or (start and (text[start - 1].isalnum() or text[start - 1] == "_")):
                continue
            mention = reader(text, start, word)
        if mention:
            yield mention
            second = find.read_second_day(text, mention)
            if second:
                yield second


def _read_digits(text: str, start: int, digits: str) -> Mention | None:
    """Whatever starts with these digits: a numeric date, a clock time, a year, a decade."""
    after = text[start + len(digits) : start + len(digits) + 1]
    mention = find.read_numeric(text, start) if after and after in "-/." else None
    if mention or len(digits) == _YEAR_DIGITS - 1:
        return mention
    if len(digits) == _YEAR_DIGITS:
        return clock.read_clock(text, start) or years.read_year(text, start, digits)
    decade = years.read_short_decade(text, start) if after and after in "s'\u2019" else None
    return decade or clock.read_clock(text, start) or clock.read_hours(text, start)


_DAYS = (Shape.WEEKDAY, Shape.DAY, Shape.OFFSET, Shape.REFERENCE, Shape.HOLIDAY, Shape.NTH_WEEKDAY)
_PART_AFTER = re.compile(
    rf"{GAP}(?:(?:early|late|mid){GAP})?(?P<part>{PART_OF_DAY_SOURCE})\b(?!-)",
    re.IGNORECASE,
)
_JOIN = re.compile(rf",?{GAP}(?:on{GAP})?")
_COMPOUND = re.compile(rf",?{GAP}(?:and{GAP})?")
_HOURS = {
    "year": 8766.0, "month": 730.5, "week": 168.0, "day": 24.0, "hour": 1.0, "minute": 1 / 60,
    "second": 1 / 3600,
}  # fmt: skip
"""Hours of the units of which a duration is put together; of years and months on average."""


def _afternoon(clock: str, part: str) -> str:
    """The clock time in its part of the day: "3:45 this afternoon" is 15:45."""
    hour = int(clock[1:3]) if clock[1:3].isdigit() else NOON
    late = part in ("TAF", "TEV") and hour < NOON
    return f"T{hour + NOON}{clock[3:]}" if late else clock


def _merged(text: str, last: Mention, mention: Mention) -> Mention | None:
    """One mention for two that stand side by side and mean one thing."""
    gap = (last.end, mention.start)
    if last.shape is Shape.CLOCK and mention.shape in _DAYS and _JOIN.fullmatch(text, *gap):
        return replace(mention, start=last.start, time=_afternoon(last.time, mention.time))
    if last.shape is Shape.WEEKDAY and mention.shape is Shape.DAY and _JOIN.fullmatch(text, *gap):
        return replace(mention, start=last.start)
    if (
        last.shape is Shape.NEAR
        and last.unit == "quarter"
        and mention.shape is Shape.AGO
        and gap[1] - gap[0] == 1
    ):
        return replace(last, shape=Shape.COMPARISON, end=mention.end)
    return _compound(text, last, mention)


def _compound(text: str, last: Mention, mention: Mention) -> Mention | None:
    """ "Two hours and ten minutes", "3 years, 2 months and 14 days": ever smaller units are one duration."""
    if not (last.shape is mention.shape is Shape.DURATION) or last.number is None or mention.number is None:
        return None
    whole, part = _HOURS.get(last.smallest or last.unit), _HOURS.get(mention.unit)
    if whole is None or part is None or mention.number * part >= whole or mention.hedge or mention.relation:
        return None
    if not (last.rest or last.number == int(last.number)) or not _COMPOUND.fullmatch(
        text, last.end, mention.start
    ):
        return None
    return replace(
        last,
        end=mention.end,
        number=last.number + mention.number * part / _HOURS[last.unit],
        word=mention.word,
        smallest=mention.unit,
        rest=joined_iso(last.rest, iso_duration(mention.number, mention.unit)),
    )


def _joined(text: str, mentions: list[Mention]) -> list[Mention]:
    """Neighbours that are one: "10 p.m. Wednesday", "Friday morning", "two hours and ten minutes"."""
    out: list[Mention] = []
    for current in mentions:
        mention = current
        if mention.shape in _DAYS and not mention.time:
            part = _PART_AFTER.match(text, mention.end)
            if part:
                mention = replace(mention, end=part.end(), time=PARTS_OF_DAY[part["part"].casefold()])
        mention = counted_from(text, mention)
        if mention.later and out and out[-1].shape is Shape.DURATION and out[-1].start >= mention.start:
            out.pop()  # "two weeks" of "two weeks from Monday"
        if out and out[-1].end > mention.start:
            continue
        merged = _merged(text, out[-1], mention) if out and mention.start - out[-1].end < _APART else None
        if merged:
            out[-1] = merged
        else:
            out.append(mention)
    return out


def select(text: str) -> list[Mention]:
    """Mentions in text order, none overlapping: the longest wins, then neighbours are joined."""
    out: list[Mention] = []
    for mention in sorted(_find(text), key=lambda m: (m.start, -m.end)):
        if not out or mention.start >= out[-1].end:
            out.append(mention)
        elif out[-1].shape is Shape.WEEKDAY and mention.shape is Shape.DAY and mention.end > out[-1].end:
            out[-1] = replace(mention, start=out[-1].start)  # "this coming Sunday, March 8"
    return _joined(text, out)


_NOUN_PARTS = any_of(_PARTS["nouns"], gap=GAP)
_PART_BEFORE = re.compile(
    rf"\b(?:(?P<the>the{GAP})?(?P<adj>early|earlier|late|later|mid|sometime)(?:{GAP}(?:in{GAP})?|{HYPHEN})"
    rf"|(?:the{GAP})?(?:very{GAP})?(?P<noun>{_NOUN_PARTS}){GAP}of{GAP})\Z",
    re.IGNORECASE,
)
_HEDGE_BEFORE = re.compile(rf"\b(?:around|about|approximately){GAP}\Z", re.IGNORECASE)
_OPEN_BEFORE = re.compile(
    rf"(?P<unit>\b{any_of(_TIMES['before_limits'])}s?{GAP})?\b(?P<word>since|until|till|before|by|after|prior{GAP}to|up{GAP}(?:to|until)"
    rf"|no{GAP}later{GAP}than){GAP}\Z",
    re.IGNORECASE,
)
_ONWARD = re.compile(
    rf"{GAP}(?:onwards?|(?P<or>or{GAP}(?:(?P<later>later|after|newer|since)|earlier|before|older)))\b",
    re.IGNORECASE,
)
""" "From 2020 onwards", "in 2018 or later", "in 2015 or earlier"."""
_STRETCHES = {
    Shape.MONTH, Shape.YEAR, Shape.DECADE, Shape.CENTURY, Shape.QUARTER, Shape.SEASON, Shape.NEAR,
    Shape.WEEKDAY, Shape.OFFSET,
}  # fmt: skip
_WITH_ARTICLE = (Shape.DECADE, Shape.CENTURY, Shape.SEASON)


_PART_OF = re.compile(
    rf"\b(?:(?P<part>{PART_OF_DAY_SOURCE})|(?:early|small){GAP}hours){GAP}of{GAP}\Z", re.IGNORECASE
)


def extend(text: str, mention: Mention, floor: int) -> Mention:
    """The mention with "early", "the end of", "around" before it, down to `floor`; "since" is noted."""
    if mention.shape in (Shape.DURATION, Shape.VAGUE):
        return mention
    before = text[max(floor, mention.start - 26) : mention.start]
    start, part = mention.start, mention.part
    m = _PART_BEFORE.search(before) if mention.shape in _STRETCHES or mention.shape is Shape.DAY else None
    if m and (mention.shape is Shape.DAY) == ((m["noun"] or "").casefold() == "week"):
        part = " ".join((m["adj"] or m["noun"]).casefold().split())
        without = m["the"] and mention.shape not in _WITH_ARTICLE
        start -= len(before) - (m.start("adj") if without else m.start())
    elif mention.shape in (Shape.CLOCK, Shape.DAY) or mention.time[1:2].isdigit():
        hedge = _HEDGE_BEFORE.search(before)
        start -= len(hedge[0]) if hedge else 0
    time = mention.time
    if not time and mention.shape in _DAYS:
        lead = _PART_OF.search(text, max(0, mention.start - 24), mention.start)
        time = PARTS_OF_DAY[lead["part"].casefold()] if lead and lead["part"] else "TMO" if lead else ""
    opened = None
    if not (time or mention.possessive) and text[mention.end : mention.end + 2] not in ("'s", "\u2019s"):
        opened = _OPEN_BEFORE.search(text[max(0, start - 24) : start])
    word = " ".join(opened["word"].casefold().split()) if opened and not opened["unit"] else ""
    onward = _ONWARD.match(text, mention.end)
    if onward and (not word or onward["or"]):
        word = ("or later" if onward["later"] else "or earlier") if onward["or"] else "since"
    return replace(
        mention,
        start=start,
        part=part,
        time=time,
        open_end=word,
    )
