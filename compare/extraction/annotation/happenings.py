"""What a sentence tells beyond its words: what happens, on which weekday, and how many of what.

Which words tell that something happens is read off their forms. A word that English also writes with -ed
and -ing ("attack") may be one wherever it stands, in a headline or as a noun; one that stands in such a
form, or in an irregular past, is one. The forms that English writes are those of the embedded model's
vocabulary, which needs no tagger: a sentence takes some microseconds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from compare.extraction.annotation.content import POSSESSIVE
from compare.lang.en.calendar import CALENDAR_WORDS, WEEKDAYS
from compare.lang.en.frequency import known_word, word_weight
from compare.lang.en.lemmas import lemma
from compare.lang.en.tokens import NUMBER_WORDS, READ, is_function_word, words
from compare.lang.resources import words as listed

PAST_FORMS = listed("en", "past_forms")
"""Past forms that do without -ed."""

DAYS = {name: 1 << number for name, number in WEEKDAYS.items()}
"""Weekdays, each a bit of its own."""

MIN_LETTERS = 3
"""Letters of a root, inclusive, from which it tells one verb from another; chosen by hand."""
MIN_INFLECTED = 5
"""Letters from which -ed and -ing are taken for endings: "red" and "king" are words."""

COUNTED_WITHIN = 2
"""Words after a number among which the first that is no name is what it counts."""

_APART = re.compile(r"(?<=\d) ([.,]) (?=\d)")
"""Numbers may stand as tokenised text has them: "5 . 9"."""


@dataclass(frozen=True, slots=True)
class Happenings:
    """What one text tells.

    ``happens`` are the lemmas of words that may tell that something happens, ``happened`` the number of
    those that stand in a form of it, ``plain`` and ``names`` the lemmas of all words without and with a
    capital, weekdays and months apart: each with its rarity. ``days`` are the bits of the weekdays,
    ``counted`` lemmas with the numbers before them.
    """

    happens: Mapping[str, float]
    happened: int
    plain: Mapping[str, float]
    names: Mapping[str, float]
    days: int
    counted: frozenset[tuple[str, str]]


def read_happenings(text: str) -> Happenings:
    """Read what `text` tells, in one pass."""
    happens: dict[str, float] = {}
    plain: dict[str, float] = {}
    names: dict[str, float] = {}
    happened, counted = set(), set()
    days, number, wait = 0, "", 0
    for written in words(_APART.sub(r"\1", text)):
        word = POSSESSIVE.sub("", written)
        low = word.lower()
        wait -= 1
        if not low:
            continue
        if word[0].isupper() and low in CALENDAR_WORDS:
            days |= DAYS.get(low, 0)
            continue
        if is_function_word(word):
            continue
        low = NUMBER_WORDS.get(low, low)
        if low[0].isdigit():
            number, wait = low.replace(",", ""), COUNTED_WITHIN + 1
            continue
        if len(low) == 1:
            continue
        root, rare = lemma(word), word_weight(low)
        among = names if word[0].isupper() else plain
        among[root] = max(rare, among.get(root, 0.0))
        if number and wait > 0 and word[0].islower():
            counted.add((root, number))
            number = ""
        if in_past(low):
            happened.add(root)
        if root in happened or is_verb(root):
            happens[root] = max(rare, happens.get(root, 0.0))
    return Happenings(happens, len(happened), plain, names, days, frozenset(counted))


def in_past(word: str) -> bool:
    """Whether a lower-case word stands in a form that tells that something happened or is happening."""
    return word in PAST_FORMS or (len(word) >= MIN_INFLECTED and word.endswith(("ed", "ing")))


@lru_cache(maxsize=READ)
def is_verb(root: str) -> bool:
    """Whether English writes the lemma with -ed or -ing, too: it may tell that something happens."""
    if len(root) < MIN_LETTERS:
        return False
    bare = root.removesuffix("e")
    doubled = root + root[-1]
    ing = (root + "ing", bare + "ing", doubled + "ing", root[:-1] + "ying")
    return any(known_word(form) for form in (root + "ed", bare + "ed", doubled + "ed", *ing))
