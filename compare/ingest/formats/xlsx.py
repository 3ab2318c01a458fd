"""Tables of Excel, by openpyxl: a sheet is a table with one article a row."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

from compare.ingest.archives import checked_zip
from compare.ingest.columns import find_columns
from compare.ingest.formats.guard import parsing
from compare.ingest.items import Blob, Item, Listeners, ReadOptions
from compare.ingest.rows import Cells, articles_of
from compare.models import Problem

_LARGEST = 500_000_000
"""Bytes of a workbook that are read: more than a spreadsheet can open."""

_HEADS = 20
"""Rows at the top of a sheet among which its header is looked for: notes may stand above it."""


def read(blob: Blob, options: ReadOptions, listeners: Listeners) -> Iterator[Item]:
    """Yield the articles of the rows of every sheet that has a column for the text."""
    data = blob.data(_LARGEST)
    checked_zip(io.BytesIO(data)).close()
    with parsing("Excel table"):
        import openpyxl

        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [(sheet.title, list(sheet.iter_rows(values_only=True))) for sheet in book.worksheets]
        book.close()
    several, found, without = len(sheets) > 1, False, list[str]()
    for title, rows in sheets:
        at = next((n for n, row in enumerate(rows[:_HEADS]) if _has_text(row, options)), None)
        if at is not None:
            found = True
            cells = list(_cells(rows, at, f"{blob.path} sheet {title}" if several else str(blob.path)))
            sheet = replace(blob, stem=f"{blob.stem}#{title}") if several else blob
            yield from articles_of(cells, sheet, options, listeners)
        elif any(cell is not None for row in rows for cell in row):
            without.append(f"{blob.path} sheet {title}")
    if not found:
        names = [str(cell) for _, rows in sheets for cell in (rows[0] if rows else ()) if cell is not None]
        has = ", ".join(names)[:200] or "nothing"
        raise ValueError(f"has no sheet with a column for the text: it has {has}; say --map text=COLUMN")
    for where in without:
        listeners.problem(Problem(where, "has no column for the text; the sheet is left out"))


def _has_text(row: tuple[object, ...], options: ReadOptions) -> bool:
    choice = find_columns(row, options.columns)
    others = [field for field in choice.fields if field != "text"]
    return "text" in choice.fields or bool(choice.summaries and others)


def _cells(rows: list[tuple[object, ...]], at: int, where: str) -> Iterator[Cells]:
    header = ["" if cell is None else str(cell).strip() for cell in rows[at]]
    for number, row in enumerate(rows[at + 1 :], at + 2):
        if any(cell is not None for cell in row):
            values = {name: cell for name, cell in zip(header, row, strict=False) if name}
            yield Cells(number, f"{where} row {number}", values)
