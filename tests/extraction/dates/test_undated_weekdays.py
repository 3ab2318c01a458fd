"""Days of the week without a date; how two values stand is held in `test_intervals`."""

from datetime import date

import pytest

from compare.extraction.dates.undated_weekdays import undated_weekday, weekday_relation
from compare.extraction.values import extract_values
from compare.models import Facet, Relation


def said(text: str, published: date | None = None):
    (value,) = (v for v in extract_values(text, published) if v.kind is Facet.DATE)
    return value


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("He was shot on Monday.", None, 1),
        ("He was shot on Sunday night.", None, 7),
        ("He was shot on Monday.", date(2023, 5, 10), None),
        ("He was shot on 2 May 2023.", None, None),
        ("He was shot recently.", None, None),
    ],
)
def test_a_weekday_of_which_no_more_is_known(text, published, expected):
    assert undated_weekday(said(text, published)) == expected


def test_two_days_with_a_date_are_compared_by_it():
    one, other = said("It opened on 2 May 2023."), said("It opened on 3 May 2023.")
    assert weekday_relation(one, other) is None


def test_a_weekday_excludes_another_and_a_day_that_is_none():
    monday = said("It opened on Monday.")
    assert weekday_relation(monday, said("It opened on Tuesday.")) is Relation.DISJOINT
    assert weekday_relation(monday, said("It opened on 2 May 2023.")) is Relation.DISJOINT
    assert weekday_relation(monday, said("It opened on 1 May 2023.")) is Relation.OVERLAP
