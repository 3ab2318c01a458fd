"""Workers of dask.distributed, of this machine or of a cluster that runs already."""

from __future__ import annotations

import logging
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from compare.engines.engine import Answer, Closing, Part, Shared, Task
from compare.engines.work import AHEAD, Job, done, installed, opened, packed
from compare.errors import InputError, OperationalError

if TYPE_CHECKING:
    from distributed import Future, LocalCluster

__all__ = ["Dask", "need_dask"]

_OWN = "127.0.0.1"
"""Where workers of our own listen: nobody else's business."""

_PACKAGE = __name__.split(".")[0]

SECONDS = 20
"""How long to wait for a scheduler that does not answer, for a worker, or for workers of our own to
end; chosen by hand, long beside what each takes."""


def need_dask() -> None:
    """Raise `InputError` where dask.distributed is not installed."""
    if find_spec("distributed") is None:
        raise InputError(
            "an engine that begins with 'dask' needs dask.distributed; install it with: "
            "pip install 'crossclaim[dask]', or name processes:N"
        )


class Dask(Closing):
    """The workers that a scheduler has. A part whose worker is lost is done by another one.

    `address` is that of a scheduler, such as ``tcp://10.0.0.1:8786``; with `workers`, a cluster of so many
    processes is started on this machine instead, and ended with the engine.
    """

    apart = True

    def __init__(self, name: str, address: str = "", workers: int = 0) -> None:
        """Raises `InputError` without dask, and `OperationalError` where no scheduler answers."""
        need_dask()
        from distributed import Client, LocalCluster

        self.name = name
        self._cluster: LocalCluster | None = None
        self._client: Any = None
        try:
            if workers:
                self._cluster = LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    host=_OWN,
                    dashboard_address=f"{_OWN}:0",
                    silence_logs=logging.CRITICAL,
                )
            where = self._cluster or address
            self._client = Client(where, timeout=SECONDS, set_as_default=False, name="crossclaim")
        except (OSError, ValueError, RuntimeError) as error:
            self.close()
            what = "dask cannot start workers here" if workers else "no scheduler of dask answers there"
            raise OperationalError(
                f"the engine is {name!r}, and {what} ({_line(error)}); start a scheduler with 'dask "
                "scheduler' and workers with 'dask worker', or name another engine"
            ) from error

    def map(
        self, task: Task[Shared, Part, Answer], shared: Shared, parts: Iterable[Part]
    ) -> Iterator[Answer]:
        """The answers of ``task(shared, part)`` in the order of the parts.

        Raises what the task raises, `InputError` for what cannot be sent, and `OperationalError` where the
        scheduler is gone or has no workers, or workers are lost again and again.
        """
        job = Job(task, shared, self.name)
        run = f"crossclaim-{uuid4().hex}"
        under_way: deque[Future] = deque()
        with self._explained():
            self._need_workers()
            ahead = AHEAD * max(1, sum(self._client.nthreads().values()))
            # A task and not scattered data: where the worker that holds it is lost, another makes it anew.
            held = self._submit(_held, job.data, key=f"{run}-job")
        try:
            for number, part in enumerate(parts):
                data = packed(part, self.name)
                with self._explained():
                    under_way.append(
                        self._submit(_done, installed(), job.key, held, data, key=f"{run}-{number}")
                    )
                if len(under_way) >= ahead:
                    yield self._answer(under_way)
            while under_way:
                yield self._answer(under_way)
        finally:
            with suppress(Exception):  # what is under way is of no use any more, wherever it ends
                self._client.cancel([*under_way, held])

    def _need_workers(self) -> None:
        """Wait for a worker: a scheduler without any keeps what it gets, and says nothing."""
        try:
            self._client.wait_for_workers(1, SECONDS)
        except TimeoutError as error:
            raise OperationalError(
                f"the scheduler of the engine {self.name!r} has no workers after {SECONDS} seconds; start "
                "some with 'dask worker' where the same is installed as here, then run this again"
            ) from error

    def _submit(self, function: Any, *arguments: Any, key: str) -> Future:
        with warnings.catch_warnings():
            # It would have large data scattered, which no other worker can make anew.
            warnings.filterwarnings("ignore", message="Sending large graph", category=UserWarning)
            return self._client.submit(function, *arguments, key=key, pure=False)

    def _answer(self, under_way: deque[Future]) -> Any:
        with self._explained():
            found = self._when_done(under_way[0])
        under_way.popleft()
        return opened(found)

    def _when_done(self, part: Future) -> Any:
        while True:
            try:
                return part.result(timeout=SECONDS)
            except TimeoutError:
                if part.status != "pending":  # it may be the task's own
                    return part.result()
                self._need_workers()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what dask raises of itself, and not of the task, into one line of ours."""
        from concurrent.futures import CancelledError

        from distributed import KilledWorker
        from distributed.comm import CommClosedError

        try:
            yield
        except KilledWorker as error:
            raise OperationalError(
                f"workers of the engine {self.name!r} ended again and again in the middle of their work, as "
                "for lack of memory or of crossclaim; give them more, or compare fewer articles at once"
            ) from error
        except (ModuleNotFoundError, RuntimeError) as error:
            # Of a worker, or of the scheduler, which reads what it is sent too, and tells of it as a cause.
            missing = error if isinstance(error, ModuleNotFoundError) else error.__cause__
            if not isinstance(missing, ModuleNotFoundError) or (missing.name or "").split(".")[0] != _PACKAGE:
                raise
            raise OperationalError(
                f"the scheduler or a worker of the engine {self.name!r} lacks crossclaim ({_line(missing)}); "
                "install there what is installed here, then run this again"
            ) from error
        except (CommClosedError, CancelledError) as error:
            raise OperationalError(
                f"the scheduler of the engine {self.name!r} is gone ({_line(error)}); start it again, then "
                "run this again"
            ) from error

    def close(self) -> None:
        """Leave the scheduler; end what was started here."""
        if self._client is not None:
            self._client.close(timeout=SECONDS)
            self._client = None
        if self._cluster is not None:
            self._cluster.close(timeout=SECONDS)
            self._cluster = None


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _held(data: bytes) -> bytes:
    return data


def _done(asking: str, key: str, job: bytes, part: bytes) -> bytes:
    return done(asking, key, lambda: job, part)
