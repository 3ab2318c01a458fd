"""Parquet, by pyarrow: a table with one article a row."""

from __future__ import annotations

import io
from collections.abc import Iterator

from compare.ingest.columns import accepted, find_columns
from compare.ingest.formats.guard import parsing
from compare.ingest.items import MAX_TABLE_BYTES, Blob, Item, Listeners, ReadOptions
from compare.ingest.rows import Cells, articles_of


def read(blob: Blob, options: ReadOptions, listeners: Listeners) -> Iterator[Item]:
    """Yield the articles of the rows; only the columns of articles are unpacked."""
    data = blob.data(MAX_TABLE_BYTES)
    with parsing("Parquet table"):
        import pyarrow.parquet as pq

        file = pq.ParquetFile(io.BytesIO(data))
        groups = (file.metadata.row_group(n) for n in range(file.metadata.num_row_groups))
        if sum(group.total_byte_size for group in groups) > MAX_TABLE_BYTES:
            raise ValueError(f"it unpacks to more than {MAX_TABLE_BYTES} bytes")
        names = [str(name) for name in file.schema_arrow.names]
        choice = find_columns(names, options.columns)
        wanted = [n for found in choice.fields.values() for n in found] + list(choice.summaries)
        rows = file.read(columns=_kept(names, wanted)).to_pylist()
    if not rows or not any(name in names for name in wanted):
        raise ValueError(
            f"has no column for the text: it has {', '.join(names)[:200]}; name one of {accepted('text')}"
        )
    cells = [Cells(number, f"{blob.path} row {number}", row) for number, row in enumerate(rows, 1)]
    yield from articles_of(cells, blob, options, listeners)


def _kept(names: list[str], wanted: list[str]) -> list[str]:
    """The columns to unpack: those of articles, and small ones such as objects, in which these may be."""
    return [name for name in names if name in wanted] or names
