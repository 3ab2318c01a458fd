"""Sentences of word-for-word copies: of many copies of one article, two stand for all."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from compare.matching.corpus import Corpus, Ints

FEW = 2
"""Copies of one article, inclusive, that stand for themselves."""


class Copies:
    """Maps pairs of sentences (by row) to those of the first two copies of their articles.

    Articles are copies where they have the same sentences in the same order and the same day. Without it,
    each copy would be compared with each other, sentence by sentence.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._article = np.asarray(corpus.sentence_article)
        size = len(corpus.articles)
        rows: list[list[int]] = [[] for _ in range(size)]
        for row, article in enumerate(self._article.tolist()):
            rows[article].append(row)
        same: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        for article, held in enumerate(rows):
            texts = tuple(corpus.sentences[row].text for row in held)
            same[corpus.published[article], texts].append(article)
        self._first = np.arange(len(self._article), dtype=np.intp)
        self._second = self._first.copy()
        self._kind = np.arange(size, dtype=np.intp)
        self.any = False
        for articles in same.values():
            if len(articles) <= FEW or not rows[articles[0]]:
                continue
            self.any = True
            for article in articles:
                self._kind[article] = articles[0]
                self._first[rows[article]] = rows[articles[0]]
                self._second[rows[article]] = rows[articles[1]]

    def __call__(self, s: Ints, t: Ints) -> tuple[Ints, Ints]:
        """The sentences that stand for ``s[k]`` and ``t[k]``, of two articles where these are of two."""
        a, b = self._article[s], self._article[t]
        one, other = self._first[s], self._first[t]
        twins = (a != b) & (self._kind[a] == self._kind[b])
        low = np.minimum(one, other)
        # The second copy has the sentence of the larger row of the first one.
        second = np.where(one >= other, self._second[s], self._second[t])
        return np.where(twins, low, one), np.where(twins, second, other)
