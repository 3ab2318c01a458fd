"""Features and constraints of pairs of claims, read in no more articles than the pairs are of.

Most pairs are known from an earlier comparison; those that one more article brings are of few articles. What
features share is then computed of these alone. A pair hangs on its two articles, so that the bits of its
features are the same among few articles and among all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from compare.linkage.comparison.claim_features import ClaimFeatures
from compare.linkage.constraints.constraints import Constraints
from compare.linkage.corpus import Corpus
from compare.linkage.matrices import Ints

MOST = 0.5
"""Part of the articles from which on (inclusive) all of them are read."""


@dataclass(frozen=True)
class Part:
    """Some articles of a corpus: ``row`` says which row a claim has here, of those that have one."""

    corpus: Corpus
    articles: NDArray[np.bool_]
    row: Ints
    constraints: Constraints

    @classmethod
    def whole(cls, corpus: Corpus, constraints: Constraints) -> Part:
        """All articles of a corpus, with the constraints over it."""
        articles = np.ones(len(corpus.articles), dtype=bool)
        return cls(corpus, articles, np.arange(len(corpus.claims)), constraints)

    @cached_property
    def features(self) -> ClaimFeatures:
        """The features of the claims of the part."""
        return ClaimFeatures(self.corpus, self.constraints.events)


class Parts:
    """The parts of a `whole` of which pairs were asked for, one for each portion that no other holds.

    Where portions one by one have had as many articles read as there are, all of them are: those of a large
    comparison overlap, and would read the same articles again and again, and hold them.
    """

    def __init__(self, whole: Part) -> None:
        self._whole = whole
        self._parts: list[Part] = []
        self._read = 0

    def hold_all(self) -> None:
        """Read all articles at the first pair, for portions that are together of all."""
        self._parts = [self._whole]

    def of(self, i: Ints, j: Ints) -> tuple[Part, Ints, Ints]:
        """A part that holds the claims of some pairs (by row), and the rows of these in it."""
        article = self._whole.corpus.claim_article
        a, b = article[i], article[j]
        # By the pairs, not by all articles: most portions are one group's, and groups grow with the articles.
        part = next((p for p in self._parts if p.articles[a].all() and p.articles[b].all()), None)
        if part is None:
            wanted = np.zeros(len(self._whole.articles), dtype=bool)
            wanted[a] = wanted[b] = True
            asked = int(wanted.sum())
            self._read += asked
            if asked >= MOST * len(wanted) or self._read >= len(wanted):
                self.hold_all()
                part = self._whole
            else:
                part = self._with(wanted)
                self._parts.append(part)
        return part, part.row[i], part.row[j]

    def _with(self, articles: NDArray[np.bool_]) -> Part:
        held = articles[self._whole.corpus.claim_article]
        corpus = self._whole.corpus.without(~articles)
        return Part(corpus, articles, np.cumsum(held) - 1, Constraints(corpus))
