"""Rows of weights: each weight in its column, and products of rows that belong together."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from compare.linkage import matrices
from compare.linkage.matrices import (
    VectorRows,
    columns_of,
    dot,
    dots,
    merged,
    sparse,
    sparse_dot,
    unit_rows,
    unit_sparse,
)

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


def test_rows_of_vectors_are_what_an_array_of_them_is():
    held = np.arange(12, dtype=np.float32).reshape(4, 3)
    rows = VectorRows(held, np.array([2, 0, 2, 3], dtype=np.int32))
    plain = held[[2, 0, 2, 3]]
    assert len(rows) == len(plain)
    assert rows.shape == plain.shape
    assert np.array_equal(np.asarray(rows), plain)
    assert np.array_equal(rows[np.array([3, 1])], plain[[3, 1]])
    assert np.array_equal(rows.take(np.array([1, 2])), plain[[1, 2]])
    assert [vector.tolist() for vector in rows] == plain.tolist()
    assert np.array_equal(VectorRows.of(plain), plain)


def test_blocks_of_rows_are_all_of_them_in_their_order(monkeypatch):
    monkeypatch.setattr(matrices, "ROWS_AT_ONCE", 2)
    rows = VectorRows.of(np.eye(5))
    found = list(rows.blocks())
    assert [some for some, _ in found] == [slice(0, 2), slice(2, 4), slice(4, 5)]
    assert np.array_equal(np.concatenate([block for _, block in found]), np.eye(5))


def test_no_more_vectors_are_sent_than_rows_have():
    rows = VectorRows(np.eye(100, dtype=np.float32), np.array([7, 3, 7], dtype=np.int32))
    again = pickle.loads(pickle.dumps(rows))
    assert len(again.held) == 2
    assert np.array_equal(again, rows)


def test_products_of_some_rows_are_those_of_all(monkeypatch):
    monkeypatch.setattr(matrices, "ROWS_AT_ONCE", 2)
    rows, others = VectorRows.of(np.arange(12.0).reshape(4, 3)), VectorRows.of(np.eye(3))
    i, j = np.array([3, 0, 2, 1, 1]), np.array([0, 1, 2, 2, 0])
    assert dots(rows, i, others, j).tolist() == dot(rows[i], others[j]).tolist() == [9, 1, 8, 5, 3]
    assert dots(rows, i[:0], others, j[:0]).shape == (0,)


def test_bags_may_come_one_by_one():
    assert sparse(iter(BAGS)).toarray().tolist() == sparse(BAGS).toarray().tolist()
    assert sparse(iter(BAGS)).indices.tolist() == [0, 1, 0, 2]
