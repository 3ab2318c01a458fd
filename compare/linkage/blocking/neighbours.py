"""Nearest rows of other owners, by meaning and by words, in time and memory that grow with the rows.

A pair of rows is one number, the smaller row times `size` plus the larger one: sets of pairs are sorted
arrays of such keys, 8 bytes a pair.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from compare.linkage.matrices import MASKED, Ints, distinct
from compare.threads import one_openmp_thread

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

Keys = NDArray[np.int64]

EXACT_LIMIT = 30_000
"""Vectors up to which neighbours are found exactly, by matrix products in blocks; above, by an index.

An index would save a third of the time here. But what it finds hangs on all vectors: among 26,732 sentences,
one article more changed lists of 1,504 articles of 1,529 by the cells of faiss IVF, with 29,408 new pairs
that are none of its own; found exactly, there are 294, of 349 articles.
"""

BLOCK = 1024
"""Vectors that are compared with all others at once: bounds the memory, changes no result."""

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
    found = []
    count = min(count, len(vectors) - 1)
    for start in range(0, len(rows), BLOCK):
        some = rows[start : start + BLOCK]
        block = vectors[some] @ vectors.T
        block[owner[some, None] == owner[None, :]] = MASKED
        best = np.argpartition(-block, count - 1, axis=1)[:, :count]
        there = np.isfinite(np.take_along_axis(block, best, axis=1))
        found.append(pair_keys(np.repeat(some, there.sum(axis=1)), best[there], len(vectors)))
    return distinct(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)


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
    asked, weights = _bm25(bags)
    found = []
    for start in range(0, size, BLOCK):
        scores = (asked[start : start + BLOCK] @ weights).tocsr()
        row = start + np.repeat(np.arange(scores.shape[0]), np.diff(scores.indptr))
        kept = (owner[scores.indices] != owner[row]) & (scores.data > 0)
        others, values, row = scores.indices[kept], scores.data[kept], row[kept]
        ends = np.searchsorted(row, np.arange(start, start + scores.shape[0] + 1)).tolist()
        best = [_top(others[a:b], values[a:b], count) for a, b in pairwise(ends)]
        one = np.repeat(np.arange(start, start + len(best)), [len(each) for each in best])
        found.append(pair_keys(one, np.concatenate(best), size))
    return distinct(np.concatenate(found))


def _bm25(bags: Iterable[frozenset[str]]) -> tuple[csr_matrix, csr_matrix]:
    """(rows, words) which words a row asks for, and (words, rows) what each is worth in a row."""
    from scipy.sparse import csr_matrix, diags

    # Bags are read one by one and not held: all of them would need more than what is made of them.
    met: dict[str, int] = {}
    held_words, lengths = array("i"), array("q")
    for bag in bags:
        held_words.extend(met.setdefault(word, len(met)) for word in bag)
        lengths.append(len(bag))
    place = np.empty(len(met), dtype=np.int32)
    place[[met[word] for word in sorted(met)]] = np.arange(len(met))
    starts = np.concatenate([[0], np.cumsum(np.array(lengths, dtype=np.int64))])
    rows = np.repeat(np.arange(len(lengths)), np.diff(starts))
    columns = place[np.frombuffer(held_words, dtype=np.int32)] if held_words else np.zeros(0, np.int32)
    columns = columns[np.lexsort((columns, rows))]
    shape = (len(lengths), max(1, len(met)))
    held = csr_matrix((np.ones(len(columns), dtype=np.float32), columns, starts), shape=shape)
    frequency = np.bincount(columns, minlength=shape[1])
    idf = np.log1p((shape[0] - frequency + 0.5) / (frequency + 0.5))
    idf[frequency > MOST_HOLDING] = 0.0
    words = np.diff(starts)
    damped = 1.0 / (1.0 + K1 * (1.0 - B + B * words / max(1e-9, float(words.mean()))))
    weights = (diags(damped) @ held @ diags(idf)).T.tocsr().astype(np.float32)
    weights.eliminate_zeros()
    return held, weights


def _top(rows: Ints, values: NDArray[np.float32], count: int) -> Ints:
    """The `count` rows of the highest values; of equal ones the first."""
    if len(rows) <= count:
        return rows
    edge = np.partition(values, len(values) - count)[len(values) - count]
    above, at = rows[values > edge], rows[values == edge]
    return np.concatenate([above, np.sort(at)[: count - len(above)]])
