"""Why claims were joined to a fact, and which articles copy one text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from compare.models.claims import Claim
from compare.models.values import Relation


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason for a decision. ``contribution`` is in log-odds: weight times scaled value."""

    name: str
    value: float
    contribution: float


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims (by id) with the probability that they are about one fact, and the one that they needed."""

    a: str
    b: str
    score: float
    signals: tuple[Signal, ...] = ()
    needed: float = 0.0


class Rule(StrEnum):
    """What two claims needed to be taken for one fact; each has a threshold of its own in the settings."""

    FITS = "values that fit each other"
    EXCLUDES = "values that exclude each other, each claim the other's best partner"
    CASUALTIES = "casualties that exclude each other"
    STATEMENTS = "statements without a value, each the other's best partner"
    DAYS = "statements without a value that seem to be of two days, each the other's best partner"
    ASSERTIONS = "parts of sentences that say alike things of one subject"
    QUOTATIONS = "quotations of which one stands in the other"
    DOUBT = "claims that may exclude each other and be of one question, for a person to look at"
    ONE_SIDED = "statements without a value of which one has a better partner in the other's article"

    @classmethod
    def _missing_(cls, value: object) -> Rule | None:
        """A rule as earlier versions stored it: what stands behind the comma explains it, and may change."""
        kind = str(value).partition(",")[0]
        return next((rule for rule in cls if rule.partition(",")[0] == kind), None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two claims (by id) whose values the verdict compared, and how the first stands to the second."""

    a: str
    b: str
    relation: Relation


class LeftOut(StrEnum):
    """Why a fact did not take a claim that no constraint keeps out of it."""

    OTHER_FACT = "nearer to the claims of another fact"
    AVERAGE = "on average over the claims of this fact it lies below what is needed"
    NOT_COMPARED = "the two are not among the pairs that were compared"
    BELOW = "below the threshold"
    DOUBTFUL = "their values exclude each other, and it may have been another event or place"
    NOT_MUTUAL = "another claim is the better partner, or the wording is another"


@dataclass(frozen=True, slots=True)
class NearMiss:
    """The nearest claim that a fact left out. ``score`` is the probability, constraints aside."""

    claim: Claim
    beside: str
    """Id of the claim of the fact that it is nearest to."""
    score: float
    needed: float
    reason: str
    """Why it was left out, in words."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why claims were joined to one fact.

    ``threshold`` is the probability that the strictest ``rule`` for a pair of the claims asks for;
    ``margin`` is by how much the pairs lie above what they need, on average. A pair below its threshold
    was joined by the others. ``links`` are the strongest pairs and the weakest one.
    """

    rule: Rule
    threshold: float
    margin: float
    links: tuple[Link, ...] = ()
    compared: tuple[Comparison, ...] = ()
    nearest: NearMiss | None = None
