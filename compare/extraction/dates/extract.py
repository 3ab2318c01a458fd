"""Dates and durations in English news, as intervals of days or of a unit of time.

`select` finds triggers among the words; a reader at each trigger looks a bounded distance to both
sides and yields a `Mention`; neighbours are joined ("noon" and "Thursday") and extended ("the end of"
before "the year"). Here they are resolved in text order, because later ones refer to earlier ones.
Spans follow the TimeML guidelines for TIMEX3, values are ISO 8601 as TIMEX3 extends it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from compare.extraction.dates.context import Context
from compare.extraction.dates.durations import duration_value, is_age
from compare.extraction.dates.mentions import Mention, Shape
from compare.extraction.dates.periods import (
    OutOfRangeError,
    Period,
    add_days,
    narrowed,
    of_day,
    of_week,
    unresolved,
)
from compare.extraction.dates.resolve import resolve
from compare.extraction.dates.select import extend, select
from compare.lang.resources import word_lists
from compare.models import AmountValue, DateValue, Facet, Granularity

Timed = DateValue | AmountValue
"""A date, or a duration."""

_ANCHORS = (Shape.DAY, Shape.WEEKDAY, Shape.NTH_WEEKDAY, Shape.OFFSET, Shape.HOLIDAY)
_ANCHOR_REACH = 90
"""Characters within which the day stands that "the day after" counts from."""
_REPORTED = (Shape.QUARTER, Shape.HALF)


def extract_dates(text: str, published: date | None = None) -> list[Timed]:
    """Dates and durations in `text`, in order and without overlaps; relative ones count from `published`.

    A date has ``low`` and ``high`` as days; an open end ("since May") is None. What cannot be resolved,
    for want of a publication date or because it is vague, has both None and a TIMEX3 placeholder as value.
    A duration has its bounds in ``unit``.
    """
    if isinstance(published, datetime):  # a datetime is a date to the type checker, and its days have hours
        published = published.date()
    context = Context(text, published)
    values: list[Timed] = []
    floor = 0
    mentions = select(text)
    for i, found in enumerate(mentions):
        mention = extend(text, _with_year(text, found, mentions[i + 1 : i + 2]), floor)
        if is_age(text, mention):
            continue  # a quantity
        try:
            value = _value(text, mention, mentions[i + 1 : i + 3], context, values)
        except OutOfRangeError:  # "the day after" the last one that there is
            continue
        if value is not None:
            values.append(value)
            floor = mention.end
    return _spanned(text, values)


_TO = re.compile(r"[ \n](?:(?P<to>to|until|till|through)|and)[ \n]", re.IGNORECASE)
_LEAD = re.compile(r"\b(?:(?P<from>from)|between)[ \n]\Z", re.IGNORECASE)


def _spanned(text: str, values: list[Timed]) -> list[Timed]:
    """ "From January 1973 to May 1976", "between June and August 2024": two months or days that are one span.

    Where the second has its own year, so that neither is a figure's ("up from May 4 to 5").
    """
    out: list[Timed] = []
    for value in values:
        span = _span(text, out[-1], value) if out else None
        if span is None:
            out.append(value)
        else:
            out[-1] = span
    return out


_LINK = 9
"""Characters between the ends of a span, at most: " through ".
A fifth less or more changes none of 19,693 readings."""


def _span(text: str, first: Timed, last: Timed) -> DateValue | None:
    grain = (Granularity.MONTH, Granularity.DAY)
    if not (isinstance(first, DateValue) and isinstance(last, DateValue)) or last.start - first.end > _LINK:
        return None
    if first.granularity is not last.granularity or first.granularity not in grain or first.time or last.time:
        return None
    link = _TO.fullmatch(text, first.end, last.start)
    lead = _LEAD.search(text, max(0, first.start - 8), first.start) if link else None
    if not link or not lead or bool(lead["from"]) != bool(link["to"]) or not _YEAR_LAST.search(last.text):
        return None
    low, high = first.low, last.high
    if low is None or high is None or low >= high:
        return None
    return replace(
        first, end=last.end, text=text[first.start : last.end], value=f"{first.value}/{last.value}",
        low=low, high=high, granularity=Granularity.INTERVAL,
    )  # fmt: skip


_YEAR_LAST = re.compile(r"\d{4}\Z")


_SPANNING = re.compile(r"[ \n](?:to|and|or|through|until|till)[ \n]|[ ]?[-\u2013\u2014][ ]?")


def _with_year(text: str, mention: Mention, following: Sequence[Mention]) -> Mention:
    """A month or day with the year that stands once behind a pair: "from March to May 2012"."""
    pair = (Shape.MONTH, Shape.DAY)
    if not following or mention.shape not in pair or following[0].shape not in pair:
        return mention
    other = following[0]
    if mention.year is not None or mention.relation or mention.weekday is not None or other.year is None:
        return mention
    if not _SPANNING.fullmatch(text, mention.end, other.start):
        return mention
    return replace(mention, year=other.year - ((mention.month or 0) > (other.month or 12)))


_QUARTER = 3
"""Months."""


def _value(
    text: str, mention: Mention, following: Sequence[Mention], context: Context, values: Sequence[Timed]
) -> Timed | None:
    """The value of one mention, noting in `context` what it speaks of."""
    if mention.shape is Shape.DURATION:
        if mention.unit == "month" and (mention.number or 0) > _QUARTER:
            context.fiscal = None  # "the first nine months": no quarter is spoken of any more
        return _duration(text, mention, context.published)
    if mention.word == "beside":
        period: Period | None = _beside(text, mention, following, context, values)
    else:
        period = _clock_day(text, mention, following, context, values) or resolve(mention, context)
    if period is None:
        return None
    lost = mention.shape is Shape.SHIFT and period.low is None and period.high is None
    if lost and mention.number is not None and not _compared(mention):
        return duration_value(text, mention)  # "two days later" than nobody knows when is two days
    period = _parted(period, mention, context.published)
    if mention.time and not period.time:
        period = period.at(mention.time)
    if not _compared(mention):
        quarter = context.fiscal is None and period.granularity is Granularity.QUARTER
        context.note(period, mention.start, quarter or mention.shape in _REPORTED)
    value = _date(text, mention, _opened(period, mention.open_end))
    if mention.open_end and value.low is None and value.high is None:
        return replace(value, vague=True)  # "since March" of an unknown year: nothing says where it ends
    return replace(value, turn=_turn(period, mention.open_end))


def _compared(mention: Mention) -> bool:
    """Whether the mention only looks back, "a year earlier": the next one does not count from there."""
    back = mention.shape in (Shape.AGO, Shape.SHIFT) and mention.relation in ("ago", "earlier")
    return mention.shape is Shape.COMPARISON or (back and mention.unit == "year" and mention.number == 1)


def _anchor(mention: Mention, following: Sequence[Mention], context: Context, reach: int) -> date | None:
    """The day that the next mention names, where it stands close by in the same sentence."""
    day = next((m for m in following if m.shape in _ANCHORS), None)
    if day is None or day.start - mention.end > reach or day.start >= context.sentence(mention.start)[1]:
        return None
    period = resolve(day, context)
    return period.low if period else None


def _beside(
    text: str, mention: Mention, following: Sequence[Mention], context: Context, values: Sequence[Timed]
) -> Period:
    """ "the day after the attack on 4 April", "Oct. 12, the day before the crash"."""
    last = values[-1] if values else None
    if (
        last
        and isinstance(last.low, date)
        and re.fullmatch(r"(?:,|[ ]-+|[ ]?[\u2013\u2014])[ ]?", text[last.end : mention.start])
    ):
        return of_day(last.low)
    anchor = _anchor(mention, following[:1], context, _ANCHOR_REACH)
    if anchor is None or "," in text[mention.end : following[0].start]:
        return unresolved("XXXX-XX-XX", Granularity.DAY)
    return of_day(add_days(anchor, int(mention.number or 0)))


_CLAUSE_REACH = 90
"""Characters behind a time of day in which the day of its clause stands.
A fifth less or more changes none of 19,693 readings."""
_OTHER_CLAUSE = re.compile(
    r"[,;:\u2013\u2014](?!\d)|[ ]-{1,2}[ ]|\band\b(?![ ]\d)"
    r"|\b(?:but|when|while|after|before|until|since|who|which|that|because)\b"
)


def _clause_day(text: str, mention: Mention, following: Sequence[Mention], context: Context) -> date | None:
    """The day further behind a time of day, in its clause: "at 8 a.m. in a crowded market on Monday"."""
    ahead = next((m for m in following if m.shape in _ANCHORS), None)
    if ahead is None or _OTHER_CLAUSE.search(text, mention.end, ahead.start + 1):
        return None
    return _anchor(mention, following, context, _CLAUSE_REACH)


_BESIDE_CLOCK = re.compile(r",?[ ](?:at[ ])?")


def _clock_day(
    text: str, mention: Mention, following: Sequence[Mention], context: Context, values: Sequence[Timed]
) -> Period | None:
    """The day of a time of day: right before it, or behind it as in "6 a.m. (0400 GMT) on Friday"."""
    if mention.shape is not Shape.CLOCK:
        return None
    last = values[-1] if values else None
    beside = last is not None and _BESIDE_CLOCK.fullmatch(text, last.end, mention.start)
    if beside and isinstance(last, DateValue) and last.granularity is Granularity.DAY and last.low:
        anchor: date | None = last.low
    else:
        anchor = _clause_day(text, mention, following, context)
    return replace(of_day(anchor).at(mention.time), granularity=Granularity.TIME) if anchor else None


_PARTS = {
    noun: part
    for part, nouns in word_lists("en", "parts_of_periods").items()
    if part != "nouns"
    for noun in nouns
}
"""Which part of a period a noun before "of" stands for."""


def _parted(period: Period, mention: Mention, published: date | None) -> Period:
    """The bounds after "early", "earlier", "the rest of" and their like."""
    part = mention.part
    if not part or period.low is None or period.high is None:
        return period
    if part in ("earlier", "later", "rest", "remainder", "balance"):
        if published is None or not period.low <= published <= period.high:
            return period
        return replace(period, high=published) if part == "earlier" else replace(period, low=published)
    if part == "week":
        return of_week(period.low)
    return narrowed(period, _PARTS.get(part, part))


def _opened(period: Period, word: str) -> Period:
    """The period with the end that "since" or "until" leaves open."""
    if not word or period.low is None or period.high is None or period.vague:
        return period
    if word in ("since", "or later"):
        return replace(period, high=None)
    if word == "after":
        return replace(period, low=add_days(period.high, 1), high=None)
    if word in ("before", "prior to"):
        return replace(period, low=None, high=add_days(period.low, -1))
    return replace(period, low=None)


def _turn(period: Period, word: str) -> date | None:
    """The other end of the period in which what is open began or ended; None where none is said."""
    if period.vague or period.low is None or period.high is None:
        return None
    return {"since": period.high, "until": period.low, "till": period.low}.get(word)


def _date(text: str, mention: Mention, period: Period) -> DateValue:
    granularity = Granularity.TIME if period.time[1:2].isdigit() else period.granularity
    return DateValue(
        Facet.DATE, mention.start, mention.end, text[mention.start : mention.end], period.value,
        low=period.low, high=period.high, granularity=granularity, vague=period.vague, time=period.time,
    )  # fmt: skip


_PAST = ("recent", "past", "last", "latest", "previous", "preceding")


def _duration(text: str, mention: Mention, published: date | None) -> Timed:
    """The duration; one of unsaid length next to the present ("in recent weeks") is a vague date."""
    value = duration_value(text, mention)
    if value.number is None and mention.relation:
        low, high = (None, published) if mention.relation in _PAST else (published, None)
        return DateValue(
            Facet.DATE, value.start, value.end, value.text, value.value,
            low=low, high=high, granularity=Granularity.INTERVAL, vague=value.vague,
        )  # fmt: skip
    return value
