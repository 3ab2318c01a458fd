"""Reading all of a store, mending what is damaged, and copies of it."""

from __future__ import annotations

import json
import sqlite3
import threading
from contextlib import closing, suppress
from dataclasses import replace

import pytest
from damage import DECIDED, DECISIONS, FACTS, ONE_LETTER, SEARCHED, change
from fakes import HashingEncoder
from stories import STORM, story

from compare.cli import main
from compare.embeddings import CachedEncoder
from compare.embeddings.cache import VectorFile
from compare.errors import InputError, StoreError, WriteFailedError
from compare.pipeline import compare_articles
from compare.pipeline_store import compare_store
from compare.store import open_store
from compare.store.backup import back_up
from compare.store.checking import check_store, mend_store
from compare.store.ranking import Filters
from compare.store.search import fact_in_store, search_store

ENCODER = HashingEncoder()


@pytest.fixture
def store(store):
    store.decide([DECIDED] * 3)
    return store


READ = {
    "reading": "UPDATE readings SET record = x'00' WHERE article = 'tarn'",
    "reading of none": "UPDATE readings SET article = 'nowhere' WHERE article = 'tarn'",
    "known": "UPDATE known SET record = x'00' WHERE name = 'probability'",
    "vector": "UPDATE vectors SET vector = zeroblob(length(vector)) WHERE rowid = 1",
    "story": "UPDATE stories SET record = replace(record, 'a', 'b') WHERE n = 1",
    "link": "UPDATE claims SET article = 'nowhere' WHERE n = 1",
}
ALL = ONE_LETTER | FACTS | SEARCHED | DECISIONS | READ


def test_a_sound_store_is_found_to_be_so(store):
    assert check_store(store) == []


def test_what_was_read_of_a_text_that_changed_since_is_no_damage(store):
    changed = replace(STORM[0], text=f"{STORM[0].text} The mayor thanked the crews.")
    assert store.add([changed]).changed == 1
    assert check_store(store) == []
    store.connection.execute("UPDATE readings SET record = x'00' WHERE article = ?", (STORM[1].id,))
    assert [damage.what for damage in check_store(store)] == [
        "what was read in 1 articles is not as it was written"
    ]


def test_vectors_of_a_cache_without_checksums_get_them(tmp_path):
    cache = VectorFile(tmp_path / "cache.sqlite")
    compare_articles(STORM, encoder=CachedEncoder(ENCODER, cache))
    with closing(sqlite3.connect(cache.path)) as old, old:
        old.execute("UPDATE vectors SET vector = substr(vector, 1, length(vector) - 4)")
    with open_store(tmp_path / "news.db") as store:
        store.add(STORM)
        compare_store(store, encoder=CachedEncoder(ENCODER, cache))
        assert check_store(store) == []


@pytest.mark.parametrize("query", ALL.values(), ids=ALL)
def test_all_damage_is_found(store, query):
    change(store, query)
    found = check_store(store)
    assert found
    assert all("\n" not in damage.what for damage in found)


@pytest.mark.parametrize("query", (FACTS | DECISIONS | READ).values(), ids=FACTS | DECISIONS | READ)
def test_what_was_mended_is_sound_and_compares_as_before(store, query, tmp_path):
    before = store.report(reviewed=False).to_json()
    change(store, query)
    aside = tmp_path / "aside.jsonl"
    done = mend_store(store, aside)
    assert done
    assert check_store(store) == []
    assert compare_store(store, encoder=ENCODER).to_json() == before
    kept = len(store.decisions())
    if query in DECISIONS.values():
        lines = [json.loads(line) for line in aside.read_text().splitlines()]
        assert (
            kept + len(lines) >= 2
        )  # what follows on a lost one is set aside as well: it may not be the next
        assert len(store.decide([DECIDED])) == 1
        with pytest.raises(sqlite3.IntegrityError, match="only added"):
            store.connection.execute("DELETE FROM decisions")
        assert check_store(store) == []
    else:
        assert kept == 3 and not aside.exists()


def crossclaim(capsys, *arguments: object) -> tuple[int, str, str]:
    code = main([str(argument) for argument in arguments])
    return code, *capsys.readouterr()


def test_the_command_says_what_is_damaged_and_mends_it(store, capsys):
    path = store.path
    told = crossclaim(capsys, "check", "--db", path)
    assert told == (0, f"{path} is as it was written: 3 articles, 3 decisions, all read\n", "")
    key, topic = store.connection.execute("SELECT id, topic FROM facts ORDER BY n").fetchone()
    change(store, FACTS["claim"])
    change(store, DECISIONS["note"])
    store.close()
    code, out, err = crossclaim(capsys, "check", "--db", path)
    assert (code, out) == (2, f"2 things in {path} are not as they were written\n")
    assert err.startswith(
        f"crossclaim: the fact {key!r} ({topic}) is not as it was written\ncrossclaim: the decision 2, or"
    )
    code, out, err = crossclaim(capsys, "check", "--db", path, "--json")
    assert code == 2 and [row["part"] for row in json.loads(out)["damage"]] == ["comparison", "decisions"]
    code, out, err = crossclaim(capsys, "check", "--db", path, "--mend")
    assert (code, err) == (0, "")
    assert "the last comparison was dropped" in out
    assert "1 decisions were taken out and written to" in out
    (line,) = path.with_name("news.db.decisions-set-aside.jsonl").read_text().splitlines()
    assert json.loads(line)["note"] == "twi"


def test_an_article_that_is_lost_is_told_where_the_comparison_is_dropped(store, tmp_path):
    change(store, "DELETE FROM articles WHERE id = 'tarn'")
    done = mend_store(store, tmp_path / "aside")
    assert any("of whose 3 articles 2 are there as they were, was dropped" in line for line in done)


def test_no_store_to_check(tmp_path, capsys):
    for mend in ((), ("--mend",)):
        code, out, err = crossclaim(capsys, "check", "--db", tmp_path / "none.db", *mend)
        assert (code, out) == (2, "") and "no store" in err
    assert list(tmp_path.iterdir()) == []


def test_a_backup_is_the_store_as_it_was(store, tmp_path, capsys):
    before = store.report().to_json()
    target = tmp_path / "copies" / "monday.db"
    code, out, err = crossclaim(capsys, "backup", target, "--db", store.path)
    assert (code, err) == (0, "") and str(target) in out
    assert [file.name for file in target.parent.iterdir()] == ["monday.db"]
    store.remove(["tarn"])
    with open_store(target, readonly=True) as copy:
        assert copy.report().to_json() == before
        assert check_store(copy) == []
    assert crossclaim(capsys, "check", "--db", target)[0] == 0


def test_a_backup_while_another_writes_is_whole(store, tmp_path):
    more = [story(f"more{n}", f"A mill in Tarn burned down; {n} people fled. " * 50) for n in range(60)]
    ready = threading.Event()

    def write() -> None:
        with open_store(store.path) as other:
            for article in more:
                other.add([article])
                ready.set()

    thread = threading.Thread(target=write)
    thread.start()
    ready.wait(20)
    sizes = []
    for n in range(5):
        target = tmp_path / f"copy{n}.db"
        back_up(store, target)
        with open_store(target, readonly=True) as copy:
            assert check_store(copy) == []
            held = [article.id for article in copy.articles() if article.id.startswith("more")]
        assert sorted(held, key=lambda key: int(key[4:])) == [a.id for a in more[: len(held)]]
        sizes.append(len(held))
    thread.join()
    assert sizes == sorted(sizes)


def test_a_backup_replaces_only_what_it_is_told_to(store, tmp_path):
    target = tmp_path / "copy.db"
    target.write_text("mine")
    with pytest.raises(InputError, match="is there already; name another file, or add --force"):
        back_up(store, target)
    assert target.read_text() == "mine"
    back_up(store, target, replace=True)
    assert target.read_bytes().startswith(b"SQLite format 3")
    with pytest.raises(InputError, match="is the store itself"):
        back_up(store, store.path, replace=True)
    with pytest.raises(InputError, match="is a folder"):
        back_up(store, tmp_path)
    with pytest.raises(InputError, match="cannot write the backup"):
        back_up(store, target / "below")
    assert sorted(file.name for file in tmp_path.iterdir() if "part" in file.name) == []


def test_no_room_for_a_backup_is_said_of_the_backup(store, tmp_path):
    class Full:
        def backup(self, copy, pages):
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error

    target, real = tmp_path / "copy.db", store.connection
    store.connection = Full()
    try:
        with pytest.raises(
            WriteFailedError, match=r"cannot write the backup '.*copy\.db': .* full; make room"
        ):
            back_up(store, target)
    finally:
        store.connection = real
    assert not [file for file in tmp_path.iterdir() if file.name.startswith((".copy", "copy"))]


def test_a_damaged_page_is_not_backed_up_in_silence(store, tmp_path):
    path = store.path
    store.close()
    data = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as database:
        (root,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'facts'").fetchone()
    data[(root - 1) * 4096 : root * 4096] = bytes(4096)
    path.write_bytes(data)
    target = tmp_path / "copy.db"
    with open_store(path) as damaged, pytest.raises(StoreError, match="is damaged"):
        back_up(damaged, target)
    assert not target.exists()


@pytest.fixture
def loose(store, tmp_path):
    """The bytes of a store whose columns take anything, and these columns with their tables."""
    store.connection.execute("PRAGMA journal_mode = DELETE")
    store.close()
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("PRAGMA writable_schema = ON")
        other.execute("UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '') WHERE type = 'table'")
        other.execute("DELETE FROM sqlite_master WHERE type = 'trigger'")
        tables = [name for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables.remove("fact_words")
        columns = [
            (table, name)
            for table in tables
            for _, name, kind, _, _, key in other.execute(f"PRAGMA table_info({table})")
            if not (key and kind == "INTEGER")  # it is the number of the row
        ]
    return store.path, store.path.read_bytes(), columns


@pytest.mark.parametrize("odd", ["NULL", "7", "x'ff'"])
def test_whatever_a_column_holds_is_damage_and_no_error_of_the_program(loose, tmp_path, odd):
    path, whole, columns = loose
    assert len(columns) > 50
    for table, column in columns:
        path.write_bytes(whole)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            row = f"(SELECT MIN(rowid) FROM {table})"
            with suppress(sqlite3.Error):  # tables of the index of words have no rowid, or one that is a key
                other.execute(f"UPDATE {table} SET {column} = {odd} WHERE rowid = {row}")
        for ask in (
            check_store,
            lambda store: search_store(store, "ferry", Filters(), ENCODER),
            lambda store: fact_in_store(store, "q"),
            lambda store: mend_store(store, tmp_path / "aside"),
        ):
            with suppress(StoreError, InputError), open_store(path) as damaged:
                ask(damaged)


WRONG = {
    "a version of none": "PRAGMA user_version = -3",
    "a version beyond all": "PRAGMA user_version = 16777220",
    "a version of before": "PRAGMA user_version = 1",
    "no version": "PRAGMA user_version = 0",
    "no table": "DROP TABLE claim_values",
    "no column": "ALTER TABLE facts RENAME COLUMN topic TO topik",
    "no recipe": "DELETE FROM recipes",
}


@pytest.mark.parametrize("query", WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("command", ["status", "report", "check", "query", "add"])
def test_tables_that_do_not_fit_are_told_as_damage(store, tmp_path, capsys, monkeypatch, query, command):
    path = store.path
    store.connection.execute("PRAGMA foreign_keys = OFF")
    store.connection.execute(query)
    store.close()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("compare.embeddings.open_encoder", lambda _: ENCODER)
    (tmp_path / "a.txt").write_text("A mill in Tarn burned down on Monday, and 5 people fled.")
    words = {"query": ["ferry"], "add": [tmp_path / "a.txt"]}.get(command, [])
    code, _, err = crossclaim(capsys, command, *words, "--db", path)
    assert "internal error" not in err and "look at the disk" not in err
    if code:
        assert code == 2 and err.count("\n") == 1 and "damaged" in err
