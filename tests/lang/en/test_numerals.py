"""Numbers and ordinals as news writes them."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from work import linear

from compare.lang.en.numerals import (
    CARDINAL_SOURCE,
    NUMBER_SOURCE,
    ORDINAL_SOURCE,
    parse_number,
    parse_ordinal,
)

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

NUMBER = re.compile(NUMBER_SOURCE, re.IGNORECASE)

WRITTEN = {
    "1,234.5": 1234.5,
    "1 234": 1234,
    "1\u202f234\u202f567": 1234567,
    "1.234.567": 1234567,
    "12,34,567": 1234567,
    ".5": 0.5,
    "twenty-nine": 29,
    "Twenty nine": 29,
    "one hundred and five": 105,
    "a hundred thousand": 100000,
    "twenty-eight thousand six hundred forty-two": 28642,
    "two million three thousand and four": 2003004,
    "half a million": 500000,
    "half a dozen": 6,
    "a dozen": 12,
    "two dozen": 24,
    "two and a half": 2.5,
    "two and a half million": 2500000,
    "a million and a half": 1500000,
    "3.5m": 3500000,
    "1.2bn": 1200000000,
    "1.5 million": 1500000,
    "1.5-million": 1500000,
    "5k": 5000,
    "4 hundred": 400,
    "20 thousand": 20000,
    "a quarter": 0.25,
    "two-thirds": 2 / 3,
    "three quarters": 0.75,
    "1/2": 0.5,
    "2 1/2": 2.5,
    "½": 0.5,
    "2½": 2.5,
    "a quarter million": 250000,
    "three quarters of a billion": 750000000,
    "half million": 500000,
    "zero point seven": 0.7,
    "three point one four million": 3140000,
    "9 and a half": 9.5,
    "9-and-a-quarter million": 9250000,
}


@pytest.mark.parametrize(("text", "number"), WRITTEN.items())
def test_a_number_is_read_and_found_whole(text, number):
    assert parse_number(text) == pytest.approx(number)
    assert NUMBER.search(f"some {text}, then")[0].strip() == text


@pytest.mark.parametrize(
    "text",
    ["", "a", "and", "nineteen eighty", "two twenty", "two hundred three hundred", "12 apples", "1/0", "²"],
)
def test_what_is_no_number_is_none(text):
    assert parse_number(text) is None


@pytest.mark.parametrize("text", ["A320", "3.4.5", "x-ray", "someone", "stone", "tend", "weighty"])
def test_no_number_is_found_inside_a_longer_token(text):
    assert NUMBER.search(text) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("third", 3),
        ("3rd", 3),
        ("twenty-first", 21),
        ("1,000th", 1000),
        ("hundred and first", 101),
        ("one", None),
    ],
)
def test_ordinals(text, place):
    assert parse_ordinal(text) == place
    assert bool(re.fullmatch(ORDINAL_SOURCE, text, re.IGNORECASE)) == (place is not None and " " not in text)


def in_words(number):
    """English words for a whole number below a million, as a reference."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")
    size, name = (100, "hundred") if number < 1000 else (1000, "thousand")
    rest = number % size
    return f"{in_words(number // size)} {name}" + (
        f"{' and ' if rest < 100 else ' '}{in_words(rest)}" if rest else ""
    )


@given(st.integers(0, 999_999))
@settings(derandomize=True, deadline=None)
def test_words_and_separators_round_trip(number):
    words = in_words(number)
    assert parse_number(words) == number
    assert re.fullmatch(CARDINAL_SOURCE, words, re.IGNORECASE)
    for written in (str(number), f"{number:,}", f"{number:,}".replace(",", " ")):
        assert parse_number(written) == number
        assert NUMBER.fullmatch(written)


@given(st.text(max_size=60))
@settings(derandomize=True, deadline=None)
def test_any_text_is_survived(text):
    parse_number(text)
    parse_ordinal(text)
    for found in NUMBER.finditer(text):
        assert parse_number(found[0]) is not None


@pytest.mark.parametrize(
    "unit", ["1", "1,111", "1 234 ", "one hundred and ", "a million and a ", "1/2/", "1.234."]
)
def test_hostile_text_takes_linear_time(unit):
    def numbers(text):
        return [parse_number(found[0][:500]) for found in NUMBER.finditer(text)]

    assert linear(numbers, unit, size=50_000)
