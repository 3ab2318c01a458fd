"""Sentences and the articles that they stand in, as vectors: what all signals of their pairs share.

Where a collection is `isolated`, words weigh by how rare they are in English at large and no article has
others around it: what is told of a pair then hangs on its two articles alone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from compare.extraction.annotation.content import ContentWords
from compare.extraction.annotation.texts import TextNotes
from compare.linkage.matrices import (
    MASKED,
    Floats,
    Ints,
    VectorRows,
    merged,
    sparse,
    unit_rows,
    unit_sparse,
)

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]


NEIGHBOURS = 24
"""Articles around an article that say what is usual for its topic."""

NEAR = 0.25
"""Cosine of two articles from which one is around the other; its weight grows to 1 at ``NEAR + RAMP``."""

RAMP = 0.2
"""See `NEAR`. Chosen by hand; the weights were fitted with it."""

PRIOR_DOCUMENTS = 20.0
"""Weight of the belief that a word unseen elsewhere is rare; without it five articles make no statistics."""

BLOCK = 2048
"""Articles that are compared with all others at once: bounds the memory, changes no result."""


@dataclass(frozen=True)
class Collection:
    """Sentences, the row of the article (context) of each, and a unit vector (or zeros) for each."""

    sentences: tuple[TextNotes, ...]
    context_of: Ints
    vectors: VectorRows
    isolated: bool = False

    @classmethod
    def build(
        cls,
        sentences: Sequence[TextNotes],
        context_of: Sequence[int] | Ints,
        vectors: NDArray[np.floating] | VectorRows,
        *,
        isolated: bool = False,
    ) -> Collection:
        """Check that the parts fit together. Raises ValueError where they do not."""
        contexts = np.asarray(context_of, dtype=np.intp).reshape(-1)
        rows = vectors if isinstance(vectors, VectorRows) else VectorRows.of(vectors)
        if not len(sentences) == len(contexts) == len(rows):
            counts = f"{len(sentences)} sentences, {len(contexts)} contexts and {len(rows)} vectors"
            raise ValueError(f"{counts}: give one of each")
        return cls(tuple(sentences), contexts, rows, isolated)

    @cached_property
    def texts(self) -> list[ContentWords]:
        """The words of each sentence."""
        return [sentence.content for sentence in self.sentences]

    @cached_property
    def contexts(self) -> int:
        """Number of contexts."""
        return int(self.context_of.max()) + 1 if len(self.context_of) else 0

    @cached_property
    def members(self) -> list[Ints]:
        """Rows of the sentences of each context, in order."""
        order = np.argsort(self.context_of, kind="stable")
        ends = np.cumsum(np.bincount(self.context_of, minlength=self.contexts))
        return list(np.split(order, ends)[:-1])

    @cached_property
    def context_vectors(self) -> Floats:
        """(contexts, d): direction of the mean of an article's sentences."""
        out = np.zeros((self.contexts, self.vectors.shape[1]))
        for some, vectors in self.vectors.blocks():
            np.add.at(out, self.context_of[some], vectors)
        return unit_rows(out)

    @property
    def context_bags(self) -> Iterator[frozenset[str]]:
        """The distinct content words of each context; they are not kept."""
        for rows in self.members:
            yield frozenset().union(*(self.texts[r].content for r in rows))

    @cached_property
    def idf(self) -> dict[str, float]:
        """Inverse document frequency of each word over the contexts, smoothed for small collections."""
        frequency = Counter(word for bag in self.context_bags for word in bag)
        total = self.contexts + PRIOR_DOCUMENTS
        return {word: math.log(total / (n + 0.5)) for word, n in frequency.items()}

    @cached_property
    def sentence_words(self) -> csr_matrix:
        """(sentences, words) roots of the weights of distinct words: products of two rows sum shared weights.

        Of an isolated pair that weighs one word differently, in two forms of it, the geometric mean.
        """
        return self._roots(text.bag for text in self.texts)

    @cached_property
    def name_words(self) -> csr_matrix:
        """(sentences, words) the same of the words that are part of a name."""
        return self._roots(text.names for text in self.texts)

    @cached_property
    def context_words(self) -> csr_matrix:
        """(contexts, words): weight of each word, rows of unit length."""
        if self.isolated:
            return unit_sparse(
                sparse(merged(self.texts[row].weights for row in rows) for rows in self.members)
            )
        return unit_sparse(sparse({word: self.idf[word] for word in bag} for bag in self.context_bags))

    def _roots(self, bags: Iterable[frozenset[str]]) -> csr_matrix:
        known = zip(bags, self.texts, strict=True)
        return sparse(
            {word: math.sqrt(weight[word]) for word in bag}
            for bag, text in known
            for weight in (text.weights if self.isolated else self.idf,)
        )

    @cached_property
    def around(self) -> tuple[Ints, Floats]:
        """(contexts, k) rows of the articles nearest to each, itself apart, and their weights in [0, 1]."""
        k = 0 if self.isolated else min(NEIGHBOURS, max(0, self.contexts - 1))
        rows = np.zeros((self.contexts, k), dtype=np.intp)
        weights = np.zeros((self.contexts, k))
        if k == 0:
            return rows, weights
        for start in range(0, self.contexts, BLOCK):
            block = self.context_vectors[start : start + BLOCK] @ self.context_vectors.T
            here = np.arange(len(block))
            block[here, start + here] = MASKED
            nearest = np.argsort(-block, axis=1, kind="stable")[:, :k]
            rows[start : start + BLOCK] = nearest
            found = np.take_along_axis(block, nearest, 1)
            weights[start : start + BLOCK] = np.clip((found - NEAR) / RAMP, 0.0, 1.0)
        return rows, weights
