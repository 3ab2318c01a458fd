"""The stage of possible differences: pairs of claims for a person, or a judge, to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from compare.linkage.comparison.models import StepModel
from compare.linkage.differences.calibration import CALIBRATED, Calibration
from compare.linkage.differences.features import DifferenceFeatures
from compare.linkage.differences.model import Doubted, difference_model
from compare.linkage.differences.peers import Peers, near_articles, undecided
from compare.linkage.differences.statements import statement_pairs, statement_signals
from compare.linkage.groups import Group
from compare.linkage.matcher import ClaimMatcher
from compare.linkage.matrices import Floats, Ints
from compare.models import Comparison, Explanation, Link, Relation, Rule, Signal

__all__ = ["Doubt", "doubts", "group_of", "worth_a_look"]

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


def doubts(
    matcher: ClaimMatcher, groups: Sequence[Group], calibration: Calibration | None = None
) -> list[Doubt]:
    """Claims of two outlets on one event that may differ, the likeliest first; a pair of a group is decided.

    With a `calibration`, they are as likely as decisions of reviewers have it. Values exclude each other, and
    may be of two questions. Whether statements do, only a reader can say: of the best hundred that the model
    finds, one in six does.
    """
    near = near_articles(matcher.corpus, matcher.constraints.events)
    peers = Peers.among(matcher.corpus, near, matcher.relations)
    features = DifferenceFeatures(matcher, peers)
    rows = candidates(matcher, features, groups)
    i, j, stands = statement_pairs(matcher, near, groups)
    pairs = {
        Doubted.VALUES: (peers.i[rows], peers.j[rows], features.matrix(rows)),
        Doubted.STATEMENTS: (i, j, statement_signals(matcher, i, j, stands)),
    }
    found = [doubt for kind, of in pairs.items() for doubt in _ranked(matcher, kind, *of, calibration)]
    return sorted(found, key=lambda doubt: -doubt.probability)


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
    rows = np.flatnonzero(peers.exclude & (features.better_rank <= WORST_RANK))
    kept: Ints = rows[undecided(peers.i[rows], peers.j[rows], matcher.corpus.claims, groups)]
    return kept


def worth_a_look(
    found: Sequence[Doubt], story_of: Callable[[int], str], *, least: float, most: int
) -> tuple[list[Doubt], int]:
    """Of doubts in their order, those from probability `least` on, at most `most` a story, and how many more
    there are of stories that have so many.

    `story_of` names the story of a claim (by row). Each claim stands in one of them only.
    """
    held: Counter[str] = Counter()
    used: set[int] = set()
    left: set[int] = set()
    kept, beyond = [], 0
    for doubt in found:
        if doubt.probability < least:
            break
        both, story = {doubt.a, doubt.b}, min(story_of(doubt.a), story_of(doubt.b))
        if both & used:
            continue
        if held[story] < most:
            held[story] += 1
            used |= both
            kept.append(doubt)
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
        compared=() if one.value is None else (Comparison(one.id, other.id, Relation.DISJOINT),),
    )
    return Group((one, other), (one, other), doubt.probability, why, doubtful=True)
