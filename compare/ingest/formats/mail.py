"""Mail and pages that browsers save as mail: `.eml`, `.mbox` and `.mhtml`, by the standard library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from compare.ingest.dates import parse_date
from compare.ingest.decode import clean, decode, universal
from compare.ingest.fields import Metadata
from compare.ingest.formats.guard import parsing
from compare.ingest.formats.page import read_page
from compare.ingest.items import MAX_TABLE_BYTES, Blob, Item, Listeners, ReadOptions
from compare.ingest.markup import plain
from compare.ingest.rows import with_id
from compare.models import Problem

_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_BEGIN = re.compile(rb"^From [^\n]*\n", re.M)


def read_mail(blob: Blob, options: ReadOptions, listeners: Listeners) -> Iterator[Item]:
    """Yield the text of a mail: who sent it is its source, its subject the title."""
    item = _mail(blob.data(options.max_bytes), str(blob.path))
    if item is None:
        raise ValueError("has no text")
    yield item


def read_mailbox(blob: Blob, options: ReadOptions, listeners: Listeners) -> Iterator[Item]:
    """Yield the mails of a mailbox that have a text."""
    data = blob.data(MAX_TABLE_BYTES).replace(b"\r\n", b"\n").lstrip()
    marks = [match for match in _BEGIN.finditer(data) if _opens(data, match.start())]
    if not data.startswith(b"From ") or not marks:
        raise ValueError("is no readable mailbox (it does not begin with a line From)")
    ends = [mark.start() for mark in marks[1:]] + [len(data)]
    for number, (start, end) in enumerate(zip((mark.end() for mark in marks), ends, strict=True), 1):
        where = f"{blob.path} entry {number}"
        try:
            item = _mail(data[start:end], where)
        except ValueError as error:
            listeners.problem(Problem(where, f"{error}; left out"))
            continue
        if item is None:
            listeners.problem(Problem(where, "has no text; left out"))
        else:
            yield Item(with_id(item.known, f"{blob.stem}#{number}"), item.text, where)


def _opens(data: bytes, at: int) -> bool:
    """Whether a mail can begin at a line From: it is the first one, or an empty line is above."""
    return at == 0 or data[at - 2 : at] == b"\n\n"


def read_saved_page(blob: Blob, options: ReadOptions, listeners: Listeners) -> Iterator[Item]:
    """Yield the article of a page that a browser has saved in one file."""
    with parsing("saved page"):
        message = message_from_bytes(blob.data(options.max_bytes), policy=policy.default)
        part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        if part is None:
            raise ValueError("it holds no page")
        stated = message.get("Snapshot-Content-Location") or part.get("Content-Location") or ""
        url = str(stated).strip() if _ADDRESS.fullmatch(str(stated).strip()) else ""
        data, charset = part.get_payload(decode=True), part.get_content_charset() or ""
    known, text, remark = read_page(data if isinstance(data, bytes) else b"", url, charset)
    if remark:
        listeners.problem(Problem(str(blob.path), remark))
    if not text.strip():
        raise ValueError("no main text was found in the page")
    yield Item(known, text, str(blob.path), names_itself=True)


def _mail(data: bytes, where: str) -> Item | None:
    """The text of a mail, the plain one where it has both; None without one."""
    with parsing("mail"):
        message = message_from_bytes(data, policy=policy.default)
        if not message.keys():
            raise ValueError("it has no headers")
        part = message.get_body(("plain", "html"))
        text = _text_of(part) if isinstance(part, EmailMessage) else ""
        name, address = parseaddr(str(message.get("From", "")))
        title = " ".join(str(message.get("Subject", "")).split())
        found = _ADDRESS.search(str(message.get("Archived-At", "")))
        published = parse_date(str(message.get("Date", "")))
    if not text.strip():
        return None
    known = Metadata(
        source=clean(name) or address.rpartition("@")[2],
        title=clean(title),
        published=published,
        url=found[0] if found else "",
    )
    return Item(known, text, where)


def _text_of(part: EmailMessage) -> str:
    data = part.get_payload(decode=True)
    text, _ = decode(data if isinstance(data, bytes) else b"", part.get_content_charset() or "")
    text = clean(universal(text))
    return plain(text) if part.get_content_type() == "text/html" else text.strip()
