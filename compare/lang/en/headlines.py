"""What a headline has behind it that is no part of what happened: who tells it."""

from __future__ import annotations

import re

from compare.lang.en.gazetteer import referents
from compare.lang.en.peoples import is_demonym
from compare.lang.en.tokens import NUMBER_WORDS, is_function_word
from compare.lang.patterns import any_of
from compare.lang.resources import word_lists

__all__ = ["without_teller"]

_TELLERS = any_of(word_lists("en", "headlines")["tellers"])
_PARTED = re.compile(rf"(?::|\s[–—-])\s+(?:[A-Z][\w’'-]*\s+)?{_TELLERS}\Z", re.IGNORECASE)
_GLUED = re.compile(rf"\s(?P<who>(?i:{_TELLERS}))\Z")
_LOWER = 2
"""Words in small letters that are no function words, of a headline that is not in Title Case, at least."""
_COUNTABLE = ("s", "police")
"""How the words for many who tell end: of these a number before them may tell how many."""
_KEPT, _MOST = 3, 20
"""Words that tell what happened, at least and at most; more are no headline."""


def without_teller(headline: str) -> str:
    """A headline, without a full stop at its end, without who tells it: "Blast kills six in Tarn Monitor".

    Some pages lose the colon before it: a capital alone then parts it from what stands before, in headlines
    that are not in Title Case.
    """
    parted = _PARTED.search(headline)
    if parted is not None:
        kept = headline[: parted.start()]
        return kept if _KEPT <= len(kept.split()) <= _MOST else headline
    glued = _GLUED.search(headline)
    if glued is None or not glued["who"][0].isupper():
        return headline
    kept = headline[: glued.start()].rstrip()
    adjective = kept.rsplit(maxsplit=1)[-1:]
    if adjective and is_demonym(adjective[0]) and not adjective[0].endswith("s"):  # "Syrian Observatory"
        kept = kept.rpartition(" ")[0].rstrip()
    own = kept.split()
    counted = any(word.lower() in NUMBER_WORDS or word[0].isdigit() for word in own[-2:])
    if counted and glued["who"].lower().endswith(_COUNTABLE):  # "kills two UN Officials"
        return headline
    small = [word for word in own if word.islower() and not is_function_word(word)]
    if not _KEPT <= len(own) <= _MOST or len(small) < _LOWER or not _may_end(own[-1]):
        return headline
    return kept


def _may_end(word: str) -> bool:
    """Whether a word can end a headline before who tells it: "Science" in "Science Monitor" cannot."""
    if word.islower():
        return not is_function_word(word)
    return word.isupper() or word[0].isdigit() or bool(referents(word))
