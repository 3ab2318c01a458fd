"""What reviewers decided: a log that is only added to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from compare.models import Decision, DecisionKind, VerdictKind
from compare.store.records import pack, unpack

__all__ = ["append", "count", "read"]

_COLUMNS = "fact, claims, kind, verdict, others, note, reviewer, at, undoes"


def append(database: sqlite3.Connection, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Add `decisions` to the log; they are returned with the ids that they got."""
    added = []
    for decision in decisions:
        row = (
            pack(decision.fact),
            pack(json.dumps(decision.claims, ensure_ascii=False)),
            decision.kind.value,
            decision.verdict.value if decision.verdict else None,
            pack(json.dumps(decision.others, ensure_ascii=False)),
            pack(decision.note),
            pack(decision.reviewer),
            decision.at,
            decision.undoes,
        )
        marks = ", ".join("?" * len(row))
        done = database.execute(f"INSERT INTO decisions ({_COLUMNS}) VALUES ({marks})", row)  # noqa: S608
        added.append(replace(decision, id=done.lastrowid or 0))
    return tuple(added)


def count(database: sqlite3.Connection) -> int:
    """The length of the log."""
    (length,) = database.execute("SELECT COUNT(*) FROM decisions").fetchone()
    return int(length)


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
            others=tuple(json.loads(unpack(others))),
            note=unpack(note),
            reviewer=unpack(reviewer),
            at=at,
            undoes=undoes,
        )
        for key, fact, claims, kind, verdict, others, note, reviewer, at, undoes in rows
    )
