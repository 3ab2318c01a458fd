"""Clustering: order does not count, what cannot be together never is, nothing is lost."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.clustering import cluster


def margins_from(matrix):
    return lambda i, j: matrix[i, j]


def run(matrix, order=None, most=4000):
    n = len(matrix)
    links = [(a, b, float(matrix[a, b])) for a, b in itertools.combinations(range(n), 2) if matrix[a, b] >= 0]
    items = list(range(n)) if order is None else order
    links = links if order is None else links[::-1]
    return cluster(items, links, margins_from(matrix), most)


@st.composite
def matrices(draw):
    n = draw(st.integers(2, 9))
    out = np.zeros((n, n))
    for a, b in itertools.combinations(range(n), 2):
        value = draw(st.one_of(st.just(-np.inf), st.floats(-0.6, 0.5).map(lambda x: round(x, 3))))
        out[a, b] = out[b, a] = value
    return out


@given(matrices())
@settings(derandomize=True, deadline=None, max_examples=200)
def test_no_group_holds_two_items_that_cannot_be_one_fact(matrix):
    for group in run(matrix):
        for a, b in itertools.combinations(group, 2):
            assert not np.isneginf(matrix[a, b])


@given(matrices(), st.randoms(use_true_random=False))
@settings(derandomize=True, deadline=None, max_examples=200)
def test_the_order_of_items_and_links_does_not_count(matrix, random):
    order = list(range(len(matrix)))
    random.shuffle(order)
    assert run(matrix, order) == run(matrix)


@given(matrices())
@settings(derandomize=True, deadline=None, max_examples=100)
def test_every_item_is_in_one_group_at_most(matrix):
    seen = [item for group in run(matrix) for item in group]
    assert len(seen) == len(set(seen))
    assert all(len(group) > 1 for group in run(matrix))


def test_a_chain_of_near_matches_does_not_join_its_ends():
    matrix = np.full((4, 4), -0.9)
    for a in range(3):
        matrix[a, a + 1] = matrix[a + 1, a] = 0.3
    groups = run(matrix)
    assert [0, 1, 2, 3] not in groups
    assert groups == [[0, 1], [2, 3]]


def test_one_forbidden_pair_outweighs_many_near_ones():
    n = 30
    matrix = np.full((n, n), 0.5)
    matrix[0, n - 1] = matrix[n - 1, 0] = -np.inf
    groups = run(matrix)
    assert not any({0, n - 1} <= set(group) for group in groups)
    assert sum(map(len, groups)) >= n - 1


def test_a_margin_of_zero_joins():
    assert run(np.zeros((2, 2))) == [[0, 1]]
    assert run(np.array([[0, -0.01], [-0.01, 0]])) == []


def test_a_component_beyond_the_limit_is_cut_and_nothing_is_dropped():
    n = 12
    matrix = np.full((n, n), 0.2)
    groups = run(matrix, most=5)
    assert sorted(item for group in groups for item in group) == list(range(n))[: sum(map(len, groups))]
    assert max(map(len, groups)) <= 5
    assert sum(map(len, groups)) >= n - 2


# ---------------------------------------------------------------- what an article repeats


def article_of(item: int) -> int:
    return item // 2


def grouped(matrix: np.ndarray, position=article_of) -> list[list[int]]:
    n = len(matrix)
    links = [(a, b, float(matrix[a, b])) for a, b in itertools.combinations(range(n), 2) if matrix[a, b] >= 0]
    return cluster(range(n), links, lambda i, j: matrix[i, j], position=position)


def test_a_value_that_an_article_repeats_counts_once():
    # 0 and 1 repeat each other and 2 and 3 do; 4 fits 0 and 1 well, and less of 2 and 3.
    matrix = np.full((6, 6), -0.2)
    for a, b, margin in ((0, 1, 0.4), (2, 3, 0.4), (0, 2, 0.3), (1, 3, 0.3), (0, 3, 0.1), (1, 2, 0.1)):
        matrix[a, b] = matrix[b, a] = margin
    assert grouped(matrix) == [[0, 1, 2, 3]]


def test_what_only_one_article_says_is_no_group():
    matrix = np.array([[0.0, 0.4], [0.4, 0.0]])
    assert grouped(matrix) == []
    assert grouped(matrix, position=lambda item: item) == [[0, 1]]


def test_one_repetition_that_cannot_be_together_keeps_all_of_it_apart():
    matrix = np.full((4, 4), 0.3)
    matrix[0, 2] = matrix[2, 0] = -np.inf
    assert grouped(matrix) == []


@given(matrices(), st.randoms(use_true_random=False))
@settings(derandomize=True, deadline=None, max_examples=100)
def test_positions_change_neither_the_limits_nor_the_independence_of_order(matrix, random):
    order = list(range(len(matrix)))
    random.shuffle(order)
    links = [(a, b, float(matrix[a, b])) for a, b in itertools.combinations(order, 2) if matrix[a, b] >= 0]
    found = cluster(order, links, lambda i, j: matrix[i, j], position=article_of)
    assert found == grouped(matrix)
    for group in found:
        assert not any(np.isneginf(matrix[a, b]) for a, b in itertools.combinations(group, 2))
