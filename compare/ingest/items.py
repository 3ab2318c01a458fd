"""What a reader of a format is given, and what it gives: files as bytes, articles as items."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from compare.ingest.fields import Metadata, OnProblem
from compare.models import DateOrder, Extent

MAX_BYTES = 20_000_000
"""Largest text or page, and largest row of a `.jsonl` table, that is read."""

MAX_TABLE_BYTES = 2_000_000_000
"""Largest table or document that is held in memory while it is read."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are read. `columns` maps fields of an article to the columns that the user names."""

    max_bytes: int = MAX_BYTES
    columns: Mapping[str, str] = field(default_factory=dict)
    dates: DateOrder = DateOrder.OPEN
    sources: Path | None = None
    """A list of outlets beside those in the folders."""


@dataclass(frozen=True, slots=True)
class Blob:
    """The bytes of one file, wherever they lie: in a folder, in an archive, compressed.

    `path` is how the file is named in messages and in `Article.path`; `suffix` that of what is inside.
    """

    path: Path
    suffix: str
    stem: str
    opener: Callable[[], IO[bytes]]
    size: int | None = None

    def open(self) -> IO[bytes]:
        """The bytes as a stream. Raises `OSError`, and `ValueError` while a bomb is read."""
        return self.opener()

    def data(self, limit: int) -> bytes:
        """All bytes. Raises `OSError`, and `ValueError` where there are none or more than `limit`."""
        if self.size is not None and self.size > limit:
            raise ValueError(f"has {self.size} bytes, more than {limit}")
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise ValueError(f"has more than {limit} bytes")
        if not data or data.isspace():
            raise ValueError("is empty")
        return data


@dataclass(frozen=True, slots=True)
class Item:
    """An article as a reader gives it: what the file says about it, its text, and where it stands."""

    known: Metadata
    text: str
    where: str
    extent: Extent = Extent.WHOLE
    pages: tuple[int, ...] = ()
    names_itself: bool = False
    """Whether the source is what the page calls its site."""


@dataclass(frozen=True, slots=True)
class Listeners:
    """Whom a reader tells: of what cannot be used, and of what a table was found to hold."""

    problem: OnProblem
    remark: Callable[[str], None]


Reader = Callable[[Blob, ReadOptions, Listeners], Iterator[Item]]
"""Bytes to articles. Raises `OSError` and `ValueError` where nothing can be read of the file."""
