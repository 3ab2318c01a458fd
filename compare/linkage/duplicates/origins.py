"""Which articles and sentences copy one text, so that agreement is counted over origins.

Sentences that are equal or nearly so are found first (see `near_duplicates`); articles that share a
copied sentence are then compared as wholes, and sentence by sentence where they hold much of one text. The
order of the articles does not matter.

Two outlets that quote the same words of a speaker do not copy each other: quoted words do not count. An
article that copies a sentence, but also says the same in a sentence of its own, is a source of its own; a
headline is no such sentence, for an outlet puts one over agency text, too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from compare.lang.en.tokens import words
from compare.linkage.duplicates.near_duplicates import Words, near_duplicates, numbers
from compare.models import Article, CopyKind, Sentence

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
        from scipy.cluster.hierarchy import DisjointSet

        held = list(places)
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
        groups: dict[CopyKind, dict[str | Place, set[str]]] = {kind: defaultdict(set) for kind in CopyKind}
        for article, index in places:
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


def find_origins(articles: Sequence[Article], sentences: Mapping[str, Sequence[Sentence]]) -> Origins:
    """Find the copies among `articles`, whose `sentences` are given by article id.

    Furniture is passed over. The order of the articles does not matter.
    """
    from scipy.cluster.hierarchy import DisjointSet

    reader = _Reader()
    texts: dict[Words, list[Place]] = defaultdict(list)
    headlines: set[Place] = set()
    for article in sorted(articles, key=lambda article: article.id):
        quoted = _quoted(article.text)
        title = set(reader.words(article.title))
        for sentence in sentences.get(article.id, ()):
            words = reader.words(sentence.text)
            if title.issuperset(words):
                headlines.add((article.id, sentence.index))
            if len(words) >= MIN_WORDS and not sentence.furniture and not _is_quotation(sentence, quoted):
                texts[words].append((article.id, sentence.index))
    places = DisjointSet()
    pairs: set[tuple[str, str]] = set()
    for group in _copies(texts):
        holders = sorted({article for article, _ in group})
        if len(holders) > 1:
            _join(places, group)
            pairs.update(pairwise(holders) if len(holders) > MOST_HOLDERS else combinations(holders, 2))
    whole, shared, edited = _compare(articles, sentences, sorted(pairs), reader)
    for a, b in edited:
        for twins in _edited(sentences[a], sentences[b], reader):
            _join(places, twins)
    first = {place: min(group) for group in places.subsets() for place in group}
    return Origins(_named(whole), first, _named(shared), frozenset(headlines))


def _join(groups: DisjointSet, members: Sequence[Place]) -> None:
    for member in members:
        groups.add(member)
        groups.merge(members[0], member)


def _named(groups: DisjointSet) -> dict[str, str]:
    """Each member with the smallest one of its group."""
    return {name: min(group) for group in groups.subsets() for name in group}


class _Reader:
    """Texts as tuples of words; a word that many texts hold is kept once."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def words(self, text: str) -> Words:
        return tuple(self._known.setdefault(word, word) for word in words_of(text))


def words_of(text: str) -> Words:
    """The words of a text as they are compared, without case and with one apostrophe for both."""
    return tuple(words(text.casefold().replace("’", "'")))


def _copies(texts: Mapping[Words, list[Place]]) -> list[list[Place]]:
    """The places of each text that are those of copies of it, too."""
    held = list(texts.values())
    joined = near_duplicates(list(texts))
    known = {text for group in joined for text in group}
    groups = [[place for text in group for place in held[text]] for group in joined]
    groups += [places for text, places in enumerate(held) if text not in known]
    return [sorted(places) for places in groups]


def _quoted(text: str) -> list[tuple[int, int]]:
    """The spans of a text within quotation marks; a mark left open ends with its line."""
    spans: list[tuple[int, int]] = []
    start = -1
    for match in re.finditer('[“”„«»"\n]', text):
        mark = match.group()
        if start >= 0 and mark in '”»"\n':
            spans.append((start, match.start()))
            start = -1
        elif mark in '“„«"':
            start = match.end() if start < 0 else start
    if start >= 0:
        spans.append((start, len(text)))
    return spans


def _is_quotation(sentence: Sentence, quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether half of a sentence or more stands within quotation marks."""
    inside = 0
    for start, end in quoted[max(0, bisect_right(quoted, (sentence.start, sentence.start)) - 1) :]:
        if start >= sentence.end:
            break
        inside += max(0, min(end, sentence.end) - max(start, sentence.start))
    return inside * 2 >= sentence.end - sentence.start


def _compare(
    articles: Sequence[Article],
    sentences: Mapping[str, Sequence[Sentence]],
    pairs: Sequence[tuple[str, str]],
    reader: _Reader,
) -> tuple[DisjointSet, DisjointSet, list[tuple[str, str]]]:
    """Articles joined that copy each other as wholes, and that hold much of one text.

    Also, of `pairs`, those that hold much of one text and are no copies as wholes.
    """
    from scipy.cluster.hierarchy import DisjointSet

    wholes, shared = (DisjointSet(article.id for article in articles) for _ in range(2))
    texts: dict[str, str] = {}
    for article in articles:
        # However short its sentences, a whole text is not the same by chance.
        text = " ".join(article.text.split())
        if text:
            wholes.merge(texts.setdefault(text, article.id), article.id)
            shared.merge(texts[text], article.id)
    source = {article.id: article.source for article in articles}
    sequences: dict[str, frozenset[Words]] = {}
    edited = []
    for a, b in pairs:
        if wholes.connected(a, b):
            continue
        for name in (a, b):
            if name not in sequences:
                sequences[name] = _sequences(sentences.get(name, ()), reader)
        sizes = sorted((len(sequences[a]), len(sequences[b])))
        size = sizes[1] if source[a] and source[a] == source[b] else sizes[0]
        both = len(sequences[a] & sequences[b])
        if both < max(LEAST_SHARED, SHARED * size):
            continue
        shared.merge(a, b)
        if both >= COPIED * size:
            wholes.merge(a, b)
        else:
            edited.append((a, b))
    return wholes, shared, edited


def _edited(
    one: Sequence[Sentence], other: Sequence[Sentence], reader: _Reader
) -> Iterator[tuple[Place, Place]]:
    """The sentences of two articles that are copies by `EDITED`, with the same numbers and denials."""
    texts = [
        [(s, words) for s in part if not s.furniture and len(words := reader.words(s.text)) > 1]
        for part in (one, other)
    ]
    holders: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    sizes = []
    for k, (_, words) in enumerate(texts[1]):
        sizes.append(len(set(pairwise(words))))
        for pair in set(pairwise(words)):
            holders[pair].append(k)
    for sentence, words in texts[0]:
        own = set(pairwise(words))
        shared = Counter(k for pair in own for k in holders.get(pair, ()))
        for k, both in sorted(shared.items()):
            near, read = texts[1][k]
            if both >= EDITED * (len(own) + sizes[k] - both) and numbers(words) == numbers(read):
                yield (sentence.article, sentence.index), (near.article, near.index)


def _sequences(sentences: Sequence[Sentence], reader: _Reader) -> frozenset[Words]:
    words: list[str] = []
    for sentence in sentences:
        if not sentence.furniture:
            words.extend(reader.words(sentence.text))
    return frozenset(tuple(words[i : i + SEQUENCE]) for i in range(len(words) - SEQUENCE + 1))
