"""Tables with one article a row: `.jsonl` and `.csv`, and the `articles.csv` of a folder."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

from compare.ingest.decode import clean, decode
from compare.ingest.fields import NAMES, Metadata, OnProblem, columns, metadata, note_misspelled
from compare.models import Article, Problem

HOPELESS = 20
"""So many bad lines before the first good one, and the rest of a `.jsonl` file is left out."""

_SEPARATOR = re.compile("sep=(.)")
"""What spreadsheets write above a table."""
_MISSING = object()


def read_jsonl(path: Path, limit: int, on_problem: OnProblem) -> Iterator[tuple[Metadata, str, str]]:
    """Yield (metadata, text, where) of every line that is an object with a text."""
    good = bad = 0
    for number, line in _json_lines(path, limit, on_problem):
        where = f"{path} line {number}"
        if not good and bad == HOPELESS:
            what = f"none of {bad} lines is a JSON object; write one article a line; the rest is left out"
            on_problem(Problem(str(path), what))
            return
        bad += 1
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            reason = "is nested too deeply" if isinstance(error, RecursionError) else f"is no JSON ({error})"
            on_problem(Problem(where, f"{reason}; left out"))
            continue
        if not isinstance(row, dict):
            on_problem(Problem(where, f"is a JSON {_json_name(row)}, not an object; left out"))
            continue
        used = columns(row)
        text = row.get(used.get("text", ""), _MISSING)
        if not isinstance(text, str) or not text.strip():
            shown = ", ".join(map(str, row))[:200]
            what = "has no text" if "text" in used else f'has no field "text" (it has: {shown})'
            on_problem(Problem(where, f"{what}; left out"))
            continue
        good += 1
        known = metadata(row, where, on_problem)
        yield _with_id(known, f"{path.stem}#{number}"), clean(text), where


def _json_lines(path: Path, limit: int, on_problem: OnProblem) -> Iterator[tuple[int, str]]:
    with path.open("rb") as file:
        if file.read(2) in (b"\xff\xfe", b"\xfe\xff"):
            file.seek(0)
            text, _ = decode(file.read())
            yield from ((n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip())
            return
        file.seek(0)
        number = 0
        while line := file.readline(limit + 1):
            number += 1
            where = f"{path} line {number}"
            if len(line) > limit:
                while line and not line.endswith(b"\n"):
                    line = file.readline(limit + 1)
                on_problem(Problem(where, f"is longer than {limit} bytes; left out"))
                continue
            if not line.strip():
                continue
            try:
                text, remark = decode(line)
            except ValueError as error:
                on_problem(Problem(where, f"{error}; left out"))
                continue
            if remark:
                on_problem(Problem(where, remark))
            yield number, text


def read_csv(path: Path, data: bytes, on_problem: OnProblem) -> Iterator[tuple[Metadata, str, str]]:
    """Yield (metadata, text, where) of every row with a text. Rows are numbered as a spreadsheet does."""
    rows = read_rows(path, data, on_problem)
    header = next(rows, (0, []))[1]
    used = columns(header)
    if "text" not in used:
        shown = ", ".join(header)[:200] or "none"
        accepted = ", ".join(NAMES["text"])
        on_problem(Problem(str(path), f"has no column for the text: it has {shown}; name one of {accepted}"))
        return
    note_misspelled(header, str(path), on_problem)
    for number, cells in rows:
        where = f"{path} row {number}"
        if len(cells) > len(header):
            what = f"has {len(cells)} cells under {len(header)} columns; left out"
            on_problem(Problem(where, what))
            continue
        row: dict[str, object] = dict(
            zip(reversed(header), reversed(_padded(cells, len(header))), strict=True)
        )
        text = str(row[used["text"]])
        if not text.strip():
            on_problem(Problem(where, f'has no text in column "{used["text"]}"; left out'))
            continue
        yield _with_id(metadata(row, where, on_problem), f"{path.stem}#{number}"), clean(text), where


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


def _padded(cells: list[str], size: int) -> list[str]:
    return cells + [""] * (size - len(cells))


def _with_id(known: Metadata, otherwise: str) -> Metadata:
    """Give a row without an id one that adding rows does not change, where it has a URL."""
    if known.id:
        return known
    name = hashlib.sha256(known.url.encode()).hexdigest()[:12] if known.url else otherwise
    return known.then(Metadata(id=name))


def _json_name(value: object) -> str:
    names = {list: "array", str: "string", bool: "boolean", type(None): "null"}
    return names.get(type(value), "number")


def as_article(known: Metadata, text: str, path: str) -> Article:
    """Put an article together."""
    return Article(
        id=known.id,
        text=text,
        source=known.source,
        title=known.title,
        published=known.published,
        url=known.url,
        language=known.language,
        path=path,
    )
