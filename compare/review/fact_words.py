"""The words of the facts under review, read once a fact: a search asks for all of them at each key."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from compare.lang.en.tokens import words
from compare.models import Facet, Fact

__all__ = ["FactWords", "Words"]


@dataclass(frozen=True, slots=True)
class Words:
    """What the claims of a fact say, case folded, and its words of three letters or more."""

    text: str
    tokens: frozenset[str]


class FactWords:
    """Words of facts by id, and how many facts of a facet hold each word, kept until the facts change."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[Fact, Words]] = {}
        self._holders: dict[Facet, Counter[str]] = {}

    def take(self, facts: Mapping[str, Fact]) -> None:
        """Read the facts that are new or were changed, and forget those that are gone."""
        for key in self._read.keys() - facts.keys():
            self._forget(key)
        for key, fact in facts.items():
            if key not in self._read or self._read[key][0] is not fact:
                self._forget(key)
                words = _words(fact)
                self._read[key] = fact, words
                self._holders.setdefault(fact.facet, Counter()).update(words.tokens)

    def __getitem__(self, key: str) -> Words:
        return self._read[key][1]

    def holders(self, facet: Facet) -> Counter[str]:
        """How many facts of the facet hold each word."""
        return self._holders.setdefault(facet, Counter())

    def _forget(self, key: str) -> None:
        if key in self._read:
            fact, words = self._read.pop(key)
            self._holders[fact.facet].subtract(words.tokens)


_LETTERS = 3
"""Letters of a word, at least, that may tell a fact from another."""


def _words(fact: Fact) -> Words:
    text = " ".join(dict.fromkeys(claim.text for claim in fact.claims)).casefold()
    return Words(text, frozenset(word for word in words(text) if len(word) >= _LETTERS))
