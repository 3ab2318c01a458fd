"""Groups of claims as facts, with an id that later articles leave alone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from compare.linkage.duplicates.sources import Sources
from compare.linkage.groups import Group
from compare.models import Article, Claim, Facet, Fact, VerdictKind
from compare.verdicts.known import Judged

__all__ = ["fact_id", "fact_of"]


def fact_of(group: Group, sources: Sources, judged: Judged, articles: Mapping[str, Article]) -> Fact:
    """The fact that a group of claims is; `articles` are by id.

    Its score is how sure it is that the claims are one fact, of a possible difference how likely it is one.
    """
    why, verdict = group.explanation, judged.verdict
    possible = verdict.verdict is VerdictKind.POSSIBLE
    return Fact(
        id=_doubt_id(group.own) if group.doubtful else fact_id(group.own[0].facet, group.own, articles),
        topic=judged.title,
        facet=group.own[0].facet,
        claims=tuple(sorted(group.claims, key=lambda c: (c.article, c.focus.start, c.id))),
        verdict=verdict,
        score=group.doubt if possible and group.doubted else group.score,
        origins=sources.count,
        explanation=why and replace(why, compared=judged.compared),
        copies=sources.copies,
    )


def fact_id(facet: Facet, claims: Sequence[Claim], articles: Mapping[str, Article]) -> str:
    """An id that holds when later articles join: that of the earliest claim."""

    def age(claim: Claim) -> tuple[str, str, int, str]:
        published = articles[claim.article].published
        return published.isoformat() if published else "9999", claim.article, claim.focus.start, claim.id

    return f"{facet.value[:1]}{min(claims, key=age).id}"


def _doubt_id(claims: Sequence[Claim]) -> str:
    """The id of a possible difference: that of just these claims, which may stand in other facts as well."""
    text = "\n".join(sorted(claim.id for claim in claims))
    return f"w{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
