"""Features of two values that differ: what speaks for their answering one question."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np

from compare.linkage.conflicts import barring
from compare.linkage.differences.peers import Peers
from compare.linkage.matcher import ClaimMatcher
from compare.linkage.matrices import Floats, Ints
from compare.models import Facet, Modifier, Value

OF_CLAIMS = (
    "magnitude",
    "told alike",
    "own meaning",
    "event days apart",
    "same places",
    "rivals",
    "wording",
    "one fact",
    "names lead",
)
"""Those of `compare.linkage.comparison.claim_features.SIGNALS` that count here too."""

SIGNALS = (
    "one question",  # log-odds of the matcher that the claims are about one fact
    *OF_CLAIMS,
    "likeness of clauses",  # cosine of the clauses, their values masked
    "likeness of sentences",  # cosine of the sentences
    "likeness in context",  # cosine of the values where they stand in their sentences
    "better rank",  # rank among the claims of the other's article by likeness, of the better partner
    "worse rank",  # the same of the worse one
    "lead",  # by how much the pair leads the best other partner, on the worse side
    "lead in context",  # the same by the likeness of the values in context
    "said by both",  # how many of the two articles give the other's value too
    "said elsewhere",  # by how much a claim of either article that fits the other's value leads the pair
    "backed",  # further articles that give one of the two values in a claim that is near
    "ruled out",  # 1 where a constraint says that they cannot be one fact, 0.5 that it is not sure
    "one holder",  # part of the names beside the values that are the same; 0.5 where one has none
    "one head",  # 1 where the same noun is counted, 0.5 where one side does not say
    "exact",  # how many of the two values are exact
    "place in text",  # how far into its article the earlier one of the two stands
    "values around",  # values in the sentence of either, the fuller one
    "is count",
    "is date",
    "is money",
    "is duration",
)

AS_STATED = 5
"""Of them, those from "one holder" to "values around"."""

UNSAID = 0.5
"""Likeness that is assumed where one side does not say."""

NEAR = 0.9
"""Sum of two cosines, inclusive, from which on an equal value backs a claim."""

MOST_ODDS = 8.0
"""Log-odds at which those of the matcher are cut."""


class DifferenceFeatures:
    """Signals of pairs among `Peers`; a signal of a pair hangs on its two articles, but for "backed"."""

    def __init__(self, matcher: ClaimMatcher, peers: Peers) -> None:
        self._matcher = matcher
        self.peers = peers
        self._rank, self._lead = peers.standings(peers.fit)
        _, self._lead_in_context = peers.standings(peers.context)
        self._elsewhere = peers.elsewhere()

    def matrix(self, rows: Ints) -> Floats:
        """(rows, signals) for some rows of the peers, columns as in `SIGNALS`."""
        p, rank, lead = self.peers, self._rank[rows], self._lead[rows]
        i, j = p.i[rows], p.j[rows]
        odds = np.clip(self._matcher.log_odds(i, j), -MOST_ODDS, MOST_ODDS)
        columns = [
            odds,
            *self._matcher.signals(i, j, OF_CLAIMS).T,
            p.clause[rows],
            p.sentence[rows],
            p.context[rows],
            rank.min(axis=1),
            rank.max(axis=1),
            lead.min(axis=1),
            self._lead_in_context[rows].min(axis=1),
            self._said_by_both(i, j),
            self._elsewhere[rows],
            self._backed(i, j),
            self._ruled_out(i, j),
            *self._matcher.columns("as stated", AS_STATED, self._stated, i, j).T,
            *self._kinds(i),
        ]
        return np.column_stack([np.asarray(column, dtype=np.float64) for column in columns])

    def _said_by_both(self, i: Ints, j: Ints) -> Floats:
        corpus = self._matcher.corpus
        given: defaultdict[int, set[object]] = defaultdict(set)
        said = [_said(claim.value) for claim in corpus.claims]
        for value, article in zip(said, corpus.claim_article.tolist(), strict=True):
            given[article].add(value)
        article = corpus.claim_article
        both = [
            (said[a] in given[int(article[b])]) + (said[b] in given[int(article[a])])
            for a, b in zip(i.tolist(), j.tolist(), strict=True)
        ]
        return np.array(both, dtype=np.float64)

    def _backed(self, i: Ints, j: Ints) -> Floats:
        """(pairs,) how many articles give one of the two values in a claim that is near, logarithmic."""
        p = self.peers
        backing: defaultdict[int, set[int]] = defaultdict(set)
        equal = p.equal & (p.fit >= NEAR)
        for a, b, of_a, of_b in zip(p.i[equal], p.j[equal], p.a[equal], p.b[equal], strict=True):
            backing[int(a)].add(int(of_b))
            backing[int(b)].add(int(of_a))
        found = [len(backing[a] | backing[b]) for a, b in zip(i.tolist(), j.tolist(), strict=True)]
        return np.log1p(np.array(found, dtype=np.float64))

    def _ruled_out(self, i: Ints, j: Ints) -> Floats:
        """(pairs,) what the constraints of the matcher say: here one voice among others, which may err."""
        found = self._matcher.conflicts(i, j)
        return np.where(found == 0, 0.0, np.where(barring(found), 1.0, UNSAID))

    def _stated(self, i: Ints, j: Ints) -> Floats:
        """(pairs, 5) holder, head, exactness, place in the text, values around."""
        corpus = self._matcher.corpus
        notes = corpus.notes.claims
        around = Counter((c.article, c.sentence) for c in corpus.claims if c.value is not None)
        length = {note.article.id: max(1, len(note.article.text)) for note in corpus.notes.articles}
        rows = []
        for a, b in zip(i.tolist(), j.tolist(), strict=True):
            one, other = notes[a], notes[b]
            pair = one.claim, other.claim
            rows.append(
                (
                    _shared(one.holders, other.holders),
                    _same(one.counted.head, other.counted.head),
                    sum(c.value is not None and c.value.modifier is Modifier.EXACT for c in pair),
                    min(c.focus.start / length[c.article] for c in pair),
                    max(around[c.article, c.sentence] for c in pair),
                )
            )
        return np.array(rows, dtype=np.float64).reshape(-1, AS_STATED)

    def _kinds(self, i: Ints) -> list[Floats]:
        claims = self._matcher.corpus.claims
        kinds = (Facet.QUANTITY, Facet.DATE, Facet.MONEY, Facet.DURATION)
        return [np.array([claims[a].facet is kind for a in i.tolist()], dtype=np.float64) for kind in kinds]

    @property
    def better_rank(self) -> Ints:
        """(peers,) the rank of the better partner, 0 for the nearest."""
        return np.asarray(self._rank.min(axis=1))


def _said(value: Value | None) -> object:
    """What two values must share to be equal as stated."""
    return None if value is None else (value.kind, value.value, value.unit)


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else UNSAID


def _same(one: str, other: str) -> float:
    return float(one == other) if one and other else UNSAID
