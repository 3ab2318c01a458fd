"""What crosses to a worker and back: bytes, so that an engine need not look into what it carries."""

from __future__ import annotations

import pickle  # nosec B403 - between processes of one user
import platform
import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from hashlib import blake2b
from typing import Any

import numpy as np

from compare.errors import InputError, OperationalError
from compare.threads import keep_to_one_thread
from compare.version import __version__, program

__all__ = ["AHEAD", "Job", "done", "installed", "opened", "packed"]

AHEAD = 3
"""Parts for each worker that are under way or wait there: enough that none is idle while answers are taken
in order, and few enough that memory does not grow with the number of parts."""
HELD = 2
"""Jobs that a worker keeps ready, each with its articles; a comparison has one at a time, and a cluster may
serve a second one."""

_jobs: OrderedDict[str, tuple[Any, Any]] = OrderedDict()
_opening = threading.Lock()


class Job:
    """A task with what its parts share, packed once: `data`, and the `key` that a worker knows it by."""

    def __init__(self, task: Any, shared: Any, engine: str) -> None:
        """Raises `InputError` where it cannot be packed for the workers of `engine`."""
        self.data = packed((task, shared), engine)
        self.key = blake2b(self.data, digest_size=16).hexdigest()


def packed(content: object, engine: str) -> bytes:
    """The bytes of `content`. Raises `InputError` where a part of it lives in this process alone."""
    try:
        return pickle.dumps(content, protocol=pickle.HIGHEST_PROTOCOL)
    except (pickle.PicklingError, TypeError, AttributeError) as error:
        raise InputError(
            f"the engine is {engine!r}, to whose workers something cannot be sent ({error}); "
            "define it in a module, without open files or connections, or compare here"
        ) from error


def opened(data: bytes) -> Any:
    """What was packed."""
    # From our own process, by a channel that is its user's.
    return pickle.loads(data)  # noqa: S301 # nosec B301


@cache
def installed() -> str:
    """What answers hang on beside the job: the code and its version, and the versions of Python and numpy."""
    return (
        f"crossclaim {__version__} (code {program()}) with Python {platform.python_version()} "
        f"and numpy {np.__version__}"
    )


def done(asking: str, key: str, data: Callable[[], bytes], part: bytes) -> bytes:
    """The answer of a job for one part, in a worker.

    `data` gives the bytes of the job, and `asking` is what is `installed` where it is asked for.

    Raises what the task raises, and `OperationalError` where that cannot be sent, or where the worker has
    something else installed.
    """
    if asking != installed():
        raise OperationalError(f"a worker has {installed()}, and this is {asking}; install the same on both")
    try:
        task, shared = _ready(key, data)
        return pickle.dumps(task(shared, opened(part)), protocol=pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        if _crosses(error):
            raise
        text = " ".join(str(error).split())
        raise OperationalError(f"a worker failed with {type(error).__qualname__}: {text}") from None


def _crosses(error: Exception) -> bool:
    """Whether an error can be sent; one that only its worker can open would break the pool of who asks."""
    try:
        return type(opened(pickle.dumps(error))) is type(error)
    except Exception:  # noqa: BLE001 - a class can fail in any way as it is opened
        return False


def _ready(key: str, data: Callable[[], bytes]) -> tuple[Any, Any]:
    """The task and what its parts share, opened once in a worker."""
    with _opening:
        if key not in _jobs:
            keep_to_one_thread()
            _jobs[key] = opened(data())
            while len(_jobs) > HELD:
                _jobs.popitem(last=False)
        _jobs.move_to_end(key)
        return _jobs[key]
