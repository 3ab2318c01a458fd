"""How two values stand to each other."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.extraction.intervals import (
    bounds,
    excludes,
    is_share,
    relation,
    same_week,
    same_when_rounded,
    stated_number,
    told_unequal,
)
from compare.extraction.quantities.extract import extract_quantities
from compare.extraction.values import extract_values
from compare.models import AmountValue, Change, DateValue, Facet, NameValue, Relation

SWAPPED = {Relation.CONTAINS: Relation.WITHIN, Relation.WITHIN: Relation.CONTAINS}


def number(low, high, unit="", kind=Facet.QUANTITY, stated=None):
    if stated is None and low == high:
        stated = low
    return AmountValue(kind, 0, 1, "x", "x", number=stated, low=low, high=high, unit=unit)


def day(low, high):
    return DateValue(Facet.DATE, 0, 1, "x", "x", low=low, high=high)


def read(text):
    (value,) = extract_quantities(text)
    return value


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("41 people", "41 residents", Relation.EQUAL),
        ("at least 41 people", "52 people", Relation.CONTAINS),
        ("at least 41 people", "30 people", Relation.DISJOINT),
        ("more than 200 people", "200 people", Relation.CONTAINS),
        ("fewer than 200 people", "at least 200 people", Relation.OVERLAP),
        ("fewer than 200 people", "at least 210 people", Relation.DISJOINT),
        ("tens of thousands of people", "30,000 people", Relation.CONTAINS),
        ("about 2,000 troops", "1,960 troops", Relation.CONTAINS),
        ("about 2,000 troops", "3,000 troops", Relation.DISJOINT),
        ("120,000 people", "100,000 people", Relation.DISJOINT),
        ("between 10 and 15 people", "12 to 20 people", Relation.OVERLAP),
        ("seven miles", "11 km", Relation.CONTAINS),
        ("1,000 meters", "1 kilometer", Relation.EQUAL),
        ("10 miles", "50 km", Relation.DISJOINT),
        ("10 miles", "10 tonnes", Relation.UNKNOWN),
        ("10 miles", "10 people", Relation.UNKNOWN),
        ("$5 million", "5 million euros", Relation.UNKNOWN),
        ("$5 million", "5m dollars", Relation.EQUAL),
        ("$5 million", "$6 million", Relation.DISJOINT),
        ("5 percent", "5 percentage points", Relation.UNKNOWN),
        ("half of the voters", "50% of the voters", Relation.EQUAL),
        ("rose by 5%", "5%", Relation.UNKNOWN),
        ("They won 3-1.", "They lost 1-3.", Relation.EQUAL),
        ("They won 3-1.", "They won 3-2.", Relation.DISJOINT),
        ("They won 3-1.", "They led 2-1.", Relation.UNKNOWN),
        ("They won 3-1.", "1 to 3 people", Relation.UNKNOWN),
        ("a 6.8-magnitude quake", "a magnitude 6.9 quake", Relation.DISJOINT),
        ("a 6.8-magnitude quake", "6.8 on the Richter scale", Relation.EQUAL),
        ("a 6.8-magnitude quake", "6.8 miles", Relation.UNKNOWN),
    ],
)
def test_relation_of_what_texts_say(a, b, expected):
    assert relation(read(a), read(b)) is expected
    assert relation(read(b), read(a)) is SWAPPED.get(expected, expected)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((2, "week"), (14, "day"), Relation.EQUAL),
        ((2, "week"), (13, "day"), Relation.OVERLAP),
        ((2, "week"), (5, "day"), Relation.DISJOINT),
        ((1, "month"), (30, "day"), Relation.CONTAINS),
        ((1, "month"), (3, "week"), Relation.DISJOINT),
        ((1, "year"), (12, "month"), Relation.EQUAL),
        ((1, "year"), (3, "month"), Relation.DISJOINT),
        ((1, "decade"), (10, "year"), Relation.EQUAL),
        ((1, "year"), (366, "day"), Relation.CONTAINS),
        ((1, "year"), (328, "day"), Relation.OVERLAP),  # a year less a tenth, rounded
        ((1, "year"), (327, "day"), Relation.DISJOINT),
        ((1, "year"), (403, "day"), Relation.OVERLAP),  # 366 days and a tenth
        ((1, "year"), (404, "day"), Relation.DISJOINT),
        ((90, "minute"), (1.5, "hour"), Relation.EQUAL),
    ],
)
def test_durations_in_two_units(a, b, expected):
    one, other = (number(float(n), float(n), unit, Facet.DURATION) for n, unit in (a, b))
    found = relation(one, other)
    assert found is expected or (
        expected is not Relation.DISJOINT and found not in (Relation.DISJOINT, Relation.UNKNOWN)
    )
    assert relation(other, one) is SWAPPED.get(found, found)


def test_dates_are_intervals_of_days():
    april = day(date(2023, 4, 1), date(2023, 4, 30))
    assert relation(april, day(date(2023, 4, 23), date(2023, 4, 23))) is Relation.CONTAINS
    assert relation(april, day(date(2023, 5, 1), date(2023, 5, 1))) is Relation.DISJOINT
    assert relation(april, day(None, date(2023, 4, 2))) is Relation.OVERLAP
    assert relation(april, day(None, None)) is Relation.UNKNOWN
    assert relation(april, number(1.0, 1.0)) is Relation.UNKNOWN


def test_what_cannot_be_compared_is_unknown():
    five = number(5.0, 5.0)
    assert relation(five, replace(five, vague=True)) is Relation.UNKNOWN
    assert relation(five, replace(five, change=Change.UP)) is Relation.UNKNOWN
    name = NameValue(Facet.NAME, 0, 1, "x", "x")
    assert relation(five, name) is relation(name, name) is Relation.UNKNOWN
    assert relation(five, number(None, None)) is Relation.UNKNOWN
    assert relation(five, number(9.0, 1.0)) is Relation.UNKNOWN
    assert bounds(number(None, None)) is None
    assert bounds(five) == (5.0, 5.0)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("2,435,000 yen", "2.4 million yen", True),
        ("about 100,000 people", "103,000 people", True),
        ("120,000 people", "100,000 people", False),
        ("12 people", "10 people", False),
        ("980 people", "1,000 people", True),
        ("490 people", "500 people", True),
        ("600 people", "612 people", True),
        ("600 people", "640 people", False),
        ("610 people", "612 people", False),
        ("$350", "$349", True),
        ("$20", "$21", False),
        ("100%", "96%", False),
        ("100 years", "104 years", False),
        ("100 °F", "104 °F", False),
        ("100-year-old man", "104-year-old man", False),
        ("1,001 people", "1,002 people", False),
        ("1,290 people", "1,300 people", True),
        ("5.2%", "5%", True),
        ("5.6%", "5%", False),
        ("$1,000", "1,020 euros", False),
        ("10 miles", "16.1 km", True),
        ("35 miles", "36 miles", True),
        ("40 minutes", "41 minutes", True),
        ("40 minutes", "43 minutes", False),
        ("34 miles", "36 miles", False),
        ("150 metres", "200 metres", False),
        ("20 years", "21 years", False),
        ("35 °C", "36 °C", False),
        ("20 people", "21 people", False),
        ("a 35-page report", "a 36-page report", False),
    ],
)
def test_rounding(a, b, same):
    assert same_when_rounded(read(a), read(b)) is same
    assert same_when_rounded(read(b), read(a)) is same


NUMBERS = st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 3))
UNITS = st.sampled_from(["", "", "kilometre", "mile", "kilogram", "USD", "EUR"])
DURATIONS = st.sampled_from(["second", "hour", "day", "week", "month", "year", "decade"])


@st.composite
def values(draw):
    kind = draw(st.sampled_from([Facet.QUANTITY, Facet.DURATION, Facet.DATE, Facet.PERCENTAGE]))
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    if draw(st.booleans()):
        high = low
    if kind is Facet.DATE:
        first = date(2000, 1, 1) + timedelta(days=int(low) // 100)
        return day(first, first + timedelta(days=draw(st.integers(0, 40))))
    unit = draw(DURATIONS if kind is Facet.DURATION else UNITS)
    value = number(low, high, unit, kind)
    opened = draw(st.sampled_from(["", "low", "high"]))
    return replace(value, **{opened: None}) if opened else value


@given(values(), values())
@settings(derandomize=True, deadline=None)
def test_swapping_swaps_the_relation(a, b):
    found = relation(a, b)
    assert relation(b, a) is SWAPPED.get(found, found)
    assert same_when_rounded(a, b) == same_when_rounded(b, a)


@given(values())
@settings(derandomize=True, deadline=None)
def test_a_value_equals_itself(a):
    assert relation(a, a) is Relation.EQUAL


@given(values(), values(), st.integers(-1000, 1000), st.sampled_from([1.0, 2.0, 8.0, 0.5]))
@settings(derandomize=True, deadline=None)
def test_moving_and_scaling_both_changes_nothing(a, b, shift, factor):
    if Facet.DATE in (a.kind, b.kind) or a.unit != b.unit:
        return

    def moved(value):
        low, high = (None if x is None else (round(x) + shift) * factor for x in (value.low, value.high))
        return replace(value, low=low, high=high)

    def still(value):
        low, high = (None if x is None else float(round(x)) for x in (value.low, value.high))
        return replace(value, low=low, high=high)

    assert relation(moved(a), moved(b)) is relation(still(a), still(b))


@pytest.mark.parametrize(
    ("a", "day_a", "b", "day_b", "same"),
    [
        ("this week", date(2024, 3, 10), "this week", date(2024, 3, 11), True),  # Sunday and Monday
        ("This week", date(2024, 3, 10), "this week", date(2024, 3, 12), True),
        ("this week", date(2024, 3, 10), "this week", date(2024, 3, 25), False),
        ("this week", date(2024, 3, 10), "last week", date(2024, 3, 10), False),  # the words differ
        ("yesterday", date(2024, 3, 10), "yesterday", date(2024, 3, 11), False),  # a day is a day
        ("on Monday", date(2024, 3, 19), "this week", date(2024, 3, 16), True),  # begins the day after it
        ("on Tuesday", date(2024, 3, 20), "this week", date(2024, 3, 16), False),
        ("this week", None, "this week", date(2024, 3, 10), False),  # nobody knows which
    ],
)
def test_a_week_is_one_from_either_side_of_its_end(a, day_a, b, day_b, same):
    one, other = (
        next(v for v in extract_values(f"The army attacked the town {words}.", day) if v.kind is Facet.DATE)
        for words, day in ((a, day_a), (b, day_b))
    )
    assert same_week(one, other) is same_week(other, one) is same


def test_the_stated_number_is_in_the_unit_of_the_value():
    share, cents, plain = (
        read(t) for t in ("Two fifths of them left.", "It costs about 30 cents.", "It fell to 0.4%.")
    )
    assert [stated_number(v) for v in (share, cents, plain)] == [40, 0.3, 0.4]
    assert [is_share(v) for v in (share, cents, plain)] == [True, False, False]


def test_what_was_before_a_change_neither_excludes_nor_equals_what_is():
    before = replace(number(41, 41), before=True)
    assert relation(before, number(45, 45)) is Relation.UNKNOWN
    assert relation(before, number(41, 41)) is Relation.OVERLAP
    assert relation(before, replace(number(45, 45), before=True)) is Relation.DISJOINT


def dated(text, published=None):
    return next(v for v in extract_values(text, published) if v.kind is Facet.DATE)


def lasting(text):
    return next(v for v in extract_values(text) if v.kind is Facet.DURATION)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("since 2002", "since 2003", Relation.DISJOINT),
        ("since 2002", "since 2002", Relation.EQUAL),
        ("since 2002", "since March 2002", Relation.CONTAINS),
        ("since March 2002", "since April 2002", Relation.DISJOINT),
        ("until 2002", "until 2003", Relation.DISJOINT),
        ("until 2002", "until May 2002", Relation.CONTAINS),
        ("from 2002 onwards", "since 2003", Relation.DISJOINT),
        ("since 2002", "after 2003", Relation.CONTAINS),
        ("since 2002", "in 2004 or later", Relation.CONTAINS),
        ("in 2003 or later", "in 2004 or later", Relation.CONTAINS),
        ("before 2002", "before 2003", Relation.WITHIN),
        ("since 2002", "until 2003", Relation.OVERLAP),
        ("since 2002", "in 2004", Relation.CONTAINS),
    ],
)
def test_starts_and_ends_of_open_dates(a, b, expected):
    one, other = dated(f"He lived in Tarn {a}."), dated(f"He lived in Tarn {b}.")
    assert relation(one, other) is expected
    assert relation(other, one) is SWAPPED.get(expected, expected)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("Wednesday night", "Thursday night", Relation.DISJOINT),
        ("Wednesday", "Friday", Relation.DISJOINT),
        ("Wednesday night", "Wednesday", Relation.EQUAL),
        ("Wednesday night", "Thursday morning", Relation.OVERLAP),
        ("Sunday night", "Monday morning", Relation.OVERLAP),
        ("Wednesday morning", "Thursday morning", Relation.DISJOINT),
        ("Wednesday", "2 May 2023", Relation.DISJOINT),
        ("Tuesday", "2 May 2023", Relation.OVERLAP),
        ("Tuesday", "May 2023", Relation.UNKNOWN),
        ("Tuesday", "in May", Relation.UNKNOWN),
        ("recently", "Tuesday", Relation.UNKNOWN),
    ],
)
def test_weekdays_without_a_date(a, b, expected):
    one, other = dated(f"He was shot {a}."), dated(f"He was shot {b}.")
    assert relation(one, other) is expected
    assert relation(other, one) is SWAPPED.get(expected, expected)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("a monthslong inquiry", "a two-year inquiry", Relation.DISJOINT),
        ("a monthslong inquiry", "a 14-month inquiry", Relation.UNKNOWN),
        ("a monthslong inquiry", "a six-month inquiry", Relation.UNKNOWN),
        ("a monthslong inquiry", "a two-week inquiry", Relation.DISJOINT),
        ("lasted for years", "lasted two months", Relation.DISJOINT),
        ("lasted for years", "lasted for months", Relation.UNKNOWN),
        ("lasted for days", "lasted for years", Relation.UNKNOWN),
        ("about an hour", "about 30 minutes", Relation.DISJOINT),
        ("about an hour", "about 50 minutes", Relation.CONTAINS),
        ("two weeks", "13 days", Relation.OVERLAP),
        ("about three hours", "about 90 minutes", Relation.DISJOINT),
    ],
)
def test_lengths_of_time(a, b, expected):
    one, other = lasting(f"It took {a}."), lasting(f"It took {b}.")
    assert relation(one, other) is expected
    assert relation(other, one) is SWAPPED.get(expected, expected)


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [("a few", "two", False), ("a few", "40", True), ("several", "two", False), ("dozens", "33", False),
     ("dozens", "600", True), ("a few", "dozens", False), ("a handful of", "nine", False)],
)  # fmt: skip
def test_vague_counts_exclude_what_is_far_from_them(a, b, apart):
    one, other = (read(f"They arrested {n} people.") for n in (a, b))
    assert excludes(one, other) is excludes(other, one) is apart


@pytest.mark.parametrize(
    ("a", "b", "unequal"),
    [("about 90 people", "95 people", True), ("up to 3.8 metres", "up to 3.7 metres", True),
     ("some 16 people", "15 people", True), ("at least 41 people", "52 people", True),
     ("about 90 people", "90 people", False), ("about 90 people", "200 people", False),
     ("more than 600 people", "612 people", False), ("about 90 people", "100 metres", False),
     ("dozens of people", "52 people", False), ("about $1.52", "about $1.55", True),
     ("about half of them", "50% of them", False),
     ("at least 2,000 people", "2,010 people", False)],
)  # fmt: skip
def test_numbers_that_only_a_hedge_lets_both_be_true_are_told_as_unequal(a, b, unequal):
    one, other = read(f"They counted {a}."), read(f"They counted {b}.")
    assert told_unequal(one, other) is told_unequal(other, one) is unequal


@given(*[st.builds(number, st.floats(1, 60), st.floats(61, 99), stated=st.integers(1, 99))] * 2)
def test_what_is_told_as_unequal_is_neither_equal_nor_apart(a, b):
    assert told_unequal(a, b) is told_unequal(b, a)
    if told_unequal(a, b):
        assert a.number != b.number and relation(a, b) not in (Relation.DISJOINT, Relation.EQUAL)


def test_what_held_before_a_change_is_not_told_as_unequal():
    before = replace(read("They counted about 90 people."), before=True)
    now = read("They counted 95 people.")
    assert not told_unequal(before, now) and told_unequal(replace(before, before=False), now)


def test_of_a_day_no_number_is_told():
    monday = day(date(2024, 3, 11), date(2024, 3, 11))
    assert not told_unequal(monday, monday) and not told_unequal(monday, number(3, 3))
