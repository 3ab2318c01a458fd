"""The scorer of pairs of sentences."""

from __future__ import annotations

import numpy as np
import pytest
from fakes import WordEncoder

from compare.extraction.annotation.texts import read_texts
from compare.linkage.comparison.sentence_pairs import SentencePairScorer

FIRE = "A fire destroyed the old mill in Harwick on Tuesday, killing three workers."
FIRE_AGAIN = "Three workers died when fire destroyed Harwick's old mill on Tuesday."
OTHER = "The council approved a new budget for road repairs."
ARTICLES = (
    f"{FIRE}\nThe cause was not known.",
    f"{FIRE_AGAIN}\nPolice closed the road.",
    f"{OTHER}\nWork starts in May.",
)


def test_explained_signals_sum_to_the_log_odds() -> None:
    sentences = [line for text in ARTICLES for line in text.split("\n")]
    vectors = WordEncoder().encode(sentences)
    scorer = SentencePairScorer(read_texts(sentences), [0, 0, 1, 1, 2, 2], vectors)
    signals = scorer.explain(0, 2)
    log_odds = sum(s.contribution for s in signals)
    assert 1 / (1 + np.exp(-log_odds)) == pytest.approx(scorer.score(np.array([0]), np.array([2]))[0])
    assert scorer.log_odds(np.array([0]), np.array([2]))[0] == pytest.approx(log_odds)
    sizes = [abs(s.contribution) for s in signals[:-1]]
    assert sizes == sorted(sizes, reverse=True)


def test_scores_do_not_depend_on_which_pairs_are_asked_together() -> None:
    sentences = [line for text in ARTICLES for line in text.split("\n")]
    vectors = WordEncoder().encode(sentences)
    scorer = SentencePairScorer(read_texts(sentences), [0, 0, 1, 1, 2, 2], vectors)
    i, j = np.array([0, 0, 1, 2]), np.array([2, 4, 3, 5])
    singly = [scorer.score(i[k : k + 1], j[k : k + 1])[0] for k in range(4)]
    assert np.allclose(scorer.score(i, j), singly, atol=1e-12)
    assert scorer.score(np.array([], dtype=int), np.array([], dtype=int)).shape == (0,)
