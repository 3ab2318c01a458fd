"""What tells the event of an article: who is named, where it happened, and how the article opens."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum

from compare.lang.en.calendar import CALENDAR_WORDS
from compare.lang.en.frequency import rarity
from compare.lang.en.lemmas import lemma
from compare.lang.en.tokens import tokens, words

LEAD_SENTENCES = 4
"""News puts its event first (the inverted pyramid): these sentences stand for the article's event."""

LEAST_SENTENCES = 3
"""Fewer sentences do not tell an article's event."""

_AGE = re.compile(r"\b(\d{1,2})[- ]years?[- ]old\b|,\s(?:aged?\s)?(\d{1,2})(?=,)")
_NUMBER = re.compile(r"(?<![\d,.$€£])\b\d{3,5}\b(?!,\d)")
_YEARS = range(1900, 2100)
_EMERGENCY = frozenset({"911", "112", "999"})

Bag = dict[str, float]


@dataclass(frozen=True, slots=True)
class EventText:
    """What tells the event of one article: words with their rarity (of unit length where said so)."""

    sentences: int
    title: Bag
    """Of unit length, as are ``lead`` and ``all_names``."""
    lead: Bag
    all_names: Bag
    names: Bag
    lead_names: Bag
    full_names: Bag
    ages: frozenset[str]
    numbers: frozenset[str]

    @property
    def tells(self) -> bool:
        """Whether it tells enough to be told apart from other events."""
        return self.sentences >= LEAST_SENTENCES and bool(self.names)


def read_event(title: str, sentences: Sequence[str]) -> EventText:
    """Read what tells the event of an article of its `title` and its `sentences`, furniture left out."""
    opening = _words(title)
    lead = dict(opening)
    capital: dict[str, str] = {}
    plain: set[str] = set()
    rows: list[tuple[str, str]] = []
    ages: set[str] = set()
    numbers: set[str] = set()
    for k, sentence in enumerate(sentences):
        found = tokens(sentence)
        for token in found:
            word = token.text
            folded = lemma(word)
            if word[0].isupper():
                capital.setdefault(folded, word)
            else:
                plain.add(folded)
            if k < LEAD_SENTENCES:
                lead.setdefault(folded, _rarity(word))
        rows += [
            (lemma(one.text), lemma(other.text))
            for one, other in pairwise(found)
            if one.text[0].isupper() and other.text[0].isupper() and sentence[one.end : other.start] in " -"
        ]
        ages.update(m[1] or m[2] for m in _AGE.finditer(sentence))
        numbers.update(n for n in _NUMBER.findall(sentence) if int(n) not in _YEARS)
    names = {
        folded: _rarity(word)
        for folded, word in capital.items()
        if folded not in plain and folded not in CALENDAR_WORDS and len(folded) > 2
    }
    return EventText(
        sentences=len(sentences),
        title=_unit(opening),
        lead=_unit(lead),
        all_names=_unit(names),
        names=names,
        lead_names={name: weight for name, weight in names.items() if name in lead},
        full_names={f"{a} {b}": names[a] + names[b] for a, b in rows if a in names and b in names},
        ages=frozenset(ages),
        numbers=frozenset(numbers - _EMERGENCY),
    )


def _words(text: str) -> Bag:
    return {lemma(token): _rarity(token) for token in words(text)}


def _rarity(word: str) -> float:
    """Rarity of a word as written: a possessive or plural is as rare as the commoner of its two forms."""
    return min(rarity(word), rarity(lemma(word)))


def _unit(bag: Bag) -> Bag:
    length = math.sqrt(fsum(weight * weight for weight in bag.values()))
    return {word: weight / length for word, weight in bag.items()} if length else {}
