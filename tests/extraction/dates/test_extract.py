"""Dates and durations: spans, TIMEX3 values and honest intervals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.extraction.dates.extract import extract_dates
from compare.models import Facet, Granularity, Modifier, Value

WEDNESDAY = date(2023, 5, 10)


def only(text: str, published: date | None = WEDNESDAY) -> Value:
    values = extract_dates(text, published)
    assert len(values) == 1, values
    return values[0]


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("The bridge opened on May 4, 2023.", "May 4, 2023", "2023-05-04"),
        ("The bridge opened on 4 May.", "4 May", "2023-05-04"),
        ("Updated 2023-05-04 by the desk.", "2023-05-04", "2023-05-04"),
        ("Posted Tue Nov 28 2023 here.", "Tue Nov 28 2023", "2023-11-28"),
        ("It was signed on September 19.", "September 19", "2022-09-19"),
        ("Rain is expected on 3rd of June.", "3rd of June", "2023-06-03"),
        ("The mayor resigned last week.", "last week", "2023-W18"),
        ("The mayor resigned on Tuesday.", "Tuesday", "2023-05-09"),
        ("The mayor will resign on Tuesday.", "Tuesday", "2023-05-16"),
        ("The mayor resigned last Thursday.", "last Thursday", "2023-05-04"),
        ("The court sat two weeks ago.", "two weeks ago", "2023-W17"),
        ("The court sat in late April.", "late April", "2023-04"),
        ("It was popular in the early 1990s.", "the early 1990s", "199"),
        ("Prices rose in the third quarter of 2022.", "the third quarter of 2022", "2022-Q3"),
        ("They met last summer.", "last summer", "2022-SU"),
        ("It dates from the 19th century.", "the 19th century", "18"),
        ("The vote took place at 10:35 a.m. on Monday.", "10:35 a.m. on Monday", "2023-05-08T10:35"),
        ("Sources said so yesterday morning.", "yesterday morning", "2023-05-09TMO"),
        ("They arrived over the weekend.", "the weekend", "2023-W18-WE"),
        ("He has recently moved.", "recently", "PAST_REF"),
        ("He is now a minister.", "now", "PRESENT_REF"),
        ("They will return soon.", "soon", "FUTURE_REF"),
        ("Shops were shut on Christmas Day 2022.", "Christmas Day 2022", "2022-12-25"),
        ("The parade is on Easter Sunday 2024.", "Easter Sunday 2024", "2024-03-31"),
        ("They dined on Thanksgiving 2023.", "Thanksgiving 2023", "2023-11-23"),
        ("It will open this coming Sunday, May 14.", "this coming Sunday, May 14", "2023-05-14"),
        ("He was born in nineteen ninety-six.", "nineteen ninety-six", "1996"),
        ("It grew in the first half of 2022.", "the first half of 2022", "2022-H1"),
        ("Sales rose in Q3 2022.", "Q3 2022", "2022-Q3"),
        ("Fiscal 2022 was poor.", "Fiscal 2022", "2022"),
        ("The 2022 fiscal year was poor.", "The 2022 fiscal year", "2022"),
        ("Sales fell in the December quarter.", "the December quarter", "2022-Q4"),
        ("The December-quarter loss grew.", "December-quarter", "2022-Q4"),
        ("Sales beat the prior-year quarter.", "the prior-year quarter", "2022"),
        ("It will open in mid-year.", "mid-year", "2023"),
        ("Rain fell at midweek.", "midweek", "2023-W19"),
        ("Sales beat last year's quarter.", "last year's quarter", "2022"),
        ("It is due by the end of the decade.", "the end of the decade", "202"),
        ("They met in May. 5 of them left.", "May", "2023-05"),
        ("It aired after Sunday night's game.", "Sunday night", "2023-05-07TNI"),
        ("He was shot on the night of Friday, May 5.", "Friday, May 5", "2023-05-05TNI"),
        ("He fled in the early hours of Friday.", "Friday", "2023-05-05TMO"),
        ("It ended at 6 a.m.", "6 a.m.", "2023-05-10T06:00"),
        ("He was killed in February last year.", "February last year", "2022-02"),
        ("He was killed on Feb. 11 last year.", "Feb. 11 last year", "2022-02-11"),
        ("The toll of Mondays raid rose.", "Monday", "2023-05-08"),
        ("It came about two weeks ago.", "about two weeks ago", "2023-W17"),
        ("A word on tonight's vote.", "tonight", "2023-05-10TNI"),
        ("Today's attacks killed twelve people.", "Today", "2023-05-10"),
        ("In today's close vote the plan failed.", "today", "2023-05-10"),
        ("Today's ceremony was long.", "Today", "2023-05-10"),
        ("It lost in the 2012/13 season.", "2012/13", "2012/2013"),
        ("It was the music of the '80s.", "the '80s", "198"),
        ("The towers fell in the Sept. 11 attacks.", "Sept. 11", "2001-09-11"),
        ("Doors open at 14:30 GMT.", "14:30 GMT", "2023-05-10T14:30"),
        ("They fled overnight.", "overnight", "2023-05-10TNI"),
        ("It was sealed the day before yesterday.", "the day before yesterday", "2023-05-08"),
        ("Printed 28/11/2022 in Bonn.", "28/11/2022", "2022-11-28"),
        ("Printed 05/02/2023 in Bonn.", "05/02/2023", "2023-05-02"),
        ("He fled months ago.", "months ago", "PAST_REF"),
        ("Many have fled in recent weeks.", "recent weeks", "PXW"),
        ("Aid is due in the coming weeks.", "the coming weeks", "PXW"),
        ("The court has ruled this century.", "this century", "20"),
        ("It struck at 3:45 this afternoon.", "3:45 this afternoon", "2023-05-10T15:45"),
        ("He was arrested on August 7.", "August 7", "2022-08-07"),
        ("He left a year and a half ago.", "a year and a half ago", "2021-11"),
        ("A few days later he had died.", "A few days later", "PAST_REF"),
        ("He resigned in July last year.", "July last year", "2022-07"),
        ("The fair will open in June.", "June", "2023-06"),
        ("The fair opened in June.", "June", "2022-06"),
        ("The funeral is Friday.", "Friday", "2023-05-12"),
        ("It had been due to expire Friday.", "Friday", "2023-05-05"),
        ("Officials could not be reached Friday.", "Friday", "2023-05-05"),
        ("It will close after the bombing on Friday.", "Friday", "2023-05-05"),
        ("Roads are shut due to the snow that fell on Friday.", "Friday", "2023-05-05"),
        ("It was on Saturday, Nov. 15.", "Saturday, Nov. 15", "2014-11-15"),
        ("They left, but Friday is the last day.", "Friday", "2023-05-12"),
        ("Until Friday, they had not called.", "Friday", "2023-05-05"),
        ("By Friday, the fire was out.", "Friday", "2023-05-05"),
        ("The rain is expected to hit on Friday.", "Friday", "2023-05-12"),
        ("Rain fell on Friday, according to residents.", "Friday", "2023-05-05"),
        ("It is on an unspecified day in June.", "June", "2023-06"),
        ("The case is heard in June.", "June", "2023-06"),
        ("They hired guards for June.", "June", "2023-06"),
        ("It opens in the last week of May.", "the last week of May", "2023-05"),
        ("It is the second day of the strike.", "the second day", "2023-05-10"),
        ("The current mayor resigned.", "current", "PRESENT_REF"),
        ("Little will change in the near term.", "the near term", "FUTURE_REF"),
        ("The price will be set at a later date.", "a later date", "FUTURE_REF"),
    ],
)
def test_span_and_value(text: str, span: str, value: str) -> None:
    found = only(text)
    assert (found.text, found.value, found.kind) == (span, value, Facet.DATE)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("It fell earlier this month.", date(2023, 5, 1), WEDNESDAY),
        ("It fell last week.", date(2023, 5, 1), date(2023, 5, 7)),
        ("It fell in the early 1990s.", date(1990, 1, 1), date(1994, 12, 31)),
        ("It fell in late April.", date(2023, 4, 21), date(2023, 4, 30)),
        ("It has fallen since December 2020.", date(2020, 12, 1), None),
        ("It stays open until Friday.", None, date(2023, 5, 12)),
        ("It runs between 3 and 7 May.", date(2023, 5, 3), date(2023, 5, 7)),
        ("It began more than five years ago.", None, date(2018, 12, 31)),
        ("It began about two years ago.", date(2020, 1, 1), date(2022, 12, 31)),
        ("It began two to three weeks ago.", date(2023, 4, 17), date(2023, 4, 30)),
        ("It began less than a month ago.", date(2023, 4, 1), WEDNESDAY),
        ("Printed 09/05/2023 in Bonn.", date(2023, 5, 9), date(2023, 5, 9)),
        ("It was shut before May 4.", None, date(2023, 5, 3)),
        ("It was open after May 4.", date(2023, 5, 5), None),
        ("It was shut in early April.", date(2023, 4, 1), date(2023, 4, 10)),
        ("It will grow later this year.", WEDNESDAY, date(2023, 12, 31)),
        ("It will be ready by the end of the year.", None, date(2023, 12, 31)),
        ("It was hit shortly after 6 a.m. on Monday.", date(2023, 5, 8), date(2023, 5, 8)),
        ("It was a war of the 19th century.", date(1801, 1, 1), date(1900, 12, 31)),
        ("It was shut in the winter of 2021.", date(2021, 12, 1), date(2022, 2, 28)),
        ("It grew over the past few days.", None, WEDNESDAY),
        ("It has grown from 2010 onwards.", date(2010, 1, 1), None),
        ("It was shut prior to 2010.", None, date(2009, 12, 31)),
        ("It must open no later than 5 June.", None, date(2023, 6, 5)),
        ("It ran up to 2011.", None, date(2011, 12, 31)),
    ],
)
def test_bounds_are_honest(text: str, low: date | None, high: date | None) -> None:
    found = only(text)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "span", "value", "number", "low", "high", "unit", "modifier"),
    [
        ("It took at least two days.", "at least two days", "P2D", 2, 2, None, "day", Modifier.AT_LEAST),
        ("It takes two to three days.", "two to three days", "P2D", 2, 2, 3, "day", Modifier.BETWEEN),
        ("It is a 54-year-old truce.", "54-year-old", "P54Y", 54, 54, 54, "year", Modifier.EXACT),
        ("He got a 10- to 15-year term.", "10- to 15-year", "P10Y", 10, 10, 15, "year", Modifier.BETWEEN),
        (
            "It took between 10 and 20 hours.",
            "between 10 and 20 hours",
            "PT10H",
            10,
            10,
            20,
            "hour",
            Modifier.BETWEEN,
        ),
        (
            "It takes between two and three weeks.",
            "between two and three weeks",
            "P2W",
            2,
            2,
            3,
            "week",
            Modifier.BETWEEN,
        ),
        ("He said that 10 days must pass.", "10 days", "P10D", 10, 10, 10, "day", Modifier.EXACT),
        ("It ran 2h 15m.", "2h 15m", "PT2H15M", 2.25, 2.25, 2.25, "hour", Modifier.EXACT),
        ("It ran 2 hr 30 min.", "2 hr 30 min", "PT2H30M", 2.5, 2.5, 2.5, "hour", Modifier.EXACT),
        (
            "It took an hour and 30 minutes.",
            "an hour and 30 minutes",
            "PT1H30M",
            1.5,
            1.5,
            1.5,
            "hour",
            Modifier.EXACT,
        ),
        (
            "He served two-and-a-half years.",
            "two-and-a-half years",
            "P2Y6M",
            2.5,
            2.5,
            2.5,
            "year",
            Modifier.EXACT,
        ),
        ("It replaced a decade-old law.", "decade-old", "P10Y", 1, 1, 1, "decade", Modifier.EXACT),
        ("He waited 90 minutes.", "90 minutes", "PT90M", 90, 90, 90, "minute", Modifier.EXACT),
        ("He waited half an hour.", "half an hour", "PT30M", 0.5, 0.5, 0.5, "hour", Modifier.EXACT),
        ("It took nearly 30 years.", "nearly 30 years", "P30Y", 30, 27, 30, "year", Modifier.ABOUT),
        ("It took about two years.", "about two years", "P2Y", 2, 1.75, 2.25, "year", Modifier.ABOUT),
        ("It took less than a week.", "less than a week", "P1W", 1, None, 1, "week", Modifier.LESS_THAN),
        ("It may take up to six months.", "up to six months", "P6M", 6, None, 6, "month", Modifier.AT_MOST),
        (
            "It fell over the past three years.",
            "the past three years",
            "P3Y",
            3,
            3,
            3,
            "year",
            Modifier.EXACT,
        ),
        (
            "It will end in the next day or two.",
            "the next day or two",
            "P1D",
            1,
            1,
            2,
            "day",
            Modifier.BETWEEN,
        ),
        ("He stayed a year or two.", "a year or two", "P1Y", 1, 1, 2, "year", Modifier.BETWEEN),
        ("It will last six months.", "six months", "P6M", 6, 6, 6, "month", Modifier.EXACT),
        ("She died two hours later.", "two hours", "PT2H", 2, 2, 2, "hour", Modifier.EXACT),
        ("It was a weeklong tour.", "weeklong", "P1W", 1, 1, 1, "week", Modifier.EXACT),
        (
            "It lasted two hours and 15 minutes.",
            "two hours and 15 minutes",
            "PT2H15M",
            2.25,
            2.25,
            2.25,
            "hour",
            Modifier.EXACT,
        ),
        (
            "He ran for 3 years, 2 months, 14 days and 16 hours.",
            "3 years, 2 months, 14 days and 16 hours",
            "P3Y2M14DT16H",
            pytest.approx(3.2068, abs=1e-4),
            pytest.approx(3.2068, abs=1e-4),
            pytest.approx(3.2068, abs=1e-4),
            "year",
            Modifier.EXACT,
        ),
        (
            "41 years later, police have arrested him.",
            "41 years later",
            "P41Y",
            41,
            41,
            41,
            "year",
            Modifier.EXACT,
        ),
        ("Two days later he fled.", "Two days later", "P2D", 2, 2, 2, "day", Modifier.EXACT),
        ("It ended a three-decade-old row.", "three-decade-old", "P30Y", 3, 3, 3, "decade", Modifier.EXACT),
    ],
)
def test_durations(  # noqa: PLR0917
    text: str,
    span: str,
    value: str,
    number: float,
    low: float,
    high: float | None,
    unit: str,
    modifier: Modifier,
) -> None:
    found = only(text)
    assert found.kind is Facet.DURATION
    assert (found.text, found.value, found.number) == (span, value, number)
    assert (found.low, found.high, found.unit, found.modifier) == (low, high, unit, modifier)


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("After four days of talks they agreed.", "talks"),
        ("The two-day talks ended.", "talks"),
        ("It was a six-year war.", "war"),
        ("They held talks lasting two days.", "talks"),
        ("It was two days.", ""),
    ],
)
def test_what_lasts(text: str, counted: str) -> None:
    assert only(text).counted == counted


@pytest.mark.parametrize(
    "text",
    [
        "We may march to the sea.",
        "The second man said so.",
        "Prices fall when springs dry up, and leaves may fall.",
        "The Sun reported the story.",
        "He spoke one-on-one with us.",
        "Every two years they meet, at $30 an hour.",
        "The museum is open every day.",
        "Theresa May spoke; June Carter sang.",
        "It won 2-1 with 1,990 fans and room 2010 empty.",
        "In the 2000 block of Elm Street 1984 people saw USA Today.",
        "She was player of the year, and the last day of the talks came.",
        "It was the last day to register, and his last day in office.",
        "The papers USA Today and BBC Today had a recent scoop.",
        "He was in his 30s or 40s.",
        "It is open 24 hours a day, seven days a week.",
        "They came minutes apart, and it is a matter of days.",
        "It was the third raid in as many days.",
        "He scored in the first half and again in the second half.",
        "One second man had a last-minute change of heart.",
        "It scored in the second quarter of the game; three quarters of fans left.",
        "On 31 June and May 32 nothing happened, at 25:61 too.",
        "Today's children read every July on Tuesday nights.",
        "Ilka Drost, 13, of 1121 West Ashel Avenue, was hurt.",
        "A guard at 2010 Oak Street called.",
    ],
)
def test_ordinary_words_are_no_dates(text: str) -> None:
    assert extract_dates(text, WEDNESDAY) == []


def test_without_publication_date_relative_dates_stay_unresolved() -> None:
    for text in (
        "It opened last week.",
        "It opened on Tuesday.",
        "It opened yesterday.",
        "It opened in May.",
    ):
        found = only(text, None)
        assert (found.low, found.high) == (None, None)
        assert "X" in found.value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("On 3 March 2020 he left. Three days later he died.", ["2020-03-03", "2020-03-06"]),
        ("On 3 March 2020 he left. The next morning she came.", ["2020-03-03", "2020-03-04TMO"]),
        ("In March 2020 he left. The following month he died.", ["2020-03", "2020-04"]),
        ("It ran from March to May 2012.", ["2012-03/2012-05"]),
        ("It ran from November to May 2012.", ["2011-11/2012-05"]),
        ("It ran from May 4 to June 6, 2012.", ["2012-05-04/2012-06-06"]),
        ("In March 2020 he left. He died in May of the following year.", ["2020-03", "2021-05"]),
        ("On 3 March 2020 he left. The next day he died.", ["2020-03-03", "2020-03-04"]),
        ("In March 2020 he left. Three days later he died.", ["2020-03", "P3D"]),
        ("The day after the attack on 4 April, he fled.", ["2023-04-05", "2023-04-04"]),
        ("Sales rose in the quarter ended July 31.", ["2022-Q2", "2022-07-31"]),
        ("He left on 3 March 2020. She had left the day before.", ["2020-03-03", "2020-03-02"]),
        (
            "It opened on 3 March 2020 at 9:30 a.m. It shut on 4 March.",
            ["2020-03-03", "2020-03-03T09:30", "2023-03-04"],
        ),
        ("He was seen on May 3, the day before the storm.", ["2023-05-03", "2023-05-03"]),
        ("It met on April 24 and 25 in Bonn.", ["2023-04-24", "2023-04-25"]),
        ("In the third quarter of 2022 it made more than a year earlier.", ["2022-Q3", "2021-Q3"]),
        ("In 2022 it made more than a year earlier. A year earlier it had lost.", ["2022", "2021", "2021"]),
        ("The third quarter of 2022 beat the same period last year.", ["2022-Q3", "2021-Q3"]),
        (
            "It struck at 20:15 BST (19:15 GMT) on Monday.",
            ["2023-05-08T20:15", "2023-05-08T19:15", "2023-05-08"],
        ),
        ("It went off at 8 a.m. in a market in the capital on Monday.", ["2023-05-08T08:00", "2023-05-08"]),
        ("It left at 8 a.m. and came on Monday.", ["2023-05-10T08:00", "2023-05-08"]),
        ("It opens at 10 a.m. and 2 p.m. on Friday.", ["2023-05-12T10:00", "2023-05-12T14:00"]),
        (
            "On Sunday it was hit. It fell at 9 p.m. and rose at 11 p.m.",
            ["2023-05-07", "2023-05-07T21:00", "2023-05-07T23:00"],
        ),
        (
            "In the quarter ended Dec. 31 it made more than a year earlier.",
            ["2022-Q4", "2022-12-31", "2021-Q4"],
        ),
    ],
)
def test_the_anchor_that_the_text_gives(text: str, values: list[str]) -> None:
    assert [v.value for v in extract_dates(text, WEDNESDAY)] == values


SENTENCES = (
    "The mayor resigned last week",
    "The mayor will resign on Tuesday.",
    "It opened on May 4, 2023.",
    "Sales fell in the third quarter of 2022",
    "He left a year ago.",
    "She left at 5 p.m.",
    "In March troops moved for two days of talks.",
    "It opens on April 24 and 25",
    "The Sun said he may march.",
)


@settings(derandomize=True, deadline=None, max_examples=80)
@given(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES))
def test_texts_that_do_not_refer_back_keep_their_values_when_joined(a: str, b: str) -> None:
    shift = len(a) + 2
    moved = [replace(v, start=v.start + shift, end=v.end + shift) for v in extract_dates(b, WEDNESDAY)]
    assert extract_dates(f"{a}\n\n{b}", WEDNESDAY) == [*extract_dates(a, WEDNESDAY), *moved]


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "1/",
        "and ",
        "of the ",
        "((",
        "1990 ",
        "years ",
        "May ",
        "twenty two hundred ",
        "12:",
        "2-",
        "\n",
        "Monday, ",
    ],
)
def test_hostile_text_is_read(unit: str) -> None:
    values = extract_dates(unit * (20_000 // len(unit)), WEDNESDAY)
    assert all(v.end <= 20_000 for v in values)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    assert [v.text for v in extract_dates(text)] == [text[v.start : v.end] for v in extract_dates(text)]


@settings(derandomize=True, deadline=None, max_examples=300)
@given(
    st.lists(
        st.sampled_from(
            [
                "the",
                "last",
                "two",
                "three",
                "years",
                "ago",
                "later",
                "half",
                "of",
                "end",
                "century",
                "decade",
                "9999",
                "1000",
                "Monday",
                "May",
                "31",
                "a",
                "few",
                "next",
                "and",
                "quarter",
                "day",
                "before",
                "after",
                "Easter",
                "12",
                "p.m.",
                "early",
                "winter",
            ]
        ),
        max_size=12,
    ),
    st.dates(),
)
def test_bounds_are_in_order_at_any_date(words: list[str], published: date) -> None:
    for value in extract_dates(" ".join(words), published):
        if value.low is not None and value.high is not None:
            assert value.low <= value.high  # type: ignore[operator]


def test_a_moment_of_publication_counts_as_its_day() -> None:
    found = only("It opened yesterday.", datetime(2023, 5, 10, 12, 30))
    assert (found.value, found.low) == ("2023-05-09", date(2023, 5, 9))


def test_granularity() -> None:
    assert only("It opened in 2019.").granularity is Granularity.YEAR
    assert only("It opened at noon on Monday.").granularity is Granularity.TIME


@settings(derandomize=True, deadline=None, max_examples=300)
@given(st.text(alphabet="0123456789 /-:.,'aMondytwrk\n", max_size=60), st.dates())
def test_offsets_slice_the_text_in_order(text: str, published: date) -> None:
    end = 0
    for value in extract_dates(text, published):
        assert value.text == text[value.start : value.end] != ""
        assert value.start >= end
        end = value.end


def test_units_that_do_not_grow_smaller_are_several_durations() -> None:
    assert [v.value for v in extract_dates("Terms of 2 months, 3 months and 40 days.")] == [
        "P2M",
        "P3M",
        "P40D",
    ]
