"""What comparisons found that holds as long as articles say what they said: one more is compared alone.

A pair's scores hang on what its two articles say. The roll gives each of these readings, by a digest of what
it was made of, the numbers of its claims; no number is ever given twice. Scores are kept under the numbers of
two claims, in parts that are only added until they are written together. Verdicts are kept under a digest of
what they were given on. Nothing here is needed: what is not as it was written, or was found by another
program or with other settings, is dropped and found again.
"""

from __future__ import annotations

import hashlib
import json
import platform
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.extraction.reading import Reading
from compare.linkage.blocking.lists import KnownLists, Lists, Sentences
from compare.linkage.memo import NUMBERS, Keys, KnownPairs, PairTable
from compare.linkage.reasons import KnownReasons
from compare.models import Comparison, Verdict
from compare.settings import Settings
from compare.store.article_rows import digest_of
from compare.store.checksums import Row, checksum
from compare.store.records import dump, load, unpack
from compare.verdicts.known import Judged, KnownAnswers, KnownVerdicts

__all__ = ["StoredKnown", "damaged_parts", "drop_known", "found_by"]

ROLL, VERDICTS, REASONS, FURTHER, NEAR = "", "verdicts", "reasons", "further", "near"
"""Names beside those of the scores."""

WORDS = (VERDICTS, REASONS)
"""Those of what is told of groups, in words."""

MOST_PARTS = 8
"""Parts of a score, inclusive, that are kept side by side."""

GROWN = 0.25
"""Part of what was known, inclusive, by which it grows before it is written together."""

_LEVEL = 6
"""Of compression."""

_VERDICTS_HELD = 1 << 12
"""Verdicts that are remembered."""

Range = tuple[int, int]
"""The number of a reading's first claim, and how many it has."""


class StoredKnown:
    """What is known in a store, as `found_by` a program with its settings: any text that says all of it."""

    def __init__(self, database: sqlite3.Connection, found_by: str) -> None:
        self._database = database
        self._found_by = hashlib.sha256(found_by.encode("utf-8", "surrogatepass")).hexdigest()
        self._rows: dict[str, list[bytes]] = {}
        self._wrong: list[int] = []
        self._roll: dict[str, Range] = {}
        self._beyond = 0
        self._current: dict[str, Range] = {}
        self._pairs: KnownPairs | None = None
        self._verdicts: KnownVerdicts | None = None
        self._judged: Mapping[str, Sequence[Any]] = {}
        self._further: KnownAnswers | None = None
        self.readings: Mapping[str, str] = {}
        """Digests of what each article says, by its id, for those that `pairs` was asked about."""

    def pairs(self, readings: Sequence[Reading]) -> KnownPairs:
        """What is known of the pairs of all claims of some `readings`, and of what is around them."""
        self._rows = self._read_all()
        self.readings = {reading.article.id: _key(reading) for reading in readings}
        self._roll, self._beyond = self._read_roll()
        if self._beyond + sum(len(reading.claims) for reading in readings) >= NUMBERS:
            self._roll, self._beyond = {}, 0
        self._current, first = {}, {}
        for reading in readings:
            key, count = self.readings[reading.article.id], len(reading.claims)
            place = self._roll.get(key)
            if place is None or place[1] != count:
                place = self._beyond, count
                self._beyond += count
            self._current[key] = place
            first[reading.article.id] = place[0]
        reasons = KnownReasons(self.readings, self._told(REASONS).get)
        near = KnownLists(self.readings, self._read_lists())
        self._pairs = KnownPairs(first, self._load if self._roll else None, reasons=reasons, near=near)
        return self._pairs

    def verdicts(self) -> KnownVerdicts:
        """The verdicts that are known of groups of claims of the readings that `pairs` was asked about."""
        self._judged = self._told(VERDICTS)
        self._verdicts = KnownVerdicts(self.readings, lambda key: _judged(self._judged.get(key)))
        return self._verdicts

    def further(self) -> KnownAnswers:
        """Which statements of these claims are known to tell further than values beside them."""
        self._further = KnownAnswers(self.readings, self._json(FURTHER))
        return self._further

    def _read_all(self) -> dict[str, list[bytes]]:
        """What is kept at one moment, by name: another comparison may give its numbers to other claims."""
        self._wrong = []
        found: defaultdict[str, list[bytes]] = defaultdict(list)
        for row, where, record, seal in _parts(self._database):
            if not _sound(where, record, seal):
                self._wrong.append(row)
            elif where[-1] == self._found_by:
                found[where[0]].append(record)
        return dict(found)

    def _is_alone(self) -> bool:
        """Whether no other comparison has saved meanwhile."""
        query = "SELECT record FROM known WHERE name = ? AND found_by = ? ORDER BY n"
        rows = self._database.execute(query, (ROLL, self._found_by)).fetchall()
        return [record for (record,) in rows] == self._rows.get(ROLL, [])

    def _read_roll(self) -> tuple[dict[str, Range], int]:
        """The numbers of the readings, and the first that none has; nothing where others found the scores."""
        plain = self._json(ROLL)
        if not plain:
            return {}, 0
        return {key: (first, count) for key, (first, count) in plain["readings"].items()}, plain["beyond"]

    def _json(self, name: str) -> dict[str, Any]:
        """What is kept as JSON under a `name`; nothing where others found it."""
        found: dict[str, Any] = {}
        for record in self._rows.get(name, ()):
            found = json.loads(zlib.decompress(record))
        return found

    def _told(self, name: str) -> Mapping[str, Any]:
        """What is kept of groups under a `name`."""
        rows = self._rows.get(name, ())
        return _ToldOf.opened(rows[-1]).kept if rows else {}

    def _read_lists(self) -> Lists | None:
        """The lists of nearest sentences; None where others found them."""
        found = [_opened_lists(zlib.decompress(record)) for record in self._rows.get(NEAR, ())]
        return found[-1] if found else None

    def _load(self, name: str, kind: np.dtype[Any]) -> tuple[Keys, NDArray[Any]]:
        """What is kept of a score, sorted by key."""
        parts = [_opened(zlib.decompress(record), kind) for record in self._rows.get(name, ())]
        keys = np.concatenate([np.zeros(0, np.int64), *(keys for keys, _ in parts)])
        values = np.concatenate([np.zeros(0, kind), *(values for _, values in parts)])
        keys, first = np.unique(keys, return_index=True)
        return keys, values[first]

    def save(self) -> None:
        """Write what was added, in the transaction that is open; what is damaged goes."""
        wrong = ((row,) for row in self._wrong)
        self._database.executemany("DELETE FROM known WHERE rowid = ?", wrong)
        if self._verdicts is not None:
            known = self._verdicts
            judged = {key: self._judged.get(key) or _plain(each) for key, each in known.used.items()}
            self._put_told(VERDICTS, judged, known.articles)
        if self._further is not None:
            self._put_json(FURTHER, self._further.used)
        if self._pairs is not None:
            self._save_pairs(self._pairs)
            reasons = self._pairs.reasons
            if reasons is not None:
                self._put_told(REASONS, reasons.used, reasons.articles)
            if self._pairs.near is not None and self._pairs.near.found is not None:
                self._put(NEAR, 0, _packed_lists(self._pairs.near.found))

    def _save_pairs(self, known: KnownPairs) -> None:
        roll = self._roll | self._current
        held, alive = (sum(count for _, count in some.values()) for some in (roll, self._current))
        # Where another comparison has saved meanwhile, its numbers are of other claims: all of it goes.
        alone = bool(self._roll) and self._is_alone()
        together = not alone or held - alive >= GROWN * held
        for name, table in known.tables.items():
            self._write(name, table, together=together)
        if together:
            roll = self._current
            there = {name for (name,) in self._database.execute("SELECT DISTINCT name FROM known")}
            stale = there - known.tables.keys() - {ROLL, FURTHER, NEAR, *WORDS}
            self._database.executemany("DELETE FROM known WHERE name = ?", ((name,) for name in stale))
        self._put_json(ROLL, {"beyond": self._beyond, "readings": roll})

    def _put_told(self, name: str, kept: Mapping[str, Any], articles: Mapping[str, Collection[str]]) -> None:
        """Write what is told of groups, but for what tells of articles that were removed meanwhile."""
        there = {unpack(key) for (key,) in self._database.execute("SELECT id FROM articles")}
        told = _ToldOf.each(kept, articles)
        self._put(name, 0, told.without(set(told.ids) - there).packed())

    def _put_json(self, name: str, plain: Mapping[str, object]) -> None:
        self._put(name, 0, _packed_json(plain))

    def _write(self, name: str, table: PairTable[Any], *, together: bool) -> None:
        """Write a score: what was added beside what is there, or all of it together."""
        keys, values = table.added()
        query = "SELECT COUNT(*), COALESCE(MAX(n), 0) FROM known WHERE name = ?"
        count, last = self._database.execute(query, (name,)).fetchone()
        grown = len(keys) >= GROWN * (len(table) - len(keys))
        if not together and not len(keys):
            return
        if together or grown or count >= MOST_PARTS:
            keys, values = table.all()
            kept = _among(keys, list(self._current.values()))
            keys, values, last = keys[kept], values[kept], 0
            self._database.execute("DELETE FROM known WHERE name = ?", (name,))
        self._put(name, last + 1, _packed(keys, values))

    def _put(self, name: str, n: int, record: bytes) -> None:
        _put(self._database, (name, n, self._found_by), record)


@dataclass(frozen=True)
class _ToldOf:
    """What is told of groups, by key, and of which articles (by id) each tells."""

    kept: Mapping[str, Any]
    ids: Sequence[str]
    places: Mapping[str, Sequence[int]]
    """Where the articles stand among the ``ids``."""

    @classmethod
    def each(cls, kept: Mapping[str, Any], articles: Mapping[str, Collection[str]]) -> _ToldOf:
        """What is `kept`, with the ids of the `articles` of each."""
        ids = sorted({each for some in articles.values() for each in some})
        place = {each: k for k, each in enumerate(ids)}
        return cls(kept, ids, {key: sorted(place[each] for each in articles[key]) for key in kept})

    @classmethod
    def opened(cls, record: bytes) -> _ToldOf:
        """What was `packed`. Nothing where it has another form."""
        try:
            ids, told = json.loads(zlib.decompress(record))
            kept, places = ({key: pair[k] for key, pair in told.items()} for k in range(2))
        except (AttributeError, LookupError, TypeError, ValueError):
            return cls({}, (), {})
        return cls(kept, ids, places)

    def without(self, gone: Collection[str]) -> _ToldOf:
        """What tells of none of some articles (by id)."""
        lost = {k for k, each in enumerate(self.ids) if each in gone}
        kept = {key: each for key, each in self.kept.items() if lost.isdisjoint(self.places[key])}
        return self.each(kept, {key: [self.ids[k] for k in self.places[key]] for key in kept})

    def packed(self) -> bytes:
        """For a row of the store."""
        return _packed_json([self.ids, {key: [each, self.places[key]] for key, each in self.kept.items()}])


def found_by(program: str, encoder: str, settings: Settings) -> str:
    """All that scores hang on beside what articles say; the libraries that compute them give their bits."""
    import scipy  # type: ignore[import-untyped]

    libraries = np.__version__, scipy.__version__, platform.machine()
    return json.dumps([program, encoder, settings.as_dict(), libraries], sort_keys=True, default=str)


def drop_known(database: sqlite3.Connection) -> None:
    """Drop all that is known."""
    database.execute("DELETE FROM known")


def drop_words(database: sqlite3.Connection, articles: Collection[str]) -> None:
    """Drop what is told in words of `articles` (by id) that went, and all that is known where none is left;
    scores are numbers alone."""
    if not database.execute("SELECT EXISTS (SELECT 1 FROM articles)").fetchone()[0]:
        drop_known(database)
    for row, where, record, seal in _parts(database, WORDS):
        database.execute("DELETE FROM known WHERE rowid = ?", (row,))
        if _sound(where, record, seal):
            _put(database, where, _ToldOf.opened(record).without(articles).packed())


def damaged_parts(database: sqlite3.Connection) -> list[int]:
    """The rows that are not as they were written."""
    return [row for row, where, record, seal in _parts(database) if not _sound(where, record, seal)]


def _parts(
    database: sqlite3.Connection, names: Sequence[str] | None = None
) -> Iterator[tuple[int, tuple[str, int, str], Any, Any]]:
    """The rows, or those with some `names`, by name and number: where each is, what it is known by, what it
    holds, and its checksum."""
    query = (
        "SELECT rowid, name, n, found_by, record, checksum FROM known "
        "WHERE ?1 IS NULL OR name IN (SELECT value FROM json_each(?1)) ORDER BY name, n"
    )
    chosen = None if names is None else json.dumps(names)
    for row, name, n, by, record, seal in database.execute(query, (chosen,)).fetchall():
        yield row, (name, n, by), record, seal


def _put(database: sqlite3.Connection, where: tuple[str, int, str], record: bytes) -> None:
    seal = _checksum(where, record)
    database.execute("INSERT OR REPLACE INTO known VALUES (?, ?, ?, ?, ?)", (*where, record, seal))


def _sound(where: Row, record: object, seal: object) -> bool:
    return isinstance(record, bytes) and _checksum(where, record) == seal


def _checksum(where: Row, record: bytes) -> bytes:
    return checksum([[*where, hashlib.blake2b(record, digest_size=16).digest()]])


def _key(reading: Reading) -> str:
    """A digest of what a reading was made of: its article, and what is set aside in it."""
    segments = reading.segments
    made_of = [digest_of(reading.article).hex(), segments.repeated, segments.edges]
    return hashlib.blake2b(json.dumps(made_of).encode(), digest_size=16).hexdigest()


def _plain(judged: Judged) -> list[Any]:
    """The verdict as JSON, the title, and as JSON each pair that was compared."""
    return [unpack(dump(judged.verdict)), judged.title, [unpack(dump(pair)) for pair in judged.compared]]


def _judged(plain: Sequence[Any] | None) -> Judged | None:
    if plain is None:
        return None
    verdict, title, compared = plain
    return Judged(_verdict(verdict), title, tuple(load(Comparison, pair) for pair in compared))


@lru_cache(maxsize=_VERDICTS_HELD)
def _verdict(plain: str) -> Verdict:
    """One for all facts of which the same is said: most are told by one outlet alone."""
    return load(Verdict, plain)


def _packed_json(plain: object) -> bytes:
    return zlib.compress(json.dumps(plain, separators=(",", ":")).encode(), _LEVEL)


def _packed(keys: Keys, values: NDArray[Any]) -> bytes:
    """Sorted keys and their values, byte by byte of the same weight, which compresses best."""
    steps = np.diff(keys, prepend=np.int64(0)).astype("<i8")
    plain = [len(keys).to_bytes(8, "little"), *(_planes(part) for part in (steps, values))]
    return zlib.compress(b"".join(plain), _LEVEL)


def _opened(plain: bytes, kind: np.dtype[Any]) -> tuple[Keys, NDArray[Any]]:
    """What was `_packed`. Nothing where it is of another kind."""
    count, whole = int.from_bytes(plain[:8], "little"), np.frombuffer(plain[8:], np.uint8)
    if len(whole) != count * (8 + kind.itemsize):
        return np.zeros(0, np.int64), np.zeros(0, kind)
    steps, values = whole[: 8 * count].reshape(8, count), whole[8 * count :].reshape(kind.itemsize, count)
    keys = np.cumsum(np.ascontiguousarray(steps.T).reshape(-1).view("<i8"), dtype=np.int64)
    return keys, np.ascontiguousarray(values.T).reshape(-1).view(kind)


def _packed_lists(lists: Lists) -> bytes:
    """Lists of nearest sentences: what is told of them as JSON, its length before it, and their numbers."""
    parts = [np.asarray(part, dtype="<i4") for part in (lists.sentences.article, lists.sentences.place)]
    parts += [np.asarray(part, dtype="<i4").T for part in (lists.near, lists.words)]
    told = json.dumps(
        {
            "articles": lists.sentences.articles,
            "rows": len(lists.bound),
            "counts": (lists.near.shape[1], lists.words.shape[1]),
            "length": lists.length,
        }
    ).encode()
    bound = np.asarray(lists.bound, dtype="<i8")
    plain = [len(told).to_bytes(8, "little"), told, *(_planes(part.reshape(-1)) for part in (*parts, bound))]
    return zlib.compress(b"".join(plain), _LEVEL)


def _opened_lists(plain: bytes) -> Lists:
    """What `_packed_lists` was given."""
    start = 8 + int.from_bytes(plain[:8], "little")
    told = json.loads(plain[8:start])
    size, found = told["rows"], []
    for columns, kind in ((1, "<i4"), (1, "<i4"), *((count, "<i4") for count in told["counts"]), (1, "<i8")):
        end = start + size * columns * np.dtype(kind).itemsize
        planes = np.frombuffer(plain[start:end], np.uint8).reshape(np.dtype(kind).itemsize, -1)
        found.append(np.ascontiguousarray(planes.T).reshape(-1).view(kind).reshape(columns, size))
        start = end
    article, place, near, words, bound = found
    sentences = Sentences(tuple(told["articles"]), article[0].astype(np.intp), place[0].astype(np.intp))
    by_meaning, by_words = (np.ascontiguousarray(part.T).astype(np.intp) for part in (near, words))
    return Lists(sentences, by_meaning, by_words, bound[0].astype(np.int64), told["length"])


def _planes(values: NDArray[Any]) -> bytes:
    size = values.dtype.itemsize
    return np.ascontiguousarray(np.ascontiguousarray(values).view(np.uint8).reshape(-1, size).T).tobytes()


def _among(keys: Keys, ranges: Sequence[Range]) -> NDArray[np.bool_]:
    """Which pairs are of claims that stand in some ranges of numbers."""
    held = sorted(each for each in ranges if each[1])
    starts = np.array([first for first, _ in held], dtype=np.int64)
    ends = np.array([first + count for first, count in held], dtype=np.int64)
    kept = np.full(len(keys), bool(held))
    for part in np.divmod(keys, NUMBERS) if held else ():
        at = np.searchsorted(starts, part, side="right") - 1
        kept &= (at >= 0) & (part < ends[np.maximum(at, 0)])
    return kept
