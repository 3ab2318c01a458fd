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
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Margins = Callable[[NDArray[np.intp], NDArray[np.intp]], NDArray[np.float64]]

JOINED_FROM = -1e-9
"""Mean margin from which two clusters join: zero, but for rounding."""

Near = dict[int, dict[int, float]]


def linked_groups(
    bundles: Sequence[Sequence[int]], links: Iterable[tuple[int, int, float]], margins: Margins
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
        mean, _, _, b = max(
            ((mean, -min(a, b), -max(a, b), b) for b, mean in near[a].items()), default=(-np.inf, 0, 0, a)
        )
        return b if mean >= JOINED_FROM else None

    chosen = {a: b for a in near if (b := best(a)) is not None}
    return sorted((a, b) for a, b in chosen.items() if a < b and chosen.get(b) == a)


def _join(
    joined: Sequence[tuple[int, int]],
    clusters: dict[int, list[int]],
    near: Near,
    bundles: Sequence[Sequence[int]],
    margins: Margins,
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
        if not any(near[a].get(b) == -np.inf for a, b in pairs)
        for a, b in pairs
        if b not in near[a]
    }
    known = _means(sorted(unknown), clusters, bundles, margins)
    means = {
        pair: _merged(
            [(near[a].get(b, known.get((min(a, b), max(a, b)), 0.0)), a, b) for a, b in pairs], clusters
        )
        for pair, pairs in between.items()
    }
    for a, b in joined:
        clusters[a] = clusters[a] + clusters.pop(b)
        for old in (a, b):
            for other in near.pop(old):
                near.get(other, {}).pop(old, None)
        near[a] = {}
    for (x, y), mean in means.items():
        near[x][y] = near[y][x] = mean


def _merged(parts: Sequence[tuple[float, int, int]], clusters: Mapping[int, Sequence[int]]) -> float:
    """The mean over the parts of two clusters, by the number of pairs of bundles; ``-inf`` if one is."""
    if any(mean == -np.inf for mean, _, _ in parts):
        return -np.inf
    weights = [len(clusters[a]) * len(clusters[b]) for _, a, b in parts]
    total = sum(weight * mean for weight, (mean, _, _) in zip(weights, parts, strict=True))
    return float(total / sum(weights))


def _means(
    pairs: Sequence[tuple[int, int]],
    clusters: Mapping[int, Sequence[int]],
    bundles: Sequence[Sequence[int]],
    margins: Margins,
) -> dict[tuple[int, int], float]:
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
    mean = np.round(np.add.reduceat(found, np.cumsum(sizes) - sizes) / sizes, 4)
    counts = np.array([len(clusters[a]) * len(clusters[b]) for a, b in pairs])
    total = np.add.reduceat(mean, np.cumsum(counts) - counts) / counts
    return dict(zip(pairs, total.tolist(), strict=True))
