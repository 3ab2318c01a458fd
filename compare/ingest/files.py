"""Find the files to read: sorted, without hidden files, no folder twice."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from compare.ingest.fields import OnProblem
from compare.models import Problem

TEXTS = (".txt", ".md", ".markdown")
PAGES = (".html", ".htm", ".xhtml")
TABLES = (".jsonl", ".ndjson", ".csv", ".tsv")
SUFFIXES = TEXTS + PAGES + TABLES
INDEX = "articles.csv"
_HEAD = 4096
"""Bytes by which a file of our own is known."""
_ID = rb'\{"id": "(?:[^"\\]|\\.)*", '
OWN = {
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
}
"""What `crossclaim report` and `crossclaim export` write, and how each begins: it is no article of the next
run. A table of somebody else's may have a column of the same name; only ours have these, in this order."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file to read; `root` is the folder that was named, and `named` whether the file itself was."""

    path: Path
    root: Path
    named: bool


def find_files(paths: list[Path], on_problem: OnProblem) -> list[Found]:
    """List the files of folders and files, each once, in the order of `paths` and then sorted."""
    seen: set[str] = set()
    found: list[Found] = []
    empty: list[Path] = []
    for path in paths:
        items = list(_expand(path, on_problem))
        if not items and _is(path, Path.is_dir):
            empty.append(path)
        for item in items:
            real = os.path.realpath(item.path)
            if real not in seen:
                seen.add(real)
                found.append(item)
    if found:  # otherwise the error that nothing was found names them
        what = f"the folder holds no file of a type that is read: {' '.join(SUFFIXES)}"
        for path in empty:
            on_problem(Problem(str(path), what))
    return found


def _expand(path: Path, on_problem: OnProblem) -> Iterator[Found]:
    try:
        if path.is_dir():
            yield from _walk(path, path, frozenset(), on_problem)
        elif path.is_file():
            if path.suffix.lower() in SUFFIXES:
                yield Found(path, path.parent, named=True)
            else:
                allowed = " ".join(SUFFIXES)
                what = f'files of type "{path.suffix}" are not read; allowed: {allowed}'
                on_problem(Problem(str(path), what, fatal=True))
        elif path.exists():
            on_problem(Problem(str(path), "is neither a file nor a folder; name one of these", fatal=True))
        else:
            on_problem(Problem(str(path), "there is no such file or folder; check the path", fatal=True))
    except (OSError, ValueError) as error:
        on_problem(Problem(str(path), f"cannot be read ({_reason(error)})", fatal=True))


def _walk(folder: Path, root: Path, above: frozenset[str], on_problem: OnProblem) -> Iterator[Found]:
    """Yield a folder's files, then those of its subfolders; a link back to a folder above is skipped."""
    real = os.path.realpath(folder)
    if real in above:
        return
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        on_problem(
            Problem(str(folder), f"the folder cannot be read ({_reason(error)})", fatal=folder == root)
        )
        return
    entries = [entry for entry in entries if not entry.name.startswith(".")]
    for entry in entries:
        if entry.suffix.lower() in SUFFIXES and _is(entry, Path.is_file) and not _is(entry, is_own):
            yield Found(entry, root, named=False)
    for entry in entries:
        if _is(entry, Path.is_dir):
            yield from _walk(entry, root, above | {real}, on_problem)


def _is(path: Path, test: Callable[[Path], bool]) -> bool:
    try:
        return test(path)
    except OSError:
        return False


def is_own(path: Path) -> bool:
    """Whether the file is one that crossclaim wrote. Raises `OSError`."""
    mark = OWN.get(path.name)
    if mark is None:
        return False
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return mark.match(head.removeprefix(codecs.BOM_UTF8)) is not None


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
