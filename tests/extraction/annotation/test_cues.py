"""How a sentence tells what it tells."""

from __future__ import annotations

import pytest

from compare.extraction.annotation.cues import (
    is_of_speaker,
    is_unanswered,
    is_unconfirmed,
    tells_past,
    weekdays,
)


@pytest.mark.parametrize(
    ("text", "past"), [("The men robbed a shop.", True), ("The town has 5 bridges.", False)]
)
def test_what_happened_is_told_in_the_past(text: str, past: bool) -> None:
    assert tells_past(text) is past


@pytest.mark.parametrize(
    ("text", "own"),
    [("The rebels said that they fled.", True), ("The rebels said that soldiers fled.", False)],
)
def test_a_speaker_may_speak_of_himself(text: str, own: bool) -> None:
    assert is_of_speaker(text) is own


def test_days_of_the_week_are_named_in_any_case() -> None:
    assert weekdays("On MONDAY and on Thursday, not on a sunny day.") == {"monday", "thursday"}
    assert weekdays("in March") == frozenset()


@pytest.mark.parametrize(
    ("text", "left_open"),
    [
        ("The owner reportedly sold the mill.", True),
        ("The owner is said to have sold the mill.", True),
        ("The owner said to his men that the mill was sold.", False),
        ("The owner may sell the mill.", False),
    ],
)
def test_what_others_are_left_to_confirm_is_told_by_its_words(text: str, left_open: bool) -> None:
    assert is_unconfirmed(text) is left_open


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("The port did not immediately respond to a request for comment.", True),
        ("Drost, who didn’t return a phone call, left the town.", True),
        ("The port has not yet replied.", True),
        ("The port declined to comment.", False),
        ("The patient did not respond to treatment.", False),
        ("Drost did not return to work.", False),
        ("Drost did not return.", False),
    ],
)
def test_silence_is_that_of_somebody_who_was_asked(text: str, silent: bool) -> None:
    assert is_unanswered(text) is silent
