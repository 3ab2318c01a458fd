"""A line before the process that compares: one comparison at a time, a few wait, more are sent away."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Sequence

from compare.errors import OperationalError
from compare.ingest.given import Given
from compare.services.worker import Worker

__all__ = ["BusyError", "Line"]

_FIRST_GUESS = 5.0
"""Seconds that a comparison takes, before one was seen; some fifty articles, on two cores."""


class BusyError(OperationalError):
    """Too many comparisons wait; `seconds` is when it may be worth asking again."""

    def __init__(self, waiting: int, seconds: int) -> None:
        super().__init__(
            f"{waiting} comparison{' waits' if waiting == 1 else 's wait'} already; try again in "
            f"{seconds} second{'' if seconds == 1 else 's'}"
        )
        self.seconds = seconds


class Line:
    """Those who wait for the worker, first come first served."""

    def __init__(self, worker: Worker, waiting: int) -> None:
        """`waiting` is how many may wait beside the one that is served."""
        self._worker = worker
        self._most = waiting
        self._held = 0
        self._turn = asyncio.Lock()
        self._last = _FIRST_GUESS

    async def compare(self, rows: Sequence[Given]) -> str:
        """As `Worker.compare`, when it is our turn. Raises `BusyError` where too many wait."""
        if self._held > self._most:
            raise BusyError(self._held - 1, max(1, math.ceil(self._last * self._held)))
        self._held += 1
        try:
            async with self._turn:
                clock = asyncio.get_running_loop().time
                start = clock()
                text = await self._worker.compare(rows)
                self._last = clock() - start
                return text
        finally:
            self._held -= 1
