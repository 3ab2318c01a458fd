"""Which stores were found as they were written, so that the next search need not read all of them to know.

A search tells what it did not find as well, and so looks for damage where nothing is found: in the index of
words, the numbers of all facts, their vectors and the marks of all articles. In a store of a million claims
that takes four seconds. It holds until the file is written to; a disk that changes bytes without a word to
the system is found by ``crossclaim check``, and in what a search reads by the checksums of that.

What was found stands in the user's cache, by the path of the store: the file's number, sizes and times of
writing, of itself and of what is not yet merged into it.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from compare.user_cache import cache_folder

__all__ = ["looked_over"]

FILE = "stores-1.json"
MOST = 200
"""Stores that are remembered; the ones looked at last stay."""
SETTLED = 2 * 10**9
"""Nanoseconds since it was written from which a file's time tells it from what is written next: file systems
tick in up to two seconds."""

Mark = list[int]
"""What changes where a file is written to."""


def looked_over(store: Path, check: Callable[[], None]) -> None:
    """Call `check`, which raises where the file `store` is damaged, unless it passed since that was written.

    It is to be called while a state of the store is held for reading.
    """
    place = _place()
    before = None if place is None else _mark(store)
    if place is None or before is None:
        check()
        return
    key = str(store.resolve())
    if _read(place).get(key) == before:
        return
    check()
    if _mark(store) == before and time.time_ns() - max(before[-3], before[-1]) >= SETTLED:
        _remember(place, key, before)


def _place() -> Path | None:
    folder = cache_folder()
    return None if folder is None else folder / FILE


def _mark(store: Path) -> Mark | None:
    """Of a store and what is not yet merged into it; None where the system does not tell."""
    try:
        own = store.stat()
        beside = Path(f"{store}-wal")
        rest = beside.stat() if beside.exists() else None
    except OSError:
        return None
    merged = rest is None or not rest.st_size
    waiting = [0, 0] if merged or rest is None else [rest.st_size, rest.st_mtime_ns]
    return [own.st_dev, own.st_ino, own.st_size, own.st_mtime_ns, *waiting]


def _read(place: Path) -> dict[str, Mark]:
    try:
        found = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _remember(place: Path, key: str, mark: Mark) -> None:
    """Keep the mark of a store; a folder that cannot be written to keeps none."""
    kept = _read(place)
    kept.pop(key, None)
    kept[key] = mark
    own = place.with_name(f"{FILE}.{os.getpid()}")
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(json.dumps(dict(list(kept.items())[-MOST:])), encoding="utf-8")
        own.replace(place)
