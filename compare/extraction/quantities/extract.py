"""Quantities, money and percentages as intervals.

A value's span covers the number with its hedge, currency and unit: "at least 27", "about 10
kilometers", "US$1.2bn". What is counted is a field of its own. `AmountValue.number` is the number as
stated; `low` and `high` hold what the words allow (`quantity_hedges.HEDGE_TOLERANCE` for "about").
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from compare.extraction.quantities.ages import find_decades_of_age
from compare.extraction.quantities.bounds import bounds, place
from compare.extraction.quantities.change import find_change
from compare.extraction.quantities.counted_noun import MARKS, Counted, counted_phrase, numbered_phrase
from compare.extraction.quantities.filters import is_identifier
from compare.extraction.quantities.numbers import (
    Mention,
    Tokens,
    find_numbers,
    has_number,
    overlaps,
    tokenize,
)
from compare.extraction.quantities.outcomes import find_actions, is_action_word
from compare.extraction.quantities.ranges import merge_ranges
from compare.extraction.quantities.unit_spans import read_unit
from compare.extraction.units import PERCENT_UNITS, SCORE, TIME_UNITS
from compare.lang.en.calendar import ABBREVIATION_SOURCE
from compare.lang.en.outcome_lexicon import CASUALTY
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists, words
from compare.models import AmountValue, Change, Facet, Modifier

__all__ = ["extract_quantities"]

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|(?<!\s)\s*\n\s*")
_SPLIT_DECIMAL = re.compile(r"\d[ ]\.[ ]\d")
_SHORTENED = word_lists("en", "abbreviations")
_SHORT_FORM = any_of(
    *(_SHORTENED[key] for key in ("titles", "companies", "places", "streets", "before_numbers"))
)
_ABBREVIATION = re.compile(rf"(?:\b[A-Za-z]|\b(?:{_SHORT_FORM}|{ABBREVIATION_SOURCE}))$")
_COUNTED_OPENERS = word_lists("en", "counted_nouns")["openers"]


def extract_quantities(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[AmountValue]:
    """Counts, measures, money and percentages in `text`, in order, outside the `taken` spans.

    `taken` are the spans of dates and durations. Every value has its unit, what is counted, what
    happens to it (`action`), its hedge (`modifier`) and whether it is a change.
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    spans = sorted([*taken, *_phones(text, sorted(taken))])
    values: list[AmountValue] = []
    for start, end in _segments(text):
        if has_number(text[start:end]):
            values.extend(_segment(text, low, start, end, spans))
    return values


_PHONE = re.compile(r"\+\d{1,3}(?:[ -.]?\(?\d{1,4}\)?){2,5}|\(\d{3}\)[ -]?\d{3}-\d{4}")


def _phones(text: str, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans of telephone numbers with a country or an area code."""
    found = [m.span() for m in _PHONE.finditer(text)] if "+" in text or "(" in text else []
    return [span for span in found if not overlaps(taken, *span)]


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """Rough sentences: context never reaches across one. An abbreviation's point ends none."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        if text[found.start()] == "." and _ABBREVIATION.search(
            text[max(start, found.start() - 8) : found.start()]
        ):
            continue
        if _SPLIT_DECIMAL.match(text, max(0, found.start() - 2)):
            continue
        yield start, found.end()
        start = found.end()
    if start < len(text):
        yield start, len(text)


def _segment(text: str, low: str, start: int, end: int, taken: list[tuple[int, int]]) -> list[AmountValue]:
    """The values of one rough sentence."""
    tokens = tokenize(text, start, end)
    numbers = list(find_numbers(text, low, tokens, taken))
    for mention in numbers:
        read_unit(text, mention)
    ages = find_decades_of_age(low, start, end, taken)
    told = sorted([*merge_ranges(text, numbers), *ages], key=lambda mention: mention.start)
    found = [(mention, place(text, tokens, mention)) for mention in told]
    stops = {mention.first for mention, _ in found}
    for (last, _), (mention, _) in pairwise(found):
        between = tokens.words[last.after : mention.first]
        if last.old and between in (["and"], ["or"], [","], ["&"]) and _is_bare(tokens, mention, stops):
            mention.old, mention.unit = True, last.unit  # "two men aged 30 and 40"
    stated = [
        _Stated(mention, hedge, phrase)
        for mention, hedge in found
        if not _dropped(text, tokens, mention, phrase := _counted(tokens, mention, stops))
    ]
    return _values(text, tokens, stated)


def _is_bare(tokens: Tokens, m: Mention, stops: set[int]) -> bool:
    """Whether a number in digits has no unit and counts nothing."""
    first, end = counted_phrase(tokens, m.after, stops, single=False)
    return end == first and not (m.words or m.unit or m.currency or m.vague or m.joined or m.share)


class _Stated(NamedTuple):
    """A mention that is a value, with its hedge and what it counts."""

    mention: Mention
    hedge: str
    phrase: Counted


def _values(text: str, tokens: Tokens, stated: list[_Stated]) -> list[AmountValue]:
    """The records of the mentions of one sentence."""
    mentions = [s.mention for s in stated]
    starts = {mention.first for mention in mentions}
    values: list[AmountValue] = []
    change: Change | None = None
    nouns = ""
    for n, (action, whole) in enumerate(find_actions(tokens, mentions, [s.phrase for s in stated])):
        mention, (first, end) = mentions[n], stated[n].phrase
        if _empty(tokens, mention, (first, end), action):
            continue
        change = find_change(tokens, mention, mentions[n - 1] if n else None, change)
        if end == first and not (mention.unit or mention.currency or mention.old):
            first, end = numbered_phrase(tokens, mention.first, starts)
        counted = MARKS.sub("", text[tokens.starts[first] : tokens.ends[end - 1]]) if end > first else ""
        if not counted and action not in CASUALTY and nouns and _elliptic(tokens, mention, nouns):
            counted = nouns
        nouns = counted if counted and not mention.unit else nouns
        value = _value(text, mention, stated[n].hedge, counted)
        part_of = mentions[whole].start if whole is not None else None
        empty = mention.number == 1 and mention.words and not action and _next(tokens, mention) == "of"
        values.append(replace(value, action=action, whole=part_of, change=change, vague=empty))
    return values


def _next(tokens: Tokens, m: Mention) -> str:
    return tokens.words[m.after] if m.after < len(tokens.words) else ""


def _elliptic(tokens: Tokens, m: Mention, nouns: str) -> bool:
    """Whether the noun is left out because it was just said: "435 homes by sale and 187 by tender"."""
    if m.unit or m.currency or m.words or not m.first:
        return False
    before = tokens.words[m.first - 1]
    if nouns == "points":
        return before in ("to", "at")
    return before in ("and", "including") and _next(tokens, m) in _BEHIND_ELLIPSIS


_BEHIND_ELLIPSIS = frozenset({"by", "in", "who", "that", "from", "with", "at", "on", "were", "are", ",", "."})


def _counted(tokens: Tokens, m: Mention, stops: set[int]) -> Counted:
    """The phrase that a mention counts; none for money, measures and ages."""
    none = (m.after, m.after)
    if m.currency or m.old or (m.unit and m.unit != "percentage"):
        return none
    ratio = m.share and (m.joined == "of" or _next(tokens, m) in _COUNTED_OPENERS)
    if m.unit and _next(tokens, m) != "of" and not ratio:
        return none
    found = counted_phrase(tokens, m.after, stops, m.number == 1 or bool(m.unit))
    return found if found[1] > found[0] or m.unit else _predicate(tokens, m, stops) or found


def _predicate(tokens: Tokens, m: Mention, stops: set[int]) -> Counted | None:
    """What some of those just named are: "six of them children", "two of whom were nurses"."""
    at = m.after
    if tokens.words[at : at + 1] == ["of"] and tokens.words[at + 1 : at + 2] in (
        ["them"],
        ["whom"],
        ["those"],
    ):
        at += 2
    elif _next(tokens, m) not in _ARE:
        return None
    at += tokens.words[at : at + 1] != [] and tokens.words[at] in _ARE
    first, end = counted_phrase(tokens, at, stops, single=False)
    return (first, end) if first == at and 0 < end - first <= _SHORT else None


_ARE = frozenset({"were", "are"})
_SHORT = 2
"""Words of a noun phrase that says what people are; a longer one has other things between."""


def _dropped(text: str, tokens: Tokens, m: Mention, phrase: Counted) -> bool:
    """Whether a mention states no value."""
    counted = phrase[1] > phrase[0]
    if m.old:
        return False
    return is_identifier(text, tokens, m, counted)


def _empty(tokens: Tokens, m: Mention, phrase: Counted, action: str) -> bool:
    """Whether a number in words counts and says nothing: "the two", "no idea"."""
    if m.few:
        return not (action or _told(tokens, m, phrase))
    if not m.words or m.unit or m.currency:
        return False
    counted = phrase[1] > phrase[0]
    if tokens.words[m.first] == "both":
        pair = "and" in tokens.words[m.after : max(phrase[1], m.after) + 2]  # "both soldiers and civilians"
        return pair or action not in CASUALTY or not (counted or _next(tokens, m) in _VERBS_OF_NONE | {"of"})
    if m.number == 0:
        return action not in CASUALTY or not _states_none(tokens, m, phrase)
    if counted or action or m.scaled or m.modifier is not Modifier.EXACT:
        return False
    return _next(tokens, m) != "of"


def _told(tokens: Tokens, m: Mention, phrase: Counted) -> bool:
    """Whether something is told of a few: "several villages were cut off", "they closed a few schools"."""
    first, end = phrase
    if end == first or tokens.words[end - 1] == "times":
        return False
    behind = tokens.words[end] if end < len(tokens.words) else ""
    before = tokens.words[m.first - 1] if m.first else ""
    return behind in _FINITE or any(word.endswith("ed") or word in _PAST for word in (behind, before))


_FINITE = frozenset({"was", "were", "is", "are", "has", "have", "had", "will"})
_PAST = words("en", "past_forms")


def _states_none(tokens: Tokens, m: Mention, phrase: Counted) -> bool:
    """Whether "no" denies an outcome: "no one was hurt", "no casualties", not "no reports that 3 died"."""
    first, end = phrase
    if end > first and is_action_word(tokens.words[end - 1]):
        return True
    if end == first and tokens.words[m.first : m.after] == ["no"]:
        return False
    behind = tokens.words[max(end, m.after) : max(end, m.after) + 2]
    behind = [word for word in behind if word != "else"]
    return bool(behind) and (behind[0] in _VERBS_OF_NONE or is_action_word(behind[0]))


_VERBS_OF_NONE = frozenset({"was", "were", "is", "are", "has", "have", "had"})


def _value(text: str, m: Mention, hedge: str, counted: str) -> AmountValue:
    """The record of a mention by itself, without what its sentence says of it."""
    low, high = (None if b is None else _round(b * m.factor) for b in bounds(m, hedge))
    kind = Facet.QUANTITY
    if m.currency:
        kind = Facet.MONEY
    elif m.unit in PERCENT_UNITS:
        kind = Facet.PERCENTAGE
    elif m.unit in TIME_UNITS and not m.old:
        kind = Facet.DURATION
    stated = m.low if m.number is None or m.share else m.number
    value = _plain(_round((stated or 0.0) * m.factor))
    if m.unit == SCORE:
        value = "-".join(re.findall(r"\d+", text[m.at : m.end]))
    elif kind is Facet.DURATION:
        value = _iso(m)
    elif m.number is None and m.high is not None and m.high != m.low:
        value = f"{value}/{_plain(_round(m.high * m.factor))}"
    if m.old or m.unit == SCORE:
        counted = "age" if m.old else SCORE
    return AmountValue(
        kind=kind, start=m.start, end=m.end, text=text[m.start : m.end], value=value, number=m.number,
        low=low, high=high, unit=m.currency or m.unit, counted=counted or m.rate,
        modifier=m.modifier, before=m.before,
    )  # fmt: skip


def _round(number: float) -> float:
    """Without the dust of binary fractions."""
    return float(f"{number:.12g}") if math.isfinite(number) else number


def _plain(number: float) -> str:
    """A number without separators or exponent."""
    if number == int(number):
        return str(int(number))
    return f"{number:.6f}".rstrip("0").rstrip(".")


def _iso(m: Mention) -> str:
    """ISO 8601 duration of a mention in a time unit; of a range, its lower end."""
    letter, size = TIME_UNITS[m.unit], {"decade": 10.0, "century": 100.0}.get(m.unit, 1.0)
    part = "T" if m.unit in ("second", "minute", "hour") else ""
    return f"P{part}{_plain((m.low or 0.0) * size)}{letter}"
