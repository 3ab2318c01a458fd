"""Words without case and ending, as the words of names, leads and sentences are compared."""

from __future__ import annotations

import re
import sys

WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
"""A word: of two that a hyphen joins, each counts, so that "US-led" meets "led by the US"."""


def words(text: str) -> frozenset[str]:
    """The words of `text` in lower case, plural and possessive endings cut."""
    return frozenset(sys.intern(fold(word)) for word in WORD.findall(text))


def fold(word: str) -> str:
    """One word without case, possessive and plural ending, so that "Belgium's" meets "Belgium"."""
    word = word.lower().replace("’", "'").removesuffix("'s").strip("'.-")
    # Shorter words in -s are seldom plurals ("gas", "his"); chosen by hand.
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "zes", "ches", "shes")) else word[:-1]
