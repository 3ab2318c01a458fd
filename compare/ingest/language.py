"""The language of an article that does not state it."""

from __future__ import annotations

import re

MIN_CHARACTERS = 200
"""Below this a text is too short to tell."""

_SAMPLE = 5_000
_FREQUENT = """
    the of and to in a that is was for on with as by at from it he his her has have had been were are
    this which said
"""
_ENGLISH = frozenset(_FREQUENT.split())
_WORD = re.compile(r"[^\W\d_]+")


def identify(text: str) -> str:
    """The ISO 639-1 code of the text's language, or "" where it is too short to tell."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample.casefold())
    if sum(map(len, words)) < MIN_CHARACTERS:
        return ""
    if sum(word in _ENGLISH for word in words) * 4 >= len(words):
        return "en"  # plain enough, and loading the identifier takes longer than reading five articles
    from py3langid import classify  # type: ignore[import-untyped]

    code, _ = classify(sample)
    return str(code)
