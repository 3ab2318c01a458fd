"""Pieces of regular expressions that are made of words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


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
