"""EPUB, by lxml: a chapter is an article. The library for it has a licence that ours cannot take in."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from compare.ingest.archives import checked_zip
from compare.ingest.dates import parse_date
from compare.ingest.decode import clean
from compare.ingest.fields import Metadata
from compare.ingest.formats.guard import parsing
from compare.ingest.formats.xml_tree import local, parsed, words
from compare.ingest.items import Blob, Item, Listeners, ReadOptions
from compare.ingest.markup import text_of

_LEAST = 200
"""Characters of a chapter from which on it is an article, and no cover, list of contents or imprint."""


def read(blob: Blob, options: ReadOptions, listeners: Listeners) -> Iterator[Item]:
    """Yield the chapters that have as much text as an article; of a book of short ones, all."""
    with checked_zip(io.BytesIO(blob.data(options.max_bytes))) as archive, parsing("EPUB"):
        path = _package(archive)
        package = parsed(archive.read(path))
        known, files = _metadata(package), _chapters(package, posixpath.dirname(path))
        chapters = [found for name in files if (found := _chapter(archive, name)) is not None]
    long = [chapter for chapter in chapters if len(chapter[2]) >= _LEAST]
    if not (long or chapters):
        raise ValueError("has no text")
    for name, title, text in long or chapters:
        own = Metadata(id=f"{blob.stem}#{posixpath.basename(name)}", title=title)
        yield Item(own.then(known), text, f"{blob.path} {name}")


def _package(archive: ZipFile) -> str:
    root = parsed(archive.read("META-INF/container.xml"))
    return next(str(e.get("full-path")) for e in root.iter() if local(e) == "rootfile")


def _metadata(package: Any) -> Metadata:
    """What the book says of itself: who publishes it, when, in which language."""
    stated: dict[str, str] = {}
    for element in package.iter():
        if "purl.org/dc" in str(element.tag):
            stated.setdefault(local(element), words(element))
    return Metadata(
        source=stated.get("publisher", "") or stated.get("creator", ""),
        title=stated.get("title", ""),
        published=parse_date(stated.get("date", "")),
    )


def _chapters(package: Any, folder: str) -> list[str]:
    """The files of the chapters, in the order of reading."""
    files = {e.get("id"): e.get("href", "") for e in package.iter() if local(e) == "item"}
    order = [files.get(e.get("idref"), "") for e in package.iter() if local(e) == "itemref"]
    return [posixpath.normpath(posixpath.join(folder, unquote(name))) for name in order if name]


def _chapter(archive: ZipFile, name: str) -> tuple[str, str, str] | None:
    import lxml.html

    if name not in archive.namelist():
        return None
    tree = lxml.html.fromstring(archive.read(name))
    body = next((e for e in tree.iter() if local(e) == "body"), tree)
    heading = next((words(e) for e in body.iter() if local(e) in ("h1", "h2") and words(e)), "")
    title = heading or next((words(e) for e in tree.iter() if local(e) == "title"), "")
    text = clean(text_of(body))
    return (name, title, text) if text else None
