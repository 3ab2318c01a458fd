"""A comparison into the store: of what it holds already, nothing is written again."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

from compare.errors import StoreError
from compare.models import Article, Claim, Facet, Fact, Value
from compare.store import comparison
from compare.store.article_rows import digest_of
from compare.store.checksums import checksum
from compare.store.comparison import (
    CONTENT,
    check_numbers,
    check_words,
    facts_of,
    rows_checksum,
    run_checksum,
    run_of,
    sound_rows,
    words_checksum,
)
from compare.store.plan import Plan, planned
from compare.store.records import dump, pack, squeezed, unpack
from compare.text_safety import visible

if TYPE_CHECKING:
    from compare.reports.report import Report

__all__ = ["contents_of", "save"]

_OF_FACT, _OF_CLAIM = ("claims", "id", "topic"), ("value", "id", "article")
"""Fields that stand in columns and rows of their own; until the tenth step in the records as well."""
_DIGEST = 16
"""Bytes by which the content of a fact is known again."""
_BESIDE_CLAIMS = attrgetter(*(field.name for field in fields(Fact) if field.name != "claims"))
"""All of a fact but its claims."""
_WORDS = "rowid, topic, stated, sentences, names, sources"
_SIX = "?, ?, ?, ?, ?, ?"
"""The columns of the index of words, and a place for each."""


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
    code, parts = comparison.program(), (words_checksum(database), checksum(told))
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
    if last is None or last.code != comparison.program():
        return []
    found, claims, values = [], 0, 0
    for fact, of_claims, of_values in sound_rows(database, None):
        found.append((fact[0], fact[CONTENT] if len(fact) > CONTENT else b""))
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
    facts = facts_of(database, gone) if gone else []
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
