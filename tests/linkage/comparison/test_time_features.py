"""Signals of time: days of events, of publication, and the dates that claims give."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from fakes import HashingEncoder
from stories import DAY, days, made, story

from compare.extraction.annotation.annotate import annotate
from compare.extraction.values import extract_values
from compare.linkage.comparison.days import EXACT_DAYS
from compare.linkage.comparison.relations import Relations
from compare.linkage.comparison.time_features import (
    EVENT_TIMES,
    GIVEN_DATES,
    NEUTRAL,
    ONE_SPEAKER,
    TimeFeatures,
)
from compare.linkage.corpus import Corpus
from compare.models import Claim, Days, Facet
from compare.segmentation.sentences import split_sentences

TEXT = "The men robbed a shop."


def signals_of(*claims: Claim, published: tuple[date | None, ...] = (DAY, DAY)) -> TimeFeatures:
    articles = [story(key, TEXT, day) for key, day in zip("ab", published, strict=True)]
    sentences = [s for article in articles for s in split_sentences(article)]
    corpus = Corpus.build(annotate(articles, sentences, claims), HashingEncoder())
    return TimeFeatures(corpus, np.ones(2, dtype=bool), Relations(corpus.claims))


def read(signals: TimeFeatures, names: float = 0.0) -> dict[str, float]:
    i, j = np.array([0]), np.array([1])
    columns = [*signals.event_columns(i, j), *signals.date_columns(i, j, np.array([names]))]
    return {n: float(c[0]) for n, c in zip([*EVENT_TIMES, *GIVEN_DATES], columns, strict=True)}


def told(article: str, low: date, width: int = 0) -> Claim:
    high = low + timedelta(days=width)
    return made(article, facet=Facet.STATEMENT, text=TEXT, when=Days(low, high))


@pytest.mark.parametrize(("gap", "width", "other"), [(0, 0, 0.0), (1, 0, 1.0), (9, EXACT_DAYS + 1, 0.0)])
def test_two_events_that_are_dated_exactly_have_days_of_their_own(gap, width, other):
    signals = signals_of(told("a", DAY, width), told("b", DAY + timedelta(days=gap + width), width))
    found = read(signals)
    assert found["other day"] == other
    assert signals.other_day(np.array([0]), np.array([1])).tolist() == [bool(other)]
    assert found["event days apart"] == pytest.approx(np.log1p(gap))
    assert found["both dated"] == 1 and found["published apart"] == 0


def test_without_any_day_nothing_is_known_of_the_distance():
    bare = [made(key, facet=Facet.STATEMENT, text=TEXT) for key in "ab"]
    found = read(signals_of(*bare, published=(None, None)))
    assert found["event days apart"] == found["published apart"] == pytest.approx(NEUTRAL)
    assert found["other day"] == found["both dated"] == 0


def test_an_undated_claim_is_of_the_days_before_its_publication():
    bare = [made(key, facet=Facet.STATEMENT, text=TEXT) for key in "ab"]
    found = read(signals_of(*bare, published=(DAY, DAY + timedelta(days=12))))
    assert found["event days apart"] == pytest.approx(np.log1p(10))
    assert found["published apart"] == pytest.approx(np.log1p(12))


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (days(DAY), days(DAY), 1.0),
        (days(DAY - timedelta(days=3), DAY + timedelta(days=3)), days(DAY), 0.6),
        (days(DAY), days(DAY + timedelta(days=1)), 0.0),
    ],
)
def test_dates_meet_as_far_as_their_intervals_do(one, other, meet):
    assert read(signals_of(made("a", one), made("b", other)))["dates meet"] == meet


@pytest.mark.parametrize(
    ("spoken", "names", "one", "both"),
    [
        ((False, False), 0.0, 0.0, 0.0),
        ((True, False), 0.0, 1.0, 0.0),
        ((True, True), ONE_SPEAKER, 0.0, 0.0),
        ((True, True), ONE_SPEAKER - 0.01, 0.0, 1.0),
    ],
)
def test_the_dates_of_two_statements_are_of_one_only_where_one_person_may_speak(spoken, names, one, both):
    claims = [made(key, days(DAY), spoken=said) for key, said in zip("ab", spoken, strict=True)]
    found = read(signals_of(*claims), names)
    assert (found["one spoken"], found["both spoken"]) == (one, both)


@pytest.mark.parametrize(("other", "apart"), [("around 4:30 p.m.", 0.0), ("at 9 p.m.", 1.0), ("", 0.0)])
def test_times_of_the_day_lie_more_than_an_hour_apart_or_not(other, apart):
    assert other_hour("about 3:40 p.m.", other) == apart


def test_shortly_before_midnight_is_near_to_shortly_after_it():
    assert other_hour("at 11:30 p.m.", "at 12:10 a.m.") == 0.0
    assert other_hour("at 11:30 p.m.", "at 1:10 a.m.") == 1.0


def other_hour(*told: str) -> float:
    """The signal of two shootings of one day, each with its time."""
    texts = [f"They were shot {time} on 10 March 2024." for time in told]
    values = [next(v for v in extract_values(t, DAY) if v.kind is Facet.DATE) for t in texts]
    claims = [made(key, value) for key, value in zip("ab", values, strict=True)]
    return read(signals_of(*claims))["other hour"]
