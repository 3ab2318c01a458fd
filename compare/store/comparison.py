"""A comparison in and out of the store."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any

from compare.errors import StoreError
from compare.models import Article, Claim, Facet, Fact, Story, Value
from compare.reports.report import Report
from compare.store import articles as stored_articles
from compare.store.article_rows import digest_of
from compare.store.checksums import checksum
from compare.store.failures import damaged, intact, path_of
from compare.store.plan import Plan, planned
from compare.store.records import dump, load, pack, squeezed, unpack
from compare.text_safety import visible
from compare.version import program

__all__ = [
    "Run",
    "asked_for",
    "contents_of",
    "load_facts",
    "load_report",
    "load_stories",
    "nothing_compared",
    "program",
    "run_of",
    "save",
]


_OF_FACT, _OF_CLAIM = ("claims", "id", "topic"), ("value", "id", "article")
"""Fields that stand in columns and rows of their own; until the tenth step in the records as well."""
_CLAIM_COLUMNS = 5
"""Of the table of claims, as they are read."""
_RECORD, _CONTENT = 8, 9
"""Where the record stands in the row of a fact, and what its content is known by, where it has that."""
_CHECKSUM = 9
"""Where its checksum stands in the table."""
_DIGEST = 16
"""Bytes by which the content of a fact is known again."""
_BESIDE_CLAIMS = attrgetter(*(field.name for field in fields(Fact) if field.name != "claims"))
"""All of a fact but its claims."""
_TOLD = 80
"""Characters of a topic that name its fact."""
_WORDS = "rowid, topic, stated, sentences, names, sources"
_SIX = "?, ?, ?, ?, ?, ?"
"""The columns of the index of words, and a place for each."""


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


def save(
    database: sqlite3.Connection, report: Report, contents: Sequence[bytes] | None = None
) -> list[int | None]:
    """Replace the comparison of the store by `report`, in the transaction that is open; the number that each
    of its facts has, None where it is not kept.

    What was added, changed or removed while it was made waits for the next one. With `contents`, what
    `contents_of` says of its facts, those that the store holds already are not written again.
    """
    held = {unpack(key): digest for key, digest in database.execute("SELECT id, digest FROM articles")}
    kept = [a for a in report.articles if held.get(a.id) == digest_of(a)]
    gone = {article.id for article in report.articles} - {article.id for article in kept}
    whole = [row for row, fact in enumerate(report.facts) if all(c.article not in gone for c in fact.claims)]
    said = [b"" if contents is None else contents[row] for row in whole]
    written = _write(database, [report.facts[row] for row in whole], said, kept)
    told = [(n, dump(story)) for n, story in enumerate(report.stories, 1)]
    database.execute("DELETE FROM stories")
    database.executemany("INSERT INTO stories VALUES (?, ?)", told)
    _mark_compared(database, [pack(article.id) for article in kept])
    run = pack(json.dumps(report.run, ensure_ascii=False))
    removed = len(gone - held.keys())  # what changed waits as an article of the store
    for statement in ("SAVEPOINT words", "RELEASE words"):  # FTS5 writes what it holds in memory still
        database.execute(statement)
    code, parts = program(), (words_checksum(database), checksum(told))
    database.execute(
        "INSERT OR REPLACE INTO comparison VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)",
        (run, code, removed, len(kept), len(whole), *parts, run_checksum(run, code, *parts)),
    )
    numbers: list[int | None] = [None] * len(report.facts)
    for row, n in zip(whole, written, strict=True):
        numbers[row] = n
    return numbers


def _mark_compared(database: sqlite3.Connection, ids: Sequence[str | bytes]) -> None:
    """Mark the articles that the comparison holds, and no others; only marks that change are written."""
    wanted = set(ids)
    marks = database.execute("SELECT id, compared FROM articles").fetchall()
    changed = [(int(key in wanted), key) for key, compared in marks if compared != int(key in wanted)]
    database.executemany("UPDATE articles SET compared = ? WHERE id = ?", changed)


def contents_of(facts: Sequence[Fact], readings: Mapping[str, str]) -> list[bytes]:
    """A digest of each fact with all of its claims, which are known by the `readings` that they are of.

    These are digests of what each article says, by its id: one program reads the same claims in it. A fact of
    other articles has no content.
    """
    return [
        _content(fact, readings) if all(claim.article in readings for claim in fact.claims) else b""
        for fact in facts
    ]


def _content(fact: Fact, readings: Mapping[str, str]) -> bytes:
    claims = [
        (readings[c.article], c.id, c.sentence, c.start, c.end, c.focus.start, c.focus.end)
        for c in fact.claims
    ]
    plain = repr((_BESIDE_CLAIMS(fact), claims))
    return hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()


def _write(
    database: sqlite3.Connection,
    facts: Sequence[Fact],
    contents: Sequence[bytes],
    articles: Sequence[Article],
) -> Sequence[int]:
    """Write `facts`, in their order, but for those that are there already; the numbers that they have."""
    plan, forgotten = _planned(database, contents)
    if plan.kept:
        database.executemany("DELETE FROM facts WHERE n = ?", ((n,) for n in plan.gone))
    else:
        for table in ("claim_values", "claims", "facts"):
            database.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    if forgotten is None:
        database.execute("INSERT INTO fact_words (fact_words) VALUES ('delete-all')")
    else:
        # The index holds no texts, and has to be told what it forgets.
        database.executemany(
            f"INSERT INTO fact_words (fact_words, {_WORDS}) VALUES ('delete', {_SIX})",  # noqa: S608 - our own
            forgotten,
        )
    sources = {article.id: article.source for article in articles}
    (claim_n,) = database.execute("SELECT COALESCE(MAX(n), 0) FROM claims").fetchone()
    for fact, n, content in zip(facts, plan.numbers, contents, strict=True):
        if n not in plan.kept:
            rows = _Rows(_fact_row(n, fact), content)
            for claim in fact.claims:
                claim_n += 1
                rows.add(claim_n, claim)
            rows.write(database)
        if n not in plan.kept or forgotten is None:
            row = (n, *_words(fact, sources))
            database.execute(f"INSERT INTO fact_words ({_WORDS}) VALUES ({_SIX})", row)  # noqa: S608 - our own
    return plan.numbers


Words = tuple[int | str, ...]
"""The number of a fact, and its words in the columns of `_WORDS`."""


def _planned(database: sqlite3.Connection, contents: Sequence[bytes]) -> tuple[Plan, list[Words] | None]:
    """Which facts are kept, and of those that go the words that the index holds; None where all words are to
    be written anew.

    Nothing is kept where anything is not as it was written, or was written by another program.
    """
    try:
        plan = planned(_held(database), contents)
        return plan, _held_words(database, plan.gone) if plan.kept else None
    except (StoreError, sqlite3.DatabaseError, KeyError, TypeError, ValueError, AttributeError):
        return planned([], contents), None


def _held(database: sqlite3.Connection) -> list[tuple[int, bytes]]:
    """Numbers and contents of the facts. Raises as `sound_rows`."""
    last = run_of(database)
    if last is None or last.code != program():
        return []
    found, claims, values = [], 0, 0
    for fact, of_claims, of_values in sound_rows(database, None):
        found.append((fact[0], fact[_CONTENT] if len(fact) > _CONTENT else b""))
        claims += len(of_claims)
        values += len(of_values)
    there = "SELECT (SELECT COUNT(*) FROM claims NOT INDEXED), (SELECT COUNT(*) FROM claim_values)"
    if database.execute(there).fetchone() != (claims, values):
        return []
    check_numbers(database, [n for n, _ in found])
    return found


def _held_words(database: sqlite3.Connection, gone: Sequence[int]) -> list[Words] | None:
    """What the index of words holds of the facts that are `gone`; None where it does not hold what it should.

    It keeps the words of facts that went with their articles, of which nobody knows any more what they were.
    """
    indexed = {n for (n,) in database.execute("SELECT id FROM fact_words_docsize")}
    if indexed != {n for (n,) in database.execute("SELECT n FROM facts")}:
        return None
    check_words(database)
    rows = database.execute("SELECT id, source FROM articles")
    sources = {unpack(key): unpack(source) for key, source in rows}
    facts = _load_facts(database, gone) if gone else []
    return [(n, *_words(fact, sources)) for n, fact in zip(sorted(gone), facts, strict=True)]


Column = str | bytes | int | float | None


class _Rows:
    """The rows of a fact: its own, those of its claims and of their values, under one checksum."""

    def __init__(self, fact: tuple[Column, ...], content: bytes) -> None:
        self._fact = fact
        self._content = content
        self._claims: list[tuple[Column, ...]] = []
        self._values: list[tuple[Column, ...]] = []

    def add(self, n: int, claim: Claim) -> None:
        """Add the rows of a claim."""
        self._claims.append(
            (n, pack(claim.id), self._fact[0], pack(claim.article), squeezed(dump(claim, _OF_CLAIM)))
        )
        if claim.value is not None:
            self._values.append(_value_row(n, claim.value))

    def write(self, database: sqlite3.Connection) -> None:
        """Write all of them."""
        fact = (*self._fact, *([self._content] if self._content else []))
        known = rows_checksum((fact, self._claims, self._values))
        row = (*self._fact, known, self._content)
        database.execute("INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        database.executemany("INSERT INTO claims VALUES (?, ?, ?, ?, ?)", self._claims)
        database.executemany("INSERT INTO claim_values VALUES (?, ?, ?, ?, ?, ?, ?, ?)", self._values)


def _fact_row(n: int, fact: Fact) -> tuple[Column, ...]:
    return (
        n,
        pack(fact.id),
        pack(fact.topic),
        fact.facet.value,
        fact.verdict.verdict.value,
        pack(fact.verdict.reason),
        float(fact.score) + 0.0,  # SQLite knows no -0.0 in a column of numbers
        int(fact.origins),
        squeezed(dump(fact, _OF_FACT)),
    )


def _value_row(n: int, value: Value) -> tuple[Column, ...]:
    low, high = (bound.isoformat() if isinstance(bound, date) else bound for bound in (value.low, value.high))
    return (
        n,
        value.kind.value,
        pack(value.value),
        None if low != low else low,  # noqa: PLR0124 - SQLite stores NaN as NULL
        None if high != high else high,  # noqa: PLR0124
        pack(value.unit),
        pack(value.counted),
        squeezed(dump(value)),
    )


def _words(fact: Fact, sources: Mapping[str, str]) -> list[str]:
    """The words that a search finds the fact by; `sources` are by article."""
    stated: list[str] = []
    names: list[str] = []
    for claim in fact.claims:
        names += claim.names
        stated.append(claim.focus.text)
        if claim.value is not None:
            stated += [claim.value.value, claim.value.counted, claim.value.unit]
            if claim.facet is Facet.NAME:
                names.append(claim.value.value)
    told = [sources[claim.article] or claim.article for claim in fact.claims]
    groups = ([fact.topic], stated, [claim.text for claim in fact.claims], names, told)
    return [visible("\n".join(dict.fromkeys(group))) for group in groups]


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
        return _load_facts(database, numbers)


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


def _load_facts(database: sqlite3.Connection, numbers: Sequence[int] | None) -> list[Fact]:
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
