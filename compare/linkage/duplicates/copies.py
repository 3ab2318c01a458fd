"""What further copies of one text say: of many copies, two stand for all.

Each copy would else be compared with each other, and they would fill the lists of nearest sentences in which
other articles are to be found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from compare.extraction.intervals import bare
from compare.linkage.corpus import Corpus
from compare.linkage.duplicates.origins import Origins
from compare.models import Claim

FEW = 2
"""Copies, inclusive, that stand for themselves."""


@dataclass(frozen=True, slots=True)
class Repeats:
    """What further copies of one text repeat.

    ``sentences`` is a mask of the corpus' sentences; ``followers`` gives, for each of their claims, the ids
    of the claims that stand for it, the first one first.
    """

    sentences: NDArray[np.bool_]
    followers: Mapping[str, tuple[str, ...]]

    def articles(self, corpus: Corpus) -> NDArray[np.bool_]:
        """(articles,) those of which every sentence repeats others."""
        own = np.bincount(corpus.sentence_article, ~self.sentences, minlength=len(corpus.articles))
        held = np.bincount(corpus.sentence_article, minlength=len(corpus.articles))
        return np.asarray((own == 0) & (held > 0), dtype=bool)

    def set_aside(self, corpus: Corpus) -> tuple[Corpus, NDArray[np.bool_]]:
        """`corpus` without the articles that repeat others as wholes, and which of its sentences repeat.

        Such an article is in no pair: what others say of each other stays.
        """
        whole = self.articles(corpus)
        return corpus.without(whole), self.sentences[~whole[corpus.sentence_article]]

    def following(self, claims: Sequence[Claim], groups: Sequence[Sequence[Claim]]) -> list[list[Claim]]:
        """Which of all `claims` join each of some `groups`, because a claim of it stands for them."""
        homes: defaultdict[str, list[int]] = defaultdict(list)
        for k, group in enumerate(groups):
            for claim in group:
                homes[claim.id].append(k)
        found: list[list[Claim]] = [[] for _ in groups]
        for claim in claims:
            for k in next((homes[one] for one in self.followers.get(claim.id, ()) if one in homes), ()):
                found[k].append(claim)
        return found


def find_repeats(corpus: Corpus, origins: Origins) -> Repeats:
    """Find the sentences for which those of copies stand.

    Two articles before its own, by id, of the same origin and the same day hold such a sentence or a copy of
    it, and the same is claimed in all three: the same values, names, places and days.
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
    return Repeats(repeated, followers)


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
        value and replace(bare(value), text=""),
        (claim.modality, claim.spoken),
        (claim.names, claim.places),
        (claim.when, claim.story),
    )
