"""Changes from one number to another, and ranges."""

from __future__ import annotations

import pytest

from compare.extraction.values import extract_values
from compare.models import AmountValue


def amounts(text: str) -> list[AmountValue]:
    return [v for v in extract_values(text) if isinstance(v, AmountValue)]


@pytest.mark.parametrize(
    ("text", "earlier", "later"),
    [
        ("The herd grew from 60 to 85.", 60, 85),
        ("The fee was cut from $30 to $24.", 30, 24),
        ("The union lifted its demand from 3 to 4 percent.", 3, 4),
        ("The mayor cut the number of trams from 19 to 14.", 19, 14),
        ("The fine went up to 90 euros from 70 euros.", 70, 90),
        ("Sales fell to $2.1 billion from $3.4 billion a year earlier.", 3.4e9, 2.1e9),
        ("The crew shrank from 300 sailors to about 200.", 300, 200),
        ("The term was raised from two years to three years.", 2, 3),
        ("Output went from 8 to 3 million barrels.", 8, 3e6),
    ],
)
def test_the_later_number_is_the_value(text: str, earlier: float, later: float) -> None:
    found = amounts(text)
    assert [v.number for v in found if not v.before] == [later]
    assert [v.number for v in found if v.before] == [earlier]


@pytest.mark.parametrize(
    "text",
    [
        "Seats cost from $30 to $90.",
        "Guests were aged from 9 to 80.",
        "Fees vary from 10 to 15 euros.",
        "It takes from 10 to 15 trucks.",
    ],
)
def test_a_range_stays_a_range(text: str) -> None:
    (value,) = amounts(text)
    assert (value.before, value.modifier) == (False, "between")


def test_the_number_of_before_behind_the_later_one() -> None:
    now, before = amounts("The index stood at 81 points, up from 77 points in June.")
    assert (now.before, before.before) == (False, True)
