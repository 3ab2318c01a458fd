"""Pieces of regular expressions that are made of words."""

import re

from compare.lang.patterns import any_of


def test_no_word_hides_a_longer_one() -> None:
    assert re.match(any_of(["Sep", "Sept", "September"]), "September")[0] == "September"  # type: ignore[index]


def test_signs_are_meant_as_such() -> None:
    assert re.fullmatch(any_of(["a.m."]), "a.m.")
    assert not re.fullmatch(any_of(["a.m."]), "aXm.")
