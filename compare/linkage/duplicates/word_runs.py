"""Words in a row as numbers, by which many texts are compared at once.

Numbers stand for words without loss: equal numbers are equal words. Arrays of them are sorted and counted in
less time than sets of words are made.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from compare.extraction.annotation.wording import Words
from compare.linkage.matrices import Ints

Numbers = NDArray[np.int64]

COUNTED_AT_ONCE = 1 << 13
"""Pairs of rows of which is counted together what they share: bounds the memory."""


def numbered(texts: Iterable[Words]) -> tuple[Numbers, Ints]:
    """The words of all `texts` in a row, each word as its place in the alphabet, and (texts + 1,) where each
    text begins."""
    met: dict[str, int] = {}
    held, lengths = array("i"), array("q", [0])
    for words in texts:
        held.extend(met.setdefault(word, len(met)) for word in words)
        lengths.append(len(words))
    place = np.empty(len(met), dtype=np.int64)
    place[[met[word] for word in sorted(met)]] = np.arange(len(met))
    return place[np.array(held, dtype=np.int32)], np.cumsum(np.array(lengths, dtype=np.int64))


def runs(numbers: Numbers, apart: int = 1) -> Numbers:
    """A number for each two of some `numbers` that stand `apart`, in the order of the two: of words with the
    next ones, those of pairs; of pairs with those two places on, those of four words."""
    most = int(numbers.max(initial=0)) + 1
    _, found = np.unique(numbers[: len(numbers) - apart] * most + numbers[apart:], return_inverse=True)
    return np.asarray(found, dtype=np.int64).reshape(-1)


class Bags:
    """(rows,) sets of numbers: each number that is `held` in a row, given with that `row`, counts once."""

    def __init__(self, row: Ints, held: Numbers, size: int) -> None:
        order = np.lexsort((held, row))
        row, held = row[order], held[order]
        new = np.ones(len(row), dtype=bool)
        new[1:] = (np.diff(row) != 0) | (np.diff(held) != 0)
        self.row, self.held = row[new], held[new]
        """What is held, by rows and numbers, and in which row."""
        self.size: Ints = np.bincount(self.row, minlength=size)
        """(rows,) how many numbers each holds."""

    def shared(self, i: Ints, j: Ints) -> Ints:
        """(pairs,) how many numbers rows ``i[k]`` and ``j[k]`` both hold."""
        from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

        # What one row alone holds nobody shares, and that is most.
        numbers, column, holders = np.unique(self.held, return_inverse=True, return_counts=True)
        several = holders[column] > 1
        ends = np.searchsorted(self.row[several], np.arange(len(self.size) + 1))
        parts = np.ones(len(several), dtype=np.int32)[several], column.reshape(-1)[several], ends
        bags = csr_matrix(parts, shape=(len(self.size), max(1, len(numbers))))
        found = [np.zeros(0, dtype=np.intp)]
        for start in range(0, len(i), COUNTED_AT_ONCE):
            some = slice(start, start + COUNTED_AT_ONCE)
            both = bags[i[some]].multiply(bags[j[some]])
            found.append(np.asarray(both.sum(axis=1), dtype=np.intp).ravel())
        return np.concatenate(found)
