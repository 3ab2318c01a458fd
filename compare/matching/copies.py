"""What further copies of one text say: of many copies, two stand for all.

Each copy would else be compared with each other, and they would fill the lists of nearest sentences in which
other articles are to be found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from compare.matching.corpus import Corpus
from compare.models import Claim
from compare.origins import Origins

FEW = 2
"""Copies, inclusive, that stand for themselves."""


@dataclass(frozen=True, slots=True)
class Repeats:
    """A corpus without the claims of further copies, and what stands for each of those.

    ``followers`` gives, for each claim left out, the ids of the claims that stand for it, the first first.
    """

    corpus: Corpus
    followers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def without_repeats(corpus: Corpus, origins: Origins) -> Repeats:
    """Leave out what further copies of one text repeat.

    A sentence is left out where two articles before its own, by id, of the same origin and the same day hold
    it or a copy of it, and the same is claimed in all three: the same values, names, places and days. An
    article of which nothing is left goes as a whole; of others all sentences stay for what they tell of the
    article, and those left out are `Corpus.repeated`.
    """
    held: list[list[Claim]] = [[] for _ in corpus.sentences]
    for claim, row in zip(corpus.claims, corpus.claim_sentence.tolist(), strict=True):
        held[row].append(claim)
    alike = _alike(corpus, origins, held)
    followers: dict[str, tuple[str, ...]] = {}
    repeated = np.zeros(len(corpus.sentences), dtype=bool)
    for rows in alike:
        first: dict[int, int] = {}
        for row in rows:
            article = int(corpus.sentence_article[row])
            if len(first) < FEW:
                first.setdefault(article, row)
            if article in first:
                continue
            repeated[row] = True
            for k, claim in enumerate(held[row]):
                followers[claim.id] = tuple(held[one][k].id for one in first.values())
    return Repeats(corpus.without(repeated), followers) if repeated.any() else Repeats(corpus)


def _alike(corpus: Corpus, origins: Origins, held: Sequence[Sequence[Claim]]) -> list[list[int]]:
    """Rows of sentences that repeat each other, in the order of their articles."""
    origin = [origins.articles.get(article.id, article.id) for article in corpus.articles]
    size: defaultdict[tuple[object, ...], int] = defaultdict(int)
    for row, first in enumerate(origin):
        size[first, corpus.published[row]] += 1
    found: defaultdict[Hashable, list[int]] = defaultdict(list)
    for row, sentence in enumerate(corpus.sentences):
        article = int(corpus.sentence_article[row])
        text = origin[article], corpus.published[article]
        if size[text] > FEW:
            words = origins.sentences.get((sentence.article, sentence.index), sentence.text)
            found[text, words, tuple(map(_said, held[row]))].append(row)
    return [rows for rows in found.values() if len(rows) > FEW]


def _said(claim: Claim) -> Hashable:
    """What a claim says, wherever it stands."""
    value = claim.value
    return (
        claim.facet,
        claim.subject and claim.masked,
        value and (value.value, value.number, value.low, value.high, value.unit, value.counted),
        value and (value.action, value.modifier, value.change, value.vague, value.time, value.speaker),
        (claim.negated, claim.hedged, claim.planned, claim.spoken),
        (claim.names, claim.places),
        (claim.when_low, claim.when_high, claim.story_low, claim.story_high),
    )
