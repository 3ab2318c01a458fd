"""Marks around a part of a text: a text with them asks for what that part means where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from compare.embeddings.protocol import Encoder

__all__ = ["Span", "bare", "marked", "reads_marks", "unmarked", "within"]

Span = tuple[int, int]
"""Where a part of a text begins, and where it ends, exclusive."""

_FROM, _TO = "\ufdd0", "\ufdd1"
"""Characters that Unicode keeps for programs: no text that is exchanged has them."""
_STRANGE = "\ufffd"


def bare(text: str) -> str:
    """`text` with U+FFFD where it has characters of these marks: whoever wrote them asked for no part."""
    return _with(text, _STRANGE)


def marked(text: str, start: int, end: int) -> str:
    """The `bare` text with marks around ``text[start:end]``."""
    text = bare(text)
    return _FROM.join((text[:start], _TO.join((text[start:end], text[end:]))))


def unmarked(text: str) -> tuple[str, Span | None]:
    """`text` without marks, and where the part between them stands; None where it has none.

    Examples:
        >>> unmarked(marked("some 47 pages", 5, 7))
        ('some 47 pages', (5, 7))
        >>> unmarked("some pages")
        ('some pages', None)
    """
    start = text.find(_FROM)
    end = text.find(_TO, start + 1)
    if start < 0 or end < 0:
        return _with(text, ""), None
    return _with(text, ""), (len(_with(text[:start], "")), len(_with(text[:end], "")))


def _with(text: str, instead: str) -> str:
    """`text` with something `instead` of each mark."""
    return text.replace(_FROM, instead).replace(_TO, instead)


def within(pieces: Sequence[Span], part: Span) -> list[int]:
    """Which `pieces` of a text, by where each stands, have characters of a `part` of it."""
    start, end = part
    return [k for k, (first, last) in enumerate(pieces) if first < end and last > start]


def reads_marks(encoder: Encoder) -> bool:
    """Whether `encoder` gives the vector of a marked part; others only know what a whole text means."""
    return getattr(encoder, "reads_marks", False) is True
