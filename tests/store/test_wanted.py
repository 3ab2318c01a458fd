"""Days as a command or a request names them."""

from datetime import date

import pytest

from compare.errors import InputError
from compare.store.wanted import days


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31)),
        ("9999-12", date(9999, 12, 1), date.max),
        ("0001-01", date.min, date(1, 1, 31)),
        ("2024-05-31", date(2024, 5, 31), date(2024, 5, 31)),
    ],
)
def test_a_year_and_a_month_are_all_their_days(text, first, last):
    assert days("--since", text) == (first, last)


@pytest.mark.parametrize("text", ["2024-00", "2024-13", "0000-05", "2024-02-30", "20245", ""])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(InputError, match=r"--since is .* allowed: a day, month or year"):
        days("--since", text)
