"""Search in the store: facts about a topic, by words (FTS5) and by meaning (the facts' vectors), fused.

Each of the two proposes facts, and so do the days of publication where the topic has a date; the best of
what they propose are ranked as `ranking` ranks a report, by their titles too. Facts that reviewers touched
are few; they are all proposed, as reviewed.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from compare.embeddings import Encoder
from compare.errors import InputError
from compare.models import Article, DecisionKind, Fact, Story
from compare.store import decisions
from compare.store.articles import days, read_metadata
from compare.store.articles import read as read_articles
from compare.store.asked import Asked, ask, news_span
from compare.store.comparison import (
    check_numbers,
    check_words,
    load_facts,
    load_stories,
    nothing_compared,
    run_of,
)
from compare.store.failures import damaged, intact, path_of
from compare.store.ranking import IN_PASSING, Filters, Hit, find_id, meanings, named, rank, select, terms
from compare.store.records import pack, unpack
from compare.store.soundness import is_known, looked_over
from compare.store.vectors import cosines, encoder_of, read_fact_vectors

if TYPE_CHECKING:
    from compare.store.store import Store

__all__ = ["Found", "fact_in_store", "model_of", "search_store", "shared_facts", "stories_in"]

PROPOSED = 150
"""Facts that words and meaning propose each, beside three times what is asked for."""

RANKED = 20
"""Facts whose titles and sentences are compared with the topic, beside three times what is asked for."""

_IDS = (
    "SELECT value FROM json_each(?) UNION ALL SELECT id FROM articles "
    "WHERE typeof(id) = 'blob' AND hex(id) IN (SELECT value FROM json_each(?))"
)
"""The ids of a list, and those of a list in hexadecimal."""

WEIGHTS = "3, 2, 1, 2, 1"
"""What a word counts in a fact's topic, values, sentences, names and sources."""


AT_ONCE = 4096
"""Facts that words find which are looked at together."""

Numbers = NDArray[np.int64]
"""Facts by their numbers, in order."""


@dataclass(frozen=True, slots=True)
class Found:
    """The facts on a topic, their articles without the texts, and how many facts the store holds."""

    hits: tuple[Hit, ...]
    articles: tuple[Article, ...]
    facts: int


def search_store(store: Store, topic: str, filters: Filters, encoder: Encoder, limit: int = 10) -> Found:
    """At most `limit` facts about `topic` that pass `filters`, as reviewed, the most relevant first.

    Raises `InputError` for a source that the store does not have, `StoreError` where nothing is compared.
    """
    with store.reading():
        database = _sound(store)
        asked = ask(topic, days(database))
        touched = _Touched.read(database)
        named_by = read_metadata(database) if filters.sources else touched.articles
        changed = select(touched.facts, named_by, filters)
        judged = _allowed(database, filters, named_by)
        own = np.array(sorted(touched.numbers), dtype=np.int64)
        allowed = judged[~_held(judged, own)]
        near = _nearness(database, encoder, asked.words, np.sort(np.concatenate([allowed, own])))
        most = PROPOSED + 3 * limit
        proposed = sorted(
            _proposed(database, topic, near, allowed, most) | _timely(database, asked, near, allowed, most)
        )
        meaning = [float(part) for part in near.of(proposed)]
        meaning += [max(map(float, near.of(sorted(touched.places(fact)))), default=0.0) for fact in changed]
        facts = [*load_facts(database, proposed), *changed]
        (total,) = database.execute("SELECT COUNT(*) FROM facts").fetchone()
        frequency = _frequency(database, asked.words)
        facts = _best(asked, facts, meaning, frequency, total, RANKED + 3 * limit)
        hits = rank(asked, facts, meanings(asked.words, facts, encoder), frequency, total)[:limit]
        articles = read_metadata(database, {key for hit in hits for key in _articles_of(hit.fact)})
    return Found(tuple(hits), tuple(articles), total)


def _articles_of(fact: Fact) -> set[str]:
    """The ids of the articles that a fact names: those of its claims, and of the claim that came nearest."""
    near = fact.explanation and fact.explanation.nearest
    return {claim.article for claim in (*fact.claims, *([near.claim] if near else []))}


def fact_in_store(store: Store, key: str) -> tuple[Fact, list[Article]]:
    """The fact with the id `key`, or the only one whose id begins so, as reviewed, and all articles.

    The articles are without their texts. Raises as `find_id`, and `StoreError` where nothing is compared.
    """
    with store.reading():
        database = _compared(store)
        articles = read_metadata(database)
        touched = _Touched.read(database)
        rows = database.execute("SELECT n, id FROM facts").fetchall()
        with intact(database, "the ids of facts"):
            numbers = {unpack(name): n for n, name in rows if n not in touched.numbers}
        changed = {fact.id: fact for fact in touched.facts}
        found = find_id({**numbers, **changed}, key)
        if found in changed:
            return changed[found], articles
        return load_facts(database, [numbers[found]])[0], articles


def shared_facts(store: Store) -> tuple[list[Fact], list[Article]]:
    """The facts of two articles or more, as reviewed, and all articles with their texts."""
    # All rows are read, and are under the checksums of their facts: no index, which has none.
    several = (
        "SELECT fact FROM claims NOT INDEXED GROUP BY fact HAVING COUNT(DISTINCT article) > 1 ORDER BY 1"
    )
    with store.reading():
        database = _compared(store)
        articles = read_articles(database)
        touched = _Touched.read(database)
        numbers = [n for (n,) in database.execute(several) if n not in touched.numbers]
        return [*load_facts(database, numbers), *touched.facts], articles


def stories_in(store: Store) -> list[Story]:
    """The stories of the last comparison. Raises `StoreError` where nothing is compared."""
    with store.reading():
        return load_stories(_compared(store))


_MODEL = (
    "SELECT json_extract(run, '$.settings.embedding.model') FROM comparison "
    "WHERE typeof(run) = 'text' AND json_valid(run)"
)


def model_of(store: Store) -> str | None:
    """The model that the store was compared with, as the settings name it; None where nothing is compared."""
    with store.reading():
        # All of a run names all articles: in a store that is known to be whole one setting is enough.
        row = store.connection.execute(_MODEL).fetchone() if is_known(store.path) else None
        if row is not None:
            return None if row[0] is None else str(row[0])
        run = run_of(store.connection)
    try:
        return str(run.run["settings"]["embedding"]["model"]) if run else None  # type: ignore[index]
    except (KeyError, TypeError):
        return None


def _compared(store: Store) -> sqlite3.Connection:
    """The connection of a store that holds a comparison."""
    if run_of(store.connection) is None:
        raise nothing_compared(store.path)
    return store.connection


def _sound(store: Store) -> sqlite3.Connection:
    """The connection of a store that holds a comparison, of which all that a search rests on is as it was
    written."""
    if store.connection.execute("SELECT 1 FROM comparison").fetchone() is None:
        return _compared(store)
    looked_over(store.path, lambda: _check(store.connection))
    return store.connection


@dataclass(frozen=True, slots=True)
class _Touched:
    """The facts that decisions are about: numbers of the facts by claim, and what reviewers made of them."""

    by_claim: Mapping[str, set[int]]
    facts: Sequence[Fact]
    articles: Sequence[Article]

    @classmethod
    def read(cls, database: sqlite3.Connection) -> Self:
        """Apply the log to the facts that it touches."""
        log = decisions.read(database)
        names = sorted({key for decision in log for key in (*decision.claims, *decision.others)})
        of_claim = "SELECT fact FROM claims WHERE id = ?"
        numbers = sorted({n for key in names for (n,) in database.execute(of_claim, (pack(key),))})
        if not numbers:
            return cls({}, (), ())
        from compare.reports.report import Report
        from compare.review import apply_decisions

        facts = load_facts(database, numbers)
        ids = {claim.article for fact in facts for claim in fact.claims}
        # What merges and splits made is judged again, and only texts tell which of its articles are copies.
        judged = any(decision.kind in (DecisionKind.MERGE, DecisionKind.SPLIT) for decision in log)
        articles = read_articles(database, ids=ids) if judged else read_metadata(database, ids)
        by_claim: defaultdict[str, set[int]] = defaultdict(set)
        for n, fact in zip(numbers, facts, strict=True):
            for claim in fact.claims:
                by_claim[claim.id].add(n)
        last = run_of(database)
        decided = apply_decisions(Report(articles, facts, last.run if last else {}), log)
        return cls(by_claim, decided.facts, articles)

    @property
    def numbers(self) -> set[int]:
        """Numbers of the facts that these stand for."""
        return set().union(*self.by_claim.values())

    def places(self, fact: Fact) -> set[int]:
        """The numbers of the facts that the claims of `fact` come from."""
        return {n for claim in fact.claims for n in self.by_claim.get(claim.id, ())}


def _check(database: sqlite3.Connection) -> None:
    """Raise `StoreDamagedError` where something is lost that a search would not miss."""
    run_of(database)
    check_words(database)
    read_metadata(database)
    # Of each row something is read that no index holds: a row of a page that is lost has none.
    facts = dict(database.execute("SELECT n, verdict FROM facts NOT INDEXED WHERE origins >= 0"))
    check_numbers(database, facts)
    # By this index facts are left out.
    if dict(database.execute("SELECT n, verdict FROM facts INDEXED BY facts_verdict")) != facts:
        raise damaged(path_of(database), "the index of verdicts does not say what the facts do")
    read_fact_vectors(database)


def _allowed(database: sqlite3.Connection, filters: Filters, articles: Sequence[Article]) -> Numbers:
    """The facts that pass `filters` as the tool judged them; `articles` say whose a source is."""
    where, given = ["TRUE"], list[object]()
    if filters.min_origins > 0:
        where.append("origins >= ?")
        given.append(filters.min_origins)
    for column, chosen in (("verdict", filters.verdicts), ("facet", filters.facets)):
        if chosen:
            where.append(f"{column} IN (SELECT value FROM json_each(?))")  # noqa: S608 - only our own words
            given.append(json.dumps([str(word) for word in chosen]))
    stated = "n IN (SELECT fact FROM claims JOIN articles ON articles.id = article WHERE {})"
    if filters.sources:
        wanted = named(filters.sources, {article.id: article for article in articles})
        keys = [pack(key) for key in sorted(wanted)]
        # Two variables for any number of articles: SQLite has a limit for them. JSON holds no bytes.
        where.append(stated.format(f"articles.id IN ({_IDS})"))
        given.append(json.dumps([key for key in keys if isinstance(key, str)]))
        given.append(json.dumps([key.hex().upper() for key in keys if isinstance(key, bytes)]))
    if filters.since is not None or filters.until is not None:
        where.append(stated.format("published BETWEEN ? AND ?"))
        given += [str(filters.since or date.min), str(filters.until or date.max)]
    # In one text: a row for each would take four times as long.
    query = f"SELECT group_concat(n) FROM facts WHERE {' AND '.join(where)}"  # noqa: S608 - only our own words
    (found,) = database.execute(query, given).fetchone()
    return np.sort(np.fromstring(found, dtype=np.int64, sep=",")) if found else np.zeros(0, np.int64)


def _proposed(database: sqlite3.Connection, topic: str, near: _Near, allowed: Numbers, most: int) -> set[int]:
    """The facts that are nearest to the topic by words and by meaning, at most twice `most`."""
    found: list[int] = []
    match = _match(terms(topic))
    if match:
        rows = database.execute(
            "SELECT rowid FROM fact_words WHERE fact_words MATCH ? "  # noqa: S608 - only our own words
            f"ORDER BY bm25(fact_words, {WEIGHTS}), rowid",
            (match,),
        )
        while len(found) < most and (some := rows.fetchmany(AT_ONCE)):
            found += _within(some, allowed)
    return {*found[:most], *_nearest(near, allowed, most)}


def _within(rows: Sequence[tuple[int]], allowed: Numbers) -> list[int]:
    """Those of some facts, in their order, that are `allowed`."""
    found = np.array([n for (n,) in rows], dtype=np.int64)
    return [int(n) for n in found[_held(found, allowed)]]


def _held(numbers: Numbers, among: Numbers) -> NDArray[np.bool_]:
    """(numbers,) which of them are among others."""
    if not len(among):
        return np.zeros(len(numbers), dtype=bool)
    at = np.minimum(np.searchsorted(among, numbers), len(among) - 1)
    return np.asarray(among[at] == numbers)


def _nearest(near: _Near, among: Numbers, most: int) -> list[int]:
    """The `most` facts that are nearest in meaning."""
    meaning = near.of(among)
    if len(among) > most:
        least = np.partition(meaning, len(among) - most)[len(among) - most]
        among, meaning = among[meaning >= least], meaning[meaning >= least]
    return [int(n) for n in among[np.argsort(-meaning, kind="stable")[:most]]]


def _timely(database: sqlite3.Connection, asked: Asked, near: _Near, allowed: Numbers, most: int) -> set[int]:
    """The facts of articles that news of the time asked for stands in: those that come first in the report
    where all is asked for, else those that are nearest in meaning, at most `most`."""
    if asked.asks_all and not asked.spans:
        return set(allowed[:most].tolist())
    query = (
        "SELECT DISTINCT fact FROM claims JOIN articles ON articles.id = article "
        "WHERE published BETWEEN ? AND ? ORDER BY fact"
    )
    spans = (news_span(span) for span in asked.spans)
    rows = {row for first, last in spans for row in database.execute(query, (str(first), str(last)))}
    found = _within(sorted(rows), allowed)
    return set(found[:most] if asked.asks_all else _nearest(near, np.array(found, np.int64), most))


def _best(
    asked: Asked,
    facts: Sequence[Fact],
    meaning: Sequence[float],
    frequency: Mapping[str, int],
    total: int,
    most: int,
) -> list[Fact]:
    """The facts to look at closely: the most relevant ones by what the store knows, and the nearest ones."""
    found = {hit.fact.id: hit.fact for hit in rank(asked, facts, meaning, frequency, total)[:most]}
    nearest = sorted(zip(meaning, facts, strict=True), key=lambda pair: (-pair[0], pair[1].id))[:most]
    return list((found | {fact.id: fact for _, fact in nearest}).values())


def _match(wanted: Mapping[str, str]) -> str:
    """The terms as a query of FTS5: any of them, as lemma or as the topic writes it; quoted, so that none is
    read as an operator. The index cuts regular endings itself, of its words and of these."""
    return " OR ".join(f'"{word}"' for word in dict.fromkeys([*wanted, *wanted.values()]))


def _frequency(database: sqlite3.Connection, topic: str) -> dict[str, int]:
    """In how many facts of the store each term of the topic stands."""
    count = "SELECT COUNT(*) FROM fact_words WHERE fact_words MATCH ?"
    return {
        word: database.execute(count, (_match({word: written}),)).fetchone()[0]
        for word, written in terms(topic).items()
    }


@dataclass(frozen=True, slots=True)
class _Near:
    """For each fact by its number, in order, what its meaning has of the topic's, from 0 to 1."""

    n: Numbers
    near: NDArray[np.float32]

    def of(self, numbers: Sequence[int] | Numbers) -> NDArray[np.float32]:
        """(numbers,) that of some facts; 0 of those that have no vector."""
        asked = np.asarray(numbers, dtype=np.int64)
        near, held = np.zeros(len(asked), np.float32), _held(asked, self.n)
        near[held] = self.near[np.searchsorted(self.n, asked[held])]
        return near


def _nearness(database: sqlite3.Connection, encoder: Encoder, topic: str, among: Numbers) -> _Near:
    """How near the meaning of each of some facts is to the topic's."""
    made_by = encoder_of(database)
    if made_by and made_by != encoder.identity:
        raise InputError(
            f"the store was compared with the model {made_by!r}, and the topic is to be embedded with "
            f"{encoder.identity!r}; ask with the model of the store, or compare again with 'crossclaim add'"
        )
    if not made_by or not len(among):
        return _Near(np.zeros(0, np.int64), np.zeros(0, np.float32))
    wanted = encoder.encode([topic])[0].astype(np.float32)
    numbers, near = cosines(database, wanted, among)
    return _Near(numbers, np.clip(IN_PASSING * near, 0.0, 1.0, dtype=np.float32))
