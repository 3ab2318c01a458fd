"""Features of two short texts: what speaks for and against their saying the same, without their articles."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from compare.extraction.annotation.annotate import SentenceNotes
from compare.linkage.comparison.collection import Collection
from compare.linkage.comparison.phrase_values import same_and_other
from compare.linkage.matrices import Floats, Ints, VectorRows, dot, sparse_dot, unit_sparse

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

PHRASE_SIGNALS = (
    "meaning",  # cosine of the two texts
    "meaning apart",  # how much closer they are than each is to the other texts at hand
    "words contained",  # part of the shorter text's words that the other has, weighted by rarity
    "letters",  # cosine of their three-letter sequences
    "shared numbers",  # log of the count of numbers in both
    "other numbers",  # 1 where both have numbers and share none
    "one without numbers",  # 1 where only one has numbers
    "same value",  # 1 where both state one date, duration or amount, 0.5 where one contains the other
    "other value",  # 1 where their comparable values all exclude each other
    "negated once",  # 1 where only one text denies
    "shorter",  # log of the content words of the shorter text
    "longer",  # log of the content words of the longer one
)

TRUSTED = 12.0
"""Further texts from which what is usual among them is trusted in full."""

PATIENCE = 3.0
"""Weight, in texts, of the belief that the two texts at hand are as close as the others are."""

CHARACTER = 21
"""Bits of a character: three of them are one number of 63 bits, in the order of the alphabet."""


class PhraseFeatures:
    """Signals for pairs of texts; the texts of one call tell which words and meanings are common to all.

    Where `isolated`, each pair is taken as if no other text were known, and no other text moves its signals.
    """

    def __init__(
        self,
        texts: Sequence[SentenceNotes],
        vectors: NDArray[np.floating] | VectorRows,
        *,
        isolated: bool = False,
    ) -> None:
        self._isolated = isolated
        self._notes = texts
        self._all = Collection.build([note.text for note in texts], np.arange(len(texts)), vectors)

    def matrix(self, i: Ints, j: Ints) -> Floats:
        """(pairs, signals) for texts ``i[k]`` and ``j[k]``, columns as in `PHRASE_SIGNALS`."""
        c = self._all
        alike = dot(c.vectors[i], c.vectors[j])
        shared = sparse_dot(self._words[i], self._words[j])
        shorter = np.minimum(self._mass[i], self._mass[j])
        pairs = list(zip(i, j, strict=True))
        numbers = np.array([len(c.texts[a].numbers & c.texts[b].numbers) for a, b in pairs], dtype=float)
        notes = self._notes
        stated = [same_and_other(notes[a].compared, notes[b].compared) for a, b in pairs]
        values = np.array(stated, dtype=float)
        with_i, with_j = self._numbered[i], self._numbered[j]
        return np.column_stack(
            [
                alike,
                np.zeros(len(i)) if self._isolated else alike - self._usual(i, j, alike),
                shared / np.where(shorter == 0, 1.0, shorter),
                self._same_letters(i, j),
                np.log1p(numbers),
                (with_i & with_j & (numbers == 0)).astype(float),
                (with_i ^ with_j).astype(float),
                values.reshape(-1, 2),
                (self._negated[i] ^ self._negated[j]).astype(float),
                np.log1p(np.minimum(self._length[i], self._length[j])),
                np.log1p(np.maximum(self._length[i], self._length[j])),
            ]
        )

    def trust(self, i: Ints, j: Ints) -> Floats:  # noqa: ARG002 - the same for all pairs
        """(pairs,) from 0 to 1: how far the other texts tell what is usual among them."""
        if self._isolated:
            return np.zeros(len(i))
        others = max(0, len(self._all.sentences) - 2)
        return np.full(len(i), min(1.0, others / TRUSTED))

    def _usual(self, i: Ints, j: Ints, alike: Floats) -> Floats:
        """Mean cosine of each text to the others, drawn to the pair's own where there are few."""
        n = len(self._all.sentences)
        out = np.zeros(len(i))
        for one in (i, j):
            others = self._all.vectors[one] @ self._total - 1.0 - alike
            out += (others + PATIENCE * alike) / (n - 2 + PATIENCE) / 2
        return out

    @cached_property
    def _total(self) -> Floats:
        """The sum of all vectors."""
        total = np.zeros(self._all.vectors.shape[1])
        for _, vectors in self._all.vectors.blocks():
            total += vectors.sum(axis=0, dtype=np.float64)
        return total

    def _same_letters(self, i: Ints, j: Ints) -> Floats:
        """(pairs,) cosine of the texts' trigrams. Only those of the pairs at hand are held: they are many."""
        rows, where = np.unique(np.concatenate([i, j]), return_inverse=True)
        found = unit_sparse(letter_rows([self._all.sentences[row].letters for row in rows]))
        return sparse_dot(found[where[: len(i)]], found[where[len(i) :]])

    @cached_property
    def _words(self) -> csr_matrix:
        """(texts, words) roots of the weights: all 1 where no other text tells how common a word is."""
        words = self._all.sentence_words.copy()
        if self._isolated:
            words.data = np.ones_like(words.data)
        return words

    @cached_property
    def _mass(self) -> Floats:
        return sparse_dot(self._words, self._words)

    @cached_property
    def _length(self) -> Floats:
        return np.array([len(text.content) for text in self._all.texts], dtype=np.float64)

    @cached_property
    def _numbered(self) -> NDArray[np.bool_]:
        return np.array([bool(text.numbers) for text in self._all.texts], dtype=bool)

    @cached_property
    def _negated(self) -> NDArray[np.bool_]:
        return np.array([text.denies for text in self._all.sentences], dtype=bool)


def letter_rows(texts: Sequence[str]) -> csr_matrix:
    """(texts, sequences) how often three letters stand in a row in each text, logarithmic.

    Texts are given as `TextNotes.letters`; columns are in the order of the sequences.
    """
    from scipy.sparse import csr_matrix

    letters = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    text = np.repeat(np.arange(len(texts), dtype=np.int64), [len(one) for one in texts])
    inside = text[:-2] == text[2:]
    wide = letters.astype(np.int64)
    three = (wide[:-2] << 2 * CHARACTER | wide[1:-1] << CHARACTER | wide[2:])[inside]
    found, column = np.unique(three, return_inverse=True)
    width = max(1, len(found))
    keys, counts = np.unique(text[:-2][inside] * width + column.reshape(-1), return_counts=True)
    row, column = np.divmod(keys, width)
    # The logarithm of Python: that of numpy may have another last digit.
    told = np.array([0.0, *(1.0 + math.log(n) for n in range(1, int(counts.max(initial=0)) + 1))])
    starts = np.searchsorted(row, np.arange(len(texts) + 1))
    return csr_matrix((told[counts], column, starts), shape=(len(texts), width))
