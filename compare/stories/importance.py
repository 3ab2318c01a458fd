"""How much a fact matters to who reads a report: what is at stake, how far apart it is told, by how many.

Independent texts times size of the gap times kind. A number of people counts most, then money; what can be
wrong by a letter least. Chosen by hand; it orders reports and decides nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date

from compare.extraction.annotation.counted import read_counted
from compare.models import Claim, Facet, Fact, VerdictKind

__all__ = ["importance"]

_KIND = {
    Facet.QUANTITY: 1.5,
    Facet.MONEY: 3.0,
    Facet.PERCENTAGE: 2.0,
    Facet.DURATION: 1.0,
    Facet.DATE: 1.5,
    Facet.NAME: 0.5,
    Facet.QUOTATION: 1.0,
    Facet.STATEMENT: 1.5,
}
"""How much a reader makes of a fact of each facet, by itself; chosen by hand, as an editor would."""
_PEOPLE = 4.0
"""The same of a number of people or victims."""
_LONG_DAYS = 365.0
"""Days between dates that count as wholly apart."""

_STAKE = 4.0
"""Powers of ten of people (or of what else is counted) that count as all there is to count."""


def importance(fact: Fact) -> float:
    """How much `fact` matters, in steps of a tenth; facts of one verdict are compared by it."""
    texts = math.log2(1 + max(1, fact.origins))
    return round(texts * _gap(fact) * _kind(fact), 1)


def _kind(fact: Fact) -> float:
    if fact.facet is Facet.QUANTITY and any(map(_of_people, fact.claims)):
        return _PEOPLE
    return _KIND[fact.facet]


def _of_people(claim: Claim) -> bool:
    counted = read_counted(claim.value)
    return not counted.age and (counted.casualty or counted.person)


def _gap(fact: Fact) -> float:
    """How far the values lie apart and how much is at stake, from 0.5 on; 1 where there is no measure."""
    if fact.facet is Facet.DATE:
        days = _ends(claim.value.low for claim in fact.claims if claim.value is not None)
        return 0.5 + min(1.0, (days[1] - days[0]) / _LONG_DAYS) if days else 0.5
    numbers = _ends(_stated(claim) for claim in fact.claims)
    if numbers is None:
        return 1.0
    low, high = numbers
    stake = min(1.0, math.log10(1 + max(abs(low), abs(high))) / _STAKE)
    if fact.verdict.verdict not in (VerdictKind.DIFFER, VerdictKind.POSSIBLE):
        return 0.5 + stake
    apart = (high - low) / max(abs(low), abs(high)) if high > low else 0.0
    wide = min(1.0, math.log10(1 + high - low) / _STAKE)
    return 0.5 + apart + stake + wide


def _stated(claim: Claim) -> float | None:
    """The number as it is stated, or its lower end."""
    value = claim.value
    if value is None:
        return None
    return next((n for n in (value.number, value.low, value.high) if isinstance(n, int | float)), None)


def _ends(values: Iterable[object]) -> tuple[float, float] | None:
    """The smallest and the largest number, days as ordinals; None where there is none."""
    found = [
        float(v.toordinal() if isinstance(v, date) else v)
        for v in values
        if isinstance(v, date | int | float)
    ]
    return (min(found), max(found)) if found else None
