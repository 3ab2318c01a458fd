"""How rare an English word is, known without any article: the vocabulary of the embedded model is in the
order of how often its words stand in English text, so a word's rank tells it (Zipf's law).

Unlike document frequencies of the articles at hand, it does not change when an unrelated article joins.
"""

from __future__ import annotations

import json
import math
import re
from functools import cache, lru_cache
from importlib.resources import files

FIRST_WORD = 1990
"""Ranks below are those of signs, single letters and reserved places."""

COMMON = 100.0
"""So many words are so common that sharing them says nothing."""

UNKNOWN = math.log(60_000 / COMMON)
"""Rarity of a word that the vocabulary of 30,000 does not hold as a whole: most surnames, small towns."""

LEAST = 0.3
"""Weight that even the most common word has."""

NUMBER = 3.0
"""Weight of a number in digits, whose rank says nothing: that of the 2,000th most common word."""

_PARTS = re.compile(r"[-'’.]+")


@lru_cache(maxsize=262_144)
def rarity(word: str) -> float:
    """From 0 (the hundred most common words) to `UNKNOWN`; of a compound, that of its rarest part."""
    parts = [part for part in _PARTS.split(word.lower()) if part]
    return max(map(_rarity, parts), default=0.0)


def word_weight(word: str) -> float:
    """What sharing `word` counts: its rarity, `LEAST` for the most common ones, `NUMBER` for numbers."""
    return NUMBER if word[:1].isdigit() else max(LEAST, rarity(word))


def known_word(word: str) -> bool:
    """Whether the vocabulary holds the lower-case `word` as a whole."""
    return word in _ranks()


def _rarity(part: str) -> float:
    rank = _ranks().get(part)
    if rank is None:
        return UNKNOWN
    return max(0.0, math.log(max(1, rank - FIRST_WORD) / COMMON))


@cache
def _ranks() -> dict[str, int]:
    text = files("compare.embeddings").joinpath("data", "tokenizer.json").read_text(encoding="utf-8")
    ranks: dict[str, int] = json.loads(text)["model"]["vocab"]
    return ranks
