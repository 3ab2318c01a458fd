"""Dates told from a day that is not known; how two values stand is held in `test_intervals`."""

from datetime import date

import pytest

from compare.extraction.dates.undated_relative import is_undated_relative, undated_relative_relation
from compare.extraction.values import extract_values
from compare.models import DateValue, Facet, Relation


def said(text: str, published: date | None = None):
    (value,) = (v for v in extract_values(text, published) if v.kind is Facet.DATE)
    return value


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("The deal was signed last week.", None, True),
        ("It could be signed as early as this week.", None, True),
        ("The flight took off at 8.40pm.", None, True),
        ("It was sold six months ago.", None, True),
        ("The deal was signed last week.", date(2023, 5, 10), False),
        ("The deal was signed on Monday.", None, False),
        ("The deal was signed in March.", None, False),
        ("The deal was signed on 2 May 2023.", None, False),
        ("The deal was signed recently.", None, False),
        ("The day came.", None, False),
    ],
)
def test_a_day_told_from_one_that_is_not_known(text, published, expected):
    assert any(is_undated_relative(value) for value in extract_values(text, published)) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("It opened last week.", "It opened just last week.", Relation.OVERLAP),
        ("It opened last week.", "It opened this week.", Relation.UNKNOWN),
        ("It opened last week.", "It opened on Monday.", Relation.UNKNOWN),
        ("It opened last week.", "It opened on 2 May 2023.", Relation.UNKNOWN),
        ("It took off at 8.40pm.", "It took off at 8:40 p.m. local time.", Relation.EQUAL),
        ("It took off at 8.40pm.", "It took off at 9 p.m.", Relation.UNKNOWN),
        ("It opened on 1 May 2023.", "It opened on 2 May 2023.", None),
    ],
)
def test_the_same_words_fit_and_of_others_nothing_is_known(one, other, expected):
    assert undated_relative_relation(said(one), said(other)) is expected
    assert undated_relative_relation(said(other), said(one)) is expected


def test_a_time_of_a_day_that_is_told_hangs_on_the_day():
    yesterday, today = (
        DateValue(Facet.DATE, 0, 1, f"{day} at 8 pm", "XXXX-XX-XXT20:00") for day in ("yesterday", "today")
    )
    assert undated_relative_relation(yesterday, today) is Relation.UNKNOWN
    assert undated_relative_relation(yesterday, yesterday) is Relation.OVERLAP
