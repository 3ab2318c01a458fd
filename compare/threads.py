"""Threads of the numerical libraries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["one_blas_thread"]


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
