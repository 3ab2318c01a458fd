"""Patterns of words: of those of a list, and of plain ones where a scanner needs less than a token."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

__all__ = ["LETTERS", "PIECES", "RUNS", "any_of", "letters_of"]

# `compare.lang.en.tokens` is the tokeniser. These are for what looks up bare forms, where a word ends at its
# apostrophe ("June's") and a number at its separator ("12:30"), and for what reads any language.
LETTERS = re.compile(r"[^\W\d_]+")
"""Runs of letters: "didn't" is two."""
PIECES = re.compile(r"[^\W\d_]+|\d+")
"""Runs of letters and runs of digits: "30June" is two."""
RUNS = re.compile(r"\w+")
"""Runs of letters, digits and underscores: "G20" is one, "al-Shabaab's" is three."""


_SIGNS_OF_NUMBERS = re.compile(r"(?<=\d)[^\w\s](?=\d)|[-−+](?=[.,]?\d)|(?<=\d)[ ](?=\d)|[%‰$€£¥]")
"""What makes another number of the same digits: "1.5", "-5", "3/4", "10 12"."""


def letters_of(text: str) -> str:
    """What `text` says without case, signs and gaps: the same of "F.B.I." and "FBI", "air strike" and
    "airstrike", not of "1.5" and "15". A text of signs alone is as it is.
    """
    plain = unicodedata.normalize("NFC", text.casefold())
    kept = {found.start() for found in _SIGNS_OF_NUMBERS.finditer(plain)}
    letters = (
        character
        for k, character in enumerate(plain)
        if k in kept or character.isalnum() or unicodedata.category(character).startswith("M")
    )
    return "".join(letters) or plain


def any_of(*lists: Iterable[str], gap: str = " ") -> str:
    """Source of a regular expression, in brackets, for one of the words of all `lists`; the longest is tried
    first. Between the words of a phrase stands `gap`, the source of a pattern.

    Words that begin alike share their begin in the pattern: a long list is read as fast as a short one.
    """
    trie: dict[str, Any] = {}
    for word in sorted({word for listed in lists for word in listed}):
        node = trie
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    if not trie:
        raise ValueError("a pattern needs at least one word")
    return f"(?:{_source(trie, gap)})"


def _source(node: dict[str, Any], gap: str) -> str:
    """The branches of a trie; the key "" marks the end of a word."""
    branches = [
        (gap if character == " " else re.escape(character)) + _source(below, gap)
        for character, below in node.items()
        if character
    ]
    if "" not in node:
        return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{'|'.join(branches)})?" if branches else ""
