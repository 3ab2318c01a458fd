"""No text and no day of publication makes the reading of dates raise, to the ends of the calendar."""

from __future__ import annotations

import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare import extract_values
from compare.models import DateValue

_ENDS = [
    date.min,
    date(1, 1, 2),
    date(1, 12, 31),
    date(9999, 1, 1),
    date(9999, 12, 30),
    date.max,
    date(2024, 2, 29),
]
_COUNTS = st.one_of(
    st.integers(0, 10**13).map(str),
    st.sampled_from(["a", "ten thousand", "a million", "several hundred", "0", "1e9", "99th", "1.5"]),
)
_UNITS = [
    "seconds", "hours", "days", "nights", "weeks", "fortnights", "weekends", "months", "quarters", "years",
    "decades", "centuries", "millennia",
]  # fmt: skip
_BEHIND = [
    "ago", "later", "earlier", "from now", "from Friday", "from tomorrow", "before Easter", "after May 4",
    "old", "from 31 December 9999", "hence", "after 31/12/9999",
]  # fmt: skip
_COUNTED = st.builds("{} {} {}".format, _COUNTS, st.sampled_from(_UNITS), st.sampled_from(_BEHIND))
_NAMED = st.sampled_from(
    [
        "the day after 31 December 9999",
        "the day before 1 January 0001",
        "tomorrow",
        "yesterday",
        "next year",
        "last century",
        "next decade",
        "the next morning",
        "1/1/0001",
        "9999-12-31",
        "0000-00-00",
        "29 February",
        "the last Sunday of December",
        "the fourth Monday in January",
        "next Friday",
        "the weekend",
        "last Easter",
        "next winter",
        "the 22nd century",
        "the first quarter",
        "a year earlier",
        "the previous day",
        "the 0s",
        "last fortnight",
        "the next fortnight",
        "since Monday",
        "until Sunday",
        "before 1 January",
        "31 June",
        "from January 1000 to December 2099",
        "the end of the week",
        "Thanksgiving",
        "the following month",
        "in the year 9999",
        "the year 1000 or earlier",
        "after the weekend",
        "99-Dec-9999",
        "24:00 on Sunday",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(_COUNTED, _NAMED), min_size=1, max_size=5),
    st.one_of(st.sampled_from(_ENDS), st.dates(), st.none()),
)
def test_nothing_raises_at_the_ends_of_the_calendar(parts: list[str], published: date | None) -> None:
    text = "It happened " + ", and ".join(parts) + "."
    for value in extract_values(text, published):
        assert text[value.start : value.end] == value.text
        if isinstance(value, DateValue) and value.low and value.high:
            assert value.low <= value.high


@pytest.mark.parametrize("published", _ENDS)
def test_the_day_after_the_last_day(published: date) -> None:
    for text in (
        "the day after tomorrow",
        "It was the day after the vote on Friday.",
        "The day after 31 December.",
    ):
        extract_values(text, published)


_MARKS = [mark for mark in map(chr, range(sys.maxunicode + 1)) if mark.isdigit() and not mark.isdecimal()]
"""Superscripts and their like: digits to Python, of which it makes no number."""


@pytest.mark.parametrize(
    "text", ["{}The firm lost 3 men.", "{}men fled in 2023.", "In {}{}{}{} it was sold."]
)
def test_the_mark_of_a_footnote_before_a_word_is_no_year(text):
    assert "\u00b2" in _MARKS and len(_MARKS) > 100
    found = [extract_values(text.format(*[mark] * 4), date(2024, 5, 3)) for mark in _MARKS]
    plain = extract_values(text.format(*"xxxx"), date(2024, 5, 3))
    assert all(values == plain for values in found)
