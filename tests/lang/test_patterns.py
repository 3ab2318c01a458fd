"""Pieces of regular expressions that are made of words."""

import re

import pytest

from compare.lang.patterns import LETTERS, PIECES, RUNS, any_of, letters_of
from compare.lang.resources import word_lists


def test_no_word_hides_a_longer_one() -> None:
    assert re.match(any_of(["Sep", "Sept", "September"]), "September")[0] == "September"  # type: ignore[index]


def test_signs_are_meant_as_such() -> None:
    assert re.fullmatch(any_of(["a.m."]), "a.m.")
    assert not re.fullmatch(any_of(["a.m."]), "aXm.")


def test_a_pattern_takes_the_longest_word_that_stands_there() -> None:
    pattern = re.compile(any_of(["say", "says"], ["said", "point out", "U.S."], gap=r"\s+"))
    found = pattern.findall("says say saying said pointed point \n out U.S. UXS")
    assert found == ["says", "say", "say", "said", "point \n out", "U.S."]


def test_a_pattern_finds_what_a_plain_alternation_finds() -> None:
    words = sorted(word_lists("en", "numbered_things")["designators"])
    plain = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    built = re.compile(any_of(words))
    text = " ".join(w[:-1] + " " + w + "s" for w in words)
    assert [m.span() for m in built.finditer(text)] == [m.span() for m in plain.finditer(text)]


def test_no_words_make_no_pattern() -> None:
    with pytest.raises(ValueError, match="at least one word"):
        any_of([])


def test_plain_words_end_at_apostrophes_and_numbers_at_separators() -> None:
    text = "al-Shabaab's 30June, Élan_G20 at 12:30"
    assert LETTERS.findall(text) == ["al", "Shabaab", "s", "June", "Élan", "G", "at"]
    assert PIECES.findall(text) == [
        "al", "Shabaab", "s", "30", "June", "Élan", "G", "20", "at", "12", "30",
    ]  # fmt: skip
    assert RUNS.findall(text) == ["al", "Shabaab", "s", "30June", "Élan_G20", "at", "12", "30"]


@pytest.mark.parametrize(
    ("one", "other"), [("the F.B.I.", "The FBI"), ("air strike", "airstrike"), ("caf\u00e9", "cafe\u0301")]
)
def test_case_signs_and_gaps_make_no_other_words(one, other):
    assert letters_of(one) == letters_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.5 million", "15 million"),
        ("-5", "5"),
        ("3/4", "34"),
        ("10 12", "1012"),
        ("!!!", "???"),
        ("\u0915\u093f", "\u0915\u093e"),
    ],
)
def test_other_numbers_and_vowel_signs_make_other_words(one, other):
    assert letters_of(one) != letters_of(other)
