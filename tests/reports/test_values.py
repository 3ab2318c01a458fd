import json
import math
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.models import Change, Facet, Granularity, Modifier, value_type
from compare.reports.values import bound, iso_interval, normalised, number, plain, shown

D = date


def value(kind, text="", **fields):
    return value_type(kind)(kind, 0, len(text), text, **({"value": text} | fields))


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (D(2021, 6, 4), D(2021, 6, 4), "2021-06-04"),
        (D(2021, 6, 1), D(2021, 6, 4), "2021-06-01/2021-06-04"),
        (D(2021, 6, 1), D(2021, 6, 30), "2021-06"),
        (D(2020, 2, 1), D(2020, 2, 29), "2020-02"),
        (D(2021, 2, 1), D(2021, 2, 28), "2021-02"),
        (D(2021, 1, 1), D(2021, 12, 31), "2021"),
        (D(2021, 1, 1), D(2022, 12, 31), "2021-01-01/2022-12-31"),
        (D(2021, 1, 1), D(2022, 1, 31), "2021-01-01/2022-01-31"),
        (D(1990, 1, 1), D(1999, 12, 31), "1990-01-01/1999-12-31"),
        (D(2021, 4, 26), D(2021, 5, 2), "2021-04-26/2021-05-02"),
        (None, D(2020, 12, 31), "../2020-12-31"),
        (D(2020, 12, 1), None, "2020-12-01/.."),
        (None, None, ""),
        (D(9999, 12, 1), D(9999, 12, 31), "9999-12"),
        (D(33, 1, 1), D(33, 12, 31), "0033"),
    ],
)
def test_days_as_the_shortest_iso_form(low, high, expected):
    assert iso_interval(low, high) == expected


@given(st.dates(), st.integers(0, 800))
@settings(derandomize=True, deadline=None)
def test_the_iso_form_reads_back_as_the_same_days(low, days):
    from compare.reports.evaluation import _days

    high = low + timedelta(days=min(days, (date.max - low).days))
    assert _days(iso_interval(low, high)) == (low.toordinal(), high.toordinal())


@pytest.mark.parametrize(
    ("given_value", "expected"),
    [
        (value(Facet.DATE, "2021-W17", low=D(2021, 4, 26), high=D(2021, 5, 2)), "2021-04-26/2021-05-02"),
        (value(Facet.DATE, "199", low=D(1990, 1, 1), high=D(1999, 12, 31)), "1990-01-01/1999-12-31"),
        (value(Facet.DATE, "PAST_REF"), "PAST_REF"),
        (value(Facet.DATE, ""), ""),
        (value(Facet.QUANTITY, "2,000", number=2000.0), "2000"),
        (value(Facet.QUANTITY, "20-30", low=20.0, high=30.0), "20-30"),
        (value(Facet.MONEY, "1.4e9", number=1.4e9), "1400000000"),
        (value(Facet.PERCENTAGE, "-0.5", number=-0.5), "-0.5"),
        (value(Facet.QUANTITY, "0.1", number=0.1 + 0.2), "0.3"),
        (value(Facet.QUANTITY, "many", number=math.inf), "many"),
        (value(Facet.DURATION, "P3D", number=3.0, low=3.0, high=3.0), "P3D"),
        (value(Facet.NAME, "Ilse Maaren"), "Ilse Maaren"),
        (None, ""),
    ],
)
def test_normalised(given_value, expected):
    assert normalised(given_value) == expected


@pytest.mark.parametrize(
    ("given_value", "expected"),
    [
        (
            value(Facet.QUANTITY, "x", number=1200.0, modifier=Modifier.AT_LEAST, counted="people"),
            "at least 1,200 people",
        ),
        (value(Facet.QUANTITY, "x", low=20.0, high=30.0, unit="kilometre"), "20 to 30 kilometres"),
        (value(Facet.PERCENTAGE, "x", number=5.5, unit="percentage", change=Change.UP), "5.5% (up)"),
        (value(Facet.MONEY, "x", number=2e6, unit="USD", modifier=Modifier.ABOUT), "about 2 million USD"),
        (value(Facet.DATE, "x", low=D(2021, 6, 1), high=D(2021, 6, 4)), "1 to 4 June 2021"),
        (value(Facet.DATE, "x", high=D(2021, 6, 4)), "until 4 June 2021"),
        (value(Facet.DATE, "x", low=D(2002, 1, 1), turn=D(2002, 12, 31)), "since 2002"),
        (value(Facet.DATE, "x", high=D(2021, 6, 30), turn=D(2021, 6, 1)), "until June 2021"),
        (value(Facet.DATE, "Wednesday night", value="XXXX-WXX-3TNI"), "Wednesday night"),
        (value(Facet.DATE, "recently", value="PAST_REF"), "recently"),
        (value(Facet.DURATION, "monthslong", value="PXM", vague=True), "monthslong"),
        (value(Facet.DATE, "x", low=D(2021, 6, 4), granularity=Granularity.DAY), "4 June 2021 or later"),
        (value(Facet.DURATION, "P3D"), "3 days"),
        (value(Facet.DURATION, "P1Y6M", modifier=Modifier.ABOUT), "about 1 year 6 months"),
        (value(Facet.DURATION, "PT90M"), "90 minutes"),
        (value(Facet.DURATION, "P1DT2H"), "1 day 2 hours"),
        (value(Facet.DURATION, "P3DE"), "3 decades"),
        (value(Facet.DURATION, "PXD"), "PXD"),
        (value(Facet.DURATION, "P"), "P"),
        (value(Facet.DURATION, ""), ""),
        (None, ""),
    ],
)
def test_shown(given_value, expected):
    assert shown(given_value) == expected


@given(st.floats())
@settings(derandomize=True, deadline=None)
def test_any_number_can_be_written(x):
    json.dumps(number(x), allow_nan=False)
    assert bound(x) == number(x)
    assert "e" not in plain(x)
    if math.isfinite(x) and abs(x) < 1e15:
        assert float(plain(x)) == pytest.approx(x, rel=1e-9, abs=1e-9)


def test_whole_numbers_are_integers():
    assert repr(number(12.0)) == "12"
    assert repr(number(0.30000000000000004)) == "0.3"
    assert number(math.nan) is None
    assert bound(D(2021, 6, 4)) == "2021-06-04"
    assert bound(None) is None
