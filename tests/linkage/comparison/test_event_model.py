"""Event identity of articles: rare words decide, common words and other articles do not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import STORM, corpus_of, story
from two_events import ATTACKS, RECALL, ROBBERIES, VISITS

from compare.extraction.annotation.event_text import read_event
from compare.linkage.comparison.event_model import SIGNALS, Events, event_signals
from compare.models import Article
from compare.segmentation.sentences import split_sentences

ALL = (*STORM, *ROBBERIES, *ATTACKS, *VISITS, *RECALL)
ROW = {article.id: row for row, article in enumerate(sorted(ALL, key=lambda a: a.id))}


@pytest.fixture(scope="module")
def events() -> Events:
    return Events(corpus_of(sorted(ALL, key=lambda a: a.id)))


def odds(events: Events, a: Article, b: Article) -> float:
    return events.log_odds(ROW[a.id], ROW[b.id])


def signals(a: Article, b: Article) -> dict[str, float]:
    one, other = (read_event(article.title, [s.text for s in split_sentences(article)]) for article in (a, b))
    return dict(zip(SIGNALS, event_signals(one, other)[0].tolist(), strict=True))


def test_two_reports_on_one_event_are_told(events):
    assert odds(events, STORM[0], STORM[1]) > 2


def test_look_alikes_in_two_towns_are_two_events(events):
    assert odds(events, *ROBBERIES) < -1


def test_a_later_article_that_names_the_event_is_near_it(events):
    assert odds(events, *RECALL) > 0


def test_other_news_is_another_event(events):
    assert odds(events, STORM[2], ROBBERIES[0]) < -1


@settings(derandomize=True, deadline=None, max_examples=40)
@given(st.sampled_from(ALL), st.sampled_from(ALL), st.lists(st.sampled_from(ALL), max_size=4, unique=True))
def test_no_other_article_changes_the_odds(a, b, others):
    if a.id == b.id:
        return
    alone, among = [a, b], [*{x.id: x for x in (a, b, *others)}.values()]
    assert Events(corpus_of(alone)).log_odds(0, 1) == Events(corpus_of(among)).log_odds(0, 1)
    assert Events(corpus_of([b, a])).log_odds(0, 1) == Events(corpus_of(alone)).log_odds(1, 0)


def test_an_article_of_two_sentences_tells_no_event():
    short = story("short", "Two men robbed a bank in Brackenford.\nThey fled.")
    assert Events(corpus_of([ROBBERIES[0], short])).log_odds(0, 1) == 0.0


def test_signals_of_an_explanation_sum_to_the_odds(events):
    a, b = ROW[ATTACKS[0].id], ROW[ATTACKS[1].id]
    parts = events.explain(a, b)
    assert sum(s.contribution for s in parts) == pytest.approx(events.log_odds(a, b))
    assert parts[-1].name == "base"


def test_ages_and_house_numbers_count_years_and_emergency_calls_do_not():
    one = story("one", "Ada Corvin, 34, of 2210 Harrow Lane called 911 in 2021.")
    other = story("other", "The 34-year-old lives in the 2210 block. She called 911 in 2021.")
    found = signals(one, other)
    assert (found["ages"], found["numbers"]) == (1, 1)


def test_days_and_words_that_stand_in_lower_case_are_no_names():
    one = story("one", "Storm hits Tarn on Tuesday. The storm was strong.")
    other = story("other", "Storm hits Velmora on Tuesday. The storm was weak.")
    assert signals(one, other)["shared names"] == 0.0


def test_names_in_a_row_count_once_more():
    one = story("one", "The minister met Ilka Drost.")
    other = story("other", "The captain knew Ilka Drost.")
    apart = story("apart", "The captain knew Ilka and met Drost.")
    assert signals(one, other)["full names"] > signals(one, apart)["full names"] == 0.0


def test_names_that_a_hyphen_joins_are_in_a_row():
    one = story("one", "The minister met Dorvan-Pryce.")
    other = story("other", "The captain knew Dorvan Pryce.")
    apart = story("apart", "The captain knew Pryce and met Dorvan.")
    assert signals(one, other)["full names"] > signals(one, apart)["full names"] == 0.0


def test_an_article_compared_with_itself_has_full_cosines():
    found = signals(
        replace(ATTACKS[0], title="Shells hit Dorvan"), replace(ATTACKS[0], title="Shells hit Dorvan")
    )
    assert [found[name] for name in ("titles", "leads", "names", "lead names")] == pytest.approx([1, 1, 1, 1])
