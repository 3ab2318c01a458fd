"""All values of a text together: what holds whatever the text says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from work import linear

from compare import extract_values
from compare.models import AmountValue, Facet

PUBLISHED = date(2021, 6, 16)
SENTENCES = (
    "At least 41 miners were killed in Velmora on Tuesday, the ministry said.",
    "Some 30,000 people fled last week.",
    "The bridge cost €3.5 million, 12 percent more than planned.",
    "“We will rebuild the school before winter,” Mayor Ilse Maaren said.",
    "Unemployment rose by 2.5 percentage points in the third quarter of 2019.",
    "The strike lasted between 10 and 15 days.",
    "Tarn won 5-3 on 4 May 2021.",
    "Half a million voters, a third of them women, stayed at home in the early 1990s.",
    "No one was hurt.",
)
PIECES = (
    "1",
    "1,111",
    "and ",
    "((",
    "of the ",
    "May ",
    "one hundred and ",
    "“",
    "$1 ",
    "Mr. A",
    "12 people, ",
    "\n",
)


def shifted(values, by):
    moved = [replace(v, start=v.start + by, end=v.end + by) for v in values]
    return [
        replace(v, whole=v.whole + by) if isinstance(v, AmountValue) and v.whole is not None else v
        for v in moved
    ]


@given(
    st.one_of(
        st.text(max_size=120), st.lists(st.sampled_from([*SENTENCES, *PIECES]), max_size=8).map(" ".join)
    )
)
@settings(derandomize=True, deadline=None, max_examples=300)
def test_spans_slice_back_and_intervals_are_ordered(text):
    values = extract_values(text, PUBLISHED)
    assert values == extract_values(text, PUBLISHED)
    assert [v.start for v in values] == sorted(v.start for v in values)
    for value in values:
        assert 0 <= value.start < value.end <= len(text)
        assert text[value.start : value.end] == value.text
        if value.low is not None and value.high is not None:
            assert value.low <= value.high


@given(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES))
@settings(derandomize=True, deadline=None, max_examples=81)
def test_two_texts_joined_by_a_blank_line_give_the_values_of_both(a, b):
    joined = extract_values(f"{a}\n\n{b}", PUBLISHED)
    assert joined == [*extract_values(a, PUBLISHED), *shifted(extract_values(b, PUBLISHED), len(a) + 2)]


def test_a_date_is_no_quantity():
    values = extract_values("On 4 May 2021 some 300 people met for two days.", PUBLISHED)
    assert [(v.kind, v.value) for v in values] == [
        (Facet.DATE, "2021-05-04"),
        (Facet.QUANTITY, "300"),
        (Facet.DURATION, "P2D"),
    ]


@given(st.lists(st.sampled_from([*PIECES, *SENTENCES]), min_size=1, max_size=3).map(" ".join))
@settings(derandomize=True, deadline=None, max_examples=25)
def test_four_times_the_text_takes_some_four_times_the_work(unit):
    assert linear(lambda text: extract_values(text, PUBLISHED), unit)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00", "\ud800", "1" * 5000])
def test_odd_texts_are_read(text):
    assert isinstance(extract_values(text, PUBLISHED), list)
