"""JSON lines, with one article a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from compare.ingest.decode import decode
from compare.ingest.items import Blob, Item, Listeners, ReadOptions
from compare.ingest.rows import Cells, articles_of
from compare.models import Problem

HOPELESS = 20
"""So many bad lines before the first good one, and the rest of a file is left out."""


def read(blob: Blob, options: ReadOptions, listeners: Listeners) -> Iterator[Item]:
    """Yield the articles of the lines that are objects with a text."""
    yield from articles_of(_objects(blob, options.max_bytes, listeners), blob, options, listeners)


def _objects(blob: Blob, limit: int, listeners: Listeners) -> Iterator[Cells]:
    good = bad = 0
    for number, line in _lines(blob, limit, listeners):
        where = f"{blob.path} line {number}"
        if not good and bad == HOPELESS:
            what = f"none of {bad} lines is a JSON object; write one article a line; the rest is left out"
            listeners.problem(Problem(str(blob.path), what))
            return
        bad += 1
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            reason = "is nested too deeply" if isinstance(error, RecursionError) else f"is no JSON ({error})"
            listeners.problem(Problem(where, f"{reason}; left out"))
            continue
        if not isinstance(row, dict):
            listeners.problem(Problem(where, f"is a JSON {json_name(row)}, not an object; left out"))
            continue
        good += 1
        yield Cells(number, where, row)


def _lines(blob: Blob, limit: int, listeners: Listeners) -> Iterator[tuple[int, str]]:
    with blob.open() as file:
        first = file.readline(limit + 1)
        if first[:2] in (b"\xff\xfe", b"\xfe\xff"):
            text, _ = decode(first + file.read())
            yield from ((n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip())
            return
        number, line = 0, first
        while line:
            number += 1
            where = f"{blob.path} line {number}"
            if len(line) > limit:
                while line and not line.endswith(b"\n"):
                    line = file.readline(limit + 1)
                listeners.problem(Problem(where, f"is longer than {limit} bytes; left out"))
            elif line.strip():
                try:
                    text, remark = decode(line)
                except ValueError as error:
                    listeners.problem(Problem(where, f"{error}; left out"))
                else:
                    if remark:
                        listeners.problem(Problem(where, remark))
                    yield number, text
            line = file.readline(limit + 1)


def json_name(value: object) -> str:
    """What JSON calls a value."""
    names = {list: "array", str: "string", bool: "boolean", type(None): "null", dict: "object"}
    return names.get(type(value), "number")
