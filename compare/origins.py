"""Which articles and sentences copy one text, so that agreement is counted over origins.

Sentences that are equal or nearly so are found first (see `compare.near_duplicates`); articles that share a
copied sentence are then compared as wholes. The order of the articles does not matter.

Two outlets that quote the same words of a speaker do not copy each other: quoted words do not count.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from compare.models import Article, Sentence
from compare.near_duplicates import Words, near_duplicates

COPIED = 0.4
"""Share of the shorter article's word sequences, from which on (inclusive) the article is a copy: an outlet
that edits agency text leaves so much of it, while two that share their background paragraphs alone keep below
0.35. Two articles of one source share such paragraphs, so there the share of both counts."""

MIN_WORDS = 8
"""Shorter sentences ("He was taken to hospital.") are alike by chance."""

SEQUENCE = 4
"""Words in a row by which whole articles are compared."""

LEAST_SHARED = 10
"""Word sequences, inclusive, that a copy shares: fewer are one clause, alike in short texts by chance."""

MOST_HOLDERS = 64
"""Articles that hold one sentence, inclusive, of which each two are compared; of more, neighbours by id."""

_WORD = re.compile(r"\w+")
_APOSTROPHE = re.compile("(?<=\\w)['’](?=\\w)")

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
        from scipy.cluster.hierarchy import DisjointSet  # type: ignore[import-untyped]

        groups = DisjointSet()
        for article, index in places:
            origin = ("article", self.articles.get(article, article))
            groups.add(origin)
            copied = self.sentences.get((article, index))
            outlet = (outlets or {}).get(article, "")
            for key in (copied and ("sentence", copied), outlet and ("outlet", outlet)):
                if key:
                    groups.add(key)
                    groups.merge(origin, key)
        return int(groups.n_subsets)

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
    reader = _Reader()
    texts: dict[Words, list[Place]] = defaultdict(list)
    for article in sorted(articles, key=lambda article: article.id):
        quoted = _quoted(article.text)
        for sentence in sentences.get(article.id, ()):
            words = reader.words(sentence.text)
            if len(words) >= MIN_WORDS and not sentence.furniture and not _is_quotation(sentence, quoted):
                texts[words].append((article.id, sentence.index))
    places: dict[Place, Place] = {}
    pairs: set[tuple[str, str]] = set()
    for group in _copies(texts):
        holders = sorted({article for article, _ in group})
        if len(holders) > 1:
            places.update(dict.fromkeys(group, min(group)))
            pairs.update(pairwise(holders) if len(holders) > MOST_HOLDERS else combinations(holders, 2))
    return Origins(_whole_copies(articles, sentences, pairs, reader), places)


class _Reader:
    """Texts as tuples of words; a word that many texts hold is kept once."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def words(self, text: str) -> Words:
        return tuple(self._known.setdefault(word, word) for word in words_of(text))


def words_of(text: str) -> Words:
    """The words of a text as they are compared: "The U.S. didn't" as "the", "u", "s", "didnt"."""
    return tuple(_WORD.findall(_APOSTROPHE.sub("", text).casefold()))


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


def _whole_copies(
    articles: Sequence[Article],
    sentences: Mapping[str, Sequence[Sentence]],
    pairs: Iterable[tuple[str, str]],
    reader: _Reader,
) -> dict[str, str]:
    """Join the pairs of articles of which one holds `COPIED` of the other, and those of one text."""
    from scipy.cluster.hierarchy import DisjointSet

    groups = DisjointSet(article.id for article in articles)
    texts: dict[str, str] = {}
    for article in articles:
        # However short its sentences, a whole text is not the same by chance.
        text = " ".join(article.text.split())
        if text:
            groups.merge(texts.setdefault(text, article.id), article.id)
    source = {article.id: article.source for article in articles}
    sequences: dict[str, frozenset[Words]] = {}
    for a, b in sorted(pairs):
        if groups.connected(a, b):
            continue
        for name in (a, b):
            if name not in sequences:
                sequences[name] = _sequences(sentences.get(name, ()), reader)
        sizes = sorted((len(sequences[a]), len(sequences[b])))
        whole = sizes[1] if source[a] and source[a] == source[b] else sizes[0]
        if len(sequences[a] & sequences[b]) >= max(LEAST_SHARED, COPIED * whole):
            groups.merge(a, b)
    return {name: min(group) for group in groups.subsets() for name in group}


def _sequences(sentences: Sequence[Sentence], reader: _Reader) -> frozenset[Words]:
    words: list[str] = []
    for sentence in sentences:
        if not sentence.furniture:
            words.extend(reader.words(sentence.text))
    return frozenset(tuple(words[i : i + SEQUENCE]) for i in range(len(words) - SEQUENCE + 1))
