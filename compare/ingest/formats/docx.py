"""Documents of Word, by python-docx."""

from __future__ import annotations

import io
from collections.abc import Iterator

from compare.ingest.archives import checked_zip
from compare.ingest.decode import clean
from compare.ingest.fields import Metadata
from compare.ingest.formats.guard import parsing
from compare.ingest.items import Blob, Item, Listeners, ReadOptions


def read(blob: Blob, options: ReadOptions, listeners: Listeners) -> Iterator[Item]:
    """Yield the article of a document: its paragraphs and the cells of its tables, in their order."""
    data = blob.data(options.max_bytes)
    checked_zip(io.BytesIO(data)).close()
    with parsing("Word document"):
        import docx
        from docx.text.paragraph import Paragraph

        document = docx.Document(io.BytesIO(data))
        lines, title = [], ""
        for block in document.iter_inner_content():
            if isinstance(block, Paragraph):
                lines.append(block.text)
                style = (block.style.name or "") if block.style is not None else ""
                title = title or (block.text.strip() if style in ("Title", "Heading 1") else "")
            else:
                lines += [" ".join(cell.text for cell in row.cells) for row in block.rows]
        title = title or (document.core_properties.title or "").strip()
    text = clean("\n".join(line for line in lines if line.strip()))
    if not text.strip():
        raise ValueError("has no text")
    yield Item(Metadata(title=" ".join(title.split())), text, str(blob.path))
