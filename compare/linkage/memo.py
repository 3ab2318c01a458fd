"""Scores of pairs of claims, each computed once however many stages ask for it, and kept for the next run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from compare.linkage.blocking.lists import KnownLists
from compare.linkage.corpus import Corpus
from compare.linkage.matrices import Ints, distinct
from compare.linkage.reasons import KnownReasons

Keys = NDArray[np.int64]
Kind = TypeVar("Kind", bound=np.generic)
"""What is kept of a pair: a number, or a record of several."""
Score = Callable[[Ints, Ints], NDArray[Kind]]

AT_ONCE = 65_536
"""Pairs that are scored together: bounds the memory of what lies between pairs and scores."""

NUMBERS = 1 << 31
"""A claim's number is smaller, so that two of them make one key of 63 bits."""


class PairTable(Generic[Kind]):
    """A score for each of many keys, in sorted arrays: 8 bytes a pair beside the score.

    What is added becomes a run of its own; a run joins the one before it unless that is twice as long, so
    that n pairs added in any portions cost O(n log n), and a look-up searches O(log n) runs. What was `known`
    from the start, sorted keys and their values, stays apart.
    """

    def __init__(self, kind: np.dtype[Kind], known: tuple[Keys, NDArray[Kind]] | None = None) -> None:
        self.kind = kind
        self._known = [] if known is None or not len(known[0]) else [known]
        self._runs: list[tuple[Keys, NDArray[Kind]]] = []

    def __len__(self) -> int:
        return sum(len(keys) for keys, _ in (*self._known, *self._runs))

    def add(self, keys: Keys, values: NDArray[Kind]) -> None:
        """Keep the `values` of distinct `keys`, none of which is held yet."""
        if not len(keys):
            return
        run = _sorted(keys, values)
        while self._runs and len(self._runs[-1][0]) < 2 * len(run[0]):
            run = _joined([self._runs.pop(), run])
        self._runs.append(run)

    def join(self, keys: Keys, values: NDArray[Kind]) -> None:
        """Keep the `values` of those of distinct `keys` that are not held."""
        _, held = self.find(keys)
        self.add(keys[~held], values[~held])

    def find(self, keys: Keys) -> tuple[NDArray[Kind], NDArray[np.bool_]]:
        """(keys,) the value of each key, and whether it is held."""
        values = np.zeros(len(keys), dtype=self.kind)
        held = np.zeros(len(keys), dtype=bool)
        for run, stored in (*self._known, *self._runs):
            at = np.minimum(np.searchsorted(run, keys), len(run) - 1)
            here = run[at] == keys
            values[here] = stored[at[here]]
            held |= here
        return values, held

    def added(self) -> tuple[Keys, NDArray[Kind]]:
        """What was added to what was known, sorted."""
        return _joined(self._runs) if self._runs else (np.zeros(0, np.int64), np.zeros(0, self.kind))

    def handed_over(self) -> tuple[Keys, NDArray[Kind]]:
        """What was added, sorted; it is held no longer."""
        added = self.added()
        self._runs = []
        return added

    def all(self) -> tuple[Keys, NDArray[Kind]]:
        """All keys, sorted, and their values."""
        return _joined([*self._known, self.added()])


Load = Callable[[str, "np.dtype[Any]"], tuple[Keys, NDArray[Any]]]


@dataclass(frozen=True)
class KnownPairs:
    """What earlier comparisons found of pairs of claims, and what this one adds.

    A pair's scores hang on its two articles alone, so that they hold as long as both say what they said.
    ``first`` is the number of the first claim of each article, by its id: the same claim has the same number
    as long as a table knows it, and no other claim ever has it.
    """

    first: Mapping[str, int]
    load: Load | None = None
    """Gives what is known under a name."""
    tables: dict[str, PairTable[Any]] = field(default_factory=dict)
    """What was asked for so far, by name."""
    reasons: KnownReasons | None = None
    """What was found of groups of these claims, where that is kept."""
    near: KnownLists | None = None
    """The nearest sentences of each, where these are kept."""

    @classmethod
    def nothing(cls, corpus: Corpus) -> KnownPairs:
        """Of a comparison that no other one came before."""
        held = np.bincount(corpus.claim_article, minlength=len(corpus.articles))
        starts = (np.cumsum(held) - held).tolist()
        return cls({article.id: start for article, start in zip(corpus.articles, starts, strict=True)})

    def numbers(self, corpus: Corpus) -> Keys:
        """(claims,) the number of each claim of a corpus that holds its articles with all their claims."""
        article = corpus.claim_article
        change = np.flatnonzero(np.diff(article, prepend=-1))
        place = np.arange(len(article)) - np.repeat(change, np.diff(change, append=len(article)))
        first = np.array([self.first[each.id] for each in corpus.articles], dtype=np.int64)
        return np.asarray(first[article] + place, dtype=np.int64)

    def table(self, name: str, kind: np.dtype[Any]) -> PairTable[Any]:
        """What is known under a `name`."""
        if name not in self.tables:
            self.tables[name] = PairTable(kind, None if self.load is None else self.load(name, kind))
        return self.tables[name]


class PairMemo(Generic[Kind]):
    """A score of pairs of rows that does not hang on their order, computed once for each pair.

    ``numbers`` are those that the rows are known by in the `table`.
    """

    def __init__(self, score: Score[Kind], numbers: Keys, table: PairTable[Kind]) -> None:
        self._score = score
        self._numbers = numbers
        self._order = np.argsort(numbers, kind="stable")
        self._table = table

    def __call__(self, i: Ints, j: Ints, score: Score[Kind] | None = None) -> NDArray[Kind]:
        """(pairs,) the scores of rows ``i[k]`` and ``j[k]``; those not known yet by `score`, where given."""
        keys = self._keys(i, j)
        values, held = self._table.find(keys)
        if held.all():
            return values
        new = distinct(keys[~held])
        parts = [self._compute(new[k : k + AT_ONCE], score) for k in range(0, len(new), AT_ONCE)]
        fresh = np.concatenate(parts)
        self._table.add(new, fresh)
        values[~held] = fresh[np.searchsorted(new, keys[~held])]
        return values

    def unknown(self, i: Ints, j: Ints) -> tuple[Ints, Ints]:
        """The rows of those of some pairs that are not known, each pair once."""
        keys = self._keys(i, j)
        return self._rows(distinct(keys[~self._table.find(keys)[1]]))

    def _keys(self, i: Ints, j: Ints) -> Keys:
        one, other = self._numbers[i], self._numbers[j]
        return np.asarray(np.minimum(one, other) * NUMBERS + np.maximum(one, other), dtype=np.int64)

    def _compute(self, keys: Keys, score: Score[Kind] | None) -> NDArray[Kind]:
        return (score or self._score)(*self._rows(keys))

    def _rows(self, keys: Keys) -> tuple[Ints, Ints]:
        one, other = (
            self._order[np.searchsorted(self._numbers, part, sorter=self._order)]
            for part in np.divmod(keys, NUMBERS)
        )
        # The smaller row first: scores are the same either way but for their last bit.
        return np.minimum(one, other), np.maximum(one, other)


def _sorted(keys: Keys, values: NDArray[Kind]) -> tuple[Keys, NDArray[Kind]]:
    order = np.argsort(keys, kind="stable")
    return keys[order], values[order]


def _joined(runs: list[tuple[Keys, NDArray[Kind]]]) -> tuple[Keys, NDArray[Kind]]:
    return _sorted(np.concatenate([keys for keys, _ in runs]), np.concatenate([values for _, values in runs]))
