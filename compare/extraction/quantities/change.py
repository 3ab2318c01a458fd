"""Whether a number is a level or a difference: "is 5%" against "rose by 5%"."""

from __future__ import annotations

from compare.extraction.quantities.numbers import Mention, Tokens
from compare.extraction.units import SCORE
from compare.lang.resources import word_lists
from compare.models import Change

__all__ = ["find_change"]

_WORDS = word_lists("en", "changes")
_REACH = 5
"""How many words before a number its verb of change may stand."""


def find_change(tokens: Tokens, m: Mention, last: Mention | None, change: Change | None) -> Change | None:
    """The direction of a value that is a difference; None for a level, as in "rose to 5%".

    `last` is the mention before and `change` its change: "lost 190 points, or 0.6%" has two.
    """
    words = tokens.words
    if m.old or m.unit == SCORE:
        return None
    if last is not None and change is not None and _restated(words[last.after : m.first]):
        return change
    by = words[max(0, m.first - 1) : m.first] == ["by"]
    measured = bool(m.unit or m.currency)
    if not (measured or by or words[m.after : m.after + 1] == ["points"]):
        return None
    for k in range(m.first - 1, max(-1, m.first - 1 - _REACH), -1):
        word = words[k]
        if m.currency and word in _WORDS["profits"] and words[k + 1] == "of":
            break
        if word in _WORDS["up"]:
            return Change.UP
        if word in _WORDS["down"]:
            return Change.DOWN
        if word not in _WORDS["between"] and not (word == "from" and m.joined == "to"):
            break
    if measured:
        for word in words[m.after : m.after + 2]:
            if word in _WORDS["up_nouns"]:
                return Change.UP
            if word in _WORDS["down_nouns"]:
                return Change.DOWN
    return None


_NOUNS = 2
"""Words of what a number counts before it is told again in another unit: "lost 190 index points, or 0.6%"."""


def _restated(between: list[str]) -> bool:
    """Whether the words between two numbers say that both are one."""
    nouns = len(between)
    for end in ([",", "or"], ["or"], ["("]):
        if between[-len(end) :] == end:
            nouns = len(between) - len(end)
            break
    return nouns <= min(_NOUNS, len(between) - 1) and all(word.isalpha() for word in between[:nouns])
