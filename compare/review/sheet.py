"""A reviewer's table as a spreadsheet saved it: rows, whatever its separator, encoding and column order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from compare.errors import InputError
from compare.models import Problem
from compare.review.workbook import read_workbook
from compare.text_safety import plain_cell

__all__ = ["Row", "Sheet", "read_sheet"]

NEEDED = ("fact_id", "reviewer_verdict")
KNOWN = (*NEEDED, "reviewer_note", "reviewer_base", "article_id", "start", "end")
WORKBOOK = b"PK\x03\x04"
_BINARY = {b"\xd0\xcf\x11\xe0": "an old workbook (.xls)"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row, by column; ``number`` is as a spreadsheet counts."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a table, and a line for each thing in it that could not be read."""

    columns: Sequence[str]
    rows: Sequence[Row]
    problems: Sequence[str] = ()
    remarks: Sequence[str] = ()


def read_sheet(path: Path, most: int) -> Sheet:
    """The table in `path`, a workbook (.xlsx) or text, of at most `most` bytes.

    The separator may be a comma, semicolon, tab or bar, the encoding UTF-8, UTF-16 or Windows-1252, with
    or without a byte order mark. Columns may come in any order, with others between them. Raises
    `InputError` where the file cannot be read as such a table.
    """
    from compare.ingest.cells import read_rows
    from compare.ingest.decode import NotTextError, decode

    data = _bytes(path, most)
    problems: list[Problem] = []
    remark = ""
    try:
        if data.startswith(WORKBOOK):
            rows = read_workbook(data, str(path))
        else:
            text, remark = decode(data)
            rows = list(read_rows(path, text.encode("utf-8", "replace"), problems.append))
    except NotTextError as error:
        raise InputError(f"{str(path)!r} is no table: {error}; save the sheet as CSV") from None
    header = [_column(name) for name in rows[0][1]] if rows else []
    for name in NEEDED:
        if name not in header:
            shown = ", ".join(rows[0][1])[:200] if rows else "nothing"
            raise InputError(
                f"{str(path)!r} has no column {name!r}: it has {shown}; write the table with "
                "'crossclaim review export' and keep its first line"
            )
    twice = [name for name in KNOWN if header.count(name) > 1]
    if twice:
        raise InputError(f"{str(path)!r} has the column {twice[0]!r} twice; keep one of them")
    found, wrong = _rows(header, rows[1:])
    return Sheet(
        tuple(name for name in KNOWN if name in header),
        tuple(found),
        (*wrong, *map(_in_file, problems)),
        (remark,) if remark else (),
    )


def _bytes(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise InputError(f"cannot read {str(path)!r}: {error.strerror or error}; name a CSV file") from None
    if len(data) > most:
        raise InputError(f"{str(path)!r} is larger than {most} bytes; allowed: the setting ingest.max_bytes")
    for start, what in _BINARY.items():
        if data.startswith(start):
            raise InputError(f"{str(path)!r} is {what}; save the sheet as CSV and import that")
    return data


def _column(name: str) -> str:
    """The name of a column as ours, whatever its case and spaces: "Fact ID" is fact_id."""
    plain = "_".join(plain_cell(name).casefold().replace("-", " ").replace("_", " ").split())
    return plain if plain in KNOWN else name


def _rows(header: Sequence[str], rows: Sequence[tuple[int, list[str]]]) -> tuple[list[Row], list[str]]:
    found, wrong = [], []
    for number, cells in rows:
        if any(cell.strip() for cell in cells[len(header) :]):
            wrong.append(f"row {number}: {len(cells)} cells under {len(header)} columns")
            continue
        by_name = {
            name: plain_cell(cell.strip()) for name, cell in zip(header, cells, strict=False) if name in KNOWN
        }
        found.append(Row(number, by_name))
    return found, wrong


def _in_file(problem: Problem) -> str:
    """A problem without the file's name before its row."""
    row = problem.where.rpartition(" row ")[2]
    where = f"row {row}" if row.isdigit() else "the table"
    return f"{where}: {problem.what.removesuffix('; left out').removesuffix('; the rest is left out')}"
