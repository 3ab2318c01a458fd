"""The probability that two plain sentences are about one fact."""

from __future__ import annotations

import numpy as np
import pytest
from fakes import WordEncoder
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.errors import InputError
from compare.pipeline_scores import same_fact_scores

FIRE = "A fire destroyed the old mill in Harwick on Tuesday, killing three workers."
FIRE_AGAIN = "Three workers died when fire destroyed Harwick's old mill on Tuesday."
OTHER = "The council approved a new budget for road repairs."
ARTICLES = (
    f"{FIRE}\nThe cause was not known.",
    f"{FIRE_AGAIN}\nPolice closed the road.",
    f"{OTHER}\nWork starts in May.",
)


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
