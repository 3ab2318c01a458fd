"""What the sources of a fact do to each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from compare.models.explanations import Signal


class VerdictKind(StrEnum):
    """What the sources of one fact do to each other."""

    AGREE = "agree"
    COMPATIBLE = "compatible"
    DIFFER = "differ"
    VARIANT = "variant"
    RELATED = "related"
    """About the same, but neither agreement nor difference is shown: not compared."""
    SINGLE_SOURCE = "single-source"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the sources of a fact do to each other, with the reason in words."""

    verdict: VerdictKind
    reason: str
    score: float = 0.0
    signals: tuple[Signal, ...] = ()
