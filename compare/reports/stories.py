"""What a collection of articles is about: stories, told from the facts that articles share.

Two articles belong to one story where they state the same facts; a story is named by the words that it
has and the others do not.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, pairwise

import numpy as np

from compare.lang.en.calendar import CALENDAR_WORDS
from compare.lang.en.tokens import FUNCTION_WORDS, NUMBER_WORDS, tokens
from compare.linkage.clustering.cluster import cluster
from compare.linkage.margins import Margins
from compare.linkage.matrices import Ints
from compare.models import Article, Fact, VerdictKind

__all__ = ["Story", "stories"]

LEAST_SHARED = 0.2
"""Part of their shared facts (over the geometric mean of their numbers), inclusive, that two articles of one
story share: one fact of two long articles does not make them one story."""

APART_DAYS = 120.0
"""Days between publications that cost two articles a share of ``LEAST_SHARED`` more: old news is recalled
in new stories."""

TERMS = 4
"""Words and names in the label of a story."""

MAX_FACT_ARTICLES = 50
"""A fact of more articles joins each with the next only: all their pairs would be thousands."""

NAME_WORDS = 3
"""Capitalised words in a row that are one name; a title in capitals is no name."""

_DULL = FUNCTION_WORDS | NUMBER_WORDS.keys() | CALENDAR_WORDS


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that state the same facts. `terms` name it; `verdicts` counts its facts by verdict."""

    terms: tuple[str, ...]
    articles: tuple[str, ...]
    sources: tuple[str, ...]
    facts: tuple[str, ...]
    verdicts: Mapping[VerdictKind, int]
    first: date | None
    last: date | None

    @property
    def label(self) -> str:
        """The terms as a title."""
        return ", ".join(self.terms)


def stories(facts: Iterable[Fact], articles: Iterable[Article]) -> list[Story]:
    """The stories of `articles`, those of most articles first. Every article stands in just one.

    The order of the arguments does not matter. Only facts of two articles or more join any.
    """
    ordered = sorted(articles, key=lambda article: article.id)
    rows = {article.id: row for row, article in enumerate(ordered)}
    shared = [
        fact
        for fact in sorted(facts, key=lambda fact: fact.id)
        if len({claim.article for claim in fact.claims} & rows.keys()) > 1
    ]
    groups = _groups(shared, ordered, rows)
    alone = set(range(len(ordered))).difference(*groups)
    groups += [[row] for row in sorted(alone)]
    home = {row: number for number, group in enumerate(groups) for row in group}
    held: defaultdict[int, list[Fact]] = defaultdict(list)
    for fact in shared:
        for number in {home[rows[claim.article]] for claim in fact.claims if claim.article in rows}:
            held[number].append(fact)
    texts = [_texts([ordered[row] for row in group], held[n]) for n, group in enumerate(groups)]
    terms = _terms(texts)
    found = [_story([ordered[row] for row in group], held[n], terms[n]) for n, group in enumerate(groups)]
    return sorted(found, key=lambda s: (-len(s.articles), -s.verdicts.get(VerdictKind.DIFFER, 0), s.articles))


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


def _story(articles: Sequence[Article], facts: Sequence[Fact], terms: tuple[str, ...]) -> Story:
    days = [article.published for article in articles if article.published is not None]
    return Story(
        terms=terms or (articles[0].title or articles[0].id,),
        articles=tuple(article.id for article in articles),
        sources=tuple(sorted({article.source or article.id for article in articles})),
        facts=tuple(fact.id for fact in facts),
        verdicts=Counter(fact.verdict.verdict for fact in facts),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def _texts(articles: Sequence[Article], facts: Sequence[Fact]) -> list[str]:
    """Titles of the articles and what they state together; the words that name their story."""
    ids = {article.id for article in articles}
    said = {(c.article, c.text) for fact in facts for c in fact.claims if c.article in ids}
    opening = [] if said else [article.text[:600] for article in articles]
    return [article.title for article in articles] + [text for _, text in sorted(said)] + opening


def _terms(texts: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The terms of each group that set it apart: class-based TF-IDF (Grootendorst 2022, BERTopic).

    A term counts once in each text. A run of capitalised words is one term, a name; a name weighs double,
    since it tells one event from another of its kind.
    """
    counted: list[Counter[str]] = []
    spelled: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for group in texts:
        own: Counter[str] = Counter()
        for text in group:
            found = _found(text)
            for term in found:
                spelled[term.casefold()][term] += 1
            own.update({term.casefold() for term in found})
        counted.append(own)
    frequency = Counter(term for own in counted for term in own)
    return [_best(own, frequency, len(counted), spelled) for own in counted]


def _found(text: str) -> set[str]:
    """The terms of a text: words, and runs of capitalised words without the function words at their head."""
    terms: set[str] = set()
    run: list[str] = []
    end = -1
    for token in [*tokens(text, compounds=True), None]:
        word = token.text.removesuffix("'s").removesuffix("’s") if token else ""
        joined = token is not None and text[end : token.start] == " " and word[:1].isupper()
        if run and not joined:
            terms |= {" ".join(run)} if len(run) <= NAME_WORDS else set(run)
            run = []
        if token is None or not _is_telling_word(word):
            pass
        elif word[0].isupper():
            run.append(word)
        else:
            terms.add(word)
        end = token.end if token else -1
    return terms


def _is_telling_word(term: str) -> bool:
    return len(term) > 2 and term[0].isalpha() and term.casefold() not in _DULL


def _best(
    own: Counter[str], frequency: Counter[str], groups: int, spelled: Mapping[str, Counter[str]]
) -> tuple[str, ...]:
    def weight(term: str) -> float:
        name = 2.0 if _spelling(spelled[term])[0].isupper() else 1.0
        return name * own[term] * math.log(1 + groups / frequency[term])

    chosen: list[str] = []
    for term in sorted(own, key=lambda t: (-round(weight(t), 6), t)):
        if not any(term in other or other in term for other in chosen):
            chosen.append(term)
        if len(chosen) == TERMS:
            break
    return tuple(_spelling(spelled[term]) for term in chosen)


def _spelling(spellings: Counter[str]) -> str:
    """The most frequent spelling; "Bridge" at the head of a title is no name where others write "bridge"."""
    return min(spellings, key=lambda s: (-spellings[s], s[0].isupper(), s))
