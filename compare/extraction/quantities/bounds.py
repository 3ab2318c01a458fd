"""From a bare number to a mention in its sentence: sign, hedge, age, and the bounds that they leave."""

from __future__ import annotations

import re

from compare.extraction.quantities.hedges import HEDGE_TOLERANCE, find_hedge, tail_hedge
from compare.extraction.quantities.numbers import Mention, Tokens
from compare.models import Modifier

__all__ = ["bounds", "place"]

_BELOW = frozenset({"nearly", "almost", "close to", "virtually", "practically"})
"""Hedges that only leave room below the number."""
_PREPOSITIONS = frozenset({"about", "around", "over", "above", "under", "below", "beyond", "past"})
"""Hedges that before a person's age are the preposition of the person."""
_BOUNDS = frozenset({Modifier.AT_LEAST, Modifier.AT_MOST, Modifier.MORE_THAN, Modifier.LESS_THAN})
_SPANS, _OPENING = frozenset({"to", "and", "-"}), (["from"], ["between"])
"""Behind "from", a bound is that of the first end: "from up to 20 to 30" has both of them."""
_ARTICLES = (["a"], ["an"], ["the"])
_AGE_WORDS = frozenset({"aged", "ages", "age"})
_DIED_AT = (["dies", "at"], ["died", "at"], ["dead", "at"])
_IS_AGED = frozenset({"who", "he", "she"}), frozenset({"was", "is", "turned", "turns"})
_AGE_AT_END = re.compile(r"[ ]?(?:[.,;:)]|\Z|when\b|and\b|at[ ]the[ ]time\b|on\b|this\b|last\b|in[ ]\d)")
_OLDER = re.compile(r"[ ](?:or|and)[ ](?:older|younger)\b", re.IGNORECASE)
_AGE_UNITS = frozenset({"year", "month", "week", "day"})
_OLDEST = 115
"""Years, inclusive, that a bare number between commas may be an age: hardly anyone in the news is older."""
_BARE_AGE = re.compile(r",[ ]\d{1,3}[ ]?,")
_LAST_AGE = re.compile(r",[ ]\d{1,3}(?:[.;](?!\d)|\s*\Z)")


def place(text: str, tokens: Tokens, m: Mention) -> str:
    """Find tokens, sign, hedge and age around `m`, in place; the hedge's words are returned."""
    m.at, m.first, m.after = m.start, tokens.at(m.start), tokens.at(m.end)
    words = tokens.words
    _read_sign(text, tokens, m)
    if m.joined == "and" and words[max(0, m.first - 1) : m.first] == ["between"]:
        m.first -= 1
    _read_age(text, tokens, m)
    modifier, first, hedge = find_hedge(tokens, m.first)
    if m.old and m.hyphen and hedge in _PREPOSITIONS and words[max(0, first - 1) : first] not in _ARTICLES:
        modifier, hedge = Modifier.EXACT, ""  # "stood around 19-year-old Ana"
    if modifier is not Modifier.EXACT:
        of_one_end = (
            m.joined in _SPANS and modifier in _BOUNDS and words[max(0, first - 1) : first] in _OPENING
        )
        m.first, m.modifier = first, m.modifier if of_one_end else modifier
    if m.first < len(tokens.starts):
        m.start = min(m.start, tokens.starts[m.first])
    tail = tail_hedge(text, m.end)
    if tail is not None and modifier is Modifier.EXACT:
        m.modifier, m.end = tail
        m.after = tokens.at(m.end)
    return hedge


def _read_sign(text: str, tokens: Tokens, m: Mention) -> None:
    """ "-5 yards", "minus 130 degrees"."""
    if m.number is None:
        return
    words, sign = tokens.words, 0
    if words[max(0, m.first - 1) : m.first] == ["minus"]:
        sign = 1
    elif words[max(0, m.first - 2) : m.first] == ["minus", "-"]:
        sign = 2
    elif m.start and text[m.start - 1] in "-−–" and not text[max(0, m.start - 2) : m.start - 1].strip():
        sign = 1
    if sign:
        m.first -= sign
        m.start = tokens.starts[m.first]
        m.number = m.low = m.high = -m.number


def _read_age(text: str, tokens: Tokens, m: Mention) -> None:
    """ "over the age of 21", "aged 18 to 34", and the bare age behind a name: "John Smith, 25, said"."""
    if m.currency or m.vague or m.share or (m.unit and m.unit not in _AGE_UNITS):
        return
    words, first = tokens.words, m.first
    before = words[max(0, first - 2) : first]
    if before == ["age", "of"]:
        m.first -= 3 if words[max(0, first - 3) : first - 2] in (["the"], ["an"]) else 2
    elif not (before and before[-1] in _AGE_WORDS) and (
        m.unit
        or not (
            before in _DIED_AT
            or _OLDER.match(text, m.end)
            or _is_told(text, before, m)
            or _is_bare_age(text, tokens, m)
        )
    ):
        return
    m.old, m.unit = True, m.unit or "year"


def _is_told(text: str, before: list[str], m: Mention) -> bool:
    """ "who was 10.", "she turned 50 on Monday"; what counts nothing and ends its phrase is an age."""
    if len(before) < 2 or m.number is None or not 0 < m.number <= _OLDEST:
        return False
    told = before[0] in _IS_AGED[0] and before[1] in _IS_AGED[1]
    return told and _AGE_AT_END.match(text, m.end) is not None


def _is_bare_age(text: str, tokens: Tokens, m: Mention) -> bool:
    """Whether the number stands between commas behind a capitalised word, or last behind two of them."""
    if m.first < 2 or m.number is None or not 0 < m.number <= _OLDEST:
        return False
    if not tokens.forms[m.first - 2][:1].isupper():
        return False
    if _BARE_AGE.match(text, m.start - 2) is not None:
        return True
    named = m.first > 2 and tokens.forms[m.first - 3][:1].isupper()
    return named and _LAST_AGE.match(text, m.start - 2) is not None


def bounds(m: Mention, hedge: str) -> tuple[float | None, float | None]:
    """What the number and its hedge allow: inclusive bounds, None for an open end."""
    low, high = m.low, m.high
    if low is None or high is None or m.modifier in (Modifier.EXACT, Modifier.BETWEEN):
        return low, high
    if m.joined in ("-", "to", "and", "or") or (m.vague and m.modifier is Modifier.ABOUT):
        return low, high
    reach = HEDGE_TOLERANCE * max(abs(low), abs(high))
    just = hedge.startswith("just ")
    if m.modifier is Modifier.ABOUT:
        return low - reach, high if hedge in _BELOW else high + reach
    if m.modifier in (Modifier.AT_LEAST, Modifier.MORE_THAN):
        return low, high + reach if just else None
    return (low - reach if just else None), high
