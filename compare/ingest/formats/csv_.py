"""Tables as CSV or TSV, with one article a row."""

from __future__ import annotations

from collections.abc import Iterator

from compare.ingest.cells import padded, read_rows
from compare.ingest.columns import accepted, find_columns
from compare.ingest.formats.addresses import is_address_list, refused
from compare.ingest.items import MAX_TABLE_BYTES, Blob, Item, Listeners, ReadOptions
from compare.ingest.rows import Cells, articles_of
from compare.models import Problem


def read(blob: Blob, options: ReadOptions, listeners: Listeners) -> Iterator[Item]:
    """Yield the articles of the rows with a text. Rows are numbered as a spreadsheet does."""
    rows = read_rows(blob.path, blob.data(MAX_TABLE_BYTES), listeners.problem)
    header = next(rows, (0, []))[1]
    choice = find_columns(header, options.columns)
    if "text" not in choice.fields and not choice.summaries:
        if is_address_list(header) or set(choice.fields) == {"url"}:
            raise ValueError(refused())
        shown = ", ".join(header)[:200] or "none"
        raise ValueError(
            f"has no column for the text: it has {shown}; name one of {accepted('text')}, or say which it is "
            "with --map text=COLUMN"
        )
    yield from articles_of(_cells(blob, header, rows, listeners), blob, options, listeners)


def _cells(
    blob: Blob, header: list[str], rows: Iterator[tuple[int, list[str]]], listeners: Listeners
) -> Iterator[Cells]:
    for number, cells in rows:
        where = f"{blob.path} row {number}"
        if len(cells) > len(header):
            what = f"has {len(cells)} cells under {len(header)} columns; left out"
            listeners.problem(Problem(where, what))
            continue
        filled = padded(cells, len(header))
        yield Cells(number, where, dict(zip(reversed(header), reversed(filled), strict=True)))
