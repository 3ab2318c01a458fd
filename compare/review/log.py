"""The reviewers' log: which of its decisions stand, and what an undo takes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Protocol

from compare.models import Decision, DecisionKind, Review

__all__ = ["DecisionLog", "now", "signed", "standing", "undoable"]


class DecisionLog(Protocol):
    """Where decisions are kept: the store, or a list in tests."""

    def decisions(self) -> Sequence[Decision]:
        """The whole log in the order of the ids, undone decisions and undos too."""
        ...

    def decide(self, new: Sequence[Decision], /, known: int | None = None) -> Sequence[Decision]:
        """Append all of `new` or none; returns them with their ids.

        Raises `ReviewError` where the log does not have the length `known` any more.
        """
        ...


def standing(decisions: Sequence[Decision]) -> list[Decision]:
    """The decisions that nobody took back, in the order of the log, without the undos themselves."""
    undone = {decision.undoes for decision in decisions if decision.kind is DecisionKind.UNDO}
    return [d for d in decisions if d.kind is not DecisionKind.UNDO and d.id not in undone]


def undoable(decisions: Sequence[Decision], reviewer: str) -> Decision | None:
    """What the next undo of `reviewer` takes back: the latest standing decision of that reviewer."""
    own = (d for d in reversed(standing(decisions)) if d.reviewer == reviewer)
    return next(own, None)


def now() -> str:
    """The time of a decision: UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def signed(done: str, by: Decision | Review) -> str:
    """What was done, by whom and when: "split by Ana on 2024-05-31"."""
    who = f" by {by.reviewer}" if by.reviewer else ""
    when = f" on {by.at[:10]}" if by.at else ""
    return f"{done}{who}{when}"
