"""Which places an article knows, however it spells them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from compare.extraction.names.places import read_places
from compare.lang.en.frequency import word_weight

HELD = 1 << 12
"""Texts whose names are held at once: the claims of a sentence have the same."""


def place_keys(text: str) -> frozenset[str]:
    """The capitalised names of `text` in a form that spellings of one name share, and no two places."""
    return frozenset(mention.place.key for mention in read_places(text))


@lru_cache(maxsize=HELD)
def place_weights(text: str) -> Mapping[str, float]:
    """The keys of `text` with what sharing each counts: "Milltown" tells more than "North"; nobody changes
    them."""
    out: dict[str, float] = {}
    for mention in read_places(text):
        words = text[mention.start : mention.end].split()
        key = mention.place.key
        out[key] = max(*map(word_weight, words), out.get(key, 0.0))
    return out
