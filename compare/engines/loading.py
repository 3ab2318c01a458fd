"""Which engine a name stands for."""

from __future__ import annotations

import re

from compare.engines.engine import HERE, Engine
from compare.errors import SettingsError

__all__ = ["KINDS", "open_engine"]

KINDS = "here, processes:N, dask:N or dask://HOST:PORT"
"""How engines are named; N is how many processes."""
MOST = 1024
"""Processes of one machine: more than any has cores, and less than would stop it."""

_COUNTED = re.compile(r"(processes|dask):([0-9]{1,5})")
_ADDRESS = re.compile(r"dask://([^\s/@]+:[0-9]{1,5})/?")


def open_engine(name: str) -> Engine:
    """The engine called `name`: "here" (or ""), "processes:N", "dask:N", or "dask://HOST:PORT".

    Raises `SettingsError` for another name, `InputError` where it needs a package that is not installed, and
    `OperationalError` where no scheduler answers.
    """
    if name in ("", HERE.name):
        return HERE
    if address := _ADDRESS.fullmatch(name):
        from compare.engines.dask_ import Dask

        return Dask(name, address=f"tcp://{address[1]}")
    counted = _COUNTED.fullmatch(name)
    if counted is None or not 1 <= int(counted[2]) <= MOST:
        raise SettingsError(f"the engine is {name!r}; allowed: {KINDS}, with N from 1 to {MOST}")
    if counted[1] == "dask":
        from compare.engines.dask_ import Dask

        return Dask(name, workers=int(counted[2]))
    from compare.engines.processes import Processes

    return Processes(int(counted[2]))
