"""What of a comparison stays in the store when the next one is written."""

from __future__ import annotations

import random
from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from fakes import HashingEncoder
from stories import STORM, story

from compare.pipeline_store import compare_store
from compare.store import open_store, vectors
from compare.store.checking import check_store
from compare.store.comparison import load_facts
from compare.store.plan import GAP, planned
from compare.store.ranking import Filters
from compare.store.search import search_store

ENCODER = HashingEncoder()


def content(key: int) -> bytes:
    return b"%d" % key


@pytest.mark.parametrize("seed", range(20))
def test_facts_keep_their_numbers_in_any_history(seed):
    draw = random.Random(seed)
    held: list[tuple[int, bytes]] = []
    wanted: list[bytes] = []
    for step in range(60):
        wanted = [key for key in wanted if draw.random() > 0.05]
        for _ in range(draw.randint(0, 4)):
            place = draw.choice((0, len(wanted), len(wanted) // 2, draw.randint(0, len(wanted))))
            wanted[place:place] = [content(draw.randint(0, 60))] * draw.randint(1, 3)
        if wanted and draw.random() < 0.2:
            wanted.append(wanted.pop(draw.randrange(len(wanted))))
        plan = planned(held, wanted)
        assert len(plan.numbers) == len(wanted), step
        assert all(one < other for one, other in pairwise([0, *plan.numbers]))
        there = dict(held)
        assert all(there[n] == key for n, key in zip(plan.numbers, wanted, strict=True) if n in plan.kept)
        assert {*plan.gone} == there.keys() - plan.kept
        held = list(zip(plan.numbers, wanted, strict=True))


def test_one_more_fact_moves_no_other():
    held = [(GAP * (k + 1), content(k)) for k in range(100)]
    wanted = [content(k) for k in range(50)] + [b"new"] + [content(k) for k in range(50, 100)]
    plan = planned(held, wanted)
    assert plan.kept == {n for n, _ in held} and plan.gone == []
    assert GAP * 50 < plan.numbers[50] < GAP * 51


def test_what_has_no_content_is_never_the_same():
    assert planned([(1, b""), (2, b"a")], [b"", b"b"]).kept == frozenset()


MILLS = [story(f"late{n}", f"A mill in Tarn burned down on Monday; {n} people fled.") for n in range(2, 9)]


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "news.db") as store:
        store.add([*STORM[1:], *MILLS])
        compare_store(store, encoder=ENCODER)
        yield store


WRITTEN = ("facts", "claims", "claim_values")


def count_written(store) -> None:
    """Let the tables of this connection count the rows that are written, the same or others."""
    store.connection.execute("CREATE TEMP TABLE written (name TEXT NOT NULL, n INTEGER NOT NULL)")
    for name in WRITTEN:
        for event in ("INSERT", "UPDATE"):
            store.connection.execute(
                f"CREATE TEMP TRIGGER {event}_{name} AFTER {event} ON main.{name} "
                f"BEGIN INSERT INTO written VALUES ('{name}', new.rowid); END"
            )


def written(store) -> Counter[str]:
    return Counter(name for (name,) in store.connection.execute("SELECT name FROM written"))


def held(store) -> dict[bytes, tuple[int, bytes]]:
    return {key: row for key, *row in store.connection.execute("SELECT content, n, checksum FROM facts")}


def count(store) -> dict[str, int]:
    return {name: store.connection.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in WRITTEN}


@pytest.mark.parametrize("all_anew", [False, True])
def test_facts_that_stay_are_not_written_again(store, monkeypatch, all_anew):
    before = held(store)
    count_written(store)
    if all_anew:
        monkeypatch.setattr("compare.store.plan.WORTH", 9)
    store.add(STORM)
    compare_store(store, encoder=ENCODER)
    after, there, new = held(store), count(store), written(store)
    if all_anew:
        assert new == there
    else:
        same = before.keys() & after.keys()
        assert len(same) > len(before) / 2
        assert all(before[key] == after[key] for key in same)
        assert new["facts"] == len(after) - len(same)
        assert all(0 < new[name] < there[name] * 0.8 for name in WRITTEN), (new, there)
    ids = "SELECT COUNT(*) FROM fact_words_docsize WHERE id IN (SELECT n FROM facts)"
    assert store.connection.execute(ids).fetchone() == (len(after),)
    assert check_store(store) == []


def assert_vectors_are_those_of_the_facts(store):
    kept = vectors.read_fact_vectors(store.connection)
    made = vectors.fact_vectors(load_facts(store.connection), ENCODER)
    assert kept.n.tolist() == [n for (n,) in store.connection.execute("SELECT n FROM facts ORDER BY n")]
    # A text that was embedded now has no rounding of the store: a step of 8 bits may be another.
    assert np.abs(kept.vectors.astype(int) - made.vectors).max() <= 1


def test_vectors_of_another_program_are_made_anew(store, monkeypatch):
    made = vectors.read_fact_vectors(store.connection)
    made.vectors[:] = 1  # as another program would have made them
    with store.transaction():
        vectors.write_fact_vectors(store.connection, made)
    monkeypatch.setattr("compare.store.comparison.program", lambda: "newer")
    compare_store(store, encoder=ENCODER)
    assert_vectors_are_those_of_the_facts(store)


def test_vectors_are_those_of_their_facts_where_another_process_saves_meanwhile(store, monkeypatch):
    read, known = vectors.read_fact_vectors, vectors.known_vectors
    saved = []

    def read_and_let_another_save(database):
        found = read(database)
        if not saved:
            saved.append(True)
            with open_store(store.path) as other, monkeypatch.context() as patched:
                patched.setattr("compare.store.plan.WORTH", 9)  # all numbers are given anew
                other.remove(["late2", "late3"])
                compare_store(other, encoder=ENCODER)
        return found

    def known_meanwhile(*given):
        with monkeypatch.context() as patched:
            patched.setattr(vectors, "read_fact_vectors", read_and_let_another_save)
            return known(*given)

    monkeypatch.setattr(vectors, "known_vectors", known_meanwhile)
    store.add(STORM)
    compare_store(store, encoder=ENCODER)
    assert saved
    assert_vectors_are_those_of_the_facts(store)


@pytest.mark.parametrize("words", ["ferry", "Port Ashel", "harbour master"])
def test_a_search_finds_the_same_whatever_was_written_before(store, tmp_path, words):
    store.add(STORM)
    compare_store(store, encoder=ENCODER)
    with open_store(tmp_path / "whole.db") as whole:
        whole.add([*STORM, *MILLS])
        compare_store(whole, encoder=ENCODER)
        expected = search_store(whole, words, Filters(), ENCODER)
    found = search_store(store, words, Filters(), ENCODER)
    assert expected.hits and found.hits == expected.hits
