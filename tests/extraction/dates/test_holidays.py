"""The days of holidays, and the names by which they are found."""

from datetime import date

import pytest

from compare.extraction.dates.extract import extract_dates
from compare.extraction.dates.holidays import HOLIDAYS, holiday, holiday_key


@pytest.mark.parametrize("name", HOLIDAYS)
def test_every_holiday_is_found_as_written_with_either_apostrophe(name: str) -> None:
    day = holiday(2023, holiday_key(name))
    for written in (name, name.replace("'", "\u2019")):
        found = [
            v for v in extract_dates(f"The town met on {written} 2023.", date(2023, 6, 1)) if v.low == day
        ]
        assert found, written


def test_rules_give_the_days_of_the_calendar() -> None:
    assert holiday(2023, "easter monday") == date(2023, 4, 10)
    assert holiday(2023, "black friday") == date(2023, 11, 24)
    assert holiday(2023, "memorial day") == date(2023, 5, 29)
    assert holiday(2023, "martin luther king jr day") == date(2023, 1, 16)
