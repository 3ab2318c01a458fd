"""Whether a text denies something, wherever in it and whatever it is."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"“[^”]{0,400}”|\"[^\"]{0,400}\"")
_OUTSIDE = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|nobody|nothing|fail(?:ed|s)? to)\b|n[’']t\b", re.I
)
_ANYWHERE = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|\w+n['’]t)\b", re.IGNORECASE
)


def denies(text: str) -> bool:
    """Whether `text` holds a negation."""
    return _ANYWHERE.search(text) is not None


def denies_unquoted(text: str) -> bool:
    """The same outside quotations: what a speaker denies is no denial of the sentence."""
    return _OUTSIDE.search(_QUOTED.sub(" ", text)) is not None
