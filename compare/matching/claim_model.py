"""Fitted weights of the claim matcher: a logistic regression per family, read from a small file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from compare.matching.claim_signals import SIGNALS
from compare.matching.corpus import Floats
from compare.models import Signal

WEIGHTS = "claim_weights.json"


@dataclass(frozen=True, slots=True)
class ClaimModel:
    """Weights over `SIGNALS` scaled to zero mean and unit deviation."""

    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    intercept: float

    @staticmethod
    @cache
    def load() -> dict[str, ClaimModel]:
        """The models by family, from the package's data."""
        text = files("compare.matching").joinpath("data", WEIGHTS).read_text(encoding="utf-8")
        stored = json.loads(text)
        return {name: ClaimModel.parse(entry) for name, entry in stored["families"].items()}

    @staticmethod
    def parse(entry: dict[str, object]) -> ClaimModel:
        """One family's entry: ``{"intercept": …, "signals": {name: {"mean", "scale", "weight"}}}``."""
        signals, intercept = entry["signals"], entry["intercept"]
        assert isinstance(signals, dict) and isinstance(intercept, float)  # noqa: S101 - our own file
        empty = {"mean": 0.0, "scale": 1.0, "weight": 0.0}
        rows = [signals.get(name, empty) for name in SIGNALS]
        return ClaimModel(
            tuple(r["mean"] for r in rows),
            tuple(r["scale"] for r in rows),
            tuple(r["weight"] for r in rows),
            intercept,
        )

    def log_odds(self, matrix: Floats) -> Floats:
        """(pairs,) log-odds for a (pairs, signals) matrix."""
        scaled = (matrix - np.array(self.mean)) / np.array(self.scale)
        return np.asarray(scaled @ np.array(self.weights) + self.intercept, dtype=np.float64)

    def probability(self, matrix: Floats) -> Floats:
        """(pairs,) probabilities for a (pairs, signals) matrix."""
        return np.asarray(1.0 / (1.0 + np.exp(-self.log_odds(matrix))), dtype=np.float64)

    def explain(self, row: Floats) -> tuple[Signal, ...]:
        """Contributions to the log-odds, the largest first; with the intercept they sum to it."""
        parts = (row - np.array(self.mean)) / np.array(self.scale) * np.array(self.weights)
        found = [
            Signal(name, float(v), float(c)) for name, v, c in zip(SIGNALS, row, parts, strict=True) if c
        ]
        return (
            *sorted(found, key=lambda s: (-abs(round(s.contribution, 3)), s.name)),
            Signal("base", 1.0, self.intercept),
        )
