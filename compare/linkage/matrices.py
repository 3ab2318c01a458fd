"""Rows of weights, dense and sparse, and the products of rows: what signals are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

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


def sparse(bags: Sequence[Mapping[Key, float]], column: Mapping[Key, int] | None = None) -> csr_matrix:
    """(bags, keys) the weights of each bag; where `column` is given, of the keys that have one."""
    from scipy.sparse import csr_matrix

    places = columns_of(bags) if column is None else column
    rows: list[list[tuple[int, float]]] = [
        sorted((places[key], weight) for key, weight in bag.items() if key in places) for bag in bags
    ]
    data = [weight for row in rows for _, weight in row]
    columns = [place for row in rows for place, _ in row]
    starts = np.cumsum([0, *map(len, rows)])
    return csr_matrix((data, columns, starts), shape=(len(bags), max(1, len(places))))


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


def product(a: NDArray[np.floating], b: NDArray[np.floating]) -> Floats:
    """All products of the rows of two small dense matrices, in 64 bits."""
    return np.asarray(a.astype(np.float64) @ b.astype(np.float64).T)


def sparse_dot(a: csr_matrix, b: csr_matrix) -> Floats:
    """Row-wise products of two sparse matrices."""
    return np.asarray(a.multiply(b).sum(axis=1), dtype=np.float64).ravel()
