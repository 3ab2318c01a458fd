"""Rich text, by striprtf."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare.ingest.decode import clean, universal
from compare.ingest.fields import Metadata
from compare.ingest.formats.guard import parsing
from compare.ingest.items import Blob, Item, Listeners, ReadOptions

_TITLE = re.compile(r"\{\\info\b[^{}]*(?:\{[^{}]*\}[^{}]*)*?\{\\title ([^{}\\]{1,300})\}")


def read(blob: Blob, options: ReadOptions, listeners: Listeners) -> Iterator[Item]:
    """Yield the article of a document."""
    data = blob.data(options.max_bytes)
    if not data.lstrip().startswith(b"{\\rtf"):
        raise ValueError("is no readable rich text (it does not begin with {\\rtf)")
    source = data.decode("latin-1")
    with parsing("rich text"):
        from striprtf.striprtf import rtf_to_text

        text = str(rtf_to_text(source, errors="replace"))  # type: ignore[no-untyped-call]
    lines = (line.strip() for line in universal(clean(text)).split("\n"))
    text = "\n".join(line for line in lines if line)
    if not text:
        raise ValueError("has no text")
    title = _TITLE.search(source[:10_000])
    yield Item(Metadata(title=" ".join(title[1].split()) if title else ""), text, str(blob.path))
