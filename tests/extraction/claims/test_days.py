"""The days on which something happened, by the dates beside it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from stories import DAY, story

from compare.extraction.claims.days import MAX_EVENT_DAYS, dates_event, days_of, event_days, story_days
from compare.extraction.claims.extract import values_by_sentence
from compare.extraction.values import extract_values
from compare.models import DateValue, Days
from compare.segmentation.sentences import split_sentences


def read(text: str, published: date | None = DAY):
    article = story("a", text, published)
    return article, split_sentences(article), extract_values(text, published)


def dates(text: str) -> list[DateValue]:
    return [value for value in read(text)[2] if isinstance(value, DateValue)]


def test_a_night_may_be_either_of_two_days():
    (night,) = dates("A fire broke out on Sunday night.")
    sunday = DAY - timedelta(days=2)
    assert event_days(night, DAY) == Days(sunday, sunday + timedelta(days=1))
    assert event_days(night, sunday) == Days(sunday, sunday)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A fire broke out on Sunday in Velmora.", True),
        ("A fire broke out in Velmora, police said on Sunday.", False),
        ("Tuesday 12 March 2024: a fire broke out in Velmora.", False),
    ],
)
def test_a_date_of_saying_or_of_publication_is_none_of_the_event(text, told):
    article, (sentence,), _ = read(text)
    (value,) = dates(text)
    assert dates_event(value, article, sentence) is told


def test_a_date_that_spans_an_age_is_none_of_an_event():
    article, (sentence,), _ = read("The mill stood in the 19th century.")
    spans = dates(article.text)
    assert spans and max(v.high - v.low for v in spans if v.low and v.high).days > MAX_EVENT_DAYS
    assert not any(dates_event(v, article, sentence) for v in spans)


def test_the_date_in_the_nearest_clause_is_that_of_a_value():
    text = "On Saturday, while the port was shut, on Sunday 40 boats sank."
    article, _, values = read(text)
    forty = next(v for v in values if v.text == "40")
    assert days_of(forty, dates(text), article).low == DAY - timedelta(days=2)
    assert days_of(forty, [], article) == Days()


def test_the_lead_dates_the_story_and_a_look_back_does_not():
    text = "A fire broke out on Sunday in Velmora. In June 2019 another one killed 3 people."
    article, sentences, values = read(text)
    found = story_days(article, sentences, values_by_sentence(sentences, values))
    assert found == Days(DAY - timedelta(days=2), DAY - timedelta(days=2))
    undated, sentences, values = read(text, None)
    assert story_days(undated, sentences, values_by_sentence(sentences, values)) == Days()
