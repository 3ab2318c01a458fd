"""The last step of the probability of a possible difference, as decisions of reviewers have it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from compare.linkage.matrices import Floats

__all__ = ["CALIBRATED", "Calibration", "Line"]

CALIBRATED = "calibrated"
"""The signal that is what a calibration adds to the log-odds of the model."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line through log-odds (Platt 1999), with an intercept for values and one for statements.

    There is a model for each of the two, and decisions tell which is too sure. The order of either stays.
    """

    values: float
    statements: float
    slope: float

    def __post_init__(self) -> None:
        if not all(map(math.isfinite, (self.values, self.statements, self.slope))) or self.slope <= 0:
            raise ValueError(f"no line: {self.values}, {self.statements}, {self.slope}")

    def log_odds(self, odds: Floats, statements: bool | NDArray[np.bool_]) -> Floats:
        """(pairs,) calibrated log-odds for (pairs,) those of the model, of `statements` or values."""
        return np.asarray(np.where(statements, self.statements, self.values) + self.slope * odds)

    def before(self, odds: float, *, statements: bool) -> float:
        """Log-odds of the model that become `odds`."""
        return (odds - (self.statements if statements else self.values)) / self.slope


@dataclass(frozen=True, slots=True)
class Calibration:
    """The line that decisions speak for, and of what it is; plain arithmetic applies it."""

    line: Line
    differ_from: float | None
    """Calibrated probability, inclusive, from which on a possible difference is called a difference; None:
    none is."""
    decisions: int
    """On possible differences, from which it was learned."""
    differences: int
    """How many of these said that it is one."""
    stories: int
    reviewer: str
    """Who had it made."""
    at: str
    """When, in UTC to the second: "2024-05-31T09:30:00Z"."""
    weights: str
    """Fingerprint of the weights whose probabilities it calibrates."""
    encoder: str
    """Identity of the encoder of the same."""

    def belongs_to(self, weights: str, encoder: str) -> bool:
        """Whether it calibrates what this model finds by this encoder."""
        return (self.weights, self.encoder) == (weights, encoder)

    def told(self) -> dict[str, object]:
        """What the run of a report says of it."""
        line = self.line
        told: dict[str, object] = {
            "intercepts": {"values": line.values, "statements": line.statements},
            "slope": line.slope,
        }
        sure = {} if self.differ_from is None else {"differ_from": self.differ_from}
        names = ("decisions", "differences", "stories", "reviewer", "at")
        return told | sure | {name: getattr(self, name) for name in names}
