"""Which articles are read for some pairs: theirs, until portions have read as many as there are."""

from __future__ import annotations

from datetime import date

import numpy as np
from stories import corpus_of

from compare.linkage.constraints.constraints import Constraints
from compare.linkage.corpus import Corpus
from compare.linkage.parts import Part, Parts
from compare.models import Article


def some(count: int) -> tuple[Corpus, Part]:
    """A corpus of so many articles with a claim each or more, and all of it as a part."""
    corpus = corpus_of(
        [
            Article(
                f"a{k:02}",
                f"The flood in Tarn killed {k + 20} people on Monday.",
                published=date(2024, 3, 12),
            )
            for k in range(count)
        ]
    )
    return corpus, Part.whole(corpus, Constraints(corpus))


def first_claims(corpus: Corpus) -> list[int]:
    article = corpus.claim_article
    return [int(np.flatnonzero(article == k)[0]) for k in range(len(corpus.articles))]


def test_a_part_holds_the_articles_of_its_pairs_and_is_asked_again():
    corpus, whole = some(9)
    parts, claims = Parts(whole), first_claims(corpus)
    part, i, j = parts.of(np.array([claims[0]]), np.array([claims[5]]))
    assert [article.id for article in part.corpus.articles] == ["a00", "a05"]
    assert [part.corpus.claims[row].id for row in (*i, *j)] == [corpus.claims[claims[k]].id for k in (0, 5)]
    assert parts.of(np.array([claims[5]]), np.array([claims[0]]))[0] is part


def test_half_of_the_articles_at_once_are_all():
    corpus, whole = some(9)
    claims = np.array(first_claims(corpus))
    assert Parts(whole).of(claims[:2], claims[2:4])[0] is not whole
    assert Parts(whole).of(claims[:3], claims[2:5])[0] is whole


def test_portions_that_together_read_as_many_articles_as_there_are_read_all():
    corpus, whole = some(12)
    parts, claims = Parts(whole), first_claims(corpus)
    found = [parts.of(np.array([claims[0]]), np.array([claims[k]]))[0] for k in range(1, 9)]
    assert [part is whole for part in found] == [False] * 5 + [True] * 3
