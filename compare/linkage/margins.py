"""How pairs of items stand: their margins, which are barred, and what decided that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from compare.linkage.matrices import Floats, Ints

Flags = NDArray[np.bool_]
Index = slice | NDArray[np.intp] | NDArray[np.bool_] | tuple[NDArray[np.intp], ...]


@dataclass(frozen=True, slots=True)
class Margins:
    """Margins of pairs of items, and which pairs can never be together; arrays of one shape.

    A margin is positive where two items belong together and negative where they do not. A pair that is
    barred has none (NaN).
    """

    above: Floats
    barred: Flags

    @classmethod
    def of(cls, above: Floats, barred: Flags | None = None) -> Margins:
        """Margins `above`, but for the pairs that are `barred`."""
        if barred is None:
            return cls(above, np.zeros(above.shape, dtype=bool))
        return cls(np.where(barred, np.nan, above), barred)

    def __getitem__(self, index: Index) -> Margins:
        return Margins(self.above[index], self.barred[index])

    def __len__(self) -> int:
        return len(self.barred)

    @property
    def together(self) -> Flags:
        """Which pairs belong together by themselves; a margin of zero suffices."""
        return ~self.barred & (self.above >= 0)

    @property
    def summable(self) -> Floats:
        """The margins with zero for those that are barred, for sums that these are told apart from."""
        return np.where(self.barred, 0.0, self.above)

    def between(self, rows: Sequence[int], columns: Sequence[int]) -> Margins:
        """(rows, columns) of a square of margins."""
        return self[np.ix_(list(rows), list(columns))]


Measure = Callable[[Ints, Ints], Margins]
"""Gives the (pairs,) margins of items ``i[k]`` and ``j[k]``."""
Link = tuple[int, int, float]
"""Two items that belong together, with their margin."""


def links_of(i: Ints, j: Ints, margins: Margins) -> list[Link]:
    """Of the pairs ``i[k]``, ``j[k]`` with their `margins`, those that belong together."""
    close = margins.together
    pairs = zip(i[close].tolist(), j[close].tolist(), margins.above[close].tolist(), strict=True)
    return list(pairs)


class Outcome(IntEnum):
    """What decides whether two claims are a pair."""

    MARGIN = 0
    """Their margin alone."""
    BARRED = 1
    """A conflict that bars them from one fact."""
    HINDERED = 2
    """A conflict that bars them from being a pair alone."""
    DOUBTFUL = 3
    """Their values exclude each other, and they may be of two events or places."""
    NOT_BEST = 4
    """One of them has a better partner."""


DECIDED = np.dtype([("margin", np.float64), ("outcome", np.int8)])
"""One decision in an array of many."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """(pairs,) what decided each pair, and the margin with which it counts between two groups."""

    rows: NDArray[np.void]

    def __len__(self) -> int:
        return len(self.rows)

    def outcome(self, pair: int) -> Outcome:
        """What decided one pair."""
        return Outcome(self.rows["outcome"][pair])

    @property
    def margins(self) -> Margins:
        """What clustering reads."""
        return Margins(self.rows["margin"], self.rows["outcome"] == Outcome.BARRED)
