"""The verdict on statements without a value: that they say the same is shown, or they are not compared."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence

from compare.extraction.annotation.texts import TextNotes
from compare.models import Cause, Claim, Verdict, VerdictKind
from compare.verdicts.agreement import agrees, alike, opposed, says_as_much, unmatched
from compare.verdicts.reasons import Notes, Position, assertion, listed

Wording = tuple[TextNotes, ...]
"""The statements of one position, in their order."""


def judge_statements(positions: Sequence[Position], notes: Notes) -> Verdict:
    """Agree where agreement is shown between so many of the `positions` that it connects all of them; and
    compatible where it is, but not without a name or a number that the other side does not have.

    Else related: about the same, of which neither agreement nor a difference is shown. That one denies what
    the other states is no difference, for of news that nobody tuned on that was never one. What parts of
    sentences state of one subject was found to be the same when they were joined.
    """
    if all(claim.subject for position in positions for claim in position.claims):
        return Verdict(VerdictKind.AGREE, assertion(positions, notes))
    said = _said(positions, notes)
    apart = _unconnected(said, agrees)
    if apart is None:
        equal = _unconnected(said, lambda a, b: agrees(a, b) and says_as_much(a, b)) is None
        return _agreed(positions, notes) if equal else _fuller(positions, notes, said)
    who = listed(position.name for position in positions)
    return Verdict(
        VerdictKind.RELATED, f"{who} tell of the same, but are not compared: {_why(*apart, said)}."
    )


def _agreed(positions: Sequence[Position], notes: Notes) -> Verdict:
    """The verdict on who says the same: compatible where one states as fact what another leaves open."""
    reason = assertion(positions, notes)
    unsure = [p.name for p in positions if all(notes[c.id].stated.unconfirmed for c in p.claims)]
    sure = [p.name for p in positions if any(_is_fact(c, notes) for c in p.claims)]
    if not unsure or not sure:
        return Verdict(VerdictKind.AGREE, reason)
    told = f"{reason} {listed(sure)} state{'s' * (len(sure) == 1)} as fact what {listed(unsure)}"
    told += f" call{'s' * (len(unsure) == 1)} unconfirmed."
    return Verdict(VerdictKind.COMPATIBLE, told, cause=Cause.ATTRIBUTION)


def _fuller(positions: Sequence[Position], notes: Notes, said: Mapping[Wording, str]) -> Verdict:
    """The verdict on who says the same, but where one side has names or numbers that another has not: those
    of the nearest two that agree otherwise are told."""
    verdict = _agreed(positions, notes)
    if verdict.verdict is VerdictKind.COMPATIBLE:
        return verdict
    unequal = [
        (alike(a, b), a, b, (said[one], said[other]))
        for one, other in itertools.combinations(said, 2)
        for a, b in itertools.product(one, other)
        if agrees(a, b) and not says_as_much(a, b)
    ]
    _, a, b, names = max(unequal, key=lambda found: found[0])
    told = unmatched(a, b, names)
    return Verdict(VerdictKind.COMPATIBLE, f"{verdict.reason} {told[:1].upper()}{told[1:]}.")


def _is_fact(claim: Claim, notes: Notes) -> bool:
    """Whether the outlet itself says so without leaving it open."""
    return not (claim.attribution or claim.modality.hedged or notes[claim.id].stated.unconfirmed)


def _said(positions: Sequence[Position], notes: Notes) -> Mapping[Wording, str]:
    """What is said, each wording once, with the first who says it."""
    said: dict[tuple[str, ...], tuple[Wording, str]] = {}
    for position in positions:
        stated = tuple(notes[claim.id].stated for claim in position.claims)
        said.setdefault(tuple(text.text for text in stated), (stated, position.name))
    return dict(said.values())


def _unconnected(
    said: Mapping[Wording, str], agree: Callable[[TextNotes, TextNotes], bool]
) -> tuple[Wording, Wording] | None:
    """Of wordings that statements which `agree` do not connect, the first and the nearest to it; None where
    they do."""
    first, *left = said
    reached, found = [first], [first]
    while found and left:
        one = found.pop()
        near = [other for other in left if any(agree(a, b) for a, b in itertools.product(one, other))]
        left = [other for other in left if other not in near]
        found += near
        reached += near
    return (first, max(left, key=lambda other: _nearest(first, other)[0])) if left else None


def _nearest(one: Wording, other: Wording) -> tuple[float, TextNotes, TextNotes]:
    """The two statements of two positions that come nearest to agreement, and how near."""
    return max(((alike(a, b), a, b) for a, b in itertools.product(one, other)), key=lambda found: found[0])


def _why(one: Wording, other: Wording, said: Mapping[Wording, str]) -> str:
    """What keeps two wordings from being shown to agree."""
    _, a, b = _nearest(one, other)
    if opposed(a.polarity, b.polarity):
        return f"by their words, {said[one]} or {said[other]} may deny what the other states"
    return unmatched(a, b, (said[one], said[other])) or "they share too few words"
