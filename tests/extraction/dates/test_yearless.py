"""Months and days without a year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.extraction.dates.yearless import is_yearless, yearless_relation
from compare.extraction.values import extract_values
from compare.models import Facet, Relation

DAY = date(2023, 5, 10)


def said(text: str, published: date | None = None):
    (value,) = (v for v in extract_values(text, published) if v.kind is Facet.DATE)
    return value


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("It opened on Nov. 17.", "It opened on 17 November.", Relation.EQUAL),
        ("It opened on Nov. 17.", "It opened on Nov. 18.", Relation.DISJOINT),
        ("It opens in March.", "It opens in April.", Relation.DISJOINT),
        ("It opens in March.", "It opens on March 9.", Relation.CONTAINS),
        ("It opens on March 9.", "It opens in March.", Relation.WITHIN),
        ("It opens in March.", "It opened in March 2021.", Relation.OVERLAP),
        ("It opens in March.", "It opened on 4 May 2021.", Relation.DISJOINT),
        ("It opens in March.", "It opened in 2021.", Relation.UNKNOWN),
        ("It opens in March.", "It opened on Tuesday.", Relation.UNKNOWN),
        ("It opens in March.", "It opens next week.", Relation.UNKNOWN),
        ("It opened in 2021.", "It opened in 2022.", None),
    ],
)
def test_months_and_days_are_compared_without_their_year(one, other, relation):
    assert yearless_relation(said(one), said(other)) is relation


@pytest.mark.parametrize("text", ["It has been closed since March.", "It is open until March 9."])
def test_an_open_date_of_an_unknown_year_is_never_compared(text):
    assert not is_yearless(said(text))


def test_a_date_with_a_year_is_none_without():
    assert is_yearless(said("It opens in March."))
    assert not is_yearless(said("It opens in March.", DAY))
    assert not is_yearless(said("It opened in March 2021."))
    assert not is_yearless(said("It opened on Tuesday."))


MIRROR = {Relation.CONTAINS: Relation.WITHIN, Relation.WITHIN: Relation.CONTAINS}
TEXTS = st.sampled_from(
    ["in March", "on March 9", "on 9 March 2020", "in June", "in 2020", "on June 30", "in May 2021"]
)


@given(TEXTS, TEXTS)
def test_the_other_way_round_is_the_mirror(one, other):
    there, back = (
        yearless_relation(said(f"It was {a}."), said(f"It was {b}.")) for a, b in ((one, other), (other, one))
    )
    assert back is MIRROR.get(there, there)
