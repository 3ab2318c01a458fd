"""The probability that two sentences are about the same fact, and the signals behind it.

Three models, each with its own signals and weights: "in articles" for sentences whose articles are known
among others, which tell two look-alike stories apart; "in two articles", for which these two are all that is
known, so that no other article moves a score; and "alone" for sentences or short answers without any article
around them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from compare.extraction.annotation.annotate import SentenceNotes
from compare.extraction.annotation.texts import TextNotes
from compare.linkage.comparison.collection import Collection
from compare.linkage.comparison.models import load_model
from compare.linkage.comparison.phrase_features import PHRASE_SIGNALS, PhraseFeatures
from compare.linkage.comparison.sentence_features import SentenceFeatures
from compare.linkage.matrices import Floats, Ints, VectorRows
from compare.models import Signal

CHUNK = 16_384
"""Pairs scored at a time: bounds the memory of the signals to some 200 megabytes."""


class SentencePairScorer:
    """Scores pairs of sentences by row; everything that pairs share is computed once.

    ``sentences`` are all sentences of all articles in reading order, ``context_of`` the row of the
    article of each, ``vectors`` (sentences, d) their unit vectors. Where `isolated`, the score of a pair
    hangs on its two articles alone.
    """

    def __init__(
        self,
        sentences: Sequence[TextNotes],
        context_of: Sequence[int] | Ints,
        vectors: NDArray[np.floating] | VectorRows,
        *,
        isolated: bool = False,
    ) -> None:
        collection = Collection.build(sentences, context_of, vectors, isolated=isolated)
        self._signals = SentenceFeatures(collection)
        self._model = load_model("in two articles" if isolated else "in articles", self._signals.names)

    def score(self, i: Ints, j: Ints) -> Floats:
        """(pairs,) probabilities that sentences ``i[k]`` and ``j[k]`` are about one fact."""
        return np.asarray(1.0 / (1.0 + np.exp(-self.log_odds(i, j))), dtype=np.float64)

    def log_odds(self, i: Ints, j: Ints) -> Floats:
        """(pairs,) the same in log-odds, which suits as a signal of a further model."""
        i, j = np.asarray(i, dtype=np.intp), np.asarray(j, dtype=np.intp)
        out = np.zeros(len(i))
        for start in range(0, len(i), CHUNK):
            part = slice(start, start + CHUNK)
            matrix, trust = self._signals.matrix(i[part], j[part]), self._signals.trust(i[part], j[part])
            out[part] = self._model.log_odds(matrix, trust)
        return out

    def explain(self, i: int, j: int) -> tuple[Signal, ...]:
        """What each signal contributes to the log-odds of one pair, the largest first."""
        one, other = np.array([i], dtype=np.intp), np.array([j], dtype=np.intp)
        trust = float(self._signals.trust(one, other)[0])
        return self._model.explain(self._signals.matrix(one, other)[0], trust)


class PhraseScorer:
    """Scores pairs of texts by row, by their wording alone; ``vectors`` (texts, d) are their unit vectors.

    Where `isolated`, no other text moves the score of a pair.
    """

    def __init__(
        self,
        texts: Sequence[SentenceNotes],
        vectors: NDArray[np.floating] | VectorRows,
        *,
        isolated: bool = False,
    ) -> None:
        self._signals = PhraseFeatures(texts, vectors, isolated=isolated)
        self._model = load_model("alone", PHRASE_SIGNALS)

    def probability(self, i: Ints, j: Ints) -> Floats:
        """(pairs,) probabilities that texts ``i[k]`` and ``j[k]`` say the same."""
        return self._model.probability(self._signals.matrix(i, j), self._signals.trust(i, j))
