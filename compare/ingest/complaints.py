"""What is said of input that cannot be used: a line each, and of many alike the first and how many more."""

from __future__ import annotations

import re
from collections import Counter

from compare.ingest.fields import OnProblem
from compare.models import Problem

__all__ = ["Complaints"]

SHOWN = 5
"""Lines of one kind about one file that are said; the others are counted."""

_PLACE = re.compile(r" (?:row|line|article|page|entry) \d+$")
_PARTICULAR = re.compile(r'"[^"]*"|\([^)]*\)|\d+')


class Complaints:
    """Passes problems on, but of those of one kind about one file only the first few."""

    def __init__(self, on_problem: OnProblem) -> None:
        self._tell = on_problem
        self._counts: Counter[tuple[str, str]] = Counter()
        self.first: Problem | None = None

    def __call__(self, problem: Problem) -> None:
        """Tell of a problem."""
        self.first = self.first or problem
        place = _PLACE.sub("", problem.where)
        if place == problem.where:
            self._tell(problem)
            return
        kind = place, _PARTICULAR.sub("#", problem.what)
        self._counts[kind] += 1
        if self._counts[kind] <= SHOWN:
            self._tell(problem)

    def close(self) -> None:
        """Say how many were not told."""
        for (place, _), count in self._counts.items():
            if (more := count - SHOWN) > 0:
                what = f"{more:,} more line{'s' if more > 1 else ''} like the last one about it"
                self._tell(Problem(place, what))
        self._counts.clear()
