"""The words by which a sentence tells that somebody says something: verbs of saying, in all their forms."""

from __future__ import annotations

from collections.abc import Iterable

from compare.lang.en.endings import past, present_participle, third_person
from compare.lang.resources import word_lists, words

_WORDS = word_lists("en", "who_says")
_DEEDS = _WORDS["of_deeds"]
_LISTED = words("en", "past_forms")


def _forms(verbs: Iterable[str]) -> frozenset[str]:
    """The forms of regular verbs that stand behind a subject."""
    return frozenset(form for verb in verbs for form in (verb, third_person(verb), past(verb))) - _DEEDS


def _participles(verbs: Iterable[str]) -> frozenset[str]:
    return frozenset(map(present_participle, verbs)) - _DEEDS


ACTS = _forms(_WORDS["acts"]) | _WORDS["irregular_acts"]
"""Verbs before the words of what is said."""

SAYS = _forms(_WORDS["says"]) | _WORDS["irregular"] - _WORDS["irregular_acts"]
"""Verbs beside a clause or a quotation."""

FINITE = SAYS | ACTS

PARTICIPLES = _participles(_WORDS["says"] | _WORDS["acts"])
"""Verbs whose subject is that of the sentence: "adding that"."""

BASES = frozenset(_WORDS["says"] | _WORDS["acts"])
"""Forms that stand behind a subject of several, or behind "to"."""

QUOTING = _forms(_WORDS["of_quotations"])
"""Verbs of saying that have their words in quotation marks, or behind "that"."""

FINDING = _forms(_WORDS["of_findings"]) | _WORDS["irregular_findings"]
"""Verbs that say something where a clause follows, else that something happens."""

STUDIES = _WORDS["studies"]
PARTING, PARTED = _WORDS["parting"], _WORDS["parted"]

INVERTED = SAYS - _WORDS["never_inverted"]
"""Verbs of saying behind which their source may stand."""

NOUNS_RATHER = _WORDS["nouns_rather"]
BETWEEN = _WORDS["between"]
BEFORE = _WORDS["before"]
NO_SPEAKERS = _WORDS["no_speakers"]
NOUNS = _WORDS["nouns"]

IS = _WORDS["is"]
MODALS = _WORDS["modals"]
AUXILIARIES = IS | MODALS | _WORDS["perfect"]
SURE = FINITE - NOUNS_RATHER
"""Verbs whose forms are no nouns."""

SAYS_SURELY = SAYS - NOUNS_RATHER
DETERMINERS = _WORDS["determiners"]
PREPOSITIONS = _WORDS["prepositions"]
CLAUSE_OPENERS = _WORDS["clause_openers"]


def is_verb(word: str) -> bool:
    """Whether a word in lower case is likely a finite verb."""
    return word in AUXILIARIES or word in _LISTED or word in FINITE


def is_past(word: str) -> bool:
    """Whether a word in lower case is an irregular past form."""
    return word in _LISTED
