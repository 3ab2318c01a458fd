"""How the values of claims relate, each two values once: few pairs of values are those of many claims."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from compare.extraction.intervals import bare, excludes, relation, told_unequal
from compare.linkage.matrices import Ints
from compare.models import Claim, Relation, Value

CODES = {relation: code for code, relation in enumerate(Relation)}
"""Numbers of relations in an array of many."""

REMEMBERED = 1 << 18
"""Pairs of values whose relation is remembered."""


def claim_relation(a: Claim, b: Claim) -> Relation:
    """How the values of two claims relate; UNKNOWN where a careful reader would not compare them."""
    if a.value is None or b.value is None:
        return Relation.UNKNOWN
    if a.modality.negated != b.modality.negated:
        return Relation.UNKNOWN
    found = relation(a.value, b.value)
    if found is Relation.DISJOINT and a.modality.planned != b.modality.planned:
        return Relation.UNKNOWN
    return Relation.OVERLAP if found is Relation.DISJOINT and not excludes(a.value, b.value) else found


def claims_unequal(a: Claim, b: Claim) -> bool:
    """Whether the values of two claims are told as unequal; a plan and a fact, a denial and a statement never
    are."""
    if a.value is None or b.value is None or a.modality.negated != b.modality.negated:
        return False
    return a.modality.planned == b.modality.planned and told_unequal(a.value, b.value)


class Relations:
    """Says of pairs of claims (by row) how the interval of the first stands to that of the second."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims
        self._first: dict[tuple[bool, bool, Value | None], int] = {}
        self._stated: dict[int, int] = {}

        @lru_cache(maxsize=REMEMBERED)
        def related(a: int, b: int) -> Relation:
            return claim_relation(claims[a], claims[b])

        self._related = related

    def codes(self, i: Ints, j: Ints) -> NDArray[np.int8]:
        """(pairs,) the same for many pairs, each as its number in `CODES`."""
        found = (CODES[self(a, b)] for a, b in zip(i.tolist(), j.tolist(), strict=True))
        return np.fromiter(found, dtype=np.int8, count=len(i))

    def __call__(self, a: int, b: int) -> Relation:
        """UNKNOWN where one of the two states no value, or where a careful reader would not compare them."""
        return self._related(self._as_stated(a), self._as_stated(b))

    def _as_stated(self, row: int) -> int:
        """The first claim that was asked about of those that state what a claim does."""
        found = self._stated.get(row)
        if found is None:
            claim = self._claims[row]
            stated = claim.modality.negated, claim.modality.planned, claim.value and bare(claim.value)
            found = self._stated[row] = self._first.setdefault(stated, row)
        return found
