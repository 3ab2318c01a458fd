"""The fitted weights that turn signals into a probability, and what each signal contributed to it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

import numpy as np

from compare.errors import ModelError
from compare.linkage.matrices import Floats
from compare.models import Signal

WEIGHTS = "same_fact.json"
SCHEMA = 1
"""Version of the files of weights."""


def _refuse(odd: Collection[str], file: str) -> None:
    """Raise ModelError where some signals of a `file` are `odd`."""
    if odd:
        raise ModelError(
            f"the weights in {file} are not those of this version (signals: {', '.join(sorted(odd))}): "
            "reinstall crossclaim, or fit them again with the script in scripts/ that writes the file"
        )


class _Sum:
    """Log-odds as a sum of the intercept and a share of each signal, which a subclass says."""

    __slots__ = ()

    names: tuple[str, ...]
    intercept: float

    def contributions(self, matrix: Floats) -> Floats:
        """(pairs, signals) shares of the log-odds for a (pairs, signals) matrix."""
        raise NotImplementedError

    def log_odds(self, matrix: Floats) -> Floats:
        """(pairs,) log-odds for a (pairs, signals) matrix."""
        # Row by row in memory: sums of a row are then the same bits, however many rows there are.
        shares = np.ascontiguousarray(self.contributions(matrix))
        return np.asarray(shares.sum(axis=1) + self.intercept, dtype=np.float64)

    def probability(self, matrix: Floats) -> Floats:
        """(pairs,) probabilities for a (pairs, signals) matrix."""
        return np.asarray(1.0 / (1.0 + np.exp(-self.log_odds(matrix))), dtype=np.float64)

    def explain(self, row: Floats) -> tuple[Signal, ...]:
        """The signals of one pair that count, the largest first; with "base" they sum to its log-odds."""
        parts = self.contributions(row[None, :])[0]
        rows = zip(self.names, row.tolist(), parts.tolist(), strict=True)
        found = sorted((Signal(n, v, p) for n, v, p in rows if p), key=_strength)
        return (*found, Signal("base", 1.0, self.intercept))


@dataclass(frozen=True, slots=True)
class AdditiveModel(_Sum):
    """Log-odds as a sum: the intercept, and per signal its weight times its distance from the mean.

    A distance is in standard deviations of the pairs that the weights were fitted on, and is cut at
    ``limit`` of them, so that no single odd value decides alone.
    """

    names: tuple[str, ...]
    means: tuple[float, ...]
    scales: tuple[float, ...]
    weights: tuple[float, ...]
    intercept: float
    limit: float

    @classmethod
    def parse(cls, entry: Mapping[str, Any], names: Sequence[str], file: str) -> AdditiveModel:
        """Read ``{"intercept", "limit", "signals": {name: {"mean", "scale", "weight"}}}`` of a `file`.

        `names` are the columns of the matrices to come. Raises ModelError where the entry has another one, or
        lacks one.
        """
        signals = entry["signals"]
        _refuse(set(signals) ^ set(names), file)
        rows = [signals[name] for name in names]
        return cls(
            tuple(names),
            tuple(float(row["mean"]) for row in rows),
            tuple(float(row["scale"]) for row in rows),
            tuple(float(row["weight"]) for row in rows),
            float(entry["intercept"]),
            float(entry["limit"]),
        )

    def contributions(self, matrix: Floats) -> Floats:
        """(pairs, signals) shares of the log-odds for a (pairs, signals) matrix."""
        scaled = (matrix - np.array(self.means)) / np.array(self.scales)
        return np.asarray(np.clip(scaled, -self.limit, self.limit) * np.array(self.weights), dtype=np.float64)


EDGE_DIGITS = 5
"""Decimals to which signals are rounded before they are held against the edges of steps, which have as many:
the last bit of a cosine decides nothing."""


def _fit(edges: Sequence[float], heights: Sequence[float]) -> bool:
    """Whether edges ascend and there is a height for each step between them."""
    return len(heights) == len(edges) + 1 and all(a < b for a, b in pairwise(edges))


@dataclass(frozen=True, slots=True)
class StepModel(_Sum):
    """Log-odds as a sum of steps: the intercept, and per signal the height of the step that its value is on.

    An additive model of one split a round (boosted stumps; Friedman 2001): bends that a weight times a
    distance cannot make, and still a share of the log-odds for each signal.
    """

    names: tuple[str, ...]
    edges: tuple[tuple[float, ...], ...]
    """Per signal the ends of its steps, ascending, each the last value that is on its step."""
    heights: tuple[tuple[float, ...], ...]
    """Per signal the log-odds of each step, one more than edges."""
    intercept: float

    @classmethod
    def parse(cls, entry: Mapping[str, Any], names: Sequence[str], file: str) -> StepModel:
        """Read ``{"intercept", "signals": {name: {"edges", "heights"}}}`` of a `file`.

        Raises ModelError where the entry has other signals than `names`, or steps that do not fit.
        """
        signals = entry["signals"]
        unfit = {name for name, row in signals.items() if not _fit(row["edges"], row["heights"])}
        _refuse(set(signals) ^ set(names) | unfit, file)
        return cls(
            tuple(names),
            tuple(tuple(map(float, signals[name]["edges"])) for name in names),
            tuple(tuple(map(float, signals[name]["heights"])) for name in names),
            float(entry["intercept"]),
        )

    def contributions(self, matrix: Floats) -> Floats:
        """(pairs, signals) shares of the log-odds for a (pairs, signals) matrix."""
        columns = [
            np.array(heights)[np.searchsorted(np.array(edges), np.round(column, EDGE_DIGITS), side="left")]
            for edges, heights, column in zip(self.edges, self.heights, matrix.T, strict=True)
        ]
        return np.column_stack(columns) if columns else np.zeros((len(matrix), 0))


@dataclass(frozen=True, slots=True)
class BlendedModel:
    """Two additive models over the same signals, blended by how far the collection can be trusted.

    ``few`` holds where a pair stands alone, ``many`` where enough others around it tell what is usual;
    between the two, log-odds and contributions are mixed in proportion.
    """

    few: AdditiveModel
    many: AdditiveModel

    def log_odds(self, matrix: Floats, trust: Floats) -> Floats:
        """(pairs,) log-odds for a (pairs, signals) matrix and (pairs,) trust from 0 to 1."""
        few, many = self.few.log_odds(matrix), self.many.log_odds(matrix)
        return np.asarray((1 - trust) * few + trust * many, dtype=np.float64)

    def probability(self, matrix: Floats, trust: Floats) -> Floats:
        """(pairs,) probabilities for a (pairs, signals) matrix and (pairs,) trust from 0 to 1."""
        return np.asarray(1.0 / (1.0 + np.exp(-self.log_odds(matrix, trust))), dtype=np.float64)

    def explain(self, row: Floats, trust: float) -> tuple[Signal, ...]:
        """The signals of one pair, the largest contribution first; with "base" they sum to its log-odds."""
        few, many = self.few.contributions(row[None, :])[0], self.many.contributions(row[None, :])[0]
        parts = (1 - trust) * few + trust * many
        rows = zip(self.few.names, row, parts, strict=True)
        found = sorted((Signal(n, float(v), float(p)) for n, v, p in rows), key=_strength)
        base = (1 - trust) * self.few.intercept + trust * self.many.intercept
        return (*found, Signal("base", 1.0, base))


def _strength(signal: Signal) -> tuple[float, str]:
    return -abs(round(signal.contribution, 3)), signal.name


@cache
def stored_weights() -> Mapping[str, Any]:
    """The package's file of fitted weights. Raises ModelError where it is of another version."""
    text = (files("compare") / "linkage" / "data" / WEIGHTS).read_text(encoding="utf-8")
    stored: Mapping[str, Any] = json.loads(text)
    if stored.get("schema") != SCHEMA:
        raise ModelError(
            f"{WEIGHTS} has schema {stored.get('schema')!r}, this version reads {SCHEMA}: install it again"
        )
    return stored


@cache
def load_model(name: str, names: tuple[str, ...]) -> BlendedModel:
    """The fitted model called `name` ("in articles", "in two articles" or "alone") over the signals `names`.

    A model of one end, for which no others are around a pair, is the same at both.
    """
    stored = stored_weights()["models"][name]
    few, many = (AdditiveModel.parse(stored.get(end, stored), names, WEIGHTS) for end in ("few", "many"))
    return BlendedModel(few, many)
