"""Engines that the tests of this folder share: starting one costs seconds."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from compare.engines import open_engine

needs_dask = pytest.mark.skipif(
    find_spec("distributed") is None,
    reason="dask.distributed is not installed",
)
PROCESSES = [f"processes:{n}" for n in (1, 2, 4)]
DASK = [f"dask:{n}" for n in (1, 2, 4)]
EVERY = [*PROCESSES, *(pytest.param(name, marks=needs_dask) for name in DASK)]
BOTH = ["processes:2", pytest.param("dask:2", marks=needs_dask)]


@pytest.fixture(scope="session")
def engines():
    """Gives the engine of a name, started once."""
    started = {}

    def engine(name):
        if name not in started:
            started[name] = open_engine(name)
        return started[name]

    yield engine
    for each in started.values():
        each.close()
