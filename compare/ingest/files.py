"""Find the files to read: sorted, no folder twice, without hidden files; what is not read is counted."""

from __future__ import annotations

import codecs
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from compare.ingest.archives import ARCHIVES, Archives
from compare.ingest.compressed import COMPRESSED, decompressed
from compare.ingest.fields import OnProblem
from compare.ingest.formats.format import Format
from compare.ingest.formats.registry import UNREAD, format_of, suffixes
from compare.ingest.items import Blob
from compare.models import Problem

INDEX = "articles.csv"
OUTLETS = "sources.csv"
_HEAD = 4096
"""Bytes by which a file of our own is known."""
_ID = rb'\{"id": "(?:[^"\\]|\\.)*", '
OWN = {
    "facts.json": re.compile(rb'\{\s*"schema": \d+,\s*"run": \{'),
    "claims.csv": re.compile(rb"fact_id,topic,facet,|id,fact,article,"),
    "report.md": re.compile(rb"# Discrepancy report\n"),
    "report.html": re.compile(rb'.*content="crossclaim"', re.DOTALL),
    "articles.csv": re.compile(rb"id,sha256,source,"),
    "facts.csv": re.compile(rb"id,tool_verdict,"),
    "articles.jsonl": re.compile(_ID + rb'"sha256": "[0-9a-f]{64}", "source": '),
    "facts.jsonl": re.compile(_ID + rb'"tool_verdict": "'),
    "claims.jsonl": re.compile(
        _ID + rb'"fact": "(?:[^"\\]|\\.)*", "article": "(?:[^"\\]|\\.)*", "focus_start": '
    ),
    "decisions.csv": re.compile(rb"id,fact,kind,verdict,"),
    "decisions.jsonl": re.compile(rb'\{"id": \d+, "fact": "(?:[^"\\]|\\.)*", "kind": "'),
    "metadata.json": re.compile(rb'\{\s*"title": "crossclaim: '),
    "claim-reviews.jsonld": re.compile(rb'\{\s*"@context": "https://schema\.org",\s*"@graph": '),
    "crossclaim.sqlite": re.compile(rb"SQLite format 3\0.{52}xclx", re.DOTALL),
    "crossclaim.duckdb": re.compile(rb".{8}DUCK", re.DOTALL),
}
"""What `crossclaim report` and `crossclaim export` write, and how each begins: it is no article of the next
run. A table of somebody else's may have a column of the same name; only ours have these, in this order."""

OWN_PARQUET = frozenset(f"{name}.parquet" for name in ("articles", "facts", "claims", "decisions"))
OWN_MARK = b"crossclaim export"
"""What stands at the end of the Parquet files of `crossclaim export`: at their beginning stand values."""

_HIDDEN = (".", "~$", "__MACOSX")
"""How the names of files and folders begin that systems and programs put beside the user's own."""

_OUTSIDE, _BROKEN = "link that leads outside the folder", "broken link"
_MANY = {_OUTSIDE: "links that lead outside the folder", _BROKEN: "broken links"}
"""What some kinds are called where there are several."""

_KINDS = 12
"""Kinds of files that are named when they are not read; the others are counted."""

_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db"})
"""Files that a system leaves in folders, by their names in small letters."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read; `root` is the folder or archive that was named, `named` whether the file was."""

    blob: Blob
    format: Format
    root: Path
    named: bool

    @property
    def path(self) -> Path:
        """How the file is called."""
        return self.blob.path


@dataclass(slots=True)
class Unread:
    """What the folders and archives hold that is not read, by kind, each with what to do about it."""

    kinds: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, kind: str, hint: str = "") -> None:
        """Count one more of a kind."""
        self.kinds[kind, hint] += 1

    @property
    def line(self) -> str:
        """All of it in one line; "" for nothing."""
        if not self.kinds:
            return ""
        counted = sorted(self.kinds.items(), key=lambda row: (-row[1], row[0]))
        shown = [
            f"{count:,} {_MANY.get(kind, kind) if count > 1 else kind}" + (f" ({hint})" if hint else "")
            for (kind, hint), count in counted
        ]
        return f"not read: {', '.join(shown[:_KINDS])}" + (
            f" and {len(shown) - _KINDS} more kinds" if len(shown) > _KINDS else ""
        )


class Finder:
    """Lists files, and the members of archives, each once."""

    def __init__(self, archives: Archives, on_problem: OnProblem) -> None:
        self.unread = Unread()
        self.unread_in: list[Path] = []
        self._archives, self._note = archives, on_problem
        self._seen: set[str] = set()

    def find(self, paths: Iterable[Path]) -> list[Found]:
        """The files of files and folders, in the order of `paths` and then sorted."""
        found: list[Found] = []
        empty: list[Path] = []
        for path in paths:
            before = self.unread.kinds.total()
            items = list(self._expand(path))
            if self.unread.kinds.total() > before:
                self.unread_in.append(path)
            if not items and _is(path, Path.is_dir) and before == self.unread.kinds.total():
                empty.append(path)
            for item in items:
                real = os.path.realpath(item.path)
                if real not in self._seen:
                    self._seen.add(real)
                    found.append(item)
        if found:  # otherwise the error that nothing was found names them
            for path in empty:
                what = f"the folder holds no file of a type that is read: {suffixes()}"
                self._note(Problem(str(path), what))
        return found

    def _expand(self, path: Path) -> Iterator[Found]:
        try:
            if path.is_dir():
                yield from self._walk(path, path, frozenset())
            elif path.is_file():
                yield from self._named(path)
            elif path.exists():
                self._fatal(path, "is neither a file nor a folder; name one of these")
            else:
                self._fatal(path, "there is no such file or folder; check the path")
        except (OSError, ValueError) as error:
            self._fatal(path, f"cannot be read ({_reason(error)})")

    def _named(self, path: Path) -> Iterator[Found]:
        """A file that was named, or what the archive that was named holds."""
        if path.suffix.lower() in ARCHIVES:
            yield from self._members(path, path, named=True)
            return
        suffix, packed = inner_suffix(path)
        kind = format_of(suffix)
        if kind is None:
            hint = f"; {UNREAD[suffix]}" if suffix in UNREAD else ""
            what = f'files of type "{path.suffix}" are not read{hint}; allowed: {suffixes()}'
            self._fatal(path, what)
        elif kind.missing:
            self._fatal(path, f"reading {kind.name} files needs {kind.missing}")
        else:
            yield Found(_blob(path, suffix, packed), kind, path.parent, named=True)

    def _walk(self, folder: Path, root: Path, above: frozenset[str]) -> Iterator[Found]:
        """Yield a folder's files, then those of its subfolders; a link back to a folder above is skipped."""
        real = os.path.realpath(folder)
        if real in above:
            return
        try:
            entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
        except OSError as error:
            what = f"the folder cannot be read ({_reason(error)})"
            self._note(Problem(str(folder), what, fatal=folder == root))
            return
        entries = [entry for entry in entries if not is_hidden(entry.name)]
        if any(entry.is_symlink() for entry in entries):
            entries = [entry for entry in entries if self._stays_inside(entry, root)]
        for entry in entries:
            if not _is(entry, Path.is_dir):
                yield from self._in_folder(entry, root)
        for entry in entries:
            if _is(entry, Path.is_dir):
                yield from self._walk(entry, root, above | {real})

    def _stays_inside(self, entry: Path, root: Path) -> bool:
        """Whether a link leads to something in the folder that was named; others are counted."""
        if not entry.is_symlink():
            return True
        real = os.path.realpath(entry)
        if not os.path.lexists(real):
            self.unread.add(_BROKEN)
            return False
        if not Path(real).is_relative_to(os.path.realpath(root)):
            self.unread.add(_OUTSIDE)
            return False
        return True

    def _in_folder(self, path: Path, root: Path) -> Iterator[Found]:
        if not _is(path, Path.is_file):
            self.unread.add("neither file nor folder")
        elif path.suffix.lower() in ARCHIVES:
            try:
                yield from self._members(path, root, named=False)
            except (OSError, ValueError) as error:
                self._note(Problem(str(path), f"{_reason(error)}; left out"))
        else:
            suffix, packed = inner_suffix(path)
            yield from self._counted(_blob(path, suffix, packed), root)

    def _members(self, path: Path, root: Path, *, named: bool) -> Iterator[Found]:
        """What an archive holds, in the order of a folder: its files, then those of its subfolders."""
        web = path.suffix.lower() == ".wacz"
        held = sorted(
            self._archives.members(path, self._note),
            key=lambda row: [(1, part) for part in row[0].parts[:-1]] + [(0, row[0].name)],
        )
        before = self.unread.kinds.total()
        count = 0
        for inner, size in held:
            parts = inner.relative_to(path).parts
            if any(is_hidden(part) for part in parts) or (web and parts[0] != "archive"):
                continue
            suffix, packed = inner_suffix(inner)
            blob = _blob(inner, suffix, packed, self._archives.opener(inner), size)
            for found in self._counted(blob, root if not named else path):
                count += 1
                yield found
        if named and not count:
            left = self.unread.line if self.unread.kinds.total() > before else "it is empty"
            self._fatal(path, f"the archive holds no file of a type that is read: {left}")

    def _counted(self, blob: Blob, root: Path) -> Iterator[Found]:
        """The file, if it is of a kind that is read here; others are counted."""
        kind = format_of(blob.suffix)
        if kind is None:
            shown = blob.path.suffix.lower()
            unpack = "unpack it" if shown in ARCHIVES else ""
            self.unread.add(shown or "without a suffix", UNREAD.get(blob.suffix, unpack))
        elif kind.missing:
            self.unread.add(blob.suffix, kind.missing)
        elif _is_own(blob):
            self.unread.add("written by crossclaim")
        else:
            yield Found(blob, kind, root, named=False)

    def _fatal(self, path: Path, what: str) -> None:
        self._note(Problem(str(path), what, fatal=True))


def is_hidden(name: str) -> bool:
    """Whether a file or folder of this name is none of the user's articles, and needs no word."""
    return name.startswith(_HIDDEN) or name.lower() in _SYSTEM


def inner_suffix(path: Path) -> tuple[str, str]:
    """The suffix of what a file holds, and that of how it is compressed or ""; in small letters."""
    suffix = path.suffix.lower()
    if suffix not in COMPRESSED:
        return suffix, ""
    return Path(path.stem).suffix.lower(), suffix


def _blob(
    path: Path, suffix: str, packed: str, opener: Callable[[], object] | None = None, size: int | None = None
) -> Blob:
    """A file or a member of an archive as bytes, unpacked where it is compressed."""
    raw = opener or (lambda: path.open("rb"))
    stem = Path(path.stem).stem if packed else path.stem
    if packed:
        return Blob(path, suffix, stem, decompressed(raw, packed))  # type: ignore[arg-type]
    if opener is None:
        size = None if (found := _size(path)) is None else found
    return Blob(path, suffix, stem, raw, size)  # type: ignore[arg-type]


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _is(path: Path, test: Callable[[Path], bool]) -> bool:
    try:
        return test(path)
    except OSError:
        return False


def is_own(path: Path) -> bool:
    """Whether the file is one that crossclaim wrote. Raises `OSError`."""
    return _own(path.name, lambda: path.open("rb"))


def _is_own(blob: Blob) -> bool:
    try:
        return _own(blob.path.name, blob.open)
    except (OSError, ValueError):
        return False


def _own(name: str, opener: Callable[[], object]) -> bool:
    if name in OWN_PARQUET:
        with opener() as file:  # type: ignore[attr-defined]
            file.seek(max(0, file.seek(0, os.SEEK_END) - _HEAD))
            return OWN_MARK in file.read()
    mark = OWN.get(name)
    if mark is None:
        return False
    with opener() as file:  # type: ignore[attr-defined]
        head = file.read(_HEAD)
    return mark.match(head.removeprefix(codecs.BOM_UTF8)) is not None


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
