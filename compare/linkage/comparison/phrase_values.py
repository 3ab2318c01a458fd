"""Whether two texts state one value."""

from __future__ import annotations

from compare.extraction.intervals import relation
from compare.models import Relation, Value


def same_and_other(a: tuple[Value, ...], b: tuple[Value, ...]) -> tuple[float, float]:
    """How far both state one value (1 equal, 0.5 compatible, 0), and whether all comparable values differ."""
    found = {relation(x, y) for x in a for y in b} - {Relation.UNKNOWN}
    if Relation.EQUAL in found:
        return 1.0, 0.0
    if found - {Relation.DISJOINT}:
        return 0.5, 0.0
    return 0.0, float(bool(found))
