"""The unit or currency of a number in text."""

from __future__ import annotations

import re

from compare.extraction.quantities.numbers import Mention
from compare.extraction.units import currency_after, unit_after
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists, words

__all__ = ["read_unit"]

_MEASURED = word_lists("en", "measured")
_METRES = re.compile(rf"[ -]{any_of(_MEASURED['metres'])}\b|[ ]?x[ ]?\d", re.IGNORECASE)
_NATION = re.compile(r"[ ]?(?:U\.?S\.?|USD|US|dollars?)(?![A-Za-z])(?![ ](?!per\b)[A-Za-z])")
_PER = re.compile(
    r"[ -]?(?:(?P<per>(?:per|/|an?|each|every)[ -]?(?:square |sq |cubic )?(?P<of>[A-Za-z]+))\b"
    r"|(?P<each>each|apiece)\b)"
)
_SCALE = re.compile(r"[ ]on[ ]the[ ]([A-Za-z]+(?:[ ][A-Z][a-z]+)?[ ]scale)\b")
"""What a number on a scale is read on: "7.1 on the Richter scale"."""
_MAGNITUDE = re.compile(
    r"[ -]magnitude\b|[ ]on[ ]the[ ](?:open-ended[ ])?Richter(?:[ ]scale)?\b", re.IGNORECASE
)
_MAGNITUDE_BEFORE = re.compile(
    r"\bmagnitude[ -](?:of[ ])?(?:(?:about|around|at[ ]least|up[ ]to|more[ ]than|over|nearly|was|is)[ ])?\Z"
    rf"|\b(?:earth)?quake[ ](?:(?:that|which)[ ])?{any_of(_MEASURED['quakes_measured'])}[ ]"
    r"(?:at[ ])?(?:(?:about|around|at[ ]least)[ ])?\Z",
    re.IGNORECASE,
)
_STRONGEST = 10
"""No earthquake has been measured that is stronger: 9.5 was (Chile, 1960)."""
_SHORTENED = dict(entry.split(" = ") for entry in word_lists("en", "counted_nouns")["shortened"])
_SHORT_NOUN = re.compile(rf"[ ]?{any_of(_SHORTENED)}(?![A-Za-z])", re.IGNORECASE)
"""What a figure counts, shortened: "40 pax"."""
_OLD = re.compile(r"(?:(?:[ ]-[ ]|[ -])olds?|[ ]of[ ]age|[ ]old)\b", re.IGNORECASE)


def read_unit(text: str, m: Mention) -> None:
    """Fill in the currency or unit of `m` from what follows it, and move its end behind it."""
    if m.share or m.unit:
        return
    if m.currency:
        nation = _NATION.match(text, m.end)
        if nation is not None:
            m.end = nation.end()
        _read_rate(text, m)
        return
    if not m.words and text[m.end - 1] in "mM" and m.number is not None and _METRES.match(text, m.end):
        m.number = m.low = m.high = m.number / 1e6
        m.unit, m.scaled = "metre", False
        return
    if _read_magnitude(text, m):
        return
    money = currency_after(text, m.end, m.scaled)
    if money is not None:
        m.end, m.currency, m.factor = money
        _read_rate(text, m)
        return
    pos = m.end + 3 if m.vague and text[m.end : m.end + 4] == " of " else m.end
    found = unit_after(text, pos)
    if found is None:
        money = currency_after(text, pos, True) if pos != m.end else None
        if money is not None:
            m.end, m.currency, m.factor = money
        short = None if m.words else _SHORT_NOUN.match(text, m.end)
        if short is not None:
            m.end, m.rate = short.end(), _SHORTENED[short[0].strip().lower()]
            return
        scale = _SCALE.match(text, m.end)
        m.rate = scale[1] if scale is not None else ""
        return
    m.end, m.unit, m.hyphen = found.end, found.unit, found.hyphen
    if m.unit in ("year", "month", "week", "day"):
        old = _OLD.match(text, m.end)
        if old is not None:
            m.end, m.old = old.end(), True


def _read_magnitude(text: str, m: Mention) -> bool:
    """ "A magnitude 6.8 earthquake", "6.8 on the Richter scale": a measure of its own."""
    if m.words or m.number is None or not 0 < m.number < _STRONGEST:
        return False
    behind = _MAGNITUDE.match(text, m.end)
    if behind is None and not _MAGNITUDE_BEFORE.search(text, max(0, m.start - 48), m.start):
        return False
    m.unit, m.end = "magnitude", behind.end() if behind is not None else m.end
    return True


def _read_rate(text: str, m: Mention) -> None:
    """ "$58 per barrel", "$500 a month": what the money is per."""
    found = _PER.match(text, m.end)
    if found is None:
        return
    if found["each"]:
        m.rate, m.end = "each", found.end()
    elif found["per"].startswith(("per", "/")) or found["of"].lower() in words("en", "rate_units"):
        m.rate, m.end = found["per"], found.end()
