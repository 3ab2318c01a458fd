"""Neighbours: as many as asked for, of other owners, as a search through all rows would find them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.linkage.blocking import neighbours
from compare.linkage.blocking.neighbours import K1, B, nearest, nearest_by_words, pair_keys, rows_of


def pairs_of(keys, size):
    return set(zip(*(part.tolist() for part in rows_of(keys, size)), strict=True))


def points(count: int, owners: int, seed: int = 7):
    random = np.random.default_rng(seed)
    rows = random.standard_normal((count, 16))
    return rows / np.linalg.norm(rows, axis=1, keepdims=True), random.integers(0, owners, count)


def plain(scores, owner, count):
    """Each row with its best rows of other owners, of those with a score."""
    out = set()
    for row, values in enumerate(scores):
        others = [k for k in range(len(owner)) if owner[k] != owner[row] and np.isfinite(values[k])]
        for k in sorted(others, key=lambda k: (-values[k], k))[:count]:
            out.add((min(row, k), max(row, k)))
    return out


@given(st.integers(2, 40), st.integers(1, 6), st.integers(0, 8), st.integers(0, 99))
@settings(derandomize=True, deadline=None, max_examples=60)
def test_the_nearest_are_those_of_a_plain_search(count, owners, wanted, seed):
    rows, owner = points(count, owners, seed)
    assert pairs_of(nearest(rows, owner, wanted), count) == plain(rows @ rows.T, owner, wanted)


def test_blocks_do_not_change_the_pairs(monkeypatch):
    rows, owner = points(100, 9)
    whole = nearest(rows, owner, 4).tolist()
    monkeypatch.setattr(neighbours, "BLOCK", 7)
    assert nearest(rows, owner, 4).tolist() == whole


def test_the_index_finds_nearly_all(monkeypatch):
    random = np.random.default_rng(7)
    centres = random.standard_normal((30, 16))
    rows = centres[np.arange(900) % 30] + 0.05 * random.standard_normal((900, 16))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    owner = np.arange(900) // 3
    exact = pairs_of(nearest(rows, owner, 5), 900)
    monkeypatch.setattr(neighbours, "EXACT_LIMIT", 100)
    near = pairs_of(nearest(rows, owner, 5), 900)
    assert len(exact & near) / len(exact) > 0.9
    assert all(owner[a] != owner[b] and a < b for a, b in near)


def test_the_index_is_the_same_however_many_threads_there_are(monkeypatch):
    import faiss

    rows, owner = points(2_000, 200)
    monkeypatch.setattr(neighbours, "EXACT_LIMIT", 100)
    threads = faiss.omp_get_max_threads()
    found = []
    for several in (1, 4, 4):
        faiss.omp_set_num_threads(several)
        try:
            found.append(nearest(rows, owner, 5).tolist())
            assert faiss.omp_get_max_threads() == several
        finally:
            faiss.omp_set_num_threads(threads)
    assert found[0] == found[1] == found[2]


def test_a_row_whose_own_article_repeats_it_still_has_neighbours(monkeypatch):
    """Of 400 sentences of one article that say the same, none may be left alone by them."""
    rows, owner = points(600, 50)
    rows[:400] = rows[0] + 1e-3 * points(400, 2)[0]
    owner[:400] = 99
    monkeypatch.setattr(neighbours, "EXACT_LIMIT", 100)
    keys = nearest(rows, owner, 5)
    there = np.bincount(np.concatenate(rows_of(keys, 600)), minlength=600)
    assert there.min() >= 5


@pytest.mark.parametrize("limit", [0, 100])
def test_no_neighbours_asked_for_are_none(monkeypatch, limit):
    rows, owner = points(60, 9)
    monkeypatch.setattr(neighbours, "EXACT_LIMIT", limit)
    assert len(nearest(rows, owner, 0)) == len(nearest(rows[:1], owner[:1], 3)) == 0


words = st.frozensets(st.sampled_from("abcdefgh"), max_size=5)


@given(st.lists(st.tuples(words, st.integers(0, 3)), min_size=2, max_size=14), st.integers(1, 5))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_words_are_weighed_by_bm25(documents, wanted):
    bags, owner = [bag for bag, _ in documents], np.array([k for _, k in documents])
    frequency = {w: sum(w in bag for bag in bags) for w in "abcdefgh"}
    mean = max(1e-9, sum(map(len, bags)) / len(bags))

    def score(asked, held):
        damped = 1 + K1 * (1 - B + B * len(held) / mean)
        idf = [math.log1p((len(bags) - frequency[w] + 0.5) / (frequency[w] + 0.5)) for w in asked & held]
        return np.float32(sum(idf) / damped) if idf else -np.inf

    scores = np.array([[score(a, b) for b in bags] for a in bags])
    found = pairs_of(nearest_by_words(bags, owner, wanted), len(bags))
    assert {(a, b) for a, b in found if owner[a] == owner[b]} == set()
    for row in range(len(bags)):
        others = sorted((scores[row, k] for k in range(len(bags)) if owner[k] != owner[row]), reverse=True)
        edge = others[:wanted][-1] if others else np.inf
        for k in range(len(bags)):
            if owner[k] != owner[row] and np.isfinite(scores[row, k]) and scores[row, k] > edge + 1e-5:
                assert (min(row, k), max(row, k)) in found


def test_words_that_stand_everywhere_are_passed_over(monkeypatch):
    bags = [frozenset({"the", f"word{k // 2}"}) for k in range(40)]
    owner = np.arange(40)
    monkeypatch.setattr(neighbours, "MOST_HOLDING", 30)
    assert pairs_of(nearest_by_words(bags, owner, 9), 40) == {(k, k + 1) for k in range(0, 40, 2)}


def test_keys_are_distinct_pairs_in_order():
    keys = pair_keys(np.array([3, 1, 2, 3]), np.array([1, 3, 0, 1]), 10)
    assert keys.tolist() == [2, 13]
    assert [part.tolist() for part in rows_of(keys, 10)] == [[0, 1], [2, 3]]
