"""Rarity of words: known without articles, the same for all spellings of one word."""

from __future__ import annotations

import pytest

from compare.lang.en.frequency import LEAST, NUMBER, UNKNOWN, rarity, word_weight


def test_common_words_are_not_rare():
    assert rarity("the") == rarity("and") == 0.0


def test_what_english_seldom_says_is_rarer():
    assert 0 < rarity("police") < rarity("hospital") < rarity("homicide") < rarity("Ostrell") == UNKNOWN


@pytest.mark.parametrize("word", ["Velmora", "al-Velmora", "O'Velmora", "VELMORA"])
def test_a_compound_is_as_rare_as_its_rarest_part(word):
    assert rarity(word) == UNKNOWN


@pytest.mark.parametrize("word", ["", "-", "'", "..."])
def test_what_holds_no_word_is_not_rare(word):
    assert rarity(word) == 0.0


@pytest.mark.parametrize(
    ("word", "weight"), [("the", LEAST), ("1200", NUMBER), ("3rd", NUMBER), ("Ostrell", UNKNOWN), ("", LEAST)]
)
def test_sharing_even_the_most_common_word_counts_something(word, weight):
    assert word_weight(word) == weight
