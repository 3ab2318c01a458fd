"""What a people is called: adjectives and nouns of nation, region and creed."""

from __future__ import annotations

from functools import cache

from compare.lang.en.gazetteer import demonyms, well_known
from compare.lang.resources import word_lists

_ENDINGS = ("n", "an", "ian", "i", "ese")


@cache
def _peoples() -> frozenset[str]:
    return frozenset().union(demonyms(), *word_lists("en", "peoples").values())


@cache
def is_demonym(word: str) -> bool:
    """Whether `word` is an adjective or noun of nation, people or creed ("Kurdish", "Syrians")."""
    if word in _peoples() or (word.endswith("s") and word[:-1] in _peoples()):
        return True
    if any(word.endswith(end) and word[: -len(end)] in well_known() for end in _ENDINGS):
        return word not in well_known()
    head, _, tail = word.partition("-")
    return bool(tail) and head in _peoples() and (tail in _peoples() or tail.islower())
