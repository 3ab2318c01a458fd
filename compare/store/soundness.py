"""Which stores were found as they were written, so that the next search need not read all of them to know.

A search tells what it did not find as well, and so looks for damage where nothing is found: in the index of
words, the numbers of all facts, their vectors and the marks of all articles. In a large store
that takes seconds. It holds until the file is written to; a disk that changes bytes without a word to
the system is found by ``crossclaim check``, and in what a search reads by the checksums of that.

What was found stands in the user's cache, by the path of the store: the file's number, sizes and times of
writing, of itself and of what is not yet merged into it.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

from compare.user_cache import cache_file, keep

__all__ = ["is_known", "looked_over"]

FILE = "stores-1.json"
MOST = 200
"""Stores that are remembered; the ones looked at last stay."""
SETTLED = 2 * 10**9
"""Nanoseconds since it was written from which a file's time tells it from what is written next: file systems
tick in up to two seconds."""

Mark = list[int]
"""What changes where a file is written to, times last."""
_TIMES = 4
"""Of a mark."""


def looked_over(store: Path, check: Callable[[], None]) -> None:
    """Call `check`, which raises where the file `store` is damaged, unless it passed since that was written.

    It is to be called while a state of the store is held for reading.
    """
    now, before = time.time_ns(), _mark(store)
    if before is not None and _remembered(store) == before:
        return
    check()
    if before is not None and before == _mark(store) and now - max(before[-_TIMES:]) >= SETTLED:
        _remember(store, before)


def is_known(store: Path) -> bool:
    """Whether the file `store` was found whole, and was not written to since."""
    mark = _mark(store)
    return mark is not None and _remembered(store) == mark


def _mark(store: Path) -> Mark | None:
    """Of a store and what is not yet merged into it; None where the system does not tell.

    The time at which the system noted a change counts too: a copy may bring its own time of writing along.
    """
    try:
        path = store.resolve(strict=True)  # what is not merged stands beside the file, and not beside a link
        own = path.stat()
        beside = Path(f"{path}-wal")
        rest = beside.stat() if beside.exists() else None
    except OSError:
        return None
    waiting = [0, 0, 0] if rest is None or not rest.st_size else [rest.st_size, *_times(rest)]
    return [own.st_dev, own.st_ino, own.st_size, waiting[0], *_times(own), *waiting[1:]]


def _times(found: os.stat_result) -> list[int]:
    return [found.st_mtime_ns, found.st_ctime_ns]


def _remembered(store: Path) -> Mark | None:
    place = cache_file(FILE)
    return None if place is None else _read(place).get(str(store.resolve()))


def _read(place: Path) -> dict[str, Mark]:
    try:
        found = json.loads(place.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _remember(store: Path, mark: Mark) -> None:
    place = cache_file(FILE)
    if place is None:
        return
    kept = _read(place)
    key = str(store.resolve())
    kept.pop(key, None)
    kept[key] = mark
    keep(place, json.dumps(dict(list(kept.items())[-MOST:])).encode())
