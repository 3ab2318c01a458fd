"""Vectors in the store: those of texts, which save embedding, and those of facts, which are searched."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.embeddings import Encoder
from compare.embeddings.cache import CachedEncoder, Shelf, is_sealed, read_vectors, sealed
from compare.errors import StoreDamagedError
from compare.models import Fact
from compare.store import comparison
from compare.store.checksums import checksum
from compare.store.failures import damaged, path_of

__all__ = [
    "FactVectors",
    "StoreShelf",
    "StoredVectors",
    "cosines",
    "drop_unused",
    "encoder_of",
    "fact_vectors",
    "known_vectors",
    "read_fact_vectors",
    "write_fact_vectors",
]

_FACTS_AT_ONCE = 4096
"""Vectors that are read together: bounds the memory."""
_KEY = 16
"""Bytes of the hash of a text that its vector is known by in the store."""
_NAME = 6
"""Bytes, as hexadecimal digits, that stand for an encoder there: whole identities and hashes would leave room
for a row less on each page."""
_BLOCK = "first_n, facts, encoder, dimension, scales, vectors, numbers, places"
_HEAD = 4
"""Columns of it before the blobs."""
_OLD_BLOBS = 2
"""Blobs that a row has always had."""
_STEPS = 127
"""Of an 8-bit number on each side of zero."""


Vector = tuple[np.float32, NDArray[np.int8]]
"""Of a fact: what to multiply its bytes by, and these."""


class StoreShelf:
    """Keeps vectors in the store; what it lacks is taken over from the user's own cache, where there is one.

    `transaction` opens a transaction for writing. `used` are the keys that were asked for.
    """

    def __init__(
        self,
        database: sqlite3.Connection,
        transaction: Callable[[], AbstractContextManager[None]],
        other: Shelf | None = None,
    ) -> None:
        self._database = database
        self._transaction = transaction
        self._other = other
        self.used: set[bytes] = set()

    def read(self, encoder: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """What the store or the other cache keeps for `keys`."""
        self.used.update(keys)
        short = {key[:_KEY]: key for key in keys}
        kept = read_vectors(self._database, short_name(encoder), list(short))
        found = {short[key]: blob for key, blob in kept.items()}
        missing = [key for key in keys if key not in found]
        if missing and self._other is not None:
            known = self._other.read(encoder, missing)
            # A cache of an earlier version holds vectors without checksums; here each has one.
            known = {key: blob if is_sealed(blob) else sealed(blob) for key, blob in known.items()}
            self.write(encoder, known)
            found |= known
        return found

    def write(self, encoder: str, rows: Mapping[bytes, bytes]) -> None:
        """Keep `rows`, at once and for good: a run that is killed has not embedded them in vain."""
        if not rows:
            return
        with self._transaction():
            self._database.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
                ((short_name(encoder), key[:_KEY], blob) for key, blob in rows.items()),
            )


def short_name(encoder: str) -> str:
    """What an encoder's identity is known by in the store."""
    return hashlib.blake2b(encoder.encode("utf-8", "surrogatepass"), digest_size=_NAME).hexdigest()


def shorten_keys(database: sqlite3.Connection) -> None:
    """Let vectors that are known by whole hashes and identities, as up to the ninth step, be known by short
    ones."""
    for (encoder,) in database.execute("SELECT DISTINCT encoder FROM vectors").fetchall():
        if isinstance(encoder, str):
            database.execute(
                "UPDATE OR REPLACE vectors SET encoder = ?, text = substr(text, 1, ?) WHERE encoder = ?",
                (short_name(encoder), _KEY, encoder),
            )


@dataclass(frozen=True, slots=True)
class StoredVectors:
    """The vectors of a store: `encoder` reads and adds them; the `shelf` knows which were asked for."""

    encoder: CachedEncoder
    shelf: StoreShelf


def drop_unused(database: sqlite3.Connection, used: set[bytes]) -> None:
    """Drop the vectors of texts, by any encoder, that the last comparison did not ask for."""
    database.execute("CREATE TEMP TABLE IF NOT EXISTS used (text BLOB PRIMARY KEY) WITHOUT ROWID")
    database.execute("DELETE FROM used")
    database.executemany("INSERT INTO used VALUES (?)", {(key[:_KEY],) for key in used})
    database.execute("DELETE FROM vectors WHERE text NOT IN (SELECT text FROM used)")
    database.execute("DELETE FROM used")


@dataclass(frozen=True)
class FactVectors:
    """What each fact is about: row i of `vectors` (n, d), 8 bits, times ``scales[i]``, for fact ``n[i]``.

    A row is the mean of the unit vectors of the fact's sentences, scaled to length one, by `encoder`.
    """

    n: NDArray[np.int64]
    vectors: NDArray[np.int8]
    scales: NDArray[np.float32]
    encoder: str

    def at(self, numbers: Sequence[int | None]) -> FactVectors:
        """These under other `numbers`, without those of None."""
        rows = [row for row, n in enumerate(numbers) if n is not None]
        n = np.array([n for n in numbers if n is not None], dtype=np.int64)
        return FactVectors(n, self.vectors[rows], self.scales[rows], self.encoder)


def fact_vectors(
    facts: Sequence[Fact], encoder: Encoder, known: Mapping[int, Vector] | None = None
) -> FactVectors:
    """The vectors of `facts`, numbered from 1; those that are `known`, by row, are taken as they are."""
    known = known or {}
    vectors = np.zeros((len(facts), encoder.dimension), np.int8)
    scales = np.zeros(len(facts), np.float32)
    for i, (scale, vector) in known.items():
        scales[i], vectors[i] = scale, vector
    rows = [i for i in range(len(facts)) if i not in known]
    for start in range(0, len(rows), _FACTS_AT_ONCE):
        some = rows[start : start + _FACTS_AT_ONCE]
        texts = list(dict.fromkeys(claim.text for i in some for claim in facts[i].claims))
        row = {text: i for i, text in enumerate(texts)}
        embedded = encoder.encode(texts)
        for i in some:
            mean = embedded[sorted({row[claim.text] for claim in facts[i].claims})].mean(axis=0)
            mean /= np.linalg.norm(mean) or 1.0
            scales[i] = np.abs(mean).max() / _STEPS
            vectors[i] = np.rint(mean / (scales[i] or 1.0))
    return FactVectors(np.arange(1, len(facts) + 1), vectors, scales, encoder.identity)


def known_vectors(database: sqlite3.Connection, contents: Sequence[bytes], encoder: str) -> dict[int, Vector]:
    """The vectors in the store of facts with some `contents`, by their rows, as this program with `encoder`
    made them.

    It is to be called in a transaction: contents and vectors are read apart, and another process may save
    between.
    """
    try:
        last = comparison.run_of(database)
        held = read_fact_vectors(database)
    except StoreDamagedError:
        return {}
    if last is None or last.code != comparison.program() or held.encoder != encoder:
        return {}
    row = {n: k for k, n in enumerate(held.n.tolist())}
    numbers = dict(database.execute("SELECT content, n FROM facts WHERE content != x''"))
    found = {i: row.get(numbers.get(content, 0)) for i, content in enumerate(contents)}
    return {i: (held.scales[k], held.vectors[k]) for i, k in found.items() if k is not None}


def write_fact_vectors(database: sqlite3.Connection, made: FactVectors) -> None:
    """Replace the fact vectors of the store, in the transaction that is open; facts come by their numbers.

    Raises ValueError where they do not: `cosines` would leave some out.
    """
    if (np.diff(made.n) <= 0).any():
        raise ValueError("vectors of facts have to come in the order of their numbers")
    database.execute("DELETE FROM fact_vectors")
    for start in range(0, len(made.n), _FACTS_AT_ONCE):
        block = slice(start, start + _FACTS_AT_ONCE)
        vectors, scales = made.vectors[block], made.scales[block].astype("<f4")
        # Claims of one sentence are lone facts with one vector.
        both = np.column_stack([vectors.view(np.uint8), scales.view(np.uint8).reshape(-1, 4)])
        _, first, places = np.unique(both, axis=0, return_index=True, return_inverse=True)
        order = np.argsort(first)
        place = np.argsort(order)[places.ravel()].astype("<u2").tobytes()
        scales, vectors = scales[first[order]], vectors[first[order]]
        n = made.n[block]
        numbers = b"" if n[-1] - n[0] + 1 == len(n) else n.astype("<i8").tobytes()
        head = int(n[0]), len(n), made.encoder, vectors.shape[1]
        row = (*head, scales.tobytes(), vectors.tobytes(), numbers, place)
        values = (*row[:-2], block_checksum(row), numbers, place)
        database.execute("INSERT INTO fact_vectors VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values)


def block_checksum(row: Sequence[Any]) -> bytes:
    """The checksum of a row of fact vectors, whose bytes are many; ``numbers`` and ``places`` count where
    there are any."""
    head, blobs = row[:_HEAD], [blob for k, blob in enumerate(row[_HEAD:]) if blob or k < _OLD_BLOBS]
    return checksum([[*head, *map(zlib.crc32, blobs), *map(len, blobs)]])


def damaged_blocks(database: sqlite3.Connection) -> list[int]:
    """The first facts of the blocks of fact vectors that are not as they were written."""
    return [row[0] for row, sound in _blocks(database) if not sound]


def _blocks(database: sqlite3.Connection) -> Iterator[tuple[Sequence[Any], bool]]:
    """The rows of fact vectors in order, and whether each is as it was written."""
    rows = database.execute(f"SELECT {_BLOCK}, checksum FROM fact_vectors ORDER BY first_n")  # noqa: S608
    for *row, known in rows:
        blobs = all(isinstance(part, bytes) for part in row[_HEAD:])
        yield row, blobs and block_checksum(row) == known


def read_fact_vectors(database: sqlite3.Connection) -> FactVectors:
    """The fact vectors of the store; none where nothing is compared yet.

    Raises `StoreDamagedError` where they are not as they were written.
    """
    numbers, vectors, scales, encoder = [np.zeros(0, np.int64)], [], [np.zeros(0, np.float32)], ""
    for row, sound in _blocks(database):
        encoder = row[2]  # one encoder made all
        if not sound:
            path = path_of(database)
            raise damaged(path, f"the vectors of the facts from {row[0]} on are not as they were written")
        block = _Block.of(row)
        numbers.append(block.numbers)
        vectors.append(block.vectors[block.places])
        scales.append(block.scales[block.places])
    stacked = np.concatenate(vectors) if vectors else np.zeros((0, 0), np.int8)
    return FactVectors(np.concatenate(numbers), stacked, np.concatenate(scales), encoder)


@dataclass(frozen=True, slots=True)
class _Block:
    """A row of fact vectors: of the fact ``numbers[i]`` the vector ``places[i]``."""

    numbers: NDArray[np.int64]
    places: NDArray[np.intp]
    vectors: NDArray[np.int8]
    scales: NDArray[np.float32]

    @classmethod
    def of(cls, row: Sequence[Any]) -> _Block:
        """What stands in the columns of `_BLOCK`."""
        first, count, _, dimension, scales, vectors, numbers, places = row
        return cls(
            np.frombuffer(numbers, "<i8").astype(np.int64) if numbers else np.arange(first, first + count),
            np.frombuffer(places, "<u2").astype(np.intp) if places else np.arange(count),
            np.frombuffer(vectors, np.int8).reshape(-1, dimension),
            np.frombuffer(scales, "<f4").astype(np.float32),
        )


def encoder_of(database: sqlite3.Connection) -> str:
    """The identity of the encoder that made the fact vectors; "" where there are none."""
    row = database.execute("SELECT encoder FROM fact_vectors LIMIT 1").fetchone()
    return str(row[0]) if row else ""


def cosines(
    database: sqlite3.Connection, wanted: NDArray[np.float32], among: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The numbers of facts, in order, and the cosine of each of their vectors and `wanted`.

    They are those `among` some numbers, which are in order, and others beside them: a block that has none of
    them is not read. Whether vectors are as they were written, `read_fact_vectors` says.
    """
    numbers, near = [np.zeros(0, np.int64)], [np.zeros(0, np.float32)]
    firsts = [n for (n,) in database.execute("SELECT first_n FROM fact_vectors ORDER BY first_n")]
    # Facts are numbered in the order of the report, and blocks are made in it: none reaches into the next.
    starts = np.searchsorted(among, firsts).tolist()
    for first, start, end in zip(firsts, starts, [*starts, len(among)][1:], strict=True):
        if start == end:
            continue
        row = database.execute(f"SELECT {_BLOCK} FROM fact_vectors WHERE first_n = ?", (first,)).fetchone()  # noqa: S608
        block = _Block.of(row)
        numbers.append(block.numbers)
        near.append(((block.vectors.astype(np.float32) @ wanted) * block.scales)[block.places])
    return np.concatenate(numbers), np.concatenate(near)
