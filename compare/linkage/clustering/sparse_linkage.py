"""Average linkage of a component too large for a square of distances: only along its links.

Two clusters can have a mean margin of zero or more only where some pair of their items has, so that pairs of
clusters without a link need not be looked at; of those with one, every pair of items is scored before the
two join. Where the links hold every pair that belongs together, the groups are those of the full linkage
(but for ties); where they do not, a join is missed that no link suggests, and no item is ever lost.

Clusters that are each other's best join in one round, which gives the hierarchy of joining them one by
one, since average linkage is reducible (Bruynooghe 1978; Murtagh 1983).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from compare.linkage.margins import Link, Measure

JOINED_FROM = -1e-9
"""Mean margin from which two clusters join: zero, but for rounding."""

Mean = float | None
"""The mean margin between two clusters; None where some pair of theirs is barred."""
Near = dict[int, dict[int, Mean]]


def linked_groups(
    bundles: Sequence[Sequence[int]], links: Iterable[Link], margins: Measure
) -> list[list[int]]:
    """The groups of `bundles` (numbers in the result) that average linkage along `links` between items finds.

    A bundle's items stay together and count as one. ``margins`` is that of `cluster.cluster`.
    """
    home = {item: number for number, bundle in enumerate(bundles) for item in bundle}
    clusters = {number: [number] for number in range(len(bundles))}
    near: Near = {number: {} for number in clusters}
    pairs = {(min(a, b), max(a, b)) for a, b in ((home[x], home[y]) for x, y, _ in links) if a != b}
    for (a, b), mean in _means(sorted(pairs), clusters, bundles, margins).items():
        near[a][b] = near[b][a] = mean
    while joined := _mutual(near):
        _join(joined, clusters, near, bundles, margins)
    return [sorted(cluster) for cluster in clusters.values()]


def _mutual(near: Near) -> list[tuple[int, int]]:
    """Pairs of clusters that are each other's best, and near enough to join."""

    def best(a: int) -> int | None:
        enough = [
            (mean, -min(a, b), -max(a, b), b)
            for b, mean in near[a].items()
            if mean is not None and mean >= JOINED_FROM
        ]
        return max(enough)[-1] if enough else None

    chosen = {a: b for a in near if (b := best(a)) is not None}
    return sorted((a, b) for a, b in chosen.items() if a < b and chosen.get(b) == a)


def _join(
    joined: Sequence[tuple[int, int]],
    clusters: dict[int, list[int]],
    near: Near,
    bundles: Sequence[Sequence[int]],
    margins: Measure,
) -> None:
    """Join pairs of clusters, each under its smaller number, and bring what is near to them up to date."""
    parts = {a: (a, b) for a, b in joined}
    under = {b: a for a, b in joined}
    touched = {
        (min(a, other), max(a, other))
        for a, b in joined
        for c in near[a].keys() | near[b].keys()
        if (other := under.get(c, c)) != a
    }
    between = {
        (x, y): [(a, b) for a in parts.get(x, (x,)) for b in parts.get(y, (y,))] for x, y in sorted(touched)
    }
    unknown = {
        (min(a, b), max(a, b))
        for pairs in between.values()
        if not any(b in near[a] and near[a][b] is None for a, b in pairs)
        for a, b in pairs
        if b not in near[a]
    }
    known = _means(sorted(unknown), clusters, bundles, margins)

    def mean_of(a: int, b: int) -> Mean:
        """None, too, where nobody asked, as another part is barred."""
        return near[a][b] if b in near[a] else known.get((min(a, b), max(a, b)))

    means = {
        pair: _merged([(mean_of(a, b), a, b) for a, b in pairs], clusters) for pair, pairs in between.items()
    }
    for a, b in joined:
        clusters[a] = clusters[a] + clusters.pop(b)
        for old in (a, b):
            for other in near.pop(old):
                near.get(other, {}).pop(old, None)
        near[a] = {}
    for (x, y), mean in means.items():
        near[x][y] = near[y][x] = mean


def _merged(parts: Sequence[tuple[Mean, int, int]], clusters: Mapping[int, Sequence[int]]) -> Mean:
    """The mean over the parts of two clusters, by the number of pairs of bundles; None if one is barred."""
    weighed = [(len(clusters[a]) * len(clusters[b]), mean) for mean, a, b in parts if mean is not None]
    if len(weighed) < len(parts):
        return None
    return float(sum(weight * mean for weight, mean in weighed) / sum(weight for weight, _ in weighed))


def _means(
    pairs: Sequence[tuple[int, int]],
    clusters: Mapping[int, Sequence[int]],
    bundles: Sequence[Sequence[int]],
    margins: Measure,
) -> dict[tuple[int, int], Mean]:
    """The mean margin between the bundles of two clusters, for each pair of clusters."""
    if not pairs:
        return {}
    sides = [
        (np.array(bundles[one]), np.array(bundles[other]))
        for a, b in pairs
        for one in clusters[a]
        for other in clusters[b]
    ]
    sizes = np.array([len(one) * len(other) for one, other in sides])
    i = np.concatenate([np.repeat(one, len(other)) for one, other in sides])
    j = np.concatenate([np.tile(other, len(one)) for one, other in sides])
    found = margins(np.minimum(i, j), np.maximum(i, j))
    # As in a square: rounded, so that the last digit of another CPU decides nothing.
    starts = np.cumsum(sizes) - sizes
    mean = np.round(np.add.reduceat(found.summable, starts) / sizes, 4)
    counts = np.array([len(clusters[a]) * len(clusters[b]) for a, b in pairs])
    firsts = np.cumsum(counts) - counts
    total = np.add.reduceat(mean, firsts) / counts
    barred = np.logical_or.reduceat(np.logical_or.reduceat(found.barred, starts), firsts)
    rows = zip(pairs, total.tolist(), barred.tolist(), strict=True)
    return {pair: None if none else value for pair, value, none in rows}
