"""Verbs, states and nouns of outcome, by their forms: what may happen to what a number counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from compare.lang.resources import table

__all__ = [
    "ACTIVE",
    "BEFORE_DEATH",
    "CASUALTY",
    "FORMS",
    "HEADLINE_VERBS",
    "INTRANSITIVE",
    "NOUN",
    "OF_NOUNS",
    "PASSIVE",
    "STATE",
]

ACTIVE, PASSIVE, INTRANSITIVE, STATE, NOUN = 1, 2, 4, 8, 16
"""What a form can be, as flags: before its object, behind its object, behind its subject, behind what
it describes, or the counted noun itself."""

_USES = {
    "idle": 0,
    "active": ACTIVE,
    "passive": PASSIVE,
    "intransitive": INTRANSITIVE,
    "state": STATE,
    "noun": NOUN,
}
_TABLE = table("en", "outcomes")

CASUALTY = frozenset(_TABLE["casualties"].split())
"""Actions that people suffer; the rest are ordinary verbs."""

BEFORE_DEATH = frozenset(_TABLE["before_death"].split())
"""What may have befallen people before they were killed."""

HEADLINE_VERBS = frozenset(_TABLE["headline_verbs"].split())
"""Headlines put these behind a number as verbs: "kills 10, wounds 5"."""


def _regular(verb: str) -> Iterator[tuple[str, int]]:
    """The forms of a regular verb with their uses."""
    stem = verb.removesuffix("e")
    doubled = stem + verb[-1] if verb in _TABLE["doubling"].split() else stem
    if verb not in _TABLE["nouns_rather"].split():
        yield verb, ACTIVE
        yield verb + "s", ACTIVE
    for before in {stem, doubled}:
        yield before + "ing", ACTIVE
        yield before + "ed", ACTIVE | PASSIVE


def _forms() -> dict[str, tuple[str, int]]:
    regular: dict[str, tuple[str, int]] = {}
    listed: defaultdict[tuple[str, str], int] = defaultdict(int)
    for outcome, lists in _TABLE["outcomes"].items():
        for verb in lists.get("verbs", "").split():
            regular.update((form, (outcome, uses)) for form, uses in _regular(verb))
        for use, flag in _USES.items():
            for form in lists.get(use, "").split():
                listed[form, outcome] |= flag
    return {**regular, **{form: (outcome, uses) for (form, outcome), uses in listed.items()}}


FORMS = _forms()
"""The outcome and the uses of every form."""

OF_NOUNS: dict[str, str] = {
    noun: outcome
    for outcome, lists in _TABLE["outcomes"].items()
    for noun in lists.get("of_nouns", "").split()
}
"""Nouns whose "of" names what it happened to."""
