"""Margins of pairs: what is barred has none, and no sum or comparison takes it for one."""

from __future__ import annotations

import numpy as np
import pytest

from compare.linkage.margins import DECIDED, Decisions, Margins, Outcome, links_of

ABOVE = np.array([0.3, 0.0, -0.1, 0.2])
BARRED = np.array([False, False, False, True])


def test_a_margin_of_zero_suffices_and_a_barred_pair_has_none():
    margins = Margins.of(ABOVE, BARRED)
    assert margins.together.tolist() == [True, True, False, False]
    assert np.isnan(margins.above).tolist() == BARRED.tolist()
    assert margins.summable.tolist() == [0.3, 0.0, -0.1, 0.0]


def test_nothing_is_barred_unless_said():
    assert not Margins.of(ABOVE).barred.any()


def test_a_part_of_a_square_keeps_its_bars():
    square = Margins.of(np.arange(9.0).reshape(3, 3), np.eye(3, dtype=bool))
    part = square.between([0, 1], [1, 2])
    assert part.barred.tolist() == [[False, False], [True, False]]
    assert part.summable.tolist() == [[1.0, 2.0], [0.0, 5.0]]


def test_links_are_the_pairs_that_belong_together():
    i, j = np.array([0, 0, 1, 2]), np.array([1, 2, 2, 3])
    assert links_of(i, j, Margins.of(ABOVE, BARRED)) == [(0, 1, 0.3), (0, 2, 0.0)]


@pytest.mark.parametrize("outcome", Outcome)
def test_of_all_outcomes_one_bars(outcome):
    rows = np.array([(-0.02, outcome)], dtype=DECIDED)
    decisions = Decisions(rows)
    assert decisions.outcome(0) is outcome
    assert decisions.margins.barred.tolist() == [outcome is Outcome.BARRED]
