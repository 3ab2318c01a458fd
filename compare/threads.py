"""Threads of the numerical libraries."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["cores", "keep_to_one_thread", "one_blas_thread", "one_openmp_thread"]

_alone: list[bool] = []
"""Whether this process keeps to one thread."""


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Keep BLAS to one thread meanwhile, and give it back its own number afterwards.

    Matching multiplies very many small matrices. On these, threads of BLAS wait for each other, spinning, for
    longer than they compute: half of the processor time of a report. The embedding's own threads and those of
    the index of neighbours are others, and stay.
    """
    import numpy as np  # noqa: F401 - its BLAS has to be loaded to be held
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1, user_api="blas"):
        yield


@contextmanager
def one_openmp_thread() -> Iterator[None]:
    """Keep OpenMP to one thread meanwhile: an index that it builds is then the same in each run.

    What uses it has to be loaded before.
    """
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1, user_api="openmp"):
        yield


def keep_to_one_thread() -> None:
    """Keep this process to one thread from now on: it is a worker among others, each with a core."""
    if _alone:
        return
    import numpy as np  # noqa: F401 - its BLAS has to be loaded to be held
    from threadpoolctl import threadpool_limits

    threadpool_limits(limits=1)
    _alone.append(True)


def cores() -> int:
    """The cores that this process may use: one where it keeps to one thread."""
    if _alone:
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
