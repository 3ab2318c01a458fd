"""What reviewers decide."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from compare.models.verdicts import VerdictKind


class DecisionKind(StrEnum):
    """What a reviewer did to a fact."""

    VERDICT = "verdict"
    NOTE = "note"
    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the reviewers' log, which only grows: the latest decision wins, and an undo is a row too.

    A decision holds for ``claims``, the ids of those that the reviewer saw; the fact's id is where it
    was taken. ``others`` are, for a merge, the claims of the fact that joins; for a split, those of
    ``claims`` that leave. ``undoes`` is the id of the decision that an undo takes back.
    """

    fact: str
    claims: tuple[str, ...]
    kind: DecisionKind
    verdict: VerdictKind | None = None
    others: tuple[str, ...] = ()
    undoes: int | None = None
    note: str = ""
    reviewer: str = ""
    at: str = ""
    """When, in UTC to the second: "2024-05-31T09:30:00Z"."""
    id: int = 0
    """Its place in the log, from 1 on; 0 before it is saved."""


@dataclass(frozen=True, slots=True)
class Review:
    """What reviewers decided on a fact, and what stood there before."""

    verdict: VerdictKind | None
    """The reviewer's verdict; None where there is only a note, a merge or a split."""
    tool: VerdictKind
    tool_reason: str
    reviewer: str
    at: str
    note: str = ""
    joined: tuple[str, ...] = ()
    """Ids of the articles whose claims joined the fact after the reviewer saw it."""
    overtaken: bool = False
    """What joined excludes what the reviewer saw, so that the tool's verdict stands again."""
    grouping: tuple[str, ...] = ()
    """Merges and splits that made the fact what it is, in words."""
    decision: int = 0
    """Id of the decision that gave the verdict or, where there is none, the note."""
