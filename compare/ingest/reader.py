"""Read articles from files and folders."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from compare.errors import NothingToReadError
from compare.ingest.dates import head_date
from compare.ingest.decode import clean, decode, universal
from compare.ingest.fields import Metadata, OnProblem
from compare.ingest.files import INDEX, PAGES, SUFFIXES, TEXTS, Found, find_files
from compare.ingest.index import FolderIndexes
from compare.ingest.language import identify
from compare.ingest.pages import read_page
from compare.ingest.tables import as_article, read_csv, read_jsonl
from compare.ingest.texts import front_matter, markdown_title
from compare.models import Article, Problem
from compare.text_safety import one_line

MAX_BYTES = 20_000_000
"""Largest text or page, and largest row of a `.jsonl` table, that is read."""

MAX_TABLE_BYTES = 2_000_000_000
"""Largest `.csv` table, which is held in memory while it is read."""


def read_articles(
    paths: Iterable[str | Path],
    on_problem: Callable[[Problem], None] | None = None,
    *,
    max_bytes: int = MAX_BYTES,
) -> list[Article]:
    """Read the articles of files and folders, in the order of the paths and, within a folder, sorted.

    Folders are read with their subfolders. A text keeps every character as `Path.read_text` gives
    it (line ends become ``\\n``), but for a byte order mark and YAML front matter; a row's text is
    kept as it stands in the row. What cannot be used is passed to `on_problem`, and the rest is
    read; `Problem.fatal` says that a path of `paths` gave nothing at all.

    Raises:
        NothingToReadError: none of the paths held an article.
    """
    report: OnProblem = on_problem or (lambda _: None)
    named = [Path(path) for path in paths]
    problems: list[Problem] = []

    def note(problem: Problem) -> None:
        problems.append(problem)
        report(problem)

    files = find_files(named, note)
    indexes = FolderIndexes(note)
    articles = list(_unique(_read_all(files, indexes, max_bytes, note), note))
    indexes.report_missing({found.path.resolve() for found in files})
    if not articles:
        raise NothingToReadError(_nothing(named, problems))
    return articles


_SHOWN = 3
"""Paths that an error names, at most: a line of a terminal."""


def _nothing(named: list[Path], problems: list[Problem]) -> str:
    if not named:
        return f"no path was given; name files or folders with {' '.join(SUFFIXES)} files"
    shown = ", ".join(map(str, named[:_SHOWN])) + (" …" if len(named) > _SHOWN else "")
    why = f" ({one_line(str(problems[0]))})" if problems else ""
    return f"no article in {shown}{why}; looked for {' '.join(SUFFIXES)} files"


def _read_all(
    files: list[Found], indexes: FolderIndexes, limit: int, note: OnProblem
) -> Iterator[tuple[Article, str]]:
    for found in files:
        try:
            yield from _read(found, indexes, limit, note)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            note(Problem(str(found.path), f"{reason}; left out", fatal=found.named))


def _read(found: Found, indexes: FolderIndexes, limit: int, note: OnProblem) -> Iterator[tuple[Article, str]]:
    """Yield each article of a file with the place it stands at."""
    path, suffix = found.path, found.path.suffix.lower()
    if path.name.lower() == INDEX and indexes.is_index(path):
        return
    if suffix in TEXTS or suffix in PAGES:
        data = _bytes(path, limit)
        known = indexes.metadata(path, found.root)
        read = _page if suffix in PAGES else _text
        article = read(path, data, known, note)
        if article is not None:
            yield article, str(path)
        return
    if suffix in (".jsonl", ".ndjson"):
        rows = read_jsonl(path, limit, note)
    else:
        rows = read_csv(path, _bytes(path, MAX_TABLE_BYTES), note)
    for known, text, where in rows:
        yield _finish(known, text, str(path)), where


def _bytes(path: Path, limit: int) -> bytes:
    size = path.stat().st_size
    if size > limit:
        raise ValueError(f"has {size} bytes, more than {limit}")
    data = path.read_bytes()
    if not data.strip():
        raise ValueError("is empty")
    return data


def _text(path: Path, data: bytes, known: Metadata, note: OnProblem) -> Article | None:
    text, remark = decode(data)
    if remark:
        note(Problem(str(path), remark))
    front, text = front_matter(clean(universal(text)), str(path), note)
    if not text.strip():
        note(Problem(str(path), "has no text; left out"))
        return None
    own = Metadata(title=markdown_title(text)) if path.suffix.lower() != ".txt" else Metadata()
    return _finish(known.then(front).then(own).then(Metadata(id=path.stem)), text, str(path))


def _page(path: Path, data: bytes, known: Metadata, note: OnProblem) -> Article | None:
    own, text, remark = read_page(data)
    if remark:
        note(Problem(str(path), remark))
    if not text.strip():
        note(Problem(str(path), "no main text was found in the page; left out"))
        return None
    return _finish(known.then(own).then(Metadata(id=path.stem)), text, str(path))


def _finish(known: Metadata, text: str, path: str) -> Article:
    """Fill in what only the text itself can tell."""
    known = known.with_published(head_date(text)) if known.published is None else known
    known = known if known.language else replace(known, language=identify(text))
    return as_article(known, text, path)


def _unique(articles: Iterable[tuple[Article, str]], note: OnProblem) -> Iterator[Article]:
    """Drop an article that comes twice; rename another one of the same id."""
    first: dict[str, tuple[bytes, str]] = {}
    for article, where in articles:
        digest = hashlib.sha256(article.text.encode()).digest()
        name, number = article.id, 1
        clash = first.get(name)
        while name in first and first[name][0] != digest:
            number += 1
            name = f"{article.id}-{number}"
        if name in first:
            note(Problem(where, f'has the id and the text of {first[name][1]} ("{name}"); left out'))
            continue
        if clash is not None:
            note(Problem(where, f'has the id "{article.id}" of {clash[1]}; called "{name}" here'))
        first[name] = (digest, where)
        yield replace(article, id=name) if name != article.id else article
