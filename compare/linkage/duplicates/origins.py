"""Which articles and sentences copy one text, so that agreement is counted over origins.

Sentences that are equal or nearly so are found first (see `near_duplicates`); articles that share a
copied sentence are then compared as wholes, and sentence by sentence where they hold much of one text. The
order of the articles does not matter.

Two outlets that quote the same words of a speaker do not copy each other: quoted words do not count. An
article that copies a sentence, but also says the same in a sentence of its own, is a source of its own; a
headline is no such sentence, for an outlet puts one over agency text, too.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import numpy as np

from compare.extraction.annotation.wording import ArticleWording, Wording, Words
from compare.linkage.duplicates.near_duplicates import near_duplicates
from compare.linkage.duplicates.word_runs import Bags, numbered, runs
from compare.linkage.matrices import Ints, distinct
from compare.models import CopyKind

if TYPE_CHECKING:
    from scipy.cluster.hierarchy import DisjointSet  # type: ignore[import-untyped]

COPIED = 0.8
"""Share of the shorter article's word sequences, from which on (inclusive) the article is a copy as a whole.
Two articles of one source share their background paragraphs, so there the share of both counts."""

SHARED = 0.4
"""The same share, from which on (inclusive) two articles hold much of one text: an outlet that edits agency
text leaves so much of it, while two that share their background paragraphs alone keep below 0.35."""

EDITED = 0.5
"""Jaccard similarity of word pairs from which on (inclusive) two sentences of articles that hold much of one
text are copies: there, likeness is no chance."""

MIN_WORDS = 8
"""Shorter sentences ("He was taken to hospital.") are alike by chance."""

SEQUENCE = 4
"""Words in a row by which whole articles are compared."""

LEAST_SHARED = 10
"""Word sequences, inclusive, that a copy shares: fewer are one clause, alike in short texts by chance."""

MOST_HOLDERS = 64
"""Articles that hold one sentence, inclusive, of which each two are compared; of more, neighbours by id."""

HELD = 1 << 12
"""Articles of which the word pairs of each sentence are held at once: kilobytes for each sentence."""

Place = tuple[str, int]
"""A sentence: the article's id and the sentence's index."""


@dataclass(frozen=True, slots=True)
class Origins:
    """Who copies whom.

    ``articles`` gives each article the id of its origin: the smallest id of the articles that copy
    one text as a whole, or its own. ``texts`` does so for articles that hold much of one text.
    ``sentences`` gives each sentence that another article also holds the first place of that text;
    other sentences are absent. ``headlines`` are places where an article's text repeats its title.
    """

    articles: Mapping[str, str] = field(default_factory=dict)
    sentences: Mapping[Place, Place] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    headlines: frozenset[Place] = frozenset()

    def count(self, places: Iterable[Place], outlets: Mapping[str, str] | None = None) -> int:
        """Count the independent origins of some sentences.

        Articles that hold one of the sentences are one origin, but for those that also hold one of their
        own. With `outlets`, the name of each article's source, articles of one outlet are one origin;
        those whose source is unknown ("" or absent) stand each for itself.
        """
        held = list(places)
        if len(held) == 1:  # what one sentence says: most facts of a report
            return 1
        from scipy.cluster.hierarchy import DisjointSet

        own = {place[0] for place in held if place not in self.sentences and place not in self.headlines}
        groups = DisjointSet()
        for article, index in held:
            origin = ("article", self.articles.get(article, article))
            groups.add(origin)
            copied = None if article in own else self.sentences.get((article, index))
            outlet = (outlets or {}).get(article, "")
            for key in (copied and ("sentence", copied), outlet and ("outlet", outlet)):
                if key:
                    groups.add(key)
                    groups.merge(origin, key)
        return int(groups.n_subsets)

    def copies(self, places: Iterable[Place]) -> list[tuple[frozenset[str], CopyKind]]:
        """Groups of articles, among those of some sentences, that copy each other, with what they share."""
        held = list(places)
        if len({article for article, _ in held}) < 2:
            return []
        groups: dict[CopyKind, dict[str | Place, set[str]]] = {kind: defaultdict(set) for kind in CopyKind}
        for article, index in held:
            groups[CopyKind.WHOLE][self.articles.get(article, article)].add(article)
            groups[CopyKind.TEXT][self.texts.get(article, article)].add(article)
            first = self.sentences.get((article, index))
            if first is not None:
                groups[CopyKind.SENTENCE][first].add(article)
        told: list[tuple[frozenset[str], CopyKind]] = []
        for kind, found in groups.items():
            several = {frozenset(group) for group in found.values() if len(group) > 1}
            new = (group for group in several if not any(group <= other for other, _ in told))
            told += [(group, kind) for group in sorted(new, key=sorted)]
        return told


def find_origins(articles: Sequence[ArticleWording]) -> Origins:
    """Find the copies among `articles`. Furniture is passed over. Their order does not matter."""
    from scipy.cluster.hierarchy import DisjointSet

    ordered = sorted(articles, key=lambda each: each.article)
    texts: dict[Wording, list[tuple[int, int]]] = defaultdict(list)
    headlines: set[Place] = set()
    for row, article in enumerate(ordered):
        for sentence in article.sentences:
            if sentence.headline:
                headlines.add((article.article, sentence.index))
            long = len(sentence.wording.words) >= MIN_WORDS
            if long and not sentence.furniture and not sentence.quotation:
                texts[sentence.wording].append((row, sentence.index))
    places = DisjointSet()
    pairs = array("q")
    for group in _copies(texts):
        holders = sorted({row for row, _ in group})
        if len(holders) > 1:
            _join(places, [(ordered[row].article, index) for row, index in group])
            some = pairwise(holders) if len(holders) > MOST_HOLDERS else combinations(holders, 2)
            pairs.extend(one * len(ordered) + other for one, other in some)
    keys = distinct(np.array(pairs, dtype=np.int64))
    whole, shared, edited = _compare(ordered, *np.divmod(keys, max(1, len(ordered))))
    pairs_of = lru_cache(maxsize=HELD)(lambda row: _SentencePairs.of(ordered[row]))
    for a, b in edited:
        for one, other in _edited(pairs_of(a), pairs_of(b)):
            _join(places, [(ordered[a].article, one), (ordered[b].article, other)])
    first = {place: min(group) for group in places.subsets() for place in group}
    return Origins(_named(whole), first, _named(shared), frozenset(headlines))


def _join(groups: DisjointSet, members: Sequence[Place]) -> None:
    for member in members:
        groups.add(member)
        groups.merge(members[0], member)


def _named(groups: DisjointSet) -> dict[str, str]:
    """Each member with the smallest one of its group."""
    return {name: min(group) for group in groups.subsets() for name in group}


def _copies(texts: Mapping[Wording, list[tuple[int, int]]]) -> list[list[tuple[int, int]]]:
    """Where each text stands, and copies of it, as rows of articles and sentences in these."""
    held = list(texts.values())
    joined = near_duplicates(list(texts))
    known = {text for group in joined for text in group}
    groups = [[place for text in group for place in held[text]] for group in joined]
    groups += [places for text, places in enumerate(held) if text not in known]
    return [sorted(places) for places in groups]


def _compare(
    articles: Sequence[ArticleWording], i: Ints, j: Ints
) -> tuple[DisjointSet, DisjointSet, list[tuple[int, int]]]:
    """Articles joined that copy each other as wholes, and that hold much of one text.

    Also, of the pairs ``i[k]``, ``j[k]`` (by row), those that hold much of one text and are no copies as
    wholes.
    """
    from scipy.cluster.hierarchy import DisjointSet

    wholes, shared = (DisjointSet(article.article for article in articles) for _ in range(2))
    texts: dict[str, str] = {}
    for article in articles:
        # However short its sentences, a whole text is not the same by chance.
        if article.text:
            wholes.merge(texts.setdefault(article.text, article.article), article.article)
            shared.merge(texts[article.text], article.article)
    sequences = _sequences(articles)
    sizes = sequences.size
    outlets: dict[str, int] = {}
    # What has no source is of an outlet of its own.
    own = (outlets.setdefault(a.source, k) if a.source else k for k, a in enumerate(articles))
    outlet = np.fromiter(own, dtype=np.intp, count=len(articles))
    one_outlet = outlet[i] == outlet[j]
    size = np.where(one_outlet, np.maximum(sizes[i], sizes[j]), np.minimum(sizes[i], sizes[j]))
    both = sequences.shared(i, j)
    much = np.flatnonzero(both >= np.maximum(LEAST_SHARED, SHARED * size))
    copied = (both >= COPIED * size)[much]
    edited = []
    for a, b, whole in zip(i[much].tolist(), j[much].tolist(), copied.tolist(), strict=True):
        one, other = articles[a].article, articles[b].article
        if wholes.connected(one, other):
            continue
        shared.merge(one, other)
        if whole:
            wholes.merge(one, other)
        else:
            edited.append((a, b))
    return wholes, shared, edited


def _sequences(articles: Sequence[ArticleWording]) -> Bags:
    """The word sequences of each article, without furniture."""
    words, starts = numbered(
        tuple(word for s in a.sentences if not s.furniture for word in s.wording.words) for a in articles
    )
    article = np.repeat(np.arange(len(articles)), np.diff(starts))
    found = runs(runs(words), 2)  # of pairs, of which the second begins behind the first
    inside = article[: len(found)] == article[SEQUENCE - 1 :]
    return Bags(article[: len(found)][inside], found[inside], len(articles))


@dataclass(frozen=True, slots=True)
class _SentencePairs:
    """The sentences of an article as their word pairs, by which they are compared with those of another."""

    index: Sequence[int]
    numbers: Sequence[Words]
    pairs: Sequence[frozenset[tuple[str, str]]]
    holders: Mapping[tuple[str, str], Sequence[int]]
    """The places of the sentences that have a word pair."""

    @classmethod
    def of(cls, article: ArticleWording) -> _SentencePairs:
        """Without furniture, and without what has no word pair."""
        sentences = [s for s in article.sentences if not s.furniture and len(s.wording.words) > 1]
        pairs = [frozenset(pairwise(s.wording.words)) for s in sentences]
        holders: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for place, held in enumerate(pairs):
            for pair in held:
                holders[pair].append(place)
        return cls([s.index for s in sentences], [s.wording.numbers for s in sentences], pairs, holders)


def _edited(one: _SentencePairs, other: _SentencePairs) -> Iterator[tuple[int, int]]:
    """The sentences of two articles, by index, that are copies by `EDITED`, with the same numbers."""
    for place, own in enumerate(one.pairs):
        shared = Counter(k for pair in own for k in other.holders.get(pair, ()))
        for k, both in sorted(shared.items()):
            same = one.numbers[place] == other.numbers[k]
            if same and both >= EDITED * (len(own) + len(other.pairs[k]) - both):
                yield one.index[place], other.index[k]
