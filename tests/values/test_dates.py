"""Dates and durations: spans, TIMEX3 values and honest intervals."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.models import Facet, Granularity, Modifier, Value
from compare.values.dates import extract_dates

WEDNESDAY = date(2023, 5, 10)


def only(text: str, published: date | None = WEDNESDAY) -> Value:
    values = extract_dates(text, published)
    assert len(values) == 1, values
    return values[0]


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("The bridge opened on May 4, 2023.", "May 4, 2023", "2023-05-04"),
        ("The bridge opened on 4 May.", "4 May", "2023-05-04"),
        ("Updated 2023-05-04 by the desk.", "2023-05-04", "2023-05-04"),
        ("Posted Tue Nov 28 2023 here.", "Tue Nov 28 2023", "2023-11-28"),
        ("It was signed on September 19.", "September 19", "2022-09-19"),
        ("Rain is expected on 3rd of June.", "3rd of June", "2023-06-03"),
        ("The mayor resigned last week.", "last week", "2023-W18"),
        ("The mayor resigned on Tuesday.", "Tuesday", "2023-05-09"),
        ("The mayor will resign on Tuesday.", "Tuesday", "2023-05-16"),
        ("The mayor resigned last Thursday.", "last Thursday", "2023-05-04"),
        ("The court sat two weeks ago.", "two weeks ago", "2023-W17"),
        ("The court sat in late April.", "late April", "2023-04"),
        ("It was popular in the early 1990s.", "the early 1990s", "199"),
        ("Prices rose in the third quarter of 2022.", "the third quarter of 2022", "2022-Q3"),
        ("They met last summer.", "last summer", "2022-SU"),
        ("It dates from the 19th century.", "the 19th century", "18"),
        ("The vote took place at 10:35 a.m. on Monday.", "10:35 a.m. on Monday", "2023-05-08T10:35"),
        ("Sources said so yesterday morning.", "yesterday morning", "2023-05-09TMO"),
        ("They arrived over the weekend.", "the weekend", "2023-W18-WE"),
        ("He has recently moved.", "recently", "PAST_REF"),
        ("He is now a minister.", "now", "PRESENT_REF"),
        ("They will return soon.", "soon", "FUTURE_REF"),
        ("Shops were shut on Christmas Day 2022.", "Christmas Day 2022", "2022-12-25"),
    ],
)
def test_span_and_value(text: str, span: str, value: str) -> None:
    found = only(text)
    assert (found.text, found.value, found.kind) == (span, value, Facet.DATE)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("It fell earlier this month.", date(2023, 5, 1), WEDNESDAY),
        ("It fell last week.", date(2023, 5, 1), date(2023, 5, 7)),
        ("It fell in the early 1990s.", date(1990, 1, 1), date(1994, 12, 31)),
        ("It fell in late April.", date(2023, 4, 21), date(2023, 4, 30)),
        ("It has fallen since December 2020.", date(2020, 12, 1), None),
        ("It stays open until Friday.", None, date(2023, 5, 12)),
        ("It runs between 3 and 7 May.", date(2023, 5, 3), date(2023, 5, 7)),
    ],
)
def test_bounds_are_honest(text: str, low: date | None, high: date | None) -> None:
    found = only(text)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "span", "value", "number", "low", "high", "unit", "modifier"),
    [
        ("It took at least two days.", "at least two days", "P2D", 2, 2, None, "day", Modifier.AT_LEAST),
        ("It takes two to three days.", "two to three days", "P2D", 2, 2, 3, "day", Modifier.BETWEEN),
        ("She is a 54-year-old teacher.", "54-year-old", "P54Y", 54, 54, 54, "year", Modifier.EXACT),
        ("He waited 90 minutes.", "90 minutes", "PT90M", 90, 90, 90, "minute", Modifier.EXACT),
        ("He waited half an hour.", "half an hour", "PT30M", 0.5, 0.5, 0.5, "hour", Modifier.EXACT),
        ("It ended a three-decade-old row.", "three-decade-old", "P30Y", 3, 3, 3, "decade", Modifier.EXACT),
    ],
)
def test_durations(  # noqa: PLR0917
    text: str,
    span: str,
    value: str,
    number: float,
    low: float,
    high: float | None,
    unit: str,
    modifier: Modifier,
) -> None:
    found = only(text)
    assert found.kind is Facet.DURATION
    assert (found.text, found.value, found.number) == (span, value, number)
    assert (found.low, found.high, found.unit, found.modifier) == (low, high, unit, modifier)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("After four days of talks they agreed.", "talks"),
        ("The two-day talks ended.", "talks"),
        ("It was a six-year war.", "war"),
    ],
)
def test_what_lasts(text: str, counted: str) -> None:
    assert only(text).counted == counted


@pytest.mark.parametrize(
    "text",
    [
        "We may march to the sea.",
        "The second man said so.",
        "Prices fall when springs dry up, and leaves may fall.",
        "The Sun reported the story.",
        "He spoke one-on-one with us.",
        "Every two years they meet, at $30 an hour.",
        "The museum is open every day.",
        "Theresa May spoke; June Carter sang.",
        "It won 2-1 with 1,990 fans and room 2010 empty.",
    ],
)
def test_ordinary_words_are_no_dates(text: str) -> None:
    assert extract_dates(text, WEDNESDAY) == []


def test_without_publication_date_relative_dates_stay_unresolved() -> None:
    for text in (
        "It opened last week.",
        "It opened on Tuesday.",
        "It opened yesterday.",
        "It opened in May.",
    ):
        found = only(text, None)
        assert (found.low, found.high) == (None, None)
        assert "X" in found.value


def test_granularity() -> None:
    assert only("It opened in 2019.").granularity is Granularity.YEAR
    assert only("It opened at noon on Monday.").granularity is Granularity.TIME


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.text(alphabet="0123456789 /-:.,'aMondytwrk\n", max_size=60), st.dates())
def test_offsets_slice_the_text_in_order(text: str, published: date) -> None:
    end = 0
    for value in extract_dates(text, published):
        assert value.text == text[value.start : value.end] != ""
        assert value.start >= end
        end = value.end
