"""What two sentences tell alike: happenings, weekdays, and numbers of things."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.extraction.annotation.texts import read_texts
from compare.linkage.comparison.collection import Collection
from compare.linkage.comparison.happening_features import HAPPENING_SIGNALS, HappeningFeatures

SENTENCES = read_texts(
    (
        "Rebels attacked a convoy near Oldport on Monday, killing 12 soldiers.",
        "Oldport convoy attack kills 14 soldiers",
        "On Monday rebels stole a lorry in Oldport and fled.",
        "The mayor of Velden is popular.",
    )
)


def pair(i: int, j: int) -> dict[str, float]:
    signals = HappeningFeatures(Collection.build(SENTENCES, range(len(SENTENCES)), np.eye(len(SENTENCES))))
    columns = signals.columns(np.array([i]), np.array([j]))
    return {name: float(column[0]) for name, column in zip(HAPPENING_SIGNALS, columns, strict=True)}


def test_one_happening_in_two_forms_meets() -> None:
    same, other = pair(0, 1), pair(0, 3)
    assert same["what happens in both"] > 0 == other["what happens in both"]
    assert other["happenings"] == 0


def test_one_day_and_other_counts() -> None:
    assert pair(0, 2)["same day"] == 1 and pair(0, 1)["same day"] == 0
    assert pair(0, 1)["other count"] == 1 and pair(0, 2)["other count"] == 0


def test_articles_are_alike_by_words_and_names() -> None:
    assert pair(0, 2)["articles' names"] > 0 == pair(0, 3)["articles' names"]
    assert pair(0, 1)["articles' words"] > 0 == pair(0, 3)["articles' words"]


def test_what_else_is_compared_moves_nothing() -> None:
    few = HappeningFeatures(Collection.build(SENTENCES[:2], (0, 1), np.eye(2)))
    one = np.array([0]), np.array([1])
    assert [float(column[0]) for column in few.columns(*one)] == list(pair(0, 1).values())


@given(st.text(max_size=300), st.text(max_size=300))
@settings(derandomize=True, deadline=None)
def test_any_two_texts_compare_the_same_both_ways(a: str, b: str) -> None:
    signals = HappeningFeatures(Collection.build(read_texts((a, b)), (0, 1), np.eye(2)))
    there, here = (signals.columns(np.array([i]), np.array([1 - i])) for i in (0, 1))
    assert np.isfinite(there).all() and np.allclose(there, here)
