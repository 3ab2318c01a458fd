"""Floors for the odds of one event: out of fold, by incident and event; they are lowered on purpose only."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest
from fitted import check_data

from compare.linkage.comparison.event_model import AGAINST, SIGNALS, WEIGHTS

pytestmark = pytest.mark.eval

STORED = json.loads(
    files("compare.linkage").joinpath("data", WEIGHTS).read_text(encoding="utf-8"),
)

FLOORS = {
    "incidents": {"average precision": 0.91, "one event above even odds": 0.92},
    "tolls": {"average precision": 0.8, "one event above even odds": 0.93},
    "same_event, never learned from": {"average precision": 0.94, "two events below even odds": 0.91},
}


@pytest.mark.parametrize("name", FLOORS)
def test_out_of_fold_figures_hold_the_floors(name):
    found = STORED["out of fold"][name]
    assert not {key: found[key] for key, least in FLOORS[name].items() if found[key] < least}


def test_no_weight_points_the_wrong_way():
    weights = {name: entry["weight"] for name, entry in STORED["model"]["signals"].items()}
    assert set(weights) == set(SIGNALS)
    assert all((weight <= 0) if name in AGAINST else (weight >= 0) for name, weight in weights.items())


@pytest.mark.parametrize("name", STORED["data"])
def test_the_weights_were_fitted_on_the_data_at_hand(name):
    check_data(STORED, name)
