"""Which places an article knows, however it spells them."""

from __future__ import annotations

import re
from functools import lru_cache

from compare.lang.en.frequency import word_weight
from compare.lang.en.tokens import READ

_CAPITALISED = re.compile(r"\b[^\W\d_a-z][^\W\d_]+")
_VOWELS = str.maketrans("", "", "aeiouyáàâäãåéèêëíìîïóòôöõúùûü'’")


def place_keys(text: str) -> frozenset[str]:
    """The capitalised words of `text` in a form that spellings of one name share."""
    return frozenset(skeleton(word) for word in _CAPITALISED.findall(text))


def place_weights(text: str) -> dict[str, float]:
    """The keys of `text` with what sharing each counts: "Milltown" tells more than "North"."""
    out: dict[str, float] = {}
    for word in _CAPITALISED.findall(text):
        key = skeleton(word)
        out[key] = max(word_weight(word), out.get(key, 0.0))
    return out


@lru_cache(maxsize=READ)
def skeleton(word: str) -> str:
    """The first letter and the consonants: "Hasakeh" and "Hasakah", "Raqqa" and "Raqa" are written alike."""
    word = word.lower().removesuffix("s")
    kept = word[:1] + word[1:].translate(_VOWELS)
    kept = "".join(c for k, c in enumerate(kept) if k == 0 or c != kept[k - 1])
    return kept if len(kept) > 1 else word
