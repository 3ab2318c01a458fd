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
_PAYWALL = re.compile(rf"\b{any_of(_WORDS['paywalls'])}", re.I)
_DOTS = re.compile(r"(?:\[\s*(?:…|\.\.\.)\s*\]|…|\w\.\.\.)\s*$")


def extent_of(text: str) -> Extent:
    """Whether a service has cut the text, by what stands at its end."""
    tail = text[-_TAIL:].rstrip()
    if _COUNTED.search(tail) or _PAYWALL.search(tail) or _INVITATION.search(tail):
        return Extent.CUT
    if len(text) <= _SHORT and _DOTS.search(tail):
        return Extent.CUT
    return Extent.WHOLE
