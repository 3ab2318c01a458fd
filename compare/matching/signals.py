"""What speaks for and against two sentences being about one fact: a matrix of signals per pair."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from compare.matching.collection import Collection, Floats, Ints, dot, product, sparse_dot, unit_sparse
from compare.matching.told_signals import TOLD_SIGNALS, ToldSignals

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

# Where a sentence stands and how typical it is of its article also told the fitted collection apart, but
# its articles are a few sentences long: in whole articles these signals run out of the fitted range.
SIGNALS = (
    "meaning",  # cosine of the two sentences
    "words",  # cosine of their content words, weighted by rarity
    "what happens",  # the same without names and numbers
    "shared words",  # log of the summed rarity of the words in both
    "words contained",  # part of the shorter sentence's words that the other has
    "shared names",  # log of the summed rarity of the names in both
    "other names",  # 1 where both have names and share none
    "shared numbers",  # log of the count of numbers in both
    "other numbers",  # 1 where both have numbers and share none
    "shorter",  # log of the content words of the shorter sentence
    "longer",  # log of the content words of the longer one
    "articles",  # cosine of the two articles
    "article words",  # cosine of the articles' words, weighted by rarity
    "articles apart",  # how much closer they are than each is to the articles around it
    "article words apart",  # the same for their words
    "article company",  # whether the same articles stand close to both
    "fits other",  # cosine of a sentence with the other's article, the worse way round
    "fits other best",  # the same, the better way round
    "not the closest",  # how far below the sentence's best partner in the other article, the worse way round
    "not the closest best",  # the same, the better way round
    "closer than others",  # cosine minus what these sentences usually find in the articles around
    *TOLD_SIGNALS,
)

TRUST_AT_HALF = 4.0
"""Articles around a pair at which what is usual there is trusted by half."""

PATIENCE = 2.0
"""Weight, in articles, of the belief that the two articles at hand are as close as is usual around them."""


class PairSignals:
    """Signals for pairs of sentences of one `Collection`; what pairs share is computed once."""

    def __init__(self, collection: Collection) -> None:
        self._all = collection
        self._told = ToldSignals(collection)

    def matrix(self, i: Ints, j: Ints) -> Floats:
        """(pairs, signals) for sentences ``i[k]`` and ``j[k]``, columns as in `SIGNALS`."""
        return np.column_stack(
            [
                *self._sentence_columns(i, j),
                *self._context_columns(i, j),
                *self._rank_columns(i, j),
                *self._told.columns(i, j),
            ]
        )

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
        shared = sparse_dot(c.sentence_words[i], self._present[j])
        shorter = np.minimum(self._mass[i], self._mass[j])
        names = sparse_dot(c.name_words[i], self._names_present[j])
        named = (self._name_count[i] > 0) & (self._name_count[j] > 0)
        numbers = self._shared_numbers(i, j)
        counted = (self._number_count[i] > 0) & (self._number_count[j] > 0)
        return [
            dot(c.vectors[i], c.vectors[j]),
            sparse_dot(self._unit_words[i], self._unit_words[j]),
            sparse_dot(self._unit_plain[i], self._unit_plain[j]),
            np.log1p(shared),
            shared / np.where(shorter == 0, 1.0, shorter),
            np.log1p(names),
            (named & (names == 0)).astype(float),
            np.log1p(numbers),
            (counted & (numbers == 0)).astype(float),
            np.log1p(np.minimum(self._length[i], self._length[j])),
            np.log1p(np.maximum(self._length[i], self._length[j])),
        ]

    def _context_columns(self, i: Ints, j: Ints) -> list[Floats]:
        c = self._all
        a, b = c.context_of[i], c.context_of[j]
        pairs, back = np.unique(np.stack([a, b]), axis=1, return_inverse=True)
        p, q = pairs
        alike = dot(c.context_vectors[p], c.context_vectors[q])
        words = sparse_dot(c.context_words[p], c.context_words[q])
        near, near_words = self._usual
        company = sparse_dot(self._context_company[p], self._context_company[q])
        columns = [
            alike,
            words,
            alike - self._expected(p, q, alike, near),
            words - self._expected(p, q, words, near_words),
            company,
        ]
        back = back.reshape(-1)
        there, here = dot(c.vectors[i], c.context_vectors[b]), dot(c.vectors[j], c.context_vectors[a])
        return [
            *(column[back] for column in columns),
            np.minimum(there, here),
            np.maximum(there, here),
        ]

    def _rank_columns(self, i: Ints, j: Ints) -> list[Floats]:
        """Cosine against the best partner in the other article and against the usual one in those around."""
        c = self._all
        alike = dot(c.vectors[i], c.vectors[j])
        a, b = c.context_of[i], c.context_of[j]
        below_i, below_j = self._best(i, b) - alike, self._best(j, a) - alike
        usual = (self._usual_partner(i, b, alike) + self._usual_partner(j, a, alike)) / 2
        return [np.maximum(below_i, below_j), np.minimum(below_i, below_j), alike - usual]

    def _best(self, rows: Ints, contexts: Ints) -> Floats:
        """Cosine of each sentence with the closest sentence of a context."""
        c = self._all
        out = np.zeros(len(rows))
        pairs, back = np.unique(np.stack([c.context_of[rows], contexts]), axis=1, return_inverse=True)
        order = np.argsort(back.reshape(-1), kind="stable")
        ends = np.cumsum(np.bincount(back.reshape(-1), minlength=pairs.shape[1]))
        for context, picked in zip(pairs[1], np.split(order, ends)[:-1], strict=True):
            sentences, where = np.unique(rows[picked], return_inverse=True)
            best = product(c.vectors[sentences], c.vectors[c.members[context]]).max(axis=1)
            out[picked] = best[where.reshape(-1)]
        return out

    def _expected(self, p: Ints, q: Ints, alike: Floats, usual: Floats) -> Floats:
        """Mean similarity of each of two contexts to the others around it, drawn to their own similarity."""
        rows, weights = self._all.around
        out = np.zeros(len(p))
        for one, other in ((p, q), (q, p)):
            w = np.where(rows[one] == other[:, None], 0.0, weights[one])
            out += (PATIENCE * alike + (w * usual[one]).sum(axis=1)) / (PATIENCE + w.sum(axis=1)) / 2
        return out

    def _usual_partner(self, sentences: Ints, contexts: Ints, alike: Floats) -> Floats:
        """What a sentence's closest partner is like in the articles around its own, the given one apart."""
        rows, weights = self._all.around
        own = self._all.context_of[sentences]
        w = np.where(rows[own] == contexts[:, None], 0.0, weights[own])
        return np.asarray(
            (PATIENCE * alike + (w * self._partners[sentences]).sum(axis=1)) / (PATIENCE + w.sum(axis=1))
        )

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
    def _context_company(self) -> csr_matrix:
        """(contexts, contexts) unit rows: which of the articles around are closer than usual, which less."""
        from scipy.sparse import csr_matrix

        rows, weights = self._all.around
        alike, words = self._usual
        both = alike + words
        weight = np.maximum(weights.sum(axis=1, keepdims=True), 1e-9)
        mean = (weights * both).sum(axis=1, keepdims=True) / weight
        values = weights * (both - mean)
        n, k = rows.shape
        return unit_sparse(csr_matrix((values.ravel(), rows.ravel(), np.arange(n + 1) * k), shape=(n, n)))

    @cached_property
    def _partners(self) -> Floats:
        """(sentences, k) cosine with the closest sentence of each article around the sentence's own."""
        c = self._all
        rows, _ = c.around
        out = np.zeros((len(c.sentences), rows.shape[1]))
        for context, members in enumerate(c.members):
            others = [c.members[r] for r in rows[context]]
            if not others or not len(members):
                continue
            filled = [len(o) > 0 for o in others]
            starts = np.cumsum([0, *(len(o) for o in others)])[:-1][filled]
            alike = product(c.vectors[members], c.vectors[np.concatenate(others)])
            if len(starts):
                out[np.ix_(members, np.flatnonzero(filled))] = np.maximum.reduceat(alike, starts, axis=1)
        return out

    @cached_property
    def _present(self) -> csr_matrix:
        return _ones(self._all.sentence_words)

    @cached_property
    def _names_present(self) -> csr_matrix:
        return _ones(self._all.name_words)

    @cached_property
    def _unit_words(self) -> csr_matrix:
        return unit_sparse(self._all.sentence_words)

    @cached_property
    def _unit_plain(self) -> csr_matrix:
        return unit_sparse(self._all.plain_words)

    @cached_property
    def _mass(self) -> Floats:
        return np.asarray(self._all.sentence_words.sum(axis=1), dtype=np.float64).ravel()

    @cached_property
    def _length(self) -> Floats:
        return np.array([len(text.content) for text in self._all.texts], dtype=np.float64)

    @cached_property
    def _name_count(self) -> Floats:
        return np.array([len(text.names) for text in self._all.texts], dtype=np.float64)

    @cached_property
    def _number_count(self) -> Floats:
        return np.array([len(text.numbers) for text in self._all.texts], dtype=np.float64)

    def _shared_numbers(self, i: Ints, j: Ints) -> Floats:
        texts = self._all.texts
        both = (self._number_count[i] > 0) & (self._number_count[j] > 0)
        out = np.zeros(len(i))
        for k in np.flatnonzero(both):
            out[k] = len(texts[i[k]].numbers & texts[j[k]].numbers)
        return out


def _ones(rows: csr_matrix) -> csr_matrix:
    present = rows.copy()
    present.data = np.ones_like(present.data)
    return present
