"""What SQLite says about a store, in one line of ours that says what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from compare.errors import StoreDamagedError, StoreError, StoreFailedError

__all__ = ["BUSY_SECONDS", "damaged", "explained", "intact", "path_of"]

BUSY_SECONDS = 10.0
"""How long a writer waits for another one."""


def path_of(database: sqlite3.Connection) -> str:
    """The file of a store that is open."""
    return str(database.execute("PRAGMA database_list").fetchone()[2])


def damaged(path: str | Path, what: str) -> StoreDamagedError:
    """The error for a store of which something is not as it was written."""
    return StoreDamagedError(
        f"the store {str(path)!r} is damaged ({what}); "
        f"mend it with 'crossclaim check --db {path} --mend', or restore a backup"
    )


@contextmanager
def intact(database: sqlite3.Connection, what: str) -> Iterator[None]:
    """Tell what cannot be made of the rows of `what` as damage."""
    try:
        yield
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError) as error:
        path = path_of(database)
        why = " ".join(str(error).split())[:100] or type(error).__name__
        raise damaged(path, f"{what}: {why}") from error


@contextmanager
def explained(path: Path, busy_seconds: float = BUSY_SECONDS) -> Iterator[None]:
    """Turn what SQLite says about the store `path` into one line of ours."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explain(path, error, busy_seconds) from error
    except UnicodeDecodeError as error:  # what SQLite says of a name that is damaged
        raise damaged(path, "a name in it is no UTF-8 any more") from error


def _explain(path: Path, error: sqlite3.Error, busy_seconds: float) -> StoreError | StoreFailedError:
    name = f"the store {str(path)!r}"
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR):  # a page, or tables that do not fit
        return damaged(path, " ".join(str(error).split())[:200])  # SQLite quotes statements, of many lines
    if not code and "decode" in str(error):
        return damaged(path, "a text in it is no UTF-8 any more")
    if code == sqlite3.SQLITE_NOTADB:
        return StoreError(f"{name} is no store: the file is not SQLite; name another --db FILE")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        what = "opened" if code == sqlite3.SQLITE_CANTOPEN else "written"
        return StoreError(
            f"{name} cannot be {what} ({error}); with --db FILE name one in a folder that can be written to"
        )
    if code == sqlite3.SQLITE_CONSTRAINT:
        return StoreError(f"{name} refused what was to be saved: {error}")
    if code == sqlite3.SQLITE_TOOBIG:
        return StoreError(f"{name} cannot hold a text of over a billion bytes; split the article")
    return _failed(name, code, error, busy_seconds)


def _failed(name: str, code: int, error: sqlite3.Error, busy_seconds: float) -> StoreFailedError:
    """What may go better the next time."""
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreFailedError(
            f"{name} is locked: another program is writing to it (waited {busy_seconds:g} s); let it end, "
            "then run this again"
        )
    if code == sqlite3.SQLITE_FULL:
        return StoreFailedError(
            f"no room left to write {name}; what was saved before is safe: make room, then run this again"
        )
    return StoreFailedError(f"{name} could not be used: {error}; look at the disk, then run this again")
