"""A copy of a store while others use it, by SQLite's own online backup."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from compare.errors import InputError
from compare.store.failures import damaged, explained
from compare.store.store import Store

__all__ = ["back_up"]

_PAGES = 2000
"""Pages that are copied at once: others can write in between."""


def back_up(store: Store, target: Path, *, replace: bool = False) -> int:
    """Copy the store as it is at one moment into the file `target`; its size in bytes.

    The copy is whole or not there at all: it is written beside the target, checked, brought to disk and
    then given its name. Raises `InputError` where the target is there and not to be replaced, is the store
    itself or cannot be written, and `StoreError` where the store cannot be read.
    """
    _check_target(store.path, target, replace=replace)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        try:
            _copy(store, part)
            part.replace(target)
            _sync(target.parent)
            return target.stat().st_size
        except OSError as error:
            raise _unwritable(target, error.strerror or str(error)) from error
    finally:
        for file in (part, part.with_name(f"{part.name}-journal")):
            with suppress(OSError):
                file.unlink()


def _check_target(source: Path, target: Path, *, replace: bool) -> None:
    try:
        if target.is_dir():
            raise InputError(f"{str(target)!r} is a folder; name a file in it")
        if target.exists() and target.samefile(source):
            raise InputError(f"{str(target)!r} is the store itself; name another file")
        if target.exists() and not replace:
            raise InputError(f"{str(target)!r} is there already; name another file, or add --force")
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(target, error.strerror or str(error)) from error


def _copy(store: Store, part: Path) -> None:
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as copy:
            with store.explained():
                store.connection.backup(copy, pages=_PAGES)
            with explained(part):
                copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
                (found,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.Error as error:
        raise _unwritable(part, str(error)) from error
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


def _unwritable(target: Path, why: str) -> InputError:
    return InputError(f"cannot write the backup {str(target)!r}: {why}; name a file that can be written")
