"""Groups that few items keep apart: the rest joins, these leave, nothing barred is ever together."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.linkage.clustering.cluster import cluster
from compare.linkage.clustering.outliers import FEW
from compare.linkage.clustering.outliers import attach as attach_margins
from compare.linkage.clustering.outliers import rejoin as rejoin_margins
from compare.linkage.margins import Margins

BAR = -np.inf
"""Stands in a square for a pair that is barred."""


def rejoin(groups, square):
    return rejoin_margins(groups, Margins.of(square, np.isneginf(square)))


def attach(groups, loose, square):
    return attach_margins(groups, loose, Margins.of(square, np.isneginf(square)))


def margins_from(square):
    return lambda i, j: Margins.of(square[i, j], np.isneginf(square[i, j]))


def square(size: int, value: float, **bars: tuple[int, int]) -> np.ndarray:
    """A square of one margin, with some pairs barred."""
    out = np.full((size, size), value)
    for a, b in bars.values():
        out[a, b] = out[b, a] = BAR
    return out


def test_one_stray_row_does_not_split_the_reports_of_one_event():
    assert rejoin([[0, 1, 2, 3], [4, 5, 6, 7]], square(8, 0.2, stray=(3, 7))) == [[0, 1, 2, 3, 4, 5, 6], [7]]


def test_a_row_leaves_where_it_bars_most():
    margin = square(8, 0.2, one=(2, 5), two=(2, 6), three=(2, 7))
    assert rejoin([[0, 1, 2, 3], [4, 5, 6, 7]], margin) == [[0, 1, 3, 4, 5, 6, 7], [2]]


def test_of_two_rows_that_exclude_each_other_that_leaves_which_is_held_least():
    margin = square(8, 0.2, stray=(3, 7))
    margin[3, :3] = margin[:3, 3] = 0.1
    assert rejoin([[0, 1, 2, 3], [4, 5, 6, 7]], margin) == [[0, 1, 2, 4, 5, 6, 7], [3]]


def test_the_part_that_may_leave_is_inclusive():
    size = int(1 / FEW)
    groups = [list(range(size)), list(range(size, 2 * size))]
    assert len(rejoin(groups, square(2 * size, 0.2, stray=(0, size)))) == 2
    small = [list(range(size - 1)), list(range(size - 1, 2 * size - 2))]
    assert rejoin(small, square(2 * size - 2, 0.2, stray=(0, size - 1))) == small


def test_groups_stay_apart_where_the_rest_does_not_belong_together():
    margin = square(8, -0.1, stray=(3, 7))
    groups = [[0, 1, 2, 3], [4, 5, 6, 7]]
    assert rejoin(groups, margin) == groups


def test_groups_that_nothing_bars_are_left_to_average_linkage():
    groups = [[0, 1, 2, 3], [4, 5, 6, 7]]
    assert rejoin(groups, square(8, 0.2)) == groups


def test_loose_groups_join_where_they_fit_best():
    margin = square(5, 0.1)
    margin[4, :2] = margin[:2, 4] = 0.3
    assert attach([[0, 1], [2, 3]], [[4]], margin) == [[0, 1, 4], [2, 3]]


def test_loose_groups_stay_alone_where_they_fit_nowhere_or_are_barred():
    assert attach([[0, 1]], [[2]], square(3, -0.1)) == [[0, 1], [2]]
    assert attach([[0, 1]], [[2]], square(3, 0.2, bar=(1, 2))) == [[0, 1], [2]]
    assert attach([], [[0, 1]], square(2, 0.2)) == [[0, 1]]


def test_what_is_vague_brings_no_two_groups_together():
    margin = np.full((5, 5), -0.1)
    for a, b in ((0, 1), (2, 3), *((4, row) for row in range(4))):
        margin[a, b] = margin[b, a] = 0.4
    links = [(a, b, float(margin[a, b])) for a, b in itertools.combinations(range(5), 2) if margin[a, b] >= 0]
    assert cluster(range(5), links, margins_from(margin), vague={4}) == [[0, 1, 4], [2, 3]]


def test_clustering_joins_what_one_stray_item_kept_apart():
    margin = np.full((8, 8), 0.1)
    for group in (range(4), range(4, 8)):
        for a, b in itertools.combinations(group, 2):
            margin[a, b] = margin[b, a] = 0.4
    margin[3, 7] = margin[7, 3] = BAR
    links = [(a, b, float(margin[a, b])) for a, b in itertools.combinations(range(8), 2) if margin[a, b] >= 0]
    assert cluster(range(8), links, margins_from(margin)) == [[0, 1, 2, 3, 4, 5, 6]]


@st.composite
def grouped(draw):
    size = draw(st.integers(2, 12))
    margin = np.zeros((size, size))
    for a, b in itertools.combinations(range(size), 2):
        value = draw(st.one_of(st.just(BAR), st.floats(-0.2, 0.5).map(lambda x: round(x, 3))))
        margin[a, b] = margin[b, a] = value
    label = draw(st.lists(st.integers(0, 3), min_size=size, max_size=size))
    groups: dict[int, list[int]] = {}
    for row, name in enumerate(label):
        home = groups.setdefault(name, [])
        if any(np.isneginf(margin[row, other]) for other in home):
            home = groups.setdefault(10 + row, [])
        home.append(row)
    return list(groups.values()), margin


@given(grouped(), st.randoms(use_true_random=False))
@settings(derandomize=True, deadline=None, max_examples=200)
def test_nothing_barred_is_together_nothing_is_lost_and_no_order_counts(case, random):
    groups, margin = case
    found = rejoin(groups, margin)
    assert sorted(row for group in found for row in group) == list(range(len(margin)))
    for group in found:
        for a, b in itertools.combinations(group, 2):
            assert not np.isneginf(margin[a, b])
    shuffled = [random.sample(group, len(group)) for group in random.sample(groups, len(groups))]
    assert sorted(rejoin(shuffled, margin)) == sorted(found)
