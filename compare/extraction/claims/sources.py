"""Which noun phrases can be of somebody who speaks, or of what is cited."""

from __future__ import annotations

from compare.extraction.claims import cues
from compare.extraction.claims.marked_words import DAYS, Word
from compare.lang.en.name_lexicon import ROLE
from compare.lang.resources import word_lists

__all__ = ["PRONOUNS", "REACH", "is_source", "speaker"]

REACH = 28
"""Words that a source has at most, with all that describes it."""
_PLAIN = 14
"""Words of a source without a comma; a longer phrase is a clause whose verb is unknown."""
_WORDS = word_lists("en", "who_says")
_DETERMINERS, _PREPOSITIONS = cues.DETERMINERS, cues.PREPOSITIONS
PRONOUNS = frozenset({"he", "she", "they", "it", "who", "we", "i", "you"})
_NO_SOURCES = frozenset({"that", "this", "there", "i", "we", "you", "it", "what", "which", "not", "no"})
_BARE = word_lists("en", "sources")["bare"] | ROLE
_CITED = _WORDS["cited"] | _BARE
_UNFINISHED = _PREPOSITIONS | _DETERMINERS | cues.AUXILIARIES | _WORDS["unfinished"]


def is_source(phrase: str) -> bool:
    """Whether a noun phrase names whom one can cite."""
    last = phrase.rsplit(maxsplit=1)[-1]
    return last[0].isupper() or last.lower() in _CITED


def _bare(own: list[Word]) -> bool:
    """Whether a phrase without an article is one of several, or describes a name: "former aide Ida Lund"."""
    head = own[: next((k for k, word in enumerate(own) if k and word.lower in _PREPOSITIONS), len(own))]
    last = head[-1]
    if len(head) == len(own) and last.text[0].isupper() and own[0].lower not in _PREPOSITIONS:
        return True
    return (
        (last.lower in _BARE or last.lower.endswith("s") or last.text[0].isupper())
        and own[0].lower not in (_PREPOSITIONS | cues.BASES)
        and not (last.text[0].isupper() and len(head) < len(own))
    )


def speaker(words: list[Word], low: int, high: int) -> tuple[int, int] | None:
    """The extent of words `low` to `high` where they can be a speaker."""
    while low <= high and not words[low].text[0].isalnum():
        low += 1
    while high >= low and not words[high].text[0].isalnum() and words[high].text != ")":
        high -= 1
    while high - low > 1 and words[high].lower in DAYS:
        high -= 2 if words[high - 1].lower.endswith("ed") or words[high - 1].lower in _PREPOSITIONS else 1
    if low > high or high - low >= REACH:
        return None
    own = words[low : high + 1]
    return (own[0].start, own[-1].end) if _can_speak(own) else None


def _can_speak(own: list[Word]) -> bool:
    """Whether a phrase is one of a speaker, as far as its words tell."""
    first, last = own[0], own[-1]
    if len(own) == 1 and (first.lower in PRONOUNS or first.lower in cues.NO_SPEAKERS):
        return first.lower in {"he", "she", "they", "it"}
    if first.lower in _NO_SOURCES or first.lower in PRONOUNS or last.lower in PRONOUNS:
        return False
    if (
        last.lower in _UNFINISHED
        or last.lower in DAYS
        or (last.text[0].islower() and last.lower.endswith("ing"))
    ):
        return False
    if all(word.text[0].isdigit() for word in own):
        return False
    if len(own) > _PLAIN and not any(word.text == "," for word in own):
        return False
    return first.text[0].isupper() or first.lower in _DETERMINERS or _bare(own)
