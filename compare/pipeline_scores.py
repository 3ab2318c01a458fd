"""The probability that two sentences are about one fact, for plain texts: what `compare` offers of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from compare.errors import InputError
from compare.extraction.annotation.annotate import read_sentences
from compare.extraction.annotation.texts import read_texts
from compare.linkage.comparison.sentence_pairs import PhraseScorer, SentencePairScorer
from compare.linkage.matrices import Floats, Ints
from compare.models import Article
from compare.segmentation.sentences import split_sentences

if TYPE_CHECKING:
    from compare.embeddings import Encoder

Pairs = Sequence[tuple[str, str]]
T = TypeVar("T")


def same_fact_scores(pairs: Pairs, contexts: Pairs | None = None, encoder: Encoder | None = None) -> Floats:
    """(n,) the probability for each pair of sentences that both are about the same fact, as float64.

    ``contexts`` holds for each pair the texts of the two articles that the sentences stand in. The
    texts of all pairs together tell what is usual for their topic, so scores of one call belong together.
    ``encoder`` is the built-in model unless given. The probability is that of a logistic regression on
    features of the two sentences, in the manner of record linkage (Fellegi and Sunter, 1969, A Theory for
    Record Linkage); ``python scripts/fit_same_fact.py`` fits it.

    Raises:
        InputError: the two lengths differ.
        ModelError: the model cannot be loaded.

    Examples:
        >>> from compare import same_fact_scores
        >>> scores = same_fact_scores([("A bridge fell.", "A bridge collapsed."),
        ...                            ("A bridge fell.", "The bank raised its rates.")])
        >>> scores.shape, bool(scores[0] > 0.5 > scores[1])
        ((2,), True)
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


def _score_alone(pairs: Pairs, encoder: Encoder) -> Floats:
    row = _rows(text for pair in pairs for text in pair)
    scorer = PhraseScorer(read_sentences(row), encoder.encode(list(row)))
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
    scorer = SentencePairScorer(read_texts(s for _, s in row), [k for k, _ in row], vectors)
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
