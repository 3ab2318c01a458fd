"""Whether all that a store holds is as it was written, and what can be done where it is not."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from compare.embeddings.cache import is_sealed
from compare.errors import StoreDamagedError, StoreError, StoreFailedError
from compare.store import articles, calibration, comparison, decisions, known, vectors
from compare.store.failures import explained, path_of
from compare.store.readings import opened
from compare.store.schema import DECISIONS_STAY, statements
from compare.store.sealing import seal_decisions
from compare.store.store import Store

__all__ = ["Damage", "Part", "check_store", "mend_store"]

_ROWS = 20
"""Lines of SQLite's own check that are told."""


@dataclass(frozen=True, slots=True)
class Damage:
    """Something that is not as it was written: the `part` of the store, and a line about it."""

    part: str
    what: str


Part = Callable[[sqlite3.Connection], Iterator[str]]


def check_store(store: Store) -> list[Damage]:
    """Everything in the store that is not as it was written, read to the last byte; nothing is changed."""
    found = []
    for part, check in _PARTS.items():
        try:
            with store.reading():
                found += [Damage(part, what) for what in check(store.connection)]
        except (StoreError, StoreFailedError) as error:  # a disk that fails at one part may give the others
            found.append(Damage(part, str(error)))
    return found


def mend_store(store: Store, aside: Path) -> list[str]:
    """Take out what is damaged and can be made again or cannot be read: a line for each thing that was done.

    A damaged comparison, readings, vectors and what is known go: the next comparison makes them; a
    calibration goes as well. Damaged decisions go into the file `aside`, a line of JSON each. Damaged
    articles stay, for `compare.pipeline_store.mend_articles`.
    """
    parts = {damage.part for damage in check_store(store)}
    done = []
    with explained(store.path):
        store.connection.execute("PRAGMA foreign_keys = OFF")
        try:
            if parts & {"file", "links"}:
                store.connection.execute("REINDEX")
                done.append("the indexes were made anew")
            for part, cure in _CURES.items():
                if part in parts:
                    with store.transaction():
                        done.append(cure(store.connection, aside))
        finally:
            store.connection.execute("PRAGMA foreign_keys = ON")
    return done


def _file(database: sqlite3.Connection) -> Iterator[str]:
    for (row,) in database.execute(f"PRAGMA integrity_check({_ROWS})"):
        if row != "ok":
            yield f"SQLite finds: {' '.join(str(row).split())[:200]}"


def _links(database: sqlite3.Connection) -> Iterator[str]:
    for table, row, parent, _ in database.execute("PRAGMA foreign_key_check").fetchmany(_ROWS):
        yield f"row {row} of {table} belongs to a row of {parent} that is not there"


def _articles(database: sqlite3.Connection) -> Iterator[str]:
    for wrong in articles.damage(database):
        what = "what is known of the article" if wrong.article else "the article"
        yield f"{what} {wrong.id!r} (file {wrong.path or 'unknown'}) is not as it was stored"


def _comparison(database: sqlite3.Connection) -> Iterator[str]:
    for rows, seal in comparison.rows_of(database):
        if comparison.rows_checksum(rows) != seal:
            yield f"{comparison.named(rows)} is not as it was written"
    if comparison.run_of(database) is not None:
        path = Path(path_of(database))
        comparison.check_counts(database, path)
    comparison.check_words(database)
    comparison.load_stories(database)
    for first in vectors.damaged_blocks(database):
        yield f"the vectors of the facts from {first} on are not as they were written"


def _readings(database: sqlite3.Connection) -> Iterator[str]:
    wrong = _wrong_readings(database)
    if wrong:
        yield f"what was read in {len(wrong)} articles is not as it was written"


def _wrong_readings(database: sqlite3.Connection) -> list[int]:
    query = "SELECT rowid FROM readings WHERE article NOT IN (SELECT id FROM articles)"
    wrong = [row for (row,) in database.execute(query)]
    held = (
        "SELECT readings.rowid, CAST(record AS BLOB), COALESCE(CAST(text AS BLOB), x''), hash FROM readings "
        # What was read of an earlier text is packed with that one, and read no more.
        "JOIN articles ON articles.id = readings.article AND articles.digest = readings.digest"
    )
    for row, record, text, hashed in database.execute(held):
        try:
            opened(record, text)  # has a checksum of its own
        except (zlib.error, TypeError):  # no bytes at all
            if hashlib.sha256(text).hexdigest() == hashed:  # else the article is damaged, which is told
                wrong.append(row)
    return wrong


def _known(database: sqlite3.Connection) -> Iterator[str]:
    if known.damaged_parts(database):
        yield "what earlier comparisons found is not as it was written"


def _vectors(database: sqlite3.Connection) -> Iterator[str]:
    wrong = _wrong_vectors(database)
    if wrong:
        yield f"{len(wrong)} vectors of texts are not as they were written"


def _wrong_vectors(database: sqlite3.Connection) -> list[int]:
    rows = database.execute("SELECT rowid, CAST(vector AS BLOB) FROM vectors")
    return [row for row, vector in rows if vector is None or not is_sealed(vector)]


def _decisions(database: sqlite3.Connection) -> Iterator[str]:
    yield from decisions.damage(database)


def _calibration(database: sqlite3.Connection) -> Iterator[str]:
    try:
        calibration.read(database)
    except StoreDamagedError:
        yield "the calibration is not as it was written"


_PARTS: dict[str, Part] = {
    "file": _file,
    "links": _links,
    "articles": _articles,
    "comparison": _comparison,
    "readings": _readings,
    "known": _known,
    "vectors": _vectors,
    "decisions": _decisions,
    "calibration": _calibration,
}


def _drop_comparison(database: sqlite3.Connection, _: Path) -> str:
    there = "(SELECT COUNT(*) FROM articles NOT INDEXED WHERE compared != 0)"
    counts = database.execute(f"SELECT articles, {there} FROM comparison").fetchone()  # noqa: S608 - our own
    lost = counts is not None and isinstance(counts[0], int) and counts[0] > counts[1]
    for table in ("claim_values", "claims", "facts", "stories", "fact_vectors", "comparison"):
        database.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    database.execute("INSERT INTO fact_words (fact_words) VALUES ('delete-all')")
    database.execute("UPDATE articles SET compared = 0")
    which = f", of whose {counts[0]} articles {counts[1]} are there as they were," if lost else ""
    return f"the last comparison{which} was dropped; the next report makes it anew"


def _drop_readings(database: sqlite3.Connection, _: Path) -> str:
    wrong = _wrong_readings(database)
    database.executemany("DELETE FROM readings WHERE rowid = ?", ((row,) for row in wrong))
    return f"what was read in {len(wrong)} articles was dropped; the next report reads them again"


def _drop_known(database: sqlite3.Connection, _: Path) -> str:
    known.drop_known(database)
    return "what earlier comparisons found was dropped; the next report finds it again"


def _drop_vectors(database: sqlite3.Connection, _: Path) -> str:
    wrong = _wrong_vectors(database)
    database.executemany("DELETE FROM vectors WHERE rowid = ?", ((row,) for row in wrong))
    return f"{len(wrong)} vectors were dropped; the next report makes them anew"


def _set_decisions_aside(database: sqlite3.Connection, aside: Path) -> str:
    wrong = {number for number, same in decisions.checked(database) if not same}
    rows = [(number, row) for number, row, _ in decisions.raw(database) if number in wrong]
    with aside.open("a", encoding="utf-8") as file:
        for number, row in rows:
            told = dict(zip(decisions.COLUMNS.split(", "), row, strict=True)) if row is not None else {}
            file.write(json.dumps({"id": number, **told}) + "\n")
    database.execute("DROP TRIGGER IF EXISTS decisions_are_not_changed")
    database.execute("DROP TRIGGER IF EXISTS decisions_are_not_deleted")
    database.executemany("DELETE FROM decisions WHERE id = ?", ((number,) for number in wrong))
    seal_decisions(database)
    last = "(SELECT COALESCE(MAX(id), 0) FROM decisions)"
    database.execute(f"UPDATE sqlite_sequence SET seq = {last} WHERE name = 'decisions'")  # noqa: S608
    for statement in statements(DECISIONS_STAY):
        database.execute(statement)
    if not wrong:
        return "the log of decisions goes on behind those that are lost"
    return f"{len(wrong)} decisions were taken out and written to {aside}, as they are read now"


def _drop_calibration(database: sqlite3.Connection, _: Path) -> str:
    calibration.forget(database)
    return "the calibration was dropped; 'crossclaim calibrate' makes it anew"


_CURES: dict[str, Callable[[sqlite3.Connection, Path], str]] = {
    "comparison": _drop_comparison,
    "readings": _drop_readings,
    "known": _drop_known,
    "vectors": _drop_vectors,
    "decisions": _set_decisions_aside,
    "calibration": _drop_calibration,
}
