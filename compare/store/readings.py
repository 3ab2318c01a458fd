"""What was read in the articles: sentences, values and claims, so that one more article is read alone."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager

from compare.extraction.reading import Reading
from compare.models import Article
from compare.store.article_rows import digest_of
from compare.store.columns import as_columns, from_columns
from compare.store.records import pack

__all__ = ["StoredReadings", "opened"]

_AT_ONCE = 64
"""Readings that are written together: a run that is killed loses fewer than these."""
_LEVEL = 6
"""Of compression."""


class StoredReadings:
    """Keeps readings in the store, for the articles that it holds as they are.

    A reading is only good for the program that made it, `code`. `transaction` opens a transaction for
    writing; `flush` writes what is still waiting.
    """

    def __init__(
        self,
        database: sqlite3.Connection,
        transaction: Callable[[], AbstractContextManager[None]],
        code: str,
    ) -> None:
        self._database = database
        self._transaction = transaction
        self._code = code
        self._waiting: list[Reading] = []

    def get(self, article: Article) -> Reading | None:
        """What was read in `article` as it is now; None where that is not kept, or damaged."""
        row = self._database.execute(
            "SELECT record FROM readings WHERE article = ? AND digest = ? AND code = ?",
            (pack(article.id), digest_of(article), self._code),
        ).fetchone()
        if row is None:
            return None
        try:
            plain = opened(row[0], _encoded(article.text)).decode("utf-8", "surrogatepass")
            return from_columns(Reading, plain, article=article)
        except (zlib.error, ValueError, TypeError, LookupError, AttributeError):
            return None

    def put(self, reading: Reading) -> None:
        """Keep `reading`, soon."""
        self._waiting.append(reading)
        if len(self._waiting) >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting."""
        if not self._waiting:
            return
        rows = [self._row(reading) for reading in self._waiting]
        with self._transaction():
            # An article that was removed meanwhile keeps nothing.
            self._database.executemany(
                "INSERT OR REPLACE INTO readings SELECT ?1, ?2, ?3, ?4 "
                "WHERE EXISTS (SELECT 1 FROM articles WHERE id = ?1)",
                rows,
            )
        self._waiting.clear()

    def _row(self, reading: Reading) -> tuple[str | bytes, bytes, str, bytes]:
        article = reading.article
        # The text is with the article.
        record = as_columns(reading, without="article")
        return pack(article.id), digest_of(article), self._code, packed(record, article.text)


def packed(record: str, text: str) -> bytes:
    """A record, compressed with the `text` of the article, of which it holds many parts."""
    squeeze = zlib.compressobj(_LEVEL, zdict=_encoded(text))
    return squeeze.compress(_encoded(record)) + squeeze.flush()


def opened(stored: bytes, text: bytes) -> bytes:
    """What was `packed` with a `text` in UTF-8. Raises `zlib.error` where it was not, or is damaged."""
    opener = zlib.decompressobj(zdict=text)
    plain = opener.decompress(stored)
    if not opener.eof:
        raise zlib.error("it has no end")
    return plain


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
