"""Scored pairs to groups: average linkage under constraints, independent of the order of its input."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import numpy as np

from compare.linkage.clustering.outliers import attach, rejoin
from compare.linkage.margins import Link, Margins, Measure
from compare.linkage.matrices import Floats

APART = 1e9
"""Distance of two items that cannot be one fact, as scipy takes distances alone. It outweighs any number of
near pairs in an average."""

MAX_COMPONENT = 600
"""Items whose distances are all computed and held at once (a square of floats); larger components are
clustered along their links, see `compare.linkage.clustering.sparse_linkage`."""

PAIRS_AT_ONCE = 250_000
"""Pairs of small components whose margins are asked for together: one call for each costs more."""

Position = Callable[[int], object]


def cluster(
    items: Collection[int],
    links: Sequence[Link],
    margins: Measure,
    most: int = MAX_COMPONENT,
    position: Position | None = None,
    vague: Collection[int] = (),
) -> list[list[int]]:
    """Groups of two or more `items`, each sorted, in the order of their smallest member.

    `links` are pairs with a score of which only the order counts; items without a path of links never
    meet. ``margins(i, j)`` gives the margins of items ``i[k] < j[k]``. Two groups join while the mean margin
    between them is not negative (average linkage), the best first; one pair that is barred keeps two groups
    apart however many others are near.

    Where only few items bar two groups, these leave and the rest joins; see `outliers`. Items that
    are `vague` join groups and bring none together. Items of one ``position`` that belong together count as
    one. Components of more than `most` items are clustered along their links, where no item
    leaves and `vague` is not read; see `sparse_linkage` for what else that leaves out.
    """
    groups: list[list[int]] = []
    components = _components(sorted(items), links)
    large = {component[0]: component for component in components if len(component) > most}
    of = {item: first for first, component in large.items() for item in component}
    within: dict[int, list[Link]] = {first: [] for first in large}
    for link in links if large else ():
        if link[0] in of:
            within[of[link[0]]].append(link)
    for first, component in large.items():
        groups += _along_links(component, within[first], margins, position)
    for batch in _batches(component for component in components if len(component) <= most):
        for component, margin in zip(batch, _squares(batch, margins), strict=True):
            groups += _groups(component, margin, position, vague)
    return sorted(group for group in groups if len(group) > 1)


def _batches(components: Iterable[list[int]]) -> Iterator[list[list[int]]]:
    """Portions of `components` with some `PAIRS_AT_ONCE` pairs each, in their order."""
    batch: list[list[int]] = []
    pairs = 0
    for component in components:
        batch.append(component)
        pairs += len(component) * (len(component) - 1) // 2
        if pairs >= PAIRS_AT_ONCE:
            yield batch
            batch, pairs = [], 0
    if batch:
        yield batch


def _squares(components: Sequence[Sequence[int]], margins: Measure) -> list[Margins]:
    """The symmetric square of the margins within each component."""
    uppers = [np.triu_indices(len(component), k=1) for component in components]
    rows = [np.array(component, dtype=np.intp) for component in components]
    found = margins(
        np.concatenate([row[i] for row, (i, _) in zip(rows, uppers, strict=True)]),
        np.concatenate([row[j] for row, (_, j) in zip(rows, uppers, strict=True)]),
    )
    out = []
    start = 0
    for row, (i, j) in zip(rows, uppers, strict=True):
        some = found[start : start + len(i)]
        above, barred = np.zeros((len(row), len(row))), np.zeros((len(row), len(row)), dtype=bool)
        above[i, j] = above[j, i] = some.above
        barred[i, j] = barred[j, i] = some.barred
        start += len(i)
        out.append(Margins(above, barred))
    return out


def _components(items: Sequence[int], links: Sequence[Link]) -> list[list[int]]:
    """Connected components of two items or more."""
    parent = {item: item for item in items}

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for a, b, _ in links:
        one, other = sorted((root(a), root(b)))
        parent[other] = one
    members: dict[int, list[int]] = {}
    for item in items:
        members.setdefault(root(item), []).append(item)
    return [group for group in members.values() if len(group) > 1]


def _along_links(
    component: Sequence[int],
    links: Sequence[Link],
    margins: Measure,
    position: Position | None,
) -> list[list[int]]:
    """The groups of a large component."""
    from compare.linkage.clustering.sparse_linkage import linked_groups

    of: dict[object, list[int]] = {}
    for item in component:
        of.setdefault(item if position is None else position(item), []).append(item)
    several = [same for same in of.values() if len(same) > 1]
    bundles = [same for same in of.values() if len(same) == 1]
    for same, square in zip(several, _squares(several, margins) if several else (), strict=True):
        bundles += [[same[k] for k in bundle] for bundle in _bundles(same, square, lambda _: None)]
    if len(bundles) < 2:
        return []
    bundles.sort()
    groups = linked_groups(bundles, links, margins)
    if len(bundles) == len(groups) == 2:  # as in `_agglomerate`
        return []
    return [sorted(item for k in group for item in bundles[k]) for group in groups]


def _groups(
    component: Sequence[int],
    margins: Margins,
    position: Position | None,
    vague: Collection[int],
) -> list[list[int]]:
    """The groups of one component; what an article repeats counts once."""
    if position is None:
        return _agglomerate(component, margins, [item in vague for item in component])
    bundles = _bundles(component, margins, position)
    if len(bundles) < 2:
        return []
    unsure = [component[bundle[0]] in vague for bundle in bundles]
    found = _agglomerate(range(len(bundles)), _between(bundles, margins), unsure)
    return [sorted(component[k] for bundle in group for k in bundles[bundle]) for group in found]


def _bundles(component: Sequence[int], margins: Margins, position: Position) -> list[list[int]]:
    """Rows of a component by position, where they belong together: an article that says a thing twice."""
    bundles: list[list[int]] = []
    of: dict[object, list[list[int]]] = {}
    together = margins.together
    for row, item in enumerate(component):
        same = of.setdefault(position(item), [])
        home = next((b for b in same if all(together[row, k] for k in b)), None)
        if home is None:
            home = []
            same.append(home)
            bundles.append(home)
        home.append(row)
    return bundles


def _between(bundles: Sequence[Sequence[int]], margins: Margins) -> Margins:
    """(bundles, bundles) the mean margin between their items; barred where two of them are."""
    if all(len(bundle) == 1 for bundle in bundles):
        return margins
    order = [row for bundle in bundles for row in bundle]
    sizes = np.array([len(b) for b in bundles])
    starts = np.cumsum([0, *sizes])[:-1]
    rows = margins.between(order, order)

    def summed(values: Floats) -> Floats:
        return np.asarray(np.add.reduceat(np.add.reduceat(values, starts, axis=0), starts, axis=1))

    mean = summed(rows.summable) / np.outer(sizes, sizes)
    barred = summed(rows.barred.astype(float)) > 0
    np.fill_diagonal(mean, 0.0)
    np.fill_diagonal(barred, val=False)
    return Margins.of(mean, barred)


def _agglomerate(component: Sequence[int], margins: Margins, vague: Sequence[bool]) -> list[list[int]]:
    """The groups of one component. What is vague fits many a fact, so it joins groups and makes none one."""
    if len(component) == 2:
        return [sorted(component)] if margins.together[0, 1] else []
    sure = [row for row, so in enumerate(vague) if not so]
    loose = [row for row, so in enumerate(vague) if so]
    found = rejoin(_linked(sure, margins), margins)
    if loose:
        found = attach(found, _linked(loose, margins), margins)
    return [[component[row] for row in group] for group in found]


def _linked(rows: Sequence[int], margins: Margins) -> list[list[int]]:
    """Average linkage of some rows, cut where the mean margin turns negative."""
    from scipy.cluster.hierarchy import fcluster, linkage  # type: ignore[import-untyped]
    from scipy.spatial.distance import squareform  # type: ignore[import-untyped]

    if len(rows) < 2:
        return [list(rows)] if rows else []
    own = margins.between(rows, rows)
    if len(rows) == 2:
        return [list(rows)] if own.together[0, 1] else [[row] for row in rows]
    # Equal distances are broken by position, and positions follow the sorted items: rounding keeps
    # the last digit of another CPU from deciding a tie.
    distance = np.where(own.barred, APART, 1.0 - np.round(own.summable, 4))
    np.fill_diagonal(distance, 0.0)
    tree = linkage(squareform(distance, checks=False), method="average")
    labels = fcluster(tree, t=1.0 + 1e-9, criterion="distance")
    groups: dict[int, list[int]] = {}
    for row, label in zip(rows, labels, strict=True):
        groups.setdefault(int(label), []).append(row)
    return list(groups.values())
