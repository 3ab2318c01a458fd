"""The fitted weights of claims: they load, point the right way, and say what they were fitted on."""

from __future__ import annotations

import json
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from compare.linkage.comparison.claim_features import AGAINST, SIGNALS
from compare.linkage.comparison.claim_model import WEIGHTS, claim_models
from compare.linkage.comparison.families import Family

MODELS = claim_models()
STORED = json.loads(files("compare.linkage").joinpath("data", WEIGHTS).read_text(encoding="utf-8"))


@st.composite
def judged(draw):
    """A model and rows of signals for it."""
    model = MODELS[draw(st.sampled_from(sorted(MODELS)))]
    return model, draw(arrays(np.float64, (3, len(model.names)), elements=st.floats(-3, 6, width=32)))


def test_there_is_a_model_for_each_family():
    assert set(MODELS) == set(Family) - {Family.QUOTATION}


def test_the_file_tells_of_which_pairs_each_family_is():
    for section in ("pairs", "out of fold"):
        assert set(STORED[section]) == set(MODELS), section


@pytest.mark.parametrize("family", sorted(MODELS))
def test_no_signal_speaks_the_wrong_way(family):
    model = MODELS[family]
    for name, weight in zip(model.names, model.weights, strict=True):
        assert weight <= 0 if name in AGAINST else weight >= 0, name
    assert all(scale > 0 for scale in model.scales)
    assert all(model.weights)
    assert [name for name in SIGNALS if name in model.names] == list(model.names)


def test_signals_that_speak_against_are_signals():
    assert set(SIGNALS) >= AGAINST
    assert len(set(SIGNALS)) == len(SIGNALS)


@given(judged())
@settings(derandomize=True, deadline=None, max_examples=60)
def test_contributions_and_base_sum_to_the_log_odds(found):
    model, rows = found
    for row, odds in zip(rows, model.log_odds(rows), strict=True):
        signals = model.explain(row)
        assert sum(s.contribution for s in signals) == pytest.approx(odds, abs=1e-6)
        assert signals[-1].name == "base"
        sizes = [abs(round(s.contribution, 3)) for s in signals[:-1]]
        assert sizes == sorted(sizes, reverse=True)


@given(judged())
@settings(derandomize=True, deadline=None, max_examples=60)
def test_a_probability_is_one_and_follows_the_log_odds(drawn):
    model, rows = drawn
    odds, found = model.log_odds(rows), model.probability(rows)
    assert ((found >= 0) & (found <= 1)).all()
    assert (np.diff(found[np.argsort(odds)]) >= 0).all()
