"""Readings survive as columns, to the last bit and type."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date

import pytest
from samples import sample_report
from stories import STORM

from compare.extraction.reading import Reading
from compare.models import AmountValue, Claim, DateValue, Days, Facet, Modality, Value
from compare.pipeline import read_claims
from compare.store.columns import as_columns, from_columns


@pytest.mark.parametrize("article", STORM, ids=lambda article: article.id)
def test_a_reading_comes_back(article):
    (reading,) = read_claims([replace(article, title="A ferry \ud800 sank\0")])
    stored = as_columns(reading, without="article")
    again = from_columns(Reading, stored, article=reading.article)
    assert again == reading and repr(again) == repr(reading)
    assert as_columns(again, without="article") == stored


def test_an_article_that_says_nothing_comes_back():
    (reading,) = read_claims([replace(STORM[0], text="")])
    stored = as_columns(reading, without="article")
    assert from_columns(Reading, stored, article=reading.article) == reading


NUMBERS = [0, 0.0, -0.0, 1, 1.0, None, 10**12, 0.1]


@pytest.mark.parametrize("low", NUMBERS)
@pytest.mark.parametrize("high", NUMBERS)
def test_numbers_keep_their_types(low, high):
    value = AmountValue(Facet.MONEY, 0, 1, "1", "1", 1.0, low, high, whole=0)
    again = from_columns(AmountValue, as_columns(value))
    assert repr(again) == repr(value)


@pytest.mark.parametrize("value", [None, DateValue(Facet.DATE, 0, 1, "x", "x", date(2024, 3, 1), None)])
def test_a_claim_comes_back_with_its_value(value):
    claim = sample_report().facts[0].claims[0]
    days = Days(date(2024, 3, 1), None)
    claim = replace(claim, value=value, when=days, story=days, modality=Modality(planned=True))
    assert repr(from_columns(Claim, as_columns(claim))) == repr(claim)


def test_what_has_other_fields_is_refused():
    texts, tables = json.loads(as_columns(Days(date(2024, 3, 1), None)))
    tables[0][0][0] = "lowest"
    with pytest.raises(ValueError, match="Days has other fields"):
        from_columns(Days, json.dumps([texts, tables]))
    with pytest.raises((ValueError, TypeError, LookupError)):
        from_columns(Claim, as_columns(Days()))


def test_a_field_that_no_column_holds_is_refused():
    @dataclass(frozen=True)
    class Other:
        values: dict[str, Value]

    with pytest.raises((TypeError, NameError)):
        as_columns(Other({}))
