"""What of a phrase beside a verb of saying can be somebody who speaks.

"Homing in on education, he said" and "Needless to say" name nobody: their capital only opens a sentence. The
text tells "Manning" from "Homing": words of names that it has elsewhere are names here, too.
"""

from __future__ import annotations

from collections.abc import Collection

from compare.lang.en.calendar import MONTH_NAMES, WEEKDAY_NAMES
from compare.lang.en.endings import is_adverb_form, is_participle_form
from compare.lang.patterns import RUNS
from compare.lang.resources import word_lists, words

__all__ = ["name_words", "who_speaks"]

_WORDS = word_lists("en", "who_says")
_DETERMINERS, _PREPOSITIONS = _WORDS["determiners"], _WORDS["prepositions"]
_JOINING = _WORDS["before"] | _WORDS["clause_openers"]
_PLACING = _PREPOSITIONS - _WORDS["also_of_names"]
_SPEAKING = frozenset({"he", "she", "they", "it"})
_PRONOUNS = _SPEAKING | {"i", "we", "you"}
_TIMES = (
    _WORDS["times"]
    | _WORDS["of_times"]
    | {name.lower() + ending for name in (*WEEKDAY_NAMES, *MONTH_NAMES) for ending in ("", "s")}
)
_CITED = _WORDS["cited"] | word_lists("en", "sources")["bare"] | words("en", "person_roles")
_PAST = words("en", "past_forms")


def name_words(names: Collection[str]) -> frozenset[str]:
    """The words of `names`, as a text writes them."""
    return frozenset(word for name in names for word in RUNS.findall(name))


def who_speaks(phrase: str, known: Collection[str]) -> str:
    """`phrase`, or what of it can speak; "" where nobody is named.

    `known` are the words of names of the text, by `name_words`. Only a phrase with a capital is doubted, and
    one that goes on behind a pronoun.
    """
    own = phrase.split()
    lower = [word.strip(",.").lower() for word in own]
    if not any(any(map(str.isalnum, word)) for word in own):
        return ""
    if len(own) > 1 and lower[0] in _PRONOUNS - {"it"}:  # "He paused, then added"; "it was reported" is none
        return own[0] if lower[0] in _SPEAKING else ""
    if not own[0][0].isupper() or own[0].strip(",.") in known:
        return phrase
    if all(word in _TIMES for word in lower):
        return ""
    if lower[0] in _PLACING or _is_aside(own, lower):
        return _behind(own, lower)
    skipped = next((k for k, word in enumerate(lower) if word not in _JOINING), len(own))
    rest = own[skipped:]
    if skipped and not (rest and (rest[0][0].isupper() or lower[skipped] in _DETERMINERS | _SPEAKING)):
        return ""
    return " ".join(rest)


def _is_aside(own: list[str], lower: list[str]) -> bool:
    """Whether what opens the sentence is a participle with what belongs to it, or an adverb."""
    first = lower[0]
    if len(own) <= 2 and is_adverb_form(lower[-1]):
        return True  # "Separately", "Somewhat misleadingly"
    made = first.endswith(_ENDINGS) or is_participle_form(first) or first in _PAST
    if not made or "-" in first:  # "Rebel-backed forces"
        return False
    if len(own) == 1 or lower[1] in _DETERMINERS | _PREPOSITIONS | _PRONOUNS:
        return True  # "Homing", "Addressing the council", "Needless to say"
    last = lower[-1]  # "Hosting peace", not "Leading activists" or "Retired judge Ida Lund"
    return not (own[-1][0].isupper() or last in _CITED or last.endswith("s"))


_ENDINGS = ("ing", "less")
"""Of words that tell of what is done, or how it is; of those that the text knows as no name."""


def _behind(own: list[str], lower: list[str]) -> str:
    """The speaker behind an adverbial: from its last article on, or the name at its end; "" for none."""
    if lower[-1] in _SPEAKING:
        return own[-1]
    for k in range(len(own) - 1, 1, -1):
        if lower[k] in _DETERMINERS and lower[k - 1] not in _PREPOSITIONS:
            return " ".join(own[k:])
    k = len(own)
    while k > 1 and own[k - 1][0].isupper() and lower[k - 1] not in _TIMES:
        k -= 1
    return "" if k == len(own) or lower[k - 1] in _PREPOSITIONS else " ".join(own[k:])
