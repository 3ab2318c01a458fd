"""Texts that a service has cut: interfaces that give the first characters, and pages behind a paywall."""

from __future__ import annotations

import re

from compare.lang.patterns import any_of
from compare.lang.resources import word_lists
from compare.models import Extent

__all__ = ["extent_of"]

_WORDS = word_lists("en", "cut_texts")

_TAIL = 500
"""Characters at the end of a text in which a paywall speaks."""

_SHORT = 1_200
"""Characters up to which a text that ends in dots is one that was cut; a longer one may end so for effect.
"""

_COUNTED = re.compile(
    r"(?:…|\.\.\.)?\s*\[\s*\+\s?[\d,]+\s+(?:more\s+)?(?:chars|characters|words)\s*\]\s*$", re.I
)
"""How a news interface says how much it left out: "… [+1210 chars]"."""

_INVITATION = re.compile(
    rf"(?:^|\n|[.…\]!?”\"]\s*|\s[-–—(\[|»>]\s*){any_of(_WORDS['invitations'])}\b[^\n]{{0,80}}$", re.I
)
_CLOSING = 140
"""Characters at the end of a text in which an invitation to read on stands, with a title behind."""

_INVITING, _PAYWALLS = tuple(sorted(_WORDS["invitations"])), tuple(sorted(_WORDS["paywalls"]))
_DOTS = re.compile(r"(?:\[\s*(?:…|\.\.\.)\s*\]|…|\w\.\.\.)\s*$")


def extent_of(text: str) -> Extent:
    """Whether a service has cut the text, by what stands at its end."""
    tail = text[-_TAIL:].rstrip().casefold()
    closing = tail[-_CLOSING:]
    # Plain searches first: a pattern of many words takes ten times as long, and nearly no text has one.
    if (
        (tail.endswith("]") and _COUNTED.search(closing))
        or any(words in tail for words in _PAYWALLS)
        or (any(words in closing for words in _INVITING) and _INVITATION.search(closing))
        or (len(text) <= _SHORT and _DOTS.search(closing))
    ):
        return Extent.CUT
    return Extent.WHOLE
