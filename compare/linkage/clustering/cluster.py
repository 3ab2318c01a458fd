"""Scored pairs to groups: average linkage under constraints, independent of the order of its input."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from compare.linkage.clustering.outliers import attach, rejoin

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

APART = 1e9
"""Distance of two items that cannot be one fact. It outweighs any number of near pairs in an average."""

MAX_COMPONENT = 600
"""Items whose distances are all computed and held at once (a square of floats); larger components are
clustered along their links, see `compare.linkage.clustering.sparse_linkage`."""

PAIRS_AT_ONCE = 250_000
"""Pairs of small components whose margins are asked for together: one call for each costs more."""

Margins = Callable[["NDArray[np.intp]", "NDArray[np.intp]"], "NDArray[np.float64]"]
Position = Callable[[int], object]


def cluster(
    items: Collection[int],
    links: Sequence[tuple[int, int, float]],
    margins: Margins,
    most: int = MAX_COMPONENT,
    position: Position | None = None,
    vague: Collection[int] = (),
) -> list[list[int]]:
    """Groups of two or more `items`, each sorted, in the order of their smallest member.

    `links` are pairs with a score of which only the order counts; items without a path of links never
    meet. ``margins(i, j)`` gives the (pairs,) margins of items ``i[k] < j[k]``: positive where two items
    belong together, negative where they do not, ``-inf`` where they cannot. Two groups join while
    the mean margin between them is not negative (average linkage), the best first; one pair that cannot
    be together keeps two groups apart however many others are near.

    Where only few items bar two groups, these leave and the rest joins; see `outliers`. Items that
    are `vague` join groups and bring none together. Items of one ``position`` that belong together count as
    one. Components of more than `most` items are clustered along their links, where no item
    leaves and `vague` is not read; see `sparse_linkage` for what else that leaves out.
    """
    groups: list[list[int]] = []
    components = _components(sorted(items), links)
    large = {component[0]: component for component in components if len(component) > most}
    of = {item: first for first, component in large.items() for item in component}
    within: dict[int, list[tuple[int, int, float]]] = {first: [] for first in large}
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


def _squares(components: Sequence[Sequence[int]], margins: Margins) -> list[NDArray[np.float64]]:
    """The symmetric matrix of the margins within each component."""
    import numpy as np

    uppers = [np.triu_indices(len(component), k=1) for component in components]
    rows = [np.array(component, dtype=np.intp) for component in components]
    found = margins(
        np.concatenate([row[i] for row, (i, _) in zip(rows, uppers, strict=True)]),
        np.concatenate([row[j] for row, (_, j) in zip(rows, uppers, strict=True)]),
    )
    out = []
    start = 0
    for row, (i, j) in zip(rows, uppers, strict=True):
        square = np.zeros((len(row), len(row)))
        square[i, j] = square[j, i] = found[start : start + len(i)]
        start += len(i)
        out.append(square)
    return out


def _components(items: Sequence[int], links: Sequence[tuple[int, int, float]]) -> list[list[int]]:
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
    links: Sequence[tuple[int, int, float]],
    margins: Margins,
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
    margin: NDArray[np.float64],
    position: Position | None,
    vague: Collection[int],
) -> list[list[int]]:
    """The groups of one component; what an article repeats counts once."""
    if position is None:
        return _agglomerate(component, margin, [item in vague for item in component])
    bundles = _bundles(component, margin, position)
    if len(bundles) < 2:
        return []
    unsure = [component[bundle[0]] in vague for bundle in bundles]
    found = _agglomerate(range(len(bundles)), _between(bundles, margin), unsure)
    return [sorted(component[k] for bundle in group for k in bundles[bundle]) for group in found]


def _bundles(component: Sequence[int], margin: NDArray[np.float64], position: Position) -> list[list[int]]:
    """Rows of a component by position, where they belong together: an article that says a thing twice."""
    bundles: list[list[int]] = []
    of: dict[object, list[list[int]]] = {}
    for row, item in enumerate(component):
        same = of.setdefault(position(item), [])
        home = next((b for b in same if all(margin[row, k] >= 0 for k in b)), None)
        if home is None:
            home = []
            same.append(home)
            bundles.append(home)
        home.append(row)
    return bundles


def _between(bundles: Sequence[Sequence[int]], margin: NDArray[np.float64]) -> NDArray[np.float64]:
    """(bundles, bundles) the mean margin between their items, ``-inf`` where two cannot be together."""
    import numpy as np

    if all(len(bundle) == 1 for bundle in bundles):
        return margin
    order = np.concatenate([np.array(b) for b in bundles])
    sizes = np.array([len(b) for b in bundles])
    starts = np.cumsum([0, *sizes])[:-1]
    rows = margin[np.ix_(order, order)]
    cannot = np.isneginf(rows)

    def summed(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(np.add.reduceat(np.add.reduceat(values, starts, axis=0), starts, axis=1))

    mean = summed(np.where(cannot, 0.0, rows)) / np.outer(sizes, sizes)
    mean[summed(cannot.astype(float)) > 0] = -np.inf
    np.fill_diagonal(mean, 0.0)
    return mean


def _agglomerate(
    component: Sequence[int], margin: NDArray[np.float64], vague: Sequence[bool]
) -> list[list[int]]:
    """The groups of one component. What is vague fits many a fact, so it joins groups and makes none one."""
    if len(component) == 2:
        return [sorted(component)] if margin[0, 1] >= 0 else []
    sure = [row for row, so in enumerate(vague) if not so]
    loose = [row for row, so in enumerate(vague) if so]
    found = rejoin(_linked(sure, margin), margin)
    if loose:
        found = attach(found, _linked(loose, margin), margin)
    return [[component[row] for row in group] for group in found]


def _linked(rows: Sequence[int], margin: NDArray[np.float64]) -> list[list[int]]:
    """Average linkage of some rows, cut where the mean margin turns negative."""
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage  # type: ignore[import-untyped]
    from scipy.spatial.distance import squareform  # type: ignore[import-untyped]

    if len(rows) < 2:
        return [list(rows)] if rows else []
    own = margin[np.ix_(rows, rows)]
    if len(rows) == 2:
        return [list(rows)] if own[0, 1] >= 0 else [[row] for row in rows]
    # Equal distances are broken by position, and positions follow the sorted items: rounding keeps
    # the last digit of another CPU from deciding a tie.
    distance = np.where(np.isneginf(own), APART, 1.0 - np.round(own, 4))
    np.fill_diagonal(distance, 0.0)
    tree = linkage(squareform(distance, checks=False), method="average")
    labels = fcluster(tree, t=1.0 + 1e-9, criterion="distance")
    groups: dict[int, list[int]] = {}
    for row, label in zip(rows, labels, strict=True):
        groups.setdefault(int(label), []).append(row)
    return list(groups.values())
