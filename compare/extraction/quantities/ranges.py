"""Two numbers that are one: "10 to 15", "between 10 and 15", "5-3", "one in five"."""

from __future__ import annotations

import re

from compare.extraction.quantities.movement import is_movement, mark_earlier
from compare.extraction.quantities.numbers import MAGNITUDES, Mention, share
from compare.extraction.quantities.scores import is_score
from compare.extraction.units import SCORE
from compare.lang.en.numerals import parse_number
from compare.lang.resources import word_lists
from compare.models import Modifier

__all__ = ["merge_ranges"]

_RATIO = re.compile(r"[ -](?:(in)(?:[ -]every)?|out[ -]of(?:[ -]every)?)[ -]$", re.IGNORECASE)
_SCALE_AT = re.compile(rf"[ -]?(?:{MAGNITUDES}|bn|bln|mn|mln|tn|[kmb]$)", re.IGNORECASE)

_LINK = re.compile(r"[ ]?(?P<dash>[-–—−‒])[ ]?(?:[$€£])?$|[ ]?-?(?P<word>to|and|or)-?[ ]?$", re.IGNORECASE)
_OR_REACH = 1.5
"""How many times the first the second of "10 or 15" is at most, to be one vague number.
A fifth less or more changes none of 19,693 readings."""
_WIDEST = 50
"""How many times the first the second of a range is at most, where no word says that it is one.
A fifth less or more changes none of 19,693 readings."""
_LINK_MAX = 14
"""Characters between the ends of a range at most: as many as its longest link has."""
_MOVED = word_lists("en", "changes")["up"] | word_lists("en", "changes")["down"]
_BETWEEN = re.compile(r"\bbetween[ ](?:the[ ])?(?:ages?[ ](?:of[ ])?)?(?:about[ ]|around[ ]|roughly[ ])?$")


def merge_ranges(text: str, numbers: list[Mention]) -> list[Mention]:
    """Join "10 to 15", "between 10 and 15", "5-3", "four to five thousand" and "one in five"."""
    merged: list[Mention] = []
    for mention in numbers:
        last = merged[-1] if merged else None
        joined = _join(text, last, mention) if last is not None else None
        if joined is not None:
            merged[-1] = joined
        else:
            merged.append(mention)
    mark_earlier(text, merged)
    return merged


def _join(text: str, a: Mention, b: Mention) -> Mention | None:
    """`a` and `b` as one range or ratio, or None where they are two numbers."""
    gap = text[a.end : b.start]
    if len(gap) > _LINK_MAX or a.joined or a.vague or b.vague or a.number is None or b.number is None:
        return None
    ratio = _RATIO.fullmatch(gap)
    if ratio is not None:
        return _ratio(a, b, ratio[1] is not None)
    link = _LINK.fullmatch(gap)
    if link is None or a.share != b.share:
        return None
    word = "-" if link["dash"] else link["word"].lower()
    if is_score(text, a, b, word):
        low, high = sorted((a.number, b.number))
        return Mention(a.start, b.end, None, low, high, joined=word, unit=SCORE)
    before = text[max(0, a.start - 24) : a.start].lower()
    if not _joins(word, before, a, b):
        return None
    if word == "to" and _moves(text, a, b):
        _lend(text, a, b)
        return None
    first = a.number
    if b.scaled and not a.scaled:
        first = _lend_magnitude(text, a, b)
    low, high = sorted((first, b.number))
    if a.share:
        low, high = sorted((a.low or 0.0, b.high or 0.0))
    return Mention(
        a.start, b.end, None, low, high, words=a.words and b.words, currency=a.currency or b.currency,
        share=a.share, joined=word, scaled=b.scaled, unit=b.unit, old=b.old, modifier=Modifier.BETWEEN,
        factor=b.factor, hyphen=b.hyphen, rate=b.rate,
    )  # fmt: skip


def _joins(word: str, before: str, a: Mention, b: Mention) -> bool:
    """Whether the word between two numbers makes them one range. `before` is what precedes them."""
    x, y = a.number or 0.0, b.number or 0.0
    if a.currency != b.currency and not (a.currency and not b.currency) and "from" not in before[-8:]:
        return False
    if (a.unit and a.unit != b.unit) or (a.currency and (b.unit or a.factor != b.factor)):
        return False
    if word == "and":
        return _BETWEEN.search(before) is not None
    if word == "or":
        near = y <= x * _OR_REACH or y - x <= 1
        return x < y and near and a.words == b.words
    if word == "-":
        return not (a.words or b.words) or (a.words and b.words and x < y)
    if before.rstrip().rpartition(" ")[2] in _MOVED:
        return False  # "fell 4 to 15"
    if "from" in before[-7:] or "between" in before[-9:]:
        return True
    return b.scaled or x == 0 or y <= x * _WIDEST


_LEAD = 80
"""Characters before a range in which its verb stands."""
_FROM_AT = re.compile(r"\bfrom[ ](?:(?!the\b|an?\b|its\b|their\b)[a-z]+[ ]){0,3}\Z", re.IGNORECASE)


def _moves(text: str, a: Mention, b: Mention) -> bool:
    """Whether "from `a` to `b`" tells a change."""
    lead = text[max(0, a.start - _LEAD) : a.start]
    start = _FROM_AT.search(lead)
    return start is not None and is_movement(lead[: start.start()], a.number or 0.0, b.number or 0.0)


def _lend(text: str, a: Mention, b: Mention) -> None:
    """ "from 5 to 10 percent", "from $2 to 3 million": what one of two numbers has alone holds for both."""
    if b.scaled and not a.scaled:
        a.number = a.low = a.high = _lend_magnitude(text, a, b)
    if not (a.unit or a.currency):
        a.unit, a.currency, a.factor, a.old = b.unit, b.currency, b.factor, b.old
    elif a.currency and not (b.unit or b.currency):
        b.currency, b.factor = a.currency, a.factor


def _lend_magnitude(text: str, a: Mention, b: Mention) -> float:
    """ "four to five thousand": the magnitude of the second number holds for the first."""
    number = a.number or 0.0
    written = re.sub(r"[^\w.,½¼¾ -]", "", text[b.start : b.end])
    mantissa = parse_number(_SCALE_AT.split(written, maxsplit=1)[0].strip())
    if mantissa and number <= mantissa:
        return number * ((b.number or 0.0) / mantissa)
    return number


_SMALL_WHOLE = 10
"""Of how many one is a share with "in", inclusive, beside those that are round: "one in 2015" is none.
A fifth less or more changes none of 19,693 readings."""
_ROUND_WHOLES = frozenset({12, 20, 25, 50, 100, 1000, 10000})
""""one in ten": the whole of a ratio with "in" is small, or round."""


def _ratio(a: Mention, b: Mention, is_in: bool) -> Mention | None:
    """ "one in five" is 20 per cent; "three in 2015" is none."""
    x, y = a.number or 0.0, b.number or 0.0
    if not 0 < x < y or x != int(x) or a.currency or b.currency or a.unit or b.unit:
        return None
    if is_in and not (x < _SMALL_WHOLE and (y <= _SMALL_WHOLE or y in _ROUND_WHOLES)):
        return None
    mention = share(a.start, b.end, x / y)
    mention.words = False
    mention.joined = "of"
    return mention
