"""Vectors kept on disk, so that a second run embeds nothing.

A `Shelf` keeps them, keyed by the encoder's identity and the hash of the text: the user's own cache is
a `VectorFile`, one SQLite file in WAL mode, shared by processes. It only saves time: a file that cannot
be read is set aside, and a folder that cannot be written to means no cache, never a failed run.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import time
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from compare.embeddings.marks import reads_marks
from compare.embeddings.protocol import Encoder, Vectors, clean, unit
from compare.user_cache import cache_file

LOG = logging.getLogger(__name__)

Halves = NDArray[np.float16]

FILE = "embeddings-1.sqlite"
MAX_VECTORS = 400_000
"""Some 350 MB at 384 dimensions in 16 bits."""
BUSY_SECONDS = 30.0
"""How long a run waits for another that writes; chosen by hand, long beside any write."""
BLOCK = 4096
"""Distinct texts that are looked up, computed and stored together."""
CHUNK = 500
"""Keys per query: SQLite allowed 999 variables in older builds."""
_SEAL = 4
"""Bytes of a checksum."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS vectors (
    encoder TEXT NOT NULL,
    text BLOB NOT NULL,
    vector BLOB NOT NULL,
    added INTEGER NOT NULL,
    PRIMARY KEY (encoder, text)
) WITHOUT ROWID
"""
INDEX = "CREATE INDEX IF NOT EXISTS vectors_added ON vectors (added)"


def default_cache() -> Path | None:
    """The file in the user's cache; None where there is to be no cache."""
    return cache_file(FILE)


Compute = Callable[[Iterable[Sequence[str]]], Iterable[Vectors]]
"""Gives the vectors of each of some lists of texts."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Texts by their keys: what was found of them, and what has to be computed."""

    keys: list[bytes]
    found: dict[bytes, Halves]
    missing: dict[bytes, str]


def _whole(halves: Halves) -> Vectors:
    return unit(halves.astype(np.float32))


class Shelf(Protocol):
    """Where vectors are kept: bytes by the identity of their encoder and the hash of their text."""

    def read(self, encoder: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """What is kept for `keys`."""

    def write(self, encoder: str, rows: Mapping[bytes, bytes]) -> None:
        """Keep `rows`."""


class CachedEncoder:
    """An encoder that computes each text once.

    Vectors are rounded to 16 bits before they are returned as well as before they are stored, so
    that the first run and the next give the same bytes. `embedded` and `reused` count the distinct
    texts of all calls that were computed and that were found. `place` is a `Shelf`, or the path of a
    `VectorFile` for at most `max_vectors`; None keeps nothing. `plain` is the encoder itself.
    """

    def __init__(self, encoder: Encoder, place: Path | Shelf | None, max_vectors: int = MAX_VECTORS) -> None:
        self.plain = encoder
        self.name: str = encoder.name
        self.identity: str = encoder.identity
        self.dimension: int = encoder.dimension
        self.reads_marks = reads_marks(encoder)
        self.embedded = 0
        self.reused = 0
        self.shelf: Shelf | None = VectorFile(place, max_vectors) if isinstance(place, Path) else place

    @property
    def path(self) -> Path | None:
        """The file of the cache while it can be used; None where there is none."""
        return self.shelf.path if isinstance(self.shelf, VectorFile) else None

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of `texts`, computing only those that the cache does not hold."""
        unique: dict[bytes, int] = {}
        firsts: list[str] = []
        rows = np.empty(len(texts), np.intp)
        for position, text in enumerate(texts):
            key = text_key(text)
            if key not in unique:
                unique[key] = len(firsts)
                firsts.append(text)
            rows[position] = unique[key]
        keys = list(unique)
        vectors = np.empty((len(keys), self.dimension), np.float16)
        # In blocks: memory stays bounded, and a run that is interrupted keeps what it has computed.
        for start in range(0, len(keys), BLOCK):
            block = slice(start, start + BLOCK)
            vectors[block] = self._block(keys[block], firsts[block])
        return unit(vectors.astype(np.float32)[rows])

    def encode_blocks(self, blocks: Iterable[Sequence[str]], compute: Compute) -> Iterator[Vectors]:
        """The unit vectors of each of some blocks of texts, in order.

        `compute` gives the vectors of lists of texts, in order: of each block those that the cache does not
        hold, where there are any. It may take blocks ahead of what it gives.
        """
        looked_up: deque[_Block] = deque()

        def missing() -> Iterator[list[str]]:
            for texts in blocks:
                block = self._looked_up([text_key(text) for text in texts], texts)
                looked_up.append(block)
                if block.missing:
                    yield list(block.missing.values())

        for fresh in compute(missing()):
            while not looked_up[0].missing:
                yield _whole(self._completed(looked_up.popleft()))
            yield _whole(self._completed(looked_up.popleft(), fresh))
        while looked_up:
            yield _whole(self._completed(looked_up.popleft()))

    def _block(self, keys: list[bytes], texts: list[str]) -> Halves:
        block = self._looked_up(keys, texts)
        fresh = self.plain.encode(list(block.missing.values())) if block.missing else None
        return self._completed(block, fresh)

    def _looked_up(self, keys: list[bytes], texts: Sequence[str]) -> _Block:
        found = self._read(keys)
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        return _Block(keys, found, missing)

    def _completed(self, block: _Block, fresh: Vectors | None = None) -> Halves:
        """The vectors of a block, with those that were computed, which are kept."""
        if fresh is not None:
            new = dict(zip(block.missing, fresh.astype(np.float16), strict=True))
            if self.shelf is not None:
                rows = {key: sealed(row.astype("<f2").tobytes()) for key, row in new.items()}
                self.shelf.write(self.identity, rows)
            block.found.update(new)
        self.embedded += len(block.missing)
        self.reused += len(set(block.keys)) - len(block.missing)
        return np.stack([block.found[key] for key in block.keys])

    def _read(self, keys: list[bytes]) -> dict[bytes, Halves]:
        found: dict[bytes, Halves] = {}
        for key, blob in (self.shelf.read(self.identity, keys) if self.shelf is not None else {}).items():
            data = opened(blob, 2 * self.dimension)
            vector = None if data is None else np.frombuffer(data, "<f2")
            # A damaged row counts as missing and is written anew.
            if vector is not None and np.isfinite(vector).all():
                found[key] = vector
        return found


def sealed(data: bytes) -> bytes:
    """The bytes of a vector with their checksum (CRC-32) behind them."""
    return data + zlib.crc32(data).to_bytes(_SEAL, "little")


def is_sealed(blob: bytes) -> bool:
    """Whether `blob` is the bytes of a vector as they were `sealed`."""
    return sealed(blob[:-_SEAL]) == blob


def opened(blob: bytes, size: int) -> bytes | None:
    """The `size` bytes of a vector that was `sealed`; None where they are not those that were written.

    A cache of an earlier version holds vectors without a checksum, which are taken as they are.
    """
    data = blob[:size]
    return data if len(data) == size and blob in (data, sealed(data)) else None


class VectorFile:
    """A cache file of at most `max_vectors`: above them the oldest are dropped.

    `path` becomes None once the file cannot be used.
    """

    def __init__(self, path: Path, max_vectors: int = MAX_VECTORS) -> None:
        self._max = max(max_vectors, 0)
        self.path: Path | None = _usable(path) if self._max else None

    def read(self, encoder: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """What is kept for `keys`."""
        found: dict[bytes, bytes] = {}
        self._with_database(lambda database: found.update(read_vectors(database, encoder, keys)))
        return found

    def write(self, encoder: str, rows: Mapping[bytes, bytes]) -> None:
        """Keep `rows`, and drop the oldest where they are too many."""

        def write(database: sqlite3.Connection) -> None:
            now = time.time_ns()
            database.execute("BEGIN IMMEDIATE")
            database.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?)",
                ((encoder, key, blob, now) for key, blob in rows.items()),
            )
            (held,) = database.execute("SELECT COUNT(*) FROM vectors").fetchone()
            if held > self._max:
                # A tenth more than needed, so that not every write has to drop something.
                excess = held - self._max + (self._max // 10 if held - self._max < self._max else 0)
                oldest = "SELECT encoder, text FROM vectors ORDER BY added, text LIMIT ?"
                database.execute(
                    f"DELETE FROM vectors WHERE (encoder, text) IN ({oldest})",  # noqa: S608
                    (excess,),
                )
            database.execute("COMMIT")

        self._with_database(write)

    def _with_database(self, action: Callable[[sqlite3.Connection], None]) -> None:
        """Run `action` on the cache; without a usable cache, go on without one."""
        if self.path is None:
            return
        try:
            try:
                with _opened(self.path) as database:
                    action(database)
            except sqlite3.DatabaseError as error:
                if not _is_damaged(error):
                    raise
                _set_aside(self.path, error)
                with _opened(self.path) as database:
                    action(database)
        except (sqlite3.Error, OSError) as error:
            LOG.warning("the cache %s cannot be used (%s); going on without it", self.path, error)
            self.path = None


def read_vectors(database: sqlite3.Connection, encoder: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
    """What the table `vectors` of `database` holds for `keys`."""
    found: dict[bytes, bytes] = {}
    for start in range(0, len(keys), CHUNK):
        some = keys[start : start + CHUNK]
        marks = ",".join("?" * len(some))
        query = f"SELECT text, CAST(vector AS BLOB) FROM vectors WHERE encoder = ? AND text IN ({marks})"  # noqa: S608
        found.update(database.execute(query, (encoder, *some)))
    return found


def text_key(text: str) -> bytes:
    """The hash that a text's vector is kept under."""
    return hashlib.sha256(clean(text).encode()).digest()


def _usable(path: Path) -> Path | None:
    """Return `path` with its folder made, or None where that is not allowed."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        LOG.warning("the cache folder %s cannot be made (%s); going on without it", path.parent, error)
        return None
    return path


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    # Autocommit mode: the one transaction of a write is spelled out, and ends with the connection.
    with closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=NORMAL")
        database.execute(SCHEMA)
        database.execute(INDEX)
        yield database


def _is_damaged(error: sqlite3.DatabaseError) -> bool:
    # A table of our name with other columns is as useless as a torn page.
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return False
    return code & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB} or (
        code == sqlite3.SQLITE_ERROR and "no such column" in str(error)
    )


def _set_aside(path: Path, error: Exception) -> None:
    aside = path.with_name(f"{path.name}.damaged")
    LOG.warning("the cache %s is damaged (%s); kept as %s and begun anew", path, error, aside.name)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    path.replace(aside)
