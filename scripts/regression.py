"""What the fits of weights share: labelled pairs, a regression whose signals point one way, its figures."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from compare.linkage.comparison.models import AdditiveModel
from compare.linkage.matrices import Floats, Ints

Strings = NDArray[np.str_]
Booleans = NDArray[np.bool_]

DIGITS = 5
"""Decimals with which weights are stored; the figures are of the stored ones."""


@dataclass(frozen=True)
class Training:
    """Signals, labels, stories and weights of pairs; the story of each, or that of each of its two sides."""

    matrix: Floats
    label: Ints
    story: Strings
    weight: Floats

    def take(self, rows: Booleans) -> Training:
        """Some of the pairs."""
        return Training(self.matrix[rows], self.label[rows], self.story[rows], self.weight[rows])

    def scaled_to(self, total: float) -> Training:
        """The same pairs with weights that sum to `total`."""
        return Training(self.matrix, self.label, self.story, self.weight * total / self.weight.sum())


def joined(parts: Sequence[Training]) -> Training:
    """Several sets of pairs in one."""
    fields = ("matrix", "label", "story", "weight")
    return Training(*(np.concatenate([getattr(part, name) for part in parts]) for name in fields))


def signed_fit(
    data: Training,
    names: Sequence[str],
    against: Collection[str],
    strength: float,
    limit: float,
) -> AdditiveModel:
    """A logistic regression over the columns `names`, with an inverse `strength` of the ridge penalty.

    A signal whose weight points the wrong way (that of `against` up, any other down) is dropped and the rest
    is fitted again: similarity must never count against a pair because one data set happens to be made that
    way. Signals are cut at `limit` deviations. Raises ValueError where no signal points the right way.
    """
    mean = np.average(data.matrix, axis=0, weights=data.weight)
    scale = np.sqrt(np.average((data.matrix - mean) ** 2, axis=0, weights=data.weight))
    scale[scale < 10.0**-DIGITS] = 1.0
    scaled = np.clip((data.matrix - mean) / scale, -limit, limit)
    sign = np.array([-1.0 if name in against else 1.0 for name in names])
    kept = np.ones(len(names), dtype=bool)
    while kept.any():
        model = LogisticRegression(C=strength, max_iter=5000)
        model.fit(scaled[:, kept], data.label, sample_weight=data.weight)
        right = model.coef_[0] * sign[kept]
        if (right >= 0).all():
            weights = np.zeros(len(names))
            weights[kept] = model.coef_[0]
            return stored_model(names, mean, scale, weights, float(model.intercept_[0]), limit)
        kept[np.flatnonzero(kept)[int(np.argmin(right))]] = False
    raise ValueError(f"of {', '.join(names)}, no signal points the right way")


def stored_model(
    names: Sequence[str],
    mean: Floats,
    scale: Floats,
    weights: Floats,
    intercept: float,
    limit: float,
) -> AdditiveModel:
    """The fitted numbers as the package reads them, rounded."""
    columns = (tuple(round(float(x), DIGITS) for x in part) for part in (mean, scale, weights))
    return AdditiveModel(tuple(names), *columns, round(intercept, DIGITS), limit)


def entry(model: AdditiveModel, *, used: bool = False) -> dict[str, object]:
    """A model as it stands in a file; with `used`, without the signals that count nothing."""
    rows = zip(model.names, model.means, model.scales, model.weights, strict=True)
    signals = {n: {"mean": m, "scale": s, "weight": w} for n, m, s, w in rows if w or not used}
    return {"intercept": model.intercept, "limit": model.limit, "signals": signals}


def reliability(data: Training, scores: Floats) -> dict[str, object]:
    """What share is one fact per fifth of the scale, weighted, and the mean distance to it."""
    fifth = np.minimum((scores * 5).astype(int), 4)
    parts = []
    error = 0.0
    for k in np.unique(fifth).tolist():
        rows = fifth == k
        weight = data.weight[rows]
        score, true = (float(np.average(x[rows], weights=weight)) for x in (scores, data.label))
        error += abs(score - true) * float(weight.sum() / data.weight.sum())
        parts.append({"pairs": int(rows.sum()), "score": round(score, 3), "true": round(true, 3)})
    return {"fifths": parts, "expected calibration error": round(error, 3)}


def folds_of(story: Strings, folds: int) -> Ints:
    """(pairs, 2) the fold of the story of either side, of folds that hold about as many pairs each."""
    size = Counter(story.ravel().tolist())
    held = [0] * folds
    fold: dict[str, int] = {}
    for name in sorted(size, key=lambda name: (-size[name], name)):
        fold[name] = held.index(min(held))
        held[fold[name]] += size[name]
    return np.array([[fold[one] for one in pair] for pair in story.tolist()], dtype=np.intp)


def unseen(fold: Ints, folds: int) -> Iterator[tuple[Booleans, Booleans]]:
    """For each one or two folds: pairs that touch none of them, and those whose sides are of just these."""
    for one, other in combinations_with_replacement(range(folds), 2):
        here = np.isin(fold, (one, other))
        test = here.all(axis=1) & (fold == one).any(axis=1) & (fold == other).any(axis=1)
        if test.any():
            yield ~here.any(axis=1), test


def sha256(path: Path) -> str:
    """The hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def hashes(shared: Path, names: Sequence[str]) -> dict[str, str]:
    """SHA-256 of each file of the data that weights were fitted on."""
    return {name: sha256(shared / "data" / name) for name in names}
