"""The errors that crossclaim raises.

    CrossclaimError
    ├── InputError        an input or an argument is wrong (exit code 2)
    │   ├── SettingsError     an unknown or impossible setting
    │   ├── NothingToReadError  no article could be read from the paths
    │   ├── ReportError         a report on disk is missing or of another version
    │   ├── ReviewError         a decision on a fact that is unknown or has changed since it was shown
    │   └── StoreError          a store is missing, damaged, none of ours or of a newer version
    │       └── StoreDamagedError   what is read from a store is not what was written
    ├── OperationalError  nothing is wrong with what was asked for, but the machine failed (exit code 1)
    │   ├── StoreFailedError    a store could not be used this time: locked, no room
    │   └── WriteFailedError    a file could not be written: no room, a disk that fails
    ├── ModelError        a model cannot be loaded or used, or has the wrong weights (exit code 1)
    └── PluginError       what another package brings cannot be loaded or used (exit code 1)

A message says what was wrong, with the value, what is allowed, and what to do next, in one line. Who catches
`InputError` can ask for another input; after an `OperationalError` the same call may do the next time.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = [
    "CrossclaimError",
    "InputError",
    "ModelError",
    "NothingToReadError",
    "OperationalError",
    "PluginError",
    "ReportError",
    "ReviewError",
    "SettingsError",
    "StoreDamagedError",
    "StoreError",
    "StoreFailedError",
    "WriteFailedError",
    "machine_failed",
    "naming",
    "writing",
]


class CrossclaimError(Exception):
    """Base of all errors that crossclaim raises on purpose; `exit_code` is what its command returns."""

    exit_code = 1


class InputError(CrossclaimError):
    """An argument or an input is wrong."""

    exit_code = 2


class SettingsError(InputError):
    """A setting is unknown or has an impossible value."""


class NothingToReadError(InputError):
    """None of the paths held an article."""


class ReportError(InputError):
    """A stored report is missing, unreadable or of another version."""


class ReviewError(InputError):
    """A decision is about a fact that is not there, or has changed since it was shown."""


class StoreError(InputError):
    """A store is missing, damaged, no store of crossclaim or of a newer version."""


class StoreDamagedError(StoreError):
    """What is read from a store is not what was written."""


class OperationalError(CrossclaimError):
    """Nothing is wrong with what was asked for, but the machine did not let it be done."""


class StoreFailedError(OperationalError):
    """A store could not be read or written this time: it is locked, or there is no room."""


class WriteFailedError(OperationalError):
    """A file could not be written: there is no room, or the disk fails."""


class ModelError(CrossclaimError):
    """A model cannot be loaded or used, or its weights are not the expected ones."""


class PluginError(CrossclaimError):
    """A reader, judge or encoder that another package brings cannot be loaded, or does not do as it must."""


@contextmanager
def naming(article: str) -> Iterator[None]:
    """Add to what is raised inside that it is of the article with this id."""
    try:
        yield
    except Exception as error:
        error.add_note(f"in the article {article!r}")
        raise


_MACHINE = frozenset(
    getattr(errno, name)
    for name in ("ENOSPC", "EDQUOT", "EFBIG", "EIO", "ENOMEM", "EMFILE", "ENFILE")
    if hasattr(errno, name)
)
"""No room on the disk or of the user's share, a file larger than may be, a disk that fails, no memory, too
many open files. The others are of the place that was named: no folder, not allowed, read-only."""


def machine_failed(error: OSError) -> bool:
    """Whether the machine gave out, so that naming another place or input would not be the answer."""
    return error.errno in _MACHINE


@contextmanager
def writing(what: str, instead: str = "name a folder that can be written to") -> Iterator[None]:
    """Turn an `OSError` of what is done inside into one line of ours on `what` was to be written.

    It is a `WriteFailedError` where the machine gave out, otherwise an `InputError` about the place, which
    says what to do `instead`.
    """
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        if machine_failed(error):
            raise WriteFailedError(f"cannot write {what}: {why}; make room, then run this again") from error
        raise InputError(f"cannot write {what}: {why}; {instead}") from error
