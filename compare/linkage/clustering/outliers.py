"""Joins groups of claims that only a few of their items keep apart; those items leave.

In average linkage one pair that cannot be together keeps two groups apart, however many others belong
together. That is right where two facts look alike, and wrong where one stray item (an older toll in a last
line) came into a group early: a single claim then splits the reports of one event in two. Here two groups
join where what is between them speaks for it on average, but for the pairs of a few items; these leave.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from compare.linkage.margins import Flags, Margins

FEW = 0.25
"""Part of a group's items, inclusive, that may leave so that it joins another."""


def rejoin(groups: Sequence[Sequence[int]], margins: Margins) -> list[list[int]]:
    """`groups` of rows of the symmetric (rows, rows) `margins`, joined where few rows keep two of them apart.

    Rows that leave stay alone. The join that wins most comes first, and ties go to the
    smaller rows, so that the order of the groups does not count.
    """
    if len(groups) < 2 or not margins.barred.any():
        return [sorted(group) for group in groups]
    return _Rejoining(groups, margins).groups()


class _Rejoining:
    """The groups of one component, each under its smallest row, and what joining two of them wins."""

    def __init__(self, groups: Sequence[Sequence[int]], margins: Margins) -> None:
        self._barred = margins.barred
        self._near = np.round(margins.summable, 4)
        self._groups = {min(group): sorted(group) for group in groups}
        self._gains: dict[tuple[int, int], tuple[float, list[int]]] = {}
        self._weigh([key for key, group in self._groups.items() if len(group) > 1])

    def groups(self) -> list[list[int]]:
        """The groups when nothing is left to join, sorted."""
        while self._gains:
            a, b = min(self._gains, key=lambda pair: (-self._gains[pair][0], pair))
            self._join(a, b, self._gains[a, b][1])
        return sorted(self._groups.values())

    def _join(self, a: int, b: int, out: Sequence[int]) -> None:
        joined = sorted({*self._groups.pop(a), *self._groups.pop(b)} - {*out})
        self._gains = {pair: gain for pair, gain in self._gains.items() if not {a, b} & {*pair}}
        self._groups |= {row: [row] for row in out}
        self._groups[joined[0]] = joined
        self._weigh([joined[0]])

    def _weigh(self, keys: Sequence[int]) -> None:
        """What joining each of some groups with any other wins, where it wins something."""
        several = sorted(key for key, group in self._groups.items() if len(group) > 1)
        starts = np.cumsum([0, *(len(self._groups[key]) for key in several)])[:-1]
        order = [row for key in several for row in self._groups[key]]
        for key in keys:
            rows = self._groups[key]
            won = np.add.reduceat(self._near[np.ix_(rows, order)].sum(axis=0), starts)
            bars = np.add.reduceat(self._barred[np.ix_(rows, order)].sum(axis=0), starts)
            for other, gain, barred in zip(several, won.tolist(), bars.tolist(), strict=True):
                pair = (min(key, other), max(key, other))
                if other == key or not barred or gain <= 0:
                    continue
                found, out = self._gain(self._groups[pair[0]], self._groups[pair[1]])
                if found > 0:
                    self._gains[pair] = found, out

    def _gain(self, a: Sequence[int], b: Sequence[int]) -> tuple[float, list[int]]:
        """The margins between two groups without the rows that bar them, and these rows; 0 if too many."""
        one, other, out = list(a), list(b), []
        while (between := self._barred[np.ix_(one, other)]).any():
            row = self._leaves(a, b, one, other, between)
            (one if row in one else other).remove(row)
            out.append(row)
            if any(len(whole) - len(left) > FEW * len(whole) for left, whole in ((one, a), (other, b))):
                return 0.0, []
        return round(float(self._near[np.ix_(one, other)].sum()), 4), sorted(out)

    def _leaves(
        self,
        a: Sequence[int],
        b: Sequence[int],
        one: Sequence[int],
        other: Sequence[int],
        between: Flags,
    ) -> int:
        """The row that leaves next: that which bars most, of the larger group, held least."""
        rows = [*one, *other]
        bars = [*between.sum(axis=1).tolist(), *between.sum(axis=0).tolist()]
        held = np.round(self._near[np.ix_(rows, rows)].sum(axis=1), 4).tolist()
        first = min(
            (-count, -len(a if row in a else b), support, -row)
            for row, count, support in zip(rows, bars, held, strict=True)
            if count
        )
        return -first[-1]


def attach(
    groups: Sequence[Sequence[int]], loose: Sequence[Sequence[int]], margins: Margins
) -> list[list[int]]:
    """`groups` with those of the `loose` groups for which each is the best home, and the loose rest, sorted.

    A loose group joins where its mean margin is best and not negative, and nothing bars it. It is compared
    with the rows of `groups` alone, so that what is loose brings no two of them together.
    """
    homes = sorted(sorted(group) for group in groups)
    joined, rest = [list(home) for home in homes], []
    for some in sorted(sorted(group) for group in loose):
        means = {
            k: round(float(between.above.mean()), 4)
            for k, home in enumerate(homes)
            if not (between := margins.between(some, home)).barred.any()
        }
        best = max(means, key=lambda k: (means[k], -k), default=None)
        if best is None or means[best] < 0 or margins.between(some, joined[best]).barred.any():
            rest.append(some)
        else:
            joined[best] += some
    return sorted([*map(sorted, joined), *rest])
