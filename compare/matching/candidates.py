"""Which pairs of claims are worth scoring: neighbours by meaning, by words, and by article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from compare.matching.corpus import Corpus, Floats, Ints
from compare.matching.gates import Gates
from compare.models import Facet
from compare.settings import MatchingSettings

EXACT_LIMIT = 20_000
"""Vectors up to which neighbours are found exactly, by matrix products in blocks; above, by faiss IVF."""

BLOCK = 1024

TIME_BLOCK = 64
"""Articles in the order of publication that are compared at once with all that are near to them in time."""

NEAR_DAYS = 3
"""Days between the publications of two articles that may report one event as news."""


def candidate_pairs(corpus: Corpus, gates: Gates, settings: MatchingSettings) -> tuple[Ints, Ints]:
    """Rows ``i < j`` of claims of different articles that may be about one fact, sorted.

    Three sources, united: for each sentence its nearest sentences of other articles by embedding and by
    BM25, and for each article its nearest articles, of which all claims of one kind are compared. No pair
    that `gates` rule out is returned.
    """
    sentence_pairs = _neighbours(corpus.sentence_vectors, corpus.sentence_article, settings.neighbours)
    sentence_pairs |= _word_neighbours(corpus, settings.word_neighbours)
    claims_of_sentence: defaultdict[int, list[int]] = defaultdict(list)
    for claim, sentence in enumerate(corpus.claim_sentence):
        claims_of_sentence[int(sentence)].append(claim)
    pairs = {
        (min(i, j), max(i, j))
        for s, t in sentence_pairs
        for i in claims_of_sentence[s]
        for j in claims_of_sentence[t]
        if gates.comparable(i, j)
    }
    pairs |= _article_pairs(corpus, gates, settings)
    if not pairs:
        empty = np.zeros(0, dtype=np.intp)
        return empty, empty
    both = np.array(sorted(pairs), dtype=np.intp)
    return both[:, 0], both[:, 1]


def _article_pairs(corpus: Corpus, gates: Gates, settings: MatchingSettings) -> set[tuple[int, int]]:
    """Value claims of neighbouring articles: a toll in a headline and one in another article's last line."""
    rows = np.arange(len(corpus.articles), dtype=np.intp)
    near = _neighbours(corpus.article_vectors, rows, settings.article_neighbours)
    near |= _neighbours_in_time(corpus, settings.article_neighbours)
    values: defaultdict[int, list[int]] = defaultdict(list)
    for row, claim in enumerate(corpus.claims):
        if claim.facet not in (Facet.STATEMENT, Facet.DATE):
            values[int(corpus.claim_article[row])].append(row)
    return {
        (min(i, j), max(i, j))
        for a, b in near
        for i in values[a]
        for j in values[b]
        if gates.comparable(i, j)
    }


def _neighbours(vectors: Floats, owner: Ints, count: int) -> set[tuple[int, int]]:
    """Pairs of rows, smaller first: each row with its `count` nearest rows of other owners, by cosine."""
    if len(vectors) < 2:
        return set()
    if len(vectors) > EXACT_LIMIT:
        return _approximate(vectors, owner, count)
    pairs: set[tuple[int, int]] = set()
    count = min(count, len(vectors) - 1)
    for start in range(0, len(vectors), BLOCK):
        block = vectors[start : start + BLOCK] @ vectors.T
        block[owner[start : start + BLOCK, None] == owner[None, :]] = -np.inf
        pairs |= _top(block, start, count)
    return pairs


def _neighbours_in_time(corpus: Corpus, count: int) -> set[tuple[int, int]]:
    """Pairs of articles published within `NEAR_DAYS`: each with its `count` nearest among them.

    A region at war has too many look-alikes over the years for the few nearest of all to hold those of
    the same day.
    """
    dated = [row for row, day in enumerate(corpus.published) if day is not None]
    days = np.array([day.toordinal() for day in corpus.published if day is not None], dtype=np.intp)
    if count == 0 or len(dated) < 2:
        return set()
    order = np.argsort(days, kind="stable")
    rows, days = np.array(dated, dtype=np.intp)[order], days[order]
    vectors = corpus.article_vectors[rows]
    pairs: set[tuple[int, int]] = set()
    for start in range(0, len(rows), TIME_BLOCK):
        end = min(start + TIME_BLOCK, len(rows))
        low = int(np.searchsorted(days, days[start] - NEAR_DAYS, side="left"))
        high = int(np.searchsorted(days, days[end - 1] + NEAR_DAYS, side="right"))
        block = vectors[start:end] @ vectors[low:high].T
        block[np.abs(days[start:end, None] - days[None, low:high]) > NEAR_DAYS] = -np.inf
        block[np.arange(end - start), np.arange(start, end) - low] = -np.inf
        most = min(count, block.shape[1])
        best = np.argpartition(-block, most - 1, axis=1)[:, :most]
        for k, others in enumerate(best):
            for other in others[np.isfinite(block[k, others])]:
                a, b = int(rows[start + k]), int(rows[low + other])
                pairs.add((min(a, b), max(a, b)))
    return pairs


def _top(scores: Floats, start: int, count: int) -> set[tuple[int, int]]:
    best = np.argpartition(-scores, count - 1, axis=1)[:, :count]
    return {
        (min(start + row, int(other)), max(start + row, int(other)))
        for row in range(len(scores))
        for other in best[row]
        if np.isfinite(scores[row, other])
    }


def _approximate(vectors: Floats, owner: Ints, count: int) -> set[tuple[int, int]]:
    import faiss

    wide = vectors.astype(np.float32)
    cells = int(4 * np.sqrt(len(wide)))
    quantizer = faiss.IndexFlatIP(wide.shape[1])
    index = faiss.IndexIVFFlat(quantizer, wide.shape[1], cells, faiss.METRIC_INNER_PRODUCT)
    index.train(wide)
    index.add(wide)
    index.nprobe = max(8, cells // 16)
    _, found = index.search(wide, count + 8)
    return {
        (min(row, int(other)), max(row, int(other)))
        for row, others in enumerate(found)
        for other in others
        if other >= 0 and owner[row] != owner[other]
    }


def _word_neighbours(corpus: Corpus, count: int) -> set[tuple[int, int]]:
    """The same by BM25 over the sentences' words; plain word search finds what embeddings miss."""
    if len(corpus.sentences) < 2 or count < 1:
        return set()
    import bm25s  # type: ignore[import-untyped]

    documents = [sorted(bag) or [""] for bag in corpus.sentence_words]
    index = bm25s.BM25()
    index.index(documents, show_progress=False)
    wanted = min(len(documents), count + 6)
    found, scores = index.retrieve(documents, k=wanted, show_progress=False)
    owner = corpus.sentence_article
    return set(_different(found, scores, owner, count))


def _different(found: Ints, scores: Floats, owner: Ints, count: int) -> Iterable[tuple[int, int]]:
    for row, (others, values) in enumerate(zip(found, scores, strict=True)):
        kept = [int(o) for o, v in zip(others, values, strict=True) if owner[o] != owner[row] and v > 0][
            :count
        ]
        for other in kept:
            yield min(row, other), max(row, other)
