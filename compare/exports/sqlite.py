"""What is exported as a SQLite file that Datasette shows as it is: tables with keys, views, and search."""

from __future__ import annotations

import errno
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from compare.exports.files import plain
from compare.exports.relations import RELATIONS, VIEWS, Relation, create_table
from compare.exports.tables import Cell

__all__ = ["APPLICATION", "STEM", "metadata_json", "write_sqlite"]

STEM = "crossclaim"
"""The name of the database, without its ending; Datasette calls it so."""

APPLICATION = int.from_bytes(b"xclx", "big")
"""By this number in its header, `compare.ingest` and the next export know the file for one of these."""

_TYPES = {
    "text": "TEXT",
    "number": "REAL",
    "count": "INTEGER",
    "day": "TEXT",
    "flag": "INTEGER",
    "texts": "TEXT",
    "moment": "TEXT",
}
_FACETS = {
    "articles": ["source", "language", "published"],
    "facts": ["verdict", "certainty", "facet", "cause", "story"],
    "claims": ["article", "facet", "negated", "hedged"],
    "claim_values": ["kind", "unit", "modifier"],
    "decisions": ["kind", "verdict", "reviewer"],
}
"""Columns by which Datasette groups the rows of a table."""
_LABELS = {"sources": "name", "stories": "title", "articles": "title", "facts": "topic", "claims": "sentence"}


def write_sqlite(rows: Mapping[str, Iterable[Mapping[str, Cell]]], path: Path) -> None:
    """Write the `rows` of the relations into a new database at `path`, where nothing may be.

    Raises `OSError`, also where there is no room.
    """
    try:
        _write(rows, path)
    except sqlite3.OperationalError as error:
        full = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_FULL
        raise OSError(errno.ENOSPC if full else errno.EIO, f"SQLite: {error}") from error


def _write(rows: Mapping[str, Iterable[Mapping[str, Cell]]], path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA foreign_keys = ON")
        database.execute(f"PRAGMA application_id = {APPLICATION}")
        database.execute("BEGIN")
        for name, relation in RELATIONS.items():
            database.execute(create_table(name, _TYPES))
            columns = ", ".join(f'"{column}"' for column in relation.columns)
            marks = ", ".join("?" * len(relation.columns))
            database.executemany(
                f'INSERT INTO "{name}" ({columns}) VALUES ({marks})',  # noqa: S608
                ([_cell(row[column]) for column in relation.columns] for row in rows[name]),
            )
            for column, told in relation.columns.items():
                if told.of:
                    database.execute(f'CREATE INDEX "{name}_{column}" ON "{name}" ("{column}")')
            for statement in _search(name, relation):
                database.execute(statement)
        for name, (_, query) in VIEWS.items():
            database.execute(f'CREATE VIEW "{name}" AS {query}')
        database.execute("COMMIT")


def _search(name: str, relation: Relation) -> Iterator[str]:
    """The index of words, which Datasette finds by its name; accents fall together."""
    if not relation.searched:
        return
    columns = ", ".join(f'"{column}"' for column in relation.searched)
    yield (
        f'CREATE VIRTUAL TABLE "{name}_fts" USING fts5 ({columns}, content = "{name}", '
        "tokenize = 'porter unicode61 remove_diacritics 2')"
    )
    yield f'INSERT INTO "{name}_fts" ("{name}_fts") VALUES (\'rebuild\')'  # noqa: S608


def _cell(value: Cell) -> Any:
    """What SQLite holds; of several texts JSON, which Datasette shows as a list."""
    found = plain(value)
    return json.dumps(found, ensure_ascii=False) if isinstance(found, list) else found


def metadata_json() -> str:
    """A metadata.json that tells Datasette what tables and columns mean, what to group by and search."""
    tables: dict[str, Any] = {}
    for name, relation in RELATIONS.items():
        found: dict[str, Any] = {
            "description": relation.meaning,
            "columns": {column: told.meaning for column, told in relation.columns.items() if told.meaning},
        }
        found |= {"facets": _FACETS[name]} if name in _FACETS else {}
        found |= {"label_column": _LABELS[name]} if name in _LABELS else {}
        found |= {"fts_table": f"{name}_fts", "fts_pk": "rowid"} if relation.searched else {}
        tables[name] = found
    tables |= {name: {"description": meaning} for name, (meaning, _) in VIEWS.items()}
    tables |= {f"{name}_fts": {"hidden": True} for name, relation in RELATIONS.items() if relation.searched}
    tree = {
        "title": "crossclaim: what several news sources say about the same facts",
        "description": "Facts with their claims, values, sources and articles, as reviewed.",
        "databases": {STEM: {"tables": tables}},
    }
    return json.dumps(tree, ensure_ascii=False, indent=1) + "\n"
