"""The one tokeniser: what is a word, what is a number, and where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.lang.en.tokens import FUNCTION_WORDS, NUMBER_WORDS, is_function_word, tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The city’s mayor didn't speak.", ["The", "city’s", "mayor", "didn't", "speak"]),
        ("1,200 people, 5.9 percent at 16:06", ["1,200", "people", "5.9", "percent", "at", "16:06"]),
        ("The U.S. army, J.K. Rowling, 9 p.m.", ["The", "U.S", "army", "J.K", "Rowling", "9", "p.m"]),
        ("It ended.A man fled.", ["It", "ended", "A", "man", "fled"]),
        ("plan A.The rest", ["plan", "A", "The", "rest"]),
        ("U.S.-led raid in Côte d'Ivoire", ["U.S", "led", "raid", "in", "Côte", "d'Ivoire"]),
        ("21st_of F16", ["21", "st", "of", "F", "16"]),
        ("'quoted' – (twice)!", ["quoted", "twice"]),
        ("", []),
    ],
)
def test_words_and_numbers(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_hyphen_parts_words_unless_compounds_are_wanted() -> None:
    text = "al-Shabaab's well-known two-day raid in 2010-11"
    assert words(text)[:2] == ["al", "Shabaab's"]
    assert words(text, compounds=True) == [
        "al-Shabaab's", "well-known", "two-day", "raid", "in", "2010", "11",
    ]  # fmt: skip


@given(st.text(alphabet=st.sampled_from("aZé9.,:'’-_ \n"), max_size=30), st.booleans())
def test_offsets_slice_back_and_never_overlap(text: str, compounds: bool) -> None:
    found = tokens(text, compounds=compounds)
    assert [token.text for token in found] == words(text, compounds=compounds)
    end = 0
    for token in found:
        assert text[token.start : token.end] == token.text
        assert token.start >= end
        end = token.end
    assert {c for c in text if c.isalnum()} == {c for token in found for c in token.text if c.isalnum()}


def test_a_function_word_in_capitals_may_be_a_name() -> None:
    assert is_function_word("us")
    assert is_function_word("The")
    assert not is_function_word("US")
    assert not is_function_word("WHO")
    assert is_function_word("A")
    assert not is_function_word("mayor")


def test_reporting_verbs_are_function_words() -> None:
    assert {"said", "says", "told", "the"} <= FUNCTION_WORDS


def test_numbers_in_words_meet_digits_and_one_does_not() -> None:
    assert (NUMBER_WORDS["two"], NUMBER_WORDS["twelve"], NUMBER_WORDS["ninety"]) == ("2", "12", "90")
    assert "one" not in NUMBER_WORDS
