"""Durations: how long something lasts or how old it is, as an interval in its unit."""

from __future__ import annotations

import re

from compare.extraction.dates.mentions import Mention
from compare.lang.en.calendar_lexicon import GAP, UNITS
from compare.lang.patterns import any_of
from compare.lang.resources import table, word_lists
from compare.models import AmountValue, Facet, Modifier

_WORDS = word_lists("en", "of_times")
_MODIFIERS = {
    hedge: Modifier(modifier) for modifier, hedges in table("en", "hedges").items() for hedge in hedges
}
_SOFT = re.compile(r"(?:just|well|a little|a bit) (?=over|under|more than|less than)")
_BELOW = {"nearly", "almost", "close to"}
_TOLERANCE = 0.1
"""Share of the number that "about" leaves open."""
_TOLERANCE_LEAST = 0.25
"""The same in units, at least: "about an hour" is no half an hour."""


def bounds(
    hedge: str, number: float, number2: float | None = None
) -> tuple[Modifier, float | None, float | None]:
    """Modifier, low and high of a hedged number."""
    if number2 is not None and number2 > number:
        return Modifier.BETWEEN, number, number2
    modifier = _MODIFIERS.get(_SOFT.sub("", hedge), Modifier.EXACT)
    if modifier in (Modifier.AT_LEAST, Modifier.MORE_THAN):
        return modifier, number, None
    if modifier in (Modifier.AT_MOST, Modifier.LESS_THAN):
        return modifier, None, number
    if modifier is Modifier.ABOUT:
        margin = max(_TOLERANCE_LEAST, _TOLERANCE * number)
        return modifier, max(0.0, number - margin), number if hedge in _BELOW else number + margin
    return modifier, number, number


_SMALLER = {
    "year": ("month", 12), "decade": ("year", 10), "century": ("year", 100), "millennium": ("year", 1000),
    "day": ("hour", 24), "hour": ("minute", 60), "minute": ("second", 60),
}  # fmt: skip
_UNSAID = {"decade": "DE", "century": "CE", "millennium": "ML"}


_DUST = 1e-9
"""What binary fractions leave of a whole number."""


def iso_duration(number: float | None, unit: str) -> str:
    """The TIMEX3 value: "P2D", "PT5H30M"; X where the count is not said: "PXY"."""
    time, factor, letter = UNITS[unit]
    if number is None:
        return f"P{time}X{_UNSAID.get(unit, letter)}"
    whole = number * factor
    if abs(whole - round(whole)) < _DUST:
        return f"P{time}{round(whole)}{letter}"
    if unit in _SMALLER:
        smaller, per = _SMALLER[unit]
        rest = iso_duration(round((number - int(number)) * per, 6), smaller)
        if "." not in rest:
            head = f"P{time}{int(number) * factor}{letter}" if int(number) else "P"
            return head + (rest.replace("PT", "") if "T" in head else rest.removeprefix("P"))
    return f"P{time}{whole:g}{letter}"


def joined_iso(first: str, second: str) -> str:
    """Two ISO durations, the second of smaller units, as one: "P2M" and "PT4H" are "P2MT4H"."""
    if not first:
        return second
    return first + (second[2:] if "T" in first and second.startswith("PT") else second[1:])


_NOUN = r"(?P<noun>[a-z][\w'-]*(?:[ ][a-z][\w-]*)?)"
_OF = re.compile(rf"{GAP}of{GAP}(?:(?:the|a|an|his|her|their|its|such|more|further){GAP})?{_NOUN}")
_POSSESSIVE = re.compile(rf"['\u2019]s?[ ]{_NOUN}")
_BEHIND = re.compile(rf"[ ]{_NOUN}")
_FUNCTION_WORD = re.compile(
    r"(?:the|a|an|and|or|but|to|in|on|at|of|by|for|from|with|without|after|before|since|until|that|which"
    r"|who|when|while|as|is"
    r"|was|were|are|be|been|has|have|had|will|would|his|her|its|their|he|she|it|they|we|if|because|than"
    r"|into|over|under|about"
    r"|during|said|says|ago|later|so|old|not|time|each|one|both|all|every|some|any|this|these|those|there"
    r"|\w+ly)\b",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(rf"[\w-]+{any_of(_WORDS['adjective_endings'])}\Z")


_LASTING = re.compile(
    r"\b(?P<noun>[a-z][a-z-]{2,20})[ ](?:(?:that|which)[ ])?(?:had[ ]|has[ ]|have[ ]|will[ ])?"
    rf"{any_of(_WORDS['lasting'])}[ ](?:for[ ])?\Z"
)


def counted_noun(text: str, start: int, end: int, hyphen: bool) -> str:
    """What lasts, where the text says so: "four days of talks", "two-day talks", "talks lasting two days"."""
    before = _LASTING.search(text[max(0, start - 50) : start])
    if before and not hyphen and not _FUNCTION_WORD.match(before["noun"]):
        return before["noun"]
    m = _BEHIND.match(text, end) if hyphen else _OF.match(text, end) or _POSSESSIVE.match(text, end)
    if not m or _FUNCTION_WORD.match(m["noun"]):
        return ""
    first, _, second = m["noun"].partition(" ")
    if _ADJECTIVE.match(first):
        return f"{first} {second}" if second and not _FUNCTION_WORD.match(second) else ""
    return first


_THING_AGED = re.compile(
    r"[ ](?:(?!(?:in|of|on|at|to|by|for|with|from|during|after|and|was|is|who|the|a|an|his|her)\b)"
    r"[\w-]+[ ]){0,2}?"
    rf"{any_of(_WORDS['aged'])}s?\b"
)
_AGED = re.compile(r"\b(?:aged?(?:[ ]of)?|ages(?:[ ]of)?)[ ](?:between[ ])?\Z", re.IGNORECASE)
_OF_AGE = re.compile(r"[ ](?:of[ ]age|old)\b", re.IGNORECASE)


def is_age(text: str, mention: Mention) -> bool:
    """Whether a span of time is how old somebody is: a number of years, and not how long something took.

    "A 54-year-old teacher" and "the boy is six months old"; not "a three-decade-old row".
    """
    if mention.number is None or mention.unit not in ("day", "week", "month", "year"):
        return False
    if _AGED.search(text, max(0, mention.start - 16), mention.start) or _OF_AGE.match(text, mention.end):
        return True
    if mention.word != "old":
        return False
    return _THING_AGED.match(text, mention.end) is None


def duration_value(text: str, mention: Mention) -> AmountValue:
    """The value of a duration mention, with its bounds in the unit as written."""
    unit, number, number2 = mention.unit, mention.number, mention.number2
    if unit == "fortnight":
        unit, number, number2 = "week", number and 2 * number, number2 and 2 * number2
    modifier, low, high = (
        bounds(mention.hedge, number, number2) if number is not None else (Modifier.EXACT, None, None)
    )
    return AmountValue(
        Facet.DURATION,
        mention.start,
        mention.end,
        text[mention.start : mention.end],
        joined_iso(iso_duration(float(int(number)), unit), mention.rest)
        if mention.rest and number is not None
        else iso_duration(number, unit),
        number=number,
        low=low,
        high=high,
        unit="day" if unit == "night" else unit,
        counted=""
        if mention.word == "old"
        else counted_noun(text, mention.start, mention.end, mention.word == "hyphen"),
        modifier=modifier,
        vague=number is None,
    )
