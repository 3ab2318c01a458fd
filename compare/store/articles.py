"""Articles in and out of the store."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from enum import Enum, auto
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from compare.errors import InputError, StoreDamagedError
from compare.models import Article
from compare.store.article_rows import (
    COLUMNS,
    METADATA,
    article_of,
    digest_of,
    metadata_checksum,
    raw_checksum,
    row_of,
)
from compare.store.failures import path_of
from compare.store.records import pack, unpack

__all__ = [
    "Damaged",
    "Outcome",
    "Stored",
    "damage",
    "days",
    "metadata",
    "put",
    "read",
    "read_metadata",
    "remove",
    "replace_damaged",
]

_MARKS = "digest, rowid, compared, metadata, CAST(hash AS BLOB)"
_SELECTED = f"{', '.join(COLUMNS)}, {_MARKS}"
_RAW = f"{', '.join(f'CAST({name} AS BLOB)' for name in COLUMNS)}, {_MARKS}"
"""The same as bytes, since text that is damaged may be none."""
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


@dataclass(frozen=True, slots=True)
class Damaged:
    """An article that is not as it was stored: its row, the id and the file that are read now, and the digest
    that it is known by. `article` is what it is where only marks beside it are damaged; it is `placed` where
    the file is known to be the one that was stored."""

    row: int
    id: str
    path: str
    digest: bytes
    article: Article | None = None
    placed: bool = False


def put(database: sqlite3.Connection, article: Article) -> Stored:
    """Store `article`; the same content is no work, and other content replaces what has its id.

    Another story of the same id from another file is another article, and called "ID-2". What is held and
    damaged is replaced, and counts as changed.
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
    if held is not None and held.digest == digest and held.sound:
        if held.path != article.path:
            known = pack(article.path), metadata_checksum(article), pack(name)
            database.execute("UPDATE articles SET path = ?, metadata = ? WHERE id = ?", known)
        return Stored(article, Outcome.SAME)
    row: dict[str, Any] = {
        **row_of(article),
        "hash": text_hash(article.text),
        "digest": digest,
        "metadata": metadata_checksum(article),
    }
    if held is None:
        database.execute(
            f"INSERT INTO articles ({', '.join(row)}) VALUES ({', '.join(':' + name for name in row)})",  # noqa: S608
            row,
        )
        return Stored(article, Outcome.NEW)
    _forget(database, name)
    sets = ", ".join(f"{column} = :{column}" for column in row)
    database.execute(f"UPDATE articles SET {sets}, compared = 0 WHERE id = :id", row)  # noqa: S608
    return Stored(article, Outcome.CHANGED)


def read(
    database: sqlite3.Connection, *, compared: bool = False, ids: Collection[str] | None = None
) -> list[Article]:
    """The articles by id; with `compared` those that the last comparison holds, with `ids` only these.

    Raises `StoreDamagedError` where one of them is not as it was stored.
    """
    query = f"SELECT {_SELECTED} FROM articles{' WHERE compared = 1' if compared else ''}"  # noqa: S608
    one = f"SELECT {_SELECTED} FROM articles WHERE id = ?"  # noqa: S608
    rows: Iterable[Sequence[Any]] = (
        database.execute(query)
        if ids is None
        else chain.from_iterable(database.execute(one, (pack(name),)) for name in ids)
    )
    try:
        found = [_article(row) for row in rows]
    except sqlite3.OperationalError as error:
        if "decode" not in str(error):
            raise
        found = [*damage(database)]  # text that is no UTF-8 any more
    if wrong := [each.id for each in found if isinstance(each, Damaged)]:
        raise _damaged(database, wrong)
    articles = [each for each in found if isinstance(each, Article)]
    return sorted(articles, key=lambda article: article.id)


def damage(database: sqlite3.Connection) -> list[Damaged]:
    """The articles that are not read as they were stored, text, metadata and marks."""
    rows = database.execute(f"SELECT {_RAW} FROM articles ORDER BY rowid")  # noqa: S608
    return [each for each in map(_article, rows) if isinstance(each, Damaged)]


def read_metadata(database: sqlite3.Connection, ids: Collection[str] | None = None) -> list[Article]:
    """The articles of the store by id, or those with some `ids`, without their texts. Raises as `read`, and
    where one of these is not there."""
    found = metadata(database, ids)
    wrong = [name for name, article in found if article is None]
    if wrong or (ids is not None and len(found) < len(ids)):
        raise _damaged(database, wrong or sorted(set(ids or ()) - {name for name, _ in found}))
    return sorted((article for _, article in found if article), key=lambda article: article.id)


def metadata(
    database: sqlite3.Connection, ids: Collection[str] | None = None
) -> list[tuple[str, Article | None]]:
    """The ids, as they are read, with the articles without their texts, or with those with some `ids`; None
    where anything but the text is not as it was stored."""
    columns = ", ".join(f"CAST({name} AS BLOB)" for name in METADATA)
    query = f"SELECT {columns}, compared, metadata FROM articles"  # noqa: S608
    rows = (
        database.execute(f"{query} ORDER BY rowid")
        if ids is None
        else chain.from_iterable(database.execute(f"{query} WHERE id = ?", (pack(name),)) for name in ids)
    )
    return [
        (
            _shown(row[0]),
            article_of(dict(zip(METADATA, row, strict=True)))
            if compared in (0, 1) and raw_checksum(row) == known
            else None,
        )
        for *row, compared, known in rows
    ]


def days(database: sqlite3.Connection) -> Iterator[tuple[str, date | None]]:
    """The id of each article and the day on which it was published."""
    for name, day in database.execute("SELECT id, published FROM articles"):
        yield unpack(name), date.fromisoformat(day) if day else None


def replace_damaged(database: sqlite3.Connection, wrong: Damaged, article: Article) -> Stored:
    """Store `article` in the place of the damaged one, whose facts are dropped."""
    for name in dict.fromkeys((wrong.id, article.id)):
        _forget(database, name)
    database.execute("DELETE FROM articles WHERE rowid = ?", (wrong.row,))
    return put(database, article)


def _article(row: Sequence[Any]) -> Article | Damaged:
    """The article of a row of `_SELECTED`, known by its digest and the marks beside it.

    Where the digest is what is damaged, the hash of the text and the checksum of the rest know it as well.
    """
    *columns, digest, number, compared, metadata, hashed = row
    named = dict(zip(COLUMNS, columns, strict=True))
    try:
        article = article_of(named)
        same = digest_of(article) == digest
        same_rest = metadata_checksum(article) == metadata
        same_text = text_hash(article.text).encode() == hashed
    except (TypeError, ValueError, AttributeError):
        return Damaged(number, _shown(named["id"]), _shown(named["path"]), digest)
    if same and same_rest and same_text and compared in (0, 1):
        return article
    if same or (same_rest and same_text):
        return Damaged(number, article.id, article.path, digest, article, same_rest)
    return Damaged(number, _shown(named["id"]), _shown(named["path"]), digest)


def _shown(stored: object) -> str:
    """A text of a column that may be damaged."""
    if not isinstance(stored, bytes):
        return str(stored)
    try:
        return unpack(stored)
    except UnicodeDecodeError:
        return stored.decode("utf-8", "replace")


_SHOWN = 5
"""Articles that an error names, at most."""


def _damaged(database: sqlite3.Connection, ids: Sequence[str]) -> StoreDamagedError:
    path = path_of(database)
    some = ", ".join(map(repr, ids[:_SHOWN])) + (
        f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    )
    what = f"the article {some} is" if len(ids) == 1 else f"the articles {some} are"
    return StoreDamagedError(
        f"the store {path!r} is damaged: {what} not as stored; read it again from its file with 'crossclaim "
        f"add PATH --db {path}', or see 'crossclaim check --db {path}'"
    )


def remove(database: sqlite3.Connection, ids: Sequence[str], compared: Collection[str]) -> int:
    """Remove the articles `ids`, and the facts that they take part in; how many articles went.

    `compared` are the ids of the last comparison, also of articles that have changed since. Raises
    `InputError`, and nothing should be kept of the transaction, where an id is unknown.
    """
    wanted = list(dict.fromkeys(ids))
    for name in wanted:
        if not _is_held(database, name):
            raise InputError(f"no article {name!r} in the store; {_nearest(database, name)}")
    for name in wanted:
        _forget(database, name)
        database.execute("DELETE FROM articles WHERE id = ?", (pack(name),))
        database.execute("UPDATE comparison SET removed = removed + ?", (int(name in compared),))
    return len(wanted)


def drop_facts(database: sqlite3.Connection, article: str) -> None:
    """Drop the facts that `article` takes part in: without it they would say what nobody compared."""
    gone = database.execute(
        "DELETE FROM facts WHERE n IN (SELECT fact FROM claims WHERE article = ?)", (pack(article),)
    )
    database.execute("UPDATE comparison SET facts = facts - ?", (gone.rowcount,))


def _forget(database: sqlite3.Connection, article: str) -> None:
    """Take `article` out of the last comparison."""
    drop_facts(database, article)
    if is_compared(database, article):
        database.execute("UPDATE comparison SET articles = articles - 1")
        database.execute("UPDATE articles SET compared = 0 WHERE id = ?", (pack(article),))


def is_compared(database: sqlite3.Connection, name: str) -> bool:
    """Whether the last comparison holds the article as it stands in the store."""
    query = "SELECT 1 FROM articles WHERE id = ? AND compared = 1"
    return database.execute(query, (pack(name),)).fetchone() is not None


def text_hash(text: str) -> str:
    """SHA-256 of a text, as the header of a report has it."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class _Held(NamedTuple):
    """What tells whether an article that comes is the one that is held; as it is read now where that is not
    `sound`."""

    sound: bool
    digest: bytes
    text: str
    path: str
    source: str
    url: str


def _held(database: sqlite3.Connection, name: str) -> _Held | None:
    query = f"SELECT {_RAW} FROM articles WHERE id = ?"  # noqa: S608
    row = database.execute(query, (pack(name),)).fetchone()
    if row is None:
        return None
    named, found = dict(zip(COLUMNS, row, strict=False)), _article(row)
    known = found.article if isinstance(found, Damaged) else found
    text = text_hash(known.text) if known else _shown(row[-1])
    shown = (_shown(named[column]) for column in ("path", "source", "url"))
    return _Held(found is known, row[len(COLUMNS)], text, *shown)


def _is_held(database: sqlite3.Connection, name: str) -> bool:
    return database.execute("SELECT 1 FROM articles WHERE id = ?", (pack(name),)).fetchone() is not None


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


def _nearest(database: sqlite3.Connection, name: str) -> str:
    known = [unpack(key) for (key,) in database.execute("SELECT id FROM articles LIMIT ?", (_NEAR_IDS,))]
    near = get_close_matches(name, known, n=1, cutoff=0.4)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"there are {', '.join(map(repr, sorted(known)[:5]))}" if known else "it is empty"
