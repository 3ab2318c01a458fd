"""Records survive the store as they are."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import sample_report

from compare.models import (
    AmountValue,
    Claim,
    DateValue,
    Days,
    Facet,
    Fact,
    Granularity,
    Modality,
    Modifier,
    NameValue,
    QuotationValue,
    Value,
)
from compare.store.records import dump, load, pack, squeezed, unpack

anything = st.text(st.characters(exclude_categories=()), max_size=8)


@given(anything)
@settings(derandomize=True, deadline=None)
def test_any_text_comes_back(text):
    assert unpack(pack(text)) == text


@pytest.mark.parametrize("text", ["a\0b", "\ud800", "\ud83d\ude00 as two"])
def test_text_that_sqlite_cannot_hold_is_bytes(text):
    assert isinstance(pack(text), bytes)
    assert unpack(pack(text)) == text


def test_ordinary_text_stays_text():
    assert pack("Zürich 😀 'quoted'; DROP TABLE") == "Zürich 😀 'quoted'; DROP TABLE"


@pytest.mark.parametrize("fact", sample_report().facts, ids=lambda fact: fact.id)
def test_facts_come_back(fact):
    assert load(Fact, dump(fact)) == fact


@pytest.mark.parametrize("fact", sample_report().facts, ids=lambda fact: fact.id)
def test_facts_come_back_from_what_is_compressed(fact):
    packed = squeezed(dump(fact))
    assert load(Fact, packed) == fact
    plain = zlib.compress(dump(fact).encode(), 9)
    assert len(packed) < len(plain) * 0.8  # by the words that are known before
    for damaged in (packed[:-1], b"", packed[:1], packed[:20] + b"\0" + packed[21:], b"Y" + packed[1:]):
        with pytest.raises(ValueError):
            load(Fact, damaged)


def test_the_words_that_records_are_compressed_with_stay():
    """A store that was written with others could not be read any more."""
    from compare.store.records import _words

    assert hashlib.sha256(_words()).hexdigest()[:16] == "2181b46a37b9c4fb"


@given(anything)
@settings(derandomize=True, deadline=None)
def test_any_text_comes_back_from_what_is_compressed(text):
    name = NameValue(Facet.NAME, 0, 4, text, text)
    assert load(Value, squeezed(dump(name))) == name


numbers = st.none() | st.floats(allow_nan=False) | st.integers(-(10**12), 10**12)
days = st.none() | st.dates()


@given(anything, numbers, numbers, st.none() | st.floats(allow_nan=False))
@settings(derandomize=True, deadline=None)
def test_amounts_come_back_with_the_types_that_they_had(text, low, high, number):
    value = AmountValue(Facet.MONEY, 0, 1, text, text, number, low, high, modifier=Modifier.ABOUT, whole=0)
    again = load(Value, dump(value))
    assert again == value
    assert [type(again.low), type(again.high)] == [type(low), type(high)]


@given(anything, days, days, st.sampled_from(Granularity))
@settings(derandomize=True, deadline=None)
def test_dates_come_back(text, low, high, granularity):
    value = DateValue(Facet.DATE, 0, 1, text, text, low, high, granularity)
    assert load(Value, dump(value)) == value


@pytest.mark.parametrize(
    "value",
    [
        NameValue(Facet.NAME, 0, 4, "Tarn", "Tarn", label="place"),
        QuotationValue(Facet.QUOTATION, 0, 4, "We go", "We go", speaker="Ilka Drost"),
    ],
)
def test_a_value_within_a_claim_comes_back_as_the_record_of_its_kind(value):
    claim = replace(sample_report().facts[0].claims[0], value=value)
    assert load(Claim, dump(claim)) == claim


def test_a_field_that_was_not_stored_takes_its_default():
    claim = sample_report().facts[0].claims[0]
    stored = unpack(dump(claim))
    assert not {"modality", "when", "story"} & json.loads(stored).keys()
    assert load(Claim, stored) == claim


@pytest.mark.parametrize("days", [Days(), Days(date(2024, 1, 2)), Days(high=date(2024, 1, 2))])
def test_a_record_within_a_claim_comes_back_as_it_was(days):
    claim = replace(sample_report().facts[0].claims[0], when=days, modality=Modality(hedged=True))
    assert load(Claim, dump(claim)) == claim
    assert json.loads(unpack(dump(claim)))["modality"] == {"hedged": True}


def test_a_field_that_the_record_no_longer_has_is_refused():
    stored = unpack(dump(sample_report().facts[0].claims[0]))
    with pytest.raises(KeyError, match="dropped_since"):
        load(Claim, stored.replace('"id":', '"dropped_since":1,"id":', 1))


@dataclass(frozen=True)
class Step:
    name: str
    at: date | None = None


@dataclass(frozen=True)
class Explained:
    steps: tuple[Step, ...] = ()
    first: Step | None = None
    span: tuple[int, date] | None = None
    weights: Mapping[str, float] | None = None
    by_name: Mapping[str, Step] | None = None
    count: int = 0


def test_records_within_records():
    full = Explained(
        (Step("a", date(2024, 1, 2)), Step("b")),
        Step("c"),
        (1, date(2024, 1, 3)),
        {"x": 1.5, "date": 2.0},
        {"y": Step("d")},
        7,
    )
    assert load(Explained, dump(full)) == full
    assert load(Explained, dump(Explained())) == Explained()
    assert load(Explained, dump(replace(full, first=None))).first is None


def test_a_field_that_is_kept_elsewhere():
    claim = sample_report().facts[0].claims[0]
    stored = dump(claim, without=("value",))
    assert "value" not in unpack(stored)
    assert load(Claim, stored, value=claim.value) == claim


def test_what_cannot_be_stored_is_named():
    with pytest.raises(TypeError, match="object cannot be stored"):
        dump(Explained(steps=(object(),)))
