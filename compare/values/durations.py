"""Durations: how long something lasts or how old it is, as an interval in its unit."""

from __future__ import annotations

import re

from compare.models import Facet, Modifier, Value
from compare.values.date_mentions import Mention
from compare.values.date_words import GAP, UNITS

_MODIFIERS = {
    "at least": Modifier.AT_LEAST, "no less than": Modifier.AT_LEAST, "no fewer than": Modifier.AT_LEAST,
    "at most": Modifier.AT_MOST, "no more than": Modifier.AT_MOST, "up to": Modifier.AT_MOST, "no later than": Modifier.AT_MOST,
    "as many as": Modifier.AT_MOST, "as much as": Modifier.AT_MOST, "as long as": Modifier.AT_MOST,
    "as little as": Modifier.AT_LEAST, "as few as": Modifier.AT_LEAST,
    "more than": Modifier.MORE_THAN, "longer than": Modifier.MORE_THAN, "better than": Modifier.MORE_THAN, "over": Modifier.MORE_THAN,
    "greater than": Modifier.MORE_THAN, "just over": Modifier.MORE_THAN, "well over": Modifier.MORE_THAN,
    "a little over": Modifier.MORE_THAN, "a bit over": Modifier.MORE_THAN, "a little more than": Modifier.MORE_THAN,
    "less than": Modifier.LESS_THAN, "fewer than": Modifier.LESS_THAN, "shorter than": Modifier.LESS_THAN, "under": Modifier.LESS_THAN,
    "just under": Modifier.LESS_THAN, "a little under": Modifier.LESS_THAN, "a little less than": Modifier.LESS_THAN,
    "about": Modifier.ABOUT, "around": Modifier.ABOUT, "roughly": Modifier.ABOUT, "approximately": Modifier.ABOUT, "some": Modifier.ABOUT,
    "nearly": Modifier.ABOUT, "almost": Modifier.ABOUT, "close to": Modifier.ABOUT, "estimated": Modifier.ABOUT, "an estimated": Modifier.ABOUT,
}  # fmt: skip
_BELOW = {"nearly", "almost", "close to"}
_TOLERANCE = 0.1
"""Share of the number that "about" leaves open, and at least half a unit."""


def bounds(hedge: str, number: float, number2: float | None = None) -> tuple[Modifier, float | None, float | None]:
    """Modifier, low and high of a hedged number."""
    if number2 is not None and number2 > number:
        return Modifier.BETWEEN, number, number2
    modifier = _MODIFIERS.get(hedge, Modifier.EXACT)
    if modifier in (Modifier.AT_LEAST, Modifier.MORE_THAN):
        return modifier, number, None
    if modifier in (Modifier.AT_MOST, Modifier.LESS_THAN):
        return modifier, None, number
    if modifier is Modifier.ABOUT:
        margin = max(0.5, _TOLERANCE * number)
        return modifier, max(0.0, number - margin), number if hedge in _BELOW else number + margin
    return modifier, number, number


_FRACTIONS = {"year": ("month", 12), "decade": ("year", 10), "day": ("hour", 24), "hour": ("minute", 60), "minute": ("second", 60),
              "century": ("year", 100), "week": ("day", 7), "month": ("day", 30), "millennium": ("year", 1000)}  # fmt: skip


def iso_duration(number: float | None, unit: str) -> str:
    """The TIMEX3 value: "P2D", "PT5H30M"; X where the count is not said: "PXY"."""
    time, factor, letter = UNITS[unit]
    if number is None:
        letter = {"decade": "DE", "century": "CE", "millennium": "ML"}.get(unit, letter)
        return f"P{time}X{letter}"
    whole = number * factor
    if whole == int(whole):
        return f"P{time}{int(whole)}{letter}"
    if unit in _FRACTIONS and unit not in ("week", "month"):
        smaller, per = _FRACTIONS[unit]
        rest = (number - int(number)) * per
        if abs(rest - round(rest)) < 1e-6:
            time2, _, letter2 = UNITS[smaller]
            head = f"P{time}{int(whole)}{letter}" if int(whole) else "P"
            if time2 and not (time and int(whole)):
                head += "T"
            return f"{head}{round(rest)}{letter2}"
    return f"P{time}{whole:g}{letter}"


_OF = re.compile(rf"{GAP}of{GAP}(?:the{GAP}|a{GAP}|an{GAP}|his{GAP}|her{GAP}|their{GAP}|its{GAP})?(?P<noun>[a-z][\w'-]*(?:{GAP}[a-z][\w-]*){{0,2}})")
_NOUN = re.compile(r"[ ](?P<noun>[a-z][\w-]*(?:[ ][a-z][\w-]*)?)")
_NOT_NOUN = re.compile(
    r"(?:the|a|an|and|or|but|to|in|on|at|of|by|for|from|with|after|before|since|until|that|which|who|when|while|as|is|was|were|are|be|been"
    r"|has|have|had|will|would|his|her|its|their|he|she|it|they|we|if|because|than|into|over|under|about|during|said|says|ago|later|so)\b",
    re.IGNORECASE,
)


def _counted(text: str, mention: Mention, end: int) -> str:
    """What lasts, where the text says so right behind: "four days of talks", "two-day talks"."""
    pattern = _NOUN if mention.word == "hyphen" else _OF
    m = pattern.match(text, end)
    if not m and mention.word not in ("hyphen", "old"):
        m = re.compile(r"['\u2019]s?[ ](?P<noun>[a-z][\w-]*)").match(text, end)
    if not m or _NOT_NOUN.match(m["noun"]):
        return ""
    words = m["noun"].split()
    for i, w in enumerate(words[1:], 1):
        if _NOT_NOUN.match(w) or w.endswith(("ed", "ly")):
            words = words[:i]
            break
    return words[0] if mention.word != "hyphen" or len(words) == 1 else " ".join(words)


def duration_value(text: str, mention: Mention, start: int, end: int) -> Value:
    """The Value of a duration mention, with its bounds in the unit as written."""
    unit = "day" if mention.unit == "night" else mention.unit
    number, number2 = mention.number, mention.number2
    common = {"kind": Facet.DURATION, "start": start, "end": end, "text": text[start:end]}
    if unit == "fortnight":
        unit, number, number2 = "week", number and number * 2, number2 and number2 * 2
    if number is None:
        return Value(**common, value=iso_duration(None, unit), unit=unit, vague=True, counted=_counted(text, mention, end))  # type: ignore[arg-type]
    modifier, low, high = bounds(mention.hedge, number, number2)
    return Value(**common, value=iso_duration(number, unit), number=number, low=low, high=high, unit=unit,  # type: ignore[arg-type]
                 modifier=modifier, counted=_counted(text, mention, end))  # fmt: skip
