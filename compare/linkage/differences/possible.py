"""The stage of possible differences: pairs of claims for a person, or a judge, to look at.

The same model says of the differences within groups which are sure: what the matcher takes for one fact may
still be two of a kind, and where this model finds that, the difference is one to look at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from types import MappingProxyType
from typing import Protocol

import numpy as np

from compare.linkage.comparison.models import StepModel
from compare.linkage.comparison.relations import claim_relation
from compare.linkage.differences.calibration import CALIBRATED, Calibration
from compare.linkage.differences.features import DifferenceFeatures
from compare.linkage.differences.model import Doubted, difference_model
from compare.linkage.differences.peers import Peers, near_articles, undecided
from compare.linkage.differences.statements import statement_pairs, statement_signals
from compare.linkage.groups import Group
from compare.linkage.matcher import ClaimMatcher
from compare.linkage.matrices import Floats, Ints
from compare.models import Comparison, Explanation, Link, Rule, Signal

__all__ = ["Differences", "Doubt", "Told", "group_of", "worth_a_look"]

DIGITS = 9
"""Decimals of a probability: what rounding makes decides no order."""

WORST_RANK = 2
"""Rank, inclusive, to which the better of two partners is looked at: the nearest three hold all but a few of
the differences that editors list."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two claims (by row) that may differ, and how likely they do."""

    a: int
    b: int
    probability: float
    explain: Callable[[], tuple[Signal, ...]] = field(default=tuple, compare=False)

    @property
    def signals(self) -> tuple[Signal, ...]:
        """What makes it so likely; worked out when asked for, since few of all doubts are shown."""
        return self.explain()


class Told(Protocol):
    """What differences tell already: those that are known, and those that are chosen one by one."""

    def has(self, a: int, b: int) -> bool:
        """Whether a difference of two claims (by row) only says again what they tell."""

    def add(self, a: int, b: int) -> None:
        """Take in one that is chosen."""


class Differences:
    """What the model of differences finds among the claims of `matcher`.

    With a `calibration`, pairs to look at are as likely as decisions of reviewers have it; these were on no
    pairs of groups, of which the model is asked as it is.
    """

    def __init__(self, matcher: ClaimMatcher, calibration: Calibration | None = None) -> None:
        self._matcher = matcher
        self._calibration = calibration
        self._near = near_articles(matcher.corpus, matcher.event_odds)

    @cached_property
    def _features(self) -> DifferenceFeatures:
        return self._among(self._near)

    def _among(self, articles: Sequence[tuple[int, int]]) -> DifferenceFeatures:
        peers = Peers.among(self._matcher.corpus, articles, self._matcher.related)
        return DifferenceFeatures(self._matcher, peers)

    def doubts(self, groups: Sequence[Group]) -> list[Doubt]:
        """Claims of two outlets on one event that may differ, the likeliest first.

        A pair of a group is decided. Values exclude each other, or are told as unequal, and may be of two
        questions. Whether statements do, only a reader can say: the model ranks them, and most do not.
        """
        matcher, features = self._matcher, self._features
        rows, peers = candidates(matcher, features, groups), features.peers
        i, j, stands = statement_pairs(matcher, self._near, groups)
        pairs = {
            Doubted.VALUES: (peers.i[rows], peers.j[rows], features.matrix(rows)),
            Doubted.STATEMENTS: (i, j, statement_signals(matcher, i, j, stands)),
        }
        found = [d for kind, of in pairs.items() for d in _ranked(matcher, kind, *of, self._calibration)]
        return sorted(found, key=lambda doubt: -doubt.probability)

    def weighed(self, groups: Sequence[Group], least: float, possible: float) -> list[Group]:
        """`groups`, of whose differences some are doubted: sure ones below probability `least`, others from
        `possible` on.

        What stands in a list so long that it is not compared pair by pair keeps what the matcher says.
        """
        apart = {pair for group in groups for pair in (*(group.sure or ()), *group.unsure)}
        likely = self._likely(apart)
        return [_weighed(group, likely, least, possible) for group in groups]

    def _likely(self, pairs: set[frozenset[str]]) -> dict[frozenset[str], float]:
        """How likely pairs of claims (by id) differ; the pairs of articles that are not near as well."""
        row = {claim.id: n for n, claim in enumerate(self._matcher.corpus.claims)}
        asked = {(min(a, b), max(a, b)): pair for pair in pairs for a, b in [[row[key] for key in pair]]}
        article = self._matcher.corpus.claim_article
        homes = {(int(article[a]), int(article[b])) for a, b in asked}
        far = sorted({(min(home), max(home)) for home in homes} - set(self._near))
        found: dict[frozenset[str], float] = {}
        for features in ([self._features] if asked else []) + ([self._among(far)] if far else []):
            p = features.peers
            places = [(min(pair), max(pair)) for pair in zip(p.i.tolist(), p.j.tolist(), strict=True)]
            rows = np.array([k for k, place in enumerate(places) if place in asked], dtype=np.intp)
            if len(rows):
                likely = difference_model(Doubted.VALUES).probability(features.matrix(rows))
                rounded = np.round(likely, DIGITS).tolist()
                found |= {asked[places[k]]: value for k, value in zip(rows.tolist(), rounded, strict=True)}
        return found


def _weighed(group: Group, likely: Mapping[frozenset[str], float], least: float, possible: float) -> Group:
    doubted = frozenset(pair for pair in group.sure or () if likely.get(pair, 1.0) < least)
    doubted |= {pair for pair in group.unsure if likely.get(pair, 0.0) >= possible}
    if group.sure is None or not doubted:
        return group
    best = max(likely[pair] for pair in doubted)
    return replace(group, sure=group.sure - doubted, doubted=doubted, doubt=best)


def _ranked(
    matcher: ClaimMatcher, kind: Doubted, i: Ints, j: Ints, matrix: Floats, calibration: Calibration | None
) -> list[Doubt]:
    """Pairs as doubts; of equal ones the ids of the claims decide, whatever order the articles came in."""
    model, claims = difference_model(kind), matcher.corpus.claims
    odds = model.log_odds(matrix)
    told = odds if calibration is None else calibration.line.log_odds(odds, kind is Doubted.STATEMENTS)
    likely = np.round(1.0 / (1.0 + np.exp(-told)), DIGITS).tolist()
    pairs = [
        sorted(pair, key=lambda row: claims[row].id) for pair in zip(i.tolist(), j.tolist(), strict=True)
    ]
    order = sorted(range(len(pairs)), key=lambda k: (-likely[k], *(claims[row].id for row in pairs[k])))
    added = [None] * len(pairs) if calibration is None else (told - odds).tolist()
    return [
        Doubt(pairs[k][0], pairs[k][1], likely[k], partial(_signals, model, matrix[k], added[k]))
        for k in order
    ]


def _signals(model: StepModel, row: Floats, added: float | None) -> tuple[Signal, ...]:
    """What each signal contributes, what holds before any evidence first; last what a calibration `added`."""
    *found, base = model.explain(row)
    return base, *found, *(() if added is None else (Signal(CALIBRATED, added, added),))


def candidates(matcher: ClaimMatcher, features: DifferenceFeatures, groups: Iterable[Group]) -> Ints:
    """Rows of the peers that may be differences and that are not decided yet."""
    peers = features.peers
    rows = np.flatnonzero(peers.contested & (features.better_rank <= WORST_RANK))
    kept: Ints = rows[undecided(peers.i[rows], peers.j[rows], matcher.corpus.claims, groups)]
    return kept


def worth_a_look(
    found: Sequence[Doubt],
    story_of: Callable[[int], str],
    *,
    least: float,
    most: int,
    held: Mapping[str, int] = MappingProxyType({}),
    told: Told | None = None,
) -> tuple[list[Doubt], int]:
    """Of doubts in their order, those from probability `least` on, at most `most` a story, and how many more
    there are of stories that have so many.

    `story_of` names the story of a claim (by row), `held` how many a story has already. Each claim stands in
    one of them only, and what is `told` by others takes no place.
    """
    held = Counter(held)
    used: set[int] = set()
    left: set[int] = set()
    kept, beyond = [], 0
    for doubt in found:
        if doubt.probability < least:
            break
        both, story = {doubt.a, doubt.b}, min(story_of(doubt.a), story_of(doubt.b))
        if both & used or (told is not None and told.has(doubt.a, doubt.b)):
            continue
        if held[story] < most:
            held[story] += 1
            used |= both
            kept.append(doubt)
            if told is not None:
                told.add(doubt.a, doubt.b)
        elif not both & left:
            left |= both
            beyond += 1
    return kept, beyond


def group_of(doubt: Doubt, matcher: ClaimMatcher, least: float) -> Group:
    """The two claims of a doubt as a group, with the reasons why they are worth a look."""
    one, other = (matcher.corpus.claims[row] for row in (doubt.a, doubt.b))
    why = Explanation(
        rule=Rule.DOUBT,
        threshold=least,
        margin=doubt.probability - least,
        links=(Link(one.id, other.id, doubt.probability, doubt.signals, least),),
        compared=() if one.value is None else (Comparison(one.id, other.id, claim_relation(one, other)),),
    )
    return Group((one, other), (one, other), doubt.probability, why, doubtful=True)
