"""Which articles and sentences copy one text, so that agreement is counted over origins.

Sentences are compared as sets of word pairs. Equal sentences are found by their words; close ones
(Jaccard similarity of `SIMILAR` or more) by prefix filtering: two sets that similar share one of
their rarest elements, so that only sentences with a rare pair in common are compared, and the
result is exact and does not depend on chance or order (Chaudhuri, Ganti and Kaushik 2006; Bayardo,
Ma and Srikant 2007). Articles that share a copied sentence are then compared as wholes.

Two outlets that quote the same words of a speaker do not copy each other: quoted words do not count.
"""

from __future__ import annotations

import math
import re
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import Generic, TypeVar

from compare.models import Article, Sentence

SIMILAR = 0.7
"""Jaccard similarity of word pairs from which on (inclusive) two sentences are copies."""

COPIED = 0.5
"""Share of the shorter article's word sequences, from which on (inclusive) the article is a copy. Two
articles of one source share their background paragraphs, so there the share of both counts."""

MIN_WORDS = 8
"""Shorter sentences ("He was taken to hospital.") are alike by chance."""

SEQUENCE = 4
"""Words in a row by which whole articles are compared."""

_POSTINGS = 64
"""Most texts that are compared for one word pair: those of a template that fills in a name are many."""

_BUCKETS = 1 << 22
_WORD = re.compile(r"\w+")
_APOSTROPHE = re.compile("(?<=\\w)['’](?=\\w)")
_NUMBER_WORDS = """
    no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand
    million billion dozen dozens hundreds thousands millions half not never
"""
_NUMBERS = frozenset(_NUMBER_WORDS.split())

T = TypeVar("T", str, tuple[int, ...], tuple[str, "str | Place"])

Words = tuple[int, ...]
Place = tuple[str, int]
"""A sentence: the article's id and the sentence's index."""


@dataclass(frozen=True, slots=True)
class Origins:
    """Who copies whom.

    ``articles`` gives each article the id of its origin: the smallest id of the articles that copy
    one text as a whole, or its own. ``sentences`` gives each sentence that another article also
    holds the first place of that text; other sentences are absent.
    """

    articles: Mapping[str, str] = field(default_factory=dict)
    sentences: Mapping[Place, Place] = field(default_factory=dict)

    def count(self, places: Iterable[Place], outlets: Mapping[str, str] | None = None) -> int:
        """Count the independent origins of some sentences.

        With `outlets`, the name of each article's source, articles of one outlet are one origin; those
        whose source is unknown ("" or absent) stand each for itself.
        """
        groups = _Groups[tuple[str, str | Place]]()
        for article, index in places:
            origin: tuple[str, str | Place] = ("article", self.articles.get(article, article))
            groups.add(origin)
            copied = self.sentences.get((article, index))
            if copied is not None:
                groups.join(origin, ("sentence", copied))
            outlet = (outlets or {}).get(article, "")
            if outlet:
                groups.join(origin, ("outlet", outlet))
        return len(set(map(groups.root, groups.parents)))

    def copies(self, places: Iterable[Place]) -> list[tuple[frozenset[str], bool]]:
        """Articles among those of some sentences that copy each other, and whether as wholes, in order.

        Articles that share one of the sentences, but are no copies as wholes, are copies in part.
        """
        wholes: dict[str, set[str]] = defaultdict(set)
        parts: dict[Place, set[str]] = defaultdict(set)
        for article, index in places:
            wholes[self.articles.get(article, article)].add(article)
            first = self.sentences.get((article, index))
            if first is not None:
                parts[first].add(article)
        found = {frozenset(group) for group in wholes.values() if len(group) > 1}
        shared = {frozenset(group) for group in parts.values() if len(group) > 1}
        shared = {group for group in shared if not any(group <= whole for whole in found)}
        told = [(group, True) for group in found] + [(group, False) for group in shared]
        return sorted(told, key=lambda copy: (not copy[1], sorted(copy[0])))


def find_origins(articles: Sequence[Article], sentences: Mapping[str, Sequence[Sentence]]) -> Origins:
    """Find the copies among `articles`, whose `sentences` are given by article id.

    Furniture is passed over. The order of the articles does not matter.
    """
    vocabulary = _Vocabulary()
    texts: dict[Words, list[Place]] = defaultdict(list)
    for article in sorted(articles, key=lambda article: article.id):
        quoted = _quoted(article.text)
        for sentence in sentences.get(article.id, ()):
            words = vocabulary.words(sentence.text)
            if len(words) >= MIN_WORDS and not sentence.furniture and not _is_quotation(sentence, quoted):
                texts[words].append((article.id, sentence.index))
    groups = _copies(texts, vocabulary)
    places: dict[Place, Place] = {}
    pairs: set[tuple[str, str]] = set()
    for group in groups:
        holders = sorted({article for article, _ in group})
        if len(holders) > 1:
            first = min(group)
            places.update(dict.fromkeys(group, first))
            pairs.update(pairwise(holders) if len(holders) > _POSTINGS else combinations(holders, 2))
    return Origins(_whole_copies(articles, sentences, pairs, vocabulary), places)


class _Vocabulary:
    """Words as small numbers, which take less memory and compare faster."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._counted: set[int] = set()

    def words(self, text: str) -> Words:
        return tuple(map(self._id, _WORD.findall(_APOSTROPHE.sub("", text).casefold())))

    def numbers(self, words: Words) -> list[int]:
        """The numbers and denials of a sentence: one that changes them is no copy."""
        return sorted(self._counted.intersection(words))

    def _id(self, word: str) -> int:
        found = self._ids.get(word)
        if found is None:
            found = self._ids[word] = len(self._ids)
            if word in _NUMBERS or any(c.isdigit() for c in word):
                self._counted.add(found)
        return found


def _copies(texts: Mapping[Words, list[Place]], vocabulary: _Vocabulary) -> list[list[Place]]:
    """Join the places of equal and of similar texts."""
    groups = _Groups[Words]()
    for words in texts:
        groups.add(words)
    for a, b in _similar(list(texts)):
        if vocabulary.numbers(a) == vocabulary.numbers(b):
            groups.join(a, b)
    joined: dict[Words, list[Place]] = defaultdict(list)
    for words, places in texts.items():
        joined[groups.root(words)].extend(places)
    return [sorted(places) for _, places in sorted(joined.items())]


def _similar(texts: Sequence[Words]) -> Iterable[tuple[Words, Words]]:
    """Yield the pairs of texts whose word pairs are `SIMILAR`."""
    frequency = array("I", [0]) * _BUCKETS
    for words in texts:
        for pair in _pairs(words):
            frequency[pair % _BUCKETS] += 1
    texts = sorted(texts, key=lambda words: len(_pairs(words)))
    index: dict[int, list[int]] = defaultdict(list)
    for i, words in enumerate(texts):
        pairs = _pairs(words)
        size = len(pairs)
        by_rarity = sorted(pairs, key=lambda pair: (frequency[pair % _BUCKETS], pair))
        prefix = by_rarity[: size - math.ceil(SIMILAR * size) + 1]
        for j in sorted({j for pair in prefix for j in index.get(pair, ())}):
            other = _pairs(texts[j])
            shared = len(pairs & other)
            if shared >= SIMILAR * (size + len(other) - shared):
                yield words, texts[j]
        for pair in prefix:
            if len(index[pair]) < _POSTINGS:
                index[pair].append(i)


def _pairs(words: Words) -> set[int]:
    return {a << 32 | b for a, b in pairwise(words)}


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


def _whole_copies(
    articles: Sequence[Article],
    sentences: Mapping[str, Sequence[Sentence]],
    pairs: Iterable[tuple[str, str]],
    vocabulary: _Vocabulary,
) -> dict[str, str]:
    """Join the pairs of articles of which one holds half of the other, or more, and those of one text."""
    groups = _Groups[str]()
    texts: dict[str, str] = {}
    for article in articles:
        groups.add(article.id)
        # However short its sentences, a whole text is not the same by chance.
        text = " ".join(article.text.split())
        if text:
            groups.join(texts.setdefault(text, article.id), article.id)
    source = {article.id: article.source for article in articles}
    sequences: dict[str, frozenset[Words]] = {}
    for a, b in sorted(pairs):
        for name in (a, b):
            if name not in sequences:
                sequences[name] = _sequences(sentences.get(name, ()), vocabulary)
        sizes = sorted((len(sequences[a]), len(sequences[b])))
        whole = sizes[1] if source[a] and source[a] == source[b] else sizes[0]
        if whole and len(sequences[a] & sequences[b]) >= COPIED * whole:
            groups.join(a, b)
    return {article.id: groups.root(article.id) for article in articles}


def _sequences(sentences: Sequence[Sentence], vocabulary: _Vocabulary) -> frozenset[Words]:
    words: list[int] = []
    for sentence in sentences:
        if not sentence.furniture:
            words.extend(vocabulary.words(sentence.text))
    return frozenset(tuple(words[i : i + SEQUENCE]) for i in range(len(words) - SEQUENCE + 1))


class _Groups(Generic[T]):
    """Disjoint sets, each known by its smallest member."""

    def __init__(self) -> None:
        self.parents: dict[T, T] = {}

    def add(self, item: T) -> None:
        self.parents.setdefault(item, item)

    def root(self, item: T) -> T:
        path = []
        while self.parents[item] != item:
            path.append(item)
            item = self.parents[item]
        for passed in path:
            self.parents[passed] = item
        return item

    def join(self, a: T, b: T) -> None:
        self.add(a)
        self.add(b)
        low, high = sorted((self.root(a), self.root(b)))
        self.parents[high] = low
