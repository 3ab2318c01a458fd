"""Rows of weights, dense and sparse, and the products of rows: what signals are made of."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Key = TypeVar("Key", str, tuple[str, str])

STEPS = np.float32(1 << 24)
"""Steps of a number from 0 to 1 in a row that is `exact`: as many as 32 bits hold."""

MASKED = -np.inf
"""What stands in a block of similarities where a pair is none: it is no row's best, and not finite."""


ROWS_AT_ONCE = 4_096
"""Vectors that a pass over all of them makes at once: bounds the memory, changes no result."""


@dataclass(frozen=True, slots=True)
class VectorRows:
    """(rows, d) vectors of which many are the same, as the distinct ones and which of them each row is.

    Asked by rows it gives arrays, as an array would. A statement and its sentence are one text, and what is
    counted comes again and again.
    """

    held: NDArray[np.float32]
    row: NDArray[np.int32]

    @classmethod
    def of(cls, vectors: NDArray[np.floating]) -> VectorRows:
        """An array of vectors, each a row of its own."""
        return cls(np.asarray(vectors, dtype=np.float32), np.arange(len(vectors), dtype=np.int32))

    def __len__(self) -> int:
        return len(self.row)

    def __getitem__(self, rows: Ints | int | slice | list[int]) -> NDArray[np.float32]:
        return self.held[self.row[rows]]

    def __array__(
        self, dtype: np.typing.DTypeLike | None = None, copy: bool | None = None
    ) -> NDArray[np.floating]:
        return np.asarray(self.held[self.row], dtype=dtype)

    def __reduce__(self) -> tuple[type[VectorRows], tuple[NDArray[np.float32], NDArray[np.int32]]]:
        """What is sent elsewhere goes without the vectors that none of its rows is."""
        used, row = np.unique(self.row, return_inverse=True)
        return VectorRows, (self.held[used], row.reshape(-1).astype(np.int32))

    @property
    def shape(self) -> tuple[int, int]:
        """As of an array."""
        return len(self.row), self.held.shape[1]

    def take(self, rows: Ints) -> VectorRows:
        """Some rows, of the same distinct vectors."""
        return VectorRows(self.held, self.row[rows])

    def blocks(self) -> Iterator[tuple[slice, NDArray[np.float32]]]:
        """All rows in their order, `ROWS_AT_ONCE` at a time."""
        for start in range(0, len(self.row), ROWS_AT_ONCE):
            some = slice(start, min(start + ROWS_AT_ONCE, len(self.row)))
            yield some, self[some]


def distinct(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Whole numbers, each once, sorted: as ``np.unique`` gives them, which hashes first and is far slower."""
    held = np.sort(keys)
    new = np.ones(len(held), dtype=bool)
    new[1:] = held[1:] != held[:-1]
    return held[new]


def merged(bags: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """The words of several bags, each with its largest weight."""
    out: dict[str, float] = {}
    for bag in bags:
        for word, weight in bag.items():
            out[word] = max(weight, out.get(word, 0.0))
    return out


def columns_of(bags: Iterable[Iterable[Key]]) -> dict[Key, int]:
    """A column for each key of `bags`, in the order of the keys."""
    return {key: k for k, key in enumerate(sorted({key for bag in bags for key in bag}))}


class SparseRows(Generic[Key]):
    """Rows of a sparse matrix as they come: bags are read and not held, which would need ten times the room.

    Columns are those of `column` or, where it is not given, of all keys in their order.
    """

    def __init__(self, column: Mapping[Key, int] | None = None) -> None:
        self._column: Mapping[Key, int] | None = column
        self._met: dict[Key, int] = {}
        self._places, self._data, self._ends = array("i"), array("d"), array("q", [0])

    def add(self, bag: Mapping[Key, float]) -> None:
        """One row more: the weights of a bag, where columns are given of the keys that have one."""
        for key, weight in bag.items():
            place = (
                self._met.setdefault(key, len(self._met)) if self._column is None else self._column.get(key)
            )
            if place is not None:
                self._places.append(place)
                self._data.append(weight)
        self._ends.append(len(self._places))

    def matrix(self) -> csr_matrix:
        """(bags, keys) the weights of each bag."""
        from scipy.sparse import csr_matrix

        columns, data = np.array(self._places, dtype=np.int32), np.array(self._data, dtype=np.float64)
        ends = np.array(self._ends, dtype=np.int64)
        if self._column is None:
            place = np.empty(len(self._met), dtype=np.int32)
            place[[self._met[key] for key in sorted(self._met)]] = np.arange(len(self._met), dtype=np.int32)
            columns = place[columns]
        order = np.lexsort((columns, np.repeat(np.arange(len(ends) - 1), np.diff(ends))))
        width = len(self._met) if self._column is None else len(self._column)
        return csr_matrix((data[order], columns[order], ends), shape=(len(ends) - 1, max(1, width)))


def sparse(bags: Iterable[Mapping[Key, float]], column: Mapping[Key, int] | None = None) -> csr_matrix:
    """(bags, keys) the weights of each bag, read one by one; where `column` is given, of the keys that have
    one."""
    rows = SparseRows(column)
    for bag in bags:
        rows.add(bag)
    return rows.matrix()


def unit_rows(rows: Floats) -> Floats:
    """Rows scaled to length one; rows of zeros stay."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths == 0, 1.0, lengths), dtype=np.float64)


def unit_sparse(rows: csr_matrix) -> csr_matrix:
    """Sparse rows scaled to length one; empty rows stay."""
    from scipy.sparse import diags

    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return (diags(1.0 / np.where(lengths == 0, 1.0, lengths)) @ rows).tocsr()


def exact(rows: NDArray[np.floating]) -> NDArray[np.float32]:
    """Unit rows in 32 bits whose products in 64 bits have no rounding, so that their order does not count.

    They are rounded to steps of 2**-24: a product is a number of steps of 2**-48, and so is a sum of them,
    which up to 32 fits into the 53 bits of a number. A library of matrices may then sum as it likes.
    """
    wide = np.asarray(rows, dtype=np.float32)
    return np.asarray(np.rint(wide * STEPS) / STEPS, dtype=np.float32)


def dot(a: NDArray[np.floating], b: NDArray[np.floating]) -> Floats:
    """Row-wise products of two dense matrices, summed in 64 bits."""
    return np.asarray(np.einsum("ij,ij->i", a, b, dtype=np.float64), dtype=np.float64)


def dots(a: VectorRows, i: Ints, b: VectorRows, j: Ints) -> Floats:
    """(pairs,) products of the rows ``a[i[k]]`` and ``b[j[k]]``, some at once: bounds the memory."""
    out = np.zeros(len(i))
    for start in range(0, len(i), ROWS_AT_ONCE):
        some = slice(start, start + ROWS_AT_ONCE)
        out[some] = dot(a[i[some]], b[j[some]])
    return out


def product(a: NDArray[np.floating], b: NDArray[np.floating]) -> Floats:
    """All products of the rows of two small dense matrices, in 64 bits."""
    return np.asarray(a.astype(np.float64) @ b.astype(np.float64).T)


def sparse_dot(a: csr_matrix, b: csr_matrix) -> Floats:
    """Row-wise products of two sparse matrices."""
    return np.asarray(a.multiply(b).sum(axis=1), dtype=np.float64).ravel()
