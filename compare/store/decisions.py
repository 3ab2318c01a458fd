"""What reviewers decided: a log that is only added to."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from compare.models import Decision, DecisionKind, VerdictKind
from compare.store.checksums import Row, chained
from compare.store.failures import damaged, intact, path_of
from compare.store.records import pack, unpack

__all__ = ["append", "checked", "count", "damage", "plain", "raw", "read"]

COLUMNS = "fact, claims, kind, verdict, others, note, reviewer, at, undoes"


def append(database: sqlite3.Connection, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Add `decisions` to the log; they are returned with the ids that they got."""
    added = []
    last = database.execute("SELECT checksum FROM decisions ORDER BY id DESC LIMIT 1").fetchone()
    before: bytes = last[0] if last else b""
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
        before = chained(before, plain(row))
        marks = ", ".join("?" * (len(row) + 1))
        done = database.execute(
            f"INSERT INTO decisions ({COLUMNS}, checksum) VALUES ({marks})",  # noqa: S608
            (*row, before),
        )
        added.append(replace(decision, id=done.lastrowid or 0))
    return tuple(added)


def count(database: sqlite3.Connection) -> int:
    """The length of the log."""
    (length,) = database.execute("SELECT COUNT(*) FROM decisions").fetchone()
    return int(length)


def read(database: sqlite3.Connection) -> tuple[Decision, ...]:
    """All decisions, the earliest first. Raises `StoreDamagedError` where one is lost or not as saved."""
    if wrong := damage(database):
        path = path_of(database)
        raise damaged(path, wrong[0])
    with intact(database, "the decisions"):
        query = f"SELECT id, {COLUMNS} FROM decisions ORDER BY id"  # noqa: S608
        return tuple(_decision(row) for row in database.execute(query))


def damage(database: sqlite3.Connection) -> list[str]:
    """What is wrong with the log, a line each: decisions that are not as they were saved, or lost."""
    number, wrong = 0, []
    for number, same in checked(database):
        if not same:
            wrong.append(f"the decision {number}, or one before it, is not as it was saved")
    (last,) = database.execute("SELECT MAX(seq) FROM sqlite_sequence WHERE name = 'decisions'").fetchone()
    if last and last != number:
        wrong.append(f"the decisions behind number {number} are lost, up to {last}")
    return wrong


def checked(database: sqlite3.Connection) -> Iterator[tuple[int, bool]]:
    """The number of each decision, and whether it is as it was saved."""
    before = b""
    for number, row, known in raw(database):
        yield number, row is not None and chained(before, row) == known
        before = known


def raw(database: sqlite3.Connection) -> Iterator[tuple[int, Row | None, bytes]]:
    """Number, columns as texts and checksum of each decision; None where a column is no text any more."""
    names = ", ".join(name if name == "undoes" else f"CAST({name} AS BLOB)" for name in COLUMNS.split(", "))
    query = f"SELECT id, {names}, checksum FROM decisions ORDER BY id"  # noqa: S608
    for number, *row, known in database.execute(query).fetchall():
        try:
            yield number, plain(row), known
        except UnicodeDecodeError:
            yield number, None, known


def plain(row: Row) -> Row:
    """Columns as the texts that they hold."""
    return [unpack(part) if isinstance(part, bytes) else part for part in row]


def _decision(row: Sequence[Any]) -> Decision:
    key, fact, claims, kind, verdict, others, note, reviewer, at, undoes = row
    return Decision(
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
