from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.errors import InputError
from compare.linkage.comparison.sentence_pairs import SentencePairScorer, same_fact_scores

FIRE = "A fire destroyed the old mill in Harwick on Tuesday, killing three workers."
FIRE_AGAIN = "Three workers died when fire destroyed Harwick's old mill on Tuesday."
OTHER = "The council approved a new budget for road repairs."
ARTICLES = (
    f"{FIRE}\nThe cause was not known.",
    f"{FIRE_AGAIN}\nPolice closed the road.",
    f"{OTHER}\nWork starts in May.",
)


class WordEncoder:
    """Unit vectors that are close where texts share words: one random direction per word."""

    name = identity = "words"
    dimension = 48

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        rows = np.array([sum((self._word(w) for w in t.lower().split()), self._word("")) for t in texts])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)

    def _word(self, word: str) -> np.ndarray:
        seed = hashlib.sha256(word.strip(".,").encode("utf-8", "replace")).digest()[:4]
        return np.random.default_rng(int.from_bytes(seed, "big")).normal(size=self.dimension)


def test_one_event_scores_above_two() -> None:
    pairs = [(FIRE, FIRE_AGAIN), (FIRE, OTHER)]
    contexts = [(ARTICLES[0], ARTICLES[1]), (ARTICLES[0], ARTICLES[2])]
    for scores in (
        same_fact_scores(pairs, encoder=WordEncoder()),
        same_fact_scores(pairs, contexts, encoder=WordEncoder()),
    ):
        assert scores.shape == (2,) and scores.dtype == np.float64
        assert scores[0] > scores[1] + 0.2
        assert ((scores >= 0) & (scores <= 1)).all()


def test_nothing_to_score() -> None:
    assert same_fact_scores([]).shape == (0,)
    assert same_fact_scores([], []).shape == (0,)


def test_contexts_of_another_length_are_refused() -> None:
    with pytest.raises(InputError, match="1 contexts for 2 pairs"):
        same_fact_scores([(FIRE, OTHER), (FIRE, FIRE_AGAIN)], [(ARTICLES[0], ARTICLES[2])], WordEncoder())


def test_sentence_missing_from_its_context_is_scored() -> None:
    scores = same_fact_scores([(FIRE, FIRE_AGAIN)], [("Other words.", "")], encoder=WordEncoder())
    assert np.isfinite(scores).all()


@settings(derandomize=True, deadline=None, max_examples=40)
@given(st.lists(st.tuples(st.text(max_size=60), st.text(max_size=60)), min_size=1, max_size=6))
def test_any_text_scores_finite_and_symmetric(pairs: list[tuple[str, str]]) -> None:
    turned = [(b, a) for a, b in pairs]
    for contexts in (None, pairs):
        back = None if contexts is None else turned
        scores = same_fact_scores(pairs, contexts, encoder=WordEncoder())
        assert np.isfinite(scores).all()
        assert np.allclose(scores, same_fact_scores(turned, back, encoder=WordEncoder()), atol=1e-9)


def test_explained_signals_sum_to_the_log_odds() -> None:
    sentences = [line for text in ARTICLES for line in text.split("\n")]
    scorer = SentencePairScorer(sentences, [0, 0, 1, 1, 2, 2], WordEncoder().encode(sentences))
    signals = scorer.explain(0, 2)
    log_odds = sum(s.contribution for s in signals)
    assert 1 / (1 + np.exp(-log_odds)) == pytest.approx(scorer.score(np.array([0]), np.array([2]))[0])
    assert scorer.log_odds(np.array([0]), np.array([2]))[0] == pytest.approx(log_odds)
    sizes = [abs(s.contribution) for s in signals[:-1]]
    assert sizes == sorted(sizes, reverse=True)


def test_scores_do_not_depend_on_which_pairs_are_asked_together() -> None:
    sentences = [line for text in ARTICLES for line in text.split("\n")]
    scorer = SentencePairScorer(sentences, [0, 0, 1, 1, 2, 2], WordEncoder().encode(sentences))
    i, j = np.array([0, 0, 1, 2]), np.array([2, 4, 3, 5])
    singly = [scorer.score(i[k : k + 1], j[k : k + 1])[0] for k in range(4)]
    assert np.allclose(scorer.score(i, j), singly, atol=1e-12)
    assert scorer.score(np.array([], dtype=int), np.array([], dtype=int)).shape == (0,)
