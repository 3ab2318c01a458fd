"""`crossclaim status`, `remove` and `export`: what a store holds, out of it, and as tables."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import HashingEncoder
from stories import STORM

from compare.models import Decision, DecisionKind, VerdictKind
from compare.pipeline_store import compare_store
from compare.store import open_store
from compare.store.schema import MIGRATIONS


@pytest.fixture
def db(tmp_path):
    """A compared store of three articles, under the default name in the working folder."""
    path = tmp_path / "crossclaim.db"
    with open_store(path) as store:
        store.add(STORM)
        compare_store(store, encoder=HashingEncoder())
    return path


def test_status(run, db):
    done = run("status")
    assert (done.code, done.err) == (0, "")
    lines = dict(line.split(None, 1) for line in done.out.splitlines())
    assert lines["store"].startswith("crossclaim.db (")
    assert lines["articles"] == "3"
    assert lines["published"] == "2024-03-11 to 2024-03-12"
    assert lines["sources"] == "Ashel Post 1, Tarn Times 1, Velmora Echo 1"
    assert lines["languages"] == "unknown 3"
    assert lines["model"] == "hashing@1"
    assert lines["waiting"] == "nothing: all articles are compared"


def test_status_as_json(run, db):
    found = json.loads(run("status", "--json").out)
    assert (found["articles"], found["waiting"], found["schema"], found["decisions"]) == (
        3,
        0,
        len(MIGRATIONS),
        0,
    )
    assert found["bytes"] >= db.stat().st_size
    assert found["sources"] == {"Ashel Post": 1, "Tarn Times": 1, "Velmora Echo": 1}
    with open_store(db) as store:
        assert sum(found["facts"].values()) == len(store.report().facts)


def test_status_counts_the_decisions_that_stand(run, db):
    with open_store(db) as store:
        store.decide(
            [
                Decision("f", ("c",), DecisionKind.NOTE, note="see"),
                Decision("f", ("c",), DecisionKind.VERDICT, VerdictKind.AGREE),
            ]
        )
        store.decide([Decision("f", ("c",), DecisionKind.UNDO, undoes=2)])
    assert json.loads(run("status", "--json").out)["decisions"] == 1


def test_status_of_an_empty_store(run, tmp_path):
    open_store(tmp_path / "crossclaim.db").close()
    done = run("status")
    assert done.code == 0
    assert "waiting    nothing" in done.out


def test_status_names_some_sources_and_counts_the_rest(run, db):
    with open_store(db) as store:
        store.add([replace(STORM[2], id=f"wire {n}", source=f"wire {n}") for n in range(20)])
    out = run("status").out
    assert "and 15 more" in out
    assert "20 articles added, changed or removed since the last comparison" in out


def test_status_fits_the_terminal(run, db, monkeypatch):
    monkeypatch.setenv("COLUMNS", "50")
    assert max(map(len, run("status").out.splitlines())) <= 50


def test_remove(run, db):
    done = run("remove", "velmora", "tarn")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("2 articles removed, and ")
    assert json.loads(run("status", "--json").out)["waiting"] == 2
    assert "1 article removed, and " in run("remove", "ashel").out


def test_remove_what_is_not_there(run, db):
    done = run("remove", "ashel", "velmoro")
    assert (done.code, done.out) == (2, "")
    assert done.err == "crossclaim: no article 'velmoro' in the store; did you mean 'velmora'?\n"
    assert json.loads(run("status", "--json").out)["articles"] == 3


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_export(run, db, form):
    if form == "parquet":
        pytest.importorskip("pyarrow")
    done = run("export", "--format", form, "--out", "tables")
    assert (done.code, done.err) == (0, "")
    names = [f"tables/{name}.{form}" for name in ("articles", "facts", "claims", "decisions")]
    assert done.out == f"Written: {', '.join(names)}\n"
    assert all(Path(name).stat().st_size for name in names[:3])


def test_export_replaces_its_own_tables_only(run, db, folder):
    assert [run("export", "--out", folder, "-q").code for _ in "12"] == [0, 0]
    (folder / "articles.csv").write_text("file,source,published\npost.txt,Harbour Post,2024-03-11\n")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    done = run("export", "--out", folder)
    assert (done.code, "has a 'articles.csv' of its own; name another folder" in done.err) == (2, True)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_export_of_articles_that_wait(run, tmp_path):
    with open_store(tmp_path / "crossclaim.db") as store:
        store.add(STORM)
    assert run("export", "--table", "articles", "--format", "jsonl", "-q").code == 0
    rows = [json.loads(line) for line in Path("export/articles.jsonl").read_text().splitlines()]
    assert [row["id"] for row in rows] == ["ashel", "tarn", "velmora"]
    done = run("export")
    assert done.code == 2
    assert "holds no comparison yet" in done.err


def test_export_refuses_what_it_does_not_know(run, db):
    assert (
        "--format is 'xlsx'; allowed: csv, jsonl, parquet, sqlite, duckdb, claimreview"
        in run("export", "--format", "xlsx").err
    )
    assert "did you mean 'claims'" in run("export", "--table", "claim").err
    Path("taken").write_text("a file")
    done = run("export", "--out", "taken")
    assert (done.code, "cannot write to --out 'taken'" in done.err) == (2, True)


def decide(path: Path, kind: VerdictKind) -> str:
    """A decision on the first fact of several sources; its id."""
    with open_store(path) as store:
        facts = store.report().facts
        fact = next(fact for fact in facts if fact.verdict.verdict is not VerdictKind.SINGLE_SOURCE)
        claims = tuple(claim.id for claim in fact.claims)
        store.decide([Decision(fact.id, claims, DecisionKind.VERDICT, kind, reviewer="Ana")])
    return fact.id


def test_export_of_a_database(run, db):
    key = decide(db, VerdictKind.COMPATIBLE)
    for _ in "12":  # the second in the place of the first
        done = run("export", "--format", "sqlite", "--out", "base")
        assert (done.code, done.err) == (0, "")
        assert done.out == "Written: base/crossclaim.sqlite, base/metadata.json\n"
        assert sorted(path.name for path in Path("base").iterdir()) == ["crossclaim.sqlite", "metadata.json"]
    database = sqlite3.connect("base/crossclaim.sqlite")
    assert database.execute("SELECT id, verdict FROM facts WHERE reviewer = 'Ana'").fetchall() == [
        (key, "compatible")
    ]
    assert database.execute("SELECT COUNT(*) FROM articles").fetchall() == [(3,)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.close()


def test_export_for_duckdb(run, db):
    duckdb = pytest.importorskip("duckdb")
    assert run("export", "--format", "duckdb", "--out", "base").out == "Written: base/crossclaim.duckdb\n"
    with duckdb.connect("base/crossclaim.duckdb", read_only=True) as database:
        assert database.execute("SELECT COUNT(*) FROM articles").fetchall() == [(3,)]


def test_export_for_duckdb_without_it_is_one_line(run, db, monkeypatch):
    monkeypatch.setattr("compare.exports.duckdb_.find_spec", lambda _: None)
    done = run("export", "--format", "duckdb", "--out", "base")
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "install it with pip install 'crossclaim[duckdb]'" in done.err
    assert not Path("base").exists()


def test_export_of_reviews(run, db):
    done = run("export", "--format", "claimreview")
    assert (done.code, done.out) == (0, "Written: export/claim-reviews.jsonld\n")
    assert "no fact has a reviewer's verdict" in done.err
    key = decide(db, VerdictKind.AGREE)
    done = run("export", "--format", "claimreview")
    assert done.err == ""
    (review,) = json.loads(Path("export/claim-reviews.jsonld").read_text())["@graph"]
    assert (review["identifier"], review["author"]["name"]) == (key, "Ana")
    decide(db, VerdictKind.UNRELATED)
    assert "1 reviewed fact is left out" in run("export", "--format", "claimreview").err


def test_export_never_replaces_a_store(run, tmp_path):
    path = tmp_path / "crossclaim.sqlite"
    with open_store(path) as store:
        store.add(STORM)
        compare_store(store, encoder=HashingEncoder())
    before = path.read_bytes()
    done = run("export", "--format", "sqlite", "--db", path, "--out", tmp_path)
    assert (done.code, "has a 'crossclaim.sqlite' of its own; name another folder" in done.err) == (2, True)
    assert path.read_bytes() == before


def test_export_of_one_table_is_of_tables(run, db):
    done = run("export", "--format", "sqlite", "--table", "facts")
    assert (done.code, done.out) == (2, "")
    assert "--table is given with --format sqlite, which holds all; leave it out" in done.err


def _text(path: Path) -> None:
    path.write_text("Not a database, but long enough to be taken for one. " * 40)


def _foreign(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE recipes (name TEXT)")
    database.close()


def _newer(path: Path) -> None:
    open_store(path).close()
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 99")
    database.close()


def _corrupt(path: Path) -> None:
    with open_store(path) as store:
        store.add(STORM)
        compare_store(store, encoder=HashingEncoder())
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (Path.mkdir, "is a folder; name a file"),
        (_text, "is no store: the file is not SQLite"),
        (_foreign, "is a SQLite file of another program"),
        (_newer, "has schema 99, of a newer crossclaim"),
        (_corrupt, "is damaged"),
        (lambda _: None, "no store 'news.db'; make one with 'crossclaim add PATH...'"),
    ],
    ids=["folder", "text", "foreign", "newer", "corrupt", "missing"],
)
@pytest.mark.parametrize("command", ["status", "remove", "export", "report"])
def test_a_file_that_is_no_store_is_one_line(run, tmp_path, make, words, command):
    make(tmp_path / "news.db")
    before = (tmp_path / "news.db").read_bytes() if (tmp_path / "news.db").is_file() else None
    done = run(command, *(["ashel"] if command == "remove" else []), "--db", "news.db")
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert words in done.err
    assert before is None or (tmp_path / "news.db").read_bytes() == before


def test_add_to_what_is_no_store(run, tmp_path, folder):
    (folder / "a.txt").write_text("A bridge fell on Monday.")
    for make, words in ((_text, "not SQLite"), (_foreign, "another program"), (_newer, "schema 99")):
        (tmp_path / "news.db").unlink(missing_ok=True)
        make(tmp_path / "news.db")
        done = run("add", folder, "--db", "news.db")
        assert (done.code, words in done.err, done.err.count("\n")) == (2, True, 1)


def test_a_folder_in_the_way(run, tmp_path, folder):
    (folder / "a.txt").write_text("A bridge fell on Monday.")
    (tmp_path / "file").write_text("in the way")
    done = run("add", folder, "--db", "file/news.db")
    assert (done.code, done.err.count("\n")) == (2, 1)
    assert "cannot make the folder of the store 'file/news.db'" in done.err


def test_a_locked_store_is_named(run, db, monkeypatch):
    monkeypatch.setenv("CROSSCLAIM_STORE__BUSY_SECONDS", "0.05")
    with open_store(db) as store, store.transaction():
        done = run("remove", "ashel")
        assert run("status").code == 0
    assert done.code == 1
    assert done.err == (
        "crossclaim: the store 'crossclaim.db' is locked: another program is writing to it (waited 0.05 s); "
        "let it end, then run this again\n"
    )
