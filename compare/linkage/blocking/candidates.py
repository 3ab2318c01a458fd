"""Which pairs of claims are worth scoring: neighbours by meaning, by words, and by article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from compare.linkage.blocking.lists import KnownLists, Sentences
from compare.linkage.blocking.neighbours import Keys, nearest, nearest_by_words, pair_keys, rows_of
from compare.linkage.constraints.constraints import Constraints
from compare.linkage.corpus import Corpus
from compare.linkage.matrices import MASKED, Ints, distinct
from compare.models import Facet
from compare.settings import MatchingSettings

MOST_OF_A_KIND = 16
"""Claims of one kind in a sentence that are compared with another's; longer lists are tables."""

MOST_OF_A_PARTNER = 24
"""Claims of one kind in an article with which a claim of a neighbouring article is compared, the nearest
questions first."""

SCREENED_AT_ONCE = 1 << 20
"""Pairs that the constraints look at together: bounds the memory."""

TIME_BLOCK = 64
"""Articles in the order of publication that are compared at once with all that are near to them in time."""

NEAR_DAYS = 3
"""Days between the publications of two articles that may report one event as news."""

Comparable = Callable[[Ints, Ints], NDArray[np.bool_]]
"""Says of pairs of claims (by row) of two articles which of them no constraint parts."""


def candidate_pairs(
    corpus: Corpus,
    constraints: Constraints,
    settings: MatchingSettings,
    repeated: NDArray[np.bool_] | None = None,
    comparable: Comparable | None = None,
    known: KnownLists | None = None,
) -> tuple[Ints, Ints]:
    """Rows ``i < j`` of claims of different articles that may be about one fact, sorted.

    Three sources, united: for each sentence its nearest sentences of other articles by embedding and by
    BM25, and for each article its nearest articles, of which the counts of one kind are compared. No pair
    that `constraints` rule out is returned. The number of pairs grows with that of sentences: no more than
    `MOST_OF_A_KIND` claims of a kind count in a sentence, and no more than `MOST_OF_A_PARTNER` of a
    neighbouring article for each claim. The claims of `repeated` sentences (by row), for which copies stand,
    are in no pair. `comparable` asks the constraints where what they said is known of many pairs, and what is
    `known` of the nearest sentences is not searched again.
    """
    size = len(corpus.claims)
    kinds = _kinds(corpus, constraints)
    own = np.ones(len(corpus.sentences), dtype=bool) if repeated is None else ~repeated
    near = _near_sentences(corpus, settings, np.flatnonzero(own), known)
    found = [*_of_sentences(corpus, kinds, near), *_of_articles(corpus, kinds, settings, own)]
    keys = distinct(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)
    parts = [
        _comparable(keys[k : k + SCREENED_AT_ONCE], size, comparable or constraints.comparable_pairs)
        for k in range(0, len(keys), SCREENED_AT_ONCE)
    ]
    return rows_of(np.concatenate(parts) if parts else keys, max(1, size))


def _comparable(keys: Keys, size: int, comparable: Comparable) -> Keys:
    i, j = rows_of(keys, size)
    return keys[comparable(i, j)]


def _kinds(corpus: Corpus, constraints: Constraints) -> Ints:
    """A number for what must be equal for two claims to be compared at all."""
    known: dict[tuple[str, str, str], int] = {}
    return np.array(
        [known.setdefault(constraints.kind(row), len(known)) for row in range(len(corpus.claims))],
        dtype=np.intp,
    )


def _of_sentences(corpus: Corpus, kinds: Ints, keys: Keys) -> Iterator[Keys]:
    """Claims of one kind in pairs of sentences that are near."""
    size = len(corpus.claims)
    claims = _first_of_a_kind(corpus.claim_sentence, kinds)
    order = claims[np.argsort(corpus.claim_sentence[claims], kind="stable")]
    held = np.bincount(corpus.claim_sentence[order], minlength=len(corpus.sentences))
    starts = np.cumsum(held) - held
    for k in range(0, len(keys), SCREENED_AT_ONCE):
        s, t = rows_of(keys[k : k + SCREENED_AT_ONCE], len(corpus.sentences))
        one, other = _products(starts[s], held[s], starts[t], held[t])
        one, other = order[one], order[other]
        alike = kinds[one] == kinds[other]
        yield pair_keys(one[alike], other[alike], size)


def _near_sentences(
    corpus: Corpus, settings: MatchingSettings, rows: Ints, known: KnownLists | None = None
) -> Keys:
    """Pairs of some sentences, by row, that are near by meaning or by words."""
    size = len(corpus.sentences)
    owner, bags = corpus.sentence_article[rows], corpus.sentence_words(rows)
    vectors, counts = corpus.sentence_vectors[rows], (settings.neighbours, settings.word_neighbours)
    if known is None:
        by_words = nearest_by_words(bags, owner, counts[1])
        keys = distinct(np.concatenate([nearest(vectors, owner, counts[0]), by_words]))
    else:
        keys = known.keys(_places(corpus, rows, known.readings), vectors, list(bags), owner, counts)
    one, other = rows_of(keys, max(1, len(rows)))
    return pair_keys(rows[one], rows[other], size)


def _places(corpus: Corpus, rows: Ints, readings: Mapping[str, str]) -> Sentences:
    """Where some sentences, by row, stand; `readings` are digests of what articles say, by id."""
    article = corpus.sentence_article
    place = np.arange(len(article)) - np.searchsorted(article, article)
    keys = tuple(readings[each.id] for each in corpus.articles)
    return Sentences(keys, article[rows], place[rows])


def _first_of_a_kind(sentence: Ints, kinds: Ints) -> Ints:
    """The first `MOST_OF_A_KIND` claims of each sentence and kind."""
    order = np.lexsort((np.arange(len(kinds)), kinds, sentence))
    change = np.ones(len(order), dtype=bool)
    change[1:] = (np.diff(sentence[order]) != 0) | (np.diff(kinds[order]) != 0)
    begin = np.maximum.accumulate(np.where(change, np.arange(len(order)), 0))
    return np.sort(order[np.arange(len(order)) - begin < MOST_OF_A_KIND])


def _products(start: Ints, held: Ints, begin: Ints, other_held: Ints) -> tuple[Ints, Ints]:
    """All pairs of members of two runs, for each pair of runs: positions in one list."""
    total = held * other_held
    pair = np.repeat(np.arange(len(total)), total)
    at = np.arange(len(pair)) - np.repeat(np.cumsum(total) - total, total)
    one, other = np.divmod(at, np.maximum(1, other_held[pair]))
    return start[pair] + one, begin[pair] + other


def _of_articles(
    corpus: Corpus, kinds: Ints, settings: MatchingSettings, own: NDArray[np.bool_]
) -> Iterator[Keys]:
    """Value claims of neighbouring articles: a toll in a headline and one in another article's last line."""
    rows, count = np.unique(corpus.sentence_article[own]), settings.article_neighbours
    size = max(1, len(corpus.articles))
    one, other = rows_of(nearest(corpus.article_vectors[rows], rows, count), max(1, len(rows)))
    by_meaning = pair_keys(rows[one], rows[other], size)
    near = distinct(np.concatenate([by_meaning, _nearest_in_time(corpus, count, rows)]))
    values: defaultdict[int, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row, claim in enumerate(corpus.claims):
        if own[corpus.claim_sentence[row]] and claim.facet not in (Facet.STATEMENT, Facet.DATE):
            values[int(corpus.claim_article[row])][int(kinds[row])].append(row)
    held = {a: {kind: np.array(v, dtype=np.intp) for kind, v in by.items()} for a, by in values.items()}
    ones, others, waiting = [], [], 0
    for a, b in zip(*(part.tolist() for part in rows_of(near, size)), strict=True):
        mine, theirs = held.get(a, {}), held.get(b, {})
        for kind in mine.keys() & theirs.keys():
            one, other = _partners(corpus, mine[kind], theirs[kind])
            ones.append(one)
            others.append(other)
            waiting += len(one)
        if waiting > SCREENED_AT_ONCE:
            yield pair_keys(np.concatenate(ones), np.concatenate(others), len(corpus.claims))
            ones, others, waiting = [], [], 0
    if ones:
        yield pair_keys(np.concatenate(ones), np.concatenate(others), len(corpus.claims))


def _partners(corpus: Corpus, mine: Ints, theirs: Ints) -> tuple[Ints, Ints]:
    """Pairs of two articles' claims of one kind: all, or for each those whose questions are nearest."""
    if max(len(mine), len(theirs)) <= MOST_OF_A_PARTNER:
        return np.repeat(mine, len(theirs)), np.tile(theirs, len(mine))
    alike = corpus.masked_vectors[mine] @ corpus.masked_vectors[theirs].T
    kept = np.zeros(alike.shape, dtype=bool)
    for axis in (0, 1):
        most = min(MOST_OF_A_PARTNER, alike.shape[axis])
        best = np.argpartition(-alike, most - 1, axis=axis)
        np.put_along_axis(kept, np.take(best, range(most), axis=axis), True, axis=axis)
    one, other = np.nonzero(kept)
    return mine[one], theirs[other]


def _nearest_in_time(corpus: Corpus, count: int, some: Ints) -> Keys:
    """Pairs of some articles, by row, published within `NEAR_DAYS`: each with its `count` nearest among them.

    A region at war has too many look-alikes over the years for the few nearest of all to hold those of
    the same day.
    """
    published = [(row, day) for row in some.tolist() if (day := corpus.published[row]) is not None]
    dated = [row for row, _ in published]
    days = np.array([day.toordinal() for _, day in published], dtype=np.intp)
    if count == 0 or len(dated) < 2:
        return np.zeros(0, dtype=np.int64)
    order = np.argsort(days, kind="stable")
    rows, days = np.array(dated, dtype=np.intp)[order], days[order]
    vectors = corpus.article_vectors[rows]
    found = []
    for start in range(0, len(rows), TIME_BLOCK):
        end = min(start + TIME_BLOCK, len(rows))
        low = int(np.searchsorted(days, days[start] - NEAR_DAYS, side="left"))
        high = int(np.searchsorted(days, days[end - 1] + NEAR_DAYS, side="right"))
        block = vectors[start:end] @ vectors[low:high].T
        block[np.abs(days[start:end, None] - days[None, low:high]) > NEAR_DAYS] = MASKED
        block[np.arange(end - start), np.arange(start, end) - low] = MASKED
        most = min(count, block.shape[1])
        best = np.argpartition(-block, most - 1, axis=1)[:, :most]
        there = np.isfinite(np.take_along_axis(block, best, axis=1))
        one = np.repeat(rows[start:end], there.sum(axis=1))
        found.append(pair_keys(one, rows[low + best[there]], len(corpus.articles)))
    return distinct(np.concatenate(found))
