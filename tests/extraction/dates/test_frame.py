"""What stands around a unit of time: ranges, and words that bound a duration or only say when."""

from __future__ import annotations

import pytest

from compare.extraction.dates.extract import extract_dates


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The repair takes 12-18 months.", 12, 18),
        ("The outage was 20–25 minutes long.", 20, 25),
        ("A 3-5 hour delay is likely.", 3, 5),
        ("He expects a 7-9-year sentence.", 7, 9),
        ("It runs for 40 – 50 minutes.", 40, 50),
        ("The inn closed in 1998 - 12 years after it opened.", 12, 12),
        ("Four were held over two months.", 2, 2),
        ("Over six hours, crews pumped out the water.", 6, 6),
        ("The search took over six hours.", 6, None),
        ("She waited for well over six hours.", 6, None),
        ("The bridge stood for over 90 years.", 90, None),
    ],
)
def test_bounds_of_a_duration(text: str, low: float, high: float | None) -> None:
    found = [v for v in extract_dates(text) if v.kind == "duration"]
    assert [(v.low, v.high) for v in found] == [(low, high)]


def test_a_day_and_a_dash_are_no_range() -> None:
    found = [
        v for v in extract_dates("It was on March 3 - 11 years after the flood.") if v.kind == "duration"
    ]
    assert not found or found[0].low == 11
