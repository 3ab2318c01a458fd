"""Days that are counted in a month or from a day, and spans of two months."""

from __future__ import annotations

from datetime import date

import pytest

from compare.extraction.dates.extract import extract_dates
from compare.models import DateValue

WEDNESDAY = date(2023, 5, 10)


@pytest.mark.parametrize(
    ("text", "span", "low", "high"),
    [
        (
            "It opens on the third Monday of June.",
            "the third Monday of June",
            date(2023, 6, 19),
            date(2023, 6, 19),
        ),
        (
            "They met on the last Friday in March 2021.",
            "the last Friday in March 2021",
            *[date(2021, 3, 26)] * 2,
        ),
        ("It closed on the first Sunday of October last year.", None, *[date(2022, 10, 2)] * 2),
        ("The fair begins a week from Saturday.", "a week from Saturday", *[date(2023, 5, 20)] * 2),
        ("Hearings resume three weeks from tomorrow.", "three weeks from tomorrow", *[date(2023, 6, 1)] * 2),
        ("The shop was shut for a week from Monday.", "Monday", *[date(2023, 5, 8)] * 2),
        ("She left on 7-Jun-2019.", "7-Jun-2019", *[date(2019, 6, 7)] * 2),
        ("He died on 3. October 1988.", "3. October 1988", *[date(1988, 10, 3)] * 2),
        (
            "Open from May 1981 to June 1984.",
            "May 1981 to June 1984",
            date(1981, 5, 1),
            date(1984, 6, 30),
        ),
        ("It fell between April and July 2021.", "April and July 2021", date(2021, 4, 1), date(2021, 7, 31)),
        ("Ships built in 1990 or later pass.", "1990", date(1990, 1, 1), None),
        ("Ships built in 1990 or earlier fail.", "1990", None, date(1990, 12, 31)),
        ("It should close by the year 2041.", "the year 2041", None, date(2041, 12, 31)),
        ("Two shops shut last fortnight.", "last fortnight", date(2023, 4, 26), date(2023, 5, 9)),
        ("Two shops shut in the past fortnight.", "the past fortnight", date(2023, 4, 26), date(2023, 5, 10)),
    ],
)
def test_counted(text: str, span: str | None, low: date | None, high: date | None) -> None:
    found = [v for v in extract_dates(text, WEDNESDAY) if isinstance(v, DateValue)]
    assert [(v.low, v.high) for v in found] == [(low, high)]
    assert span is None or found[0].text == span


@pytest.mark.parametrize("count", ["several hundred", "a few thousand", "many hundred"])
def test_what_nobody_counts_is_vague(count: str) -> None:
    (value,) = extract_dates(f"The wall was built {count} years ago.", WEDNESDAY)
    assert (value.text, value.value, value.vague) == (f"{count} years ago", "PAST_REF", True)


def test_two_months_that_are_compared_stay_two() -> None:
    assert len(extract_dates("It rose in May 2020 and June 2021.", WEDNESDAY)) == 2
