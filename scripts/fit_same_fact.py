"""Fit the weights of `compare.same_fact_scores` and write compare/linkage/data/same_fact.json.

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
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from regression import entry, stored_model

from compare.embeddings import load_encoder
from compare.extraction.annotation.annotate import read_sentences
from compare.extraction.annotation.texts import read_texts
from compare.linkage.comparison.collection import Collection
from compare.linkage.comparison.models import SCHEMA, AdditiveModel, BlendedModel
from compare.linkage.comparison.phrase_features import PHRASE_SIGNALS, PhraseFeatures
from compare.linkage.comparison.sentence_features import OWN_SIGNALS, SIGNALS, SentenceFeatures

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "compare/linkage/data/same_fact.json"
FOLDS = 11
LIMIT = 4.0
"""Standard deviations at which signals of texts alone are cut."""

LIMIT_IN_ARTICLES = 2.5
"""The same for sentences in articles: whole articles are longer than those that the weights are fitted on."""

ASSIGNMENTS = 5
"""Further ways to draw the folds, at random: how much a figure owes to the draw."""

STRENGTH = 0.1
"""Inverse strength of the regularisation."""

SMALL = {2: 12, 3: 6, 5: 4, 8: 2}
"""Articles of a small collection, and how many such collections are drawn from each topic."""

SMALL_SHARE = 1 / 6
"""Weight of all small collections of one size, against the whole collection."""

LEVELS = frozenset({"meaning", "shorter", "longer"})
"""Signals without weight among many answers: their level belongs to the question and does not carry over
to another one, so that weights on them move the threshold from question to question."""

LONE_PAIRS = 1500
"""Pairs of sentences without articles that help to fit pairs of texts that stand alone."""

Vectors = Callable[[Sequence[str]], np.ndarray]


@dataclass
class Sample:
    """Pairs to fit on: signals, labels, the group of each (topic or question), trust and weight."""

    matrix: np.ndarray
    y: np.ndarray
    groups: np.ndarray
    trust: np.ndarray
    weight: np.ndarray

    def only(self, rows: np.ndarray) -> Sample:
        """The pairs of some rows."""
        return Sample(*(part[rows] for part in (self.matrix, self.y, self.groups, self.trust, self.weight)))

    def scaled_to(self, weight: float) -> Sample:
        """The same pairs with weights that sum to `weight`."""
        total = self.weight.sum()
        return Sample(self.matrix, self.y, self.groups, self.trust, self.weight * weight / total)


def main() -> None:
    """Fit both models, write the file and print the figures."""
    data = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared/data"
    encoder = load_encoder()
    known: dict[str, np.ndarray] = {}

    def vectors(texts: Sequence[str]) -> np.ndarray:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, encoder.encode(new), strict=True))
        return np.array([known[text] for text in texts])

    events, answers = data / "same_event.jsonl", data / "same_answer.jsonl"
    stored = {
        "schema": SCHEMA,
        "encoder": encoder.identity,
        "data": {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (events, answers)},
        "models": {
            "in articles": fit_in_articles(lines(events), vectors),
            "in two articles": fit_in_two_articles(lines(events), vectors),
            "alone": fit_alone(lines(answers), lines(events), vectors),
        },
    }
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    for name, model in stored["models"].items():
        print(name, json.dumps(model["out of fold"]))


def lines(path: Path) -> list[dict[str, Any]]:
    """The rows of a file with one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


# ---------------------------------------------------------------- sentences in articles


def fit_in_articles(rows: list[dict[str, Any]], vectors: Vectors) -> dict[str, Any]:
    """The model for sentences in articles, fitted on the whole collection and on small parts of it."""
    vectors([row["sentence"] for row in rows])
    whole = event_pairs(rows, vectors)
    samples = [whole, *(s.scaled_to(len(whole.y) * SMALL_SHARE) for s in small_collections(rows, vectors))]
    sizes = ["all", *SMALL]
    topics = in_order(whole.groups)
    scores = out_of_fold(samples, topics)
    drawn = [out_of_fold(samples, draw(topics, seed))[0] for seed in range(ASSIGNMENTS)]
    final = blended(samples, SIGNALS)
    fitted = final.probability(whole.matrix, whole.trust)
    return {
        "fitted on": f"{len(whole.y)} pairs of {len(topics)} topics",
        "on the fitted pairs": {
            "average_precision": round(average_precision(fitted, whole.y), 3),
            "f1_at_0.5": round(f1(fitted >= 0.5, whole.y), 3),
        },
        "out of fold": {
            "average_precision": round(average_precision(scores[0], whole.y), 3),
            "f1_at_0.5": round(f1(scores[0] >= 0.5, whole.y), 3),
            "by articles in the collection": {
                str(size): [round(average_precision(p, s.y), 3), round(f1(p >= 0.5, s.y), 3)]
                for size, s, p in zip(sizes, samples, scores, strict=True)
            },
            "reliability": reliability(np.concatenate(drawn), np.tile(whole.y, len(drawn))),
            "over fold assignments": spread(drawn, whole),
        },
        **entries(final),
    }


def fit_in_two_articles(rows: list[dict[str, Any]], vectors: Vectors) -> dict[str, Any]:
    """The model for sentences of which only the two articles are known, whatever else is at hand."""
    sample = event_pairs(rows, vectors, isolated=True)
    topics = in_order(sample.groups)

    def scores(order: Sequence[str]) -> np.ndarray:
        out = np.zeros(len(sample.y))
        for k in range(FOLDS):
            held = np.isin(sample.groups, order[k::FOLDS])
            model = separate(sample.only(~held), OWN_SIGNALS, LIMIT_IN_ARTICLES)
            out[held] = 1.0 / (1.0 + np.exp(-model.log_odds(sample.matrix[held])))
        return out

    found = spread([scores(draw(topics, seed)) for seed in range(ASSIGNMENTS)], sample)
    return {
        "fitted on": f"{len(sample.y)} pairs of {len(topics)} topics",
        "out of fold": {name: value for name, value in found.items() if name != "topics"},
        **entry(separate(sample, OWN_SIGNALS, LIMIT_IN_ARTICLES)),
    }


def out_of_fold(samples: Sequence[Sample], topics: Sequence[str]) -> list[np.ndarray]:
    """Probabilities of all pairs of each sample, each topic scored by weights fitted without its fold."""
    scores = [np.zeros(len(s.y)) for s in samples]
    for k in range(FOLDS):
        fold = topics[k::FOLDS]
        model = blended([s.only(~np.isin(s.groups, fold)) for s in samples], SIGNALS)
        for sample, score in zip(samples, scores, strict=True):
            rows = np.isin(sample.groups, fold)
            score[rows] = model.probability(sample.matrix[rows], sample.trust[rows])
    return scores


def draw(topics: Sequence[str], seed: int) -> list[str]:
    """The topics in an order drawn by `seed`."""
    return [topics[k] for k in np.random.default_rng(seed).permutation(len(topics))]


def spread(drawn: Sequence[np.ndarray], sample: Sample) -> dict[str, Any]:
    """Mean and deviation of the figures over several draws of folds, and each topic's, the worst first."""

    def figures(rows: np.ndarray) -> dict[str, list[float]]:
        y = sample.y[rows]
        found = {
            "average_precision": [average_precision(score[rows], y) for score in drawn],
            "f1_at_0.5": [f1(score[rows] >= 0.5, y) for score in drawn],
            "calibration_error": [calibration_error(score[rows], y) for score in drawn],
        }
        return {n: [round(float(np.mean(v)), 3), round(float(np.std(v)), 3)] for n, v in found.items()}

    topics = {topic: figures(sample.groups == topic) for topic in in_order(sample.groups)}
    worst = sorted(topics, key=lambda topic: topics[topic]["average_precision"])
    return {
        "draws": len(drawn),
        **figures(np.ones(len(sample.y), dtype=bool)),
        "mean of topics": round(float(np.mean([t["average_precision"][0] for t in topics.values()])), 3),
        "topics": {topic: topics[topic] for topic in worst},
    }


def event_pairs(rows: list[dict[str, Any]], vectors: Vectors, *, isolated: bool = False) -> Sample:
    """Pairs of sentences of two articles of one topic: one fact where they share two events or more.

    One shared event is neither: pairs with it are left out, as in the benchmark.
    """
    contexts: dict[tuple[str, str], int] = {}
    context_of = np.array([contexts.setdefault((row["topic"], row["doc"]), len(contexts)) for row in rows])
    by_topic = defaultdict(list)
    for k, row in enumerate(rows):
        by_topic[row["topic"]].append(k)
    pairs = []
    for topic, members in by_topic.items():
        for a, b in itertools.combinations(members, 2):
            shared = len(set(rows[a]["events"]) & set(rows[b]["events"]))
            if context_of[a] != context_of[b] and shared != 1:
                pairs.append((a, b, int(shared > 1), topic))
    i, j, y = (np.array([p[k] for p in pairs], dtype=np.intp) for k in range(3))
    sentences = [row["sentence"] for row in rows]
    signals = SentenceFeatures(
        Collection.build(read_texts(sentences), context_of, vectors(sentences), isolated=isolated)
    )
    groups = np.array([p[3] for p in pairs], dtype="U8")
    return Sample(signals.matrix(i, j), y, groups, signals.trust(i, j), np.ones(len(y)))


def small_collections(rows: list[dict[str, Any]], vectors: Vectors) -> list[Sample]:
    """For each size in `SMALL`: pairs of collections of so many articles of one topic."""
    rng = np.random.default_rng(0)
    out = []
    for size, draws in SMALL.items():
        parts = []
        for topic in in_order([row["topic"] for row in rows]):
            docs = sorted({row["doc"] for row in rows if row["topic"] == topic})
            for _ in range(draws):
                picked = set(rng.choice(docs, min(size, len(docs)), replace=False))
                part = event_pairs([r for r in rows if r["topic"] == topic and r["doc"] in picked], vectors)
                if len(part.y):
                    parts.append(part)
        out.append(joined(parts))
    return out


def blended(samples: Sequence[Sample], names: tuple[str, ...]) -> BlendedModel:
    """Both ends of a blend in one regression: signals, and signals times trust."""
    sample = joined(samples)
    mean, scale = scaling(sample.matrix)
    z = np.clip((sample.matrix - mean) / scale, -LIMIT_IN_ARTICLES, LIMIT_IN_ARTICLES)
    trust = sample.trust[:, None]
    intercept, weights = regression(np.hstack([z, trust, z * trust]), sample.y, sample.weight)
    n = len(names)
    few, many = weights[:n], weights[:n] + weights[n + 1 :]
    return BlendedModel(
        stored_model(names, mean, scale, few, intercept, LIMIT_IN_ARTICLES),
        stored_model(names, mean, scale, many, intercept + weights[n], LIMIT_IN_ARTICLES),
    )


# ---------------------------------------------------------------- texts alone


def fit_alone(
    questions: list[dict[str, Any]], events: list[dict[str, Any]], vectors: Vectors
) -> dict[str, Any]:
    """The model for texts alone: all answers to a question together, and pairs one by one."""
    many, few = answer_pairs(questions, vectors)
    few = joined([few, lone_pairs(events, vectors).scaled_to(few.weight.sum())])
    asked = in_order(many.groups)
    topics = in_order(set(few.groups) - set(asked))
    scores, lone = np.zeros(len(many.y)), np.zeros(len(few.y))
    for left_out in [*([q] for q in asked), *(topics[k::FOLDS] for k in range(FOLDS))]:
        rows, lone_rows = np.isin(many.groups, left_out), np.isin(few.groups, left_out)
        model = BlendedModel(
            separate(few.only(~lone_rows), PHRASE_SIGNALS),
            separate(many.only(~rows), PHRASE_SIGNALS, without=LEVELS),
        )
        scores[rows] = model.probability(many.matrix[rows], many.trust[rows])
        lone[lone_rows] = model.probability(few.matrix[lone_rows], few.trust[lone_rows])
    answered = np.isin(few.groups, asked)
    final = BlendedModel(separate(few, PHRASE_SIGNALS), separate(many, PHRASE_SIGNALS, without=LEVELS))
    fitted = final.probability(many.matrix, many.trust)
    return {
        "fitted on": f"{len(many.y)} pairs of {len(asked)} questions, {LONE_PAIRS} pairs of sentences",
        "on the fitted pairs": {"balanced_accuracy": leave_one_out(fitted, many.y, many.groups)},
        "out of fold": {
            "balanced_accuracy": leave_one_out(scores, many.y, many.groups),
            "pairs one by one": {
                "answers": round(100 * balanced(lone[answered], few.y[answered], 0.5), 1),
                "sentences": round(100 * balanced(lone[~answered], few.y[~answered], 0.5), 1),
            },
            "reliability": reliability(scores, many.y),
        },
        **entries(final),
    }


def answer_pairs(questions: list[dict[str, Any]], vectors: Vectors) -> tuple[Sample, Sample]:
    """Pairs of answers to one question, with all its answers around them and without."""
    together, singly = [], []
    for question in questions:
        answers = question["answers"]
        texts = list(dict.fromkeys(a["answer"] for a in answers))
        pairs = list(itertools.combinations(answers, 2))
        y = np.array([int(a["cluster"] == b["cluster"]) for a, b in pairs])
        groups = np.array([question["qid"]] * len(y), dtype="U8")
        i = np.array([texts.index(a["answer"]) for a, _ in pairs])
        j = np.array([texts.index(b["answer"]) for _, b in pairs])
        signals = PhraseFeatures(read_sentences(texts), vectors(texts))
        weight = balanced_weights(y, groups)
        together.append(Sample(signals.matrix(i, j), y, groups, signals.trust(i, j), weight))
        singly.append(one_by_one([(a["answer"], b["answer"]) for a, b in pairs], y, groups, vectors))
    return joined(together), joined(singly)


def lone_pairs(rows: list[dict[str, Any]], vectors: Vectors) -> Sample:
    """Pairs of sentences of one topic without their articles, as many of one fact as of two."""
    whole, rng = [], np.random.default_rng(0)
    for a, b in itertools.combinations(rows, 2):
        if a["topic"] == b["topic"] and a["doc"] != b["doc"]:
            shared = len(set(a["events"]) & set(b["events"]))
            if shared != 1:
                whole.append((a["sentence"], b["sentence"], int(shared > 1), "topic " + a["topic"]))
    labels = np.array([pair[2] for pair in whole])
    halves = [rng.choice(np.flatnonzero(labels == k), LONE_PAIRS // 2, replace=False) for k in (0, 1)]
    picked = [whole[k] for k in np.concatenate(halves)]
    groups = np.array([p[3] for p in picked], dtype="U8")
    return one_by_one([p[:2] for p in picked], np.array([p[2] for p in picked]), groups, vectors)


def one_by_one(
    pairs: Sequence[tuple[str, str]], y: np.ndarray, groups: np.ndarray, vectors: Vectors
) -> Sample:
    """Signals of pairs that are each scored without any other text."""
    parts = []
    for pair in pairs:
        texts = list(dict.fromkeys(pair))
        signals = PhraseFeatures(read_sentences(texts), vectors(texts))
        parts.append(signals.matrix(np.array([0]), np.array([len(texts) - 1])))
    return Sample(np.concatenate(parts), y, groups, np.zeros(len(y)), balanced_weights(y, groups))


def separate(
    sample: Sample,
    names: tuple[str, ...],
    limit: float = LIMIT,
    without: frozenset[str] = frozenset(),
) -> AdditiveModel:
    """A model of one end, in a regression of its own, some signals `without` a weight."""
    mean, scale = scaling(sample.matrix)
    z = np.clip((sample.matrix - mean) / scale, -limit, limit)
    z[:, [name in without for name in names]] = 0.0
    intercept, weights = regression(z, sample.y, sample.weight)
    return stored_model(names, mean, scale, weights, intercept, limit)


def balanced_weights(y: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Weights under which every group, and both labels within it, count the same; their mean is 1."""
    out = np.zeros(len(y))
    for group in set(groups):
        for label in (0, 1):
            rows = (groups == group) & (y == label)
            out[rows] = 1.0 / max(1, rows.sum())
    return out * len(y) / out.sum()


# ---------------------------------------------------------------- regression


def joined(samples: Sequence[Sample]) -> Sample:
    """Several samples in one."""
    fields = ("matrix", "y", "groups", "trust", "weight")
    return Sample(*(np.concatenate([getattr(s, name) for s in samples]) for name in fields))


def in_order(groups: Any) -> list[str]:
    """Distinct groups, "2" before "10"."""
    return sorted({str(g) for g in groups}, key=lambda g: (len(g), g))


def scaling(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and deviation of each signal."""
    deviation = matrix.std(axis=0)
    return matrix.mean(axis=0), np.where(deviation > 1e-6, deviation, 1.0)


def regression(z: np.ndarray, y: np.ndarray, weight: np.ndarray) -> tuple[float, np.ndarray]:
    """Intercept and weights of a regularised logistic regression."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=STRENGTH, max_iter=5000, tol=1e-6).fit(z, y, sample_weight=weight)
    return float(model.intercept_[0]), model.coef_[0]


def entries(model: BlendedModel) -> dict[str, Any]:
    """Both ends of a blend as they stand in the file."""
    return {"few": entry(model.few), "many": entry(model.many)}


# ---------------------------------------------------------------- figures


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
    best = {}
    for g in in_order(groups):
        rows = groups == g
        best[g] = grid[int(np.argmax([balanced(scores[rows], y[rows], t) for t in grid]))]
    out = {}
    for g in best:
        threshold = float(np.mean([t for other, t in best.items() if other != g]))
        out[g] = round(100 * balanced(scores[groups == g], y[groups == g], threshold), 1)
    return {**out, "mean": round(float(np.mean(list(out.values()))), 1)}


def balanced(scores: np.ndarray, y: np.ndarray, threshold: float) -> float:
    """Mean of the shares of same and of different pairs that the threshold gets right."""
    return float(((scores[y == 1] > threshold).mean() + (scores[y == 0] <= threshold).mean()) / 2)


def calibration_error(scores: np.ndarray, y: np.ndarray) -> float:
    """Mean distance of score and share of one fact, per tenth of the scale, over all pairs."""
    tenths = reliability(scores, y)
    return sum(t["pairs"] * abs(t["score"] - t["true"]) for t in tenths) / len(y)


def reliability(scores: np.ndarray, y: np.ndarray) -> list[dict[str, float]]:
    """Per tenth of the scale: how many pairs, the mean score, and how many of them are one fact."""
    tenth = np.minimum((scores * 10).astype(int), 9)
    return [
        {
            "pairs": int((tenth == k).sum()),
            "score": round(float(scores[tenth == k].mean()), 3),
            "true": round(float(y[tenth == k].mean()), 3),
        }
        for k in range(10)
        if (tenth == k).any()
    ]


if __name__ == "__main__":
    main()
