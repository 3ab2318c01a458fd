"""The wording of articles and sentences, by which copies are told: all words, and the numbers and denials.

Two outlets that quote the same words of a speaker do not copy each other, so quotations are marked; so is a
headline, for an outlet puts one over agency text, too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from compare.lang.en.tokens import READ, words
from compare.lang.resources import words as listed
from compare.models import Article, Sentence

Words = tuple[str, ...]

_NUMBERS = listed("en", "number_and_denial_words")
_MARK = re.compile('[“”„«»"\n]')


class Wording(NamedTuple):
    """The words of a text without case, and those of them that are numbers or denials, sorted."""

    words: Words
    numbers: Words


@dataclass(frozen=True, slots=True)
class SentenceWording:
    """The wording of a sentence, and what keeps it from telling a copy."""

    index: int
    wording: Wording
    furniture: bool = False
    quotation: bool = False
    """Whether half of it or more stands within quotation marks."""
    headline: bool = False
    """Whether it repeats the title of its article."""


@dataclass(frozen=True, slots=True)
class ArticleWording:
    """The wording of an article and of its sentences."""

    article: str
    source: str
    text: str
    """All of it in one line."""
    sentences: tuple[SentenceWording, ...]


def read_wording(
    articles: Iterable[Article], sentences: Mapping[str, Sequence[Sentence]]
) -> list[ArticleWording]:
    """The wording of `articles`, whose `sentences` are given by article id; a word of many is kept once."""
    known: dict[str, str] = {}
    found = []
    for article in articles:
        quoted = _quoted(article.text)
        title = set(words_of(article.title))
        own = []
        for sentence in sentences.get(article.id, ()):
            wording = wording_of(known.setdefault(word, word) for word in words_of(sentence.text))
            quotation = _is_quotation(sentence, quoted)
            headline = title.issuperset(wording.words)
            own.append(SentenceWording(sentence.index, wording, sentence.furniture, quotation, headline))
        found.append(ArticleWording(article.id, article.source, " ".join(article.text.split()), tuple(own)))
    return found


def wording_of(found: Iterable[str]) -> Wording:
    """The wording of a text of which the words are `found`."""
    held = tuple(found)
    return Wording(held, tuple(sorted(filter(_is_number_or_denial, set(held)))))


def words_of(text: str) -> Words:
    """The words of a text as they are compared, without case and with one apostrophe for both."""
    return tuple(words(text.casefold().replace("’", "'")))


@lru_cache(maxsize=READ)
def _is_number_or_denial(word: str) -> bool:
    return word in _NUMBERS or (not word.isalpha() and any(c.isdigit() for c in word))


def _quoted(text: str) -> list[tuple[int, int]]:
    """The spans of a text within quotation marks; a mark left open ends with its line."""
    spans: list[tuple[int, int]] = []
    start = -1
    for match in _MARK.finditer(text):
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
