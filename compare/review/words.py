"""The words of a review: verdicts as people write them, and notes as they are kept."""

from __future__ import annotations

import re

from compare.errors import InputError
from compare.models import VerdictKind
from compare.text_safety import visible

__all__ = ["CHOICES", "MAX_NAME", "MAX_NOTE", "read_name", "read_note", "read_verdict"]

CHOICES = (
    VerdictKind.AGREE,
    VerdictKind.COMPATIBLE,
    VerdictKind.DIFFER,
    VerdictKind.VARIANT,
    VerdictKind.UNRELATED,
    VerdictKind.SINGLE_SOURCE,
    VerdictKind.RELATED,
)
"""What a reviewer can decide, in the order of the page's keys 1 to 7."""

MAX_NOTE = 2000
"""Characters of a note."""

MAX_NAME = 80
"""Characters of a reviewer's name."""

_SYNONYMS = {
    VerdictKind.AGREE: "agrees, agreed, agreement, same, equal, identical, =",
    VerdictKind.COMPATIBLE: "compat, consistent, vaguer, wider, overlap, overlaps, no conflict, ≈",
    VerdictKind.DIFFER: "differs, different, difference, discrepancy, conflict, conflicts, contradict, "
    "contradicts, contradiction, disagree, disagrees, ≠, !=, <>",
    VerdictKind.VARIANT: "variants, spelling, spellings, variant spelling, spelled differently, ~",
    VerdictKind.UNRELATED: "not one fact, not the same fact, different facts, wrong match, mixed, no fact",
    VerdictKind.SINGLE_SOURCE: "single, one source, copy, copies, same source, one source only",
    VerdictKind.RELATED: "not compared, about the same, same topic, same matter, ·",
}
_KINDS = {
    word: kind
    for kind, words in _SYNONYMS.items()
    for word in (kind.value, *(w.strip() for w in words.split(",")))
}
_NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "none"})
_SYMBOL = re.compile(r"^(?:[=≠≈~·1?]|!=|<>)\s+(?=\w)")


def read_verdict(text: str) -> VerdictKind | None:
    """The verdict that a cell names, in any case and with the usual synonyms; None for an empty cell.

    Raises `InputError` for a word that is no verdict.
    """
    word = " ".join(text.replace("_", " ").casefold().split()).strip("'\" .")
    word = _SYMBOL.sub("", word)
    if word in _NOTHING:
        return None
    for form in (word, word.replace(" ", "-"), word.replace("-", " ")):
        if form in _KINDS:
            return _KINDS[form]
    allowed = ", ".join(kind.value for kind in CHOICES)
    raise InputError(f"the verdict is {text.strip()[:40]!r}; allowed: {allowed}, or nothing")


def read_note(text: str) -> str:
    """A note as it is kept: visible characters, plain line ends. Raises `InputError` where it is too long."""
    note = visible(text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(note) > MAX_NOTE:
        raise InputError(f"the note has {len(note)} characters; allowed: {MAX_NOTE}")
    return note


def read_name(text: str) -> str:
    """A reviewer's name on one line. Raises `InputError` where it is empty or too long."""
    from compare.text_safety import one_line

    name = one_line(text)
    if not 0 < len(name) <= MAX_NAME:
        raise InputError(f"the reviewer is {name[:40]!r}; allowed: a name of 1 to {MAX_NAME} characters")
    return name
