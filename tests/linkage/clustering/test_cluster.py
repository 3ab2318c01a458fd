"""Clustering: order does not count, what cannot be together never is, nothing is lost."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.linkage.clustering.cluster import cluster
from compare.linkage.margins import Margins


def margins_from(matrix):
    """Margins of a square in which ``-inf`` stands for a pair that is barred."""
    return lambda i, j: Margins.of(matrix[i, j], np.isneginf(matrix[i, j]))


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


def from_pairs(n: int, other: float, pairs: dict[tuple[int, int], float]) -> np.ndarray:
    """Margins of `pairs`, and of all others `other`."""
    out = np.full((n, n), other)
    for (a, b), margin in pairs.items():
        out[a, b] = out[b, a] = margin
    return out


def test_a_mean_margin_of_zero_joins_several():
    assert run(np.zeros((4, 4))) == [[0, 1, 2, 3]]
    # 0 and 1 join first; 2 is as much against one of them as it is for the other.
    assert run(from_pairs(3, 0.0, {(0, 1): 0.4, (0, 2): 0.2, (1, 2): -0.2})) == [[0, 1, 2]]
    assert run(from_pairs(3, 0.0, {(0, 1): 0.4, (0, 2): 0.2, (1, 2): -0.201})) == [[0, 1]]


# ---------------------------------------------------------------- what is vague

BETWEEN = from_pairs(3, -0.2, {(0, 1): 0.4, (1, 2): 0.3})
"""Items 0 and 2 do not belong together; by the mean margin 1 brings them together all the same."""


def test_what_is_vague_joins_the_best_and_brings_none_together():
    links = [(0, 1, 0.4), (1, 2, 0.3)]
    assert cluster(range(3), links, margins_from(BETWEEN)) == [[0, 1, 2]]
    assert cluster(range(3), links, margins_from(BETWEEN), vague=[1]) == [[0, 1]]


def test_two_that_belong_together_by_nothing_keep_what_is_vague_between_them():
    matrix = from_pairs(3, 0.0, {(0, 1): 0.4, (1, 2): 0.3})
    assert cluster(range(3), [(0, 1, 0.4), (1, 2, 0.3)], margins_from(matrix), vague=[1]) == [[0, 1, 2]]


def test_what_is_vague_joins_at_a_margin_of_zero():
    def groups(margin: float) -> list[list[int]]:
        matrix = from_pairs(3, margin, {(0, 1): 0.4})
        return cluster(range(3), [(0, 1, 0.4), (1, 2, 0.1)], margins_from(matrix), vague=[2])

    assert groups(0.0) == [[0, 1, 2]]
    assert groups(-0.01) == [[0, 1]]


def test_two_repetitions_are_vague_by_their_first():
    def groups(vague: list[int]) -> list[list[int]]:
        # Article 0 says 0 and 1, which repeat each other; they stand between 2 and 4 as 1 does above.
        matrix = from_pairs(5, -0.2, {(0, 1): 0.5, (0, 2): 0.4, (1, 2): 0.4, (0, 4): 0.3, (1, 4): 0.3})
        links = [(0, 2, 0.4), (0, 4, 0.3), (1, 2, 0.4)]
        return cluster([0, 1, 2, 4], links, margins_from(matrix), position=article_of, vague=vague)

    assert groups([]) == [[0, 1, 2, 4]]
    assert groups([0]) == [[0, 1, 2]]


# ---------------------------------------------------------------- components at and beyond the limit


@pytest.mark.parametrize("most", [2, 3, 4])
def test_a_component_at_the_limit_is_clustered_once(most):
    assert run(np.full((3, 3), 0.3), most=most) == [[0, 1, 2]]


def test_a_component_at_the_limit_is_clustered_as_a_whole():
    def groups(most: int) -> list[list[int]]:
        links = [(0, 1, 0.4), (1, 2, 0.3)]
        return cluster(range(3), links, margins_from(BETWEEN), most=most, vague=[1])

    assert groups(3) == [[0, 1]]
    assert groups(2) == [[0, 1, 2]]  # beyond the limit nobody reads what is vague


def untied(seed: int, n: int, forbidden: float) -> np.ndarray:
    """Margins of which hardly any two, or their means, are equal: ties are broken in other ways."""
    random = np.random.default_rng(seed)
    i, j = np.triu_indices(n, k=1)
    values = random.uniform(-0.5, 0.4, len(i))
    values[random.random(len(i)) < forbidden] = -np.inf
    out = np.zeros((n, n))
    out[i, j] = out[j, i] = np.round(values, 4)
    return out


@pytest.mark.parametrize("repeated", [False, True])
@pytest.mark.parametrize(("n", "forbidden"), [(4, 0.0), (7, 0.1), (9, 0.4), (12, 0.1), (16, 0.0)])
@pytest.mark.parametrize("seed", range(12))
def test_a_component_beyond_the_limit_has_the_groups_of_the_full_linkage(seed, n, forbidden, repeated):
    matrix = untied(seed, n, forbidden)
    links = [(a, b, float(matrix[a, b])) for a, b in itertools.combinations(range(n), 2) if matrix[a, b] >= 0]
    position = article_of if repeated else None

    def groups(most: int, order: list[int]) -> list[list[int]]:
        return cluster(order, links[:: 1 if most else -1], margins_from(matrix), most, position)

    whole = groups(4000, list(range(n)))
    assert groups(0, list(range(n))[::-1]) == whole


@given(matrices(), st.randoms(use_true_random=False))
@settings(derandomize=True, deadline=None, max_examples=60)
def test_beyond_the_limit_order_does_not_count_and_limits_hold(matrix, random):
    order = list(range(len(matrix)))
    random.shuffle(order)
    found = run(matrix, most=0)
    assert run(matrix, order, most=0) == found
    seen = [item for group in found for item in group]
    assert len(seen) == len(set(seen))
    for group in found:
        assert not any(np.isneginf(matrix[a, b]) for a, b in itertools.combinations(group, 2))


def test_beyond_the_limit_nothing_is_lost_and_few_pairs_are_scored():
    n = 3000
    asked = 0

    def margins(i, j):
        nonlocal asked
        asked += len(i)
        return Margins.of(np.where(i // 3 == j // 3, 0.3, -0.2))

    chain = [(a, a + 1, 0.1) for a in range(n - 1)]
    groups = cluster(range(n), chain, margins, most=600)
    assert groups == [[a, a + 1, a + 2] for a in range(0, n, 3)]
    assert asked < 10 * n


# ---------------------------------------------------------------- what an article repeats


def article_of(item: int) -> int:
    return item // 2


def grouped(matrix: np.ndarray, position=article_of) -> list[list[int]]:
    n = len(matrix)
    links = [(a, b, float(matrix[a, b])) for a, b in itertools.combinations(range(n), 2) if matrix[a, b] >= 0]
    return cluster(range(n), links, margins_from(matrix), position=position)


def test_a_value_that_an_article_repeats_counts_once():
    # 0 and 1 repeat each other and 2 and 3 do; 4 fits 0 and 1 well, and less of 2 and 3.
    matrix = np.full((6, 6), -0.2)
    for a, b, margin in ((0, 1, 0.4), (2, 3, 0.4), (0, 2, 0.3), (1, 3, 0.3), (0, 3, 0.1), (1, 2, 0.1)):
        matrix[a, b] = matrix[b, a] = margin
    assert grouped(matrix) == [[0, 1, 2, 3]]


def test_two_values_of_an_article_repeat_each_other_at_a_margin_of_zero():
    def groups(repeat: float) -> list[list[int]]:
        return grouped(from_pairs(3, 0.0, {(0, 1): repeat, (0, 2): 0.4, (1, 2): -0.3}))

    assert groups(0.0) == [[0, 1, 2]]  # as one they are for 2, by 0.05
    assert groups(-0.01) == [[0, 2]]


def test_a_repetition_repeats_every_one_before_it():
    # 2 belongs with 0 and not with 1, so that it is said apart from both, and nobody else says it.
    matrix = from_pairs(4, -0.3, {(0, 1): 0.4, (0, 2): 0.4, (0, 3): 0.3, (1, 3): 0.3, (2, 3): -0.1})
    assert grouped(matrix, position=lambda item: item // 3) == [[0, 1, 3]]


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
    found = cluster(order, links, margins_from(matrix), position=article_of)
    assert found == grouped(matrix)
    for group in found:
        assert not any(np.isneginf(matrix[a, b]) for a, b in itertools.combinations(group, 2))
