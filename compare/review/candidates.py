"""Facts that a reviewer may want to merge with one: of its kind, the nearest in words first."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable

from compare.models import Fact
from compare.review.desk import Desk

__all__ = ["candidates"]

_WORD = re.compile(r"\w{3,}")


def candidates(desk: Desk, fact: Fact, words: str = "", most: int = 12) -> list[Fact]:
    """Facts of the facet of `fact`, at most `most`: with `words`, those that hold them all; the one that the
    tool nearly took first, then those that share most rare words with `fact`.
    """
    others = [f for f in desk.facts.values() if f.facet is fact.facet and f.id != fact.id]
    tokens = {other.id: _tokens(other) for other in others}
    wanted = words.casefold().split()
    if wanted:
        texts = {other.id: _text(other).casefold() for other in others}
        others = [f for f in others if all(word in texts[f.id] for word in wanted)]
    holders = Counter(word for found in tokens.values() for word in found)
    mine = _tokens(fact)
    near = fact.explanation.nearest if fact.explanation else None

    def key(other: Fact) -> tuple[bool, float, str]:
        nearest = near is not None and any(claim.id == near.claim.id for claim in other.claims)
        shared = _weight(mine & tokens[other.id], holders, len(tokens))
        # Over the root of its length, so that a fact of many claims is not near to everything.
        return not nearest, -round(shared / math.sqrt(1 + len(tokens[other.id])), 6), other.id

    return sorted(others, key=key)[:most]


def _weight(words: Iterable[str], holders: Counter[str], facts: int) -> float:
    return sum(math.log(1 + facts / (1 + holders[word])) for word in words)


def _tokens(fact: Fact) -> frozenset[str]:
    return frozenset(_WORD.findall(_text(fact).casefold()))


def _text(fact: Fact) -> str:
    return " ".join(dict.fromkeys(claim.text for claim in fact.claims))
