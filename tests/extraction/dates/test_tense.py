"""Weekdays: past unless the words around speak of a day to come."""

from __future__ import annotations

from datetime import date

import pytest

from compare.extraction.dates.extract import extract_dates
from compare.models import DateValue
from tests.work import linear

WEDNESDAY = date(2023, 5, 10)


def weekday(text: str) -> date | None:
    value = next(v for v in extract_dates(text, WEDNESDAY) if isinstance(v, DateValue))
    return value.low


@pytest.mark.parametrize(
    "text",
    [
        "The regatta gets under way on Friday.",
        "The new tariff comes into force on Friday.",
        "Nurses vote on the offer on Friday.",
        "The two ministers meet again on Friday in Oslo.",
        "England play Wales on Friday.",
        "Parliament sits on Friday.",
        "Her visa lapses Friday.",
        "The offer expires at midnight on Friday.",
        "Police said the driver appears in court on Friday.",
        "The king is visiting Malta on Friday.",
        "When does the fair start on Friday?",
        "On Friday, the island holds a referendum.",
        "A service on Friday is private.",
        "The parade is on Friday.",
        "Pollsters were busy ahead of Friday's runoff.",
        "In the run-up to the debate on Friday, both rested.",
        "Friday's final will decide the title.",
        "Friday's race starts in Bari.",
        "He has a court hearing on Friday.",
        "All banks are closed on Friday.",
        "There is a vigil for her on Friday.",
        "The film begins on Tuesdays and ends Friday.",
    ],
)
def test_what_is_set_for_a_day_is_to_come(text: str) -> None:
    assert weekday(text) == date(2023, 5, 12)


@pytest.mark.parametrize(
    "text",
    [
        "The regatta got under way on Friday.",
        "Landslide kills nine on Friday.",
        "The visits on Friday drew crowds.",
        "The Senate vote on Friday was close.",
        "He says he was robbed on Friday.",
        "Neighbours saw the ambulances arrive at the mill on Friday.",
        "A guard is in hospital after a fall on Friday.",
        "All four are in stable condition Friday.",
        "Friday's vote was marred by fraud.",
        "Government air strikes on Friday hit a school.",
        "The mayor, left, arrives at the rally on Friday.",
        "Fans cheer as the singer arrives at the hotel on Friday.",
        "“She plays well,” says the coach Friday.",
        "Days before the trip, the ministry on Friday warned of floods.",
        "Since Friday the bridge is closed.",
        "The bridge is closed after a landslip on Friday.",
        "Bullet holes mark the scene of Friday's deadly shooting.",
    ],
)
def test_what_is_over_stays_past(text: str) -> None:
    assert weekday(text) == date(2023, 5, 5)


@pytest.mark.parametrize(
    "unit", ["they meet ", "is ", "ahead of ", "on Friday ", "Friday's vote ", "does it "]
)
def test_hostile_text_takes_time_in_proportion(unit: str) -> None:
    assert linear(lambda text: extract_dates(text, WEDNESDAY), unit)
