"""The clause around a value says of what it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.extraction.claims.clauses import clause, word_count


@given(st.text(alphabet="ab ,;—", max_size=60), st.data())
@settings(derandomize=True, deadline=None, max_examples=200)
def test_a_clause_lies_in_the_text_and_holds_its_value(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = clause(text, start, end)
    assert 0 <= first <= start <= end <= last <= len(text) or start == end


def test_a_clause_grows_until_it_says_something():
    text = "In all, 40 died, officials in the harbour town of Velmora said."
    first, last = clause(text, text.index("40"), text.index("40") + 2)
    assert len(text[first:last].split()) >= 5


@pytest.mark.parametrize(
    ("text", "focus", "expected"),
    [
        (
            "The fair of Tarn and Ashel, which opened on June 3 in Velmora, was well attended.",
            "June 3",
            "The fair of Tarn and Ashel, which opened on June 3 in Velmora",
        ),
        (
            "The last race, which the mayor will start, is planned for June 9 in Tarn.",
            "June 9",
            "The last race, which the mayor will start, is planned for June 9 in Tarn.",
        ),
        (
            "Many mills stood at the river, some closing only in the spring of 1972, and nobody knows why.",
            "1972",
            "Many mills stood at the river, some closing only in the spring of 1972",
        ),
        (
            "Many came to the town, all evening 50 people danced in the streets of the harbour.",
            "50 people",
            "all evening 50 people danced in the streets of the harbour.",
        ),
        (
            "On June 3, Ashel opened a market hall, near Mohammed Square in the Red Quarter, to draw trade.",
            "June 3",
            "On June 3, Ashel opened a market hall, near Mohammed Square in the Red Quarter",
        ),
        (
            "On June 3, Ashel opened a new market hall, at first sight it was empty.",
            "June 3",
            "On June 3, Ashel opened a new market hall",
        ),
    ],
)
def test_a_clause_says_of_what_it_is_and_where(text, focus, expected):
    start = text.index(focus)
    first, last = clause(text, start, start + len(focus))
    assert text[first:last].strip(" ,") == expected


def test_words_and_numbers_are_counted_and_marks_are_not():
    assert word_count("“In all, 1,200 died” – of 40.") == 6
