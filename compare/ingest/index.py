"""The `articles.csv` of a folder: metadata of the files beside and below it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from compare.ingest.archives import Archives
from compare.ingest.cells import read_rows
from compare.ingest.columns import find_columns, folded
from compare.ingest.dates import settled_order
from compare.ingest.fields import Metadata, OnProblem, metadata, note_overlooked, scalar
from compare.ingest.files import INDEX
from compare.ingest.items import ReadOptions
from compare.models import DateOrder, Problem

MAX_INDEX_BYTES = 100_000_000
"""A larger articles.csv is none: it would be read whole."""


@dataclass(slots=True)
class _Index:
    """Metadata by file, with the row that gives them; files by their path from the folder."""

    path: Path
    rows: dict[str, tuple[int, Metadata]] = field(default_factory=dict)


class FolderIndexes:
    """Reads each folder's `articles.csv` once, and answers for the files in and below the folder.

    An index only describes files that were found by other means: what it names is never opened.
    """

    def __init__(self, archives: Archives, options: ReadOptions, on_problem: OnProblem) -> None:
        self._archives, self._note = archives, on_problem
        self._dates, self._columns = options.dates, options.columns
        self._read: dict[Path, _Index | None] = {}

    def is_index(self, path: Path) -> bool:
        """Whether this `articles.csv` describes files, and is no table of articles itself."""
        return self._index(path.parent) is not None

    def metadata(self, path: Path, root: Path) -> Metadata:
        """What the nearest index says about a file, looking up to the folder `root`."""
        folder = path.parent
        while True:
            index = self._index(folder)
            if index is not None:
                row = index.rows.get(path.relative_to(folder).as_posix())
                if row is not None:
                    return row[1]
            if folder in (root, folder.parent):
                return Metadata()
            folder = folder.parent

    def report_missing(self, found: set[str]) -> None:
        """Report the files that an index names and that do not exist; `found` are the paths of those read."""
        for index in self._read.values():
            for name, (number, _) in index.rows.items() if index else ():
                path = index.path.parent / name if index else Path(name)
                if index and not self._exists(path, found):
                    what = f'names "{name[:80]}", and there is no such file'
                    self._note(Problem(f"{index.path} row {number}", what))

    def _exists(self, path: Path, found: set[str]) -> bool:
        try:
            return self._archives.holds(path) or os.path.realpath(path) in found or path.is_file()
        except (OSError, ValueError):
            return False  # a name that no file can have

    def _index(self, folder: Path) -> _Index | None:
        if folder not in self._read:
            self._read[folder] = self._load(folder / INDEX)
        return self._read[folder]

    def _load(self, path: Path) -> _Index | None:
        try:
            problems: list[Problem] = []
            rows = list(read_rows(path, self._bytes(path), problems.append))
        except (OSError, ValueError):
            return None  # read as a table it will be reported
        header = rows[0][1] if rows else []
        # Columns that are named for tables need not be those of an index, which has names of its own.
        known = {folded(name) for name in header}
        chosen = {name: column for name, column in self._columns.items() if folded(column) in known}
        used = find_columns(header, chosen).first()
        if "file" not in used or "text" in used:
            return None
        for problem in problems:  # of a table of articles its reader tells them
            self._note(problem)
        index = _Index(path)
        note_overlooked(header, used, str(path), self._note)
        tables = [(number, dict(zip(header, cells, strict=False))) for number, cells in rows[1:]]
        order = self._dates
        if order is DateOrder.OPEN and "published" in used:
            order = settled_order(scalar(row.get(used["published"])) for _, row in tables)
        for number, row in tables:
            where = f"{path} row {number}"
            name = str(row.get(used["file"], "")).strip().replace("\\", "/")
            parts = PurePosixPath(name).parts
            if not name or ".." in parts or name.startswith("/") or (parts and ":" in parts[0]):
                what = f'file "{name[:80]}" is not a file in this folder; the row is left out'
                self._note(Problem(where, what))
                continue
            name = PurePosixPath(name).as_posix()
            if name in index.rows:
                what = f'describes "{name[:80]}" again, after row {index.rows[name][0]}; left out'
                self._note(Problem(where, what))
                continue
            index.rows[name] = (number, metadata(row, where, self._note, order, chosen))
        return index

    def _bytes(self, path: Path) -> bytes:
        """The bytes of an index in a folder or in an archive. Raises `OSError`, `ValueError`."""
        if self._archives.holds(path):
            with self._archives.opener(path)() as stream:
                return stream.read(MAX_INDEX_BYTES)
        if not path.is_file() or path.stat().st_size > MAX_INDEX_BYTES:
            raise ValueError("no index")
        return path.read_bytes()
