"""Why sources do not say just the same: a conflict, an update, a rounder word, another spelling."""

from __future__ import annotations

from collections.abc import Sequence

from compare.models import Cause, Claim, Facet, VerdictKind
from compare.verdicts.reasons import Compared, Notes, least_number

_OF_KIND = {
    VerdictKind.COMPATIBLE: Cause.PRECISION,
    VerdictKind.VARIANT: Cause.WORDING,
}


def cause_of(kind: VerdictKind, facet: Facet, apart: Sequence[Compared], notes: Notes) -> Cause | None:
    """Why the sources of a fact do not say just the same, by its verdict; None where they do.

    `apart` are the pairs of positions that exclude each other, of a difference. It is an update only where
    what is said shows that each later value replaces the earlier one, not for the days alone.
    """
    if kind in (VerdictKind.DIFFER, VerdictKind.POSSIBLE):
        return Cause.UPDATE if apart and all(_replaces(pair, notes) for pair in apart) else Cause.CONFLICT
    if kind is VerdictKind.COMPATIBLE and facet is Facet.QUOTATION:
        return Cause.WORDING
    return _OF_KIND.get(kind)


def _replaces(pair: Compared, notes: Notes) -> bool:
    """Whether the later of two claims replaces the earlier: it tells a change, or casualties have risen."""
    days = pair.one.article.published, pair.other.article.published
    if days[0] is None or days[1] is None or days[0] == days[1]:
        return False
    old, new = (pair.a, pair.b) if days[0] < days[1] else (pair.b, pair.a)
    return notes[new.id].stated.revises or _risen(old, new, notes)


def _risen(old: Claim, new: Claim, notes: Notes) -> bool:
    """Whether both count casualties, which only add up, and the new count is the higher one."""
    if old.value is None or new.value is None:
        return False
    if not (notes[old.id].counted.casualty and notes[new.id].counted.casualty):
        return False
    return least_number(new.value) > least_number(old.value)
