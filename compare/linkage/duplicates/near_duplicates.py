"""Texts that are copies of each other, word for word or nearly so.

A text is the set of its word pairs. Candidates are texts whose MinHash signatures, which datasketch makes,
agree in a whole band: they share a bucket of a locality-sensitive index (Broder 1997; Indyk and Motwani
1998). A candidate is then verified by its exact Jaccard similarity, so that chance can miss a copy but never
make one up. The permutations come from a fixed seed and the hashes from the words: the same texts give the
same copies.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from math import ceil

from compare.extraction.annotation.wording import Wording, Words

SIMILAR = 0.7
"""Jaccard similarity of word pairs from which on (inclusive) two texts are copies."""

BANDS = 24
"""Parts of a signature of which texts share one or are not compared; see `ROWS`."""

ROWS = 3
"""A signature has ``BANDS * ROWS`` numbers: of pairs at `SIMILAR`, one in 24,000 shares no band."""

AT_ONCE = 2
"""Bands indexed together: all of them would need kilobytes for each text."""

CROWD = 16
"""Candidates of a text from which on (inclusive) the index has enough of its kind: a template that fills in a
name gives thousands."""

ROUNDING = 1e-9
"""What a product of the similarity may be off by."""

SEED = 1
"""Any number: it makes the signatures the same in each run."""


def near_duplicates(texts: Sequence[Wording]) -> list[list[int]]:
    """Groups of two or more distinct `texts`, by their places, that copies connect.

    Copies are `SIMILAR` and have the same numbers and denials: a sentence with another toll is no copy.
    """
    from scipy.cluster.hierarchy import DisjointSet  # type: ignore[import-untyped]

    alike: defaultdict[Words, list[int]] = defaultdict(list)
    for place, text in enumerate(texts):
        alike[text.numbers].append(place)
    found = []
    for places in map(partial(_in_company, texts), alike.values()):
        if len(places) > 1:
            groups = DisjointSet(range(len(places)))
            held = [texts[place].words for place in places]
            for i, j in _candidates(held):
                if not groups.connected(i, j) and similar(held[i], held[j]):
                    groups.merge(i, j)
            found += [sorted(places[i] for i in group) for group in groups.subsets() if len(group) > 1]
    return sorted(found)


def similar(a: Words, b: Words, least: float = SIMILAR) -> bool:
    """Whether the Jaccard similarity of the word pairs of two texts is `least` or more."""
    one, other = set(pairwise(a)), set(pairwise(b))
    shared = len(one & other)
    return shared >= least * (len(one) + len(other) - shared)


def _in_company(texts: Sequence[Wording], places: Sequence[int]) -> list[int]:
    """Those of some `places` whose text may be `SIMILAR` to that of another one: far fewer than all.

    Of the word pairs of two such texts, the rarest first, so many are shared that they share one of the first
    ones (prefix filtering; Chaudhuri, Ganti and Kaushik, 2006): no copy is missed.
    """
    held = {place: set(pairwise(texts[place].words)) for place in places}
    common = Counter(pair for pairs in held.values() for pair in pairs)
    first = {}
    for place, pairs in held.items():
        most = len(pairs) - ceil(SIMILAR * len(pairs) - ROUNDING) + 1
        shared = [pair for pair in pairs if common[pair] > 1]
        # Those that it has alone are the rarest of all, and no other text is found by them.
        rarest = sorted((common[pair], pair) for pair in shared) if len(pairs) - len(shared) < most else []
        first[place] = [pair for _, pair in rarest[: most - (len(pairs) - len(shared))]]
    holders = Counter(pair for pairs in first.values() for pair in pairs)
    return [place for place in places if any(holders[pair] > 1 for pair in first[place])]


def _candidates(texts: Sequence[Words]) -> Iterator[tuple[int, int]]:
    """Pairs of `texts` that may be `SIMILAR`, each as often as they meet in an index."""
    import numpy as np
    from datasketch import MinHash

    size, width = BANDS * ROWS, AT_ONCE * ROWS
    signatures = np.empty((len(texts), size), dtype=np.uint32)
    shingles = map(_shingles, texts)
    for i, found in enumerate(MinHash.generator(shingles, num_perm=size, seed=SEED, scheme="affine32")):
        signatures[i] = found.hashvalues
    for start in range(0, size, width):
        index: list[defaultdict[bytes, list[int]]] = [defaultdict(list) for _ in range(AT_ONCE)]
        bands = [
            np.ascontiguousarray(signatures[:, at : at + ROWS]) for at in range(start, start + width, ROWS)
        ]
        for i in range(len(texts)):
            buckets = [held[band[i].tobytes()] for held, band in zip(index, bands, strict=True)]
            near = set().union(*buckets)
            if len(near) < CROWD:
                for bucket in buckets:
                    bucket.append(i)
            for j in near:
                yield j, i


def _shingles(words: Words) -> list[bytes]:
    return [f"{a} {b}".encode("utf-8", "surrogatepass") for a, b in pairwise(words)]
