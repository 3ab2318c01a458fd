"""Causes of harm: one text can name several, most name none."""

from __future__ import annotations

import pytest

from compare.extraction.annotation.causes import Cause, causes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("An air strike killed 5 people.", "Warplanes hit a market."),
        ("A car bomb killed 5.", "The blast tore through a cafe."),
        ("Rocket fire killed two.", "Shells fell on the town."),
        ("The gunman opened fire.", "Two people died in a shooting."),
        ("Floods cut off the town.", "The flooding killed six."),
    ],
)
def test_words_for_one_cause_meet(one, other):
    assert causes(one) & causes(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A car bomb killed 5.", "A sniper killed 5."),
        ("An air strike killed 5.", "A suicide attack killed 5."),
        ("The quake killed 5.", "The ferry sank."),
        ("A stabbing left one dead.", "A shooting left one dead."),
    ],
)
def test_words_for_two_causes_do_not(one, other):
    assert causes(one) and causes(other)
    assert not causes(one) & causes(other)


def test_a_text_may_name_none_or_several():
    assert causes("Five people died in Velmora.") == Cause(0)
    assert causes("") == Cause(0)
    both = causes("Rockets and a car bomb killed 5.")
    assert both & causes("rockets") and both & causes("a car bomb")
