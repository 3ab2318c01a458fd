"""The weights of assertions: that they are what the script writes, of these labels and this data."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from pathlib import Path

import pytest
from fitted import check_data

from compare.linkage.assertions import SIGNALS, WEIGHTS, assertion_model

ROOT = Path(__file__).resolve().parents[2]
LABELS = ROOT / "scripts/labels/assertions.json"
STORED = json.loads(files("compare.linkage").joinpath("data", WEIGHTS).read_text(encoding="utf-8"))


def test_the_file_loads_as_the_model():
    model = assertion_model()
    assert model.names == SIGNALS
    assert model.intercept == STORED["model"]["intercept"]
    assert min(model.weights) >= 0, "likeness counts against no pair"


def test_out_of_fold_figures_hold_the_floors():
    found = STORED["out of fold"]
    assert found["by pair"]["precision"] >= 0.84 and found["by pair"]["recall"] >= 0.76
    assert found["by subject"]["precision"] >= 0.85 and found["by subject"]["recall"] >= 0.8
    assert found["average precision"] >= 0.89
    assert found["expected calibration error"] <= 0.06


def test_the_weights_are_of_these_labels():
    assert hashlib.sha256(LABELS.read_bytes()).hexdigest() == STORED["labels"], (
        "fit again: the labels changed"
    )
    assert STORED["pairs"]["labelled"] == len(json.loads(LABELS.read_text("utf-8"))["pairs"])
    assert STORED["pairs"]["not found"] == 0


def test_labels_hold_places_and_no_text():
    for name, *sides, same in json.loads(LABELS.read_text("utf-8"))["pairs"]:
        assert name in STORED["data"] and isinstance(same, bool)
        assert all([type(part) for part in side] == [str, int, int] and side[1] < side[2] for side in sides)
        assert not any(" " in side[0] for side in sides)


@pytest.mark.parametrize("name", STORED["data"])
def test_the_weights_were_fitted_on_the_data_at_hand(name):
    check_data(STORED, name)
