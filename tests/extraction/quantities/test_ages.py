import pytest

from compare.extraction.quantities.extract import extract_quantities
from compare.extraction.values import extract_values


@pytest.mark.parametrize(
    ("text", "stated", "low", "high"),
    [
        ("The suspect is a man in his 50s.", "50s", 50, 59),
        ("A woman in her twenties was hurt.", "twenties", 20, 29),
        ("They are in their early 30s.", "early 30s", 30, 33),
        ("The climber, in his mid-40s, slipped.", "mid-40s", 44, 46),
        ("A judge in her late sixties ruled.", "late sixties", 67, 69),
        ("Three men in their early to mid-40s were held.", "early to mid-40s", 40, 46),
        ("A woman in her late to mid 40s spoke.", "late to mid 40s", 44, 49),
        ("A man in his mid-to-late 40s spoke.", "mid-to-late 40s", 44, 49),
        ("A man in his early to mid-fifties spoke.", "early to mid-fifties", 50, 56),
    ],
)
def test_tens_of_years_of_a_person_are_an_age(text, stated, low, high):
    (value,) = [value for value in extract_values(text) if getattr(value, "counted", "") == "age"]
    assert (value.text, value.low, value.high, value.number) == (stated, low, high, None)
    assert value.unit == "year"


@pytest.mark.parametrize(
    "text",
    [
        "He moved here in the 50s.",
        "It fell to the 20s overnight.",
        "Songs of her 80s fans.",
        "In his 50th year.",
    ],
)
def test_other_tens_are_no_age(text):
    assert not [value for value in extract_quantities(text) if value.counted == "age"]
