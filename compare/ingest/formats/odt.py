"""Documents of LibreOffice, by lxml: no kept library reads them without a compiler or a foreign licence."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from compare.ingest.archives import checked_zip
from compare.ingest.decode import clean
from compare.ingest.fields import Metadata
from compare.ingest.formats.guard import parsing
from compare.ingest.formats.xml_tree import local, parsed
from compare.ingest.items import Blob, Item, Listeners, ReadOptions

_SILENT = frozenset({"note", "annotation", "tracked-changes", "change"})
"""Elements whose text is none of the article's."""


def read(blob: Blob, options: ReadOptions, listeners: Listeners) -> Iterator[Item]:
    """Yield the article of a document: its headings and paragraphs, in their order."""
    with checked_zip(io.BytesIO(blob.data(options.max_bytes))) as archive, parsing("OpenDocument text"):
        tree = parsed(archive.read("content.xml"))
        lines, title = [], ""
        for element in tree.iter():
            if local(element) in ("h", "p") and not any(local(a) in _SILENT for a in element.iterancestors()):
                line = " ".join(_words(element).split())
                lines.append(line)
                title = title or (line if local(element) == "h" else "")
        meta = parsed(archive.read("meta.xml")) if "meta.xml" in archive.namelist() else None
    stated = [e.text or "" for e in meta.iter() if local(e) == "title"] if meta is not None else []
    text = clean("\n".join(line for line in lines if line))
    if not text.strip():
        raise ValueError("has no text")
    yield Item(Metadata(title=title or " ".join("".join(stated[:1]).split())), text, str(blob.path))


def _words(element: Any) -> str:
    """The text of a paragraph, with the blanks that it writes as elements."""
    parts = [element.text or ""]
    for child in element:
        name = local(child)
        if name in ("s", "tab", "line-break"):
            parts.append(" ")
        elif name not in _SILENT:
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)
