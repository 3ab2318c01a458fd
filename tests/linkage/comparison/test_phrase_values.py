from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.extraction.annotation.annotate import read_sentences
from compare.linkage.comparison.phrase_values import same_and_other


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("May 2031", "until May 2031", (1.0, 0.0)),
        ("2031", "until May 2031", (0.5, 0.0)),
        ("through the first half of 2031", "until March 4, 2031", (0.5, 0.0)),
        ("until May 2031", "until June 2031", (0.0, 1.0)),
        ("four years", "4 years", (1.0, 0.0)),
        ("four years", "five years", (0.0, 1.0)),
        ("at least four years", "six years", (0.5, 0.0)),
        ("four years", "for good", (0.0, 0.0)),
        ("four years", "2031", (0.0, 0.0)),
    ],
)
def test_values_of_two_answers(a: str, b: str, expected: tuple[float, float]) -> None:
    one, other = (note.compared for note in read_sentences((a, b)))
    assert same_and_other(one, other) == expected
    assert same_and_other(other, one) == expected


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_a_text_never_differs_from_itself(text: str) -> None:
    values = read_sentences([text])[0].compared
    assert same_and_other(values, values)[1] == 0.0
