"""Checksums of what is stored, by which it is known again when it is read.

A disk, a copy or another program may change a byte that SQLite does not look at. What is read with another
checksum than it was written with is damaged, and told; nothing is left out or made of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence

__all__ = ["ARTICLE_PARTS", "Row", "chained", "checksum", "digest_of_parts"]

Row = Sequence[object]
"""Columns as SQLite gives them: text, bytes, numbers and None."""

ARTICLE_PARTS = (
    "id",
    "text",
    "source",
    "title",
    "published",
    "url",
    "language",
    "extent",
    "house",
    "pages",
)
"""What the digest of an article is made of, in this order. A store keeps the list that its digests were made
by, so that another list here makes them anew (`schema.bring_digests_forward`)."""

_SIZE = 8
"""Bytes of a checksum: it finds damage, not malice."""


def checksum(rows: Iterable[Row]) -> bytes:
    """The checksum of rows, the same on every machine and with every Python."""
    plain = _ENCODER.encode([list(map(_column, row)) for row in rows])
    return hashlib.blake2b(plain.encode(), digest_size=_SIZE).digest()


def chained(before: bytes, row: Row) -> bytes:
    """The checksum of a row that stands behind the one with the checksum `before`: none is lost between."""
    return checksum([[before], row])


def digest_of_parts(parts: Sequence[object]) -> bytes:
    """The digest of an article of which `parts` are known, those of `ARTICLE_PARTS`."""
    plain = json.dumps([str(part) for part in parts], ensure_ascii=False)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).digest()


_ENCODER = json.JSONEncoder(separators=(",", ":"))


def _column(value: object) -> object:
    """What stands for a column: bytes, which JSON does not hold, as a list, which nothing else is."""
    return [value.hex()] if isinstance(value, bytes) else value
