"""Who independently makes some claims: copies of one text and articles of one outlet count once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from compare.linkage.duplicates.origins import Origins
from compare.models import Article, Claim, Copy, Facet

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


def find_sources(claims: Sequence[Claim], articles: Mapping[str, Article], origins: Origins) -> Sources:
    """The sources of `claims` of one fact; of articles that copy each other, the first published is first."""

    def age(key: str) -> tuple[date, str]:
        return articles[key].published or date.max, key

    places = [(claim.article, claim.sentence) for claim in claims]
    count = origins.count(places, {key: articles[key].source for key, _ in places})
    texts = origins.count(places) if claims[0].facet is Facet.NAME else count
    copies = tuple(Copy(tuple(sorted(group, key=age)), kind) for group, kind in origins.copies(places))
    return Sources(count, copies, texts < 2)
