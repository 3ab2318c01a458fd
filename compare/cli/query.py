"""``crossclaim query``."""

from __future__ import annotations

from compare.errors import InputError


def query() -> None:
    """Not there yet."""
    raise InputError("not there yet")
