"""Parquet, by pyarrow: a table with one article a row."""

from __future__ import annotations

import io
from collections.abc import Iterator

from compare.ingest.columns import accepted, find_columns, overlooked
from compare.ingest.formats.guard import parsing
from compare.ingest.items import MAX_TABLE_BYTES, Blob, Item, Listeners, ReadOptions
from compare.ingest.rows import Cells, articles_of


def read(blob: Blob, options: ReadOptions, listeners: Listeners) -> Iterator[Item]:
    """Yield the articles of the rows.

    Unpacked are the columns of articles, objects, in which these may be, and what looks like one of ours.
    """
    data = blob.data(MAX_TABLE_BYTES)
    with parsing("Parquet table"):
        import pyarrow as pa
        import pyarrow.parquet as pq

        file = pq.ParquetFile(io.BytesIO(data))
        groups = (file.metadata.row_group(n) for n in range(file.metadata.num_row_groups))
        if sum(group.total_byte_size for group in groups) > MAX_TABLE_BYTES:
            raise ValueError(f"it unpacks to more than {MAX_TABLE_BYTES} bytes")
        names = [str(name) for name in file.schema_arrow.names]
        choice = find_columns(names, options.columns)
        wanted = [n for found in choice.fields.values() for n in found] + list(choice.summaries)
        objects = [field.name for field in file.schema_arrow if pa.types.is_struct(field.type)]
        alike = [name for name, _, _ in overlooked(names, choice.fields)]
        kept = {*wanted, *objects, *alike}
        rows = file.read(columns=[name for name in names if name in kept]).to_pylist()
    if not (choice.fields.get("text") or choice.summaries or objects):
        raise ValueError(
            f"has no column for the text: it has {', '.join(names)[:200]}; name one of {accepted('text')}"
        )
    if not rows:
        raise ValueError("is a table without rows")
    cells = [Cells(number, f"{blob.path} row {number}", row) for number, row in enumerate(rows, 1)]
    yield from articles_of(cells, blob, options, listeners)
