"""Why claims were joined to a fact, and which claim came nearest without being taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from compare.matching.claims import ClaimMatcher
from compare.matching.corpus import Floats, Ints
from compare.models import Explanation, Link, NearMiss, Signal

STRONGEST = 1
"""Links told of a fact, beside the weakest one."""

LEAST_CONTRIBUTION = 0.25
"""Log-odds, inclusive, from which a signal is told by its name; smaller ones are summed up."""

REST = "others"
"""Name of the signal that sums up those too small to be told."""

BASE = "base"
"""Name of the signal that holds what speaks before any other: the intercept."""

NEAR_ARTICLES = 12
"""Articles around one in which the nearest claim is sought: those with the most pairs that were scored."""

MEMBERS = 12
OTHERS = 400
"""Claims of a fact, and of the articles around, that are looked at for the nearest one."""

SCORED = 12
"""Pairs that are scored for it, the most similar first."""

LEAST_NEAR = 0.1
"""Probability, inclusive, below which no claim is near."""

OTHER_FACT = "nearer to the claims of another fact"
BELOW = "below the threshold"
NOT_MUTUAL = "another claim is the better partner, or the wording is another"


class Explainer:
    """Explains groups of claims (by row) of one matcher; `i` and `j` are the pairs that it scored."""

    def __init__(self, matcher: ClaimMatcher, i: Ints, j: Ints) -> None:
        self._matcher = matcher
        self._claims = matcher.corpus.claims
        self._near = _near_articles(matcher.corpus.claim_article[i], matcher.corpus.claim_article[j])
        self._rows: defaultdict[tuple[int, tuple[str, str, str]], list[int]] = defaultdict(list)
        for row, article in enumerate(matcher.corpus.claim_article.tolist()):
            self._rows[article, matcher.gates.kind(row)].append(row)

    def links(self, group: Sequence[int]) -> tuple[Link, ...]:
        """All links between the articles of a group, the strongest first, without their signals."""
        pairs = [
            (a, b)
            for k, a in enumerate(group)
            for b in group[k + 1 :]
            if self._claims[a].article != self._claims[b].article
        ]
        if not pairs:
            return ()
        i, j = np.array(pairs, dtype=np.intp).T
        links = [
            Link(self._claims[a].id, self._claims[b].id, score, needed=self._matcher.needed(a, b))
            for (a, b), score in zip(pairs, self._matcher.probability(i, j).tolist(), strict=True)
        ]
        return tuple(sorted(links, key=lambda link: (-round(link.score, 3), link.a, link.b)))

    def explain(self, group: Sequence[int], links: Sequence[Link]) -> Explanation | None:
        """The explanation of a group with these `links`; None where there are none."""
        if not links:
            return None
        row = {self._claims[member].id: member for member in group}
        told = [*links[:STRONGEST], *links[max(STRONGEST, len(links) - 1) :]]
        strictest = max(links, key=lambda link: link.needed)
        return Explanation(
            rule=self._matcher.rule(row[strictest.a], row[strictest.b]),
            threshold=strictest.needed,
            margin=float(np.mean([link.score - link.needed for link in links])),
            links=tuple(
                Link(k.a, k.b, k.score, thinned(self._matcher.explain(row[k.a], row[k.b])), k.needed)
                for k in told
            ),
            nearest=self._nearest(group),
        )

    def _nearest(self, group: Sequence[int]) -> NearMiss | None:
        """The most probable claim of another article that the group does not hold."""
        pairs = self._candidates(group)
        if not pairs:
            return None
        i, j = np.array(pairs, dtype=np.intp).T
        scores = self._matcher.probability(i, j).tolist()
        score, member, other = min(
            zip(scores, i.tolist(), j.tolist(), strict=True),
            key=lambda found: (-round(found[0], 3), self._claims[found[2]].id, self._claims[found[1]].id),
        )
        if score < LEAST_NEAR:
            return None
        return NearMiss(
            claim=self._claims[other],
            beside=self._claims[member].id,
            score=score,
            needed=self._matcher.needed(member, other),
            reason=self._why(group, member, other, score),
        )

    def _why(self, group: Sequence[int], member: int, other: int, score: float) -> str:
        """Why a group did not take the claim `other`, which is nearest to its `member`."""
        gates = self._matcher.gates
        if conflict := gates.conflict(member, other):
            return conflict
        if score < self._matcher.needed(member, other):
            return BELOW
        pair = np.array([member], dtype=np.intp), np.array([other], dtype=np.intp)
        if self._matcher.margins(*pair)[0] < 0:
            return NOT_MUTUAL
        return next((found for row in group if (found := gates.conflict(row, other))), OTHER_FACT)

    def _candidates(self, group: Sequence[int]) -> list[tuple[int, int]]:
        """Pairs of a member and a claim of its kind left out, the most similar first; at most `SCORED`."""
        corpus = self._matcher.corpus
        members, taken = group[:MEMBERS], set(group)
        kind = self._matcher.gates.kind(group[0])
        articles = {int(corpus.claim_article[row]) for row in members}
        around = sorted(articles.union(*(self._near.get(article, ()) for article in articles)))
        others = [row for article in around for row in self._rows[article, kind] if row not in taken][:OTHERS]
        if not others:
            return []
        near = self._alike(members, others)
        near[corpus.claim_article[members][:, None] == corpus.claim_article[others][None, :]] = -np.inf
        order = np.argsort(-np.round(near, 4), axis=None, kind="stable")[:SCORED]
        return [
            (members[k // len(others)], others[k % len(others)])
            for k in order.tolist()
            if np.isfinite(near.flat[k])
        ]

    def _alike(self, one: Sequence[int], other: Sequence[int]) -> Floats:
        """(one, other) cosines of the questions plus those of the sentences."""
        corpus = self._matcher.corpus
        sentences = corpus.sentence_vectors
        s, t = corpus.claim_sentence[list(one)], corpus.claim_sentence[list(other)]
        questions = corpus.masked_vectors[list(one)] @ corpus.masked_vectors[list(other)].T
        return np.asarray(questions + sentences[s] @ sentences[t].T, dtype=np.float64)


def thinned(signals: Sequence[Signal]) -> tuple[Signal, ...]:
    """`signals`, the base first, with those below `LEAST_CONTRIBUTION` summed up as one."""
    base = [signal for signal in signals if signal.name == BASE]
    others = [signal for signal in signals if signal.name != BASE]
    small = [s for s in others if 0 < abs(s.contribution) < LEAST_CONTRIBUTION]
    large = [s for s in others if s not in small]
    large.sort(key=lambda s: (-abs(round(s.contribution, 2)), s.name))
    rest = [Signal(REST, float(len(small)), sum(s.contribution for s in small))] if small else []
    return (*base, *large, *rest)


def _near_articles(a: Ints, b: Ints) -> dict[int, list[int]]:
    """For each article (row) those with which most of its pairs were scored, `NEAR_ARTICLES` at most."""
    if not len(a):
        return {}
    both = np.concatenate([np.stack([a, b], axis=1), np.stack([b, a], axis=1)])
    pairs, counts = np.unique(both, axis=0, return_counts=True)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for k in np.lexsort((pairs[:, 1], -counts, pairs[:, 0])).tolist():
        article, other = int(pairs[k, 0]), int(pairs[k, 1])
        if len(found[article]) < NEAR_ARTICLES:
            found[article].append(other)
    return dict(found)
