"""How the process that compares and who asks it talk: a length of eight bytes, then so many bytes."""

from __future__ import annotations

from enum import Enum

__all__ = ["HEAD", "Outcome", "framed", "parsed"]

HEAD = 8
"""Bytes of a length."""


class Outcome(Enum):
    """What became of a comparison: the first byte of an answer."""

    DONE = b"="
    REFUSED = b"?"
    """The articles cannot be used; the rest says why."""
    FAILED = b"!"
    """They could not be compared; the rest says why."""


def framed(data: bytes) -> bytes:
    """`data` with its length before it."""
    return len(data).to_bytes(HEAD, "big") + data


def parsed(head: bytes) -> int:
    """The length that a head of `HEAD` bytes gives."""
    return int.from_bytes(head, "big")
