"""What matching knows of all articles of a run, computed once: texts, vectors, names and days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from compare.embeddings import Encoder, encode_blocks
from compare.embeddings.marks import bare, marked, reads_marks, unmarked
from compare.embeddings.protocol import Vectors
from compare.embeddings.room import room_for
from compare.engines import HERE, Engine
from compare.extraction.annotation.annotate import Annotations, ClaimNotes
from compare.extraction.annotation.event_text import LEAD_SENTENCES
from compare.linkage.matrices import Floats, Ints, VectorRows, exact, unit_rows
from compare.models import AMOUNTS, Article, Claim, Facet, OnProgress, Progress, Sentence, silent

VALUED = (*sorted(AMOUNTS), Facet.DATE)
"""Kinds of values that can exclude each other."""


def exact_vectors(
    texts: Sequence[str],
    encoder: Encoder,
    engine: Engine,
    tell: OnProgress = silent,
    most_mb: int = 0,
) -> Vectors:
    """(texts + 1, d) the vectors of distinct `texts` as `exact` rows, and a row of zeros behind them. For
    `most_mb` see `room_for`."""
    vectors = room_for(len(texts) + 1, encoder.dimension, most_mb)
    done = 0
    tell(Progress("embedding", done, len(texts)))
    for block in encode_blocks(encoder, texts, engine):
        vectors[done : done + len(block)] = exact(block)
        done += len(block)
        tell(Progress("embedding", done, len(texts)))
    return vectors


def _clause(note: ClaimNotes) -> str:
    return bare(note.clause.text)


def _value_in_sentence(note: ClaimNotes) -> str:
    """The sentence of a claim with marks around its value."""
    claim = note.claim
    return marked(
        claim.text, claim.focus.start - claim.sentence_start, claim.focus.end - claim.sentence_start
    )


def _side_by_side(text: str) -> tuple[str, str]:
    """An order in which a text and its marked parts, which are embedded together, stand side by side."""
    return unmarked(text)[0], text


@dataclass(frozen=True)
class Corpus:
    """The notes of articles, their sentences and their claims, with vectors for all of them.

    ``sentence_vectors`` is (sentences, d). Of claims, (claims, d), ``masked_vectors`` are of the clause
    without its value, ``counted_vectors`` of what is counted, and ``value_vectors`` of the value where it
    stands in its sentence: two values that are said of one thing are near there. Rows have unit length, or
    are zero where there is no text. They are kept in 32 bits and multiplied in 64, as `exact` rows;
    those of one text are kept once.
    """

    notes: Annotations
    sentence_vectors: VectorRows
    masked_vectors: VectorRows
    counted_vectors: VectorRows
    value_vectors: VectorRows

    @classmethod
    def build(
        cls,
        notes: Annotations,
        encoder: Encoder,
        tell: OnProgress = silent,
        engine: Engine = HERE,
        most_mb: int = 0,
    ) -> Corpus:
        """Embed everything that matching compares, each distinct text once, by the workers of `engine`;
        `tell` hears how far it is. An encoder that reads no marks gives a value the vector of its clause.
        Above `most_mb` megabytes, vectors stand in a temporary file; 0 sets no bound."""
        value = _value_in_sentence if reads_marks(encoder) else _clause
        groups = [
            [bare(note.text.text) for note in notes.sentences],
            [_clause(note) for note in notes.claims],
            [bare(note.counted.words) for note in notes.claims],
            [value(note) if note.claim.facet in VALUED else "" for note in notes.claims],
        ]
        distinct = sorted({text for group in groups for text in group if text}, key=_side_by_side)
        row = {text: i for i, text in enumerate(distinct)}
        vectors = exact_vectors(distinct, encoder, engine, tell, most_mb)
        told, masked, counted, values = (
            VectorRows(vectors, np.array([row.get(text, len(distinct)) for text in group], dtype=np.int32))
            for group in groups
        )
        return cls(notes, told, masked, counted, values)

    def without(self, articles: NDArray[np.bool_]) -> Corpus:
        """This corpus without some articles, by a mask of their rows: all of them and of what they say."""
        if not articles.any():
            return self
        rows = np.flatnonzero(~articles[self.sentence_article])
        claims = np.flatnonzero(~articles[self.claim_article])
        return Corpus(
            self.notes.take(np.flatnonzero(~articles).tolist(), rows.tolist(), claims.tolist()),
            self.sentence_vectors.take(rows),
            self.masked_vectors.take(claims),
            self.counted_vectors.take(claims),
            self.value_vectors.take(claims),
        )

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """The articles."""
        return tuple(note.article for note in self.notes.articles)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of all articles but for furniture."""
        return tuple(note.sentence for note in self.notes.sentences)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of all articles."""
        return tuple(note.claim for note in self.notes.claims)

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
        for some, vectors in self.sentence_vectors.blocks():
            weighed = zip(self.sentence_article[some], self._weight[some], vectors, strict=True)
            for article, weight, vector in weighed:
                out[article] += weight * vector
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

    def sentence_words(self, rows: Ints) -> Iterator[frozenset[str]]:
        """The words of some sentences, without case and ending; they are not kept."""
        return (self.notes.sentences[row].text.lemmas for row in rows.tolist())

    @cached_property
    def published(self) -> list[date | None]:
        """Publication day of each article."""
        return [article.published for article in self.articles]
