"""Quantities, money and percentages as intervals.

A value's span covers the number with its hedge, currency and unit: "at least 27", "about 10
kilometers", "US$1.2bn". What is counted is a field of its own. `Value.number` is the number as
stated; `low` and `high` hold what the words allow (see `HEDGE_TOLERANCE` for "about").
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from compare.models import Change, Facet, Modifier, Value
from compare.values.counted import Counted, counted_phrase
from compare.values.quantity_action_words import CASUALTY
from compare.values.quantity_actions import find_actions, is_action_word
from compare.values.quantity_filters import is_identifier
from compare.values.quantity_hedges import HEDGE_TOLERANCE, find_hedge, tail_hedge
from compare.values.quantity_numbers import (
    Mention,
    Tokens,
    find_numbers,
    has_number,
    merge_ranges,
    tokenize,
)
from compare.values.quantity_units import read_unit
from compare.values.quantity_words import CHANGE_SKIP, DOWN, UP
from compare.values.units import PERCENT_UNITS, TIME_UNITS

__all__ = ["extract_quantities"]

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])|\s*\n\s*")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Za-z]|\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|Capt|Rep|Sen|Gov|No|Nos|St|Ave|vs|approx|est|Jan|Feb|Mar|Apr|Jun|"
    r"Jul|Aug|Sep|Sept|Oct|Nov|Dec|Inc|Co|Corp|Ltd|Rs|Art|Sec))$"
)


def extract_quantities(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Value]:
    """Counts, measures, money and percentages in `text`, in order, outside the `taken` spans.

    `taken` are the spans of dates and durations. Every value has its unit, what is counted, what
    happens to it (`action`), its hedge (`modifier`) and whether it is a change.
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    spans = sorted(taken)
    values: list[Value] = []
    for start, end in _segments(text):
        if has_number(text[start:end]):
            values.extend(_segment(text, low, start, end, spans))
    return values


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """Rough sentences: context never reaches across one. An abbreviation's point ends none."""
    start = 0
    for found in _SENTENCE_END.finditer(text):
        if text[found.start()] == "." and _ABBREVIATION.search(
            text[max(start, found.start() - 8) : found.start()]
        ):
            continue
        yield start, found.end()
        start = found.end()
    if start < len(text):
        yield start, len(text)


def _segment(text: str, low: str, start: int, end: int, taken: list[tuple[int, int]]) -> list[Value]:
    """The values of one rough sentence."""
    tokens = tokenize(text, start, end)
    numbers = list(find_numbers(text, low, tokens, taken))
    for mention in numbers:
        read_unit(text, mention)
    mentions = merge_ranges(text, numbers)
    stops: set[int] = set()
    hedges: list[str] = []
    for mention in mentions:
        hedges.append(_place(text, tokens, mention))
        stops.add(mention.first)
    phrases = [_counted(tokens, mention, stops) for mention in mentions]
    keep = [n for n, m in enumerate(mentions) if not _dropped(text, tokens, m, phrases[n])]
    mentions, phrases, hedges = ([x[n] for n in keep] for x in (mentions, phrases, hedges))  # type: ignore[assignment]
    values: list[Value] = []
    change: Change | None = None
    for n, (action, whole) in enumerate(find_actions(tokens, mentions, phrases)):
        if mentions[n].number == 0 and mentions[n].words and action not in CASUALTY:
            continue
        change = _change(tokens, mentions[n], mentions[n - 1] if n else None, change)
        part_of = mentions[whole].start if whole is not None else None
        values.append(_value(text, tokens, mentions[n], phrases[n], hedges[n], (action, part_of, change)))
    return values


def _place(text: str, tokens: Tokens, m: Mention) -> str:
    """Find the tokens of a mention, its sign and its hedge; the hedge's words are returned."""
    if (
        m.start
        and text[m.start - 1] in "-−–"
        and not text[m.start - 2 : m.start - 1].strip()
        and m.number is not None
    ):
        m.start, m.number, m.low, m.high = m.start - 1, -m.number, -(m.number), -(m.number)
    m.at, m.first, m.after = m.start, tokens.at(m.start), tokens.at(m.end)
    words = tokens.words
    if m.number is not None and m.first and words[m.first - 1 : m.first] == ["minus"]:
        m.first -= 1
        m.number, m.low, m.high = -m.number, -m.number, -m.number
    elif m.number is not None and m.first > 1 and words[m.first - 2 : m.first] == ["minus", "-"]:
        m.first -= 2
        m.number, m.low, m.high = -m.number, -m.number, -m.number
    if m.joined == "and" and m.first and words[m.first - 1] == "between":
        m.first -= 1
    modifier, first, hedge = find_hedge(tokens, m.first)
    if modifier is not Modifier.EXACT:
        m.first, m.modifier = first, modifier
    if m.first < len(tokens.starts):
        m.start = min(m.start, tokens.starts[m.first])
    tail = tail_hedge(text, m.end)
    if tail is not None and modifier is Modifier.EXACT:
        m.modifier, m.end = tail
        m.after = tokens.at(m.end)
    return hedge


def _counted(tokens: Tokens, m: Mention, stops: set[int]) -> Counted:
    """The phrase that a mention counts; none for money, measures and ages."""
    none = (m.after, m.after)
    if m.currency or m.old or (m.unit and m.unit != "percentage"):
        return none
    if m.unit and tokens.words[m.after : m.after + 1] != ["of"]:
        return none
    return counted_phrase(tokens, m.after, stops, m.number == 1 or bool(m.unit))


def _dropped(text: str, tokens: Tokens, m: Mention, phrase: Counted) -> bool:
    """Whether a mention states no value."""
    behind = tokens.words[m.after] if m.after < len(tokens.words) else ""
    counted = phrase[1] > phrase[0]
    if is_identifier(text, tokens, m, counted):
        return True
    if m.number == 0 and m.words:
        return False
    if (
        m.words
        and not counted
        and not m.unit
        and not m.currency
        and m.modifier is Modifier.EXACT
        and not m.scaled
    ):
        return not (
            is_action_word(behind)
            or (m.first and is_action_word(tokens.words[m.first - 1]))
            or behind == "of"
        )
    return False


def _value(
    text: str,
    tokens: Tokens,
    m: Mention,
    phrase: Counted,
    hedge: str,
    about: tuple[str, int | None, Change | None],
) -> Value:
    """The record of a mention; `about` is its action, where its whole starts, and its change."""
    action, whole, change = about
    low, high = _bounds(m, hedge)
    scale = m.factor
    low, high = (None if b is None else _round(b * scale) for b in (low, high))
    kind = Facet.QUANTITY
    if m.currency:
        kind = Facet.MONEY
    elif m.unit in PERCENT_UNITS:
        kind = Facet.PERCENTAGE
    elif m.unit in TIME_UNITS and not m.old:
        kind = Facet.DURATION
    counted = text[tokens.starts[phrase[0]] : tokens.ends[phrase[1] - 1]] if phrase[1] > phrase[0] else m.rate
    if m.old:
        counted = "age"
    stated = m.low if m.number is None or m.share else m.number
    value = _plain(_round((stated or 0.0) * scale))
    if m.number is None and m.high != m.low:
        value = f"{value}/{_plain(_round((m.high or 0.0) * scale))}"
    if kind is Facet.DURATION:
        value = _iso(m)
    return Value(
        kind=kind, start=m.start, end=m.end, text=text[m.start : m.end], value=value, number=m.number,
        low=low, high=high, unit=m.currency or m.unit, counted=counted, action=action, modifier=m.modifier,
        change=change, whole=whole, vague=m.number == 1 and m.words and not action and _of(tokens, m),
    )  # fmt: skip


def _of(tokens: Tokens, m: Mention) -> bool:
    """ "one of the largest cities": a count that says nothing."""
    return tokens.words[m.after : m.after + 1] == ["of"]


def _bounds(m: Mention, hedge: str) -> tuple[float | None, float | None]:
    """What the number and its hedge allow."""
    low, high = m.low, m.high
    if low is None or high is None or m.modifier in (Modifier.EXACT, Modifier.BETWEEN):
        return low, high
    reach = HEDGE_TOLERANCE * max(abs(low), abs(high))
    just = hedge.startswith("just ")
    if m.joined in ("-", "to", "and", "or") or (m.vague and m.modifier is Modifier.ABOUT):
        return low, high
    if m.modifier is Modifier.ABOUT:
        return low - reach, high if hedge in _BELOW else high + reach
    if m.modifier in (Modifier.AT_LEAST, Modifier.MORE_THAN):
        return low, high + reach if just else None
    return (low - reach if just else None), high


_BELOW = frozenset({"nearly", "almost", "close to", "virtually", "practically"})


def _round(number: float) -> float:
    """Without the dust of binary fractions."""
    return float(f"{number:.12g}") if math.isfinite(number) else number


def _plain(number: float) -> str:
    """A number without separators or exponent."""
    if number == int(number):
        return str(int(number))
    return f"{number:.6f}".rstrip("0").rstrip(".")


def _iso(m: Mention) -> str:
    """ISO 8601 duration of a mention in a time unit."""
    letter, size = TIME_UNITS[m.unit], {"decade": 10.0, "century": 100.0}.get(m.unit, 1.0)
    part = "T" if m.unit in ("second", "minute", "hour") else ""
    low, high = (_plain((b or 0.0) * size) for b in (m.low, m.high))
    first = f"P{part}{low}{letter}"
    return first if low == high else f"{first}/P{part}{high}{letter}"


# ---------------------------------------------------------------- change


def _change(tokens: Tokens, m: Mention, last: Mention | None, change: Change | None) -> Change | None:
    """Whether the value is a difference: "rose by 5%", not "rose to 5%" or "is 5%".

    `last` is the mention before and `change` its change: "lost 190 points, or 0.6%" has two.
    """
    words = tokens.words
    if (
        last is not None
        and change is not None
        and words[last.after : m.first] in ([",", "or"], ["or"], ["("])
    ):
        return change
    k = m.first - 1
    by = words[k : k + 1] == ["by"]
    if not (m.unit or m.currency or by or words[m.after : m.after + 1] == ["points"]):
        return None
    for d in range(5):
        word = words[k - d] if k - d >= 0 else ""
        if word in UP:
            return Change.UP
        if word in DOWN:
            return Change.DOWN
        if word not in CHANGE_SKIP and not (word == "from" and m.joined == "to"):
            break
    behind = words[m.after : m.after + 2]
    if m.unit or m.currency:
        for word in behind:
            if word in ("higher", "increase", "rise", "growth", "jump", "gain", "hike", "surge"):
                return Change.UP
            if word in ("lower", "decrease", "drop", "fall", "decline", "reduction", "cut", "slump"):
                return Change.DOWN
    return None
