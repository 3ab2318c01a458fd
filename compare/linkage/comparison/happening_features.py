"""Features of what happens in two sentences: what, on which day, how many of what, and in what article.

No signal here depends on any text but the two sentences and their articles.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from compare.extraction.annotation.happenings import Happenings
from compare.linkage.comparison.collection import Collection
from compare.linkage.matrices import Floats, Ints, merged, sparse, sparse_dot, unit_sparse

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
        articles = [sparse_dot(rows[pairs[0]], rows[pairs[1]]) for rows in self._articles]
        days = self._days[i] & self._days[j]
        both = sparse_dot(self._counting[i], self._counting[j])
        alike = sparse_dot(self._counted[i], self._counted[j])
        return [
            np.log1p(sparse_dot(self._happens[i], self._happens[j])),
            np.log1p(np.minimum(self._happened[i], self._happened[j])),
            (days > 0).astype(float),
            np.maximum(both - alike, 0.0),
            *(column[back.reshape(-1)] for column in articles),
        ]

    def article_words(self, others: Ints) -> Floats:
        """(articles,) cosine of each article with another one by their words without a capital."""
        return sparse_dot(self._articles[0], self._articles[0][others])

    @cached_property
    def _read(self) -> list[Happenings]:
        return [sentence.happenings for sentence in self._all.sentences]

    @cached_property
    def _happens(self) -> csr_matrix:
        """Roots of the rarities: products of two rows sum their geometric means."""
        return sparse(
            [{word: rare**0.5 for word, rare in sentence.happens.items()} for sentence in self._read]
        )

    @cached_property
    def _happened(self) -> Floats:
        return np.array([sentence.happened for sentence in self._read], dtype=np.float64)

    @cached_property
    def _days(self) -> Ints:
        return np.array([sentence.days for sentence in self._read], dtype=np.intp)

    @cached_property
    def _counted(self) -> csr_matrix:
        return sparse([dict.fromkeys(sentence.counted, 1.0) for sentence in self._read])

    @cached_property
    def _counting(self) -> csr_matrix:
        return sparse(
            [dict.fromkeys((thing for thing, _ in sentence.counted), 1.0) for sentence in self._read]
        )

    @cached_property
    def _articles(self) -> tuple[csr_matrix, csr_matrix]:
        """Unit rows of each article's words without a capital, and of its names."""
        plain, names = [], []
        for rows in self._all.members:
            found = [self._read[row] for row in rows]
            small, large = merged(t.plain for t in found), merged(t.names for t in found)
            plain.append(small)
            names.append({word: rare for word, rare in large.items() if word not in small})
        return unit_sparse(sparse(plain)), unit_sparse(sparse(names))
