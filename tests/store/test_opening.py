"""Opening a store: schemas, other programs' files, several users of one file, no room."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing

import pytest
from fakes import HashingEncoder
from stories import STORM, story

from compare.errors import StoreError, StoreFailedError
from compare.models import Decision, DecisionKind
from compare.pipeline_store import compare_store
from compare.store import open_store
from compare.store.schema import APPLICATION_ID, MIGRATIONS, statements

ENCODER = HashingEncoder()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "news.db"


def test_a_new_store(path):
    with open_store(path) as store:
        (mode,) = store.connection.execute("PRAGMA journal_mode").fetchone()
        (keys,) = store.connection.execute("PRAGMA foreign_keys").fetchone()
        (marked,) = store.connection.execute("PRAGMA application_id").fetchone()
        (version,) = store.connection.execute("PRAGMA user_version").fetchone()
    assert (mode, keys, marked, version) == ("wal", 1, APPLICATION_ID, len(MIGRATIONS))
    assert sorted(file.name for file in path.parent.iterdir()) == ["news.db"]  # nothing beside it once closed


def test_a_store_that_must_be_there(path):
    for options in ({"create": False}, {"readonly": True}):
        with pytest.raises(StoreError, match="no store"):
            open_store(path, **options)
        assert not path.exists()
    path.touch()
    with pytest.raises(StoreError, match="no store"):
        open_store(path, create=False)


def test_the_folder_is_made(tmp_path):
    open_store(tmp_path / "a" / "b" / "news.db").close()
    assert (tmp_path / "a" / "b" / "news.db").is_file()


@pytest.mark.parametrize("name", ["what?.db", "a#b%20.db", "'; DROP TABLE.db", "ünï.db", "x y.db"])
def test_names_of_files(tmp_path, name):
    with open_store(tmp_path / name) as store:
        store.add(STORM)
    assert [file.name for file in tmp_path.iterdir()] == [name]
    with open_store(tmp_path / name, readonly=True) as store:
        assert len(store.articles()) == 3


FIRST_STORE = """
INSERT INTO articles VALUES ('a', 'A bridge fell in Tarn on Monday, killing 5 people.', 'Tarn Times',
    'Bridge', '2024-03-12', '', 'en', '',
    '77cfda24e4ea2473c5d8a6c4a0dd2d0498f00dd23e8b3aafed647c02cf2e47de', x'bb', 1);
INSERT INTO comparison VALUES (1, '{"crossclaim": "0.1.0"}', 'code', 0);
INSERT INTO facts VALUES (1, 'q1', 'Killed', 'quantity', 'single-source', 'Only one source.', 0.0, 1,
    '{"id":"q1","topic":"Killed","facet":"quantity","claims":[],"verdict":{"verdict":"single-source",
    "reason":"Only one source.","score":0.0},"score":0.0,"origins":1}');
INSERT INTO claims VALUES (1, 'c1', 1, 'a', '{"id":"c1","article":"a","facet":"quantity","sentence":0,
    "start":0,"end":50,"text":"A bridge fell in Tarn on Monday, killing 5 people.","focus_start":41,
    "focus_end":42,"focus":"5"}');
INSERT INTO decisions VALUES (1, 'q1', '["c1"]', 'note', NULL, '[]', 'look again', 'Ilka',
    '2024-03-12T10:00:00Z', NULL);
"""


def first_version(path) -> None:
    """A file as the first version of the schema made it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript(MIGRATIONS[0])
        database.executescript(FIRST_STORE)
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute("PRAGMA user_version = 1")


@pytest.mark.parametrize("readonly", [False, True])
def test_a_store_of_the_first_version_is_brought_forward(path, readonly):
    first_version(path)
    with open_store(path, readonly=readonly) as store:
        assert store.connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        (article,) = store.articles()
        with pytest.raises(StoreError, match="of another version of crossclaim"):
            store.report()
        (decision,) = store.decisions()
    assert article.source == "Tarn Times"
    assert (decision.kind, decision.note) == (DecisionKind.NOTE, "look again")
    with open_store(path) as store:
        store.add(STORM)
        assert len(compare_store(store, encoder=ENCODER).articles) == 4
        assert {"ashel", "velmora"} <= {
            claim.article for fact in store.report().facts for claim in fact.claims
        }
        assert store.decisions() == (decision,)


def test_the_first_step_is_the_one_that_was_released():
    import hashlib

    first = "".join(" ".join(statement.split()) for statement in statements(MIGRATIONS[0]))
    assert hashlib.sha256(first.encode()).hexdigest()[:12] == "cc13799e3cce"


def test_a_migration_that_fails_changes_nothing(path, monkeypatch):
    first_version(path)
    steps = (*MIGRATIONS, "CREATE TABLE more (n);\nCREATE TABLE articles (again);")
    monkeypatch.setattr("compare.store.schema.MIGRATIONS", steps)
    before = path.read_bytes()
    with pytest.raises(StoreError, match=r"is damaged \(table articles already exists\)"):
        open_store(path)
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (1,)
        assert database.execute("SELECT name FROM sqlite_master WHERE name = 'more'").fetchall() == []
    assert len(before) == path.stat().st_size


def test_two_that_migrate_at_once(path):
    first_version(path)
    errors: list[StoreError] = []

    def use() -> None:
        try:
            open_store(path).close()
        except StoreError as error:
            errors.append(error)

    threads = [threading.Thread(target=use) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


def test_readers_see_the_last_comparison_while_another_is_written(path):
    with open_store(path) as writer, open_store(path, readonly=True) as reader:
        writer.add(STORM[:2])
        first = compare_store(writer, encoder=ENCODER)
        writer.add(STORM)
        seen = []

        def look(event) -> None:
            seen.append((event.stage, reader.report() == first))

        second = compare_store(writer, encoder=ENCODER, on_progress=look)
        with writer.transaction():
            writer.connection.execute("DELETE FROM facts")
            assert reader.report() == second
            writer.connection.execute("ROLLBACK")
            writer.connection.execute("BEGIN")
        assert {stage for stage, _ in seen} >= {"claims", "embedding", "matching", "saving"}
        assert all(same for _, same in seen)
        assert reader.report() == second


def test_a_reader_keeps_the_state_that_it_began_with(path):
    with open_store(path) as writer, open_store(path, readonly=True) as reader:
        writer.add(STORM[:2])
        first = compare_store(writer, encoder=ENCODER)
        with reader.reading():
            assert reader.connection.execute("SELECT COUNT(*) FROM articles").fetchone() == (2,)
            writer.add(STORM)
            second = compare_store(writer, encoder=ENCODER)
            count = reader.connection.execute("SELECT COUNT(*) FROM facts").fetchone()
            assert count == (len(first.facts),)
        assert len(reader.report().facts) == len(second.facts)


def test_a_reader_cannot_write(path):
    with open_store(path) as store:
        store.add(STORM)
    with open_store(path, readonly=True) as store, pytest.raises(StoreError, match="cannot be written"):
        store.remove(["ashel"])


def test_a_writer_waits_for_another_one(path):
    with open_store(path) as first, open_store(path) as second:
        held, done = threading.Event(), threading.Event()

        def hold() -> None:
            with first.transaction():
                held.set()
                done.wait(0.2)

        thread = threading.Thread(target=hold)
        thread.start()
        held.wait()
        assert second.add(STORM).new == 3
        thread.join()


def test_a_writer_does_not_wait_for_ever(path):
    with (
        open_store(path) as first,
        open_store(path, busy_seconds=0.01) as second,
        first.transaction(),
        pytest.raises(
            StoreFailedError, match=r"is locked: another program is writing to it \(waited 0.01 s\)"
        ),
    ):
        second.add(STORM)


def test_a_full_disk_loses_nothing_that_was_saved(path):
    with open_store(path) as store:
        store.add(STORM[:2])
        before = compare_store(store, encoder=ENCODER)
        store.decide([Decision("q1", ("a",), DecisionKind.NOTE, note="kept")])
        (pages,) = store.connection.execute("PRAGMA page_count").fetchone()
        store.connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(StoreFailedError, match="no room left to write the store") as caught:
            store.add([story("big", "A long text about a bridge. " * 10_000)])
        assert caught.value.exit_code == 1
        store.add([STORM[2]])
        with pytest.raises(StoreFailedError, match="no room left"):
            compare_store(store, encoder=ENCODER)
        assert store.report() == before
        assert (len(store.articles()), len(store.decisions()), store.stale()) == (3, 1, 1)
        store.connection.execute("PRAGMA max_page_count = 1000000")
        assert len(compare_store(store, encoder=ENCODER).articles) == 3


def test_a_huge_article(path):
    huge = story("huge", "A bridge fell in Tarn on Monday, killing 5 people. " * 40_000)
    with open_store(path) as store:
        assert store.add([huge]).new == 1
        assert store.articles() == [huge]
        assert store.add([huge]).same == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="permissions do not bind here")
def test_a_folder_that_cannot_be_written(tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir()
    with open_store(folder / "news.db") as store:
        store.add(STORM)
    folder.chmod(0o500)
    try:
        with open_store(folder / "news.db", readonly=True) as store:
            assert len(store.articles()) == 3
        with pytest.raises(StoreError, match="in a folder that can be written to"):
            open_store(folder / "news.db")
        with pytest.raises(StoreError, match="in a folder that can be written to"):
            open_store(folder / "other.db")
    finally:
        folder.chmod(0o700)


@pytest.mark.parametrize("create", [True, False])
def test_a_place_that_cannot_be_looked_at_is_told(tmp_path, create):
    with pytest.raises(StoreError, match="cannot be opened: File name too long; name another --db FILE"):
        open_store(tmp_path / ("x" * 300), create=create)
