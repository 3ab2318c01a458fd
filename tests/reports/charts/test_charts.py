"""Charts: what is drawn, where it lies, and that it is small, steady and safe."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import article, claim, fact, sample_report

from compare.models import Facet, VerdictKind
from compare.reports.charts import fact_chart, waterfall
from compare.reports.charts.scales import TICKS, date_scale, number_scale
from compare.reports.charts.svg import Line, Rows, Word, draw
from compare.reports.charts.values import ROWS
from compare.reports.report import Report
from compare.reports.view import FactView, LinkView
from compare.reports.words import SIGNAL_WORDS

DAY = date(2024, 3, 12)


def seen(
    values: list[dict], facet: Facet = Facet.QUANTITY, kind=VerdictKind.DIFFER, sources=None
) -> FactView:
    """A fact with a claim per value, each of an article of its own."""
    where = [
        article(f"a{n}", [f"It was thing{n}."], DAY, source=(sources or {}).get(n, f"Source {n}"))
        for n in range(len(values))
    ]
    claims = [
        claim(w, w.text, f"thing{n}", facet, **value)
        for n, (w, value) in enumerate(zip(where, values, strict=True))
    ]
    return Report(where, [fact("f", "t", kind, claims)]).view().facts[0]


def parts(svg: str, kind: str) -> list[str]:
    """The geometry of the lines of one class."""
    root = ElementTree.fromstring(svg)
    return [p.attrib["d"] for p in root.iter("path") if p.attrib["class"] == kind]


def words(svg: str) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(svg).iter("text")]


def test_numbers_lie_on_one_axis_with_their_intervals():
    chart = fact_chart(seen([{"number": 12.0, "high": None}, {"number": 15.0}]))
    assert chart is not None
    (bar,) = parts(chart.svg, "b")
    assert bar.endswith("m-5,-4l5,4l-5,4"), "an open end is an arrow"
    dots = [float(re.match(r"M([\d.]+),", dot)[1]) for dot in parts(chart.svg, "p")]
    assert dots[0] < dots[1]
    assert bar.startswith(f"M{dots[0]:g},")
    assert {"Source 0", "Source 1"} <= set(words(chart.svg))
    assert chart.note == ""


def test_an_open_beginning_is_an_arrow_to_the_left():
    chart = fact_chart(seen([{"number": 50.0, "low": None}, {"number": 70.0}]))
    assert parts(chart.svg, "b")[0].endswith("m5,-4l-5,4l5,4")


def test_magnitudes_that_differ_are_drawn_on_a_logarithmic_axis():
    chart = fact_chart(seen([{"number": 300.0}, {"number": 30_000.0}]))
    assert chart.note == "Each step on the axis is ten times the last."
    assert {"1,000", "10,000"} <= set(words(chart.svg))
    assert fact_chart(seen([{"number": 300.0}, {"number": 400.0}])).note == ""


def test_dates_lie_on_a_timeline_with_their_publication():
    values = [
        {"low": date(2024, 3, 4), "high": date(2024, 3, 10), "value": "2024-W10"},
        {"low": date(2024, 3, 11), "high": date(2024, 3, 11), "value": "2024-03-11"},
    ]
    chart = fact_chart(seen(values, Facet.DATE))
    week, day = (re.fullmatch(r"M([\d.]+),[\d.]+L([\d.]+),[\d.]+", bar) for bar in parts(chart.svg, "b"))
    width = float(week[2]) - float(week[1])
    assert width == pytest.approx(7 * (float(day[2]) - float(day[1])), rel=0.05), "a week is seven days wide"
    assert float(week[2]) == pytest.approx(float(day[1])), "the day after begins where the week ends"
    assert len(parts(chart.svg, "q")) == 2
    assert "published" in chart.note


def test_publication_dates_long_after_do_not_squeeze_the_dates():
    values = [{"low": date(1994, 5, n), "high": date(1994, 5, n), "value": f"1994-05-0{n}"} for n in (2, 5)]
    chart = fact_chart(seen(values, Facet.DATE))
    assert parts(chart.svg, "q") == []
    assert chart.note == ""


@pytest.mark.parametrize(
    "found",
    [
        seen([{"number": 12.0}, {"number": 12.0}]),
        seen([{"number": 12.0}]),
        seen([{"number": 12.0}, {"number": 15.0}], kind=VerdictKind.AGREE),
        seen([{"number": 12.0, "unit": "USD"}, {"number": 15.0, "unit": "EUR"}], Facet.MONEY),
        seen([{"value": "Ann"}, {"value": "Anne"}], Facet.NAME, VerdictKind.VARIANT),
        seen([{"value": "recently"}, {"value": "then"}], Facet.DATE),
    ],
)
def test_no_picture_where_it_would_say_nothing(found):
    assert fact_chart(found) is None


def test_what_a_source_repeats_is_one_row_and_there_are_not_too_many():
    twice = fact_chart(seen([{"number": 1.0}, {"number": 1.0}, {"number": 2.0}], sources={0: "X", 1: "X"}))
    assert words(twice.svg).count("X") == 1
    lots = fact_chart(seen([{"number": float(n)} for n in range(1, 40)]))
    assert len(parts(lots.svg, "p")) == ROWS


def test_the_picture_is_told_in_words():
    chart = fact_chart(seen([{"number": 12.0, "counted": "ships"}, {"number": 15.0, "counted": "ships"}]))
    root = ElementTree.fromstring(chart.svg)
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == "Values on an axis. Source 0: 12 ships; Source 1: 15 ships"


def test_a_picture_is_small_steady_and_has_neither_style_nor_ids():
    for found in sample_report().view().facts:
        chart = fact_chart(found)
        if chart is None:
            continue
        assert chart == fact_chart(found)
        assert len(chart.svg) < 1500
        for element in ElementTree.fromstring(chart.svg).iter():
            assert element.attrib.keys() <= {
                "class", "viewBox", "role", "aria-label", "d", "x", "y", "dx"
            }  # fmt: skip


@pytest.mark.parametrize("name", SIGNAL_WORDS)
def test_the_name_of_a_signal_stands_whole_in_its_waterfall(name):
    svg = waterfall(LinkView(0, 1, 0.9, 0.5, (("base", 1.0, -1.0), (name, 1.0, 1.2), ("others", 12.0, 0.3))))
    assert SIGNAL_WORDS[name] in words(svg)


def test_hostile_names_stay_text():
    bad = '</svg><script>alert(1)</script>"\u202e'
    chart = fact_chart(seen([{"number": 1.0}, {"number": 2.0}], sources={0: bad, 1: "&amp;"}))
    assert "<script" not in chart.svg
    assert "\u202e" not in chart.svg
    assert "&amp;" in words(chart.svg)


def test_the_plotting_library_is_left_as_it_was():
    import ziaplot

    was = ziaplot.config.precision
    draw(Rows(["a"], "told"), number_scale([1.0, 2.0]), [Line(0, 1.0, 2.0, "b")], [Word(0, 2.0, "w")])
    assert ziaplot.config.precision == was


numbers = st.floats(-1e15, 1e15, allow_nan=False).map(lambda x: float(f"{x:.6g}"))


@given(st.lists(numbers, min_size=1, max_size=6), st.booleans(), st.booleans())
@settings(derandomize=True, deadline=None)
def test_every_number_lies_on_its_axis(values, open_low, open_high):
    scale = number_scale(values, open_low=open_low, open_high=open_high)
    assert scale.first < scale.last
    assert len(scale.ticks) <= TICKS + 1
    for value in values:
        assert scale.first <= scale.at(value) <= scale.last
    for at, name in scale.ticks:
        assert scale.first - 1e-6 * abs(scale.first) <= at <= scale.last + 1e-6 * abs(scale.last)
        assert name
    assert len({name for _, name in scale.ticks}) == len(scale.ticks)


@given(st.lists(st.integers(1, date.max.toordinal()), min_size=1, max_size=6), st.booleans(), st.booleans())
@settings(derandomize=True, deadline=None)
def test_every_day_lies_on_its_timeline(days, open_low, open_high):
    scale = date_scale([float(day) for day in days], open_low=open_low, open_high=open_high)
    assert scale.first < scale.last
    assert len(scale.ticks) <= TICKS + 1
    for day in days:
        assert scale.first <= day <= scale.last
    for at, _ in scale.ticks:
        assert scale.first <= at <= scale.last


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ([2.0, 4.0], ["2", "3", "4"]),
        ([0.0, 9.0], ["0", "5"]),
        ([13.0, 14.0], ["13", "14"]),
        ([13.5, 14.0], ["13.6", "13.8", "14"]),
        ([1e6, 2.5e6], ["0", "1 million", "2 million"]),
        ([0.1, 0.3], ["0", "0.1", "0.2", "0.3"]),
    ],
)
def test_ticks_are_round_numbers(values, names):
    assert [name for _, name in number_scale(values).ticks] == names


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        (date(2024, 3, 4), date(2024, 3, 6), ["4 Mar 2024", "5 Mar", "6 Mar"]),
        (date(2024, 1, 15), date(2024, 4, 15), ["Feb 2024", "Mar 2024", "Apr 2024"]),
        (date(1990, 1, 1), date(1994, 12, 31), ["1990", "1992", "1994"]),
    ],
)
def test_ticks_are_days_months_or_years(first, last, names):
    assert [name for _, name in date_scale([first.toordinal(), last.toordinal()]).ticks] == names


def test_a_claim_without_numbers_in_its_bounds_is_left_out():
    one = seen([{"number": 12.0}, {"number": 15.0}])
    broken = replace(one, claims=(replace(one.claims[0], low=None, high=None), one.claims[1]))
    assert fact_chart(broken) is None
