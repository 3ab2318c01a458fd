"""Whether two places are one, one lies in the other, or they are two."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from compare.extraction.names.places import Place, spelled_alike
from compare.lang.en.gazetteer import within
from compare.lang.en.tokens import READ


class PlaceRelation(StrEnum):
    """How two places lie to each other, as far as their names tell."""

    SAME = "same"
    WITHIN = "within"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@lru_cache(maxsize=READ)
def place_relation(one: Place, other: Place) -> PlaceRelation:
    """How two places lie to each other, in either order.

    A name may stand for several places: two are `DIFFERENT` only if nothing that one may stand for is, or
    lies in, what the other may stand for, and not where both are called alike and one is not told apart.
    """
    if one.key == other.key:
        return PlaceRelation.SAME
    if not (one.referents and other.referents):
        alike = spelled_alike(one.name, other.name)
        return PlaceRelation.SAME if alike else PlaceRelation.UNKNOWN
    if one.referents & other.referents:
        return PlaceRelation.SAME
    if any(within(a, b) or within(b, a) for a in one.referents for b in other.referents):
        return PlaceRelation.WITHIN
    if one.name == other.name and not (one.qualified and other.qualified):
        return PlaceRelation.UNKNOWN
    return PlaceRelation.DIFFERENT


def places_meet(some: Iterable[Place], others: Iterable[Place]) -> bool:
    """Whether any place of the one is, or lies in, any of the other, or the other way round."""
    others = tuple(others)
    return any(
        place_relation(a, b) in (PlaceRelation.SAME, PlaceRelation.WITHIN) for a in some for b in others
    )
