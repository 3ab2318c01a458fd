"""How two values stand to each other, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import BARE, ECHO, POST, sample_report

from compare.models import Relation
from compare.reports.meeting import standing
from compare.reports.view import view_fact

CLAIM = view_fact(sample_report().facts[0], {article.id: article for article in (POST, ECHO, BARE)}).claims[0]


def of(facet, low, high, **said):
    return replace(CLAIM, facet=facet, low=low, high=high, unit=said.pop("unit", ""), **said)


def day(low, high):
    return of("date", low, high)


DOZENS = of("quantity", 12, 99, value="12/99", modifier="about", focus="dozens")


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (
            day("2023-04-24", "2023-04-30"),
            day("2023-04-23", "2023-04-23"),
            "they are taken to overlap: one ends on 23 April 2023, the other begins on 24 April 2023, and a "
            "week is told loosely",
        ),
        (
            day("2015-01-01", "2015-12-31"),
            day("2015-09-01", None),
            "they overlap: both allow 1 September to 31 December 2015",
        ),
        (
            day("2015-01-01", None),
            day("2015-09-01", None),
            "they overlap: both allow days from 1 September 2015 on",
        ),
        (
            day(None, "2015-01-01"),
            day(None, "2014-01-01"),
            "they overlap: both allow days until 1 January 2014",
        ),
        (
            day(None, None),
            day("2015-09-01", None),
            "they are taken to overlap: a date is not known, and their words fit each other",
        ),
        (of("quantity", 130, None), of("quantity", None, 200), "they overlap: both allow 130 to 200"),
        (of("quantity", 200, None), of("quantity", None, 200), "they overlap: both allow 200"),
        (of("quantity", 20, None), of("quantity", 15, None), "they overlap: both allow 20 or more"),
        (
            of("quantity", 150, 150),
            DOZENS,
            "they are taken to overlap: “dozens” may be said of 8 to 198",
        ),
        (
            of("quantity", 2435000, 2435000),
            of("quantity", 2400000, 2400000),
            "they are taken to overlap: they are equal when rounded",
        ),
        (
            of("quantity", 7, 7, unit="mile"),
            of("quantity", 11, 11, unit="kilometre"),
            "they overlap in one unit, each number being read as rounded to its last digit",
        ),
    ],
)
def test_what_both_allow_or_why_they_meet_is_said(one, other, words):
    assert standing(one, other, Relation.OVERLAP) == words
    assert standing(other, one, Relation.OVERLAP) == words


def test_other_relations_say_it_themselves():
    assert standing(DOZENS, DOZENS, Relation.EQUAL) == "equal"
    assert standing(DOZENS, DOZENS, Relation.DISJOINT) == "they exclude each other"
