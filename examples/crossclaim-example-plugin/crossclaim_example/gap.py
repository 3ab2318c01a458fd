"""Judges two numbers by how far they lie apart."""

from __future__ import annotations

from collections.abc import Sequence

from compare.plugins import JudgedPair, Opinion, Tally

_NEAR = 0.05
"""Part of the larger number by which rounding may set two of them apart."""


class GapJudge:
    """Says that two numbers exclude each other the surer, the further they lie apart; nothing of the rest."""

    name = "gap"
    identity = "gap@1"

    def __init__(self) -> None:
        self._calls = 0
        self._failures: dict[str, int] = {}

    @property
    def tally(self) -> Tally:
        """What was done, and why there was no answer."""
        return Tally(calls=self._calls, failures=dict(self._failures))

    def judge(self, pairs: Sequence[JudgedPair]) -> list[Opinion | None]:
        """An opinion on each pair, in their order; None where there is none."""
        return [self._one(pair) for pair in pairs]

    def _one(self, pair: JudgedPair) -> Opinion | None:
        self._calls += 1
        one, other = pair.one.claim.amount, pair.other.claim.amount
        if one is None or other is None or one.number is None or other.number is None:
            self._failures["no two numbers"] = self._failures.get("no two numbers", 0) + 1
            return None
        larger = max(abs(one.number), abs(other.number)) or 1.0
        gap = abs(one.number - other.number) / larger
        words = f"{one.text} and {other.text} lie {gap:.0%} apart."
        return Opinion(min(1.0, 0.5 + gap) if gap > _NEAR else 0.1, words, "conflict" if gap > _NEAR else "")
