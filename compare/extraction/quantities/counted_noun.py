"""What a number counts: the noun phrase behind it, in the text's words.

Without a parser: the phrase runs from the number to its first plural noun ("120,000 ethnic Armenians
living in" gives "ethnic Armenians"), and verbs, prepositions, numbers and punctuation end it.
"""

from __future__ import annotations

import re

from compare.extraction.quantities.numbers import Tokens
from compare.extraction.quantities.outcomes import is_action_word
from compare.lang.en.calendar import WEEKDAY_NAMES
from compare.lang.en.endings import is_adverb_form, is_participle_form
from compare.lang.en.outcome_lexicon import CASUALTY, FORMS, HEADLINE_VERBS, NOUN
from compare.lang.resources import word_lists

__all__ = ["MARKS", "PHRASE_ENDS", "Counted", "counted_phrase", "is_plural", "numbered_phrase"]

Counted = tuple[int, int]
"""First token and token after the last of the counted phrase; equal where nothing is counted."""

_MAX_WORDS = 7
"""Words of what is counted at most. A fifth less or more changes none of 19,693 readings."""
_LISTS = word_lists("en", "counted_nouns")
_IRREGULAR, _NO_PLURALS, _NO_NOUN_IN_S = _LISTS["plurals"], _LISTS["no_plurals"], _LISTS["no_nouns_in_s"]
_PLURAL_MODIFIERS, _OPENERS = _LISTS["plural_modifiers"], _LISTS["openers"]
PHRASE_ENDS = _LISTS["ends"] | {name.casefold() for name in WEEKDAY_NAMES}
"""Words that are no part of a counted phrase."""
_GENITIVE = ("'s", "’s")
_DETERMINERS = frozenset({"the", "a", "an", "its", "their", "his", "her", "this", "that", "new"})


_SHORTEST_IN_S = 4
"""Letters from which on a word in -s may be a plural: "gas" and "his" are none.
Of 19,693 readings, a fifth less changes 2, a fifth more 8."""
_MAX_OPENERS = 4
"""Words before what is counted, at most: "of the same".
A fifth less or more changes none of 19,693 readings."""


def is_plural(word: str) -> bool:
    """Whether a lower-case word looks like a plural noun."""
    if word in _IRREGULAR:
        return True
    return (
        len(word) >= _SHORTEST_IN_S
        and word[-1] == "s"
        and word[-2] not in "si'’"
        and not word.endswith("ous")
        and word not in _NO_PLURALS
    )


def counted_phrase(tokens: Tokens, index: int, stops: frozenset[int] | set[int], single: bool) -> Counted:
    """The phrase counted by a number whose tokens end before `index`.

    `stops` are the tokens where other numbers start. `single` says that the number is one, so that
    the noun may be singular.
    """
    words, n = tokens.words, len(tokens.words)
    if words[index : index + 1] == ["-"]:
        glued = _glued(tokens, index) and words[index + 1].isalpha()
        return (index + 1, index + 2) if glued else (index, index)
    first = index
    while first < n and _opens(tokens, first) and first not in stops and first - index < _MAX_OPENERS:
        first += 1
    plural_at, k = _scan(tokens, first, stops, single)
    if plural_at >= 0 and (words[plural_at][-2:] not in _GENITIVE or _is_plural_acronym(tokens, plural_at)):
        return first, _with_pair(tokens, plural_at + 1, stops, n)
    if single and k > first and not words[first].endswith("ing"):
        end = min(k, first + 3)
        return (first, end) if words[end - 1][-2:] not in _GENITIVE else (first, first)
    if first == index and _compound(tokens, index, stops):
        return index, index + 1
    return first, first


_OPENING, _CLOSING = frozenset('“«"'), frozenset('”»"')
MARKS = re.compile('[“”«»"]')
"""The marks of quoted words among what is counted. Single ones are apostrophes as often."""


def _opens(tokens: Tokens, k: int) -> bool:
    """Whether a token stands before what is counted: "more", or the mark before a word that is quoted."""
    if tokens.words[k] not in _OPENING:
        return tokens.words[k] in _OPENERS and not _is_acronym(tokens, k)
    apart = k == 0 or tokens.ends[k - 1] < tokens.starts[k]
    return apart and tokens.starts[k + 1 : k + 2] == [tokens.ends[k]] and tokens.words[k + 1].isalpha()


def _closes(tokens: Tokens, first: int, k: int) -> bool:
    """Whether a token is the mark behind quoted words that begin what is counted: 60 "yea" votes."""
    quoted = 0 < first < k and tokens.words[first - 1] in _OPENING
    return quoted and tokens.words[k] in _CLOSING and tokens.ends[k - 1] == tokens.starts[k]


def _is_acronym(tokens: Tokens, k: int) -> bool:
    """Whether a word is all capitals among others that are not: "ten IS commanders", "1,500 US soldiers"."""
    form = tokens.forms[k]
    around = tokens.forms[k - 1 : k] + tokens.forms[k + 1 : k + 2]
    return len(form) > 1 and form.isupper() and any(near.islower() for near in around)


_PLURAL_ACRONYM = re.compile(r"[A-Z]{2,}['’]?s")


def _is_plural_acronym(tokens: Tokens, k: int) -> bool:
    """Whether a word is one of "121 RBIs", "183 CD's", behind which no noun follows as behind a genitive."""
    behind = tokens.words[k + 1] if k + 1 < len(tokens.words) else "."
    noun = behind[0].isalpha() and behind not in PHRASE_ENDS
    return not noun and _PLURAL_ACRONYM.fullmatch(tokens.forms[k]) is not None


_NUMBER_REACH = 12
"""Tokens before a number in which "the number of" stands; chosen by hand."""


def numbered_phrase(tokens: Tokens, index: int, stops: frozenset[int] | set[int]) -> Counted:
    """What the number at `index` counts as the number of it: "the number of visitors reached 4.2 million".

    Or a whole is of so many: "a population of about 7 million".
    """
    words = tokens.words
    for k in range(index - 1, max(1, index - _NUMBER_REACH), -1):
        if k in stops or words[k] in _CLAUSE_ENDS:
            break
        if k == index - 1 and words[k] == "of" and words[k - 1] in _LISTS["wholes"]:
            return k - 1, k
        if words[k - 1 : k + 1] == ["number", "of"]:
            first, end = counted_phrase(tokens, k + 1, stops, single=False)
            reached = any(word in _LISTS["reaching"] for word in words[max(end, index - 3) : index])
            return (first, end) if reached else (index, index)
    return index, index


_CLAUSE_ENDS = frozenset(
    {",", ";", ":", "(", ")", ".", "-", "–", "—", "and", "but", "while", "that", "which", "who"}
)


def _scan(tokens: Tokens, first: int, stops: frozenset[int] | set[int], single: bool) -> tuple[int, int]:
    """Where the head of the phrase from `first` stands, -1 for none, and where the phrase ends."""
    words, n = tokens.words, len(tokens.words)
    plural_at, k = -1, first
    while k < n and k - first < _MAX_WORDS:
        word = words[k]
        if word == "-":
            if not (_glued(tokens, k) or (plural_at < 0 and _between_words(tokens, k))):
                break
        elif word == "and":
            if plural_at >= 0 or k == first or not _adjectives(tokens, k, stops):
                break
        elif k == first and not single and k not in stops and _agrees_as_noun(tokens, k):
            plural_at = k
        elif (
            k in stops
            or not (word[0].isalpha() or (plural_at < 0 and _closes(tokens, first, k)))
            or (word in PHRASE_ENDS and not _is_acronym(tokens, k))
            or _is_verb(tokens, k, first, n)
            or (plural_at >= 0 and not _goes_on(tokens, plural_at, k))
        ):
            break
        elif is_plural(word) and not (single and word in _PLURAL_MODIFIERS):
            plural_at = k
        elif plural_at < 0 and _PLURAL_ACRONYM.fullmatch(tokens.forms[k]):
            return k, k + 1
        k += 1
    return plural_at, k


def _agrees_as_noun(tokens: Tokens, k: int) -> bool:
    """ "26 saves": a word in -s right behind a plural number is a noun, since a verb would not agree."""
    word = tokens.words[k]
    short = len(word) < _SHORTEST_IN_S
    if word in _NO_NOUN_IN_S or short or word[-1] != "s" or word[-2] in "s'’" or not word.isalpha():
        return False
    verb = word in PHRASE_ENDS or (is_action_word(word) and FORMS.get(word, ("", 0))[0] not in HEADLINE_VERBS)
    return verb and (k < 2 or not tokens.forms[k - 2][0].isupper())


def _compound(tokens: Tokens, index: int, stops: frozenset[int] | set[int]) -> bool:
    """Whether the number and the singular noun behind it describe a noun: "the 11 member states"."""
    words = tokens.words
    if index + 1 >= len(words) or index in stops or not tokens.forms[index].isalpha():
        return False
    word = words[index]
    if (
        word in PHRASE_ENDS
        or word in _IRREGULAR
        or is_action_word(word)
        or word.endswith(("ed", "ing", "ly"))
    ):
        return False
    start = max((s for s in stops if s < index), default=index)
    determined = start > 0 and words[start - 1] in _DETERMINERS and tokens.forms[index].islower()
    return determined and words[index + 1].isalpha() and words[index + 1] not in PHRASE_ENDS


def _glued(tokens: Tokens, k: int) -> bool:
    """Whether the hyphen at `k` is inside a word."""
    return (
        0 < k < len(tokens.words) - 1
        and tokens.ends[k - 1] == tokens.starts[k]
        and tokens.ends[k] == tokens.starts[k + 1]
    )


def _between_words(tokens: Tokens, k: int) -> bool:
    """Whether the hyphen at `k` joins two words of text that was split into tokens: "co - workers"."""
    around = tokens.forms[k - 1], tokens.forms[k + 1] if k + 1 < len(tokens.forms) else ""
    return all(w.isalpha() and w.islower() and w not in PHRASE_ENDS for w in around)


def _adjectives(tokens: Tokens, k: int, stops: frozenset[int] | set[int]) -> bool:
    """Whether "and" at `k` joins two adjectives before a plural: "Somali and Yemeni pirates"."""
    for j in range(k + 1, min(len(tokens.words), k + 4)):
        word = tokens.words[j]
        if j in stops or word in PHRASE_ENDS or not word[0].isalpha() or is_action_word(word):
            return False
        if is_plural(word):
            return j > k + 1
    return False


def _goes_on(tokens: Tokens, plural_at: int, k: int) -> bool:
    """Whether a noun goes on behind a plural: "police officers", "Hamas fighters"."""
    word = tokens.words[k]
    if tokens.words[plural_at] in _LISTS["people_by_state"]:
        return True
    if tokens.words[plural_at] in _PLURAL_MODIFIERS or tokens.forms[plural_at][0].isupper():
        return is_plural(word) and (
            tokens.forms[k][0].islower() or tokens.words[plural_at] in _PLURAL_MODIFIERS
        )
    return False


def _is_verb(tokens: Tokens, k: int, first: int, n: int) -> bool:
    """Whether the word at `k` is a verb that ends the phrase, not an adjective within it."""
    word = tokens.words[k]
    if is_adverb_form(word):
        return k > first
    if FORMS.get(word, ("", 0))[1] & NOUN and word not in ("dead", "missing", "death"):
        return False
    if is_action_word(word) or is_participle_form(word):
        following = tokens.words[k + 1] if k + 1 < n else ""
        if word.endswith(("s", "ing")) and FORMS.get(word, ("", 0))[0] in CASUALTY:
            return True
        return not (
            following
            and following not in PHRASE_ENDS
            and following[0].isalpha()
            and _noun_ahead(tokens, k + 1, n)
        )
    return False


def _noun_ahead(tokens: Tokens, k: int, n: int) -> bool:
    """Whether a plural noun follows within three words."""
    for j in range(k, min(n, k + 6)):
        word = tokens.words[j]
        if word in ("-", "and") or tokens.words[j - 1] == "-":
            continue
        if word in PHRASE_ENDS or not word[0].isalpha() or is_action_word(word):
            return False
        if is_plural(word):
            return j == k or tokens.forms[j][0].islower() or tokens.forms[k - 1][0].isupper()
    return False


def _with_pair(tokens: Tokens, end: int, stops: frozenset[int] | set[int], n: int) -> int:
    """Take in a second plural: "women and children"."""
    words = tokens.words
    if (
        end + 1 < n
        and words[end] in ("and", "or", "&")
        and end + 1 not in stops
        and is_plural(words[end + 1])
    ):
        after = words[end + 2] if end + 2 < n else "."
        if not is_action_word(words[end + 1]) and (
            after in PHRASE_ENDS or not after[0].isalnum() or is_action_word(after)
        ):
            return end + 2
    return end
