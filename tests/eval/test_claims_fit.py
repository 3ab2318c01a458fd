"""The weights of claims: their figures out of fold on pairs that were read, and of which labels they are."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from pathlib import Path

import pytest
from fitted import check_data

from compare.linkage.comparison.claim_model import WEIGHTS

pytestmark = pytest.mark.eval

LABELS = Path(__file__).resolve().parents[2] / "scripts/labels/claims.json"
EVENTS = LABELS.with_name("events.json")
STORED = json.loads(files("compare.linkage").joinpath("data", WEIGHTS).read_text(encoding="utf-8"))

FLOORS = {
    "count": {"average precision": 0.92, "from 0.5": (0.83, 0.81), "from 0.75": (0.92, 0.65)},
    "date": {"average precision": 0.895, "from 0.5": (0.795, 0.82), "from 0.75": (0.905, 0.59)},
    "statement": {"average precision": 0.74, "from 0.5": (0.745, 0.59), "from 0.75": (0.89, 0.35)},
}
"""Average precision, and precision and recall from a probability on; they are lowered on purpose only."""

OFF = 0.065
"""How far the probabilities of a family may be off on average."""


@pytest.mark.parametrize("family", FLOORS)
def test_out_of_fold_figures_hold_the_floors(family):
    found = STORED["out of fold"][family]
    floors = FLOORS[family]
    assert found["average precision"] >= floors["average precision"]
    for least in ("from 0.5", "from 0.75"):
        precision, recall = floors[least]
        assert found[least]["precision"] >= precision
        assert found[least]["recall"] >= recall
    assert found["reliability"]["expected calibration error"] <= OFF


def test_the_weights_are_of_these_labels():
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (LABELS, EVENTS)}
    assert found == STORED["labels"], "fit again: the labels changed"
    read = [found["read"] for found in STORED["pairs"].values()]
    assert sum(read) == len(json.loads(LABELS.read_text("utf-8"))["pairs"])
    assert not any(found["not found"] for found in STORED["pairs"].values())


def test_labels_hold_places_and_no_text():
    for family, name, *sides, same, stands_for in json.loads(LABELS.read_text("utf-8"))["pairs"]:
        assert family in STORED["families"] and name in STORED["data"]
        assert isinstance(same, bool) and stands_for > 0
        assert all([type(part) for part in side] == [str, int, int] and side[1] < side[2] for side in sides)
        assert not any(" " in side[0] for side in sides)


@pytest.mark.parametrize("name", STORED["data"])
def test_the_weights_were_fitted_on_the_data_at_hand(name):
    check_data(STORED, name)
