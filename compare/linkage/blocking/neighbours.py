"""Nearest rows of other owners, by meaning and by words, in time and memory that grow with the rows.

A pair of rows is one number, the smaller row times `size` plus the larger one: sets of pairs are sorted
arrays of such keys, 8 bytes a pair.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from compare.linkage.matrices import MASKED, Floats, Ints, distinct
from compare.threads import one_openmp_thread

Keys = NDArray[np.int64]

EXACT_LIMIT = 30_000
"""Vectors up to which neighbours are found exactly, by matrix products in blocks; above, by an index.

An index would save a third of the time here. But what it finds hangs on all vectors: among 26,732 sentences,
one article more changed lists of 1,504 articles of 1,529 by the cells of faiss IVF, with 29,408 new pairs
that are none of its own; found exactly, there are 294, of 349 articles.
"""

BLOCK = 1024
"""Vectors that are compared with all others at once: bounds the memory, changes no result."""

NONE = -1
"""Stands where a list has no more rows."""

SPARE = 6
"""Rows beyond those wanted that are told apart in 64 bits."""

ROUNDING = 2.0**-23
"""By how much a product of two numbers of unit rows may be off in 32 bits, at the most, with all sums."""

TOLD_AT_ONCE = 256
"""Rows whose products with all of their lists are taken together in 64 bits: bounds the memory."""

SCORED_AT_ONCE = 1 << 15
"""Pairs that are scored by words together: bounds the memory."""

WORTH = 1 << 16
"""Steps of what a word is worth."""

FLOATING = 1e-9
"""Far more than what rounding adds to a product of a few numbers."""

UNBOUND = 1 << 62
"""Above any score."""

MORE = 8
"""Neighbours that the index is asked for beyond those wanted: some are of the row's own article."""

WIDER = 8
"""The list is made so many times longer, once, for rows of which own sentences fill it."""

MOST_HOLDING = 2_000
"""Sentences that hold a word, from which on it is passed over: what stands in so many tells none apart,
and lists that grow with the collection would make the search quadratic."""

LINKS = 16
"""Links of a vector in each layer of the index; see `EFFORT`."""

EFFORT = 40
"""Vectors that are looked at for the links of a new one."""

WIDTH = 48
"""Vectors that a search keeps, at least. For 50,000 sentences this takes 19 s and finds nine in ten
neighbours, as many as cells of k-means, of which one in 16 is searched, find in 41 s: their time grows with
the square of the vectors."""

K1 = 1.5
"""See `B`."""

B = 0.75
"""BM25's usual parameters: how fast repetition saturates, and how much length counts."""


def pair_keys(one: Ints, other: Ints, size: int) -> Keys:
    """The distinct pairs of rows, sorted."""
    low, high = np.minimum(one, other).astype(np.int64), np.maximum(one, other)
    return distinct(low * size + high)


def rows_of(keys: Keys, size: int) -> tuple[Ints, Ints]:
    """The smaller and the larger row of each pair."""
    low, high = np.divmod(keys, size)
    return low.astype(np.intp), high.astype(np.intp)


def nearest(vectors: NDArray[np.floating], owner: Ints, count: int) -> Keys:
    """Pairs of rows: each with its `count` nearest rows of other owners, by cosine."""
    if len(vectors) < 2 or count < 1:
        return np.zeros(0, dtype=np.int64)
    # Half the memory and twice the speed of 64 bits; the vectors were computed with fewer.
    wide = np.ascontiguousarray(vectors, dtype=np.float32)
    if len(vectors) > EXACT_LIMIT:
        return _approximate(wide, owner, count)
    return _exact(wide, owner, count, np.arange(len(vectors)))


def _exact(vectors: NDArray[np.float32], owner: Ints, count: int, rows: Ints) -> Keys:
    """The same for some `rows`, without an index."""
    return keys_of(listed(vectors, owner, min(count, len(vectors) - 1), rows), len(vectors), rows)


def keys_of(lists: Ints, size: int, rows: Ints | None = None) -> Keys:
    """Pairs of rows, all `size` or some, and those of their lists, which `NONE` fills up."""
    there = lists != NONE
    one = np.repeat(np.arange(size) if rows is None else rows, there.sum(axis=1))
    return pair_keys(one, lists[there], max(1, size))


def listed(vectors: NDArray[np.float32], owner: Ints, count: int, rows: Ints) -> Ints:
    """(rows, count) for some `rows` the nearest rows of other owners, the nearest first, of equal ones the
    first; `NONE` where there are no more.

    Products are looked through in 32 bits; what can be among the nearest is told apart in 64, in which those
    of `exact` rows have no rounding: the lists hang on no block.
    """
    out = np.full((len(rows), count), NONE, dtype=np.intp)
    more = min(count + SPARE, len(vectors))
    for start in range(0, len(rows) if count else 0, BLOCK):
        some = rows[start : start + BLOCK]
        block = vectors[some] @ vectors.T
        block[owner[some, None] == owner[None, :]] = MASKED
        best = np.argpartition(-block, more - 1, axis=1)[:, :more]
        rough = np.take_along_axis(block, best, axis=1)
        best.sort(axis=1)
        told = products_with(vectors, some, best)
        told[owner[best] == owner[some, None]] = MASKED
        order = np.argsort(-told, axis=1, kind="stable")[:, :count]
        told = np.take_along_axis(told, order, axis=1)
        found = np.where(np.isfinite(told), np.take_along_axis(best, order, axis=1), NONE)
        if more < len(vectors):
            # All others are no nearer than the last one here, but for the rounding of 32 bits.
            edge = rough.min(axis=1)  # not finite where the list holds all rows of other owners
            unsure = np.isfinite(edge) & (told[:, -1] <= edge + vectors.shape[1] * ROUNDING)
            for k in np.flatnonzero(unsure).tolist():
                found[k] = _searched(vectors, owner, count, int(some[k]))
        out[start : start + BLOCK] = found
    return out


def _searched(vectors: NDArray[np.float32], owner: Ints, count: int, row: int) -> Ints:
    """The list of one row, of whose neighbours many are as near."""
    told = _products(vectors, vectors[row].astype(np.float64))
    told[owner == owner[row]] = MASKED
    edge = np.partition(told, len(told) - count)[len(told) - count]
    best = np.flatnonzero((told >= edge) & np.isfinite(told))
    best = best[np.argsort(-told[best], kind="stable")][:count]
    return np.pad(best, (0, count - len(best)), constant_values=NONE)


def _products(vectors: NDArray[np.float32], one: Floats) -> Floats:
    """(rows,) products of all rows with one, in 64 bits."""
    parts = (vectors[start : start + BLOCK] for start in range(0, len(vectors), BLOCK))
    return np.concatenate([part.astype(np.float64) @ one for part in parts])


def products_with(vectors: NDArray[np.float32], rows: Ints, others: Ints) -> Floats:
    """(rows, others) products in 64 bits of each of some rows with each of its ``others[row]``."""
    found = np.empty(others.shape)
    for start in range(0, len(rows), TOLD_AT_ONCE):
        some = slice(start, start + TOLD_AT_ONCE)
        one, other = vectors[rows[some]].astype(np.float64), vectors[others[some]].astype(np.float64)
        found[some] = np.matmul(other, one[:, :, None])[:, :, 0]
    return found


def _approximate(wide: NDArray[np.float32], owner: Ints, count: int) -> Keys:
    """The same by a graph of neighbours (HNSW; Malkov and Yashunin, 2020), each found in the time of log n.

    Rows that find too few are asked again, in the end without an index.
    """
    import faiss

    index = faiss.IndexHNSWFlat(wide.shape[1], LINKS, faiss.METRIC_INNER_PRODUCT)
    index.hnsw.efConstruction = EFFORT
    with one_openmp_thread():  # several would make another graph in each run
        index.add(wide)
    rows = np.arange(len(wide))
    kept = []
    for asked in (count + MORE, (count + MORE) * WIDER):
        index.hnsw.efSearch = max(WIDTH, asked)
        one, other, full = _ask(index, wide, owner, rows, (count, asked))
        kept.append(pair_keys(one, other, len(wide)))
        rows = rows[~full]
    # A row of whose neighbours all are its own article's; where the others are too few, all are found here.
    kept.append(_exact(wide, owner, count, rows))
    return distinct(np.concatenate(kept))


def _ask(
    index: object, wide: NDArray[np.float32], owner: Ints, rows: Ints, counts: tuple[int, int]
) -> tuple[Ints, Ints, NDArray[np.bool_]]:
    """Pairs of `rows` and their first neighbours of other owners, and which rows have as many as wanted."""
    count, asked = counts
    full = np.zeros(len(rows), dtype=bool)
    ones, others = [], []
    for start in range(0, len(rows), BLOCK):
        some = rows[start : start + BLOCK]
        _, found = index.search(wide[some], asked)  # type: ignore[attr-defined]
        strange = (found >= 0) & (owner[found] != owner[some, None])
        strange &= np.cumsum(strange, axis=1) <= count
        full[start : start + BLOCK] = strange.sum(axis=1) >= count
        ones.append(np.repeat(some, strange.sum(axis=1)))
        others.append(found[strange])
    if not ones:
        return rows, rows, full
    return np.concatenate(ones), np.concatenate(others).astype(np.intp), full


def nearest_by_words(bags: Iterable[frozenset[str]], owner: Ints, count: int) -> Keys:
    """Pairs of rows: each with its `count` best rows of other owners by BM25 over distinct words.

    Words in more than `MOST_HOLDING` rows are passed over, so that a row is compared with some thousands
    of others at most for each of its words, however many rows there are.
    """
    size = len(owner)
    if size < 2 or count < 1:
        return np.zeros(0, dtype=np.int64)
    lists, _ = WordScores(bags, owner).lists(np.arange(size), count)
    return keys_of(lists, size)


class WordScores:
    """Scores of rows by BM25, each a whole number of steps, whose sums have no rounding."""

    def __init__(self, bags: Iterable[frozenset[str]], owner: Ints) -> None:
        from scipy.sparse import csr_matrix, diags  # type: ignore[import-untyped]

        self.size = size = len(owner)
        self._owner = owner
        columns, starts, words = _word_columns(bags)
        shape = (size, max(1, words))
        self._asked = csr_matrix((np.ones(len(columns), dtype=np.int32), columns, starts), shape=shape)
        self._frequency = np.bincount(columns, minlength=shape[1])
        self._idf = _idf(self._frequency, size)
        self._lengths = np.diff(starts)
        self.length = float(self._lengths.mean()) if size else 0.0
        """The mean number of words."""
        worth = diags(1.0 / _damping(self._lengths, self.length)) @ self._asked @ diags(self._idf)
        worth = worth.tocsr()
        worth.data = np.rint(worth.data * WORTH).astype(np.int32)
        worth.eliminate_zeros()
        self._held = worth
        self._worth = worth.T.tocsr()

    def lists(self, rows: Ints, count: int) -> tuple[Ints, NDArray[np.int64]]:
        """(rows, count) of some `rows` the best of other owners, the best first, of equal ones the first;
        `NONE` where no more share a word. And (rows,) a bound on the scores of all others, 0 where there are
        none."""
        out = np.full((len(rows), count), NONE, dtype=np.intp)
        bound = np.zeros(len(rows), dtype=np.int64)
        for start in range(0, len(rows) if count else 0, BLOCK):
            some = rows[start : start + BLOCK]
            scores = (self._asked[some] @ self._worth).tocsr()
            row = np.repeat(np.arange(len(some)), np.diff(scores.indptr))
            kept = (self._owner[scores.indices] != self._owner[some[row]]) & (scores.data > 0)
            others, values, row = scores.indices[kept], scores.data[kept], row[kept]
            ends = np.searchsorted(row, np.arange(len(some) + 1)).tolist()
            for k, (a, b) in enumerate(pairwise(ends)):
                best, bound[start + k] = _top(others[a:b], values[a:b], count)
                out[start + k, : len(best)] = best
        return out, bound

    def of(self, i: Ints, j: Ints) -> NDArray[np.int64]:
        """(pairs,) what row ``j[k]`` scores for row ``i[k]``."""
        parts = [np.zeros(0, dtype=np.int64)]
        for start in range(0, len(i), SCORED_AT_ONCE):
            some = slice(start, start + SCORED_AT_ONCE)
            shared = self._asked[i[some]].multiply(self._held[j[some]])
            parts.append(np.asarray(shared.sum(axis=1), dtype=np.int64).ravel())
        return np.concatenate(parts)

    def asked_of(self, rows: Ints, others: Ints) -> tuple[Ints, Ints]:
        """Pairs of some `rows` and some `others`, of other owners, that share a word."""
        found = (self._asked[rows] @ self._held[others].T).tocoo()
        one, other = rows[found.row], others[found.col]
        apart = self._owner[one] != self._owner[other]
        return one[apart], other[apart]

    def raised(
        self, bound: NDArray[np.int64], rows: Ints, new: NDArray[np.bool_], then: tuple[int, int, float]
    ) -> NDArray[np.int64]:
        """Bounds that held of some `rows` as they hold now that there are `new` ones (a mask of all).

        Of `then` are told how many rows there were, how many of them are gone, and the mean number of words.
        What a word was worth is not kept: it stood in no more rows than now, without the new and with all
        those that are gone.
        """
        size, gone, length = then
        added = np.bincount(self._asked[np.flatnonzero(new)].indices, minlength=len(self._idf))
        worth = _idf(np.minimum(self._frequency - added + gone, size), size)
        with np.errstate(divide="ignore", invalid="ignore"):
            gain = np.where(self._idf > 0, self._idf / worth, 0.0)
        asked = self._asked[rows]
        words = np.diff(asked.indptr)
        most, some = np.zeros(len(rows)), words > 0
        if some.any():
            most[some] = np.maximum.reduceat(gain[asked.indices], asked.indptr[:-1][some])
        shorter = (_damping(self._lengths, length) / _damping(self._lengths, self.length)).max(initial=1.0)
        finite = np.isfinite(most)
        # Each word was rounded by half a step, and is now.
        raised = (bound + words / 2) * np.where(finite, most, 1.0) * shorter * (1 + FLOATING) + words / 2
        raised = np.where(bound == 0, 0, np.ceil(raised))
        return np.where(finite, raised, UNBOUND).astype(np.int64)


def _word_columns(bags: Iterable[frozenset[str]]) -> tuple[NDArray[np.int32], Ints, int]:
    """Of each bag the columns of its words, in order of the alphabet; where each bag begins; how many words
    there are. Bags are read one by one and not held: all would need more than what is made of them."""
    met: dict[str, int] = {}
    held, lengths = array("i"), array("q")
    for bag in bags:
        held.extend(met.setdefault(word, len(met)) for word in bag)
        lengths.append(len(bag))
    place = np.empty(len(met), dtype=np.int32)
    place[[met[word] for word in sorted(met)]] = np.arange(len(met), dtype=np.int32)
    starts = np.concatenate([[0], np.cumsum(np.array(lengths, dtype=np.int64))])
    rows = np.repeat(np.arange(len(lengths)), np.diff(starts))
    columns = place[np.array(held, dtype=np.int32)]
    return columns[np.lexsort((columns, rows))], starts, len(met)


def _idf(frequency: NDArray[np.intp], size: int) -> Floats:
    """What words are worth that stand in so many of so many rows."""
    idf = np.log1p((size - frequency + 0.5) / (frequency + 0.5))
    return np.where(frequency > MOST_HOLDING, 0.0, idf)


def _damping(lengths: NDArray[np.intp], mean: float) -> Floats:
    return np.asarray(1.0 + K1 * (1.0 - B + B * lengths / max(1e-9, mean)), dtype=np.float64)


def _top(rows: Ints, values: NDArray[np.int32], count: int) -> tuple[Ints, int]:
    """The `count` rows of the highest values, the highest first, of equal ones the first; and a bound on the
    other values."""
    bound = 0
    if len(rows) > count:
        edge = np.partition(values, len(values) - count)[len(values) - count]
        best = values >= edge
        rows, values, bound = rows[best], values[best], int(edge)
    return rows[np.lexsort((rows, -values))][:count], bound
