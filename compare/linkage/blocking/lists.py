"""Lists of nearest sentences, kept from one comparison to the next, so that one article is searched alone.

Both lists are what a search through all rows finds. By meaning, scores of two rows hang on these alone: what
is new takes its places in the lists of the others, and where one of a list is gone, it is made anew. By
words, one more sentence changes what words are worth everywhere, a little: longer lists than are asked for
are kept, each with a bound on the scores of all that it leaves out. Scores are computed again for what is
listed; where the bound, raised by as much as any word of the row can have gained, does not reach the last one
asked for, the list is right, and else it is made anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from compare.linkage.blocking.neighbours import (
    EXACT_LIMIT,
    NONE,
    Keys,
    WordScores,
    keys_of,
    listed,
    nearest,
    products_with,
)
from compare.linkage.matrices import Ints, distinct

__all__ = ["KnownLists", "Lists", "Sentences"]

TIMES = 2
"""As many times the neighbours by words that are asked for are listed."""

PLACES = 1 << 20
"""Sentences of an article are fewer."""

GONE = NONE - 1
"""Stands for a row that is there no more."""

AT_ONCE = 4096
"""Rows that are brought to 64 bits together: bounds the memory."""

MOST_NEW = 1 / 20
"""Part of the sentences, inclusive, that may be new; where more are, all lists are made anew. With half of
5,000 new, keeping the rest took over three times as long as that, and twice the memory."""


@dataclass(frozen=True)
class Sentences:
    """(rows,) of each sentence the article, as a row of ``articles``, and its place there.

    ``articles`` are digests of what each says, in order: the same one has the same sentences in it.
    """

    articles: tuple[str, ...]
    article: Ints
    place: Ints

    def moved(self, now: Sentences) -> Ints:
        """(rows,) the row that each has `now`, or `NONE`."""
        row = {key: k for k, key in enumerate(now.articles)}
        home = np.array([row.get(key, NONE) for key in self.articles], dtype=np.intp)
        names = now.article * PLACES + now.place
        wanted = home[self.article] * PLACES + self.place
        if not len(names):
            return np.full(len(wanted), NONE, dtype=np.intp)
        at = np.minimum(np.searchsorted(names, wanted), len(names) - 1)
        return np.where(names[at] == wanted, at, NONE)


@dataclass(frozen=True)
class Lists:
    """Neighbours of `sentences`, the nearest first, `NONE` where there are no more.

    ``near`` is (rows, count) by meaning, with no column where they are not found exactly, ``words`` (rows,
    more) by words, each with a ``bound`` on the scores of all others, 0 where there are no others. ``length``
    is the mean number of words.
    """

    sentences: Sentences
    near: Ints
    words: Ints
    bound: NDArray[np.int64]
    length: float


@dataclass
class KnownLists:
    """The lists that an earlier comparison found, and those that this one finds.

    ``readings`` are digests of what each article says, by its id.
    """

    readings: Mapping[str, str]
    kept: Lists | None = None
    found: Lists | None = None

    def keys(
        self,
        sentences: Sentences,
        vectors: NDArray[np.float32],
        bags: Sequence[frozenset[str]],
        owner: Ints,
        counts: tuple[int, int],
    ) -> Keys:
        """Pairs of rows, of which one is among the nearest of the other's: so many by meaning, so many by
        words, as `nearest` and `nearest_by_words` find them."""
        count, by_words = counts
        kept = self.kept
        moved = None if kept is None else kept.sentences.moved(sentences)
        if moved is not None and len(bags) - (moved != NONE).sum() > MOST_NEW * len(bags):
            kept = moved = None
        near = np.zeros((len(bags), 0), dtype=np.intp)
        if len(bags) > EXACT_LIMIT:
            by_meaning = nearest(vectors, owner, count)
        else:
            near = _near(vectors, owner, count, kept, moved)
            by_meaning = keys_of(near, len(bags))
        scores = WordScores(bags, owner)
        words, bound = _by_words(scores, by_words, kept, moved)
        self.found = Lists(sentences, near, words, bound, scores.length)
        return distinct(np.concatenate([by_meaning, keys_of(words[:, :by_words], len(bags))]))


def _near(
    vectors: NDArray[np.float32], owner: Ints, count: int, kept: Lists | None, moved: Ints | None
) -> Ints:
    """(rows, count) the nearest of each row by meaning."""
    size = len(vectors)
    count = min(count, max(0, size - 1))
    if kept is None or moved is None or kept.near.shape[1] != count or count == 0:
        return listed(vectors, owner, count, np.arange(size))
    out = np.full((size, count), NONE, dtype=np.intp)
    before = _rows_now(kept.near, moved)
    whole = (moved != NONE) & ~(before == GONE).any(axis=1)
    rows, lists = moved[whole], before[whole]
    out[rows] = lists
    new = np.ones(size, dtype=bool)
    new[moved[moved != NONE]] = False
    added = np.flatnonzero(new)
    _insert(vectors, owner, out, rows, added)
    made = np.ones(size, dtype=bool)
    made[rows] = False
    out[made] = listed(vectors, owner, count, np.flatnonzero(made))
    return out


def _rows_now(lists: Ints, moved: Ints) -> Ints:
    """`lists` with the rows that are `moved` where they are now, `GONE` for those that are not there."""
    there = np.where(moved == NONE, GONE, moved)
    return np.where(lists == NONE, NONE, there[np.maximum(lists, 0)]) if len(there) else lists


def _insert(vectors: NDArray[np.float32], owner: Ints, out: Ints, rows: Ints, added: Ints) -> None:
    """Give rows that were `added` their places in the lists `out` of some `rows`."""
    if not len(added) or not len(rows):
        return
    others = vectors[added].astype(np.float64).T
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        last = out[some, -1]
        full = last != NONE
        edge = np.full(len(some), -np.inf)
        edge[full] = products_with(vectors, some[full], last[full, None])[:, 0]
        found = vectors[some].astype(np.float64) @ others
        enters = (found >= edge[:, None]) & (owner[some, None] != owner[added][None, :])
        for k in np.flatnonzero(enters.any(axis=1)).tolist():
            row = some[k]
            own = out[row][out[row] != NONE]
            every = np.concatenate([own, added[enters[k]]])
            told = products_with(vectors, np.array([row]), every[None, :])[0]
            best = every[np.lexsort((every, -told))][: out.shape[1]]
            out[row, : len(best)] = best


def _by_words(
    scores: WordScores, count: int, kept: Lists | None, moved: Ints | None
) -> tuple[Ints, NDArray[np.int64]]:
    """(rows, more) the nearest of each row by words, and (rows,) the bounds on all others."""
    size, most = scores.size, TIMES * count
    out, bound = np.full((size, most), NONE, dtype=np.intp), np.zeros(size, dtype=np.int64)
    made = np.ones(size, dtype=bool)
    if kept is not None and moved is not None and kept.words.shape[1] == most and most:
        there = moved != NONE
        rows = moved[there]
        new = np.ones(size, dtype=bool)
        new[rows] = False
        then = len(moved), len(moved) - len(rows), kept.length
        raised = scores.raised(kept.bound[there], rows, new, then)
        lists = _rows_now(kept.words[there], moved)
        row, column = np.nonzero(lists >= 0)
        one, other = scores.asked_of(rows, np.flatnonzero(new))
        i = np.concatenate([rows[row], one])
        j = np.concatenate([lists[row, column], other])
        told = scores.of(i, j)
        i, j, told = (part[told > 0] for part in (i, j, told))
        order = np.lexsort((j, -told, i))
        i, j, told = i[order], j[order], told[order]
        begin = np.searchsorted(i, np.arange(size))
        rank = np.arange(len(i)) - begin[i]
        kept_rank = rank < most
        out[i[kept_rank], rank[kept_rank]] = j[kept_rank]
        limit = np.zeros(size, dtype=np.int64)
        limit[rows] = raised
        asked = np.zeros(size, dtype=np.int64)
        at = rank == count - 1
        asked[i[at]] = told[at]
        right = np.zeros(size, dtype=bool)
        right[rows] = (limit[rows] == 0) | (asked[rows] > limit[rows])
        first = rank == most
        bound[i[first]] = told[first]
        bound = np.maximum(bound, limit)
        made = ~right
    rows = np.flatnonzero(made)
    out[rows], bound[rows] = scores.lists(rows, most)
    return out, bound
