"""Pairs of claims that the workers of an engine score.

A pair hangs on its two articles alone, so that a worker needs only the articles of the pairs that are asked
about. What it finds goes into the tables of what is known of pairs, from which all that comes later takes it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from compare.engines import Engine
from compare.linkage.corpus import Corpus
from compare.linkage.margins import Flags
from compare.linkage.matcher import ClaimMatcher
from compare.linkage.matrices import Ints
from compare.linkage.memo import Keys, KnownPairs
from compare.settings import Settings

__all__ = ["comparable_by"]

SCORED_AT_ONCE = 16_384
"""Pairs that a worker scores at once: half a second of work."""

LEAST = 50_000
"""Pairs above which workers are asked. Each reads anew what it compares of the articles, and they have to be
sent: of 107,000 pairs of 150 articles this is a seventh of the work that is saved here."""

Found = Mapping[str, tuple["np.dtype[Any]", Keys, NDArray[Any]]]
"""What is known of pairs: by the name of a table what it holds, the keys of the pairs, their values."""

_one_at_a_time = threading.Lock()
"""A matcher keeps what it reads, and a worker may have several threads."""


@dataclass(frozen=True)
class _Region:
    """Some articles of a corpus; ``first`` as of `KnownPairs`."""

    corpus: Corpus
    first: Mapping[str, int]
    settings: Settings

    @cached_property
    def matcher(self) -> ClaimMatcher:
        """What scores its pairs, made once in a worker."""
        found = ClaimMatcher(self.corpus, self.settings, KnownPairs(self.first))
        found.hold_all()
        return found


def comparable_by(engine: Engine, settings: Settings, matcher: ClaimMatcher, i: Ints, j: Ints) -> Flags:
    """(pairs,) as `ClaimMatcher.comparable`, asked of workers where pairs are many.

    Those pairs that no constraint parts the workers score and decide as well: that is asked next.
    """
    if engine.apart:
        new = matcher.unknown(i, j)
        if len(new[0]) > LEAST:
            _learn(engine, settings, matcher, *new)
    return matcher.comparable(i, j)


def _learn(engine: Engine, settings: Settings, matcher: ClaimMatcher, i: Ints, j: Ints) -> None:
    article = matcher.corpus.claim_article
    held = np.zeros(len(matcher.corpus.articles), dtype=bool)
    held[article[i]] = held[article[j]] = True
    row = np.cumsum(held[article]) - 1
    # A new record, without what the corpus has worked out for itself.
    corpus = replace(matcher.corpus.without(~held))
    first = {own.id: matcher.known.first[own.id] for own in corpus.articles}
    region = _Region(corpus, first, settings)
    for found in engine.map(_scored, region, _portions(row[i], row[j])):
        for name, (kind, keys, values) in found.items():
            matcher.known.table(name, kind).join(keys, values)


def _portions(i: Ints, j: Ints) -> Iterator[tuple[Ints, Ints]]:
    for start in range(0, len(i), SCORED_AT_ONCE):
        yield i[start : start + SCORED_AT_ONCE], j[start : start + SCORED_AT_ONCE]


def _scored(region: _Region, pairs: tuple[Ints, Ints]) -> Found:
    i, j = pairs
    with _one_at_a_time:
        matcher = region.matcher
        free = matcher.comparable(i, j)
        matcher.decisions(i[free], j[free], comparable=True)
        return {name: (table.kind, *table.handed_over()) for name, table in matcher.known.tables.items()}
