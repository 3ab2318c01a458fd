"""Opening a store: a file is checked, made where it may be, and brought to the newest schema."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from compare.errors import StoreError, StoreFailedError, machine_failed
from compare.store.checksums import ARTICLE_PARTS
from compare.store.failures import BUSY_SECONDS, explained
from compare.store.schema import MIGRATIONS, migrate, version_of, writing
from compare.store.sealing import bring_digests_forward, recipe
from compare.store.store import Store

__all__ = ["open_store"]


def open_store(
    path: str | Path, *, create: bool = True, readonly: bool = False, busy_seconds: float = BUSY_SECONDS
) -> Store:
    """The store in the file `path`, brought to the newest schema; made where it is missing and `create`.

    With `readonly` nothing is written, unless an older file has to be brought to the newest schema.
    Raises `StoreError` for a file that is missing, damaged, of another program or of a newer version, and
    `StoreFailedError` for one that is locked or full.
    """
    path = Path(path)
    _check_place(path, create=create and not readonly)
    with explained(path, busy_seconds):
        database = _connected(path, busy_seconds, readonly=readonly)
    return Store(database, path, busy_seconds)


def _check_place(path: Path, *, create: bool) -> None:
    try:
        folder, there = path.is_dir(), path.exists() and (create or path.stat().st_size > 0)
    except OSError as error:  # a name that is too long, a folder that may not be looked into
        raise StoreError(
            f"the store {str(path)!r} cannot be opened: {error.strerror or error}; name another --db FILE"
        ) from None
    if folder:
        raise StoreError(f"the store {str(path)!r} is a folder; name a file, such as {str(path / 'x.db')!r}")
    if there:
        return
    if not create:
        raise StoreError(f"no store {str(path)!r}; make one with 'crossclaim add PATH...', or name --db FILE")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = f"cannot make the folder of the store {str(path)!r}: {error.strerror or error}"
        if machine_failed(error):
            raise StoreFailedError(f"{why}; make room, then run this again") from None
        raise StoreError(f"{why}; name another file") from None


def _connected(path: Path, busy_seconds: float, *, readonly: bool) -> sqlite3.Connection:
    if readonly:
        database = _connect(path, "ro", busy_seconds)
        try:
            version = version_of(database, str(path))
            current = version == len(MIGRATIONS) and recipe(database) == ARTICLE_PARTS
        except BaseException:
            database.close()
            raise
        if current:
            return database
        database.close()
    database = _connect(path, "rwc", busy_seconds)
    try:
        version_of(database, str(path))  # before anything is written to a file of another program
        database.execute("PRAGMA journal_mode = WAL")
        # FULL, since a decision that was confirmed must survive a loss of power.
        database.execute("PRAGMA synchronous = FULL")
        database.execute("PRAGMA foreign_keys = ON")
        migrate(database, str(path))
        if recipe(database) != ARTICLE_PARTS:
            with writing(database):
                bring_digests_forward(database)
    except BaseException:
        database.close()
        raise
    return database


def _connect(path: Path, mode: str, busy_seconds: float) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    database = sqlite3.connect(
        uri, uri=True, timeout=busy_seconds, isolation_level=None, check_same_thread=False
    )
    database.execute("PRAGMA cell_size_check = ON")  # a damaged page is an error, not another answer
    if mode != "ro":
        return database
    try:
        database.execute("SELECT COUNT(*) FROM sqlite_master")
    except sqlite3.OperationalError as error:
        database.close()
        code = error.sqlite_errorcode & 0xFF
        written = path.with_name(f"{path.name}-wal")
        if code not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY) or written.exists():
            raise
        # On a medium that cannot be written the side files of WAL cannot be made, and nobody writes.
        return _connect_unchanging(uri)
    return database


def _connect_unchanging(uri: str) -> sqlite3.Connection:
    database = sqlite3.connect(f"{uri}&immutable=1", uri=True, isolation_level=None, check_same_thread=False)
    database.execute("PRAGMA cell_size_check = ON")
    return database
