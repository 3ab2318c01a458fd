"""The probability that two sentences are about the same fact, and the signals behind it.

Three models, each with its own signals and weights: "in articles" for sentences whose articles are known
among others, which tell two look-alike stories apart; "in two articles", for which these two are all that is
known, so that no other article moves a score; and "alone" for sentences or short answers without any article
around them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from compare.errors import InputError
from compare.linkage.comparison.collection import Collection
from compare.linkage.comparison.models import load_model
from compare.linkage.comparison.phrase_features import PHRASE_SIGNALS, PhraseSignals
from compare.linkage.comparison.sentence_features import PairSignals
from compare.linkage.matrices import Floats, Ints
from compare.models import Article, Signal
from compare.segmentation.sentences import split_sentences

if TYPE_CHECKING:
    from compare.embeddings import Encoder

Pairs = Sequence[tuple[str, str]]
T = TypeVar("T")

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
        sentences: Sequence[str],
        context_of: Sequence[int] | Ints,
        vectors: NDArray[np.floating],
        *,
        isolated: bool = False,
    ) -> None:
        collection = Collection.build(sentences, context_of, vectors, isolated=isolated)
        self._signals = PairSignals(collection)
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


def same_fact_scores(pairs: Pairs, contexts: Pairs | None = None, encoder: Encoder | None = None) -> Floats:
    """(n,) the probability for each pair of sentences that both are about the same fact.

    ``contexts`` holds for each pair the texts of the two articles that the sentences stand in. The
    texts of all pairs together tell what is usual for their topic, so scores of one call belong together.
    ``encoder`` is the built-in model unless given. Raises InputError where the two lengths differ.
    """
    if contexts is not None and len(contexts) != len(pairs):
        raise InputError(
            f"{len(contexts)} contexts for {len(pairs)} pairs: give one pair of texts for each, or None"
        )
    if not pairs:
        return np.zeros(0)
    if encoder is None:
        from compare.embeddings import load_encoder

        encoder = load_encoder()
    if contexts is None:
        return _score_alone(pairs, encoder)
    return _score_in_articles(pairs, contexts, encoder)


class PhraseScorer:
    """Scores pairs of texts by row, by their wording alone; ``vectors`` (texts, d) are their unit vectors.

    Where `isolated`, no other text moves the score of a pair.
    """

    def __init__(
        self, texts: Sequence[str], vectors: NDArray[np.floating], *, isolated: bool = False
    ) -> None:
        self._signals = PhraseSignals(texts, vectors, isolated=isolated)
        self._model = load_model("alone", PHRASE_SIGNALS)

    def probability(self, i: Ints, j: Ints) -> Floats:
        """(pairs,) probabilities that texts ``i[k]`` and ``j[k]`` say the same."""
        return self._model.probability(self._signals.matrix(i, j), self._signals.trust(i, j))


def _score_alone(pairs: Pairs, encoder: Encoder) -> Floats:
    row = _rows(text for pair in pairs for text in pair)
    scorer = PhraseScorer(list(row), encoder.encode(list(row)))
    return scorer.probability(*_indices([(row[a], row[b]) for a, b in pairs]))


def _score_in_articles(pairs: Pairs, contexts: Pairs, encoder: Encoder) -> Floats:
    article = _rows(text for pair in contexts for text in pair)
    stated: dict[int, dict[str, None]] = {k: {} for k in article.values()}
    places = []
    for pair, around in zip(pairs, contexts, strict=True):
        place = [(article[text], sentence) for sentence, text in zip(pair, around, strict=True)]
        for context, sentence in place:
            stated[context].setdefault(sentence)
        places.append(place)
    sentences = [(k, s) for text, k in article.items() for s in _sentences_of(text, list(stated[k]))]
    row = _rows(sentences)
    distinct = _rows(s for _, s in row)
    vectors = encoder.encode(list(distinct))[[distinct[s] for _, s in row]]
    scorer = SentencePairScorer([s for _, s in row], [k for k, _ in row], vectors)
    return scorer.score(*_indices([(row[a], row[b]) for a, b in places]))


def _sentences_of(text: str, stated: Sequence[str]) -> list[str]:
    """The sentences of an article in order, with those of the pairs exactly as given."""
    taken: list[tuple[int, int, str]] = []
    free = np.ones(len(text) + 1, dtype=bool)
    for sentence in sorted(stated, key=lambda s: (-len(s), s)):
        start = text.find(sentence) if sentence else -1
        end = start + len(sentence)
        if start < 0:
            taken.append((len(text), len(text), sentence))
        else:
            taken.append((start, end, sentence))
            free[start:end] = False
    split = split_sentences(Article("", text))
    taken += [(s.start, s.end, s.text) for s in split if free[s.start : s.end].all()]
    return [sentence for _, _, sentence in sorted(taken)]


def _rows(items: Iterable[T]) -> dict[T, int]:
    """Row of each distinct item, in order of first sight."""
    out: dict[T, int] = {}
    for item in items:
        out.setdefault(item, len(out))
    return out


def _indices(rows: Sequence[tuple[int, int]]) -> tuple[Ints, Ints]:
    both = np.array(rows, dtype=np.intp).reshape(-1, 2)
    return both[:, 0], both[:, 1]
