"""How much of what one sentence adds to its story another one says, too.

All sentences of a story share its names and its subject; what one of them alone says is in the words that its
article seldom uses elsewhere. Two sentences that share only the former say two things of one story.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from compare.linkage.corpus import Corpus
from compare.linkage.matrices import Floats, Ints

PRIOR_SENTENCES = 20.0
"""Weight, in sentences, of the belief that a word which an article says once is seldom said."""


class SharedContent:
    """Says of pairs of sentences (by row) of one corpus how much of the shorter stands in the longer one."""

    def __init__(self, corpus: Corpus) -> None:
        self._notes = corpus.notes.sentences
        self._articles = len(corpus.articles)
        self._article = corpus.sentence_article.tolist()
        self._held = np.bincount(corpus.sentence_article, minlength=len(corpus.articles)).tolist()

    def __call__(self, s: Ints, t: Ints) -> Floats:
        """(pairs,) shares from 0 to 1, words weighed by how seldom the two articles say them elsewhere."""
        # Those of the pairs at hand alone: a kilobyte for each sentence would be much.
        bags = {row: self._notes[row].text.content.bag for row in {*s.tolist(), *t.tolist()}}
        pairs = zip(s.tolist(), t.tolist(), strict=True)
        return np.array([self._share(a, bags[a], b, bags[b]) for a, b in pairs], dtype=np.float64)

    def _share(self, a: int, one: frozenset[str], b: int, other: frozenset[str]) -> float:
        said, there = self._said[self._article[a]].get, self._said[self._article[b]].get
        total = self._held[self._article[a]] + self._held[self._article[b]] + PRIOR_SENTENCES
        log = math.log
        both = one & other
        # Of a word, what the two sentences themselves say is taken off what their articles say.
        shared = [log(total / (said(w, 0) + there(w, 0) - 1)) for w in both]
        mine = [log(total / (said(w, 0) + there(w, 0))) for w in one - both]
        theirs = [log(total / (said(w, 0) + there(w, 0))) for w in other - both]
        least = min(math.fsum(shared + mine), math.fsum(shared + theirs))
        return min(1.0, math.fsum(shared) / least) if least > 0 else 0.0

    @cached_property
    def _said(self) -> Sequence[Mapping[str, int]]:
        """In how many of its sentences each article says each content word."""
        found: list[Counter[str]] = [Counter() for _ in range(self._articles)]
        for article, note in zip(self._article, self._notes, strict=True):
            found[article].update(note.text.content.bag)
        return [dict(counts) for counts in found]
