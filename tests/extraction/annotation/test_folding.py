"""Words are compared without case and ending."""

from __future__ import annotations

import pytest

from compare.extraction.annotation.folding import fold, words


@pytest.mark.parametrize(
    ("a", "b"),
    [("Velmora's", "Velmora"), ("Velmora’s", "velmora"), ("rebels", "Rebel"), ("FERRY", "ferries")],
)
def test_endings_do_not_tell_words_apart(a, b):
    assert fold(a) == fold(b)


@pytest.mark.parametrize(("a", "b"), [("villages", "village"), ("houses", "house"), ("cities", "city")])
def test_a_plural_meets_its_word(a, b):
    assert fold(a) == fold(b)


@pytest.mark.parametrize("word", ["gas", "bus", "loss", "press"])
def test_short_words_and_double_s_keep_their_ending(word):
    assert fold(word) == word


def test_words_of_nothing():
    assert words("“— … ”") == frozenset()
    assert words("") == frozenset()
