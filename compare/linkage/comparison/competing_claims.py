"""How a pair of claims stands among its rivals: the other claims of its articles, which compete with it."""

from __future__ import annotations

import numpy as np

from compare.linkage.corpus import Corpus
from compare.linkage.matrices import Floats, Ints, product

ALONE = 0.3
"""Likeness of the best rival that is assumed where there is none."""

HIGHER = 1e-6
"""A rival ranks higher only by more than what rounding makes."""

COLUMNS = 4096
"""Claims, about, that those of one article are compared with at once."""


class CompetingClaims:
    """Likeness of claims (by row) of one corpus, and rank and lead of a pair among its rivals.

    All claims of two articles are compared, whatever pairs of them are asked for.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        article = corpus.claim_article
        self._order = np.argsort(article, kind="stable")
        self._place = np.empty(len(article), dtype=np.intp)
        self._place[self._order] = np.arange(len(article))
        self._held = np.bincount(article, minlength=len(corpus.articles))
        self._begin = np.cumsum(self._held) - self._held
        codes: dict[str, int] = {}
        self._facet = np.array(
            [codes.setdefault(c.facet.value, len(codes)) for c in corpus.claims], dtype=np.intp
        )
        self._facets = max(1, len(codes))
        slot = article * self._facets + self._facet
        self._peers = np.argsort(slot, kind="stable")
        self._many = np.bincount(slot, minlength=len(corpus.articles) * self._facets)
        self._first = np.cumsum(self._many) - self._many

    def __call__(self, i: Ints, j: Ints) -> tuple[Floats, Floats]:
        """(pairs,) how many rivals fit a partner better, and by how much the pair leads the best of them.

        The rivals of (i, j) are the other claims of j's article for i, and of i's article for j, of the same
        facet. The lead is the mean of both sides.
        """
        article = self._corpus.claim_article
        size = len(self._corpus.articles)
        keys, block = np.unique(article[i] * size + article[j], return_inverse=True)
        a, b = np.divmod(keys, max(1, size))
        starts, alike = self._blocks(a, b)
        rank, lead = np.zeros(len(i)), np.zeros(len(i))
        if not len(i):
            return rank, lead
        row, column = self._place[i] - self._begin[a[block]], self._place[j] - self._begin[b[block]]
        wide, begin = self._held[b[block]], starts[block]
        own = alike[begin + row * wide + column]
        for one, other, article_of, across in ((i, j, b, True), (j, i, a, False)):
            slot = article_of[block] * self._facets + self._facet[one]
            many = self._many[slot]
            pair = np.repeat(np.arange(len(i)), many)
            rivals = self._peers[
                np.arange(len(pair)) + np.repeat(self._first[slot] - (np.cumsum(many) - many), many)
            ]
            place = self._place[rivals] - self._begin[article_of[block]][pair]
            at = row[pair] * wide[pair] + place if across else place * wide[pair] + column[pair]
            apart = (rivals != one[pair]) & (rivals != other[pair])
            pair, near = pair[apart], alike[begin[pair] + at][apart]
            rank += np.bincount(pair, near > own[pair] + HIGHER, minlength=len(i))
            best = np.full(len(i), ALONE)
            kept = np.bincount(pair, minlength=len(i))
            some = np.flatnonzero(kept)
            if len(some):
                best[some] = np.maximum.reduceat(near, (np.cumsum(kept) - kept)[some])
            lead += own - best
        return rank, lead / 2.0

    def _blocks(self, a: Ints, b: Ints) -> tuple[Ints, Floats]:
        """Where the block of each pair of articles starts, and the likenesses of their claims, row by row.

        `a` is sorted. One article is compared with many at once: a product for each pair would be small, and
        then the threads of a busy machine wait for each other longer than they work.
        """
        sizes = self._held[a] * self._held[b]
        starts = np.cumsum(sizes) - sizes
        out = np.zeros(int(sizes.sum()))
        columns = np.cumsum(self._held[b])
        first = 0
        while first < len(a):
            before = columns[first] - self._held[b[first]]
            end = int(np.searchsorted(a, a[first], side="right"))
            end = min(end, max(first + 1, int(np.searchsorted(columns, before + COLUMNS, side="right"))))
            alike = self._alike(a[first : first + 1], b[first:end])
            for k in range(first, end):
                last = columns[k] - before
                block = alike[:, last - self._held[b[k]] : last]
                out[starts[k] : starts[k] + sizes[k]] = block.ravel()
            first = end
        return starts, out

    def _alike(self, a: Ints, b: Ints) -> Floats:
        """Likeness of the claims of the articles `a` to those of the articles `b`, article by article."""
        c = self._corpus
        one, other = (
            np.concatenate([self._order[self._begin[k] : self._begin[k] + self._held[k]] for k in some])
            for some in (a, b)
        )
        s, t = c.claim_sentence[one], c.claim_sentence[other]
        sentences = product(c.sentence_vectors[s], c.sentence_vectors[t])
        return (product(c.masked_vectors[one], c.masked_vectors[other]) + sentences) / 2.0
