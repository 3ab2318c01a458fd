"""Which fact of an earlier report is which of a later one: by id, and then by the claims that they share.

A fact keeps its id while articles are added, unless one that was published before the others joins it; then
its claims are still those that they were. A claim is known by its place in its article, or, where the text
of the article was changed, by its words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from compare.reports.view import ClaimView, FactView

__all__ = ["Matched", "match"]

Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """Facts before and after: pairs of one fact, those without a partner, and where claims of these are."""

    pairs: Sequence[tuple[FactView, FactView]]
    gone: Sequence[FactView]
    new: Sequence[FactView]
    beside: Mapping[str, str] = field(default_factory=dict)
    """For a fact that is gone, by its id, the later fact that most of its claims are in now."""
    parted: Mapping[str, str] = field(default_factory=dict)
    """For a new fact, by its id, the earlier one that most of its claims were in."""


def match(old: Sequence[FactView], new: Sequence[FactView]) -> Matched:
    """The facts of two reports, put side by side; in the order of `new`, and `gone` in that of `old`."""
    before = {fact.id: fact for fact in old}
    partner = {fact.id: fact.id for fact in new if fact.id in before}
    shared = _shared(old, new)
    taken = set(partner.values())
    ranked = sorted(shared.items(), key=lambda row: (-row[1], row[0]))
    for (earlier, later), _ in ranked:
        if later not in partner and earlier not in taken:
            partner[later] = earlier
            taken.add(earlier)
    beside, parted = dict[str, str](), dict[str, str]()
    for (earlier, later), _ in ranked:
        if earlier not in taken:
            beside.setdefault(earlier, later)
        if later not in partner:
            parted.setdefault(later, earlier)
    return Matched(
        pairs=[(before[partner[fact.id]], fact) for fact in new if fact.id in partner],
        gone=[fact for fact in old if fact.id not in taken],
        new=[fact for fact in new if fact.id not in partner],
        beside=beside,
        parted=parted,
    )


def _shared(old: Iterable[FactView], new: Iterable[FactView]) -> Counter[tuple[str, str]]:
    """How much each earlier fact shares with each later one, by their ids: 2 for a claim that stands where
    it stood, 1 for one whose words stand elsewhere now."""
    found: Counter[tuple[str, str]] = Counter()
    for keys_of in (_place, _words):
        holders: dict[Key, set[str]] = {}
        for fact in old:
            for claim in fact.claims:
                holders.setdefault(keys_of(claim), set()).add(fact.id)
        for fact in new:
            for key in {keys_of(claim) for claim in fact.claims}:
                for earlier in holders.get(key, ()):
                    found[earlier, fact.id] += 1
    return found


def _place(claim: ClaimView) -> Key:
    return (*_words(claim), claim.start, claim.end, claim.focus_start, claim.focus_end)


def _words(claim: ClaimView) -> Key:
    return claim.article, claim.facet, claim.sentence, claim.focus
