"""An article as a row and back, and what it is known again by."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from compare.models import Article, Extent
from compare.store.checksums import ARTICLE_PARTS, checksum, digest_of_parts
from compare.store.records import pack, unpack

__all__ = ["COLUMNS", "METADATA", "article_of", "digest_of", "metadata_checksum", "raw_checksum", "row_of"]

METADATA = ("id", "source", "title", "published", "url", "language", "extent", "house", "pages", "path")
"""The columns of what is known of an article beside its text."""
COLUMNS = (*METADATA, "text")
"""The columns that an article is made of."""


def row_of(article: Article) -> dict[str, str | bytes | None]:
    """The columns of `article`."""
    return {
        "id": pack(article.id),
        "source": pack(article.source),
        "title": pack(article.title),
        "published": article.published.isoformat() if article.published else None,
        "url": pack(article.url),
        "language": pack(article.language),
        "extent": article.extent.value,
        "house": pack(article.house),
        "pages": json.dumps(article.pages),
        "text": pack(article.text),
        "path": pack(article.path),
    }


def article_of(row: Mapping[str, Any]) -> Article:
    """The article of its columns, as text or as bytes of it; those that are missing have their defaults.

    Raises ValueError, TypeError or AttributeError where they are none.
    """
    texts = {name: None if value is None else unpack(value) for name, value in row.items()}
    day, pages, extent = texts.pop("published", None), texts.pop("pages", None), texts.pop("extent", None)
    return Article(
        **{"text": "", **texts},  # type: ignore[arg-type]
        published=date.fromisoformat(day) if day else None,
        extent=Extent(extent or Extent.WHOLE),
        pages=tuple(json.loads(pages or "[]")),
    )


def digest_of(article: Article, parts: Sequence[str] = ARTICLE_PARTS) -> bytes:
    """A hash of all that is known of an article but the place of its file; of these `parts` of it."""
    return digest_of_parts([getattr(article, name) for name in parts])


def metadata_checksum(article: Article) -> bytes:
    """The checksum of what is known of an article beside its text."""
    return raw_checksum([row_of(article)[name] for name in METADATA])


def raw_checksum(row: Sequence[str | bytes | None]) -> bytes:
    """The same of the columns of `METADATA`, as text or bytes; of none where they are no text."""
    try:
        return checksum([[None if part is None else unpack(part) for part in row]])
    except UnicodeDecodeError:
        return b""
