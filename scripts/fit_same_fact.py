"""Fit the weights of `compare.same_fact_scores` and write compare/matching/data/same_fact.json.

    python scripts/fit_same_fact.py [DATA_FOLDER]

DATA_FOLDER holds same_event.jsonl (ECB+, CC BY 3.0) and same_answer.jsonl (NAnCo, BSD-3); without it,
../shared/data beside the project. The result depends on the data and the embedding model only. The
figures in the file are out of fold: each topic, or question, is scored by weights fitted without it.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from compare.embeddings import Encoder, load_encoder
from compare.matching.collection import Collection
from compare.matching.model import SCHEMA, AdditiveModel
from compare.matching.phrase_signals import PHRASE_SIGNALS, PhraseSignals
from compare.matching.signals import SIGNALS, PairSignals

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "compare/matching/data/same_fact.json"
FOLDS = 11
LIMIT = 4.0
C_IN_ARTICLES = 0.1
C_ALONE = 0.1


def main() -> None:
    """Fit both models, write the file and print the figures."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared/data"
    encoder = load_encoder()
    events, answers = data / "same_event.jsonl", data / "same_answer.jsonl"
    stored = {
        "schema": SCHEMA,
        "encoder": encoder.identity,
        "data": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (events, answers)},
        "models": {"in articles": fit_in_articles(events, encoder), "alone": fit_alone(answers, encoder)},
    }
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    for name, model in stored["models"].items():
        print(name, json.dumps(model["out of fold"]))


def lines(path: Path) -> list[dict[str, Any]]:
    """The rows of a file with one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def fit_in_articles(path: Path, encoder: Encoder) -> dict[str, Any]:
    """The model for sentences in articles, from pairs of sentences with the events each mentions."""
    rows = lines(path)
    contexts: dict[tuple[str, str], int] = {}
    context_of = [contexts.setdefault((row["topic"], row["doc"]), len(contexts)) for row in rows]
    by_topic = defaultdict(list)
    for k, row in enumerate(rows):
        by_topic[row["topic"]].append(k)
    i, j, labels, topics = [], [], [], []
    for topic, members in by_topic.items():
        for a, b in itertools.combinations(members, 2):
            shared = len(set(rows[a]["events"]) & set(rows[b]["events"]))
            if (
                context_of[a] != context_of[b] and shared != 1
            ):  # one shared event is neither: as in the scorer
                i.append(a), j.append(b), labels.append(shared > 1), topics.append(topic)
    sentences = [row["sentence"] for row in rows]
    signals = PairSignals(Collection.build(sentences, context_of, encoder.encode(sentences)))
    matrix, y, groups = (
        signals.matrix(np.array(i), np.array(j)),
        np.array(labels, dtype=int),
        np.array(topics),
    )
    scores = out_of_fold(matrix, y, groups, SIGNALS, FOLDS, C_IN_ARTICLES, np.ones(len(y)))
    return {
        "fitted on": f"{len(y)} pairs of {len(by_topic)} topics",
        "out of fold": {
            "average_precision": round(average_precision(scores, y), 3),
            "f1_at_0.5": round(f1(scores >= 0.5, y), 3),
            "reliability": reliability(scores, y),
        },
        **fitted(matrix, y, SIGNALS, C_IN_ARTICLES, np.ones(len(y))),
    }


def fit_alone(path: Path, encoder: Encoder) -> dict[str, Any]:
    """The model for texts alone, from pairs of answers to one question; every question weighs the same."""
    parts, labels, groups = [], [], []
    for question in lines(path):
        answers = question["answers"]
        texts = list(dict.fromkeys(a["answer"] for a in answers))
        row = [texts.index(a["answer"]) for a in answers]
        pairs = list(itertools.combinations(range(len(answers)), 2))
        i, j = np.array([[row[a], row[b]] for a, b in pairs]).T
        parts.append(PhraseSignals(texts, encoder.encode(texts)).matrix(i, j))
        labels += [int(answers[a]["cluster"] == answers[b]["cluster"]) for a, b in pairs]
        groups += [question["qid"]] * len(pairs)
    matrix, y, asked = np.concatenate(parts), np.array(labels), np.array(groups)
    weights = balanced_weights(y, asked)
    scores = out_of_fold(matrix, y, asked, PHRASE_SIGNALS, len(set(groups)), C_ALONE, weights)
    return {
        "fitted on": f"{len(y)} pairs of {len(set(groups))} questions",
        "out of fold": {
            "balanced_accuracy": leave_one_out(scores, y, asked),
            "reliability": reliability(scores, y),
        },
        **fitted(matrix, y, PHRASE_SIGNALS, C_ALONE, weights),
    }


def balanced_weights(y: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Weights under which every question, and both labels within it, count the same."""
    out = np.zeros(len(y))
    for group in set(groups):
        for label in (0, 1):
            rows = (groups == group) & (y == label)
            out[rows] = 1.0 / max(1, rows.sum())
    return out * len(y) / out.sum()


def fitted(
    matrix: np.ndarray, y: np.ndarray, names: tuple[str, ...], c: float, weights: np.ndarray
) -> dict[str, Any]:
    """Logistic regression over scaled and cut signals, as the package reads it."""
    from sklearn.linear_model import LogisticRegression

    mean = matrix.mean(axis=0)
    scale = np.where(matrix.std(axis=0) > 0, matrix.std(axis=0), 1.0)
    scaled = np.clip((matrix - mean) / scale, -LIMIT, LIMIT)
    model = LogisticRegression(C=c, max_iter=5000, tol=1e-8).fit(scaled, y, sample_weight=weights)
    return {
        "intercept": round(float(model.intercept_[0]), 4),
        "limit": LIMIT,
        "signals": {
            name: {"mean": round(float(m), 5), "scale": round(float(s), 5), "weight": round(float(w), 4)}
            for name, m, s, w in zip(names, mean, scale, model.coef_[0], strict=True)
        },
    }


def out_of_fold(
    matrix: np.ndarray,
    y: np.ndarray,
    groups: np.ndarray,
    names: tuple[str, ...],
    folds: int,
    c: float,
    weights: np.ndarray,
) -> np.ndarray:
    """Probability of each pair by weights fitted without its group."""
    out = np.zeros(len(y))
    order = sorted(set(groups), key=lambda g: (len(g), g))
    for k in range(folds):
        test = np.isin(groups, order[k::folds])
        entry = fitted(matrix[~test], y[~test], names, c, weights[~test])
        out[test] = AdditiveModel.parse(entry, names).probability(matrix[test])
    return out


def average_precision(scores: np.ndarray, y: np.ndarray) -> float:
    """Mean precision at each pair that is one fact, best score first."""
    ranked = y[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(ranked) / np.arange(1, len(y) + 1))[ranked == 1].mean())


def f1(chosen: np.ndarray, y: np.ndarray) -> float:
    """F1 of the chosen pairs."""
    return float(2 * (chosen & (y == 1)).sum() / (chosen.sum() + y.sum()))


def leave_one_out(scores: np.ndarray, y: np.ndarray, groups: np.ndarray) -> dict[str, float]:
    """Balanced accuracy of each question, its threshold chosen on the other questions, and their mean."""
    grid = np.arange(100) / 100
    best = {
        g: grid[int(np.argmax([balanced(scores[groups == g], y[groups == g], t) for t in grid]))]
        for g in sorted(set(groups))
    }
    out = {}
    for g in best:
        threshold = float(np.mean([t for other, t in best.items() if other != g]))
        out[g] = round(100 * balanced(scores[groups == g], y[groups == g], threshold), 1)
    return {**out, "mean": round(float(np.mean(list(out.values()))), 1)}


def balanced(scores: np.ndarray, y: np.ndarray, threshold: float) -> float:
    """Mean of the shares of same and of different pairs that the threshold gets right."""
    return float(((scores[y == 1] > threshold).mean() + (scores[y == 0] <= threshold).mean()) / 2)


def reliability(scores: np.ndarray, y: np.ndarray) -> list[dict[str, float]]:
    """Per tenth of the scale: how many pairs, the mean score, and how many of them are one fact."""
    out = []
    for low in range(10):
        rows = np.minimum((scores * 10).astype(int), 9) == low
        if rows.any():
            out.append(
                {
                    "pairs": int(rows.sum()),
                    "score": round(float(scores[rows].mean()), 3),
                    "true": round(float(y[rows].mean()), 3),
                }
            )
    return out


if __name__ == "__main__":
    main()
