"""Why claims were joined to a fact, and which claim came nearest without being taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from compare.linkage.margins import Outcome
from compare.linkage.matcher import ClaimMatcher
from compare.linkage.matrices import Floats, Ints
from compare.models import Explanation, LeftOut, Link, NearMiss, Rule, Signal

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
"""See `OTHERS`: what is told and no decision hangs on it, so that the bound is one of time."""

OTHERS = 400
"""Claims of a fact, and of the articles around, that are looked at for the nearest one."""

SCORED = 12
"""Pairs that are scored for it, the most similar first."""

LEAST_NEAR = 0.1
"""Probability, inclusive, below which no claim is near."""


HELD = {Outcome.DOUBTFUL: LeftOut.DOUBTFUL, Outcome.NOT_BEST: LeftOut.NOT_MUTUAL}
"""Why a claim was left out that is probable enough, by what decided its pair."""


@dataclass(frozen=True, slots=True)
class GroupLinks:
    """The links between the articles of a group: rows of claims, probability, and what each needs."""

    i: Ints
    j: Ints
    score: Floats
    needed: Floats

    def __len__(self) -> int:
        return len(self.i)


class Explainer:
    """Explains groups of claims (by row) of one matcher; `i` and `j` are the pairs that it scored."""

    def __init__(self, matcher: ClaimMatcher, i: Ints, j: Ints) -> None:
        self._matcher = matcher
        self.claims = matcher.corpus.claims
        self._near = _near_articles(matcher.corpus.claim_article[i], matcher.corpus.claim_article[j])
        self._rows: defaultdict[tuple[int, tuple[str, str, str]], list[int]] = defaultdict(list)
        for row, article in enumerate(matcher.corpus.claim_article.tolist()):
            self._rows[article, matcher.constraints.kind(row)].append(row)

    def links(self, group: Sequence[int], rule: Rule | None = None) -> GroupLinks:
        """All links between the articles of a group; by one `rule`, or each by its own."""
        rows = np.array(group, dtype=np.intp)
        one, other = np.triu_indices(len(rows), k=1)
        article = self._matcher.corpus.claim_article[rows]
        apart = article[one] != article[other]
        i, j = rows[one[apart]], rows[other[apart]]
        needed = self._matcher.thresholds(i, j)
        if rule is not None:
            needed = np.maximum(needed, self._matcher.threshold(rule))
        return GroupLinks(i, j, self._matcher.probability(i, j), needed)

    def around(self, group: Sequence[int]) -> list[int]:
        """The articles (by row) of a group and those near to them: the nearest claim is sought in these."""
        articles = {int(self._matcher.corpus.claim_article[row]) for row in group[:MEMBERS]}
        return sorted(articles.union(*(self._near.get(article, ()) for article in articles)))

    def explain(
        self, groups: Sequence[Sequence[int]], links: Sequence[GroupLinks], taken: Collection[int]
    ) -> list[Explanation | None]:
        """The explanation of each group with its `links`; None where there are none.

        `taken` are the claims that groups hold, these and others.
        """
        told = [self._shown(found) for found in links]
        candidates = [
            self._candidates(group) if len(found) else [] for group, found in zip(groups, links, strict=True)
        ]
        self._matcher.probability(*_arrays(chain.from_iterable(candidates)))
        shown = [
            (int(found.i[k]), int(found.j[k])) for found, rows in zip(links, told, strict=True) for k in rows
        ]
        signals = dict(zip(shown, self._matcher.explanations(*_arrays(shown)), strict=True))
        nearest = (self._nearest(group, near, taken) for group, near in zip(groups, candidates, strict=True))
        return [
            self._explain(found, rows, signals, near) if len(found) else None
            for found, rows, near in zip(links, told, nearest, strict=True)
        ]

    def _shown(self, links: GroupLinks) -> list[int]:
        """The links to tell: the strongest, and the weakest one."""
        ends = [*self._strongest(links, STRONGEST), *self._strongest(links, -1)] if len(links) else []
        return list(dict.fromkeys(ends))

    def _strongest(self, links: GroupLinks, count: int, of: Ints | None = None) -> list[int]:
        """The first links by strength and ids, or the last ones where `count` is negative."""
        rows = np.arange(len(links)) if of is None else of
        strength = np.sign(count) * np.round(links.score[rows], 3)
        most = min(abs(count), len(rows))
        rows = rows[strength >= -np.partition(-strength, most - 1)[most - 1]]

        def order(k: int) -> tuple[float, str, str]:
            one, other = int(links.i[k]), int(links.j[k])
            return -round(float(links.score[k]), 3), self.claims[one].id, self.claims[other].id

        found = sorted(rows.tolist(), key=order)
        return found[:count] if count > 0 else found[count:]

    def _explain(
        self,
        links: GroupLinks,
        told: Sequence[int],
        signals: Mapping[tuple[int, int], tuple[Signal, ...]],
        nearest: NearMiss | None,
    ) -> Explanation:
        strict = np.flatnonzero(links.needed == links.needed.max())
        first = self._strongest(links, 1, strict)[0]
        return Explanation(
            rule=self._matcher.rule(int(links.i[first]), int(links.j[first])),
            threshold=float(links.needed[first]),
            margin=float(np.mean(links.score - links.needed)),
            links=tuple(
                Link(
                    self.claims[links.i[k]].id,
                    self.claims[links.j[k]].id,
                    float(links.score[k]),
                    thinned(signals[int(links.i[k]), int(links.j[k])]),
                    float(links.needed[k]),
                )
                for k in told
            ),
            nearest=nearest,
        )

    def _nearest(
        self, group: Sequence[int], pairs: Sequence[tuple[int, int]], taken: Collection[int]
    ) -> NearMiss | None:
        """The most probable claim of another article that the group does not hold, of some `pairs`; `taken`
        are the claims that groups hold."""
        if not pairs:
            return None
        i, j = _arrays(pairs)
        scores = self._matcher.probability(i, j).tolist()
        score, member, other = min(
            zip(scores, i.tolist(), j.tolist(), strict=True),
            key=lambda found: (-round(found[0], 3), self.claims[found[2]].id, self.claims[found[1]].id),
        )
        if score < LEAST_NEAR:
            return None
        return NearMiss(
            claim=self.claims[other],
            beside=self.claims[member].id,
            score=score,
            needed=self._matcher.needed(member, other),
            reason=self._why(group, member, other, taken),
        )

    def _why(self, group: Sequence[int], member: int, other: int, taken: Collection[int]) -> str:
        """Why a group did not take the claim `other`, which is nearest to its `member`; see `_nearest`."""
        if conflict := self._matcher.conflict(member, other):
            return conflict.text
        pair = _arrays([(member, other)])
        if self._matcher.probability(*pair)[0] < self._matcher.needed(member, other):
            return LeftOut.BELOW
        outcome = self._matcher.decisions(*pair).outcome(0)
        if outcome in HELD:
            return HELD[outcome]
        for row in group:
            if conflict := self._matcher.conflict(row, other):
                return conflict.text
        if other in taken:
            return LeftOut.OTHER_FACT
        margins = self._matcher.margins(*_arrays((row, other) for row in group)).summable
        return LeftOut.AVERAGE if margins.mean() < 0 else LeftOut.NOT_COMPARED

    def _candidates(self, group: Sequence[int]) -> list[tuple[int, int]]:
        """Pairs of a member and a claim of its kind left out, the most similar first; at most `SCORED`."""
        corpus = self._matcher.corpus
        members, taken = group[:MEMBERS], set(group)
        kind = self._matcher.constraints.kind(group[0])
        rows = (row for article in self.around(group) for row in self._rows[article, kind])
        others = [row for row in rows if row not in taken][:OTHERS]
        if not others:
            return []
        apart = corpus.claim_article[members][:, None] != corpus.claim_article[others][None, :]
        row, column = np.nonzero(apart)
        near = self._alike(members, others)[row, column]
        order = np.argsort(-np.round(near, 4), kind="stable")[:SCORED]
        return [(members[row[k]], others[column[k]]) for k in order.tolist()]

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
    size = int(max(a.max(), b.max())) + 1
    keys, counts = np.unique(np.concatenate([a * size + b, b * size + a]), return_counts=True)
    one, two = np.divmod(keys, size)
    found: defaultdict[int, list[int]] = defaultdict(list)
    order = np.lexsort((two, -counts, one))
    for article, other in zip(one[order].tolist(), two[order].tolist(), strict=True):
        if len(found[article]) < NEAR_ARTICLES:
            found[article].append(other)
    return dict(found)


def _arrays(pairs: Iterable[tuple[int, int]]) -> tuple[Ints, Ints]:
    both = np.array(list(pairs), dtype=np.intp).reshape(-1, 2)
    return both[:, 0], both[:, 1]
