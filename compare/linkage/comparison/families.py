"""Families of claims: which model scores a pair. The claims of a pair are of one facet, so of one family."""

from __future__ import annotations

from enum import StrEnum

from compare.models import Facet


class Family(StrEnum):
    """What tells claims apart: of counts what is counted, of dates and statements what happens."""

    COUNT = "count"
    DATE = "date"
    STATEMENT = "statement"
    QUOTATION = "quotation"


OWN = {
    Facet.DATE: Family.DATE,
    Facet.STATEMENT: Family.STATEMENT,
    Facet.QUOTATION: Family.QUOTATION,
}
"""Facets with a family of their own; any other is a count."""


def family(facet: Facet) -> Family:
    """Which model scores claims of a facet; quotations need none, since their words are compared."""
    return OWN.get(facet, Family.COUNT)
