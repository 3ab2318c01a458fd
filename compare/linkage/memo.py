"""Scores of pairs of claims, each computed once however many stages ask for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from compare.linkage.matrices import Ints

Keys = NDArray[np.int64]
Kind = TypeVar("Kind", bound=np.generic)
"""What is kept of a pair: a number, or a record of several."""
Score = Callable[[Ints, Ints], NDArray[Kind]]

AT_ONCE = 65_536
"""Pairs that are scored together: bounds the memory of what lies between pairs and scores."""


class PairTable(Generic[Kind]):
    """A score for each of many keys, in sorted arrays: 8 bytes a pair beside the score.

    What is added becomes a run of its own; a run joins the one before it unless that is twice as long, so
    that n pairs added in any portions cost O(n log n), and a look-up searches O(log n) runs.
    """

    def __init__(self, kind: np.dtype[Kind]) -> None:
        self._kind = kind
        self._runs: list[tuple[Keys, NDArray[Kind]]] = []

    def __len__(self) -> int:
        return sum(len(keys) for keys, _ in self._runs)

    def add(self, keys: Keys, values: NDArray[Kind]) -> None:
        """Keep the `values` of distinct `keys`, none of which is held yet."""
        if not len(keys):
            return
        run = _sorted(keys, values)
        while self._runs and len(self._runs[-1][0]) < 2 * len(run[0]):
            before = self._runs.pop()
            run = _sorted(np.concatenate([before[0], run[0]]), np.concatenate([before[1], run[1]]))
        self._runs.append(run)

    def find(self, keys: Keys) -> tuple[NDArray[Kind], NDArray[np.bool_]]:
        """(keys,) the value of each key, and whether it is held."""
        values = np.zeros(len(keys), dtype=self._kind)
        held = np.zeros(len(keys), dtype=bool)
        for run, stored in self._runs:
            at = np.minimum(np.searchsorted(run, keys), len(run) - 1)
            here = run[at] == keys
            values[here] = stored[at[here]]
            held |= here
        return values, held


class PairMemo(Generic[Kind]):
    """A score of pairs of `size` rows that does not hang on their order, computed once for each pair."""

    def __init__(self, score: Score[Kind], size: int, kind: np.dtype[Kind]) -> None:
        self._score = score
        self._size = size
        self._table = PairTable(kind)

    def __call__(self, i: Ints, j: Ints, score: Score[Kind] | None = None) -> NDArray[Kind]:
        """(pairs,) the scores of rows ``i[k]`` and ``j[k]``; those not known yet by `score`, where given."""
        keys = np.minimum(i, j).astype(np.int64) * self._size + np.maximum(i, j)
        values, held = self._table.find(keys)
        if held.all():
            return values
        new = np.unique(keys[~held])
        parts = [self._compute(new[k : k + AT_ONCE], score) for k in range(0, len(new), AT_ONCE)]
        fresh = np.concatenate(parts)
        self._table.add(new, fresh)
        values[~held] = fresh[np.searchsorted(new, keys[~held])]
        return values

    def _compute(self, keys: Keys, score: Score[Kind] | None) -> NDArray[Kind]:
        i, j = np.divmod(keys, self._size)
        return (score or self._score)(i.astype(np.intp), j.astype(np.intp))


def _sorted(keys: Keys, values: NDArray[Kind]) -> tuple[Keys, NDArray[Kind]]:
    order = np.argsort(keys, kind="stable")
    return keys[order], values[order]
