"""A store that an earlier version made: articles and decisions stay, what was read is read again.

`data/store_before_the_rooms.sql` is what the version before the modules moved wrote, statement by statement.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from fakes import HashingEncoder

from compare import Settings, pipeline
from compare.cli import main
from compare.embeddings import CachedEncoder
from compare.errors import StoreError
from compare.models import DecisionKind, VerdictKind
from compare.pipeline_store import compare_store
from compare.review import apply_decisions
from compare.store import open_store
from compare.store.comparison import program

WRITTEN = Path(__file__).with_name("data") / "store_before_the_rooms.sql"
ENCODER = HashingEncoder()


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript(WRITTEN.read_text(encoding="utf-8"))
    return path


def read_by(store) -> list[tuple[str, str]]:
    """Articles of which a reading is kept, with the program that made it."""
    return store.connection.execute("SELECT article, code FROM readings ORDER BY article").fetchall()


def test_articles_and_decisions_stay(path):
    with open_store(path) as store:
        articles, decisions = store.articles(), store.decisions()
    assert [(a.id, a.source, str(a.published)) for a in articles] == [
        ("ashel", "Ashel Post", "2024-03-11"),
        ("tarn", "Tarn Times", "2024-03-12"),
        ("velmora", "Velmora Echo", "2024-03-12"),
    ]
    assert articles[0].text.startswith("A ferry sank in a storm off Port Ashel on Sunday, killing 23")
    assert [(d.kind, d.verdict, d.reviewer, d.note) for d in decisions] == [
        (DecisionKind.VERDICT, VerdictKind.DIFFER, "Ana", "Ask the harbour master."),
        (DecisionKind.VERDICT, VerdictKind.AGREE, "Ana", "Some 140 is 140."),
        (DecisionKind.SPLIT, None, "Ana", ""),
        (DecisionKind.UNDO, None, "Ana", ""),
        (DecisionKind.SPLIT, None, "Ben", "another day"),
    ]


def test_the_next_comparison_reads_all_again_and_holds_to_the_decisions(path):
    with open_store(path) as store:
        assert [code for _, code in read_by(store)] == ["a24e3e691679524a"] * 3
        found = compare_store(store, encoder=ENCODER)
        assert read_by(store) == [(key, program()) for key in ("ashel", "tarn", "velmora")]
        articles, log, reviewed = store.articles(), store.decisions(), store.report()
    plain = pipeline.compare_articles(articles, Settings(), encoder=CachedEncoder(ENCODER, None))
    assert found.to_json() == plain.to_json()
    assert reviewed.to_json() == apply_decisions(plain, log).to_json()
    reviews = [fact.review for fact in reviewed.facts if fact.review]
    # What Ana said of the dead and of those on board, and the quotation that Ben split in two.
    assert sorted((r.verdict, r.reviewer) for r in reviews if r.verdict) == [
        (VerdictKind.AGREE, "Ana"),
        (VerdictKind.DIFFER, "Ana"),
    ]
    assert not any(r.joined or r.overtaken for r in reviews)
    assert [r.grouping for r in reviews if r.grouping] == [("split by Ben on 2024-04-02",)] * 2


def crossclaim(capsys, *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    return code, *capsys.readouterr()


QUESTIONS = [("query", "ferry"), ("show", "qac4d4a63ad66"), ("explain", "qac4d4a63ad66"), ("topics",)]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0])
def test_a_question_is_answered_or_told_what_to_do(path, capsys, question):
    code, out, err = crossclaim(capsys, *question, "--db", path)
    if code:
        assert (code, out) == (2, "")
        assert re.fullmatch(r"crossclaim: .*; compare again with 'crossclaim report --db .*'\n", err), err
    else:
        assert "ferry" in out and err == ""


def test_status_counts_what_is_there(path, capsys):
    code, out, err = crossclaim(capsys, "status", "--db", path)
    assert (code, err) == (0, "")
    lines = dict(line.split(None, 1) for line in out.splitlines())
    assert (lines["articles"], lines["decisions"]) == ("3", "3")


def test_the_commands_work_after_one_report(path, capsys, tmp_path):
    code, out, err = crossclaim(capsys, "report", "--db", path, "--out", tmp_path / "reports", "--quiet")
    assert (code, out, err) == (0, "", "")
    assert '"reviewer": "Ana"' in (tmp_path / "reports" / "facts.json").read_text(encoding="utf-8")
    for question in QUESTIONS:
        code, out, err = crossclaim(capsys, *question, "--db", path)
        assert (code, err) == (0, ""), question
        assert "Ashel" in out
    table = tmp_path / "claims.csv"
    assert crossclaim(capsys, "review", "export", "--db", path, "--out", table)[0] == 0
    assert "Some 140 is 140." in table.read_text(encoding="utf-8-sig")
    code, out, _ = crossclaim(capsys, "review", "import", table, "--db", path)
    assert code == 0 and "Imported 0 decisions" in out


def test_records_that_changed_their_fields_are_not_half_read(path):
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(
            """UPDATE claims SET record = replace(record, '"id":', '"moved":1,"id":') WHERE n = 1"""
        )
    with open_store(path) as store:
        with pytest.raises(
            StoreError, match=r"of another version of crossclaim \('moved'\); compare again with"
        ):
            store.report()
        compare_store(store, encoder=ENCODER)
        assert len(store.report().facts) > 10
