"""The clauses of a sentence: the part of it around a value that says of what the value is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.lang.en.tokens import words
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists

__all__ = ["BREAK", "clause", "word_count"]

_WORDS = word_lists("en", "clauses")

MIN_CLAUSE_WORDS = 5
"""A clause with fewer words beside its value says too little to recognise its question."""

BREAK = re.compile(
    r"[;:]\s|\s[—–-]{1,2}\s|,\s|\s(?=(?:while|but|when|after|before|which|who|where|although|though|because"
    rf"|whereas|and|{any_of(_WORDS['openers'])}|including)\s)",
    re.IGNORECASE,
)
_NO_SUBJECT = re.compile(
    r"[,\s]*(?:which|who|whose|is|are|was|were|has|have|had|will|would|could|did|does"
    r"|(?:one|some|both|each|all|many|most|others)\s+(?!(?:"
    rf"{any_of(_WORDS['nouns_in_ing'])})\b)\w+ing)\s",
    re.IGNORECASE,
)
"""What opens a part that does not say of what it is: "which began on May 1", "some closing in June"."""
_WHERE = re.compile(
    r",\s(?:at|in|on|near|outside|inside|along|between|around|close to|north|south|east|west)\s"
    r"(?:(?!\b(?:is|are|was|were|has|have|had|will|would|said|says|(?-i:[a-z]+ed))\b).)*$",
    re.IGNORECASE,
)
"""A part that says where, and does not say something else."""
_JOINED = re.compile(r"[,\s]*and\s", re.IGNORECASE)
_RELATIVE = re.compile(r"[,\s]*(?:which|who|that|where|when)\s", re.IGNORECASE)


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause of `text` around ``text[start:end]``, widened until it says enough.

    A clause grows by the relative clause behind it, else by its smaller neighbour, so that a value in a list
    keeps to its own item. One that does not say of what it is gets the words before it.
    """
    cuts = [0, *(m.start() for m in BREAK.finditer(text) if not start <= m.start() < end), len(text)]
    cuts = sorted(set(cuts))
    left = max(i for i, cut in enumerate(cuts) if cut <= start)
    right = min((i for i, cut in enumerate(cuts) if cut >= end), default=len(cuts) - 1)
    left = min(left, right - 1)
    while word_count(text[cuts[left] : cuts[right]]) - word_count(text[start:end]) < MIN_CLAUSE_WORDS:
        grow_left = cuts[left] - cuts[left - 1] if left > 0 else None
        grow_right = cuts[right + 1] - cuts[right] if right + 1 < len(cuts) else None
        if grow_left is None and grow_right is None:
            break
        relative = grow_right is not None and _RELATIVE.match(text, cuts[right]) is not None
        if grow_right is None or (grow_left is not None and grow_left <= grow_right and not relative):
            left -= 1
        else:
            right += 1
    if right + 1 < len(cuts) and _WHERE.match(text, cuts[right], cuts[right + 1]):
        right += 1
    return cuts[_with_subject(text, cuts, left)], cuts[right]


def _with_subject(text: str, cuts: Sequence[int], part: int) -> int:
    """The part of `text` that says of what the given one is, where that does not."""
    first = part
    while part > 0 and (
        _NO_SUBJECT.match(text, cuts[part]) or (part < first and _JOINED.match(text, cuts[part]))
    ):
        part -= 1
    return part


def word_count(text: str) -> int:
    """The words and numbers of `text`."""
    return len(words(text))
