"""Checksums for all that a store holds and that was written without them, or by another recipe."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from contextlib import suppress

from compare.embeddings.cache import sealed
from compare.models import Article
from compare.store import comparison, decisions, vectors
from compare.store.article_rows import COLUMNS, article_of, digest_of, metadata_checksum
from compare.store.checksums import ARTICLE_PARTS, chained, checksum

__all__ = [
    "bring_digests_forward",
    "checksum_all",
    "recipe",
    "seal_comparison",
    "seal_decisions",
    "seal_metadata",
]


def checksum_all(database: sqlite3.Connection) -> None:
    """Give checksums to all that a store of an earlier version holds, as it is."""
    seal_articles(database)
    seal_comparison(database)
    seal_decisions(database)
    rows = database.execute("SELECT encoder, text, vector FROM vectors")
    database.executemany(
        "UPDATE vectors SET vector = ? WHERE encoder = ? AND text = ?",
        [(sealed(vector), encoder, text) for encoder, text, vector in rows],
    )


def seal_articles(database: sqlite3.Connection) -> None:
    """Give the articles checksums of their metadata; digests that are of another recipe are made anew.

    Where no digest at all fits, it was made of other parts. Where some do, the others are of what is damaged.
    """
    parts = recipe(database)
    found = dict(_digests(database, parts))
    if not any(found.values()):
        _make_digests(database, found, parts)
    seal_metadata(database)


def seal_metadata(database: sqlite3.Connection) -> None:
    """Make the checksums of what is known of articles, as it is; what is damaged is known by the digest."""
    for article, row in _articles(database):
        known = metadata_checksum(article)
        database.execute("UPDATE articles SET metadata = ? WHERE rowid = ?", (known, row))


def bring_digests_forward(database: sqlite3.Connection) -> None:
    """Make the digests of articles anew where they are of other parts than `ARTICLE_PARTS`.

    A digest that does not fit its article is left, so that damage stays known as such. What was read in the
    articles is read again.
    """
    parts = recipe(database)
    if parts == ARTICLE_PARTS:
        return
    rows = {row for row, fits in _digests(database, parts) if fits}
    _make_digests(database, rows, ARTICLE_PARTS)
    database.execute("UPDATE recipes SET parts = ? WHERE name = 'article'", (",".join(ARTICLE_PARTS),))


def recipe(database: sqlite3.Connection) -> tuple[str, ...]:
    """What the digests of the store are made of."""
    (parts,) = database.execute("SELECT parts FROM recipes WHERE name = 'article'").fetchone() or ("",)
    return tuple(parts.split(",")) if isinstance(parts, str) else ()


def seal_comparison(database: sqlite3.Connection) -> None:
    """Give the last comparison checksums, as it is."""
    made = [(comparison.rows_checksum(rows), rows[0][0]) for rows, _ in comparison.rows_of(database)]
    database.executemany("UPDATE facts SET checksum = ? WHERE n = ?", made)
    columns = "first_n, facts, encoder, dimension, scales, vectors"
    blocks = database.execute(f"SELECT {columns} FROM fact_vectors").fetchall()  # noqa: S608
    database.executemany(
        "UPDATE fact_vectors SET checksum = ? WHERE first_n = ?",
        [(vectors.block_checksum(row), row[0]) for row in blocks],
    )
    row = database.execute("SELECT run, code FROM comparison").fetchone()
    if row is not None:
        run, code = row
        stories = checksum(database.execute("SELECT * FROM stories ORDER BY n"))
        parts = comparison.words_checksum(database), stories
        database.execute(
            "UPDATE comparison SET articles = (SELECT COUNT(*) FROM articles WHERE compared = 1), "
            "facts = (SELECT COUNT(*) FROM facts), words = ?, stories = ?, checksum = ?",
            (*parts, comparison.run_checksum(run, code, *parts)),
        )


def seal_decisions(database: sqlite3.Connection) -> None:
    """Give the decisions checksums, as they are; nothing may forbid that they are changed."""
    before = b""
    for number, row, _ in list(decisions.raw(database)):
        before = chained(before, row or ())
        database.execute("UPDATE decisions SET checksum = ? WHERE id = ?", (before, number))


def _articles(database: sqlite3.Connection) -> list[tuple[Article, int]]:
    """The articles, whatever their digests say, with their rows; of the columns that there are."""
    there = {row[1] for row in database.execute("PRAGMA table_info(articles)")}
    names = [name for name in COLUMNS if name in there]
    columns = ", ".join(f"CAST({name} AS BLOB)" for name in names)
    found = []
    for *values, row in database.execute(f"SELECT {columns}, rowid FROM articles").fetchall():  # noqa: S608
        with suppress(ValueError, TypeError, AttributeError):
            found.append((article_of(dict(zip(names, values, strict=True))), row))
    return found


def _digests(database: sqlite3.Connection, parts: Sequence[str]) -> list[tuple[int, bool]]:
    """The row of each article, and whether its digest is the one of `parts`."""
    known = dict(database.execute("SELECT rowid, digest FROM articles"))
    parts = [name for name in parts if name in COLUMNS]
    made = {row: digest_of(article, parts) for article, row in _articles(database)}
    return [(row, made.get(row) == digest) for row, digest in known.items()]


def _make_digests(database: sqlite3.Connection, rows: Collection[int], parts: Sequence[str]) -> None:
    """Make the digests of the articles in `rows` of `parts` of what is read there now."""
    for article, row in _articles(database):
        if row in rows:
            database.execute(
                "UPDATE articles SET digest = ? WHERE rowid = ?", (digest_of(article, parts), row)
            )
