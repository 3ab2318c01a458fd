"""What decisions taught of possible differences, and the pairs that it was learned from: one row."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from compare.linkage.differences.calibration import Calibration
from compare.review.lessons import Seen
from compare.store.checksums import checksum
from compare.store.failures import intact
from compare.store.records import dump, load, unpack

__all__ = ["Calibrated", "begin", "forget", "read", "write"]


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A calibration and the pairs that it was learned from.

    Pairs are kept since what is calibrated may show them no more, and the next calibration learns from them
    as well.
    """

    calibration: Calibration
    seen: tuple[Seen, ...]


_NONE = ""
"""The record where nothing is calibrated."""


def begin(database: sqlite3.Connection) -> None:
    """Make the row where there is none yet."""
    database.execute("INSERT OR IGNORE INTO calibration VALUES (1, ?, ?)", (_NONE, checksum([[_NONE]])))


def write(database: sqlite3.Connection, found: Calibrated) -> None:
    """Replace the calibration, in the transaction that is open."""
    _put(database, dump(found))


def forget(database: sqlite3.Connection) -> bool:
    """Take the calibration away, in the transaction that is open; whether there was one, damaged or not."""
    row = database.execute("SELECT CAST(record AS BLOB) FROM calibration").fetchone()
    _put(database, _NONE)
    return bool(row != (_NONE.encode(),))


def _put(database: sqlite3.Connection, record: str | bytes) -> None:
    known = checksum([[unpack(record)]])
    database.execute("INSERT OR REPLACE INTO calibration VALUES (1, ?, ?)", (record, known))


def read(database: sqlite3.Connection) -> Calibrated | None:
    """The calibration; None where there is none. Raises `StoreDamagedError` where it is not as written."""
    row = database.execute("SELECT CAST(record AS BLOB), checksum FROM calibration").fetchone()
    with intact(database, "its calibration"):
        if row is None:
            raise ValueError("it is lost")
        record, known = unpack(row[0]), row[1]
        if checksum([[record]]) != known:
            raise ValueError("another checksum than it was written with")
        return load(Calibrated, record) if record else None
