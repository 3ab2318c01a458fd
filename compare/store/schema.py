"""The tables of the store, as steps that are only ever added to.

``PRAGMA user_version`` counts the steps that a file has seen. A step that was released is never changed:
what is to be different is a new step.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from compare.errors import StoreError
from compare.store import vectors
from compare.store.failures import damaged
from compare.store.sealing import checksum_all, seal_metadata

__all__ = [
    "APPLICATION_ID",
    "DECISIONS_STAY",
    "MIGRATIONS",
    "migrate",
    "statements",
    "version_of",
    "writing",
]

APPLICATION_ID = 0x63726F73
"""Marks a SQLite file as a store of crossclaim ("cros")."""

_FIRST = """
-- Text is TEXT; where it holds NULs or lone surrogates, which SQLite's text cannot, it is a BLOB of UTF-8.
CREATE TABLE articles (
    id TEXT PRIMARY KEY NOT NULL,
    text TEXT NOT NULL,
    source TEXT NOT NULL,
    title TEXT NOT NULL,
    published TEXT,                  -- ISO 8601 day
    url TEXT NOT NULL,
    language TEXT NOT NULL,
    path TEXT NOT NULL,
    hash TEXT NOT NULL,              -- SHA-256 of the text
    digest BLOB NOT NULL,            -- hash of everything but the path: what is equal is not stored again
    compared INTEGER NOT NULL DEFAULT 0  -- whether the last comparison holds it as it stands here
);
CREATE INDEX articles_source ON articles (source);
CREATE INDEX articles_published ON articles (published);
CREATE INDEX articles_waiting ON articles (compared) WHERE compared = 0;

CREATE TABLE comparison (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    run TEXT NOT NULL,               -- JSON, as `run` in facts.json
    code TEXT NOT NULL,              -- fingerprint of the program that compared
    removed INTEGER NOT NULL DEFAULT 0  -- compared articles that were removed since
);

CREATE TABLE facts (
    n INTEGER PRIMARY KEY,           -- place in the report, from 1
    id TEXT NOT NULL,
    topic TEXT NOT NULL,
    facet TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    score REAL NOT NULL,
    origins INTEGER NOT NULL,
    record TEXT NOT NULL             -- JSON of the whole record but its claims
);
CREATE INDEX facts_id ON facts (id);
CREATE INDEX facts_verdict ON facts (verdict);

CREATE TABLE claims (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL,                -- of the claim: a claim may stand in two facts
    fact INTEGER NOT NULL REFERENCES facts (n) ON DELETE CASCADE,
    article TEXT NOT NULL REFERENCES articles (id) ON DELETE RESTRICT,
    record TEXT NOT NULL             -- JSON of the whole record but its value
);
CREATE INDEX claims_id ON claims (id);
CREATE INDEX claims_fact ON claims (fact);
CREATE INDEX claims_article ON claims (article);

CREATE TABLE claim_values (
    claim INTEGER PRIMARY KEY REFERENCES claims (n) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    low,                             -- number or ISO 8601 day; NULL is an open end
    high,
    unit TEXT NOT NULL,
    counted TEXT NOT NULL,
    record TEXT NOT NULL             -- JSON of the whole record
);

-- Rows are those of facts, by n. Rows of facts that were dropped stay until the next comparison.
CREATE VIRTUAL TABLE fact_words USING fts5 (
    topic, stated, sentences, names, sources,
    content = '', tokenize = 'porter unicode61 remove_diacritics 2'
);

-- A row per block of facts, first_n and the following ones: the mean of the vectors of a fact's sentences.
CREATE TABLE fact_vectors (
    first_n INTEGER PRIMARY KEY,
    facts INTEGER NOT NULL,
    encoder TEXT NOT NULL,
    dimension INTEGER NOT NULL,
    scales BLOB NOT NULL,            -- float32 per fact: what to multiply its bytes by
    vectors BLOB NOT NULL            -- int8, facts times dimension
);

CREATE TABLE vectors (
    encoder TEXT NOT NULL,
    text BLOB NOT NULL,              -- SHA-256 of the text
    vector BLOB NOT NULL,            -- float16, little endian
    PRIMARY KEY (encoder, text)
);

CREATE TABLE decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    fact TEXT NOT NULL,
    claims TEXT NOT NULL,            -- JSON list of the ids of the claims that the reviewer saw
    kind TEXT NOT NULL,
    verdict TEXT,
    others TEXT NOT NULL,            -- JSON list of ids of claims: those that join, or that leave
    note TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    at TEXT NOT NULL,                -- ISO 8601, UTC, seconds
    undoes INTEGER REFERENCES decisions (id)
);
CREATE INDEX decisions_fact ON decisions (fact);
CREATE TRIGGER decisions_are_not_changed BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
CREATE TRIGGER decisions_are_not_deleted BEFORE DELETE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
"""
"""Records of facts, claims and values are compressed since the ninth step (`records.squeezed`)."""

_SECOND = """
CREATE TABLE readings (
    article TEXT PRIMARY KEY NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    digest BLOB NOT NULL,            -- of the article that was read
    code TEXT NOT NULL,              -- fingerprint of the program that read it
    record BLOB NOT NULL             -- JSON of what was read, compressed (zlib)
);
"""
"""A record is compressed with the article's text as a dictionary; that of an earlier version without."""

_THIRD = """
CREATE TABLE stories (
    n INTEGER PRIMARY KEY,           -- place among the stories, from 1
    record TEXT NOT NULL             -- JSON of the whole record
);
"""

_FOURTH = """
-- Checksums, by which damage is known. Those of what is there already are made by `checksum_all`.
ALTER TABLE articles ADD COLUMN metadata BLOB NOT NULL DEFAULT x'';  -- of everything but the text
ALTER TABLE comparison ADD COLUMN articles INTEGER NOT NULL DEFAULT 0;  -- how many it holds
ALTER TABLE comparison ADD COLUMN facts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE comparison ADD COLUMN words BLOB NOT NULL DEFAULT x'';  -- of the index of words
ALTER TABLE comparison ADD COLUMN stories BLOB NOT NULL DEFAULT x'';
ALTER TABLE comparison ADD COLUMN checksum BLOB NOT NULL DEFAULT x'';  -- of run, code, words and stories
ALTER TABLE facts ADD COLUMN checksum BLOB NOT NULL DEFAULT x'';  -- with its claims and their values
ALTER TABLE fact_vectors ADD COLUMN checksum BLOB NOT NULL DEFAULT x'';
DROP TRIGGER decisions_are_not_changed;
ALTER TABLE decisions ADD COLUMN checksum BLOB NOT NULL DEFAULT x'';  -- with that of the decision before

CREATE TABLE recipes (
    name TEXT PRIMARY KEY NOT NULL,
    parts TEXT NOT NULL              -- what digests are made of, a comma between
);
INSERT INTO recipes VALUES ('article', 'id,text,source,title,published,url,language');
"""

_FIFTH = """
ALTER TABLE articles ADD COLUMN extent TEXT NOT NULL DEFAULT 'whole';
ALTER TABLE articles ADD COLUMN house TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN pages TEXT NOT NULL DEFAULT '[]';  -- JSON list of where pages begin
"""

_SIXTH = """
-- No table changes: the checksum of what is known of an article holds the place of its file as well.
"""

_SEVENTH = """
-- One row, also where nothing is calibrated, so that a lost one is known. It is written by `begin`.
CREATE TABLE IF NOT EXISTS calibration (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    record TEXT NOT NULL,            -- JSON of the record with the pairs that it learned from; '' for none
    checksum BLOB NOT NULL
);
"""

_EIGHTH = """
-- What comparisons found of pairs and groups of claims; it is found again where it is not there.
CREATE TABLE IF NOT EXISTS known (
    name TEXT NOT NULL,              -- of a score of pairs; '' for the numbers of the claims of each reading
    n INTEGER NOT NULL,              -- parts of a score, in the order in which they were added
    found_by TEXT NOT NULL,          -- hash of program, model and settings
    record BLOB NOT NULL,            -- compressed (zlib)
    checksum BLOB NOT NULL,
    PRIMARY KEY (name, n)
);
"""

_NINTH = """
-- What is kept from one comparison to the next is known by its content: `_add_contents` makes the columns.
-- The records of facts, claims and values are compressed from here on; JSON that is there is read as before.
"""

_TENTH = """
-- Fact vectors that are the same stand there once: `_add_places` makes the column. Vectors of texts are known
-- by the first bytes of the hash and by a short name of their encoder. Records of facts and claims leave out
-- what stands in columns beside them; those that are there are read as before.
"""

DECISIONS_STAY = """
CREATE TRIGGER IF NOT EXISTS decisions_are_not_changed BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
CREATE TRIGGER IF NOT EXISTS decisions_are_not_deleted BEFORE DELETE ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are only added'); END;
"""
"""What keeps the log from being changed; lifted where it is given checksums or mended."""


def _seal(database: sqlite3.Connection) -> None:
    checksum_all(database)
    for statement in statements(DECISIONS_STAY):
        database.execute(statement)


def _begin_calibration(database: sqlite3.Connection) -> None:
    """The row that says that nothing is calibrated."""
    from compare.store.calibration import begin

    begin(database)


def _add_contents(database: sqlite3.Connection) -> None:
    """The columns by which a comparison knows what it need not write again; empty until the next one."""
    _add_blob(database, "facts", "content")  # a digest of a fact with its claims
    _add_blob(database, "fact_vectors", "numbers")  # int64 per fact; x'' where they go on from first_n


def _add_places(database: sqlite3.Connection) -> None:
    """The column by which facts with one vector share it, and short keys for the vectors of texts."""
    _add_blob(database, "fact_vectors", "places")  # uint16 per fact: its row; x'' where each has its own
    vectors.shorten_keys(database)


def _add_blob(database: sqlite3.Connection, table: str, column: str) -> None:
    """Add a column of bytes, empty until something is written, where it is not there."""
    there = {row[1] for row in database.execute(f"PRAGMA table_info({table})")}
    if column not in there:
        database.execute(f"ALTER TABLE {table} ADD COLUMN {column} BLOB NOT NULL DEFAULT x''")


MIGRATIONS: tuple[str, ...] = (
    _FIRST,
    _SECOND,
    _THIRD,
    _FOURTH,
    _FIFTH,
    _SIXTH,
    _SEVENTH,
    _EIGHTH,
    _NINTH,
    _TENTH,
)
AFTER: Mapping[int, Callable[[sqlite3.Connection], None]] = {
    4: _seal,
    5: seal_metadata,
    6: seal_metadata,
    7: _begin_calibration,
    9: _add_contents,
    10: _add_places,
}
"""What is done behind a step that SQL alone cannot do, by the number of steps done then."""

_MOST = 1000
"""Versions that there will ever be: a number beyond is no version but damage."""


def version_of(database: sqlite3.Connection, name: str) -> int:
    """The schema version of the file called `name`, 0 for an empty one.

    Raises `StoreError` where it is of another program, or newer than this version of crossclaim.
    """
    (application,) = database.execute("PRAGMA application_id").fetchone()
    (version,) = database.execute("PRAGMA user_version").fetchone()
    (tables,) = database.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    if not (application or version or tables):
        return 0
    if application != APPLICATION_ID:
        raise StoreError(f"{name!r} is a SQLite file of another program; name another --db FILE")
    if not 0 < version <= _MOST:
        raise damaged(name, f"its schema has the number {version}")
    if version > len(MIGRATIONS):
        raise StoreError(
            f"the store {name!r} has schema {version}, of a newer crossclaim; this one reads up to "
            f"{len(MIGRATIONS)}: install a newer crossclaim, or name another --db FILE"
        )
    return int(version)


def migrate(database: sqlite3.Connection, name: str) -> None:
    """Bring the file to the newest schema, in one transaction. Raises as `version_of`."""
    if version_of(database, name) == len(MIGRATIONS):
        return
    with writing(database):
        # Read again under the lock: another process may have been faster.
        for number, step in list(enumerate(MIGRATIONS, 1))[version_of(database, name) :]:
            for statement in statements(step):
                database.execute(statement)
            if number in AFTER:
                AFTER[number](database)
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


@contextmanager
def writing(database: sqlite3.Connection) -> Iterator[None]:
    """A transaction: all of what is done inside, or nothing."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


def statements(script: str) -> Iterator[str]:
    """The statements of an SQL script; a trigger's body is part of its statement."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
