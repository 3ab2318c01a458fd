"""What a people is called, and what only looks like it."""

from __future__ import annotations

import pytest

from compare.lang.en.gazetteer import demonyms, referents
from compare.lang.en.peoples import is_demonym
from compare.lang.resources import word_lists


@pytest.mark.parametrize(
    "word", ["Nigerien", "Nigerian", "Swiss", "Syrians", "Kurdish", "Texan", "Shia", "Alaskan"]
)
def test_what_is_a_demonym(word):
    assert is_demonym(word)


@pytest.mark.parametrize("word", ["Niger", "Iran", "Oman", "Vivian", "Station", ""])
def test_what_is_none(word):
    assert not is_demonym(word)


def test_two_peoples_are_joined_by_a_hyphen():
    assert is_demonym("Turkish-Syrian")
    assert is_demonym("Russian-backed")
    assert not is_demonym("Ostrell-backed")


def test_a_demonym_is_of_states_that_the_gazetteer_knows_and_no_people_without_one():
    assert demonyms()["Ivorian"] == referents("Ivory Coast")
    assert all(demonyms().values())
    assert not demonyms().keys() & frozenset().union(*word_lists("en", "peoples").values())
