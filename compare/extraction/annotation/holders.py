"""Of whom or of what a value is said: the names that stand nearest to it."""

from __future__ import annotations

from compare.extraction.annotation.content import POSSESSIVE
from compare.lang.en.tokens import FUNCTION_WORDS, tokens

NEAREST = 2
"""Capitalised words beside a value that may name its holder: "Mara Venn, 26", "26-year-old Mara Venn"."""


def names_beside(text: str, start: int, end: int) -> frozenset[str]:
    """The capitalised words nearest to the part ``text[start:end]``, in lower case and without "'s".

    The first word of a sentence has a capital anyway and is none; nor is a function word.
    """
    found = [
        (max(token.start - end, start - token.end, 0), token.start, POSSESSIVE.sub("", token.text).lower())
        for token in tokens(text)
        if token.start > 0
        and token.text[:1].isupper()
        and not start <= token.start < end
        and token.text.lower() not in FUNCTION_WORDS
    ]
    return frozenset(word for _, _, word in sorted(found)[:NEAREST])
