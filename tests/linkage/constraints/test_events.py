"""Claims of articles on two events: held apart, unless both say themselves what they speak of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from stories import corpus_of, made, number, story
from two_events import ROBBERIES

from compare.extraction.annotation.annotate import annotate
from compare.linkage.comparison.event_model import Events
from compare.linkage.conflicts import Conflict, Reason
from compare.linkage.constraints.events import (
    LEAST_ODDS,
    LONG_QUOTATION,
    NAMELESS_AGE_ODDS,
    NAMELESS_ODDS,
    OTHER_ODDS,
    RECALLED,
    EventConstraint,
)
from compare.linkage.corpus import Corpus
from compare.models import Article, Claim, Days, Facet
from compare.segmentation.sentences import split_sentences

HERE, THERE = ROBBERIES
HELD = Reason.UNLIKE


class NoEncoder:
    dimension = 2

    def encode(self, texts):
        import numpy as np

        return np.zeros((len(texts), 2), np.float32)


def conflict(
    a: Claim, b: Claim, *, apart: bool = False, articles: tuple[Article, ...] = ROBBERIES
) -> Conflict | None:
    sentences = [s for article in articles for s in split_sentences(article)]
    constraint = EventConstraint(Corpus.build(annotate(articles, sentences, [a, b]), NoEncoder()))
    found = constraint.conflict(0, 1, apart=apart)
    assert found == constraint.conflict(1, 0, apart=apart)
    return found


def here(text: str, **fields: object) -> Claim:
    return made(HERE.id, number(2), text=text, **fields)


def there(text: str, **fields: object) -> Claim:
    return made(THERE.id, number(2), text=text, **fields)


def test_the_articles_report_two_events():
    assert EventConstraint(corpus_of(ROBBERIES)).events.log_odds(0, 1) < LEAST_ODDS


@pytest.mark.parametrize("text", ["Two men fled.", "No arrests have been made.", "Two men fled on Tuesday."])
def test_what_can_be_said_of_any_event_is_held_apart(text):
    assert conflict(here(text), there(text)) == HELD


@pytest.mark.parametrize(
    ("odds", "reason"),
    [
        (LEAST_ODDS, None),
        (LEAST_ODDS - 0.01, Reason.UNLIKE),
        (OTHER_ODDS, Reason.UNLIKE),
        (OTHER_ODDS - 0.01, Reason.TWO_EVENTS),
    ],
)
def test_the_odds_decide_how_far_claims_are_held_apart(odds, reason, monkeypatch):
    monkeypatch.setattr(Events, "log_odds", lambda *_: odds)
    named = here("Two men fled to London."), there("Two men fled to London.")
    articles = tuple(story(a.id, f"{a.text}\nLondon.", a.published, a.source) for a in ROBBERIES)
    assert conflict(*named, articles=articles) == reason


@pytest.mark.parametrize(("odds", "reason"), [(NAMELESS_ODDS - 0.01, Reason.UNLIKE), (NAMELESS_ODDS, None)])
def test_sentences_that_share_no_name_need_more(odds, reason, monkeypatch):
    monkeypatch.setattr(Events, "log_odds", lambda *_: odds)
    assert conflict(here("Two men fled."), there("Two men fled.")) == reason
    dated = {"facet": Facet.DATE}
    assert not conflict(here("They fled.", **dated), there("They fled.", **dated))


@pytest.mark.parametrize(
    ("days", "odds", "reason"),
    [
        (0, NAMELESS_ODDS, None),
        (1, NAMELESS_ODDS, None),
        (2, NAMELESS_AGE_ODDS - 0.01, Reason.UNLIKE),
        (2, NAMELESS_AGE_ODDS, None),
        (None, NAMELESS_AGE_ODDS - 0.01, Reason.UNLIKE),
    ],
)
def test_ages_beside_no_shared_name_need_one_day_or_more(days, odds, reason, monkeypatch):
    monkeypatch.setattr(Events, "log_odds", lambda *_: odds)
    day = date(2024, 3, 12)
    dated = [{"story": Days(d, d)} for d in (day, day + timedelta(days=days or 0))]
    one, other = (
        replace(
            of("A man of 22 fled.", **(fields if days is not None else {})), value=number(22, counted="age")
        )
        for of, fields in zip((here, there), dated, strict=True)
    )
    assert conflict(one, other) == reason


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("kind", ["quotation", "recalled", "named", "age"])
def test_what_passes_at_some_odds_passes_at_better_ones(kind, apart, monkeypatch):
    fields: dict[str, object] = {}
    text = "Two men fled."
    if kind == "quotation":
        text = " ".join(["word"] * LONG_QUOTATION)
        fields = {"facet": Facet.QUOTATION, "masked": text}
    elif kind == "recalled":
        fields = {"when": Days(HERE.published - RECALLED, HERE.published - RECALLED)}
    elif kind == "named":
        text = "Mira Talbot counted two men."
    one, other = here(text, **fields), there(text, **fields)
    if kind == "age":
        one, other = (replace(c, value=number(22, counted="age")) for c in (one, other))
    passed = []
    for odds in (OTHER_ODDS - 1, OTHER_ODDS, LEAST_ODDS, 0.0, NAMELESS_ODDS, NAMELESS_AGE_ODDS, 9.0):
        monkeypatch.setattr(Events, "log_odds", lambda *_, odds=odds: odds)
        passed.append(not conflict(one, other, apart=apart))
    assert passed == sorted(passed)
    assert passed[-1]


def test_both_words_of_a_name_with_a_hyphen_are_names(monkeypatch):
    monkeypatch.setattr(Events, "log_odds", lambda *_: LEAST_ODDS)
    one, other = "Two envoys of Dorvan-Pryce fled.", "Two men of Dorvan-Pryce fled."
    articles = tuple(
        story(a.id, f"{a.text}\n{text}", a.published, a.source)
        for a, text in zip(ROBBERIES, (one, other), strict=True)
    )
    assert not conflict(here(one), there(other), articles=articles)


def test_articles_that_say_too_little_are_not_told_apart_by_names(monkeypatch):
    monkeypatch.setattr(Events, "log_odds", lambda *_: 0.0)
    short = tuple(story(a.id, "Two men fled.", a.published, a.source) for a in ROBBERIES)
    assert not conflict(here("Two men fled."), there("Two men fled."), articles=short)


def test_claims_of_one_article_are_not_of_two_events():
    assert not conflict(here("Two men fled."), here("Two men fled."))


def test_a_rare_name_in_both_sentences_tells_what_they_speak_of(monkeypatch):
    monkeypatch.setattr(Events, "log_odds", lambda *_: LEAST_ODDS - 0.1)
    old = "Two men robbed the Dorvan bank in May."
    articles = tuple(story(a.id, f"{a.text}\n{old}", a.published, a.source) for a in ROBBERIES)
    assert not conflict(here(old), there(old), articles=articles)
    assert conflict(here(old), there(old), articles=articles, apart=True) == HELD


def test_a_name_that_one_article_writes_in_lower_case_is_none():
    words = "Two men fled. Masked they were."
    assert conflict(here(words), there(words)) == HELD


@pytest.mark.parametrize(
    ("first", "width", "held"),
    [
        (RECALLED, 0, False),
        (RECALLED - timedelta(days=1), 0, True),
        (timedelta(days=400), 30, False),
        (timedelta(days=400), 365, True),
    ],
)
def test_an_old_day_or_month_that_both_give_tells_what_they_speak_of(first, width, held):
    low = HERE.published - first
    fields = {"when": Days(low, low + timedelta(days=width))}
    found = conflict(here("Two men fled then.", **fields), there("Two men fled then.", **fields))
    assert found == (HELD if held else None)


def test_two_old_days_do_not_meet():
    one = {"when": Days(date(2020, 5, 1), date(2020, 5, 1))}
    other = {"when": Days(date(2020, 5, 2), date(2020, 5, 2))}
    assert conflict(here("Two men fled.", **one), there("Two men fled.", **other)) == HELD


@pytest.mark.parametrize(("words", "held"), [(7, True), (8, False)])
def test_a_long_quotation_is_not_said_twice_by_chance(words, held):
    said = " ".join(["word"] * words)
    one, other = (made(article.id, facet=Facet.QUOTATION, text=said, masked=said) for article in ROBBERIES)
    assert conflict(one, other) == (HELD if held else None)


def test_values_that_exclude_each_other_beside_other_names_are_no_pair(monkeypatch):
    monkeypatch.setattr(Events, "log_odds", lambda *_: NAMELESS_ODDS)
    one, other = here("Mira Talbot counted two men."), there("Dunstan Pryce counted two men.")
    assert conflict(one, other, apart=True) == Reason.OTHER_NAMES
    assert not conflict(one, other)
    assert not conflict(one, there("Two men fled."), apart=True)
    assert not conflict(one, there("Mira Talbot counted two men."), apart=True)
