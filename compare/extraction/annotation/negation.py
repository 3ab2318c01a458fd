"""Whether a text denies something, wherever in it and whatever it is."""

from __future__ import annotations

import re

from compare.lang.en.negation import NEGATION_SOURCE

_QUOTED = re.compile(r"“[^”]{0,400}”|\"[^\"]{0,400}\"")
_ANYWHERE = re.compile(NEGATION_SOURCE, re.IGNORECASE)
_OUTSIDE = re.compile(rf"{NEGATION_SOURCE}|\bfail(?:ed|s)? to\b", re.IGNORECASE)


def denies(text: str) -> bool:
    """Whether `text` holds a negation."""
    return _ANYWHERE.search(text) is not None


def denies_unquoted(text: str) -> bool:
    """The same outside quotations: what a speaker denies is no denial of the sentence."""
    return _OUTSIDE.search(_QUOTED.sub(" ", text)) is not None
