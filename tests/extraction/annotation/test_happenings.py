"""What a sentence tells: happenings by the forms of words, weekdays, and numbers of things."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.extraction.annotation.happenings import is_verb, read_happenings
from compare.lang.en.frequency import LEAST
from compare.lang.en.lemmas import lemma


@pytest.mark.parametrize("word", ["attack", "attacked", "stops", "carrying", "resigned"])
def test_words_that_english_inflects_tell_what_happens(word: str) -> None:
    assert is_verb(lemma(word))


@pytest.mark.parametrize("word", ["mayor", "earthquake", "ostrell", "be", ""])
def test_other_words_do_not(word: str) -> None:
    assert not is_verb(lemma(word))


def test_happenings_are_read_in_headlines_and_irregular_pasts() -> None:
    told = read_happenings("Thieves Stole Jewels, Fled; Police Attack Gang")
    assert {lemma("stole"), lemma("fled"), lemma("attack")} <= told.happens.keys()
    assert told.happened == 2


def test_short_words_and_reporting_verbs_are_no_happenings() -> None:
    assert read_happenings("The king said the bed was red.").happened == 0


def test_weekdays_and_months_are_no_names() -> None:
    told = read_happenings("On Monday, 3 May, Velden's mayor may march.")
    assert set(told.names) == {lemma("velden")} and told.days == read_happenings("Mon").days != 0
    assert read_happenings("the sun shone").days == 0


def test_numbers_are_read_with_what_they_count() -> None:
    told = read_happenings(
        "Some 1,200 homes and two shops burned after a 5 . 9 magnitude quake hit 3 Velden."
    )
    assert told.counted == {(lemma("homes"), "1200"), (lemma("shops"), "2"), (lemma("magnitude"), "5.9")}


@given(st.text(max_size=300))
@settings(derandomize=True, deadline=None)
def test_what_happens_weighs_something_in_any_text(text: str) -> None:
    assert all(rare >= LEAST for rare in read_happenings(text).happens.values())
