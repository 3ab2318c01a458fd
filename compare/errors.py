"""The errors that crossclaim raises.

    CrossclaimError
    ├── InputError        an input or an argument is wrong (exit code 2)
    │   ├── SettingsError     an unknown or impossible setting
    │   ├── NothingToReadError  no article could be read from the paths
    │   ├── ReportError         a report on disk is missing or of another version
    │   ├── ReviewError         a decision on a fact that is unknown or has changed since it was shown
    │   └── StoreError          a store is missing, damaged, none of ours or of a newer version
    │       ├── StoreDamagedError   what is read from a store is not what was written
    │       └── StoreFailedError    a store could not be used this time: locked, no room (exit code 1)
    └── ModelError        a model cannot be loaded or used, or has the wrong weights (exit code 1)

A message says what was wrong, with the value, what is allowed, and what to do next, in one line.
"""

from __future__ import annotations


class CrossclaimError(Exception):
    """Base of all errors that crossclaim raises on purpose."""

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


class StoreFailedError(StoreError):
    """A store could not be read or written this time: it is locked, or there is no room."""

    exit_code = 1


class ModelError(CrossclaimError):
    """A model cannot be loaded or used, or its weights are not the expected ones."""
