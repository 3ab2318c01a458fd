"""A comparison out of the store, and whether it is as it was written."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from compare.errors import StoreError
from compare.models import Claim, Fact, Story, Value
from compare.reports.report import Report
from compare.store import articles as stored_articles
from compare.store.checksums import checksum
from compare.store.failures import damaged, intact, path_of
from compare.store.records import load, unpack
from compare.text_safety import visible
from compare.version import program

__all__ = [
    "Run",
    "asked_for",
    "load_facts",
    "load_report",
    "load_stories",
    "nothing_compared",
    "program",
    "run_of",
]


_CLAIM_COLUMNS = 5
"""Of the table of claims, as they are read."""
_RECORD, CONTENT = 8, 9
"""Where the record stands in the row of a fact, and what its content is known by, where it has that."""
_CHECKSUM = 9
"""Where its checksum stands in the table."""
_TOLD = 80
"""Characters of a topic that name its fact."""


@dataclass(frozen=True, slots=True)
class Run:
    """How the last comparison was made: `run` as in facts.json, the program that made it, and how many of
    its articles were removed since."""

    run: Mapping[str, object]
    code: str
    removed: int


def run_of(database: sqlite3.Connection) -> Run | None:
    """How the last comparison was made; None where there is none. Raises `StoreDamagedError`."""
    row = database.execute("SELECT run, code, removed, words, stories, checksum FROM comparison").fetchone()
    if row is None:
        if database.execute("SELECT 1 FROM facts LIMIT 1").fetchone():
            raise damaged(path_of(database), "how it was compared is not there, and facts are")
        return None
    run, code, removed, *parts, known = row
    with intact(database, "how it was compared"):
        if run_checksum(run, code, *parts) != known:
            raise ValueError("another checksum than it was written with")
        return Run(json.loads(unpack(run)), code, removed)


def run_checksum(run: str | bytes, code: str, words: bytes, stories: bytes) -> bytes:
    """The checksum of how a comparison was made, and of the checksums of its words and stories."""
    return checksum([[run, code, words, stories]])


def words_checksum(database: sqlite3.Connection) -> bytes:
    """The checksum of the index of words, as SQLite keeps it."""
    found = hashlib.blake2b(digest_size=8)
    for table, blob in (("data", "block"), ("docsize", "sz")):
        for number, data in database.execute(f"SELECT id, {blob} FROM fact_words_{table} ORDER BY 1"):  # noqa: S608
            if not isinstance(data, bytes):
                return b""  # of no index that was written
            found.update(b"%d %d " % (number, len(data)))
            found.update(data)
    for table in ("idx", "config"):
        found.update(checksum(database.execute(f"SELECT * FROM fact_words_{table} ORDER BY 1, 2")))  # noqa: S608
    return found.digest()


FOUND = frozenset({"judged", "possible_beyond", "tables"})
"""What the run of a report says of what was found, beside how it was made."""


def asked_for(run: Mapping[str, object]) -> Mapping[str, object]:
    """`run` as it was asked for: without what was found, and without what a judge said; with all of it where
    answers are missing, so that the judge is asked again."""
    told = run.get("judged")
    if isinstance(told, Mapping) and told.get("unanswered"):
        return run
    return {name: value for name, value in run.items() if name not in FOUND}


def load_report(database: sqlite3.Connection, path: Path) -> Report:
    """The comparison in the store. Raises `StoreError` where there is none that this version can read."""
    run = run_of(database)
    if run is None:
        raise nothing_compared(path)
    check_counts(database, path)
    articles = stored_articles.read(database, compared=True)
    return Report(articles, load_facts(database), run.run, load_stories(database))


def check_counts(database: sqlite3.Connection, path: Path) -> None:
    """Raise `StoreDamagedError` where not as many articles and facts are there as were compared."""
    there = "SELECT (SELECT COUNT(*) FROM articles WHERE compared = 1), (SELECT COUNT(*) FROM facts)"
    counts = [database.execute(q).fetchone() for q in ("SELECT articles, facts FROM comparison", there)]
    if counts[0] != counts[1]:
        were, are = (f"{articles} articles and {facts} facts" for articles, facts in counts)
        raise damaged(path, f"{were} were compared, and {are} are there")


def load_stories(database: sqlite3.Connection) -> list[Story]:
    """The stories of the comparison, of the articles that are still there. Raises as `load_facts`."""
    with _readable(database):
        there = {unpack(key) for (key,) in database.execute("SELECT id FROM articles WHERE compared = 1")}
        rows = database.execute("SELECT * FROM stories ORDER BY n").fetchall()
        (known,) = database.execute("SELECT stories FROM comparison").fetchone() or (checksum([]),)
        if checksum(rows) != known:
            path = path_of(database)
            raise damaged(path, "the stories of the last comparison are not as they were written")
        stories = [load(Story, record) for _, record in rows]
    kept = (
        replace(story, articles=tuple(key for key in story.articles if key in there)) for story in stories
    )
    return [story for story in kept if story.articles]


def nothing_compared(path: Path) -> StoreError:
    """The error for a store without a comparison."""
    return StoreError(
        f"the store {str(path)!r} holds no comparison yet; compare with 'crossclaim report --db {path}'"
    )


def load_facts(database: sqlite3.Connection, numbers: Sequence[int] | None = None) -> list[Fact]:
    """The facts of the store in the order of the report; with `numbers` those whose ``n`` is among them.

    Raises `StoreError` where they were stored by a version with other records.
    """
    with _readable(database):
        return facts_of(database, numbers)


@contextmanager
def _readable(database: sqlite3.Connection) -> Iterator[None]:
    """Records of another version as an error of ours."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        path = path_of(database)
        raise StoreError(
            f"the comparison in the store {path!r} is of another version of crossclaim ({error}); "
            f"compare again with 'crossclaim report --db {path}'"
        ) from None


def facts_of(database: sqlite3.Connection, numbers: Sequence[int] | None) -> list[Fact]:
    """As `load_facts`, which tells records of another version."""
    return [
        _fact(database, fact, tuple(_claims(claims, values)))
        for fact, claims, values in sound_rows(database, numbers)
    ]


FactRows = tuple[tuple[Any, ...], Sequence[tuple[Any, ...]], Sequence[tuple[Any, ...]]]
"""The row of a fact, those of its claims and those of their values, in order."""


def rows_of(
    database: sqlite3.Connection, numbers: Sequence[int] | None = None
) -> Iterator[tuple[FactRows, bytes]]:
    """The rows of the facts, or of those with the `numbers`, each with the checksum it was written with."""
    chosen: str = ""
    given: tuple[str, ...] = ()
    if numbers is not None:
        chosen, given = "WHERE n IN (SELECT value FROM json_each(?))", (json.dumps(list(numbers)),)
    facts = database.execute(f"SELECT * FROM facts {chosen} ORDER BY n", given)  # noqa: S608
    of_claims = chosen.replace("WHERE n", "WHERE fact")
    both = database.execute(
        "SELECT claims.*, claim_values.* FROM claims LEFT JOIN claim_values ON claim = n "  # noqa: S608
        f"{of_claims} ORDER BY fact, n",
        given,
    )
    groups = groupby(both, key=itemgetter(2))
    ahead = next(groups, None)
    for fact, known in map(_checked, facts):  # side by side, so that a large store is never held twice
        while ahead is not None and (ahead[0] is None or ahead[0] < fact[0]):
            ahead = next(groups, None)
        joined = list(ahead[1]) if ahead is not None and ahead[0] == fact[0] else []
        claims = [row[:_CLAIM_COLUMNS] for row in joined]
        values = [row[_CLAIM_COLUMNS:] for row in joined if row[_CLAIM_COLUMNS] is not None]
        yield (fact, claims, values), known


def _checked(row: tuple[Any, ...]) -> tuple[tuple[Any, ...], bytes]:
    """The row of a fact and its checksum, behind which the content stands where there is one."""
    content = row[_CHECKSUM + 1 :]
    return row[:_CHECKSUM] + (content if any(content) else ()), row[_CHECKSUM]


def rows_checksum(rows: FactRows) -> bytes:
    """The checksum of the rows of a fact."""
    fact, claims, values = rows
    return checksum([fact, *claims, *values])


def named(rows: FactRows) -> str:
    """How a person knows the fact of some rows, as far as they tell it still: by its id and its topic."""
    key, topic = rows[0][1:3]
    with suppress(UnicodeDecodeError, AttributeError):  # damaged, or no text at all
        told = " ".join(visible(unpack(topic)).split())
        if len(told) > _TOLD:
            told = f"{told[:_TOLD].rstrip()}…"
        return f"the fact {visible(unpack(key))!r} ({told})"
    return "a fact whose id is lost"


def sound_rows(database: sqlite3.Connection, numbers: Sequence[int] | None) -> Iterator[FactRows]:
    """As `rows_of`. Raises `StoreDamagedError` for a fact that is not as it was written, or not there."""
    wanted = None if numbers is None else set(numbers)
    for rows, known in rows_of(database, numbers):
        if rows_checksum(rows) != known:
            path = path_of(database)
            raise damaged(path, f"{named(rows)} of the last comparison is not as it was written")
        if wanted is not None:
            wanted.discard(rows[0][0])
        yield rows
    if wanted:
        raise damaged(path_of(database), f"fact {min(wanted)} of the last comparison is not there")


def check_numbers(database: sqlite3.Connection, found: Collection[int]) -> None:
    """Raise `StoreDamagedError` where `found`, read from the rows of facts, are not the numbers in the
    index of their ids, or not as many as were compared."""
    held = {n for (n,) in database.execute("SELECT n FROM facts INDEXED BY facts_id")}
    (compared,) = database.execute("SELECT facts FROM comparison").fetchone()
    if held != set(found) or len(found) != compared:
        raise damaged(path_of(database), f"of the {compared} facts that were compared some are not there")


def check_words(database: sqlite3.Connection) -> None:
    """Raise `StoreDamagedError` where the index of words is not as it was written."""
    row = database.execute("SELECT words FROM comparison").fetchone()
    if row is not None and words_checksum(database) != row[0]:
        path = path_of(database)
        raise damaged(path, "the index of words is not as it was written")


def _fact(database: sqlite3.Connection, row: tuple[Any, ...], claims: tuple[Claim, ...]) -> Fact:
    fact = load(Fact, row[_RECORD], id=unpack(row[1]), topic=unpack(row[2]), claims=claims)
    why = fact.explanation
    if why is None or why.nearest is None or stored_articles.is_compared(database, why.nearest.claim.article):
        return fact
    # The claim that came nearest is of an article that was changed or removed since.
    return replace(fact, explanation=replace(why, nearest=None))


def _claims(claims: Sequence[tuple[Any, ...]], values: Sequence[tuple[Any, ...]]) -> Iterator[Claim]:
    by_claim = {row[0]: row[-1] for row in values}
    for row in claims:
        plain = by_claim.get(row[0])
        value = None if plain is None else load(Value, plain)
        yield load(Claim, row[-1], id=unpack(row[1]), article=unpack(row[3]), value=value)
