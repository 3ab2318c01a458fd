"""Rank and lead of a pair are those that a comparison with each rival in turn gives."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import STORM, corpus_of, story

from compare.linkage.comparison.competing_claims import ALONE, HIGHER, CompetingClaims

CORPUS = corpus_of(
    [
        *STORM,
        story(
            "echo", "A storm off Port Ashel sank a ferry.\nIt killed 27 passengers, 3 sailors and 2 pilots."
        ),
        story("none", ""),
    ]
)
SIZE = len(CORPUS.claims)


def alike(i: int, j: int) -> float:
    c = CORPUS
    s, t = c.claim_sentence[i], c.claim_sentence[j]
    pairs = ((c.masked_vectors[i], c.masked_vectors[j]), (c.sentence_vectors[s], c.sentence_vectors[t]))
    return sum(float(a.astype(float) @ b.astype(float)) for a, b in pairs) / 2


def plain(i: int, j: int) -> tuple[float, float]:
    rank, lead = 0, 0.0
    for one, other in ((i, j), (j, i)):
        rivals = [
            k
            for k in range(SIZE)
            if CORPUS.claim_article[k] == CORPUS.claim_article[other]
            and CORPUS.claims[k].facet is CORPUS.claims[one].facet
            and k not in (one, other)
        ]
        near = [alike(one, k) for k in rivals]
        rank += sum(value > alike(i, j) + HIGHER for value in near)
        lead += alike(i, j) - max(near, default=ALONE)
    return rank, lead / 2


@given(st.lists(st.tuples(st.integers(0, SIZE - 1), st.integers(0, SIZE - 1)), max_size=30))
@settings(derandomize=True, deadline=None, max_examples=40)
def test_ranks_and_leads_are_the_plain_ones(pairs):
    pairs = [(a, b) for a, b in pairs if a != b]
    both = np.array(pairs, dtype=np.intp).reshape(-1, 2)
    rank, lead = CompetingClaims(CORPUS)(both[:, 0], both[:, 1])
    expected = [plain(a, b) for a, b in pairs]
    assert rank.tolist() == [r for r, _ in expected]
    assert np.allclose(lead, [found for _, found in expected], atol=1e-9)


def test_a_claim_is_no_rival_of_itself():
    """Two claims of one article: each would fit itself better than its partner."""
    counts = [
        k
        for k, c in enumerate(CORPUS.claims)
        if c.article == "echo" and c.value and c.value.unit == "" and c.facet.value == "quantity"
    ]
    assert len(counts) == 3
    i, j = np.array(counts[:1]), np.array(counts[1:2])
    rank, _ = CompetingClaims(CORPUS)(i, j)
    assert rank[0] <= 2  # the third one, once on each side
