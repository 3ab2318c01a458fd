"""The cells of a CSV file: its separator, its quotation marks, its rows with their numbers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from compare.ingest.columns import columns
from compare.ingest.decode import decode
from compare.ingest.fields import OnProblem
from compare.models import Problem

__all__ = ["padded", "read_rows"]

_SEPARATOR = re.compile("sep=(.)")
"""What spreadsheets write above a table."""


def read_rows(path: Path, data: bytes, on_problem: OnProblem) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV file that are not blank, with their number; the first is the header."""
    text, remark = decode(data)
    if remark:
        on_problem(Problem(str(path), remark))
    lines = _Lines(text)
    old = csv.field_size_limit(max(len(text) + 1, 131_072))
    try:
        reader = csv.reader(lines, delimiter=_delimiter(text), skipinitialspace=False)
        header = True
        for number, cells in enumerate(reader, 1):
            if lines.finished and lines.quotes % 2 and len(cells) > 0:
                on_problem(Problem(f"{path} row {number}", "a quotation mark is never closed; left out"))
                return
            lines.quotes = 0
            if number == 1 and cells[:1] == ["sep="]:
                continue  # how a spreadsheet tells its separator
            if any(cell.strip() for cell in cells):
                yield number, [cell.strip() for cell in cells] if header else cells
                header = False
    except csv.Error as error:
        on_problem(Problem(str(path), f"is no readable CSV ({error}); the rest is left out"))
    finally:
        csv.field_size_limit(old)


class _Lines:
    """The lines of a text for a CSV reader, counting quotation marks since the last row."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.quotes = 0
        self.finished = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._lines.readline()
        if not line:
            self.finished = True
            raise StopIteration
        self.quotes += line.count('"')
        return line


def _delimiter(text: str) -> str:
    """The separator that makes the header hold the most known names, else the most frequent one."""
    head = text.lstrip("\r\n")[:10_000].splitlines()
    if head and (stated := _SEPARATOR.fullmatch(head[0])):
        return stated[1]
    line = head[0] if head else ""

    def rank(mark: str) -> tuple[int, int]:
        names = next(iter(csv.reader([line], delimiter=mark)), [])
        return len(columns(names)), line.count(mark)

    return max((",", ";", "\t", "|"), key=rank)


def padded(cells: list[str], size: int) -> list[str]:
    """`cells` with empty ones behind, up to `size`."""
    return cells + [""] * (size - len(cells))
