"""Feeds: RSS and Atom, by feedparser."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

from compare.ingest.dates import parse_date
from compare.ingest.decode import clean
from compare.ingest.fields import Metadata
from compare.ingest.formats.guard import parsing
from compare.ingest.items import Blob, Item, Listeners, ReadOptions
from compare.ingest.markup import plain
from compare.ingest.rows import with_id
from compare.models import Extent, Problem

ROOTS = frozenset({"rss", "feed", "RDF"})
"""Names of the root of a feed."""


def read(blob: Blob, options: ReadOptions, listeners: Listeners) -> Iterator[Item]:
    """Yield the entries of a feed; one with a description only is marked as a summary."""
    data = blob.data(options.max_bytes)
    with parsing("feed"):
        import feedparser

        found = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
        if not found.version:
            raise ValueError(str(found.get("bozo_exception", "it is of no known kind")))
        outlet = _line(found.feed.get("title"))
        entries = [_entry(entry, outlet) for entry in found.entries]
    if not entries:
        raise ValueError("holds no entry")
    for number, (known, text, extent) in enumerate(entries, 1):
        where = f"{blob.path} entry {number}"
        if text:
            yield Item(with_id(known, f"{blob.stem}#{number}"), text, where, extent)
        else:
            listeners.problem(Problem(where, "has no text; left out"))


def _entry(entry: Any, outlet: str) -> tuple[Metadata, str, Extent]:
    contents = [plain(clean(str(content.get("value") or ""))).strip() for content in entry.get("content", [])]
    text = max(contents, key=len, default="")
    extent = Extent.WHOLE if text else Extent.SUMMARY
    text = text or plain(clean(str(entry.get("summary") or ""))).strip()
    source = entry.get("source") or {}
    known = Metadata(
        source=_line(source.get("title")) or outlet,
        title=_line(plain(str(entry.get("title") or ""))),
        published=_day(entry),
        url=_line(entry.get("link")),
    )
    return known, text, extent


def _day(entry: Any) -> date | None:
    """The day that an entry states; as it is written where that can be read, else in UTC."""
    for name in ("published", "updated"):
        if (day := parse_date(_line(entry.get(name)))) is not None:
            return day
        moment = entry.get(f"{name}_parsed")
        if moment is not None:
            return date(*moment[:3])
    return None


def _line(value: object) -> str:
    return " ".join(clean(str(value)).split()) if value else ""
