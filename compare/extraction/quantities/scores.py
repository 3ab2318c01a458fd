"""Scores of games and votes: "won 3-1", "a 5-4 ruling", "voted 120 to 33". They are no ranges."""

from __future__ import annotations

import re
from typing import Final

from compare.extraction.quantities.numbers import Mention
from compare.lang.en.quantity_lexicon import DESIGNATORS

__all__ = ["SCORE", "is_score"]

SCORE: Final = "score"
"""The unit of a score: it compares with scores alone."""

_MOST = 200
"""Points in a game; votes may be more where words say that they are votes."""
_WORDS: Final = (
    r"won|wins?|winning|lost|loses?|losing|beat|beats|beaten|beating|defeat(?:ed|s|ing)?|drew|draws?|drawn"
    r"|tied|ties?|lead|leads|led|leading|trail(?:ed|s|ing)|scor(?:ed|es|ing)|scores?(?=[ ](?:of|was))"
    r"|finished|ended"
)
_VOTED: Final = (
    r"votes?|voted|voting|ruled|ruling|decided|passed|approved|rejected|cleared|backed|adopted|split"
)
_BEFORE = re.compile(rf"\b(?:(?P<game>{_WORDS})|(?P<vote>{_VOTED}))\b(?:[ ][\w'’-]+){{0,5}}?[ ,]*[ (]\Z")
_AFTER = re.compile(
    r"[ ](?:[a-z-]+[ ])?(?:(?P<game>wins?|victory|victories|defeat|loss|draw|tie|lead|deficit|scoreline|score"
    r"|rout|thrashing|triumph|aggregate|comeback|shutout)|(?P<vote>vote|ruling|decision|majority|margin|split))\b"
)
_NOUN = re.compile(
    r"[ ](?!(?:to|at|in|on|against|and|but|with|by|over|after|as|for|from|when|last|this|thanks|before|behind"
    r"|despite|during|away|here)\b)[a-z]"
)
_GOES_ON = re.compile(r"[-–—:./]\d|[A-Za-z%]")
_LAST_WORD = re.compile(r"([A-Za-z]+)[ .]{1,2}\Z")
_FIXED = frozenset({(24, 7), (9, 5)})


def is_score(text: str, a: Mention, b: Mention, word: str) -> bool:
    """Whether two numbers joined by a dash or "to" are a score.

    A range never falls, so that "5-4" needs no more than its order; "2-5" and "1-1" need a word of
    winning, losing or voting beside them, and so does "120 to 33".
    """
    if word not in ("-", "to") or not _points(text, a) or not _points(text, b):
        return False
    x, y = int(a.number or 0), int(b.number or 0)
    if (x, y) in _FIXED or _GOES_ON.match(text, b.end) or text[max(0, a.start - 1) : a.start] in "-–./:":
        return False
    left, right = text[max(0, a.start - 60) : a.start].lower(), text[b.end : b.end + 30].lower()
    last = _LAST_WORD.search(left)
    if last is not None and last[1] in DESIGNATORS:
        return False
    before, after = _BEFORE.search(left), _AFTER.match(right)
    told = after is not None or (before is not None and _NOUN.match(right) is None)
    voted = any(found is not None and found["vote"] for found in (before, after))
    if max(x, y) > _MOST and not voted:
        return False
    return told or (word == "-" and x > y and max(x, y) <= _MOST)


def _points(text: str, m: Mention) -> bool:
    """A bare whole number in digits."""
    return not (m.words or m.unit or m.currency or m.scaled or m.share) and text[m.start : m.end].isdecimal()
