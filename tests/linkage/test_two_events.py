"""Two events never stand in one fact, and a later article that recalls an old event joins it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from two_events import ATTACKS, CRASHES, RECALL, ROBBERIES, VISITS

from compare import Article, compare_articles
from compare.models import Fact, VerdictKind


def shared(*articles: Article) -> list[Fact]:
    """The facts of several articles that the tool stands for."""
    found = [f for f in compare_articles(articles).facts if f.verdict.verdict is not VerdictKind.POSSIBLE]
    return [fact for fact in found if len({claim.article for claim in fact.claims}) > 1]


@pytest.mark.parametrize(
    "stories", [ROBBERIES, ATTACKS, VISITS, CRASHES], ids=["towns", "days", "months", "tolls"]
)
def test_two_look_alike_events_share_no_fact(stories):
    assert not shared(*stories)


def test_they_share_none_in_the_company_of_others():
    ids = [{article.id for article in stories} for stories in (ROBBERIES, ATTACKS, VISITS)]
    for fact in shared(*ROBBERIES, *ATTACKS, *VISITS, *RECALL):
        articles = {claim.article for claim in fact.claims}
        assert not any(pair <= articles for pair in ids), fact


def test_a_later_article_that_recalls_an_old_event_agrees_with_it():
    facts = shared(*RECALL)
    assert {fact.verdict.verdict for fact in facts} == {VerdictKind.AGREE}
    assert {"22", "2023-06-11"} <= {c.value.value for fact in facts for c in fact.claims if c.value}


@pytest.mark.parametrize("apart", [timedelta(days=7), timedelta(days=28), timedelta(days=364)])
def test_the_same_weekday_of_another_week_is_another_day(apart):
    first = VISITS[0]
    again = replace(first, id="again", source="Velmora Echo", published=first.published + apart)
    dates = [fact for fact in shared(first, again) if any(c.value and c.value.low for c in fact.claims)]
    assert not [fact for fact in dates if fact.facet == "date"]


def test_another_report_on_one_of_them_joins_that_one_only():
    third = replace(ROBBERIES[0], id="third", source="Velmora Echo", title="Jeweller robbed in Brackenford")
    for order in permutations((*ROBBERIES, third)):
        articles = {frozenset(c.article for c in fact.claims) for fact in shared(*order)}
        assert articles == {frozenset({"brackenford", "third"})}
