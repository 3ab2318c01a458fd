"""Lengths of time that say when."""

from __future__ import annotations

from datetime import date

import pytest
from stories import claims_of, story

from compare.models import DateValue, Facet

PUBLISHED = date(2024, 3, 12)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The thief stole the ring within the past 10 days.", date(2024, 3, 2), PUBLISHED),
        ("The thief stole the ring in the last two weeks.", date(2024, 2, 27), PUBLISHED),
        ("The minister will leave Tarn within the next month.", PUBLISHED, date(2024, 4, 12)),
    ],
)
def test_a_span_within_which_something_happens_is_its_days(text: str, low: date, high: date) -> None:
    (claim,) = [c for c in claims_of(story("a", text, PUBLISHED)) if c.value is not None]
    assert claim.facet is Facet.DATE
    assert isinstance(claim.value, DateValue)
    assert (claim.value.low, claim.value.high) == (low, high)
    assert (claim.when.low, claim.when.high) == (low, high)
    assert text[claim.focus.start : claim.focus.end] == claim.focus.text


@pytest.mark.parametrize(
    "text",
    [
        "The minister has been ill for the past 10 days.",
        "The inquiry of the port took 10 days.",
        "The minister was ill over the last two weeks.",
        "They arrived within about 10 days.",
    ],
)
def test_a_length_stays_one(text: str) -> None:
    found = [c.facet for c in claims_of(story("a", text, PUBLISHED)) if c.value is not None]
    assert found == [Facet.DURATION]


def test_without_a_day_of_publication_it_is_a_length() -> None:
    text = "The thief stole the ring within the past 10 days."
    assert [c.facet for c in claims_of(story("a", text, None)) if c.value is not None] == [Facet.DURATION]


def test_the_calendar_ends() -> None:
    text = "The thief stole the ring within the past 90 years."
    (claim,) = [c for c in claims_of(story("a", text, date(20, 1, 1))) if c.value is not None]
    assert claim.value is not None
    assert claim.value.low == date.min
