"""Memory that a stage holds for long."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["what_is_held_stays"]


@contextmanager
def what_is_held_stays() -> Iterator[None]:
    """Spare Python's collector of cycles looking at all that is held now, until the end: it stays that long.

    The collector goes through all objects again and again while more are made; what a hundred thousand claims
    are kept in are many millions. Cycles that are made meanwhile are collected. Where somebody keeps objects
    out of the collector already, nothing is done.
    """
    if gc.get_freeze_count():
        yield
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
