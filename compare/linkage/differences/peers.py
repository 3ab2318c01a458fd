"""Pairs of values of one kind in articles that may report one event: where differences are looked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from compare.linkage.blocking.neighbours import nearest, rows_of
from compare.linkage.comparison.relations import CODES, claims_unequal
from compare.linkage.corpus import VALUED, Corpus
from compare.linkage.groups import Group
from compare.linkage.matrices import Floats, Ints, dots
from compare.models import Article, Claim, Facet, Relation

NEAREST_ARTICLES = 12
"""Articles, the nearest by meaning, among which those of one event are looked for. How many of the pairs of
one event are so near in the sets read whole `scripts/fit_differences.py` tells, and the same of `EVENT_ODDS`
and `NEAR_DAYS`."""

EVENT_ODDS = 0.0
"""Log-odds that two articles report one event, inclusive."""

NEAR_DAYS = 14
"""Days between the publications of two articles, inclusive, that tell of one event as news: the report, and
what is found out in the days after it. What is told later still of an old event is compared where it agrees,
and where it surely differs."""

MOST_OF_A_KIND = 60
"""Claims of one kind in an article that are compared, the first ones: a longer list is a table."""

ALONE = 0.3
"""Lead of a pair that has no rival."""

NOWHERE = -1.0
"""Lead of a claim that fits the other's value where there is none."""

HEDGED = frozenset({Relation.WITHIN, Relation.CONTAINS, Relation.OVERLAP})
"""Relations where both values may be true and need not be the same."""

FITTING = HEDGED | {Relation.EQUAL}
Related = Callable[[Ints, Ints], NDArray[np.int8]]
EventOdds = Callable[[Ints, Ints], Floats]


@dataclass(frozen=True)
class Peers:
    """(pairs,) all claims of one kind of two articles: rows ``i`` and ``j``, their articles, how they relate.

    ``fit`` is how near their clauses and their sentences are, the sum of two cosines; ``context`` is how near
    their values are where they stand, a cosine. ``unequal`` is `told_unequal` of their values.
    """

    i: Ints
    j: Ints
    a: Ints
    b: Ints
    clause: Floats
    sentence: Floats
    context: Floats
    relation: Ints
    unequal: NDArray[np.bool_]

    @classmethod
    def among(cls, corpus: Corpus, near: Sequence[tuple[int, int]], related: Related) -> Peers:
        """The pairs of the articles of `near` pairs (by row), by pair of articles, kind and row.

        `related` gives the codes of how claims (by row) relate, as `Relations.codes` does.
        """
        held = _by_kind(corpus)
        found = [
            (np.repeat(one, len(other)), np.tile(other, len(one)))
            for a, b in near
            for facet in VALUED
            if len(one := held[a, facet]) and len(other := held[b, facet])
        ]
        empty = np.zeros(0, dtype=np.intp)
        i = np.concatenate([one for one, _ in found]) if found else empty
        j = np.concatenate([other for _, other in found]) if found else empty
        s, t = corpus.claim_sentence[i], corpus.claim_sentence[j]
        relation = related(i, j).astype(np.intp)
        return cls(
            i,
            j,
            corpus.claim_article[i],
            corpus.claim_article[j],
            dots(corpus.masked_vectors, i, corpus.masked_vectors, j),
            dots(corpus.sentence_vectors, s, corpus.sentence_vectors, t),
            dots(corpus.value_vectors, i, corpus.value_vectors, j),
            relation,
            _unequal(corpus.claims, i, j, np.flatnonzero(_is_one_of(HEDGED, relation))),
        )

    def __len__(self) -> int:
        return len(self.i)

    @cached_property
    def fit(self) -> Floats:
        """(pairs,) how near two claims are."""
        return self.clause + self.sentence

    @cached_property
    def exclude(self) -> NDArray[np.bool_]:
        """(pairs,) whether their values exclude each other."""
        return np.asarray(self.relation == CODES[Relation.DISJOINT])

    @cached_property
    def contested(self) -> NDArray[np.bool_]:
        """(pairs,) whether their values exclude each other, or are told as unequal, hedged as they are."""
        return np.asarray(self.exclude | self.unequal)

    @cached_property
    def equal(self) -> NDArray[np.bool_]:
        """(pairs,) whether their values are equal."""
        return np.asarray(self.relation == CODES[Relation.EQUAL])

    @cached_property
    def fitting(self) -> NDArray[np.bool_]:
        """(pairs,) whether both values may be true of one question, and are not told as unequal."""
        return _is_one_of(FITTING, self.relation) & ~self.unequal

    def standings(self, fit: Floats) -> tuple[Ints, Floats]:
        """(pairs, 2) the rank of each partner among the other's by `fit`, and its lead over the best of the
        rest."""
        rank = np.zeros((len(self), 2), dtype=np.intp)
        lead = np.zeros((len(self), 2))
        for side, rows in self._sides():
            order, first, size = _groups(rows, fit)
            place = np.arange(len(rows)) - first
            rank[order, side] = place
            best, second = fit[order[first]], fit[order[np.minimum(first + 1, len(rows) - 1)]]
            rival = np.where(place == 0, second, best)
            lead[order, side] = np.where(size > 1, fit[order] - rival, ALONE)
        return rank, lead

    def elsewhere(self) -> Floats:
        """(pairs,) by how much a claim of either article that fits the other's value leads the pair.

        Two articles that both say 41 of one thing and 52 of another do not differ.
        """
        fitting = np.where(self.fitting, self.fit, NOWHERE)
        best = np.full((len(self), 2), NOWHERE)
        for side, rows in self._sides():
            order, first, _ = _groups(rows, fitting)
            best[order, side] = fitting[order[first]]
        found = best.max(axis=1, initial=NOWHERE)
        return np.maximum(np.where(found < 0, NOWHERE, found - self.fit), NOWHERE)

    def _sides(self) -> Iterator[tuple[int, Ints]]:
        """For either claim of a pair, a key that the pairs of that claim with the other's article share."""
        articles = int(max(self.a.max(initial=0), self.b.max(initial=0))) + 1
        yield 0, self.i * articles + self.b
        yield 1, self.j * articles + self.a


def _is_one_of(some: Collection[Relation], codes: Ints) -> NDArray[np.bool_]:
    return np.isin(codes, [CODES[relation] for relation in some])


def _unequal(claims: Sequence[Claim], i: Ints, j: Ints, open_: Ints) -> NDArray[np.bool_]:
    """(pairs,) which of the `open_` pairs (by place) have numbers that are told as unequal."""
    found = np.zeros(len(i), dtype=bool)
    for k in open_.tolist():
        found[k] = claims_unequal(claims[i[k]], claims[j[k]])
    return found


def _groups(keys: Ints, value: Floats) -> tuple[Ints, Ints, Ints]:
    """Rows by key, highest `value` first; for each the place of its group's first, and its size."""
    order = np.lexsort((-value, keys))
    _, start, size = np.unique(keys[order], return_index=True, return_counts=True)
    return order, np.repeat(start, size), np.repeat(size, size)


def near_articles(corpus: Corpus, odds: EventOdds) -> list[tuple[int, int]]:
    """Pairs of articles (by row, ascending) of two outlets that are near and may report one event.

    `odds` gives the log-odds of the latter, as `Events.odds` does.
    """
    size = len(corpus.articles)
    keys = nearest(corpus.article_vectors, np.arange(size), NEAREST_ARTICLES)
    pairs = [
        (a, b)
        for a, b in zip(*(part.tolist() for part in rows_of(keys, max(1, size))), strict=True)
        if _two_outlets(corpus.articles[a], corpus.articles[b])
        and _in_the_news(corpus.articles[a], corpus.articles[b])
    ]
    one, other = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    likely = (odds(one, other) >= EVENT_ODDS).tolist()
    return [pair for pair, so in zip(pairs, likely, strict=True) if so]


def _two_outlets(one: Article, other: Article) -> bool:
    """Whether two articles may be of two outlets: one outlet updates itself and contradicts nobody."""
    return not one.source or one.source != other.source


def undecided(i: Ints, j: Ints, claims: Sequence[Claim], groups: Iterable[Group]) -> NDArray[np.bool_]:
    """(pairs,) whether no group holds both claims (by row) of a pair."""
    home: defaultdict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for claim in group.claims:
            home[claim.id].add(number)
    held = [home.get(claim.id, set()) for claim in claims]
    pairs = zip(i.tolist(), j.tolist(), strict=True)
    return np.array([not held[a] & held[b] for a, b in pairs], dtype=bool)


def _in_the_news(one: Article, other: Article) -> bool:
    """Whether two articles are at most `NEAR_DAYS` apart; where one has no date, they may be."""
    if one.published is None or other.published is None:
        return True
    return abs((one.published - other.published).days) <= NEAR_DAYS


def _by_kind(corpus: Corpus) -> defaultdict[tuple[int, Facet], Ints]:
    """Rows of the claims of each article and kind, ascending."""
    found: defaultdict[tuple[int, Facet], list[int]] = defaultdict(list)
    for row, claim in enumerate(corpus.claims):
        if claim.facet in VALUED:
            found[int(corpus.claim_article[row]), claim.facet].append(row)
    empty = np.zeros(0, dtype=np.intp)
    kept = {key: np.array(rows[:MOST_OF_A_KIND], dtype=np.intp) for key, rows in found.items()}
    return defaultdict(lambda: empty, kept)
