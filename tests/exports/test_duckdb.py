"""The DuckDB file: the same rows as in SQLite, with types."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from decided import ids, merge, report_of, said, undo
from samples import sample_report

from compare.errors import InputError
from compare.exports.duckdb_ import write_duckdb
from compare.exports.relations import RELATIONS, VIEWS, rows_of
from compare.exports.sqlite import write_sqlite
from compare.exports.tables import Holdings
from compare.models import VerdictKind
from compare.review import apply_decisions

duckdb = pytest.importorskip("duckdb")

REPORT = sample_report()
SAMPLE = Holdings(REPORT.articles, REPORT.facts, (), REPORT.stories)


def reviewed() -> Holdings:
    report = report_of("ab", "cd")
    log = [
        replace(said(ids(report, "ab"), VerdictKind.COMPATIBLE, "rounded"), id=1),
        replace(merge(ids(report, "ab"), ids(report, "cd")), id=2),
        replace(undo(2), id=3),
    ]
    found = apply_decisions(report, log)
    return Holdings(found.articles, found.facts, log, found.stories)


@pytest.fixture
def database(tmp_path, request):
    path = tmp_path / "x.duckdb"
    write_duckdb(rows_of(getattr(request, "param", SAMPLE)), path)
    with duckdb.connect(str(path), read_only=True) as opened:
        yield opened


@pytest.mark.parametrize("database", [reviewed()], indirect=True)
def test_columns_have_types(database):
    types = {
        (table, column): kind
        for table, column, kind in database.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns"
        ).fetchall()
    }
    assert types["articles", "published"] == "DATE"
    assert types["claims", "negated"] == "BOOLEAN"
    assert types["claim_values", "low"] == "DOUBLE"
    assert types["claims", "clause_start"] == "BIGINT"
    assert types["decisions", "claims"] == "VARCHAR[]"
    assert types["facts", "reviewed_at"] == types["decisions", "decided_at"] == "TIMESTAMP"
    assert database.execute("SELECT reviewed_at FROM facts WHERE id = 'f-ab'").fetchone() == (
        dt.datetime(2024, 4, 1, 9, 30),
    )
    claims = database.execute("SELECT claims, undoes FROM decisions ORDER BY id").fetchall()
    assert [(len(own), undone) for own, undone in claims] == [(2, None), (2, None), (0, 2)]


def test_days_are_days_and_open_ends_are_null(database):
    found = database.execute("SELECT first, last, low FROM claim_values WHERE value = '2024-03'").fetchall()
    assert found == [(dt.date(2024, 3, 1), dt.date(2024, 3, 31), None)]
    assert database.execute("SELECT high FROM claim_values WHERE modifier = 'at least'").fetchall() == [
        (None,)
    ]
    assert database.execute("SELECT published FROM articles WHERE id = 'bare'").fetchall() == [(None,)]


def plain(value: object) -> object:
    if isinstance(value, dt.datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat() if isinstance(value, dt.date) else value


@pytest.mark.parametrize("holdings", [SAMPLE, reviewed(), Holdings([])])
def test_the_rows_are_those_of_sqlite(tmp_path, holdings):
    write_duckdb(rows_of(holdings), tmp_path / "x.duckdb")
    write_sqlite(rows_of(holdings), tmp_path / "x.sqlite")
    with (
        duckdb.connect(str(tmp_path / "x.duckdb"), read_only=True) as one,
        closing(sqlite3.connect(tmp_path / "x.sqlite")) as other,
    ):
        for name in [*(name for name in RELATIONS if name != "decisions"), *VIEWS]:
            query = f'SELECT * FROM "{name}"'
            columnar = [tuple(map(plain, row)) for row in one.execute(query).fetchall()]
            assert sorted(columnar, key=repr) == sorted(other.execute(query).fetchall(), key=repr), name


def test_no_name_needs_quotes(database, tmp_path):
    write_sqlite(rows_of(SAMPLE), tmp_path / "x.sqlite")
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as other:
        for name, relation in RELATIONS.items():
            query = f"SELECT {', '.join(relation.columns)} FROM {name}"
            assert len(database.execute(query).fetchall()) == len(other.execute(query).fetchall())


def test_rows_refer_to_each_other(database):
    kinds = database.execute("SELECT constraint_type FROM duckdb_constraints()").fetchall()
    assert kinds.count(("FOREIGN KEY",)) == 5
    assert kinds.count(("PRIMARY KEY",)) == len(RELATIONS)


def test_hostile_text_is_held_as_it_is(tmp_path):
    text = "'); DROP TABLE facts; -- \ud800 <script>"
    report = report_of("ab")
    found = Holdings(report.articles, [replace(report.facts[0], topic=text)])
    write_duckdb(rows_of(found), tmp_path / "x.duckdb")
    with duckdb.connect(str(tmp_path / "x.duckdb"), read_only=True) as database:
        kept = text.replace("\ud800", "\ufffd")
        assert database.execute("SELECT topic FROM facts").fetchall() == [(kept,)]


def test_a_time_that_is_none_is_nothing(tmp_path):
    odd = replace(reviewed().decisions[0], at="some day")
    write_duckdb(rows_of(Holdings([], [], [odd])), tmp_path / "x.duckdb")
    with duckdb.connect(str(tmp_path / "x.duckdb"), read_only=True) as database:
        assert database.execute("SELECT id, decided_at FROM decisions").fetchall() == [(1, None)]


def test_without_duckdb_it_is_one_line(monkeypatch, tmp_path):
    monkeypatch.setattr("compare.exports.duckdb_.find_spec", lambda _: None)
    with pytest.raises(InputError, match=r"needs duckdb; install it with pip install 'crossclaim\[duckdb\]'"):
        write_duckdb(rows_of(SAMPLE), tmp_path / "x.duckdb")


def test_where_it_cannot_be_written_it_is_an_error_of_the_system(tmp_path):
    with pytest.raises(OSError):
        write_duckdb(rows_of(SAMPLE), tmp_path / "nowhere" / "x.duckdb")


def test_a_folder_may_be_called_like_a_service(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = Path("md:news") / "x.duckdb"
    path.parent.mkdir()
    write_duckdb(rows_of(SAMPLE), path)
    assert path.is_file()


def test_what_fails_at_the_end_is_an_error_of_the_system(tmp_path, monkeypatch):
    def connect(*_: object, **__: object) -> None:
        raise duckdb.TransactionException("Failed to commit: no space\nleft")

    monkeypatch.setattr(duckdb, "connect", connect)
    with pytest.raises(OSError, match="Failed to commit: no space left"):
        write_duckdb(rows_of(SAMPLE), tmp_path / "x.duckdb")
