"""Several processes of this machine, by the standard library."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from compare.engines.engine import Answer, Closing, Part, Shared, Task
from compare.engines.work import AHEAD, Job, done, installed, opened, packed
from compare.errors import OperationalError

__all__ = ["Processes"]

LOST = 3
"""Times that processes may be lost until a job is given up; a part that ends its worker would do so again and
again. As often as dask tries a part, by its own default."""


class Processes(Closing):
    """So many processes, started when the first part comes; what one that ends had in hand is done anew.

    They are spawned and not forked: the same on every system, and no lock of a thread is copied.
    """

    apart = True

    def __init__(self, workers: int) -> None:
        self.name = f"processes:{workers}"
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._folder: TemporaryDirectory[str] | None = None

    def map(
        self, task: Task[Shared, Part, Answer], shared: Shared, parts: Iterable[Part]
    ) -> Iterator[Answer]:
        """The answers of ``task(shared, part)`` in the order of the parts.

        Raises what the task raises, `InputError` for what cannot be sent, and `OperationalError` where
        processes are lost again and again.
        """
        job = Job(task, shared, self.name)
        # By a file, so that it is not sent with every part.
        place = self._written(job)
        under_way: deque[tuple[bytes, Future[bytes]]] = deque()
        lost = 0
        given, more = iter(parts), True
        try:
            while True:
                try:
                    while more and len(under_way) < AHEAD * self._workers:
                        more = self._sent(job, place, given, under_way)
                    if not under_way:
                        return
                    answer = under_way[0][1].result()
                except BrokenProcessPool as error:
                    lost += 1
                    if lost > LOST:
                        raise OperationalError(
                            f"processes of the engine {self.name!r} ended {lost} times in the middle of "
                            "their work, as for lack of memory; start fewer, or compare fewer articles"
                        ) from error
                    self._again(job, place, under_way)
                    continue
                under_way.popleft()
                yield opened(answer)
        finally:
            for _, future in under_way:
                future.cancel()
            with suppress(OSError):  # a process may be reading it; it goes with its folder then
                place.unlink()

    def _sent(
        self, job: Job, place: Path, given: Iterator[Part], under_way: deque[tuple[bytes, Future[bytes]]]
    ) -> bool:
        """Whether there was another part, which is under way now."""
        for part in given:
            data = packed(part, self.name)
            under_way.append((data, self._submitted(job, place, data)))
            return True
        return False

    def _submitted(self, job: Job, place: Path, data: bytes) -> Future[bytes]:
        """What a process will answer; where the pool is broken by now, that is the answer."""
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._workers, multiprocessing.get_context("spawn"), initializer=_begin
            )
        try:
            return self._pool.submit(_done, installed(), job.key, place, data)
        except BrokenProcessPool as error:
            broken: Future[bytes] = Future()
            broken.set_exception(error)
            return broken

    def _again(self, job: Job, place: Path, under_way: deque[tuple[bytes, Future[bytes]]]) -> None:
        """Start other processes, and send them what was not done."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
        for at, (data, future) in enumerate(under_way):
            if not (future.done() and not future.cancelled() and future.exception() is None):
                under_way[at] = data, self._submitted(job, place, data)

    def _written(self, job: Job) -> Path:
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="crossclaim-", ignore_cleanup_errors=True)
        # Not the key of the job, which may be asked for twice at once.
        place = Path(self._folder.name) / uuid4().hex
        place.write_bytes(job.data)
        return place

    def close(self) -> None:
        """End the processes, when what they have in hand is done."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def _begin() -> None:
    """Let Ctrl-C be for the one who asks, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_who_asks, daemon=True).start()


def _end_with_who_asks() -> None:
    asking = multiprocessing.parent_process()
    if asking is not None:
        asking.join()
        os._exit(0)


def _done(asking: str, key: str, place: Path, part: bytes) -> bytes:
    return done(asking, key, place.read_bytes, part)
