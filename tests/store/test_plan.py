"""What of a comparison stays in the store when the next one is written."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from fakes import HashingEncoder
from stories import STORM, story

from compare.pipeline_store import compare_store
from compare.store import open_store
from compare.store.checking import check_store
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


def rows(store) -> dict[str, set[tuple[object, ...]]]:
    names = ("facts", "claims", "claim_values")
    return {name: set(store.connection.execute(f"SELECT * FROM {name}")) for name in names}


def test_facts_that_stay_are_not_written_again(store):
    before = rows(store)
    store.add(STORM)
    compare_store(store, encoder=ENCODER)
    after = rows(store)
    assert all(before[name] & after[name] for name in before)
    ids = "SELECT COUNT(*) FROM fact_words_docsize WHERE id IN (SELECT n FROM facts)"
    assert store.connection.execute(ids).fetchone() == (len(after["facts"]),)
    assert check_store(store) == []


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
