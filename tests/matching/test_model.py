from __future__ import annotations

import numpy as np
import pytest

from compare.errors import ModelError
from compare.matching.model import AdditiveModel, load_model, stored_weights
from compare.matching.phrase_signals import PHRASE_SIGNALS
from compare.matching.signals import SIGNALS

ENTRY = {
    "intercept": -1.0,
    "limit": 2.0,
    "signals": {
        "a": {"mean": 1.0, "scale": 2.0, "weight": 3.0},
        "b": {"mean": 0.0, "scale": 1.0, "weight": -1.0},
    },
}


def test_log_odds_are_the_sum_of_the_contributions() -> None:
    model = AdditiveModel.parse(ENTRY, ("a", "b"))
    matrix = np.array([[2.0, 1.0], [1.0, 0.0]])
    assert model.contributions(matrix).tolist() == [[1.5, -1.0], [0.0, 0.0]]
    assert model.log_odds(matrix).tolist() == [-0.5, -1.0]
    assert model.probability(matrix)[1] == pytest.approx(1 / (1 + np.e))


def test_columns_follow_the_given_names() -> None:
    model = AdditiveModel.parse(ENTRY, ("b", "a"))
    assert model.log_odds(np.array([[1.0, 2.0]])).tolist() == [-0.5]


def test_a_single_odd_value_is_cut() -> None:
    model = AdditiveModel.parse(ENTRY, ("a", "b"))
    assert model.contributions(np.array([[1e9, -2.0]])).tolist() == [[6.0, 2.0]]


def test_explain_names_the_strongest_signal_first() -> None:
    signals = AdditiveModel.parse(ENTRY, ("a", "b")).explain(np.array([1.5, 2.0]))
    assert [s.name for s in signals] == ["b", "a", "base"]
    assert sum(s.contribution for s in signals) == pytest.approx(-1.0 - 2.0 + 0.75)


@pytest.mark.parametrize("names", [("a",), ("a", "b", "c")])
def test_other_signals_than_fitted_are_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(ModelError, match=r"same_fact\.json"):
        AdditiveModel.parse(ENTRY, names)


def test_the_shipped_weights_fit_the_signals() -> None:
    assert stored_weights()["schema"] == 1
    assert load_model("in articles", SIGNALS).names == SIGNALS
    assert load_model("alone", PHRASE_SIGNALS).names == PHRASE_SIGNALS
