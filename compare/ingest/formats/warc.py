"""Web archives, by warcio: HTML responses, of each address the newest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass
from io import StringIO
from typing import Any

from compare.ingest.formats.guard import parsing
from compare.ingest.formats.page import read_page
from compare.ingest.items import Blob, Item, Listeners, ReadOptions
from compare.ingest.rows import with_id
from compare.models import Problem

_KINDS = frozenset({"response", "resource"})
_PAGE = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
_FOUND = "200"
"""The status of an answer that holds the page."""


@dataclass(slots=True)
class _Page:
    """A page of an archive that is read: which record it is, and of which day."""

    record: int
    day: str


def read(blob: Blob, options: ReadOptions, listeners: Listeners) -> Iterator[Item]:
    """Yield the articles of the pages; the archive is gone through twice, so that no page is held in vain."""
    newest: dict[str, _Page] = {}
    damage: list[str] = []
    for number, record in _records(blob, damage):
        if _is_page(record):
            url, day = record.rec_headers.get_header("WARC-Target-URI") or "", _day(record)
            if url not in newest or newest[url].day <= day:
                newest[url] = _Page(number, day)
    if not newest:
        raise ValueError("holds no HTML page")
    wanted = {page.record: url for url, page in newest.items()}
    empty = large = 0
    for number, record in _records(blob, []):
        if number not in wanted:
            continue
        data = _content(record, options.max_bytes)
        if len(data) > options.max_bytes:
            large += 1
            continue
        charset = _CHARSET.search(_content_type(record))
        known, text, _ = read_page(data, wanted[number].strip("<>"), charset[1] if charset else "")
        if not text.strip():
            empty += 1
            continue
        where = f"{blob.path} {wanted[number]}"
        yield Item(with_id(known, f"{blob.stem}#{number}"), text, where, names_itself=True)
    if damage:
        what = "is damaged: what stands behind a broken record may be missing"
        listeners.problem(Problem(str(blob.path), what))
    for count, why in ((empty, "no main text"), (large, f"more than {options.max_bytes} bytes")):
        if count:
            what = f"{count} page{' has' if count == 1 else 's have'} {why}; left out"
            listeners.problem(Problem(str(blob.path), what))


def _records(blob: Blob, damage: list[str]) -> Iterator[tuple[int, Any]]:
    """The records with their numbers. warcio writes to stderr of what is broken; it goes to `damage`."""
    from warcio.archiveiterator import ArchiveIterator

    with blob.open() as stream:
        records = iter(ArchiveIterator(stream))
        number = 0
        while True:
            with parsing("web archive", "warcio"), redirect_stderr(StringIO()) as said:
                record = next(records, None)
            damage += filter(None, (said.getvalue(),))
            if record is None:
                return
            number += 1
            yield number, record


def _is_page(record: Any) -> bool:
    if record.rec_type not in _KINDS:
        return False
    status = record.http_headers.get_statuscode() if record.http_headers else _FOUND
    return status == _FOUND and _content_type(record).lower().startswith(_PAGE)


def _content_type(record: Any) -> str:
    headers = record.http_headers if record.http_headers else record.rec_headers
    return str(headers.get_header("Content-Type") or "").strip()


def _day(record: Any) -> str:
    return str(record.rec_headers.get_header("WARC-Date") or "")


def _content(record: Any, limit: int) -> bytes:
    """The page's bytes; more than `limit` of a page that is larger."""
    with parsing("web archive", "warcio"):
        found: bytes = record.content_stream().read(limit + 1)
    return found
