"""Merges and splits as constraints on which claims make one fact.

They are tied to claims, so they hold after the articles are compared again, whatever the facts are then
called and whatever joined them; claims whose article was removed are passed over.

- A split keeps the claims that the reviewer took out apart from the others that he saw: wherever one of
  each stands in one fact, those taken out become a fact of their own. Claims that joined later stay with
  the rest.
- A merge joins the fact that holds most of the one side with the fact that holds most of the other,
  where both are of one facet.

Constraints apply in the order of the log, so that a later one wins. A fact that they changed is judged
again by the tool.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from compare.linkage.duplicates.origins import Origins
from compare.models import Article, Claim, Decision, DecisionKind, Facet, Fact, Verdict, VerdictKind
from compare.review.log import signed

__all__ = ["Regrouped", "regroup"]


@dataclass(frozen=True, slots=True)
class Regrouped:
    """A fact, and in words the merges and splits that made it what it is."""

    fact: Fact
    grouping: tuple[str, ...] = ()
    origin: str = ""
    """The id of the fact of the tool that it came from."""


def regroup(
    facts: Sequence[Fact],
    decisions: Sequence[Decision],
    articles: Mapping[str, Article],
    run: Mapping[str, object],
) -> list[Regrouped]:
    """`facts` with the merges and splits of `decisions`, which stand; other decisions are passed over.

    `articles` are by id; their texts tell which of them are copies, where they are there.
    `run` tells how they were compared, as in facts.json.
    """
    constraints = [d for d in decisions if d.kind in (DecisionKind.MERGE, DecisionKind.SPLIT)]
    if not constraints:
        return [Regrouped(fact, (), fact.id) for fact in facts]
    groups = _Groups(facts)
    for decision in constraints:
        if decision.kind is DecisionKind.SPLIT:
            groups.split(decision)
        else:
            groups.merge(decision)
    return _judged(groups.all(), articles, run)


@dataclass(slots=True, eq=False)
class _Group:
    """A fact while merges and splits are applied to it; without claims it is gone."""

    fact: Fact
    claims: dict[str, Claim]
    grouping: tuple[str, ...] = ()


class _Groups:
    """The facts of a report, found by their claims."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        self._groups = [_Group(fact, {claim.id: claim for claim in fact.claims}) for fact in facts]
        self._holding: dict[str, list[_Group]] = {}
        for group in self._groups:
            self._enter(group, group.claims)

    def all(self) -> list[_Group]:
        """The groups that are left, those that a split made at the end."""
        return [group for group in self._groups if group.claims]

    def split(self, decision: Decision) -> None:
        """Keep the claims that were taken out apart from the others that the reviewer saw."""
        out = set(decision.others)
        rest = set(decision.claims) - out
        for group in self._of(decision.others):
            if not rest.intersection(group.claims):
                continue
            leaving = [claim for claim in group.claims if claim in out]
            taken = {claim: group.claims.pop(claim) for claim in leaving}
            self._leave(group, leaving)
            words = signed("split", decision)
            group.grouping += (words,)
            if len(taken) > 1 or not self._holding[leaving[0]]:
                new = _Group(group.fact, taken, (words,))
                self._groups.append(new)
                self._enter(new, taken)

    def merge(self, decision: Decision) -> None:
        """Join the fact that holds most of the one side with the fact that holds most of the other."""
        one, other = self._most(decision.claims), self._most(decision.others)
        if one is None or other is None or one is other:
            return
        joining = {claim: other.claims[claim] for claim in other.claims if claim not in one.claims}
        one.grouping = (*one.grouping, *other.grouping, signed("merged", decision))
        self._leave(other, other.claims)
        other.claims = {}
        one.claims |= joining
        self._enter(one, joining)

    def _enter(self, group: _Group, claims: Iterable[str]) -> None:
        for claim in claims:
            self._holding.setdefault(claim, []).append(group)

    def _leave(self, group: _Group, claims: Iterable[str]) -> None:
        for claim in claims:
            self._holding[claim] = [other for other in self._holding[claim] if other is not group]

    def _of(self, claims: Collection[str]) -> list[_Group]:
        """The groups that hold one of `claims`, each once."""
        found = {id(group): group for claim in claims for group in self._holding.get(claim, ())}
        return list(found.values())

    def _most(self, claims: Sequence[str]) -> _Group | None:
        """The group that holds most of `claims`; of equals the one with fewer claims beside them."""
        return max(
            self._of(claims),
            key=lambda group: (sum(claim in group.claims for claim in claims), -len(group.claims)),
            default=None,
        )


def _judged(
    groups: Sequence[_Group], articles: Mapping[str, Article], run: Mapping[str, object]
) -> list[Regrouped]:
    """The groups as facts; those that changed are judged again and keep or get an id of their own."""
    from compare.review.queue import settings_of

    one_house = settings_of(run).verdicts.one_house
    changed = [group for group in groups if group.grouping]
    origins = _origins({claim.article for group in changed for claim in group.claims.values()}, articles)
    taken = {group.fact.id for group in groups if not group.grouping}
    out = []
    for group in groups:
        fact = _fact(group, articles, origins, taken, one_house) if group.grouping else group.fact
        taken.add(fact.id)
        out.append(Regrouped(fact, group.grouping, group.fact.id))
    return out


def _fact(
    group: _Group,
    articles: Mapping[str, Article],
    origins: Origins,
    taken: Collection[str],
    one_house: bool,
) -> Fact:
    from compare.extraction.annotation.annotate import annotate_claims, by_claim
    from compare.linkage.duplicates.sources import find_sources
    from compare.titles.titles import topic_of
    from compare.verdicts.facts import fact_id
    from compare.verdicts.judge import judge

    claims = sorted(group.claims.values(), key=lambda c: (c.article, c.focus.start, c.id))
    facet = group.fact.facet
    first = sorted(claims, key=lambda claim: claim.facet is not facet)
    by_age = list(claims)
    name = fact_id(group.fact.facet, by_age, articles)
    while name in taken and len(by_age) > 1:  # a claim may stand in two facts, which cannot share its name
        by_age = [claim for claim in by_age if not name.endswith(claim.id)]
        name = fact_id(group.fact.facet, by_age, articles)
    sources = find_sources(claims, articles, origins, one_house=one_house)
    return replace(
        group.fact,
        id=name,
        topic=topic_of([claim for claim in claims if claim.facet is group.fact.facet] or claims),
        claims=tuple(claims),
        verdict=_across(facet, claims) or judge(first, articles, sources, by_claim(annotate_claims(claims))),
        origins=sources.count,
        copies=sources.copies,
        explanation=None,  # why the tool joined other claims
    )


def _across(facet: Facet, claims: Sequence[Claim]) -> Verdict | None:
    """The verdict on claims of several kinds, which a reviewer merged: nothing of them is compared.

    A quotation may also stand there without its marks, as a statement.
    """
    kinds = sorted({claim.facet.value for claim in claims})
    if len(kinds) == 1 or (facet is Facet.QUOTATION and kinds == [Facet.QUOTATION, Facet.STATEMENT]):
        return None
    return Verdict(
        VerdictKind.RELATED, f"They are of several kinds ({', '.join(kinds)}): nothing is compared."
    )


def _origins(keys: Collection[str], articles: Mapping[str, Article]) -> Origins:
    """Which of a few articles copy each other; nothing is known where their texts are not there."""
    from compare.extraction.annotation.wording import read_wording
    from compare.linkage.duplicates.origins import find_origins
    from compare.segmentation.boilerplate import mark_furniture
    from compare.segmentation.sentences import split_sentences

    chosen = [articles[key] for key in sorted(keys) if key in articles and articles[key].text]
    sentences = {a.id: mark_furniture(split_sentences(a)) for a in chosen}
    return find_origins(read_wording(chosen, sentences))
