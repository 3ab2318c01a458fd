"""The one lemmatiser of English: simplemma's list, with a table of what news needs otherwise.

A lemma is a key under which the forms of a word meet. No part of speech is asked for, so that a form of a
verb and of a noun ("killing", "killings") may have one lemma or two; it is the same everywhere.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from compare.lang.en.frequency import known_word
from compare.lang.en.tokens import FUNCTION_WORDS, READ, words
from compare.lang.kept_lists import kept_list
from compare.lang.resources import table

if TYPE_CHECKING:
    from simplemma import Lemmatizer
    from simplemma.strategies import DictionaryLookupStrategy

__all__ = ["lemma", "lemmas"]

_OTHERWISE = table("en", "lemmas")["forms"]
_POSSESSIVE = re.compile(r"'s?$")
_PEOPLES = tuple(table("en", "lemmas")["peoples"].split())
"""Endings of plurals of peoples."""
_SHORTEST = 4
"""Letters of a word that may have an ending, at least: "bus" and "all" have none."""
_NO_PLURAL = "aiousy"
"""A letter before a last "s" of an unknown word that is no plural: "Hamas", "Paris", "Prius", "Congress"."""


@lru_cache(maxsize=READ)
def lemma(word: str) -> str:
    """The lemma of one word without case, possessive and the dots of initials; a number is its own.

    "Cities'" meets "city" in "city", "died" "dying" in "die", and "U.S." meets "US" in "us".
    """
    low = _POSSESSIVE.sub("", word.casefold().replace("’", "'")).replace(".", "")
    if not low.isalpha():
        return sys.intern(low)
    if word.isupper() and low in FUNCTION_WORDS:
        return low  # "IS", "WHO": names
    return sys.intern(_OTHERWISE.get(low) or _looked_up(low))


def lemmas(text: str) -> frozenset[str]:
    """The lemmas of the words of `text`."""
    return frozenset(map(lemma, words(text)))


def _looked_up(low: str) -> str:
    found = _list().lemmatizer.lemmatize(low, "en").casefold()
    if found == low:
        ends = (
            len(low) >= _SHORTEST and low.endswith("s") and (low.endswith(_PEOPLES) or _only_inflected(low))
        )
        return low[:-1] if ends else low
    doubled = (
        len(found) >= _SHORTEST
        and found[-1] == found[-2]
        and known_word(found[:-1])
        and not known_word(found)
    )
    return found[:-1] if doubled else found  # "cancell" of "cancelled"


def _only_inflected(low: str) -> bool:
    """Whether an unknown word in -s is a plural, or a possessive whose apostrophe is lost: "Syrias"."""
    if _list().lookup.get_lemma(unicodedata.normalize("NFC", low), "en") is not None:
        return False
    return low[-2] not in _NO_PLURAL or (known_word(low[:-1]) and not known_word(low))


@dataclass(frozen=True, slots=True)
class _List:
    """simplemma's list with its rules, and the list alone."""

    lemmatizer: Lemmatizer
    lookup: DictionaryLookupStrategy


@dataclass(frozen=True, slots=True)
class _English:
    """Gives simplemma the list that it asks for."""

    words: Mapping[str, str]

    def get_dictionary(self, lang: str) -> Mapping[str, str]:
        """That of English, the one language that is asked for."""
        assert lang == "en", lang  # noqa: S101 - nothing else is lemmatised here
        return self.words


@lru_cache(maxsize=1)
def _list() -> _List:
    from simplemma import Lemmatizer, __version__
    from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy
    from simplemma.strategies.dictionaries import DEFAULT_DICTIONARY_FACTORY

    plain = partial(DEFAULT_DICTIONARY_FACTORY.get_dictionary, "en")
    lists = _English(kept_list(f"simplemma-{__version__}-en.trie", plain))
    strategy = DefaultStrategy(dictionary_factory=lists)
    return _List(Lemmatizer(lemmatization_strategy=strategy), DictionaryLookupStrategy(lists))
