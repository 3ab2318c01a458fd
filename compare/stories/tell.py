"""The stage that makes stories: groups of articles with a title; facts get their story and importance."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from compare.models import Article, Fact, Story, VerdictKind
from compare.stories.grouping import article_groups, shared_facts
from compare.stories.headlines import head_lemmas, opening, story_title
from compare.stories.importance import importance
from compare.stories.terms import telling_terms, told

__all__ = ["find_stories", "story_ids", "told_in"]


def find_stories(facts: Iterable[Fact], articles: Iterable[Article]) -> list[Story]:
    """The stories of `articles`, those of most articles first. Every article stands in just one.

    The order of the arguments does not matter. Only facts of two articles or more join any.
    """
    ordered = sorted(articles, key=lambda article: article.id)
    shared = shared_facts(facts, {article.id: row for row, article in enumerate(ordered)})
    members = _members(shared, ordered)
    home = {article.id: number for number, own in enumerate(members) for article in own}
    held: defaultdict[int, list[Fact]] = defaultdict(list)
    for fact in shared:
        for number in {home[claim.article] for claim in fact.claims if claim.article in home}:
            held[number].append(fact)
    terms = telling_terms([told(own, held[n]) for n, own in enumerate(members)])
    frequency = Counter(word for article in ordered for word in head_lemmas(article))
    found = [_story(own, terms[n], frequency, _disputed(held[n])) for n, own in enumerate(members)]
    return sorted(found, key=lambda story: (-len(story.articles), story.articles))


def story_ids(facts: Iterable[Fact], articles: Iterable[Article]) -> dict[str, str]:
    """The id of the story of each article, by its own id: `find_stories` without titles, which cost most."""
    return {article.id: _id(own) for own in _members(facts, articles) for article in own}


def _members(facts: Iterable[Fact], articles: Iterable[Article]) -> list[list[Article]]:
    """The articles of each story, the earliest first."""
    ordered = sorted(articles, key=lambda article: article.id)
    return [sorted((ordered[row] for row in own), key=_age) for own in article_groups(facts, ordered)]


def told_in(facts: Iterable[Fact], stories: Sequence[Story]) -> list[Fact]:
    """`facts`, each with the story that most of its claims stand in, and with its importance."""
    home = {key: story.id for story in stories for key in story.articles}
    rank = {story.id: place for place, story in enumerate(stories)}
    return [replace(fact, story=_most(fact, home, rank), importance=importance(fact)) for fact in facts]


def _most(fact: Fact, home: Mapping[str, str], rank: Mapping[str, int]) -> str:
    if len(fact.claims) == 1:  # most facts of a report
        return home.get(fact.claims[0].article, "")
    counts = Counter(home[key] for key in {claim.article for claim in fact.claims} if key in home)
    return min(counts, key=lambda story: (-counts[story], rank[story]), default="")


def _story(
    articles: Sequence[Article],
    terms: tuple[str, ...],
    frequency: Mapping[str, int],
    disputed: Collection[str],
) -> Story:
    days = [article.published for article in articles if article.published is not None]
    title = story_title(articles, frequency, disputed) or opening(articles[0]) or articles[0].id
    return Story(
        id=_id(articles),
        title=title,
        articles=tuple(article.id for article in articles),
        terms=terms or (articles[0].title or articles[0].id,),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def _id(articles: Sequence[Article]) -> str:
    """Named after its earliest article."""
    return "s" + hashlib.sha256(articles[0].id.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _age(article: Article) -> tuple[date, str]:
    return article.published or date.max, article.id


def _disputed(facts: Iterable[Fact]) -> set[str]:
    """The numbers that the sources of `facts` do not agree on, without separators."""
    numbers = (
        claim.value.number
        for fact in facts
        if fact.verdict.verdict is VerdictKind.DIFFER
        for claim in fact.claims
        if claim.value is not None and claim.value.number is not None
    )
    return {f"{number:.12g}" for number in numbers}
