"""Features of what happens in two sentences: what, on which day, how many of what, and in what article.

No signal here depends on any text but the two sentences and their articles.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from compare.linkage.comparison.collection import Collection
from compare.linkage.matrices import Floats, Ints, SparseRows, merged, sparse_dot, unit_sparse

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

HAPPENING_SIGNALS = (
    "what happens in both",  # log of the summed rarity of the shared words that may tell what happens
    "happenings",  # log of the fewer happenings, by verb forms: few leave little to share
    "same day",  # 1 where both name one weekday
    "other count",  # things that both count, with other numbers
    "articles' words",  # cosine of the articles' words without a capital, by their rarity in English
    "articles' names",  # the same for the words that the article never writes without one
)


class HappeningFeatures:
    """Signals for pairs of sentences of one `Collection`, columns as in `HAPPENING_SIGNALS`."""

    def __init__(self, collection: Collection) -> None:
        self._all = collection

    def columns(self, i: Ints, j: Ints) -> list[Floats]:
        """One (pairs,) column for each signal."""
        a, b = self._all.context_of[i], self._all.context_of[j]
        pairs, back = np.unique(np.stack([a, b]), axis=1, return_inverse=True)
        read = self._read
        articles = [sparse_dot(rows[pairs[0]], rows[pairs[1]]) for rows in (read.plain, read.names)]
        days = read.days[i] & read.days[j]
        both = sparse_dot(read.counting[i], read.counting[j])
        alike = sparse_dot(read.counted[i], read.counted[j])
        return [
            np.log1p(sparse_dot(read.happens[i], read.happens[j])),
            np.log1p(np.minimum(read.happened[i], read.happened[j])),
            (days > 0).astype(float),
            np.maximum(both - alike, 0.0),
            *(column[back.reshape(-1)] for column in articles),
        ]

    def article_words(self, others: Ints) -> Floats:
        """(articles,) cosine of each article with another one by their words without a capital."""
        return sparse_dot(self._read.plain, self._read.plain[others])

    @cached_property
    def _read(self) -> _Read:
        return _Read.of(self._all)


@dataclass(frozen=True)
class _Read:
    """What happens in all sentences, and in the articles around them, as rows.

    ``happens`` (sentences, words) are roots of the rarities: products of two rows sum their geometric means.
    ``plain`` and ``names`` are unit rows of each article's words without a capital, and of its names.
    """

    happens: csr_matrix
    happened: Floats
    days: Ints
    counted: csr_matrix
    counting: csr_matrix
    plain: csr_matrix
    names: csr_matrix

    @classmethod
    def of(cls, collection: Collection) -> _Read:
        """Read the sentences of one article after the other; of none is held what is read."""
        count = len(collection.sentences)
        happened, days = np.zeros(count), np.zeros(count, dtype=np.intp)
        happens, counting, plain, names = (SparseRows[str]() for _ in range(4))
        counted = SparseRows[tuple[str, str]]()
        for rows in collection.members:
            found = [collection.sentences[row].happenings for row in rows]
            happened[rows], days[rows] = [text.happened for text in found], [text.days for text in found]
            for text in found:
                happens.add({word: rare**0.5 for word, rare in text.happens.items()})
                counted.add(dict.fromkeys(text.counted, 1.0))
                counting.add(dict.fromkeys((thing for thing, _ in text.counted), 1.0))
            small, large = merged(text.plain for text in found), merged(text.names for text in found)
            plain.add(small)
            names.add({word: rare for word, rare in large.items() if word not in small})
        order = np.concatenate([np.zeros(0, dtype=np.intp), *collection.members])
        of_sentences = (rows.matrix()[np.argsort(order)] for rows in (happens, counted, counting))
        told, alike, both = of_sentences
        return cls(
            told, happened, days, alike, both, unit_sparse(plain.matrix()), unit_sparse(names.matrix())
        )
