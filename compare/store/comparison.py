"""A comparison in and out of the store."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from compare.errors import StoreError
from compare.models import Article, Claim, Facet, Fact, Story, Value
from compare.reports.report import Report
from compare.store import articles as stored_articles
from compare.store.records import dump, load, pack, unpack
from compare.text_safety import visible

__all__ = [
    "Run",
    "load_facts",
    "load_report",
    "load_stories",
    "nothing_compared",
    "program",
    "run_of",
    "save",
]


@dataclass(frozen=True, slots=True)
class Run:
    """How the last comparison was made: `run` as in facts.json, the program that made it, and how many of
    its articles were removed since."""

    run: Mapping[str, object]
    code: str
    removed: int


def run_of(database: sqlite3.Connection) -> Run | None:
    """How the last comparison was made; None where there is none."""
    row = database.execute("SELECT run, code, removed FROM comparison").fetchone()
    return None if row is None else Run(json.loads(unpack(row[0])), row[1], row[2])


@cache
def program() -> str:
    """A fingerprint of the program: another version of it may find something else in the same articles."""
    root = Path(__file__).resolve().parents[1]
    found = hashlib.sha256()
    for path in sorted(root.rglob("*")):
        if path.suffix in (".py", ".json", ".toml", ".tsv", ".txt"):
            found.update(path.read_bytes())
    return found.hexdigest()[:16]


def save(database: sqlite3.Connection, report: Report) -> None:
    """Replace the comparison of the store by `report`, in the transaction that is open.

    What was added, changed or removed while it was made waits for the next one.
    """
    held = {unpack(key): digest for key, digest in database.execute("SELECT id, digest FROM articles")}
    kept = [a for a in report.articles if held.get(a.id) == stored_articles.digest_of(a)]
    gone = {article.id for article in report.articles} - {article.id for article in kept}
    database.execute("DELETE FROM claim_values")
    database.execute("DELETE FROM claims")
    database.execute("DELETE FROM facts")
    database.execute("DELETE FROM stories")
    database.execute("INSERT INTO fact_words (fact_words) VALUES ('delete-all')")
    known = {article.id: article for article in kept}
    claim_n = 0
    for n, fact in enumerate(report.facts, 1):
        if any(claim.article in gone for claim in fact.claims):
            continue
        _save_fact(database, n, fact)
        _save_words(database, n, fact, known)
        for claim in fact.claims:
            claim_n += 1
            _save_claim(database, claim_n, n, claim)
    for n, story in enumerate(report.stories, 1):
        database.execute("INSERT INTO stories VALUES (?, ?)", (n, dump(story)))
    database.execute("UPDATE articles SET compared = 0")
    database.executemany(
        "UPDATE articles SET compared = 1 WHERE id = ?", ((pack(article.id),) for article in kept)
    )
    run = pack(json.dumps(report.run, ensure_ascii=False))
    removed = len(gone - held.keys())  # what changed waits as an article of the store
    database.execute("INSERT OR REPLACE INTO comparison VALUES (1, ?, ?, ?)", (run, program(), removed))


def _save_fact(database: sqlite3.Connection, n: int, fact: Fact) -> None:
    database.execute(
        "INSERT INTO facts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            n,
            pack(fact.id),
            pack(fact.topic),
            fact.facet.value,
            fact.verdict.verdict.value,
            pack(fact.verdict.reason),
            float(fact.score),
            int(fact.origins),
            dump(fact, without="claims"),
        ),
    )


def _save_claim(database: sqlite3.Connection, n: int, fact: int, claim: Claim) -> None:
    database.execute(
        "INSERT INTO claims VALUES (?, ?, ?, ?, ?)",
        (n, pack(claim.id), fact, pack(claim.article), dump(claim, without="value")),
    )
    value = claim.value
    if value is None:
        return
    low, high = (bound.isoformat() if isinstance(bound, date) else bound for bound in (value.low, value.high))
    database.execute(
        "INSERT INTO claim_values VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            n,
            value.kind.value,
            pack(value.value),
            low,
            high,
            pack(value.unit),
            pack(value.counted),
            dump(value),
        ),
    )


def _save_words(database: sqlite3.Connection, n: int, fact: Fact, articles: Mapping[str, Article]) -> None:
    """The words that a search finds the fact by."""
    stated: list[str] = []
    names: list[str] = []
    for claim in fact.claims:
        names += claim.names
        stated.append(claim.focus.text)
        if claim.value is not None:
            stated += [claim.value.value, claim.value.counted, claim.value.unit]
            if claim.facet is Facet.NAME:
                names.append(claim.value.value)
    sources = [articles[claim.article].source or claim.article for claim in fact.claims]
    groups = ([fact.topic], stated, [claim.text for claim in fact.claims], names, sources)
    words = [visible("\n".join(dict.fromkeys(group))) for group in groups]
    database.execute(
        "INSERT INTO fact_words (rowid, topic, stated, sentences, names, sources) VALUES (?, ?, ?, ?, ?, ?)",
        (n, *words),
    )


def load_report(database: sqlite3.Connection, path: Path) -> Report:
    """The comparison in the store. Raises `StoreError` where there is none that this version can read."""
    run = run_of(database)
    if run is None:
        raise nothing_compared(path)
    articles = stored_articles.read(database, compared=True)
    return Report(articles, load_facts(database), run.run, load_stories(database))


def load_stories(database: sqlite3.Connection) -> list[Story]:
    """The stories of the comparison, of the articles that are still there. Raises as `load_facts`."""
    there = {unpack(key) for (key,) in database.execute("SELECT id FROM articles WHERE compared = 1")}
    with _readable(database):
        rows = database.execute("SELECT record FROM stories ORDER BY n").fetchall()
        stories = [load(Story, record) for (record,) in rows]
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
        path = database.execute("PRAGMA database_list").fetchone()[2]
        raise StoreError(
            f"the comparison in the store {path!r} is of another version of crossclaim ({error}); "
            f"compare again with 'crossclaim report --db {path}'"
        ) from None


def _load_facts(database: sqlite3.Connection, numbers: Sequence[int] | None) -> list[Fact]:
    chosen: str = ""
    given: tuple[str, ...] = ()
    if numbers is not None:
        chosen, given = "WHERE n IN (SELECT value FROM json_each(?))", (json.dumps(list(numbers)),)
    facts = database.execute(f"SELECT n, record FROM facts {chosen} ORDER BY n", given).fetchall()  # noqa: S608
    claims = dict(_claims(database, chosen.replace("WHERE n", "WHERE fact"), given))
    return [_fact(database, record, claims.get(n, ())) for n, record in facts]


def _fact(database: sqlite3.Connection, record: str | bytes, claims: tuple[Claim, ...]) -> Fact:
    fact = load(Fact, record, claims=claims)
    why = fact.explanation
    if why is None or why.nearest is None or stored_articles.is_compared(database, why.nearest.claim.article):
        return fact
    # The claim that came nearest is of an article that was changed or removed since.
    return replace(fact, explanation=replace(why, nearest=None))


def _claims(
    database: sqlite3.Connection, chosen: str, given: tuple[str, ...]
) -> Iterator[tuple[int, tuple[Claim, ...]]]:
    rows = database.execute(
        "SELECT fact, claims.record, claim_values.record FROM claims "  # noqa: S608
        f"LEFT JOIN claim_values ON claim = n {chosen} ORDER BY fact, n",
        given,
    )
    for fact, group in groupby(rows, key=itemgetter(0)):
        yield fact, tuple(_claim(claim, value) for _, claim, value in group)


def _claim(claim: str | bytes, value: str | bytes | None) -> Claim:
    return load(Claim, claim, value=None if value is None else load(Value, value))
