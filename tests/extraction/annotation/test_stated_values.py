"""The values of a sentence as answers: those of the one reading, dates only where their words name a year."""

from __future__ import annotations

import math
from datetime import date

import pytest
from stories import corpus_of, story

from compare.extraction.annotation.annotate import read_sentences
from compare.extraction.annotation.stated_values import LONGEST, hour_of
from compare.extraction.values import extract_values


def test_the_values_of_a_sentence_are_those_that_its_article_gave():
    corpus = corpus_of([story("a", "The storm killed 12 people in 2021.\nRain fell on Tarn.")])
    first, second = corpus.notes.sentences
    assert [value.value for value in first.compared] == ["12", "2021"]
    assert second.compared == ()


@pytest.mark.parametrize("text", ["The mayor left on Monday.", "The mayor left last week.", "It was 6 May."])
def test_a_day_that_only_the_day_of_publication_tells_is_no_answer_by_its_words(text: str):
    corpus = corpus_of([story("a", text, date(2024, 3, 12))])
    assert corpus.notes.sentences[0].values and corpus.notes.sentences[0].compared == ()


def test_an_open_date_is_closed():
    (value,) = read_sentences(["until May 2031"])[0].compared
    assert (value.low, value.high) == (date(2031, 5, 1), date(2031, 5, 31))


def test_only_the_beginning_of_a_text_is_an_answer():
    text = f"12 ships sank. {'Rain fell. ' * (LONGEST // 10)}15 ships sank."
    assert [value.value for value in read_sentences([text])[0].compared] == ["12"]


def test_the_hour_of_a_date():
    found = extract_values("The train left at 6:45 p.m. on 3 May 2024.")
    hours = [hour_of(value) for value in found if value.time]
    assert hours == [18.75]
    assert math.isnan(hour_of(None))
