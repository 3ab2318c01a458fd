"""Features of two sentences: what speaks for and against their being about one fact, a row per pair."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from compare.linkage.comparison.collection import Collection
from compare.linkage.comparison.happening_features import HAPPENING_SIGNALS, HappeningFeatures
from compare.linkage.matrices import Floats, Ints, dot, sparse_dot, unit_sparse

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

# Where a sentence stands and how typical it is of its article also told the fitted collection apart, but
# its articles are a few sentences long: in whole articles these signals run out of the fitted range.
OWN_SIGNALS = (
    "meaning",  # cosine of the two sentences
    "shared words",  # log of the summed rarity of the words in both
    "words contained",  # part of the shorter sentence's words that the other has
    "shared names",  # log of the summed rarity of the names in both
    "other names",  # 1 where both have names and share none
    "other numbers",  # 1 where both have numbers and share none
    "shorter",  # log of the content words of the shorter sentence
    "articles",  # cosine of the two articles
    "article words",  # cosine of the articles' words, weighted by rarity
    *HAPPENING_SIGNALS,
)
"""What the two sentences and their articles tell."""

SIGNALS = (
    *OWN_SIGNALS,
    "articles apart",  # how much closer they are than each is to the articles around it
    "article words apart",  # the same for their words
    "article company",  # whether the same articles stand close to both
    "article company in words",  # the same by the words without a capital alone
)
"""The same, and what the articles around tell."""

TRUST_AT_HALF = 4.0
"""Articles around a pair at which what is usual there is trusted by half."""

PATIENCE = 2.0
"""Weight, in articles, of the belief that the two articles at hand are as close as is usual around them."""


class SentenceFeatures:
    """Signals for pairs of sentences of one `Collection`; what pairs share is computed once.

    ``names`` are those of the signals: without those of the articles around where the collection is isolated.
    """

    def __init__(self, collection: Collection) -> None:
        self._all = collection
        self._happenings = HappeningFeatures(collection)
        self.names = OWN_SIGNALS if collection.isolated else SIGNALS

    def matrix(self, i: Ints, j: Ints) -> Floats:
        """(pairs, signals) for sentences ``i[k]`` and ``j[k]``, columns as in `names`."""
        articles, around = self._context_columns(i, j)
        own = [*self._sentence_columns(i, j), *articles, *self._happenings.columns(i, j)]
        return np.column_stack([*own, *around])

    def trust(self, i: Ints, j: Ints) -> Floats:
        """(pairs,) from 0 to 1: how far the articles around both tell what is usual for their topic."""
        c = self._all
        rows, weights = c.around
        a, b = c.context_of[i], c.context_of[j]
        around = np.zeros(len(i))
        for one, other in ((a, b), (b, a)):
            around += np.where(rows[one] == other[:, None], 0.0, weights[one]).sum(axis=1) / 2
        return np.asarray(around / (around + TRUST_AT_HALF), dtype=np.float64)

    def _sentence_columns(self, i: Ints, j: Ints) -> list[Floats]:
        c = self._all
        shared = sparse_dot(c.sentence_words[i], c.sentence_words[j])
        shorter = np.minimum(self._mass[i], self._mass[j])
        names = sparse_dot(c.name_words[i], c.name_words[j])
        named = (self._name_count[i] > 0) & (self._name_count[j] > 0)
        return [
            dot(c.vectors[i], c.vectors[j]),
            np.log1p(shared),
            shared / np.where(shorter == 0, 1.0, shorter),
            np.log1p(names),
            (named & (names == 0)).astype(float),
            self._other_numbers(i, j),
            np.log1p(np.minimum(self._length[i], self._length[j])),
        ]

    def _context_columns(self, i: Ints, j: Ints) -> tuple[list[Floats], list[Floats]]:
        """Columns of the two articles, and of those around them."""
        c = self._all
        a, b = c.context_of[i], c.context_of[j]
        pairs, back = np.unique(np.stack([a, b]), axis=1, return_inverse=True)
        p, q = pairs
        alike = dot(c.context_vectors[p], c.context_vectors[q])
        words = sparse_dot(c.context_words[p], c.context_words[q])
        around = []
        if not c.isolated:
            near, near_words = self._usual
            around = [
                alike - self._expected(p, q, alike, near),
                words - self._expected(p, q, words, near_words),
                *(sparse_dot(company[p], company[q]) for company in self._company),
            ]
        own, beside = ([column[back.reshape(-1)] for column in some] for some in ((alike, words), around))
        return own, beside

    def _expected(self, p: Ints, q: Ints, alike: Floats, usual: Floats) -> Floats:
        """Mean similarity of each of two contexts to the others around it, drawn to their own similarity."""
        rows, weights = self._all.around
        out = np.zeros(len(p))
        for one, other in ((p, q), (q, p)):
            w = np.where(rows[one] == other[:, None], 0.0, weights[one])
            out += (PATIENCE * alike + (w * usual[one]).sum(axis=1)) / (PATIENCE + w.sum(axis=1)) / 2
        return out

    @cached_property
    def _usual(self) -> tuple[Floats, Floats]:
        """(contexts, k) cosines and word cosines of each context with those around it."""
        c = self._all
        rows, _ = c.around
        alike, words = np.zeros(rows.shape), np.zeros(rows.shape)
        for k in range(rows.shape[1]):
            alike[:, k] = dot(c.context_vectors, c.context_vectors[rows[:, k]])
            words[:, k] = sparse_dot(c.context_words, c.context_words[rows[:, k]])
        return alike, words

    @cached_property
    def _company(self) -> tuple[csr_matrix, csr_matrix]:
        """Company by meaning and all words, and by the words without a capital."""
        rows, _ = self._all.around
        plain = np.zeros(rows.shape)
        for k in range(rows.shape[1]):
            plain[:, k] = self._happenings.article_words(rows[:, k])
        alike, words = self._usual
        return self._company_by(alike + words), self._company_by(plain)

    def _company_by(self, alike: Floats) -> csr_matrix:
        """(contexts, contexts) unit rows: which of the articles around are closer than usual, which less."""
        from scipy.sparse import csr_matrix

        rows, weights = self._all.around
        weight = np.maximum(weights.sum(axis=1, keepdims=True), 1e-9)
        mean = (weights * alike).sum(axis=1, keepdims=True) / weight
        values = weights * (alike - mean)
        n, k = rows.shape
        return unit_sparse(csr_matrix((values.ravel(), rows.ravel(), np.arange(n + 1) * k), shape=(n, n)))

    @cached_property
    def _mass(self) -> Floats:
        words = self._all.sentence_words
        return sparse_dot(words, words)

    @cached_property
    def _length(self) -> Floats:
        return np.array([len(text.content) for text in self._all.texts], dtype=np.float64)

    @cached_property
    def _name_count(self) -> Floats:
        return np.array([len(text.names) for text in self._all.texts], dtype=np.float64)

    def _other_numbers(self, i: Ints, j: Ints) -> Floats:
        texts = self._all.texts
        out = np.zeros(len(i))
        for k in np.flatnonzero(self._numbered[i] & self._numbered[j]):
            out[k] = texts[i[k]].numbers.isdisjoint(texts[j[k]].numbers)
        return out

    @cached_property
    def _numbered(self) -> NDArray[np.bool_]:
        return np.array([bool(text.numbers) for text in self._all.texts], dtype=bool)
