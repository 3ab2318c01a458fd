"""What the sources of a fact do to each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from compare.models.explanations import Signal


class VerdictKind(StrEnum):
    """What the sources of one fact do to each other.

    Examples:
        >>> from compare import VerdictKind
        >>> VerdictKind.DIFFER == "differ", VerdictKind("single-source").name
        (True, 'SINGLE_SOURCE')
    """

    AGREE = "agree"
    COMPATIBLE = "compatible"
    DIFFER = "differ"
    POSSIBLE = "possible"
    """They may differ, but the tool does not stand for it: two claims for a person to look at. Files write it
    as a `DIFFER` whose `Certainty` is `POSSIBLE`."""
    VARIANT = "variant"
    RELATED = "related"
    """About the same, but neither agreement nor difference is shown: not compared."""
    SINGLE_SOURCE = "single-source"
    UNRELATED = "unrelated"


class Certainty(StrEnum):
    """How far the tool stands for a difference."""

    SURE = "sure"
    POSSIBLE = "possible"


class Cause(StrEnum):
    """Why sources do not say just the same."""

    CONFLICT = "conflict"
    """They cannot both be right."""
    UPDATE = "update"
    """The later one replaces the earlier."""
    SCOPE = "scope"
    """They speak of other parts, places or periods."""
    PRECISION = "precision"
    """One is rounded or vaguer."""
    ATTRIBUTION = "attribution"
    """One states as fact what another calls unconfirmed."""
    WORDING = "wording"
    """One name, or one statement, in other words."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the sources of a fact do to each other, with the reason in words.

    ``score`` is the probability, from 0 to 1, that the claims are about one fact; of a possible difference,
    that they contradict each other.

    Examples:
        >>> from compare import compare_pair
        >>> verdict = compare_pair("The blast killed 41 people.", "The blast killed 52 people.")
        >>> verdict.verdict, verdict.certainty.value, verdict.cause.value
        (<VerdictKind.DIFFER: 'differ'>, 'sure', 'conflict')
    """

    verdict: VerdictKind
    reason: str
    score: float = 0.0
    signals: tuple[Signal, ...] = ()
    cause: Cause | None = None
    """None where they say the same, or where nothing is compared."""
    judge: str = ""
    """Who made a possible difference a sure one, beside the tool: a model; "" where nobody did."""

    @property
    def certainty(self) -> Certainty | None:
        """Of a difference, how far the tool stands for it; None of another verdict."""
        if self.verdict is VerdictKind.POSSIBLE:
            return Certainty.POSSIBLE
        return Certainty.SURE if self.verdict is VerdictKind.DIFFER else None
