"""Dates and durations in English news, as intervals of days or of a unit of time.

A first pass over the words finds triggers; a reader at each trigger looks a bounded distance to
both sides and yields a `Mention`; mentions are joined ("noon" and "Thursday"), extended ("the end of"
before "the year") and then resolved in text order, because later ones refer to earlier ones.
The spans follow the TimeML annotation guidelines (TIMEX3), the values ISO 8601 as TIMEX3 extends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from compare.models import Facet, Granularity, Value
from compare.values import date_find as find
from compare.values import date_named as named
from compare.values.date_context import Context
from compare.values.date_mentions import Mention, Shape
from compare.values.date_periods import Period, add_days, narrowed
from compare.values.date_resolve import resolve
from compare.values.date_units import read_unit
from compare.values.date_words import DECADES, GAP, HYPHEN, MONTHS, PARTS_OF_DAY, PLURALS, SEASONS, UNITS, WEEKDAYS
from compare.values.durations import duration_value

_WORD = re.compile(r"[A-Za-z]+|\d+")
_VAGUE_WORDS = ("now", "currently", "nowadays", "recently", "soon", "future", "past", "recent")


def _triggers() -> dict[str, str]:
    """Word to the reader that it starts."""
    out = dict.fromkeys(named.HOLIDAY_WORDS, "holiday")
    out |= dict.fromkeys(MONTHS, "month") | dict.fromkeys(WEEKDAYS, "weekday") | dict.fromkeys(SEASONS, "season")
    out |= dict.fromkeys(DECADES, "word decade") | dict.fromkeys(PARTS_OF_DAY, "part") | dict.fromkeys(_VAGUE_WORDS, "vague")
    out |= dict.fromkeys([*UNITS, *(f"{u}s" for u in UNITS), *PLURALS], "unit")
    out |= dict.fromkeys(("today", "yesterday", "tomorrow", "tonight"), "day word")
    out |= {"night": "part", "eighteen": "year words", "nineteen": "year words", "twenty": "year words", "two": "year words"}
    return out | {"half": "half", "q": "q", "h": "q"}


_TRIGGERS = _triggers()


def _find(text: str) -> Iterator[Mention]:
    """Every candidate, overlapping ones among them."""
    for m in _WORD.finditer(text):
        word, start = m[0], m.start()
        if word[0].isdigit():
            mention = _read_digits(text, start, word)
        else:
            kind = _TRIGGERS.get(word.lower())
            if kind is None:
                continue
            mention = _read_word(text, start, word, kind)
        if mention:
            yield mention


def _read_digits(text: str, start: int, digits: str) -> Mention | None:
    after = text[start + len(digits) : start + len(digits) + 1]
    if len(digits) == 4:
        return (
            (find.read_numeric(text, start) if after in "-/." and after else None)
            or named.read_clock(text, start)
            or find.read_year(text, start, digits)
        )
    if len(digits) > 2:
        return None
    if after and after in "-/.":
        mention = find.read_numeric(text, start)
        if mention:
            return mention
    if after and after in "s'\u2019":
        return find.read_short_decade(text, start)
    return named.read_clock(text, start)


def _read_word(text: str, start: int, word: str, kind: str) -> Mention | None:  # noqa: PLR0911, PLR0912 - one line for each reader
    if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
        return None
    if kind == "unit":
        if word.lower() == "quarter":
            return named.read_quarter(text, start, word, Shape.QUARTER) or read_unit(text, start, word)
        if word.lower() == "century":
            return named.read_century(text, start, word) or read_unit(text, start, word)
        return read_unit(text, start, word)
    if kind == "month":
        if word == "May" and text[start : start + 7] == "May Day":
            return named.read_holiday(text, start)
        return find.read_month(text, start, word)
    if kind == "weekday":
        return find.read_weekday(text, start, word)
    if kind == "day word":
        return named.read_day_word(text, start, word)
    if kind == "vague":
        return named.read_vague(text, start, word)
    if kind == "part":
        return named.read_part_of_day(text, start, word)
    if kind == "season":
        return named.read_season(text, start, word)
    if kind == "half":
        return named.read_quarter(text, start, word, Shape.HALF)
    if kind == "holiday":
        return named.read_holiday(text, start) if word[0].isupper() else None
    if kind == "word decade":
        return find.read_word_decade(text, start, word)
    if kind == "q":
        return named.read_q(text, start)
    return find.read_year_words(text, start)


_DAYS = (Shape.WEEKDAY, Shape.DAY, Shape.OFFSET, Shape.REFERENCE, Shape.HOLIDAY)
_PART_AFTER = re.compile(rf"{GAP}(?:(?:early|late|mid){GAP})?(?P<part>morning|afternoon|evening|night)\b(?!['-]|s\b)", re.IGNORECASE)
_JOIN = re.compile(rf",?{GAP}(?:on{GAP})?")
_JOIN_AT = re.compile(rf",?{GAP}at{GAP}(?:about{GAP}|around{GAP})?")


def _joined(text: str, mentions: list[Mention]) -> list[Mention]:
    """Times of day merged into the day beside them: "10 p.m. Wednesday", "Friday morning"."""
    out: list[Mention] = []
    for current in mentions:
        mention = current
        if mention.shape in _DAYS and not mention.time:
            part = _PART_AFTER.match(text, mention.end)
            if part:
                mention = replace(mention, end=part.end(), time=PARTS_OF_DAY[part["part"].casefold()])
        last = out[-1] if out else None
        if last and last.end > mention.start:
            continue
        if last and last.shape is Shape.WEEKDAY and mention.shape is Shape.DAY and _JOIN.fullmatch(text, last.end, mention.start):
            out[-1] = replace(mention, start=last.start)
            continue
        if last and last.shape is Shape.NEAR and last.unit == "quarter" and mention.shape is Shape.AGO and mention.start - last.end == 1:
            out[-1] = replace(last, shape=Shape.COMPARISON, end=mention.end)
            continue
        if last and last.shape is Shape.CLOCK and mention.shape in _DAYS and _JOIN.fullmatch(text, last.end, mention.start):
            out[-1] = replace(mention, start=last.start, time=last.time)
            continue
        out.append(mention)
    return out


_PART_BEFORE = re.compile(
    rf"\b(?:(?P<the>the{GAP})?(?P<adj>early|earlier|late|later|mid|sometime)(?:{GAP}(?:in{GAP})?|{HYPHEN})"
    rf"|(?:the{GAP})?(?:very{GAP})?(?P<noun>end|beginning|start|middle|close|rest|remainder|turn|first{GAP}half|second{GAP}half|last{GAP}half|latter{GAP}half"
    rf"|first{GAP}part|latter{GAP}part|early{GAP}part|early{GAP}days|bulk|balance|week){GAP}of{GAP})\Z",
    re.IGNORECASE,
)
_HEDGE_BEFORE = re.compile(rf"\b(?:around|about|approximately){GAP}\Z", re.IGNORECASE)
_OPEN_BEFORE = re.compile(rf"\b(?P<word>since|until|till|before|by|after){GAP}\Z", re.IGNORECASE)
_STRETCHES = {Shape.MONTH, Shape.YEAR, Shape.DECADE, Shape.CENTURY, Shape.QUARTER, Shape.SEASON, Shape.NEAR, Shape.WEEKDAY, Shape.OFFSET}


def _extended(text: str, mention: Mention, floor: int) -> Mention:
    """The mention with "early", "the end of", "around" and an open end before it, not beyond `floor`."""
    if mention.shape in (Shape.DURATION, Shape.VAGUE):
        return mention
    before = text[max(floor, mention.start - 26) : mention.start]
    start, part = mention.start, mention.part
    if mention.shape in _STRETCHES or mention.shape is Shape.DAY:
        m = _PART_BEFORE.search(before)
        if m and not (mention.shape is Shape.DAY and (m["noun"] or "").casefold() != "week"):
            part = " ".join((m["adj"] or m["noun"]).casefold().split())
            offset = m.start("adj") if m["the"] and mention.shape not in (Shape.DECADE, Shape.CENTURY, Shape.SEASON) else m.start()
            start -= len(before) - offset
    if mention.shape in (Shape.CLOCK, Shape.DAY) or mention.time:
        m = _HEDGE_BEFORE.search(before)
        start -= len(m[0]) if m and start == mention.start else 0
    opened = _OPEN_BEFORE.search(text[max(floor, start - 12) : start])
    open_end = opened["word"].casefold() if opened and text[mention.end : mention.end + 2] not in ("'s", "\u2019s") else ""
    return replace(mention, start=start, part=part, open_end=open_end)


def _parted(period: Period, mention: Mention, published: date | None) -> Period:
    """The bounds after "early", "earlier" and their like."""
    part = mention.part
    if not part or period.low is None or period.high is None:
        return period
    if part in ("earlier", "later", "rest", "remainder", "balance"):
        if published is None or not period.low <= published <= period.high:
            return period
        return replace(period, high=published) if part == "earlier" else replace(period, low=published)
    if part == "week":
        from compare.values.date_periods import of_week

        return of_week(period.low)
    word = {"first half": "early", "early part": "early", "first part": "early", "early days": "early", "turn": "beginning",
            "second half": "late", "last half": "late", "latter half": "late", "latter part": "late"}.get(part, part)  # fmt: skip
    return narrowed(period, word)


def _opened(period: Period, word: str) -> Period:
    """The period with the end that "since" or "until" leaves open."""
    if not word or period.low is None or period.high is None or period.vague:
        return period
    if word == "since":
        return replace(period, high=None)
    if word == "after":
        return replace(period, low=add_days(period.high, 1), high=None)
    if word == "before":
        return replace(period, low=None, high=add_days(period.low, -1))
    return replace(period, low=None)


def _selected(text: str) -> list[Mention]:
    """Mentions in text order, the longest of overlapping ones."""
    out: list[Mention] = []
    for mention in sorted(_find(text), key=lambda m: (m.start, -m.end)):
        if out and mention.start < out[-1].end:
            continue
        out.append(mention)
    return _joined(text, out)


def extract_dates(text: str, published: date | None = None) -> list[Value]:
    """Dates and durations in `text`, in order, relative ones resolved against `published`."""
    context = Context(text, published)
    values: list[Value] = []
    floor = 0
    for found in _selected(text):
        mention = _extended(text, found, floor)
        if mention.shape is Shape.DURATION:
            values.append(_duration(text, mention, published))
            if mention.unit == "month" and (mention.number or 0) > 3:
                context.fiscal = None  # "the first nine months": no quarter is spoken of any more
            floor = mention.end
            continue
        period = resolve(mention, context)
        if period is None:
            continue
        period = _parted(period, mention, published)
        if mention.time and not period.time:
            period = period.at(mention.time)
        context.note(period, mention.start, mention.shape in (Shape.QUARTER, Shape.HALF))
        values.append(_date(text, mention, _opened(period, mention.open_end)))
        floor = mention.end
    return values


def _date(text: str, mention: Mention, period: Period) -> Value:
    granularity = Granularity.TIME if period.time.startswith("T0") or period.time[1:2].isdigit() else period.granularity
    return Value(Facet.DATE, mention.start, mention.end, text[mention.start : mention.end], period.value, low=period.low, high=period.high,
                 granularity=granularity, vague=period.vague, time=period.time)  # fmt: skip


def _duration(text: str, mention: Mention, published: date | None) -> Value:
    value = duration_value(text, mention, mention.start, mention.end)
    if value.number is None and mention.relation:
        past = mention.relation in ("recent", "past", "last", "latest", "previous", "preceding")
        bounds = (None, published) if past else (published, None)
        return replace(value, kind=Facet.DATE, unit="", low=bounds[0], high=bounds[1])
    return value
