"""``crossclaim evaluate``."""

from __future__ import annotations

from compare.errors import InputError


def evaluate() -> None:
    """Not there yet."""
    raise InputError("not there yet")
