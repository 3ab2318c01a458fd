"""What words two statements, quotations or spellings do not share, for a reader to see at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from compare.lang.en.tokens import tokens
from compare.models import Facet
from compare.reports.view import ClaimView, FactView

__all__ = ["unlike"]

MOST_WORDS = 120
"""Words of a text that are compared; longer ones are shown as they are."""

LEAST_ALIKE = 0.35
"""Part of the words, inclusive, that two texts share at least where marking the rest helps a reader."""

_WORDED = frozenset({Facet.STATEMENT, Facet.QUOTATION, Facet.NAME})


def unlike(fact: FactView, claim: ClaimView, text: str) -> tuple[tuple[str, bool], ...]:
    """`text` of a claim in parts, and which of them the text that it is compared with has not.

    The first claim is compared with the second, every other one with the first.
    """
    plain = ((text, False),)
    if fact.facet not in _WORDED or len(fact.positions) < 2 or claim not in fact.claims:
        return plain
    first = fact.positions[0][0]
    other = fact.positions[1][0] if claim.article == first.article else first
    own, theirs = _spans(text), [word for word, _, _ in _spans(_compared(other, claim, text))]
    if not 0 < len(own) <= MOST_WORDS or not 0 < len(theirs) <= MOST_WORDS:
        return plain
    blocks = SequenceMatcher(None, [word for word, _, _ in own], theirs, autojunk=False)
    if fact.facet != Facet.NAME and blocks.ratio() < LEAST_ALIKE:
        return plain
    apart = [
        (own[i1][1], own[i2 - 1][2])
        for tag, i1, i2, _, _ in blocks.get_opcodes()
        if tag in ("delete", "replace")
    ]
    return _parts(text, apart)


def _compared(other: ClaimView, claim: ClaimView, text: str) -> str:
    """What of the other claim stands against `text`: its whole sentence, or the words of its focus."""
    return other.focus if text == claim.focus else other.sentence


def _spans(text: str) -> list[tuple[str, int, int]]:
    return [(t.text.casefold(), t.start, t.end) for t in tokens(text, compounds=True)]


def _parts(text: str, apart: Sequence[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    parts: list[tuple[str, bool]] = []
    end = 0
    for start, stop in apart:
        parts += [(text[end:start], False), (text[start:stop], True)]
        end = stop
    parts.append((text[end:], False))
    return tuple((part, marked) for part, marked in parts if part)
