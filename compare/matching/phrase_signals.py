"""What speaks for and against two short texts saying the same, when no article is known around them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from compare.matching.collection import Collection, Floats, Ints, dot, sparse_dot, unit_sparse

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

PHRASE_SIGNALS = (
    "meaning",  # cosine of the two texts
    "meaning apart",  # how much closer they are than each is to the other texts at hand
    "words",  # cosine of their content words, weighted by rarity
    "words contained",  # part of the shorter text's words that the other has
    "letters",  # cosine of their three-letter sequences
    "letters contained",  # part of the shorter text's three-letter sequences that the other has
    "shared numbers",  # log of the count of numbers in both
    "other numbers",  # 1 where both have numbers and share none
    "one without numbers",  # 1 where only one has numbers
    "negated once",  # 1 where only one text denies
    "shorter",  # log of the content words of the shorter text
    "longer",  # log of the content words of the longer one
)

PATIENCE = 3.0
"""Weight, in texts, of the belief that the two texts at hand are as close as the others are."""

_NEGATION = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|neither|nor|without|cannot|\w+n['’]t)\b", re.IGNORECASE
)


class PhraseSignals:
    """Signals for pairs of texts; the texts of one call tell which words and meanings are common to all."""

    def __init__(self, texts: Sequence[str], vectors: NDArray[np.floating]) -> None:
        self._all = Collection.build(texts, np.arange(len(texts)), vectors)

    def matrix(self, i: Ints, j: Ints) -> Floats:
        """(pairs, signals) for texts ``i[k]`` and ``j[k]``, columns as in `PHRASE_SIGNALS`."""
        c = self._all
        alike = dot(c.vectors[i], c.vectors[j])
        shared = sparse_dot(c.sentence_words[i], self._present[j])
        shorter = np.minimum(self._mass[i], self._mass[j])
        letters = sparse_dot(self._letters[i], self._letters[j])
        letters_shared, letters_least = self._letter_overlap(i, j)
        numbers = np.array(
            [len(c.texts[a].numbers & c.texts[b].numbers) for a, b in zip(i, j, strict=True)], dtype=float
        )
        with_i, with_j = self._numbered[i], self._numbered[j]
        return np.column_stack(
            [
                alike,
                alike - self._usual(i, j, alike),
                sparse_dot(self._unit_words[i], self._unit_words[j]),
                shared / np.where(shorter == 0, 1.0, shorter),
                letters,
                letters_shared / np.maximum(letters_least, 1.0),
                np.log1p(numbers),
                (with_i & with_j & (numbers == 0)).astype(float),
                (with_i ^ with_j).astype(float),
                (self._negated[i] ^ self._negated[j]).astype(float),
                np.log1p(np.minimum(self._length[i], self._length[j])),
                np.log1p(np.maximum(self._length[i], self._length[j])),
            ]
        )

    def _usual(self, i: Ints, j: Ints, alike: Floats) -> Floats:
        """Mean cosine of each text to the others, drawn to the pair's own where there are few."""
        n = len(self._all.sentences)
        total = self._all.vectors.sum(axis=0)
        out = np.zeros(len(i))
        for one in (i, j):
            others = self._all.vectors[one] @ total - 1.0 - alike
            out += (others + PATIENCE * alike) / (n - 2 + PATIENCE) / 2
        return out

    def _letter_overlap(self, i: Ints, j: Ints) -> tuple[Floats, Floats]:
        present = self._letters.copy()
        present.data = np.ones_like(present.data)
        count = np.asarray(present.sum(axis=1)).ravel()
        return sparse_dot(present[i], present[j]), np.minimum(count[i], count[j])

    @cached_property
    def _letters(self) -> csr_matrix:
        """(texts, trigrams) unit rows."""
        from scipy.sparse import csr_matrix

        bags = [trigrams(text) for text in self._all.sentences]
        column = {gram: k for k, gram in enumerate(sorted({g for bag in bags for g in bag}))}
        data = [1.0 + math.log(n) for bag in bags for _, n in sorted(bag.items())]
        columns = [column[gram] for bag in bags for gram in sorted(bag)]
        starts = np.cumsum([0, *(len(bag) for bag in bags)])
        return unit_sparse(csr_matrix((data, columns, starts), shape=(len(bags), max(1, len(column)))))

    @cached_property
    def _present(self) -> csr_matrix:
        present = self._all.sentence_words.copy()
        present.data = np.ones_like(present.data)
        return present

    @cached_property
    def _unit_words(self) -> csr_matrix:
        return unit_sparse(self._all.sentence_words)

    @cached_property
    def _mass(self) -> Floats:
        return np.asarray(self._all.sentence_words.sum(axis=1), dtype=np.float64).ravel()

    @cached_property
    def _length(self) -> Floats:
        return np.array([len(text.content) for text in self._all.texts], dtype=np.float64)

    @cached_property
    def _numbered(self) -> NDArray[np.bool_]:
        return np.array([bool(text.numbers) for text in self._all.texts], dtype=bool)

    @cached_property
    def _negated(self) -> NDArray[np.bool_]:
        return np.array([_NEGATION.search(text) is not None for text in self._all.sentences], dtype=bool)


def trigrams(text: str) -> Counter[str]:
    """Three-letter sequences of the lower-case words of `text`, with a blank at each end."""
    folded = " " + " ".join(re.findall(r"\w+", text.lower())) + " "
    return Counter(folded[k : k + 3] for k in range(len(folded) - 2))
