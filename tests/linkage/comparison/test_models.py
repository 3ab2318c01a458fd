from __future__ import annotations

import numpy as np
import pytest

from compare.errors import ModelError
from compare.linkage.comparison.models import (
    AdditiveModel,
    BlendedModel,
    StepModel,
    load_model,
    stored_weights,
)
from compare.linkage.comparison.phrase_features import PHRASE_SIGNALS
from compare.linkage.comparison.sentence_features import OWN_SIGNALS, SIGNALS

FILE = "made.json"
ENTRY = {
    "intercept": -1.0,
    "limit": 2.0,
    "signals": {
        "a": {"mean": 1.0, "scale": 2.0, "weight": 3.0},
        "b": {"mean": 0.0, "scale": 1.0, "weight": -1.0},
    },
}


def test_log_odds_are_the_sum_of_the_contributions() -> None:
    model = AdditiveModel.parse(ENTRY, ("a", "b"), FILE)
    matrix = np.array([[2.0, 1.0], [1.0, 0.0]])
    assert model.contributions(matrix).tolist() == [[1.5, -1.0], [0.0, 0.0]]
    assert model.log_odds(matrix).tolist() == [-0.5, -1.0]


def test_columns_follow_the_given_names() -> None:
    model = AdditiveModel.parse(ENTRY, ("b", "a"), FILE)
    assert model.log_odds(np.array([[1.0, 2.0]])).tolist() == [-0.5]


def test_a_single_odd_value_is_cut() -> None:
    model = AdditiveModel.parse(ENTRY, ("a", "b"), FILE)
    assert model.contributions(np.array([[1e9, -2.0]])).tolist() == [[6.0, 2.0]]


OTHER = {
    "intercept": 1.0,
    "limit": 2.0,
    "signals": {
        "a": {"mean": 0.0, "scale": 1.0, "weight": 1.0},
        "b": {"mean": 0.0, "scale": 1.0, "weight": 0.5},
    },
}
BLEND = BlendedModel(
    AdditiveModel.parse(ENTRY, ("a", "b"), FILE), AdditiveModel.parse(OTHER, ("a", "b"), FILE)
)


@pytest.mark.parametrize("trust", [0.0, 0.25, 1.0])
def test_a_blend_mixes_log_odds_by_trust(trust: float) -> None:
    matrix = np.array([[2.0, 1.0]])
    expected = (1 - trust) * -0.5 + trust * 3.5
    assert BLEND.log_odds(matrix, np.array([trust]))[0] == pytest.approx(expected)
    assert BLEND.probability(matrix, np.array([trust]))[0] == pytest.approx(1 / (1 + np.exp(-expected)))


@pytest.mark.parametrize("trust", [0.0, 0.25, 1.0])
def test_explain_names_the_strongest_signal_first_and_sums_to_the_log_odds(trust: float) -> None:
    row = np.array([1.5, 2.0])
    signals = BLEND.explain(row, trust)
    assert signals[-1].name == "base"
    sizes = [abs(s.contribution) for s in signals[:-1]]
    assert sizes == sorted(sizes, reverse=True)
    total = sum(s.contribution for s in signals)
    assert total == pytest.approx(BLEND.log_odds(row[None, :], np.array([trust]))[0])


@pytest.mark.parametrize("names", [("a",), ("a", "b", "c")])
def test_other_signals_than_fitted_are_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(
        ModelError, match=r"the weights in made.json are not those of this version \(signals: [bc]\)"
    ):
        AdditiveModel.parse(ENTRY, names, FILE)


def test_the_shipped_weights_fit_the_signals() -> None:
    assert stored_weights()["schema"] == 1
    for name, names in (
        ("in articles", SIGNALS),
        ("in two articles", OWN_SIGNALS),
        ("alone", PHRASE_SIGNALS),
    ):
        model = load_model(name, names)
        assert model.few.names == model.many.names == names
        assert all(scale > 0 for end in (model.few, model.many) for scale in end.scales)


STEPS = {"intercept": -1.0, "signals": {"one": {"edges": [0.5, 1.0], "heights": [-1.0, 0.0, 2.0]}}}


def test_steps_are_looked_up_by_value_and_sum_with_the_intercept():
    model = StepModel.parse(STEPS, ("one",), "steps.json")
    matrix = np.array([[0.0], [0.5], [0.6], [1.0], [7.0]])
    assert model.log_odds(matrix).tolist() == [-2.0, -2.0, -1.0, -1.0, 1.0]
    assert [(s.name, s.contribution) for s in model.explain(matrix[4])] == [("one", 2.0), ("base", -1.0)]


def test_what_differs_in_the_last_bit_is_on_one_step():
    model = StepModel.parse(STEPS, ("one",), "steps.json")
    assert len(set(model.log_odds(np.array([[1.0 - 2e-16], [1.0], [1.0 + 3e-16]])).tolist())) == 1


def test_edges_that_do_not_ascend_are_refused():
    entry = {"intercept": 0, "signals": {"one": {"edges": [1.0, 1.0], "heights": [0.0, 1.0, 2.0]}}}
    with pytest.raises(ModelError, match="one"):
        StepModel.parse(entry, ("one",), "steps.json")


@pytest.mark.parametrize("heights", [[0.0, 1.0], []])
def test_steps_that_do_not_fit_their_edges_are_refused(heights):
    entry = {"intercept": 0, "signals": {"one": {"edges": [0.5, 1.0], "heights": heights}}}
    with pytest.raises(ModelError, match=r"one.*fit them again"):
        StepModel.parse(entry, ("one",), "steps.json")
    with pytest.raises(ModelError, match="other"):
        StepModel.parse(STEPS, ("one", "other"), "steps.json")
