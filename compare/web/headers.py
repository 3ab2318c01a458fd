"""Headers of requests, read with mistrust, those that every answer has, and the comparison of secrets."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

__all__ = ["SAFE", "Headers", "length_of", "new_secret", "same"]

SAFE = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
"""On every answer, errors too, beside a policy of what its content may do."""
_LONGEST = 9
"""Digits of a length that are looked at: more would be gigabytes, and Python refuses very long ones."""


class Headers:
    """The headers of a request; one that should be there once and is there twice counts as wrong."""

    def __init__(self, raw: Sequence[tuple[bytes, bytes]]) -> None:
        self._raw = raw

    def all(self, name: str) -> list[str]:
        """All values of a header."""
        return [value.decode("latin-1") for key, value in self._raw if key.lower() == name.encode()]

    def one(self, name: str) -> str:
        """The value of a header that is there once; "" otherwise."""
        values = self.all(name)
        return values[0] if len(values) == 1 else ""

    @property
    def kind(self) -> str:
        """The type of the body, without what stands behind it."""
        return self.one("content-type").partition(";")[0].strip().lower()


def length_of(headers: Headers, most: int) -> int | None:
    """Bytes of the body as the headers say; None where that is no number, or more than `most`."""
    length = headers.one("content-length") or "0"
    if not length.isascii() or not length.isdigit() or len(length) > _LONGEST or int(length) > most:
        return None
    return int(length)


def new_secret() -> str:
    """A secret that nobody guesses."""
    return secrets.token_urlsafe(32)


def same(given: str, secret: str) -> bool:
    """Whether `given` is the secret, in a time that tells nothing."""
    return secrets.compare_digest(given.encode("utf-8", "replace"), secret.encode())
