"""The `articles.csv` of a folder: metadata of the files beside and below it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from compare.ingest.fields import Metadata, OnProblem, columns, metadata, note_misspelled
from compare.ingest.files import INDEX
from compare.ingest.tables import read_rows
from compare.models import Problem

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

    def __init__(self, on_problem: OnProblem) -> None:
        self._note = on_problem
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

    def report_missing(self, found: set[Path]) -> None:
        """Report the files that an index names and that do not exist."""
        for index in self._read.values():
            for name, (number, _) in index.rows.items() if index else ():
                path = index.path.parent / name if index else Path(name)
                if index and not _is_there(path, found):
                    self._note(
                        Problem(f"{index.path} row {number}", f'names "{name}", and there is no such file')
                    )

    def _index(self, folder: Path) -> _Index | None:
        if folder not in self._read:
            self._read[folder] = self._load(folder / INDEX)
        return self._read[folder]

    def _load(self, path: Path) -> _Index | None:
        try:
            if not path.is_file() or path.stat().st_size > MAX_INDEX_BYTES:
                return None
            rows = list(read_rows(path, path.read_bytes(), lambda _: None))
        except (OSError, ValueError):
            return None  # read as a table it will be reported
        header = rows[0][1] if rows else []
        used = columns(header)
        if "file" not in used or "text" in used:
            return None
        index = _Index(path)
        note_misspelled(header, str(path), self._note)
        for number, cells in rows[1:]:
            row: dict[str, object] = dict(zip(header, cells, strict=False))
            where = f"{path} row {number}"
            name = str(row.get(used["file"], "")).strip().replace("\\", "/")
            parts = PurePosixPath(name).parts
            if not name or ".." in parts or name.startswith("/") or (parts and ":" in parts[0]):
                self._note(
                    Problem(where, f'file "{name[:80]}" is not a file in this folder; the row is left out')
                )
                continue
            name = PurePosixPath(name).as_posix()
            if name in index.rows:
                self._note(
                    Problem(where, f'describes "{name}" again, after row {index.rows[name][0]}; left out')
                )
                continue
            index.rows[name] = (number, metadata(row, where, self._note))
        return index


def _is_there(path: Path, found: set[Path]) -> bool:
    try:
        return path.resolve() in found or path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False
