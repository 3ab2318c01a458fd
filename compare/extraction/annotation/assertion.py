"""What a part of a sentence states of its subject: its words, its stance, and if it is so on all days."""

from __future__ import annotations

from dataclasses import dataclass

from compare.extraction.annotation.cues import is_standing
from compare.extraction.claims.copular import PRONOUNS
from compare.extraction.claims.stances import AS_TOLD, Stance, stance_of
from compare.lang.en.lemmas import lemmas
from compare.lang.en.phrase_ends import shorten
from compare.models import Claim

_IDLE = frozenset({"the", "of", "and", "al"})
"""Words of names that tell none apart."""


@dataclass(frozen=True, slots=True)
class AssertionNotes:
    """What one part of a sentence states of its subject."""

    predicate: str
    """What it says without its subject."""
    subject: frozenset[str]
    """The words of the subject's name, without case and ending."""
    standing: bool
    """Whether it is so on all days: "is part of Belmark"."""
    stance: Stance | None
    """Of a reaction, whether it is for or against what it speaks of."""
    target: str = ""
    """Of a reaction, what its words speak of, where a sentence before tells that; else ""."""
    earlier: str = ""
    """How that sentence tells it, in short."""
    pronoun: str = ""
    """The pronoun that stands for the subject, in lower case; "" where its name stands there."""


def read_assertion(claim: Claim) -> AssertionNotes:
    """Read the assertion that `claim` is."""
    said = claim.masked.removeprefix(claim.subject).strip()
    stance = stance_of(said)
    target = earlier = pronoun = ""
    if stance is None:
        first = claim.focus.text.split(maxsplit=1)[0].lower() if claim.focus.text else ""
        pronoun = first if first in PRONOUNS else ""
    else:
        object_, told, before = said.removeprefix(f"{stance} ").partition(AS_TOLD)
        if told:
            target, earlier = object_, shorten(before)
    return AssertionNotes(
        said,
        lemmas(claim.subject) - _IDLE,
        is_standing(said),
        stance,
        target,
        earlier,
        pronoun,
    )
