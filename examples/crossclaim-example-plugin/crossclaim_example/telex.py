"""Reads messages as teleprinters sent them: each between ZCZC and NNNN, with a few fields at its head.

ZCZC TTM041
FROM: Tarn Times
DATE: 2024-03-12
HEAD: Blast at market in Tarn

A bomb killed 41 people at the market of Tarn on Monday, the governor said.
NNNN
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from compare.plugins import Blob, Format, Item, Listeners, Metadata, Problem, ReadOptions

_MESSAGE = re.compile(r"^ZCZC (\S+)\n((?:[A-Z]+: [^\n]*\n)*)\n(.*?)\n?^NNNN$", re.M | re.S)
"""The number of a message, its fields, its text."""


def read(blob: Blob, options: ReadOptions, listeners: Listeners) -> Iterator[Item]:
    """An item for each message. A `ValueError` leaves the file out; what is told to the listener, a part."""
    content = blob.data(options.max_bytes).decode("utf-8").replace("\r\n", "\n")
    found = list(_MESSAGE.finditer(content))
    if not found:
        raise ValueError("holds no message between ZCZC and NNNN")
    if content.count("ZCZC") > len(found):
        listeners.problem(Problem(str(blob.path), "a message without its end NNNN; left out"))
    for message in found:
        number, head, text = message.groups()
        where = f"{blob.path} message {number}"
        fields = dict(line.split(": ", 1) for line in head.splitlines())
        known = Metadata(
            id=number,
            source=fields.get("FROM", ""),
            title=fields.get("HEAD", ""),
            published=_day(fields.get("DATE", ""), where, listeners),
        )
        yield Item(known, text, where)


def _day(stated: str, where: str, listeners: Listeners) -> date | None:
    """The day of publication; what is no day is told, and unknown."""
    try:
        return date.fromisoformat(stated) if stated else None
    except ValueError:
        listeners.problem(Problem(where, f'DATE "{stated[:40]}" is no day; read without a date'))
        return None


TELEX = Format("telex", (".telex",), read, rows=True)
"""Of a format with `rows` a file holds many articles, each with what is known of it."""
