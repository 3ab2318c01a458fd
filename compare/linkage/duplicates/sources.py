"""Who independently makes some claims: copies of one text and articles of one outlet count once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from compare.linkage.duplicates.origins import Origins, Place
from compare.models import Article, Claim, Copy, CopyKind, Facet

__all__ = ["Sources", "find_sources"]


@dataclass(frozen=True, slots=True)
class Sources:
    """How many independent sources make the claims of one fact, and which of their articles copy each other.

    ``alone`` says that one source makes all of them. Where names are spelled, outlets do not count, only
    texts: spelling is no agreement, and one outlet can spell in two ways.
    """

    count: int
    copies: tuple[Copy, ...] = ()
    alone: bool = False


def find_sources(
    claims: Sequence[Claim], articles: Mapping[str, Article], origins: Origins, *, one_house: bool = False
) -> Sources:
    """The sources of `claims` of one fact; of articles that copy each other, the first published is first.

    With `one_house`, the outlets of a house are one source, and so is what credits one agency.
    """

    def age(key: str) -> tuple[date, str]:
        return articles[key].published or date.max, key

    places = [(claim.article, claim.sentence) for claim in claims]
    outlets = {key: (articles[key].house if one_house else "") or articles[key].source for key, _ in places}
    count = origins.count(places, outlets)
    texts = origins.count(places) if claims[0].facet is Facet.NAME else count
    copies = tuple(
        Copy(tuple(sorted(group, key=age)), kind, _one_sentence(claims, group, kind, origins))
        for group, kind in origins.copies(places)
    )
    return Sources(count, copies, texts < 2)


def _one_sentence(
    claims: Sequence[Claim], articles: Collection[str], kind: CopyKind, origins: Origins
) -> tuple[tuple[str, ...], ...]:
    """Groups of the claims of some articles, by id, whose sentences are copies; of whole copies, none."""
    if kind is CopyKind.WHOLE:
        return ()
    held: defaultdict[Place, list[Claim]] = defaultdict(list)
    for claim in claims:
        first = origins.sentences.get((claim.article, claim.sentence))
        if first is not None and claim.article in articles:
            held[first].append(claim)
    several = (group for group in held.values() if len({claim.article for claim in group}) > 1)
    return tuple(sorted(tuple(sorted(claim.id for claim in group)) for group in several))
