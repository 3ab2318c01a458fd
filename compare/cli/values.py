"""``crossclaim values``."""

from __future__ import annotations

from compare.errors import InputError


def values() -> None:
    """Not there yet."""
    raise InputError("not there yet")
