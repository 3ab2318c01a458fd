"""Which places an article knows, however it spells them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from compare.extraction.names.places import PlaceMention, read_places
from compare.lang.en.frequency import word_weight
from compare.lang.en.gazetteer import Path, demonyms
from compare.lang.en.lemmas import lemma
from compare.lang.en.name_lexicon import ROLE
from compare.lang.en.tokens import words

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


def states_named(text: str) -> Mapping[str, frozenset[Path]]:
    """The states that words of `text` stand for, by their lemmas: "the U.S.", "Americans" and both words of
    "United States" stand for one."""
    out: defaultdict[str, frozenset[Path]] = defaultdict(frozenset)
    for mention in read_places(text):
        states = frozenset(path for path in mention.place.referents if len(path) == 1)
        if states and not _is_first_name(text, mention):
            for word in words(text[mention.start : mention.end]):
                out[lemma(word)] |= states
    for word in words(text):
        people = demonyms().get(word) or demonyms().get(word.removesuffix("s"))
        if people is not None:
            out[lemma(word)] |= people
    return out


def _is_first_name(text: str, mention: PlaceMention) -> bool:
    """Whether a state of one plain word may be somebody's first name: "Chad Wolf"."""
    if not text[mention.start : mention.end].isalpha() or text[mention.start : mention.end].isupper():
        return False
    behind = next(iter(words(text[mention.end :])), "") if text[mention.end :].startswith(" ") else ""
    return behind[:1].isupper() and behind.lower() not in ROLE
