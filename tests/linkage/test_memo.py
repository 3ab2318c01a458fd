"""Pairs are scored once each, whatever the order and the portions in which they are asked for."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.linkage import memo
from compare.linkage.memo import PairMemo, PairTable

SIZE = 12
NUMBER = np.dtype(np.float64)
ROWS = np.arange(SIZE, dtype=np.int64)


def plain(i, j):
    return np.where((i + j) % 5 == 0, -np.inf, np.minimum(i, j) - np.maximum(i, j) / 7)


class Counting:
    """The same, and remembers what it was asked."""

    def __init__(self):
        self.asked: list[tuple[int, int]] = []

    def __call__(self, i, j):
        self.asked += zip(i.tolist(), j.tolist(), strict=True)
        return plain(i, j)


def arrays(pairs):
    both = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    return both[:, 0], both[:, 1]


pair = st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)).filter(lambda p: p[0] != p[1])


@given(st.lists(st.lists(pair, max_size=15), max_size=8))
@settings(derandomize=True, deadline=None)
def test_scores_are_those_of_the_function_and_computed_once(portions):
    score = Counting()
    scored = PairMemo(score, ROWS, PairTable(NUMBER))
    for portion in portions:
        i, j = arrays(portion)
        assert scored(i, j).tolist() == plain(i, j).tolist()
    assert len(score.asked) == len(set(score.asked)) == len({frozenset(p) for q in portions for p in q})
    assert all(a < b for a, b in score.asked)


@given(st.lists(st.sets(st.integers(0, 400), max_size=30), max_size=12))
@settings(derandomize=True, deadline=None)
def test_a_table_is_a_dictionary(portions):
    table, expected = PairTable(NUMBER), {}
    for portion in portions:
        new = sorted(portion - expected.keys(), reverse=True)
        keys = np.array(new, dtype=np.int64)
        table.add(keys, keys / 3)
        expected |= {key: key / 3 for key in new}
    assert len(table) == len(expected)
    values, held = table.find(np.arange(401))
    for key in range(401):
        assert held[key] == (key in expected)
        assert values[key] == expected.get(key, 0.0)


def test_many_pairs_are_scored_in_portions(monkeypatch):
    monkeypatch.setattr(memo, "AT_ONCE", 7)
    i, j = np.triu_indices(SIZE, k=1)
    assert PairMemo(plain, ROWS, PairTable(NUMBER))(i, j).tolist() == plain(i, j).tolist()


def test_another_function_may_score_what_is_not_known_yet():
    scored = PairMemo(plain, ROWS, PairTable(NUMBER))
    i, j = arrays([(1, 2), (3, 4)])
    assert scored(i[:1], j[:1], lambda i, j: i + 0.5).tolist() == [1.5]
    assert scored(i, j).tolist() == [1.5, float(plain(3, 4))]


def test_no_pairs_have_no_scores():
    none = np.zeros(0, dtype=np.intp)
    assert len(PairMemo(plain, ROWS, PairTable(NUMBER))(none, none)) == 0
