"""Statements of two articles that may contradict each other.

No signal here tells that two statements exclude each other as the ends of two intervals do; the model ranks
pairs by how often those like them were a discrepancy, so that whoever reads on begins with the best.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import numpy as np

from compare.linkage.differences import substitutions
from compare.linkage.differences.features import MOST_ODDS
from compare.linkage.differences.peers import ALONE, undecided
from compare.linkage.groups import Group
from compare.linkage.matcher import ClaimMatcher
from compare.linkage.matrices import Floats, Ints
from compare.models import Facet

__all__ = ["SIGNALS", "statement_pairs", "statement_signals"]

OF_CLAIMS = ("own meaning", "told alike", "names", "names lead", "lead words")
"""Those of `compare.linkage.comparison.claim_features.SIGNALS` that count here too."""

APART = (
    "numbers apart",  # numbers that only one side has, of the side that has fewer, logarithmic
    "place in text",  # how far into its article the earlier one of the two stands
    "shorter",  # lemmas of the shorter sentence, logarithmic
    "longer",  # the same of the longer one
    *substitutions.SIGNALS,
)
"""Those that hang on the two statements alone."""

SIGNALS = (
    "one fact",  # log-odds of the matcher that the claims are about one fact
    *OF_CLAIMS,
    "likeness of sentences",  # cosine
    "lead",  # by how much the pair leads the best other partner, on the worse side
    *APART,
)

WORST_RANK = 2
"""Rank, inclusive, of the worse partner; the better one is the nearest. Of the discrepancies that editors
list the contradicting sentence is among the nearest two in 95 %."""

LEAST_LIKE, MOST_LIKE = 0.3, 0.98
"""Cosines, inclusive, between which sentences are looked at: below, they tell of two things; above, they are
the same words."""

MOST_SENTENCES = 150
"""Sentences of an article that are compared, the first ones."""


def statement_pairs(
    matcher: ClaimMatcher, near: Iterable[tuple[int, int]], groups: Iterable[Group]
) -> tuple[Ints, Ints, Floats]:
    """(pairs,) rows of the nearest statements of `near` articles, and (pairs, 2) likeness and lead.

    Pairs that one of `groups` holds are decided.
    """
    rows = _statements(matcher)
    parts = [_nearest(matcher, rows[a], rows[b]) for a, b in near if len(rows[a]) and len(rows[b])]
    empty = np.zeros(0, dtype=np.intp)
    i = np.concatenate([part[0] for part in parts]) if parts else empty
    j = np.concatenate([part[1] for part in parts]) if parts else empty
    stands = np.concatenate([part[2] for part in parts]) if parts else np.zeros((0, 2))
    open_ = undecided(i, j, matcher.corpus.claims, groups)
    return i[open_], j[open_], stands[open_]


def _statements(matcher: ClaimMatcher) -> list[Ints]:
    """Rows of the statements of each article."""
    corpus = matcher.corpus
    found: list[list[int]] = [[] for _ in corpus.articles]
    for row, claim in enumerate(corpus.claims):
        if claim.facet is Facet.STATEMENT:
            found[int(corpus.claim_article[row])].append(row)
    return [np.array(rows[:MOST_SENTENCES], dtype=np.intp) for rows in found]


def _nearest(matcher: ClaimMatcher, one: Ints, other: Ints) -> tuple[Ints, Ints, Floats]:
    """The nearest pairs of the statements of two articles."""
    corpus = matcher.corpus
    here, there = (
        corpus.sentence_vectors[corpus.claim_sentence[rows]].astype(np.float64) for rows in (one, other)
    )
    likeness = here @ there.T
    ranks = [(-likeness).argsort(axis=k, kind="stable").argsort(axis=k, kind="stable") for k in (1, 0)]
    better, worse = np.minimum(*ranks), np.maximum(*ranks)
    near = (better == 0) & (worse <= WORST_RANK) & (likeness >= LEAST_LIKE) & (likeness <= MOST_LIKE)
    a, b = np.nonzero(near)
    leads = np.minimum(_leads(likeness, 1), _leads(likeness, 0))
    stands = np.column_stack([likeness[a, b], leads[a, b]])
    return one[a], other[b], stands


def _leads(likeness: Floats, axis: int) -> Floats:
    """By how much each pair leads the best other one of its row or column."""
    if likeness.shape[axis] < 2:
        return np.full(likeness.shape, ALONE)
    top = -np.sort(-likeness, axis=axis)
    best, second = np.take(top, [0], axis=axis), np.take(top, [1], axis=axis)
    return np.asarray(likeness - np.where(likeness >= best, second, best))


def statement_signals(matcher: ClaimMatcher, i: Ints, j: Ints, stands: Floats) -> Floats:
    """(pairs, signals) for pairs as `statement_pairs` gives them, columns as in `SIGNALS`."""
    odds = np.clip(matcher.log_odds(i, j), -MOST_ODDS, MOST_ODDS)
    told = matcher.signals(i, j, OF_CLAIMS)
    apart = matcher.columns("statements apart", len(APART), partial(_apart, matcher), i, j)
    return np.column_stack([odds, told, stands, apart])


def _apart(matcher: ClaimMatcher, i: Ints, j: Ints) -> Floats:
    """(pairs, signals) columns as in `APART`."""
    notes = matcher.corpus.notes
    length = {note.article.id: max(1, len(note.article.text)) for note in notes.articles}
    pairs = [(notes.claims[a], notes.claims[b]) for a, b in zip(i.tolist(), j.tolist(), strict=True)]
    rows = []
    for pair in pairs:
        one, other = (note.stated for note in pair)
        rows.append(
            (
                _fewer(one.content.numbers, other.content.numbers),
                min(note.claim.start / length[note.claim.article] for note in pair),
                *np.log1p(sorted((len(one.lemmas), len(other.lemmas)))),
            )
        )
    aligned = substitutions.substitutions((one.stated, other.stated) for one, other in pairs)
    beside = np.array(rows, dtype=np.float64).reshape(-1, len(APART) - len(substitutions.SIGNALS))
    return np.column_stack([beside, aligned])


def _fewer(one: frozenset[str], other: frozenset[str]) -> float:
    return float(np.log1p(min(len(one - other), len(other - one))))
