"""What the sources of one fact do to each other, by comparing intervals, with a reason in words."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from compare.extraction.intervals import relation
from compare.linkage.comparison.relations import claim_relation, claims_unequal
from compare.linkage.duplicates.sources import Sources
from compare.models import Article, Cause, Claim, Comparison, Facet, Modifier, Relation, Verdict, VerdictKind
from compare.verdicts.causes import cause_of
from compare.verdicts.reasons import (
    AS_HEDGED,
    Compared,
    Notes,
    Position,
    agreement,
    compatibility,
    copied,
    difference,
    hedged,
    listed,
    single,
)
from compare.verdicts.statements import judge_statements

Sure = Collection[frozenset[str]]
"""Pairs of claims, by id, that exclude each other and are one fact by themselves."""

_RANK = {
    Relation.EQUAL: 0,
    Relation.WITHIN: 1,
    Relation.CONTAINS: 1,
    Relation.OVERLAP: 2,
    Relation.UNKNOWN: 3,
    Relation.DISJOINT: 4,
}

_DOUBT = "That both speak of the same is not sure. "
_DOUBT_OF_STATEMENTS = "; whether they contradict each other is for a reader to say"

MAX_COMPARED = 3
"""Pairs of values told of a fact; the reason names the others."""


def judge(
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    sources: Sources,
    notes: Notes,
    sure: Sure | None = None,
    doubted: Sure = (),
    *,
    doubtful: bool = False,
) -> Verdict:
    """The verdict on `claims` that answer one question, in any order.

    `articles` are by id, `notes` by the ids of the claims; of `sources`, copies of one text count once. An
    article that states several values takes the position that comes nearest to the others: a headline's
    older toll is no conflict when the body gives the newer one. Nor is an outlet's own later figure: a
    conflict needs two.
    With `sure`, it needs two claims that are one fact by themselves, not only by what others say beside them;
    of those `doubted`, the sources may differ.
    Of `doubtful` ones it is not sure that they answer one question: what differs may differ.
    """
    positions = _positions(claims, articles)
    if sources.alone and not (_copies_differ(positions) or (doubtful and _unequal(positions))):
        return Verdict(VerdictKind.SINGLE_SOURCE, single(positions, sources.copies))
    judged = _doubted if doubtful else _judge
    verdict = judged(claims[0].facet, positions, notes, sure)
    if doubted and verdict.verdict is not VerdictKind.DIFFER:
        verdict = _possibly(claims[0].facet, positions, notes, doubted, verdict)
    told = copied(positions, sources.copies)
    verdict = replace(verdict, cause=verdict.cause or cause_of(verdict.verdict, claims[0].facet, (), notes))
    return replace(verdict, reason=f"{verdict.reason} {told}") if told else verdict


def without_doubt(facet: Facet, reason: str) -> str:
    """The reason of a possible difference without the words that leave it open, for one that is settled."""
    return reason.replace(_doubt(facet), "", 1).replace(AS_HEDGED, "", 1)


def _doubt(facet: Facet) -> str:
    """The words of a reason that leave open whether claims contradict each other."""
    return _DOUBT_OF_STATEMENTS if facet is Facet.STATEMENT else _DOUBT


def _doubted(facet: Facet, positions: Sequence[Position], notes: Notes, sure: Sure | None) -> Verdict:
    """The verdict on claims of which it is not sure that they answer one question.

    Where no pair of them is named as `sure`, numbers that are told as unequal may differ, too.
    """
    if facet is Facet.STATEMENT:
        who = listed(position.name for position in positions)
        return Verdict(VerdictKind.POSSIBLE, f"{who} tell of one event{_doubt(facet)}.")
    verdict = _judge(facet, positions, notes, sure)
    if sure is None and verdict.verdict is VerdictKind.COMPATIBLE and (unequal := _unequal(positions)):
        told = f"{_doubt(facet)}{hedged(positions, unequal)}"
        return Verdict(VerdictKind.POSSIBLE, told, cause=Cause.PRECISION)
    if verdict.verdict is not VerdictKind.DIFFER:
        return verdict
    return replace(verdict, verdict=VerdictKind.POSSIBLE, reason=f"{_doubt(facet)}{verdict.reason}")


def _unequal(positions: Sequence[Position]) -> list[Compared]:
    """The pairs of positions whose numbers are told as unequal."""
    return [p for p in _compared(positions) if not p.one_outlet and claims_unequal(p.a, p.b)]


def _possibly(
    facet: Facet, positions: Sequence[Position], notes: Notes, doubted: Sure, otherwise: Verdict
) -> Verdict:
    """The verdict where only pairs that are `doubted` exclude each other; `otherwise` where none is told."""
    found = _doubted(facet, positions, notes, doubted)
    return found if found.verdict is VerdictKind.POSSIBLE else otherwise


def _judge(facet: Facet, positions: Sequence[Position], notes: Notes, sure: Sure | None) -> Verdict:
    if facet is Facet.STATEMENT:
        return judge_statements(positions, notes)
    if facet is Facet.QUOTATION:
        return _judge_quotations(positions, notes)
    if facet is Facet.NAME:
        return _judge_names(positions)
    return _judge_values(positions, notes, sure)


def best_relation(a: Sequence[Claim], b: Sequence[Claim]) -> tuple[Relation, Claim, Claim]:
    """The nearest relation between what two articles say, with the claims that give it."""
    return min(
        ((claim_relation(x, y), x, y) for x in _sharpest(a) for y in _sharpest(b)),
        key=lambda found: (_nearness(*found), found[1].focus.start, found[2].focus.start),
    )


def _sharpest(claims: Sequence[Claim]) -> Sequence[Claim]:
    """The claims of an article without its words of number ("several") and without days told from one that is
    not known ("last week"), where it also gives a number or a day."""
    return [claim for claim in claims if not _is_word(claim)] or claims


def _is_word(claim: Claim) -> bool:
    value = claim.value
    if value is not None and value.kind is Facet.DATE:
        return relation(value, value) is not Relation.EQUAL
    if value is None or value.kind not in (Facet.QUANTITY, Facet.MONEY):
        return False
    return value.number is None and value.modifier is not Modifier.BETWEEN


def _nearness(relation: Relation, a: Claim, b: Claim) -> int:
    """The rank of a relation; what was before a change and the present have the last: they say nothing."""
    passed = a.value is not None and b.value is not None and a.value.before is not b.value.before
    return len(_RANK) if passed and relation is Relation.UNKNOWN else _RANK[relation]


def comparisons(claims: Sequence[Claim], articles: Mapping[str, Article]) -> tuple[Comparison, ...]:
    """The pairs of values that a verdict on `claims` rests on, those that exclude each other first.

    At most `MAX_COMPARED`; none where the claims have no values that are compared as intervals.
    """
    if claims[0].facet in (Facet.STATEMENT, Facet.QUOTATION, Facet.NAME):
        return ()
    found = sorted(_compared(_positions(claims, articles)), key=lambda pair: -_RANK[pair.relation])
    return tuple(Comparison(pair.a.id, pair.b.id, pair.relation) for pair in found[:MAX_COMPARED])


def _positions(claims: Sequence[Claim], articles: Mapping[str, Article]) -> list[Position]:
    by_article: dict[str, list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: (c.article, c.focus.start, c.id)):
        by_article.setdefault(claim.article, []).append(claim)
    found = [Position(articles[key], tuple(group)) for key, group in by_article.items()]
    return sorted(found, key=lambda p: (p.article.published or date.max, p.article.id))


def _judge_values(positions: Sequence[Position], notes: Notes, sure: Sure | None) -> Verdict:
    pairs = _compared(positions)
    apart = [p for p in pairs if p.relation is Relation.DISJOINT and not p.one_outlet]
    if sure is not None:
        apart = [
            p
            for p in apart
            if any(frozenset((x.id, y.id)) in sure for x in p.one.claims for y in p.other.claims)
        ]
    if apart:
        cause = cause_of(VerdictKind.DIFFER, positions[0].claims[0].facet, apart, notes)
        return Verdict(VerdictKind.DIFFER, difference(positions, apart, pairs), cause=cause)
    if all(pair.relation is Relation.EQUAL for pair in pairs):
        value = pairs[0].a.value
        assert value is not None  # noqa: S101 - a value fact holds values
        return Verdict(VerdictKind.AGREE, agreement(positions, value))
    return Verdict(VerdictKind.COMPATIBLE, compatibility(positions, pairs))


def _compared(positions: Sequence[Position]) -> list[Compared]:
    """Each two positions with the claims of theirs that come nearest to each other."""
    return [
        Compared(one, other, *best_relation(one.claims, other.claims))
        for one, other in itertools.combinations(_distinct(positions), 2)
    ]


def _distinct(positions: Sequence[Position]) -> list[Position]:
    """Of `positions` that say the same on one day, the first and one more: of another outlet, where one is.

    What holds of two of all positions then holds of two of these.
    """
    alike: dict[Hashable, list[int]] = {}
    for k, position in enumerate(positions):
        alike.setdefault(position.said, []).append(k)
    kept = []
    for first, *others in alike.values():
        source = positions[first].article.source
        strange = (k for k in others if not source or positions[k].article.source != source)
        kept += [first, *[k for k in [next(strange, others[0] if others else None)] if k is not None]]
    return [positions[k] for k in sorted(kept)]


def _copies_differ(positions: Sequence[Position]) -> bool:
    """Whether copies of one text in two outlets exclude each other: somebody changed a number."""
    return any(pair.relation is Relation.DISJOINT for pair in _compared(positions) if not pair.one_outlet)


def _judge_quotations(positions: Sequence[Position], notes: Notes) -> Verdict:
    said = [{notes[claim.id].quoted for claim in position.claims} for position in positions]
    speaker = next((c.speaker for p in positions for c in p.claims if c.speaker), "")
    who = f" of {speaker}" if speaker else ""
    if set.intersection(*said):
        return Verdict(VerdictKind.AGREE, f"The same words{who} are quoted.")
    return Verdict(
        VerdictKind.COMPATIBLE, f"The same statement{who} is quoted at different length or wording."
    )


def _judge_names(positions: Sequence[Position]) -> Verdict:
    spellings: dict[str, list[str]] = {}
    for position in positions:
        for claim in position.claims:
            spelling = claim.value.value if claim.value else claim.focus.text
            spellings.setdefault(spelling, []).append(position.name)
    parts = [f"“{name}” ({', '.join(dict.fromkeys(who))})" for name, who in sorted(spellings.items())]
    kind = VerdictKind.VARIANT if len(spellings) > 1 else VerdictKind.AGREE
    return Verdict(
        kind, ("One name in several spellings: " if len(parts) > 1 else "One name: ") + ", ".join(parts) + "."
    )
