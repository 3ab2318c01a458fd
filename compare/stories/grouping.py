"""Which articles tell one story: those that state the same facts."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise

import numpy as np

from compare.linkage.clustering.cluster import cluster
from compare.linkage.margins import Margins
from compare.linkage.matrices import Ints
from compare.models import Article, Fact

__all__ = ["article_groups", "shared_facts"]

LEAST_SHARED = 0.2
"""Part of their shared facts (over the geometric mean of their numbers), inclusive, that two articles of one
story share: one fact of two long articles does not make them one story."""

APART_DAYS = 120.0
"""Days between publications that cost two articles a share of ``LEAST_SHARED`` more: old news is recalled
in new stories."""

NEAR_DAYS = 14
"""Days at most between two groups that are one story told on: what happened, and what came of it."""

TOLD_ON_FACTS, TOLD_ON_PART = 10, 0.3
"""Facts that two such groups share, inclusive, and the part that they are of those of the smaller one. Set on
groups of tolls: raids of one week share what a monitor says of itself, up to eight facts. Elsewhere it hardly
acts: no groups of incidents, discrepancies or stories are joined, and of events two pairs of undated ones, of
which one tells two matters."""

MAX_FACT_ARTICLES = 50
"""A fact of more articles joins each with the next only: all their pairs would be thousands."""


def article_groups(facts: Iterable[Fact], articles: Sequence[Article]) -> list[list[int]]:
    """Places of `articles` by story; each stands in just one. The order of `facts` does not matter."""
    rows = {article.id: row for row, article in enumerate(articles)}
    shared = shared_facts(facts, rows)
    groups = _told_on(_groups(shared, articles, rows), shared, articles, rows)
    alone = set(range(len(articles))).difference(*groups)
    return [*groups, *([row] for row in sorted(alone))]


def shared_facts(facts: Iterable[Fact], among: Mapping[str, int]) -> list[Fact]:
    """The facts that two or more of the articles `among` state."""
    ordered = sorted(facts, key=lambda fact: fact.id)
    return [fact for fact in ordered if len({claim.article for claim in fact.claims} & among.keys()) > 1]


def _groups(shared: Sequence[Fact], articles: Sequence[Article], rows: Mapping[str, int]) -> list[list[int]]:
    """Groups of articles, by average linkage over the part of their facts that they share."""
    together: Counter[tuple[int, int]] = Counter()
    own: Counter[int] = Counter()
    for fact in shared:
        stated = sorted({rows[claim.article] for claim in fact.claims if claim.article in rows})
        own.update(stated)
        pairs = combinations(stated, 2) if len(stated) <= MAX_FACT_ARTICLES else pairwise(stated)
        together.update(pairs)

    def margin(a: int, b: int) -> float:
        share = together[min(a, b), max(a, b)] / math.sqrt(own[a] * own[b])
        one, other = articles[a].published, articles[b].published
        apart = abs((one - other).days) / APART_DAYS if one and other else 0.0
        return share - LEAST_SHARED * (1 + apart)

    def margins(i: Ints, j: Ints) -> Margins:
        return Margins.of(np.array([margin(a, b) for a, b in zip(i.tolist(), j.tolist(), strict=True)]))

    links = [(a, b, margin(a, b)) for a, b in together if margin(a, b) >= 0]
    linked = {row for a, b, _ in links for row in (a, b)}
    return cluster(linked, links, margins)


def _told_on(
    groups: Sequence[Sequence[int]],
    shared: Sequence[Fact],
    articles: Sequence[Article],
    rows: Mapping[str, int],
) -> list[list[int]]:
    """The groups, joined where two that are near in time share many facts."""
    home = {row: number for number, group in enumerate(groups) for row in group}
    own: Counter[int] = Counter()
    both: Counter[tuple[int, int]] = Counter()
    for fact in shared:
        held = sorted({home[rows[c.article]] for c in fact.claims if rows.get(c.article) in home})
        own.update(held)
        both.update(combinations(held, 2) if len(held) <= MAX_FACT_ARTICLES else pairwise(held))
    first = list(range(len(groups)))

    def root(number: int) -> int:
        while first[number] != number:
            number = first[number]
        return number

    for (a, b), n in sorted(both.items()):
        told_on = n >= TOLD_ON_FACTS and n >= TOLD_ON_PART * min(own[a], own[b])
        if told_on and _days_between(groups[a], groups[b], articles) <= NEAR_DAYS:
            one, other = sorted((root(a), root(b)))
            first[other] = one
    joined: defaultdict[int, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        joined[root(number)] += group
    return [sorted(group) for _, group in sorted(joined.items())]


def _days_between(one: Iterable[int], other: Iterable[int], articles: Sequence[Article]) -> int:
    """Days from the last article of the earlier group to the first of the later; 0 where none is dated."""
    a, b = (sorted(d for row in rows if (d := articles[row].published)) for rows in (one, other))
    return max(0, (b[0] - a[-1]).days, (a[0] - b[-1]).days) if a and b else 0
