"""Articles in and out of the store."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from difflib import get_close_matches
from enum import Enum, auto
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from compare.errors import InputError
from compare.models import Article
from compare.store.records import pack, unpack

__all__ = ["Outcome", "Stored", "put", "read", "remove"]

_COLUMNS = "id, text, source, title, published, url, language, path"
_NEAR_IDS = 10_000
"""Ids among which the nearest to an unknown one is looked for."""


class Outcome(Enum):
    """What became of an article that was added."""

    NEW = auto()
    CHANGED = auto()
    SAME = auto()


@dataclass(frozen=True, slots=True)
class Stored:
    """An article as it was stored, and what was done for it."""

    article: Article
    outcome: Outcome


def put(database: sqlite3.Connection, article: Article) -> Stored:
    """Store `article`; the same content is no work, and other content replaces what has its id.

    Another story of the same id from another file is another article, and called "ID-2".
    """
    article = replace(article, path=str(Path(article.path).absolute()) if article.path else "")
    held = _held(database, article.id)
    name, number = article.id, 1
    while held is not None and _is_another(article, held):
        number += 1
        name = f"{article.id}-{number}"
        held = _held(database, name)
    article = replace(article, id=name)
    digest = digest_of(article)
    if held is not None and held.digest == digest:
        if held.path != article.path:
            database.execute("UPDATE articles SET path = ? WHERE id = ?", (pack(article.path), pack(name)))
        return Stored(article, Outcome.SAME)
    row = {
        "id": pack(name),
        "text": pack(article.text),
        "source": pack(article.source),
        "title": pack(article.title),
        "published": article.published.isoformat() if article.published else None,
        "url": pack(article.url),
        "language": pack(article.language),
        "path": pack(article.path),
        "hash": text_hash(article.text),
        "digest": digest,
    }
    if held is None:
        database.execute(
            f"INSERT INTO articles ({', '.join(row)}) VALUES ({', '.join(':' + name for name in row)})",  # noqa: S608
            row,
        )
        return Stored(article, Outcome.NEW)
    drop_facts(database, name)
    sets = ", ".join(f"{column} = :{column}" for column in row)
    database.execute(f"UPDATE articles SET {sets}, compared = 0 WHERE id = :id", row)  # noqa: S608
    return Stored(article, Outcome.CHANGED)


def read(
    database: sqlite3.Connection, *, compared: bool = False, ids: Collection[str] | None = None
) -> list[Article]:
    """The articles by id; with `compared` those that the last comparison holds, with `ids` only these."""
    query = f"SELECT {_COLUMNS} FROM articles{' WHERE compared = 1' if compared else ''}"  # noqa: S608
    one = f"SELECT {_COLUMNS} FROM articles WHERE id = ?"  # noqa: S608
    rows: Iterable[Any] = (
        database.execute(query)
        if ids is None
        else chain.from_iterable(database.execute(one, (pack(name),)) for name in ids)
    )
    articles = [
        Article(
            id=unpack(key),
            text=unpack(text),
            source=unpack(source),
            title=unpack(title),
            published=date.fromisoformat(published) if published else None,
            url=unpack(url),
            language=unpack(language),
            path=unpack(path),
        )
        for key, text, source, title, published, url, language, path in rows
    ]
    return sorted(articles, key=lambda article: article.id)


def remove(database: sqlite3.Connection, ids: Sequence[str], compared: Collection[str]) -> int:
    """Remove the articles `ids`, and the facts that they take part in; how many articles went.

    `compared` are the ids of the last comparison, also of articles that have changed since. Raises
    `InputError`, and nothing should be kept of the transaction, where an id is unknown.
    """
    wanted = list(dict.fromkeys(ids))
    for name in wanted:
        if _held(database, name) is None:
            raise InputError(f"no article {name!r} in the store; {_nearest(database, name)}")
    for name in wanted:
        drop_facts(database, name)
        database.execute("DELETE FROM articles WHERE id = ?", (pack(name),))
        database.execute("UPDATE comparison SET removed = removed + ?", (int(name in compared),))
    return len(wanted)


def drop_facts(database: sqlite3.Connection, article: str) -> None:
    """Drop the facts that `article` takes part in: without it they would say what nobody compared."""
    database.execute(
        "DELETE FROM facts WHERE n IN (SELECT fact FROM claims WHERE article = ?)", (pack(article),)
    )


def is_compared(database: sqlite3.Connection, name: str) -> bool:
    """Whether the last comparison holds the article as it stands in the store."""
    query = "SELECT 1 FROM articles WHERE id = ? AND compared = 1"
    return database.execute(query, (pack(name),)).fetchone() is not None


def text_hash(text: str) -> str:
    """SHA-256 of a text, as the header of a report has it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class _Held(NamedTuple):
    """What tells whether an article that comes is the one that is held."""

    digest: bytes
    text: str
    path: str
    source: str
    url: str


def _held(database: sqlite3.Connection, name: str) -> _Held | None:
    row = database.execute(
        "SELECT digest, hash, path, source, url FROM articles WHERE id = ?", (pack(name),)
    ).fetchone()
    return None if row is None else _Held(row[0], row[1], *map(unpack, row[2:]))


def _is_another(article: Article, held: _Held) -> bool:
    """Whether `article` is not the held one of its id: another text, from another file, of another story.

    The story is the same where the addresses are; without them, where the sources are and the id was given,
    not taken from the file's name.
    """
    if not article.path or not held.path or article.path == held.path:
        return False
    if held.text == text_hash(article.text):
        return False
    if article.url and held.url:
        return article.url != held.url
    stem = Path(article.path).stem
    taken = article.id == stem or article.id.startswith(f"{stem}-")
    return taken or not article.source or article.source != held.source


def digest_of(article: Article) -> bytes:
    """A hash of all that is known of an article but the place of its file."""
    parts = [str(getattr(article, field.name)) for field in fields(article) if field.name != "path"]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).digest()


def _nearest(database: sqlite3.Connection, name: str) -> str:
    known = [unpack(key) for (key,) in database.execute("SELECT id FROM articles LIMIT ?", (_NEAR_IDS,))]
    near = get_close_matches(name, known, n=1, cutoff=0.4)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"there are {', '.join(map(repr, sorted(known)[:5]))}" if known else "it is empty"
