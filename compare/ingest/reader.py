"""Read articles from files and folders."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from compare.errors import NothingToReadError
from compare.ingest.archives import Archives
from compare.ingest.complaints import Complaints
from compare.ingest.fields import Metadata, OnProblem
from compare.ingest.files import INDEX, OUTLETS, Finder, Found
from compare.ingest.filling import article_of
from compare.ingest.formats.registry import suffixes
from compare.ingest.houses import Houses
from compare.ingest.index import FolderIndexes
from compare.ingest.items import MAX_BYTES, Listeners, ReadOptions
from compare.ingest.outlets import one_name_a_host
from compare.models import Article, Problem
from compare.text_safety import one_line

__all__ = ["Intake", "read_articles", "read_intake"]


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read: the articles, a line on each table, and one on what was not read ("" for nothing)."""

    articles: tuple[Article, ...]
    tables: tuple[str, ...] = ()
    unread: str = ""


def read_articles(
    paths: Iterable[str | Path] | str | Path,
    on_problem: Callable[[Problem], None] | None = None,
    *,
    max_bytes: int = MAX_BYTES,
) -> list[Article]:
    """Read the articles of files and folders, or of one, in the order of paths and, within a folder, sorted.

    Folders are read with their subfolders, and archives as if they were folders. A text keeps every character
    as `Path.read_text` gives it (line ends become ``\\n``), but for a byte order mark and YAML front matter;
    a row's text is kept as it stands in the row, but for HTML. What cannot be used is passed to `on_problem`,
    and the rest is read; `Problem.fatal` says that a path of `paths` gave nothing at all.

    `max_bytes` bounds a text or a page. Relative dates are read later; the day of publication comes from the
    row, an index, front matter, the page or the head of the text, in this order.

    Raises:
        NothingToReadError: none of the paths held an article.

    Examples:
        >>> from compare import read_articles
        >>> [(article.id, article.source, str(article.published)) for article in read_articles(["news"])]
        [('tarn', 'Tarn Times', '2024-03-12'), ('velmora', 'Velmora Echo', '2024-03-13')]
    """
    return list(read_intake(paths, on_problem, ReadOptions(max_bytes=max_bytes)).articles)


def read_intake(
    paths: Iterable[str | Path] | str | Path,
    on_problem: Callable[[Problem], None] | None = None,
    options: ReadOptions | None = None,
    on_remark: Callable[[str], None] | None = None,
) -> Intake:
    """Read as `read_articles` does, and say what was found; `on_remark` is told of each table at once."""
    options = options or ReadOptions()
    named = [Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
    note = Complaints(on_problem or (lambda _: None))
    tables: list[str] = []

    def remark(line: str) -> None:
        tables.append(line)
        if on_remark is not None:
            on_remark(line)

    with closing(Archives()) as archives:
        finder = Finder(archives, note)
        files = finder.find(named)
        indexes = FolderIndexes(archives, options, note)
        houses = Houses.load(files, options.sources, note)
        listeners = Listeners(note, remark)
        read = list(_unique(_read_all(files, indexes, options, listeners), note))
        indexes.report_missing({os.path.realpath(found.path) for found in files})
    note.close()
    if finder.unread.line:
        note(Problem(", ".join(map(str, finder.unread_in[:_SHOWN])), finder.unread.line))
    if not read:
        raise NothingToReadError(_nothing(named, note.first))
    own = {article.id for article, names_itself in read if names_itself}
    named_alike = one_name_a_host([article for article, _ in read], own)
    return Intake(tuple(map(houses.apply, named_alike)), tuple(tables), finder.unread.line)


_SHOWN = 3
"""Paths that an error names, at most: a line of a terminal."""


def _nothing(named: list[Path], problem: Problem | None) -> str:
    if not named:
        return f"no path was given; name files or folders with {suffixes()} files"
    shown = ", ".join(map(str, named[:_SHOWN])) + (" …" if len(named) > _SHOWN else "")
    why = f" ({one_line(str(problem))})" if problem else ""
    looked = f"; looked for {suffixes()} files" if any(map(os.path.exists, named)) else ""
    return f"no article in {shown}{why}{looked}"


_Read = tuple[Article, str, bool]
"""An article, the place it stands at, and whether its source is what the page calls itself."""


def _read_all(
    files: list[Found], indexes: FolderIndexes, options: ReadOptions, listeners: Listeners
) -> Iterator[_Read]:
    for found in files:
        try:
            yield from _read_file(found, indexes, options, listeners)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            listeners.problem(Problem(str(found.path), f"{reason}; left out", fatal=found.named))


def _read_file(
    found: Found, indexes: FolderIndexes, options: ReadOptions, listeners: Listeners
) -> Iterator[_Read]:
    """Yield each article of a file."""
    path, kind = found.path, found.format
    if path.name.lower() == INDEX and indexes.is_index(path):
        return
    if path.name.lower() == OUTLETS and Houses.is_list(found.blob):
        return
    known = Metadata() if kind.rows else indexes.metadata(path, found.root)
    for item in kind.read(found.blob, options, listeners):
        yield (
            article_of(item, known, found.blob.stem, str(found.path)),
            item.where,
            item.names_itself and not known.source,
        )


def _unique(read: Iterable[_Read], note: OnProblem) -> Iterator[tuple[Article, bool]]:
    """Drop an article that comes twice; rename another one of the same id, and keep who names itself."""
    texts: dict[tuple[str, bytes], str] = {}
    first: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for article, where, names_itself in read:
        digest = hashlib.sha256(article.text.encode()).digest()
        if (article.id, digest) in texts:
            before = texts[article.id, digest]
            note(Problem(where, f'has the id and the text of {before} ("{article.id}"); left out'))
            continue
        texts[article.id, digest] = where
        name = article.id
        if name in first:
            number = numbers.get(name, 1)
            while name in first:
                number += 1
                name = f"{article.id}-{number}"
            numbers[article.id] = number
            note(Problem(where, f'has the id "{article.id}" of {first[article.id]}; called "{name}" here'))
        first[name] = where
        yield (replace(article, id=name) if name != article.id else article), names_itself
