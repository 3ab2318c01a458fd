"""Rows of weights: each weight in its column, and products of rows that belong together."""

from __future__ import annotations

import numpy as np
import pytest

from compare.linkage.matrices import columns_of, dot, merged, sparse, sparse_dot, unit_rows, unit_sparse

BAGS = [{"b": 2.0, "a": 1.0}, {}, {"c": 3.0, "a": 4.0}]


def test_each_key_has_a_column_in_the_order_of_the_keys():
    assert columns_of(BAGS) == {"a": 0, "b": 1, "c": 2}
    assert sparse(BAGS).toarray().tolist() == [[1, 2, 0], [0, 0, 0], [4, 0, 3]]


def test_keys_without_a_column_are_left_out():
    assert sparse(BAGS, {"c": 0, "a": 1}).toarray().tolist() == [[0, 1], [0, 0], [3, 4]]


def test_nothing_makes_rows_of_one_empty_column():
    assert sparse([]).shape == (0, 1)
    assert sparse([{}]).toarray().tolist() == [[0]]


def test_of_several_bags_the_largest_weight_of_a_word_stays():
    assert merged(BAGS) == {"a": 4.0, "b": 2.0, "c": 3.0}


def test_rows_of_unit_length_and_empty_rows_that_stay():
    rows = unit_sparse(sparse(BAGS))
    assert sparse_dot(rows, rows) == pytest.approx([1, 0, 1])
    dense = unit_rows(np.array([[3.0, 4.0], [0.0, 0.0]]))
    assert dot(dense, dense) == pytest.approx([1, 0])
