"""Texts that are copies of each other, word for word or nearly so.

A text is the set of its word pairs. Candidates are texts whose MinHash signatures, which datasketch makes,
agree in a whole band: they share a bucket of a locality-sensitive index (Broder 1997; Indyk and Motwani
1998). A candidate is then verified by its exact Jaccard similarity, so that chance can miss a copy but never
make one up. The permutations come from a fixed seed and the hashes from the words: the same texts give the
same copies.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from compare.extraction.annotation.wording import Wording, Words
from compare.linkage.duplicates.word_runs import Bags, Numbers, numbered, runs
from compare.linkage.matrices import Ints, distinct

SIMILAR = 0.7
"""Jaccard similarity of word pairs from which on (inclusive) two texts are copies."""

BANDS = 24
"""Parts of a signature of which texts share one or are not compared; see `ROWS`."""

ROWS = 3
"""A signature has ``BANDS * ROWS`` numbers: of pairs at `SIMILAR`, one in 24,000 shares no band."""

AT_ONCE = 2
"""Bands indexed together; see `CROWD`."""

CROWD = 16
"""Candidates of a text, in bands indexed together, from which on (inclusive) the index has enough of its
kind: a template that fills in a name gives thousands."""

ROUNDING = 1e-9
"""What a product of the similarity may be off by."""

SEED = 1
"""Any number: it makes the signatures the same in each run."""


def near_duplicates(texts: Sequence[Wording]) -> list[list[int]]:
    """Groups of two or more distinct `texts`, by their places, that copies connect.

    Copies are `SIMILAR` and have the same numbers and denials: a sentence with another toll is no copy.
    """
    from scipy.sparse import coo_matrix  # type: ignore[import-untyped]
    from scipy.sparse.csgraph import connected_components  # type: ignore[import-untyped]

    kinds: dict[Words, int] = {}
    kind = np.array([kinds.setdefault(text.numbers, len(kinds)) for text in texts], dtype=np.intp)
    pairs = _word_pairs(texts)
    i, j = _candidates(texts, kind, _in_company(pairs, kind))
    shared = pairs.shared(i, j)
    copies = shared >= SIMILAR * (pairs.size[i] + pairs.size[j] - shared)
    square = (len(texts), len(texts))
    _, home = connected_components(coo_matrix((copies[copies], (i[copies], j[copies])), shape=square))
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for place in distinct(np.concatenate([i[copies], j[copies]])).tolist():
        groups[int(home[place])].append(place)
    return sorted(groups.values())


def _word_pairs(texts: Sequence[Wording]) -> Bags:
    """The distinct word pairs of each text, numbered in their order."""
    words, starts = numbered(text.words for text in texts)
    text = np.repeat(np.arange(len(texts)), np.diff(starts))
    inside = text[:-1] == text[1:]
    return Bags(text[:-1][inside], runs(words)[inside], len(texts))


def _in_company(pairs: Bags, kind: Ints) -> Ints:
    """The texts, by their word pairs, that may be `SIMILAR` to another one of their kind: far fewer than all.

    Of the word pairs of two such texts, the rarest first, so many are shared that they share one of the first
    ones (prefix filtering; Chaudhuri, Ganti and Kaushik, 2006): no copy is missed.
    """
    most = int(pairs.held.max(initial=0)) + 1
    _, own, common = np.unique(kind[pairs.row] * most + pairs.held, return_inverse=True, return_counts=True)
    order = np.lexsort((pairs.held, common[own], pairs.row))
    place = np.arange(len(order)) - np.repeat(np.cumsum(pairs.size) - pairs.size, pairs.size)
    shared = np.ceil(SIMILAR * pairs.size - ROUNDING).astype(np.intp)
    first = order[place < np.repeat(pairs.size - shared + 1, pairs.size)]
    holders = np.bincount(own[first], minlength=len(common))
    return distinct(pairs.row[first[holders[own[first]] > 1]])


def _candidates(texts: Sequence[Wording], kind: Ints, some: Ints) -> tuple[Ints, Ints]:
    """Pairs of `some` of all `texts` that are of one kind and may be `SIMILAR`, the earlier one first."""
    from datasketch import MinHash

    size, width = BANDS * ROWS, AT_ONCE * ROWS
    signatures = np.empty((len(some), size), dtype=np.uint32)
    shingles = (_shingles(texts[place].words) for place in some.tolist())
    scheme = "affine32"
    for i, found in enumerate(MinHash.generator(shingles, num_perm=size, seed=SEED, scheme=scheme)):
        signatures[i] = found.hashvalues
    parts = [_sharing(signatures[:, start : start + width], kind[some]) for start in range(0, size, width)]
    earlier, later = np.divmod(distinct(np.concatenate(parts)), max(1, len(some)))
    return some[earlier], some[later]


def _sharing(signatures: NDArray[np.uint32], kind: Ints) -> Numbers:
    """Pairs of texts of one kind that share a band, each as one number: the earlier times the number of all,
    and the later.

    datasketch's own index takes no kinds: each of the many would need one of its own.
    """
    size, width = signatures.shape
    own: list[list[int]] = []
    buckets: list[list[list[int]]] = []
    for start in range(0, width, ROWS):
        band = np.column_stack([signatures[:, start : start + ROWS], kind.astype(np.uint32)])
        distinct_bands, found = np.unique(band, axis=0, return_inverse=True)
        own.append(found.reshape(-1).tolist())
        buckets.append([[] for _ in distinct_bands])
    met = array("q")
    for later, places in enumerate(zip(*own, strict=True)):
        held = [bucket[place] for bucket, place in zip(buckets, places, strict=True)]
        near = set[int]().union(*held)
        if len(near) < CROWD:
            for bucket in held:
                bucket.append(later)
        met.extend(earlier * size + later for earlier in near)
    return np.array(met, dtype=np.int64)


def _shingles(words: Words) -> list[bytes]:
    return [f"{a} {b}".encode("utf-8", "surrogatepass") for a, b in pairwise(words)]
