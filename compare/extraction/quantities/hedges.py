"""The words around a number that bound it: "at least", "nearly", "or more"."""

from __future__ import annotations

import re

from compare.extraction.quantities.numbers import Tokens
from compare.lang.resources import table, word_lists
from compare.models import Modifier

__all__ = ["HEDGE_TOLERANCE", "find_hedge", "tail_hedge"]

HEDGE_TOLERANCE = 0.10
"""How far, as a share of the number, "about" and "nearly" reach."""


_PHRASES = table("en", "hedges")
_HEDGES = {
    tuple(phrase.split()): Modifier(modifier) for modifier, phrases in _PHRASES.items() for phrase in phrases
}
_HEDGE_LAST = frozenset(h[-1] for h in _HEDGES)
_SOFT = frozenset({"just", "well", "slightly", "little", "only", "already", "far", "now", "even", "a"})
_NO_HEDGE_BEFORE = word_lists("en", "no_hedges")
_TAIL_HEDGE = re.compile(
    r"[ ,]{1,2}(?:(?P<up>or[ ](?:more|above|over|older|higher|greater)"
    r"|and[ ](?:above|over|up|older|counting|more)|plus)\b"
    r"|(?P<so>or[ ]so|or[ ]thereabouts|approximately|odd)\b"
    r"|(?P<down>or[ ](?:less|fewer|under|below|younger|lower)|at[ ]most)\b"
    r"|(?P<least>at[ ]least)(?=[ ]?[.,;:)]|$))"
    r"|(?P<plus>\+(?!\d))|-(?P<odd>odd)\b",
    re.IGNORECASE,
)


def find_hedge(tokens: Tokens, index: int) -> tuple[Modifier, int, str]:
    """The hedge that ends right before token `index`: (modifier, index of its first token, its words)."""
    words = tokens.words
    if index <= 0 or words[index - 1] not in _HEDGE_LAST:
        return Modifier.EXACT, index, ""
    for length in (4, 3, 2, 1):
        first = index - length
        if first < 0:
            continue
        phrase = tuple(words[first:index])
        modifier = _HEDGES.get(phrase)
        if modifier is None:
            continue
        if length == 1 and first > 0 and words[first - 1] in _NO_HEDGE_BEFORE.get(phrase[0], frozenset()):
            return Modifier.EXACT, index, ""
        soft = first > 0 and words[first - 1] in ("just", "slightly", "little")
        while first > 0 and words[first - 1] in _SOFT and words[first - 1] != "a":
            first -= 1
        inner = find_hedge(tokens, first) if modifier is Modifier.ABOUT else (Modifier.EXACT, first, "")
        if inner[0] in (Modifier.AT_LEAST, Modifier.AT_MOST, Modifier.MORE_THAN, Modifier.LESS_THAN):
            return inner
        return modifier, first, ("just " if soft else "") + " ".join(phrase)
    return Modifier.EXACT, index, ""


def tail_hedge(text: str, pos: int) -> tuple[Modifier, int] | None:
    """A hedge behind a number or what it counts: "or more", "or so", "+"."""
    found = _TAIL_HEDGE.match(text, pos)
    if found is None:
        return None
    if found["up"] or found["plus"] or found["least"]:
        modifier = Modifier.AT_LEAST
    else:
        modifier = Modifier.AT_MOST if found["down"] else Modifier.ABOUT
    return modifier, found.end()
