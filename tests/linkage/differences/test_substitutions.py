"""Which words of two statements stand for each other."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.extraction.annotation.texts import TextNotes
from compare.linkage.differences.substitutions import NOTHING, SIGNALS, substitutions

SAID = (
    "killed",
    "wounded",
    "Orna",
    "Tarn",
    "41",
    "52",
    "1.5",
    "0",
    "3,000",
    "soldiers",
    "zzyzx",
    "5.9.3",
    "the",
    "two",
)
WORDS = st.lists(st.sampled_from(SAID), max_size=8).map(" ".join)


def signals(one: str, other: str) -> dict[str, float]:
    (row,) = substitutions([(TextNotes(one), TextNotes(other))]).tolist()
    return dict(zip(SIGNALS, row, strict=True))


def test_the_same_words_cover_each_other_and_nothing_stands_in():
    found = signals("Divers found the captain.", "The captain was found by divers.")
    assert found["covered"] == found["least covered"] == pytest.approx(1)
    assert found["stand-in"] == found["word for word"] == found["number for number"] == NOTHING


def test_a_word_stands_for_one_of_its_kind():
    found = signals("The blast wounded soldiers in Tarn.", "The blast killed soldiers in Tarn.")
    assert found["word for word"] == found["stand-in"] > 0
    assert found["number for number"] == NOTHING
    assert found["covered at best"] >= found["covered"] > 0.5


def test_a_number_stands_for_a_number_the_more_the_nearer_it_is():
    near, far = (
        signals("The ship held 41 passengers.", f"The ship held {other} passengers.") for other in (52, 820)
    )
    assert near["number for number"] == pytest.approx(41 / 52)
    assert far["number for number"] == pytest.approx(41 / 820)
    assert near["word for word"] == NOTHING


def test_names_are_stand_ins_but_no_plain_words():
    found = signals("Berlin won the match.", "Madrid won the match.")
    assert found["stand-in"] > NOTHING == found["word for word"]


def test_a_side_without_words_is_covered_by_nothing():
    assert signals("", "Divers found the captain.") == signals("Divers found the captain.", "")
    assert signals("", "")["covered"] == 0


def test_no_pairs_have_no_rows():
    assert substitutions([]).shape == (0, len(SIGNALS))


@settings(deadline=None, derandomize=True)
@given(WORDS, WORDS)
def test_signals_hang_on_no_order_of_the_sides_and_are_finite(one, other):
    there, back = signals(one, other), signals(other, one)
    assert there == back
    assert np.isfinite(list(there.values())).all()
    assert there["covered"] <= there["covered at best"] <= 1 + 1e-6
    assert NOTHING <= there["stand-in"] <= 1 + 1e-6
