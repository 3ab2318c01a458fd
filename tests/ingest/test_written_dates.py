"""Publication dates of tables and at the head of a text."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.ingest.dates import head_date, parse_date

DAY = date(2020, 3, 5)


@pytest.mark.parametrize(
    "value",
    [
        "2020-03-05",
        "2020-3-5",
        "2020-03-05T10:00:00Z",
        "2020/03/05",
        "20200305",
        "5 March 2020",
        "5th of March, 2020",
        "March 5, 2020",
        "Mar. 5 2020 10:31 AM",
        "Thu, 05 Mar 2020 10:00:00 GMT",
        "Thursday, March 5, 2020",
        "05-Mar-2020",
        "5.3.2020",
    ],
)
def test_a_complete_date_is_read(value: str) -> None:
    assert parse_date(value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        "",
        "yesterday",
        "March 2020",
        "2020",
        "03/05/2020",
        "31/02/2020",
        "2020-13-01",
        "1583402400",
        "May" * 99,
    ],
)
def test_no_complete_date_or_an_ambiguous_one(value: str) -> None:
    assert parse_date(value) is None


def test_a_slashed_date_with_one_reading() -> None:
    assert parse_date("25/03/2020") == parse_date("03/25/2020") == date(2020, 3, 25)
    assert parse_date("3/3/2020") == date(2020, 3, 3)


@pytest.mark.parametrize(
    "line",
    [
        "Thu Mar 5 2020",
        "Published 5 March 2020",
        "Posted: Mar 5, 2020 10:31 PM EDT Updated: Mar 6, 2020",
        "Published: 10:31 AM, March 5, 2020",
        "World, News March 5, 2020 No Comments",
        "By Jane Doe | March 5, 2020",
        "Thu 05 Mar 2020 River rises in the valley",
        "MILLTOWN, March 5, 2020 (Agency) - The river rose.",
        "2020-03-05",
        "05.03.2020",
        "5 March 2020 14 houses lost in flood",
    ],
)
def test_a_date_at_the_head(line: str) -> None:
    assert head_date(f"River rises in the valley\n\n{line}\nThe river rose. It was high.") == DAY


@pytest.mark.parametrize(
    "line",
    [
        "The mayor and her guests on the bridge on March 5, 2020",
        "March 5, 2020 was the day of the flood.",
        "March 5, 2020, is remembered as the day of the flood.",
        "A picture taken March 5, 2020 shows the bridge.",
        "March 2020",
        "03/05/2020",
        "February 31, 2020",
        "March 5, 1931 - July 9, 2020",
    ],
)
def test_a_date_in_a_sentence_is_not_that_of_publication(line: str) -> None:
    assert head_date(f"{line}\nThe river rose.") is None


def test_a_date_further_down_does_not_count() -> None:
    assert head_date("One.\nTwo.\nThree.\nFour.\nFive.\nSix.\nMarch 5, 2020\n") is None


def test_a_label_goes_before_a_plain_date() -> None:
    assert head_date("March 9, 2020 Flood\nPublished March 5, 2020\n") == DAY


@settings(derandomize=True, deadline=None)
@given(st.text(alphabet=st.sampled_from("May 5, 2020 |-:\nPublishedaA0/"), max_size=200))
def test_no_text_makes_it_fail(text: str) -> None:
    head_date(text)
    parse_date(text)


@pytest.mark.parametrize("unit", ["-", "May ", "published ", "5 ", "A|", "2020-0", " "])
def test_hostile_heads_take_no_time(unit: str) -> None:
    started = time.perf_counter()
    head_date(unit * 100_000)
    parse_date(unit * 100_000)
    assert time.perf_counter() - started < 2
