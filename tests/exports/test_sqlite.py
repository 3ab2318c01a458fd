"""The SQLite file: what Datasette and sqlite3 read of it."""

from __future__ import annotations

import errno
import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from decided import ids, merge, report_of, said, undo
from samples import BARE, POST, sample_report

from compare.exports.relations import RELATIONS, VIEWS, rows_of
from compare.exports.sqlite import metadata_json, write_sqlite
from compare.exports.tables import Holdings
from compare.models import VerdictKind
from compare.reports.report import Report
from compare.review import apply_decisions

REPORT = sample_report()


def held(report: Report, log=()) -> Holdings:
    return Holdings(report.articles, report.facts, log, report.stories)


@pytest.fixture
def asked(tmp_path):
    """Makes the file of what is held, and asks it."""
    made = []

    def ask(holdings: Holdings, query: str, *values: object) -> list[tuple]:
        path = tmp_path / f"{len(made)}.sqlite"
        write_sqlite(rows_of(holdings), path)
        made.append(path)
        with closing(sqlite3.connect(path)) as database:
            return database.execute(query, values).fetchall()

    return ask


def test_every_table_has_its_rows(asked):
    counts = {name: asked(held(REPORT), f'SELECT COUNT(*) FROM "{name}"')[0][0] for name in RELATIONS}
    claims = [claim for fact in REPORT.facts for claim in fact.claims]
    assert counts == {
        "sources": 2,
        "stories": 2,
        "articles": 3,
        "facts": 5,
        "claims": len(claims),
        "claim_values": sum(claim.value is not None for claim in claims),
        "decisions": 0,
    }


def test_rows_refer_to_each_other(asked):
    assert asked(held(REPORT), "PRAGMA foreign_key_check") == []
    assert asked(held(REPORT), "PRAGMA integrity_check") == [("ok",)]
    keys = {
        (name, row[3], row[2], row[4])
        for name in RELATIONS
        for row in asked(held(REPORT), f'PRAGMA foreign_key_list("{name}")')
    }
    assert keys == {
        ("articles", "source", "sources", "name"),
        ("facts", "story", "stories", "id"),
        ("claims", "fact", "facts", "id"),
        ("claims", "article", "articles", "id"),
        ("claim_values", "claim", "claims", "n"),
    }


def test_what_a_source_says_can_be_asked(asked):
    query = (
        "SELECT articles.source, claims.focus, low, high, modifier FROM claim_values "
        "JOIN claims ON claims.n = claim JOIN articles ON articles.id = claims.article "
        "WHERE fact = 'f-differ' ORDER BY articles.source"
    )
    assert asked(held(REPORT), query) == [
        ("Evening Echo", "Fifteen passengers", 15.0, 15.0, "exact"),
        ("Harbour Post", "At least 12 passengers", 12.0, None, "at least"),
    ]
    days = "SELECT first, last, granularity FROM claim_values WHERE kind = 'date' AND value = '2024-03'"
    assert asked(held(REPORT), days) == [("2024-03-01", "2024-03-31", None)]


def test_a_source_has_its_articles(asked):
    assert asked(held(REPORT), "SELECT * FROM sources ORDER BY name") == [
        ("Evening Echo", 1, "2024-03-12", "2024-03-12"),
        ("Harbour Post", 1, "2024-03-11", "2024-03-11"),
    ]
    assert asked(held(REPORT), "SELECT source FROM articles WHERE id = ?", BARE.id) == [(None,)]


def test_views_answer(asked):
    rows = asked(held(REPORT), "SELECT fact, source, value FROM positions WHERE verdict = 'differ'")
    assert sorted(rows) == [("f-differ", "Evening Echo", "15"), ("f-differ", "Harbour Post", "12")]
    assert asked(held(REPORT), "SELECT id, certainty FROM differences") == [("f-differ", "sure")]


def test_words_are_found(asked):
    query = (
        "SELECT facts.id FROM facts_fts JOIN facts ON facts.rowid = facts_fts.rowid WHERE facts_fts MATCH ?"
    )
    assert asked(held(REPORT), query, "injure") == [("f-differ",)], "by their stems"
    query = (
        "SELECT id FROM articles WHERE rowid IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)"
    )
    assert asked(held(REPORT), query, "wreck") == [("echo-1",)]


def test_accents_fall_together(asked):
    where = replace(BARE, text="The train stopped in Düsseldorf.")
    query = (
        "SELECT id FROM articles WHERE rowid IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)"
    )
    assert asked(Holdings([where]), query, "dusseldorf") == [("bare",)]


def test_decisions_and_what_they_made(asked):
    report = report_of("ab", "cd")
    claims = ids(report, "ab")
    log = [
        replace(said(claims, VerdictKind.COMPATIBLE, "rounded"), id=1),
        replace(merge(claims, ids(report, "cd")), id=2),
        replace(undo(2), id=3),
    ]
    full = held(apply_decisions(report, log), log)
    told = "verdict, tool_verdict, certainty, reviewer, reviewed_at, reviewer_note"
    assert asked(full, f"SELECT {told} FROM facts WHERE id = ?", "f-ab") == [
        ("compatible", "differ", None, "Ana", "2024-04-01T09:30:00Z", "rounded")
    ]
    rows = asked(full, "SELECT id, kind, claims, undoes FROM decisions ORDER BY id")
    assert [(key, kind, json.loads(own), undone) for key, kind, own, undone in rows] == [
        (1, "verdict", list(claims), None),
        (2, "merge", list(claims), None),
        (3, "undo", [], 2),
    ]


def test_a_possible_difference_is_a_difference_that_is_possible(asked):
    fact = next(fact for fact in REPORT.facts if fact.id == "f-differ")
    doubt = replace(fact, verdict=replace(fact.verdict, verdict=VerdictKind.POSSIBLE))
    found = asked(held(replace(REPORT, facts=[doubt])), "SELECT verdict, certainty FROM facts")
    assert found == [("differ", "possible")]


def test_possible_differences_are_no_differences(asked):
    fact = next(fact for fact in REPORT.facts if fact.id == "f-differ")
    doubt = replace(fact, id="f-doubt", verdict=replace(fact.verdict, verdict=VerdictKind.POSSIBLE))
    found = held(replace(REPORT, facts=[fact, doubt]))
    assert asked(found, "SELECT id FROM differences") == [("f-differ",)]
    assert asked(found, "SELECT id, tool_verdict FROM possible_differences") == [("f-doubt", "possible")]


def test_where_it_cannot_be_written_it_is_an_error_of_the_system(tmp_path):
    with pytest.raises(OSError, match="SQLite: unable to open"):
        write_sqlite(rows_of(held(REPORT)), tmp_path / "nowhere" / "x.sqlite")


def test_no_room_is_no_room(tmp_path, monkeypatch):
    plain = sqlite3.connect

    def small(*args, **options):
        database = plain(*args, **options)
        database.execute("PRAGMA max_page_count = 20")
        return database

    monkeypatch.setattr(sqlite3, "connect", small)
    with pytest.raises(OSError, match="full") as raised:
        write_sqlite(rows_of(held(REPORT)), tmp_path / "x.sqlite")
    assert raised.value.errno == errno.ENOSPC


def test_what_waits_has_articles_alone(asked):
    assert asked(Holdings([POST]), "SELECT id FROM articles") == [(POST.id,)]
    assert asked(Holdings([POST]), "SELECT COUNT(*) FROM claims") == [(0,)]


def test_a_story_without_an_article_is_left_out(asked):
    found = Holdings([BARE], (), (), REPORT.stories)
    assert asked(found, "SELECT id FROM stories") == [("s2",)]


def test_a_number_may_be_larger_than_a_whole_one_of_the_database(asked):
    fact = next(fact for fact in REPORT.facts if fact.id == "f-single")
    value = replace(fact.claims[0].value, number=10**30, low=10**30, high=10**30)
    large = replace(fact, claims=(replace(fact.claims[0], value=value),))
    query = "SELECT number, low, high FROM claim_values"
    assert asked(held(replace(REPORT, facts=[large])), query) == [(1e30, 1e30, 1e30)]


def test_a_story_or_an_article_that_is_gone_is_referred_to_by_nothing(asked):
    fact = replace(REPORT.facts[0], story="gone")
    found = Holdings(REPORT.articles, [fact])
    assert asked(found, "SELECT story FROM facts") == [(None,)]
    assert asked(Holdings([BARE], REPORT.facts), "SELECT COUNT(*) FROM facts") == [(0,)]


def test_hostile_text_is_held_as_it_is(asked):
    text = "'); DROP TABLE facts; -- \0 \ud800 <script>"
    report = report_of("ab")
    fact = replace(report.facts[0], topic=text)
    articles = [replace(article, source=text, title=text) for article in report.articles]
    found = held(replace(report, articles=articles, facts=[fact]))
    kept = text.replace("\ud800", "\ufffd")
    assert asked(found, "SELECT topic FROM facts") == [(kept,)]
    assert asked(found, "SELECT DISTINCT source FROM articles") == [(kept,)]
    assert asked(found, "PRAGMA foreign_key_check") == []


def test_metadata_name_what_there_is(tmp_path):
    tree = json.loads(metadata_json())
    tables = tree["databases"]["crossclaim"]["tables"]
    path = tmp_path / "x.sqlite"
    write_sqlite(rows_of(held(REPORT)), path)
    with closing(sqlite3.connect(path)) as database:
        for name, told in tables.items():
            columns = {row[1] for row in database.execute(f'PRAGMA table_info("{name}")')}
            assert columns, name
            assert set(told.get("columns", {})) | set(told.get("facets", ())) <= columns
            assert told.get("label_column", next(iter(columns))) in columns
            assert told.get("fts_table", "facts_fts") in tables
    assert {*RELATIONS, *VIEWS} <= set(tables)
    assert all(relation.meaning for relation in RELATIONS.values())


@pytest.mark.filterwarnings("ignore")
def test_datasette_shows_it(tmp_path):
    """Where Datasette is installed."""
    app = pytest.importorskip("datasette.app")
    import asyncio

    path = tmp_path / "crossclaim.sqlite"
    write_sqlite(rows_of(held(REPORT)), path)

    async def answers() -> list:
        shown = app.Datasette([str(path)], metadata=json.loads(metadata_json()))
        await shown.invoke_startup()
        addresses = [f"/crossclaim/{name}.json?_shape=array" for name in (*RELATIONS, *VIEWS)]
        addresses += ["/crossclaim", "/crossclaim/facts", "/crossclaim/facts?_search=passengers"]
        return [(address, (await shown.client.get(address)).status_code) for address in addresses]

    assert {status for _, status in asyncio.run(answers())} == {200}
