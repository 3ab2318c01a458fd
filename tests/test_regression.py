"""What the scripts that fit weights share: signs, rounding, folds by story, how far to trust scores."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sklearn")
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

from regression import (
    DIGITS,
    Training,
    entry,
    folds_of,
    reliability,
    signed_fit,
    unseen,
)

SEED = 7


def drawn(pairs: int = 400) -> Training:
    """One signal that tells, one that tells the opposite, and one that is always the same."""
    rng = np.random.default_rng(SEED)
    label = rng.integers(0, 2, pairs)
    good, bad = label + rng.normal(0, 0.5, pairs), -label + rng.normal(0, 0.5, pairs)
    matrix = np.column_stack([good, bad, np.full(pairs, 3.0)])
    return Training(matrix, label, np.full(pairs, "one"), np.ones(pairs))


def test_a_signal_that_points_the_wrong_way_is_dropped() -> None:
    model = signed_fit(drawn(), ("good", "bad", "same"), (), 1.0, 4.0)
    assert model.weights[0] > 0 == model.weights[1]
    turned = signed_fit(drawn(), ("good", "bad", "same"), ("bad",), 1.0, 4.0)
    assert turned.weights[0] > 0 > turned.weights[1]
    assert entry(model, used=True)["signals"].keys() == {"good"}
    assert entry(model)["signals"].keys() == {"good", "bad", "same"}


def test_where_no_signal_points_the_right_way_one_line_says_so() -> None:
    data = drawn()
    with pytest.raises(ValueError, match="of bad, no signal points the right way"):
        signed_fit(Training(data.matrix[:, 1:2], data.label, data.story, data.weight), ("bad",), (), 1.0, 4.0)


def test_no_stored_scale_is_zero() -> None:
    data = drawn()
    tiny = Training(data.matrix * 1e-9, data.label, data.story, data.weight)
    model = signed_fit(tiny, ("good", "bad", "same"), (), 1.0, 4.0)
    assert min(model.scales) >= 10.0**-DIGITS
    assert np.isfinite(model.probability(tiny.matrix)).all()


def test_no_pair_is_judged_by_weights_that_saw_one_of_its_stories() -> None:
    rng = np.random.default_rng(SEED)
    story = rng.choice(list("abcdefghij"), (300, 2))
    fold = folds_of(story, 4)
    judged = np.zeros(300, dtype=int)
    for train, test in unseen(fold, 4):
        assert not set(story[train].ravel()) & set(story[test].ravel())
        judged += test
    assert (judged == 1).all()
    sizes = np.bincount(fold.ravel())
    assert sizes.max() < 1.5 * sizes.min()


def test_reliability_is_of_what_the_pairs_stand_for() -> None:
    data = Training(np.zeros((4, 1)), np.array([0, 1, 1, 1]), np.full(4, "one"), np.array([3.0, 1, 1, 1]))
    found = reliability(data, np.array([0.1, 0.1, 0.9, 0.9]))
    assert found["fifths"] == [
        {"pairs": 2, "score": 0.1, "true": 0.25},
        {"pairs": 2, "score": 0.9, "true": 1.0},
    ]
    assert found["expected calibration error"] == pytest.approx((0.15 * 4 + 0.1 * 2) / 6, abs=1e-3)
