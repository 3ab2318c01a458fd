"""Scores of games and votes: "won 3-1", "a 5-4 ruling", "voted 120 to 33". They are no ranges."""

from __future__ import annotations

import re
from typing import Final

from compare.extraction.quantities.numbers import Mention
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists

__all__ = ["is_score"]

_MOST = 200
"""Points in a game; votes may be more where words say that they are votes."""
_WORDS: Final = word_lists("en", "scores")
_DESIGNATORS: Final = word_lists("en", "numbered_things")["designators"]
_BEFORE = re.compile(
    rf"\b(?:(?P<game>{any_of(_WORDS['game_verbs'])}|scores?(?=[ ](?:of|was)))"
    rf"|(?P<vote>{any_of(_WORDS['vote_verbs'])}))\b"
    r"(?:[ ][\w'’-]+){0,5}?[ ,]*[ (]\Z"
)
_AFTER = re.compile(
    rf"[ ](?:[a-z-]+[ ])?(?:(?P<game>{any_of(_WORDS['game_nouns'])})"
    rf"|(?P<vote>{any_of(_WORDS['vote_nouns'])}))\b"
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
    if last is not None and last[1] in _DESIGNATORS:
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
