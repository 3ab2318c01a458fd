"""The one tokeniser of English: the words and numbers of a text, with their offsets.

Apostrophes belong to a word ("didn't", "city's"), dots to initials ("U.S"), and separators to a number
("1,200", "5.9", "16:06"). A hyphen parts words, unless the caller wants compounds whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from compare.lang.languages import ENGLISH
from compare.lang.resources import table, word_lists

__all__ = [
    "CLOSED_CLASS_WORDS",
    "FUNCTION_WORDS",
    "NUMBER_WORDS",
    "READ",
    "Token",
    "is_function_word",
    "tokens",
    "words",
    "words_at",
]

_STOPS = word_lists("en", "function_words")
FUNCTION_WORDS = ENGLISH.function_words
"""Words that say nothing about what a sentence is about. Reporting verbs are among them."""

_NUMERALS = table("en", "numerals")
NUMBER_WORDS = {
    word: str(number)
    for part in ("ones", "teens", "tens")
    for word, number in _NUMERALS[part].items()
    if word != "one"
}
"""Numbers in words that meet the same number in digits; "one" is too often no number."""

CLOSED_CLASS_WORDS = (
    _STOPS["empty"]
    | _STOPS["no_names"]
    | _STOPS["contractions"]
    | _STOPS["bare_contractions"]
    | {"zero", *(word for part in ("ones", "teens", "tens", "magnitudes") for word in _NUMERALS[part])}
)
"""Closed-class words and number words; capitalised, they only open a sentence or stand in a headline."""

READ = 1 << 18
"""Texts, and words, that are remembered: several stages read the same sentences, in the same order, so that
a list too short for all of them helps none. 100,000 claims have about 100,000."""

_NUMBER = r"\d+(?:[.,:]\d+)*"
_INITIALS = r"[^\W\d_](?:\.[^\W\d_])+(?![^\W\d_])"
_LETTERS = r"[^\W\d_]+(?:['’][^\W\d_]+)*"
_TOKEN = re.compile(rf"{_NUMBER}|{_INITIALS}|{_LETTERS}")
_COMPOUND = re.compile(rf"{_NUMBER}|{_INITIALS}|{_LETTERS}(?:[-‐‑]{_LETTERS})*")


class Token(NamedTuple):
    """A word or a number as it is written, and where: ``text[start:end]`` of the text that holds it."""

    text: str
    start: int
    end: int


def tokens(text: str, *, compounds: bool = False) -> list[Token]:
    """The words and numbers of `text` in order; with `compounds`, "al-Shabaab" is one word."""
    pattern = _COMPOUND if compounds else _TOKEN
    return [Token(match[0], match.start(), match.end()) for match in pattern.finditer(text)]


def words_at(text: str) -> Iterator[re.Match[str]]:
    """The same one by one, for who reads only some of them."""
    return _TOKEN.finditer(text)


def words(text: str, *, compounds: bool = False) -> list[str]:
    """The same without offsets."""
    return (_COMPOUND if compounds else _TOKEN).findall(text)


def is_function_word(word: str) -> bool:
    """Whether a word says nothing of what a text is about. In capitals it may be a name: "US", "WHO"."""
    return word.casefold() in FUNCTION_WORDS and not (len(word) > 1 and word.isupper())
