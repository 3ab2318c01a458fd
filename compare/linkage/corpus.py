"""What matching knows of all articles of a run, computed once: texts, vectors, names and days."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from compare.embeddings import Encoder
from compare.embeddings.protocol import Vectors
from compare.lang.en.outcome_lexicon import CASUALTY
from compare.linkage.matrices import Floats, Ints, unit_rows
from compare.models import Article, Claim, Progress, Sentence, Value

LEAD_SENTENCES = 4
"""News puts its event first (the inverted pyramid): these sentences stand for the article's event."""

EMBEDDED_AT_ONCE = 256

PEOPLE = "people"
"""What casualties are that no noun names."""

WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
"""A word: of two that a hyphen joins, each counts, so that "US-led" meets "led by the US"."""


@dataclass(frozen=True)
class Corpus:
    """Articles, their sentences without furniture, and their claims, with vectors for all of them.

    ``sentence_vectors`` is (sentences, d), ``masked_vectors`` and ``counted_vectors`` are (claims, d);
    rows have unit length, or are zero where there is no text. They are kept as the encoder gives them, in
    32 bits, and multiplied in 64.
    """

    articles: tuple[Article, ...]
    sentences: tuple[Sentence, ...]
    claims: tuple[Claim, ...]
    sentence_vectors: Vectors
    masked_vectors: Vectors
    counted_vectors: Vectors

    @classmethod
    def build(
        cls,
        articles: Sequence[Article],
        sentences: Sequence[Sentence],
        claims: Sequence[Claim],
        encoder: Encoder,
        tell: Callable[[Progress], None] = lambda _: None,
    ) -> Corpus:
        """Embed everything that matching compares, each distinct text once; `tell` hears how far it is."""
        kept = tuple(s for s in sentences if not s.furniture)
        groups = [
            [s.text for s in kept],
            [c.masked for c in claims],
            [counted_words(c.value) for c in claims],
        ]
        distinct = sorted({text for group in groups for text in group if text})
        row = {text: i for i, text in enumerate(distinct)}
        vectors = np.zeros((len(distinct) + 1, encoder.dimension), dtype=np.float32)
        for start in range(0, len(distinct), EMBEDDED_AT_ONCE):
            tell(Progress("embedding", start, len(distinct)))
            texts = distinct[start : start + EMBEDDED_AT_ONCE]
            vectors[start : start + len(texts)] = encoder.encode(texts)
        tell(Progress("embedding", len(distinct), len(distinct)))
        told, masked, counted = (
            vectors[[row.get(text, len(distinct)) for text in group]] for group in groups
        )
        return cls(tuple(articles), kept, tuple(claims), told, masked, counted)

    def without(self, articles: NDArray[np.bool_]) -> Corpus:
        """This corpus without some articles, by a mask of their rows: all of them and of what they say."""
        if not articles.any():
            return self
        rows = np.flatnonzero(~articles[self.sentence_article])
        claims = np.flatnonzero(~articles[self.claim_article])
        return Corpus(
            tuple(self.articles[row] for row in np.flatnonzero(~articles).tolist()),
            tuple(self.sentences[row] for row in rows.tolist()),
            tuple(self.claims[row] for row in claims.tolist()),
            self.sentence_vectors[rows],
            self.masked_vectors[claims],
            self.counted_vectors[claims],
        )

    @cached_property
    def article_row(self) -> dict[str, int]:
        """Row of an article by its id."""
        return {article.id: i for i, article in enumerate(self.articles)}

    @cached_property
    def sentence_article(self) -> Ints:
        """Row of the article of each sentence."""
        return np.array([self.article_row[s.article] for s in self.sentences], dtype=np.intp)

    @cached_property
    def claim_article(self) -> Ints:
        """Row of the article of each claim."""
        return np.array([self.article_row[c.article] for c in self.claims], dtype=np.intp)

    @cached_property
    def claim_sentence(self) -> Ints:
        """Row of the sentence of each claim."""
        row = {(s.article, s.index): i for i, s in enumerate(self.sentences)}
        return np.array([row[c.article, c.sentence] for c in self.claims], dtype=np.intp)

    @cached_property
    def article_vectors(self) -> Floats:
        """(articles, d): mean of an article's sentences, its lead counted double."""
        return unit_rows(self._article_sums)

    def vectors_around(self, sentence: Ints) -> Floats:
        """(rows, d): that mean without the sentence itself; zeros for the only one of its article."""
        own = self._weight[sentence, None] * self.sentence_vectors[sentence]
        return unit_rows(self._article_sums[self.sentence_article[sentence]] - own)

    @cached_property
    def _article_sums(self) -> Floats:
        out = np.zeros((len(self.articles), self.sentence_vectors.shape[1]))
        for row, article in enumerate(self.sentence_article):
            out[article] += self._weight[row] * self.sentence_vectors[row]
        return out

    @cached_property
    def _weight(self) -> Floats:
        """(sentences,) two for the lead of an article, one for the rest."""
        seen: Counter[int] = Counter()
        out = np.ones(len(self.sentences))
        for row, article in enumerate(self.sentence_article.tolist()):
            out[row] = 2.0 if seen[article] < LEAD_SENTENCES else 1.0
            seen[article] += 1
        return out

    @cached_property
    def sentence_words(self) -> list[frozenset[str]]:
        """Folded words of each sentence."""
        return [words(s.text) for s in self.sentences]

    @cached_property
    def lead_words(self) -> list[frozenset[str]]:
        """Folded words of each article's title and lead."""
        out = [set(words(article.title)) for article in self.articles]
        seen: Counter[int] = Counter()
        for article, bag in zip(self.sentence_article, self.sentence_words, strict=True):
            if seen[int(article)] < LEAD_SENTENCES:
                out[article] |= bag
            seen[int(article)] += 1
        return [frozenset(bag) for bag in out]

    @cached_property
    def article_words(self) -> list[frozenset[str]]:
        """Folded words of each article."""
        out: list[set[str]] = [set() for _ in self.articles]
        for article, bag in zip(self.sentence_article, self.sentence_words, strict=True):
            out[article] |= bag
        return [frozenset(bag) for bag in out]

    @cached_property
    def published(self) -> list[date | None]:
        """Publication day of each article."""
        return [article.published for article in self.articles]


def counted_words(value: Value | None) -> str:
    """What a value counts, in words; "" where it does not say.

    Who is killed or hurt without a noun is people: "the toll stood at 50" counts what "50 people were
    killed" does.
    """
    if value is None:
        return ""
    return value.counted or (PEOPLE if value.action in CASUALTY and not value.unit else "")


def words(text: str) -> frozenset[str]:
    """The words of `text` in lower case, plural and possessive endings cut."""
    return frozenset(sys.intern(fold(word)) for word in WORD.findall(text))


def fold(word: str) -> str:
    """One word without case, possessive and plural ending, so that "Belgium's" meets "Belgium"."""
    word = word.lower().replace("’", "'").removesuffix("'s").strip("'.-")
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "zes", "ches", "shes")) else word[:-1]
