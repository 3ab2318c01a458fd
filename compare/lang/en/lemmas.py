"""The one lemmatiser of English: simplemma's list, with a table of what news needs otherwise.

A lemma is a key under which the forms of a word meet. No part of speech is asked for, so that a form of a
verb and of a noun ("killing", "killings") may have one lemma or two; it is the same everywhere.
"""

from __future__ import annotations

import logging
import re
import sys
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from compare.lang.en.frequency import known_word
from compare.lang.en.tokens import FUNCTION_WORDS, READ, words
from compare.lang.resources import table
from compare.user_cache import cache_folder

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


@lru_cache(maxsize=1)
def _list() -> _List:
    """The list takes a fifth of a second to read: the user's cache keeps it as a trie, which opens at once
    and takes a megabyte of memory. Without a cache it is read whole."""
    from simplemma import Lemmatizer, __version__
    from simplemma.strategies import DefaultStrategy, DictionaryLookupStrategy
    from simplemma.strategies.dictionaries import DEFAULT_DICTIONARY_FACTORY, TrieDictionaryFactory

    logging.getLogger("simplemma").addHandler(logging.NullHandler())  # a cache that cannot be written is none
    folder = cache_folder()
    place = None if folder is None else str(folder / f"simplemma-{__version__}")
    lists = DEFAULT_DICTIONARY_FACTORY if place is None else TrieDictionaryFactory(disk_cache_dir=place)
    strategy = DefaultStrategy(dictionary_factory=lists)
    return _List(Lemmatizer(lemmatization_strategy=strategy), DictionaryLookupStrategy(lists))
