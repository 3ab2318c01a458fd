"""Where numbers stand: parts of a unit, shares of a whole, and words that are neither."""

from __future__ import annotations

import pytest

from compare.extraction.quantities.extract import extract_quantities


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("The rock weighed half a tonne.", 0.5, "tonne"),
        ("It lies a quarter of a mile away.", 0.25, "mile"),
        ("They dug a half-inch deep.", 0.5, "inch"),
        ("Rates went up half a percentage point.", 0.5, "percentage point"),
        ("Rates went up three quarters of a percent.", 0.75, "percentage"),
        ("It weighs 3 and a half kilograms.", 3.5, "kilogram"),
        ("Inflation stood at two point six percent.", 2.6, "percentage"),
        ("The fee is half a euro.", 0.5, "EUR"),
    ],
)
def test_a_part_of_a_unit_is_no_share(text: str, number: float, unit: str) -> None:
    (value,) = extract_quantities(text)
    assert (value.low, value.high, value.unit) == (number, number, unit)


@pytest.mark.parametrize(
    "text", ["A fourth-rate team lost.", "A third-party app leaked them.", "She ran the half marathon."]
)
def test_ordinals_in_compounds_are_no_shares(text: str) -> None:
    assert extract_quantities(text) == []


def test_a_share_is_in_percent() -> None:
    (value,) = extract_quantities("Half of the fields were flooded.")
    assert (value.low, value.high, value.unit, value.counted) == (50, 50, "percentage", "fields")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Several bridges were closed.", 3, 9),
        ("A few farmers were hurt.", 2, 9),
        ("The storm destroyed a handful of barns.", 2, 9),
        ("The police arrested a number of protesters.", 2, None),
        ("Dozens of barns burned.", 12, 99),
        ("Scores of farmers fled.", 20, 199),
        ("Several hundred farmers fled.", 300, 999),
        ("Tens of thousands fled.", 10000, 100000),
    ],
)
def test_a_vague_count(text: str, low: float, high: float | None) -> None:
    (value,) = extract_quantities(text)
    assert (value.number, value.low, value.high) == (None, low, high)


@pytest.mark.parametrize("text", ["He has several ideas.", "The book lists a few reasons to stay."])
def test_a_few_of_which_nothing_is_told_are_no_count(text: str) -> None:
    assert extract_quantities(text) == []
