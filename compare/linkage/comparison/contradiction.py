"""Whether one sentence denies what another states: negation on one side, or words of opposite sense.

Made for few false alarms: both sentences must say nearly the same apart from the polar word, which must
stand beside words that they share, and neither may hedge what the other states.
"""

from __future__ import annotations

from collections.abc import Iterator

from compare.extraction.annotation.polarity import BESIDE, Polarity, Term

COVERED = 0.75
"""Share of the shorter sentence's content words that the other must hold."""


def contradict(a: Polarity, b: Polarity) -> bool:
    """Whether one of two sentences denies what the other states. Symmetric; False when unsure."""
    if a.for_a_time or b.for_a_time:
        return False
    left, right = a.terms, b.terms
    words_a, words_b = a.lemmas, b.lemmas
    shared = words_a & words_b
    polar = {t.lemma for t in left + right if t.pair >= 0}
    short = min(words_a - polar, words_b - polar, key=len)
    if len(shared - polar) < 2 or len(short & shared) < COVERED * len(short):
        return False
    return any(_opposed(x, y, left, right, shared) for x, y in _comparable(left, right, words_a, words_b))


def _comparable(
    left: tuple[Term, ...], right: tuple[Term, ...], words_a: frozenset[str], words_b: frozenset[str]
) -> Iterator[tuple[Term, Term]]:
    """Terms to hold against each other: the same word, or the two sides of one pair of opposites."""
    sides = [{(t.pair, t.side) for t in terms} for terms in (left, right)]
    both = {pair for found in sides for pair, side in found if (pair, 1 - side) in found}
    for x in left:
        for y in right:
            opposite = x.pair == y.pair >= 0 and x.side != y.side and x.pair not in both
            if x.lemma == y.lemma or (opposite and x.lemma not in words_b and y.lemma not in words_a):
                yield x, y


def _opposed(
    x: Term, y: Term, left: tuple[Term, ...], right: tuple[Term, ...], shared: frozenset[str]
) -> bool:
    opposite_words = x.lemma != y.lemma
    if opposite_words == (x.negated != y.negated) or x.doubtful != y.doubtful:
        return False
    if not opposite_words and (
        any(t.lemma == x.lemma and t.negated != x.negated for t in left)
        or any(t.lemma == y.lemma and t.negated != y.negated for t in right)
    ):
        return False
    near_x = {t.lemma for t in left if 0 < abs(x.at - t.at) <= BESIDE}
    near_y = {t.lemma for t in right if 0 < abs(y.at - t.at) <= BESIDE}
    return len(near_x & near_y & shared) > opposite_words
