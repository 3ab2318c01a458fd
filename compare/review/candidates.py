"""Facts that a reviewer may want to merge with one: of its kind, the nearest in words first."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from compare.models import Fact
from compare.review.desk import Desk

__all__ = ["candidates"]


def candidates(desk: Desk, fact: Fact, words: str = "", most: int = 12) -> list[Fact]:
    """Facts that may be merged with `fact`, at most `most`: of its facet, or with `words` all that hold them.

    The one that the tool nearly took comes first, then those of its facet, then those that share most rare
    words with it.
    """
    facts = desk.facts
    read = desk.words
    read.take(facts)
    others = [f for f in facts.values() if f.id != fact.id and (words.strip() or f.facet is fact.facet)]
    count = len(others)
    wanted = words.casefold().split()
    if wanted:
        others = [f for f in others if all(word in read[f.id].text for word in wanted)]
    holders = read.holders(fact.facet)
    mine = read[fact.id].tokens
    near = fact.explanation.nearest if fact.explanation else None

    def key(other: Fact) -> tuple[bool, bool, float, str]:
        nearest = near is not None and any(claim.id == near.claim.id for claim in other.claims)
        tokens = read[other.id].tokens
        shared = _weight(mine & tokens, holders, count)
        # Over the root of its length, so that a fact of many claims is not near to everything.
        return (
            not nearest,
            other.facet is not fact.facet,
            -round(shared / math.sqrt(1 + len(tokens)), 6),
            other.id,
        )

    return sorted(others, key=key)[:most]


def _weight(words: Iterable[str], holders: Counter[str], facts: int) -> float:
    # `fact` itself holds all words that are shared: `holders` counts it in place of the usual one more.
    return sum(math.log(1 + facts / max(1, holders[word])) for word in words)
