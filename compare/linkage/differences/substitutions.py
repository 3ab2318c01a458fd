"""What stands in one statement where the other has something else: words aligned by what they mean.

Two statements of one fact share some words and say others in their own way; those that contradict each other
put one word in the place of another of its kind, too: a number for a number, "injured" for "killed". So the
words that only one side has are aligned, each with that of the other side which means most nearly the same.
What words mean is known of each by itself (`TextNotes.meanings`): the same for all encoders.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from compare.extraction.annotation.texts import TextNotes
from compare.linkage.matrices import Floats, exact

__all__ = ["SIGNALS", "substitutions"]

SIGNALS = (
    "covered",  # how near the other side comes to each word, their mean by rarity; of the less covered side
    "covered at best",  # the same of the better covered side
    "least covered",  # how near the other side comes to the word that it misses most, on the worse side
    "least covered at best",  # the same on the better side
    "stand-in",  # how near the nearest two words are that each stand on one side alone
    "number for number",  # the same of two numbers
    "word for word",  # the same of two words that are neither names nor numbers
)

HELD = 1 << 11
"""Statements of which the words are held at once: ten kilobytes each."""

NOTHING = -0.3
"""Nearness where no word stands for another: below that of any two words that are aligned."""


@dataclass(frozen=True, slots=True)
class _Words:
    """(words,) the words of a statement, what each counts and means, and which are numbers or plain."""

    lemmas: tuple[str, ...]
    weights: Floats
    vectors: Floats
    numbers: tuple[float, ...]
    plain: NDArray[np.bool_]

    @classmethod
    def of(cls, text: TextNotes) -> _Words:
        """Those of a text."""
        content = text.content
        lemmas = tuple(content.weights)
        return cls(
            lemmas,
            np.array(list(content.weights.values()), dtype=np.float64),
            exact(text.meanings).astype(np.float64),
            tuple(_number(word) if word in content.numbers else math.nan for word in lemmas),
            np.array([word not in content.names | content.numbers for word in lemmas], dtype=bool),
        )


def _number(word: str) -> float:
    """The number that a word is in digits; NaN where it is none, or none that has a ratio to others."""
    try:
        number = float(word.replace(",", ""))
    except ValueError:
        return math.nan
    return number if 0 < number < math.inf else math.nan


def substitutions(pairs: Iterable[tuple[TextNotes, TextNotes]]) -> Floats:
    """(pairs, signals) of the texts of statements, columns as in `SIGNALS`."""
    words = lru_cache(maxsize=HELD)(_Words.of)
    rows = [_signals(words(a), words(b)) for a, b in pairs]
    return np.array(rows, dtype=np.float64).reshape(-1, len(SIGNALS))


def _signals(a: _Words, b: _Words) -> tuple[float, ...]:
    if not a.lemmas or not b.lemmas:
        return (0.0,) * 4 + (NOTHING,) * 3
    near = _nearness(a, b)
    covered = [(near.max(axis=axis), side.weights) for axis, side in ((1, a), (0, b))]
    # Summed without rounding, so that the order of the two sides does not count.
    means = sorted(math.fsum(best * weights) / math.fsum(weights) for best, weights in covered)
    least = sorted(float(best.min()) for best, _ in covered)
    return *means, *least, *_stand_ins(a, b, near)


def _nearness(a: _Words, b: _Words) -> Floats:
    """(words, words) cosines; 1 of the same word, and of two numbers how many times one holds the other."""
    near = np.asarray(a.vectors @ b.vectors.T)
    for x, number in enumerate(a.numbers):
        if not math.isnan(number):
            for y, other in enumerate(b.numbers):
                if not math.isnan(other):
                    near[x, y] = min(number / other, other / number)
    place = {word: y for y, word in enumerate(b.lemmas)}
    for x, word in enumerate(a.lemmas):
        if word in place:
            near[x, place[word]] = 1.0
    return near


def _stand_ins(a: _Words, b: _Words, near: Floats) -> tuple[float, float, float]:
    """How near the nearest stand-ins are: of all, of numbers and of plain words."""
    shared = set(a.lemmas) & set(b.lemmas)
    x, y = (
        np.array([k for k, word in enumerate(side.lemmas) if word not in shared], dtype=np.intp)
        for side in (a, b)
    )
    if not len(x) or not len(y):
        return NOTHING, NOTHING, NOTHING
    own = near[np.ix_(x, y)]
    mutual = (own == own.max(axis=1, keepdims=True)) & (own == own.max(axis=0, keepdims=True))
    numbers = ~np.isnan(np.array(a.numbers)[x])[:, None] & ~np.isnan(np.array(b.numbers)[y])
    plain = a.plain[x][:, None] & b.plain[y]
    return _best(own, mutual), _best(own, mutual & numbers), _best(own, mutual & plain)


def _best(near: Floats, which: NDArray[np.bool_]) -> float:
    return float(near.max(initial=NOTHING, where=which))
