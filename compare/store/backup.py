"""A copy of a store while others use it, by SQLite's own online backup."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path

from compare.errors import InputError, WriteFailedError, writing
from compare.store.failures import damaged, explained
from compare.store.store import Store

__all__ = ["back_up"]

_PAGES = 2000
"""Pages that are copied at once: others can write in between."""


def back_up(store: Store, target: Path, *, replace: bool = False) -> int:
    """Copy the store as it is at one moment into the file `target`; its size in bytes.

    The copy is whole or not there at all: it is written beside the target, checked, brought to disk and
    then given its name. Raises `InputError` where the target is there and not to be replaced, is the store
    itself or cannot be written, `WriteFailedError` where there is no room, and `StoreError` where the store
    cannot be read.
    """
    _check_target(store.path, target, replace=replace)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with _writing(target):
            _copy(store, part, target)
            part.replace(target)
            _sync(target.parent)
            return target.stat().st_size
    finally:
        for file in (part, part.with_name(f"{part.name}-journal")):
            with suppress(OSError):
                file.unlink()


def _check_target(source: Path, target: Path, *, replace: bool) -> None:
    with _writing(target):
        if target.is_dir():
            raise InputError(f"{str(target)!r} is a folder; name a file in it")
        if target.exists() and target.samefile(source):
            raise InputError(f"{str(target)!r} is the store itself; name another file")
        if target.exists() and not replace:
            raise InputError(f"{str(target)!r} is there already; name another file, or add --force")
        target.parent.mkdir(parents=True, exist_ok=True)


def _copy(store: Store, part: Path, target: Path) -> None:
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as copy:
            with store.explained(), _room_for(target):
                store.connection.backup(copy, pages=_PAGES)
            with explained(part):
                copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
                (found,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:  # of the copy alone: those of the store are explained
        raise _full(target, error) from error
    if found != "ok":
        raise damaged(store.path, " ".join(found.split())[:200])
    _sync(part)


def _sync(path: Path) -> None:
    """Bring a file or a folder to disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folders
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _room_for(target: Path) -> Iterator[None]:
    """While a store is copied, it is the copy that has no room."""
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
            raise _full(target, error) from error
        raise


def _full(target: Path, error: sqlite3.Error) -> WriteFailedError:
    return WriteFailedError(f"cannot write {_named(target)}: {error}; make room, then run this again")


def _named(target: Path) -> str:
    return f"the backup {str(target)!r}"


def _writing(target: Path) -> AbstractContextManager[None]:
    return writing(_named(target), "name a file that can be written")
