"""A change from one number to another, which is no range: "rose from 41 to 52", "cut to 3% from 4%".

The later number is the value; the earlier one is a value of its own, of before. The verb decides: "prices
rose from $20 to $45" is a change, "prices range from $20 to $45" is a range.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from compare.extraction.quantities.numbers import Mention
from compare.lang.en.lemmas import lemma
from compare.lang.en.tokens import words
from compare.lang.patterns import any_of
from compare.lang.resources import table, word_lists

__all__ = ["is_movement", "mark_earlier"]

_WORDS = word_lists("en", "changes")
_MOVES = _WORDS["up"] | _WORDS["down"] | _WORDS["moves"]
_UP = _WORDS["up"], _WORDS["rising_verbs"]
_DOWN = _WORDS["down"], _WORDS["falling_verbs"]
_VERBS = _UP[1] | _DOWN[1] | _WORDS["turning_verbs"]
_RANGES = _WORDS["ranging"]
_REACH = 80
"""Characters before a number in which the verb of its change stands."""
_END = re.compile(r"[;:.!?()]")
_HEDGE = any_of(*(phrases for phrases in table("en", "hedges").values()))
_FROM = re.compile(rf"\bfrom[ ](?:(?:a|an|the|{_HEDGE})[ ])?\Z", re.IGNORECASE)
_TO = re.compile(rf"\bto[ ](?:(?:a|an|the|{_HEDGE})[ ])?\Z", re.IGNORECASE)
_NOUNS = r"(?:[a-z][\w'’-]{0,20}[ ]){0,3}"
_GAP_TO = re.compile(rf"[ ]{_NOUNS}to[ ](?:(?:a|an|the|just|only|{_HEDGE})[ ])?", re.IGNORECASE)
_GAP_FROM = re.compile(rf",?[ ]{_NOUNS}from[ ](?:(?:a|an|the|just|only|{_HEDGE})[ ])?", re.IGNORECASE)
_UP_FROM = re.compile(
    rf"\b{any_of(_WORDS['compared'])}[ ](?:[a-z]+ly[ ])?from[ ](?:(?:a|an|the|just|only|{_HEDGE})[ ])?\Z",
    re.IGNORECASE,
)


def is_movement(before: str, first: float, second: float) -> bool:
    """Whether "from `first` to `second`" behind the words `before` tells a change: the nearest verb decides.

    Without a verb of either kind, what falls is a change, because ranges rise.
    """
    for word in reversed(words(_END.split(before.lower())[-1], compounds=True)):
        if word in _RANGES:
            return False
        verb = lemma(word)
        if word in _MOVES or verb in _VERBS:
            # "Down from $89 to $93 billion": what was before is the range; numbers that go the other way
            # than the word are not understood.
            wrong, verbs = _DOWN if second > first else _UP
            return word not in wrong and verb not in verbs
    return second < first


def mark_earlier(text: str, mentions: Sequence[Mention]) -> None:
    """Mark, in place, the mentions that tell what was before a change."""
    for k, b in enumerate(mentions):
        a = mentions[k - 1] if k else None
        lead = text[max(0, b.start - _REACH, a.end if a is not None else 0) : b.start]
        if b.joined or b.vague:
            continue
        if _UP_FROM.search(lead):
            b.before = True
        elif a is not None and not (a.joined or a.vague or a.before):
            _mark_pair(text, a, b)


def _mark_pair(text: str, a: Mention, b: Mention) -> None:
    """Which of two numbers, if any, is the one of before: "from 22 wards to 17", "to 31 from 27"."""
    if b.start - a.end > _REACH or not _alike(a, b):
        return
    before, gap = text[max(0, a.start - _REACH) : a.start], text[a.end : b.start]
    start, end = _FROM.search(before), _TO.search(before)
    x, y = a.number or 0.0, b.number or 0.0
    if start is not None and _GAP_TO.fullmatch(gap) and is_movement(before[: start.start()], x, y):
        a.before = True
    elif end is not None and _GAP_FROM.fullmatch(gap) and is_movement(before[: end.start()], y, x):
        b.before = True


def _alike(a: Mention, b: Mention) -> bool:
    """Whether two numbers can be one quantity at two times."""
    units = not (a.unit and b.unit) or a.unit == b.unit
    return units and not (a.currency and b.unit) and not (a.unit and b.currency)
