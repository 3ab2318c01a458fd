"""Fit the weights that tell whether two articles report one event: compare/linkage/data/event_weights.json.

    python scripts/fit_events.py [--shared ../shared]

Learns from pairs of articles of incidents.articles.jsonl (local shootings, by incident) and of
tolls.gold.json (attacks of one war, by event). All dates are left out on purpose: they tell these few
events apart too easily, and two look-alike events on one day would pass; days are judged by the constraints.
Figures are out of fold, by incident and event. Documents of same_event.jsonl, by story, are not learned
from (one to five sentences each, half of which name nobody) and show how far the weights carry.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from regression import Booleans, Training, entry, hashes, signed_fit
from sklearn.metrics import average_precision_score, precision_recall_curve

from compare.extraction.annotation.event_text import Bag, EventText, read_event
from compare.ingest import read_articles
from compare.linkage.comparison.event_model import (
    AGAINST,
    SIGNALS,
    WEIGHTS,
    event_signals,
)
from compare.linkage.comparison.models import AdditiveModel
from compare.linkage.matrices import Floats, Ints
from compare.models import Article
from compare.pipeline import read_claims

OUT = Path(__file__).parent.parent / "compare" / "linkage" / "data" / WEIGHTS
FOLDS = 5
STRENGTH = 0.5
"""Inverse strength of the ridge penalty, as scikit-learn's C."""

LIMIT = 6.0
"""Deviations at which a signal is cut."""

EFFECTIVE = 6_000
"""Pairs that all pairs count for: most are of two events and easy."""

SHARE = {"incidents": 0.67, "tolls": 0.33}
"""What each set counts; incidents are of many towns and outlets, tolls of one war."""


LOOK_ALIKES = 0.5
"""Part of the weight of two events that pairs count for which are made: one event, the names of one
report replaced. Real look-alikes of one day are too few to teach that the same words are no evidence."""


@dataclass(frozen=True)
class Pairs:
    """Pairs of articles: signals, labels, the two events of each, and weights."""

    matrix: Floats
    label: Ints
    events: NDArray[np.str_]
    weight: Floats

    def take(self, rows: Booleans) -> Pairs:
        """Some of the pairs."""
        return Pairs(self.matrix[rows], self.label[rows], self.events[rows], self.weight[rows])


def pairs_of(articles: list[Article], event: Mapping[str, str], share: float) -> Pairs:
    """All pairs of the articles whose event is known; one event and two weigh the same in all."""
    readings = read_claims(sorted(articles, key=lambda a: a.id))
    known = [
        (event[r.article.id], read_event(r.article.title, [s.text for s in r.sentences if not s.furniture]))
        for r in readings
        if r.article.id in event
    ]
    told = [(name, text) for name, text in known if text.tells]
    rows = [(a, b, int(a == b), event_signals(x, y)[0]) for (a, x), (b, y) in combinations(told, 2)]
    alike = [(a, b, 2, event_signals(x, renamed(y))[0]) for (a, x), (b, y) in combinations(told, 2) if a == b]
    kind = np.array([k for _, _, k, _ in rows + alike], dtype=np.intp)
    weight = np.zeros(len(kind))
    for k, part in enumerate((1.0 - LOOK_ALIKES, 1.0, LOOK_ALIKES)):
        weight[kind == k] = share * 0.5 * part / max(1, int((kind == k).sum()))
    matrix = np.array([m for *_, m in rows + alike]).reshape(-1, len(SIGNALS))
    return Pairs(matrix, (kind == 1).astype(np.intp), np.array([r[:2] for r in rows + alike]), weight)


def renamed(text: EventText) -> EventText:
    """The same report with other names, ages and numbers: another event that is told in the same words."""

    def other(bag: Bag) -> Bag:
        return {f"{word}~" if word in text.names else word: weight for word, weight in bag.items()}

    return replace(
        text,
        title=other(text.title),
        lead=other(text.lead),
        all_names=other(text.all_names),
        names=other(text.names),
        lead_names=other(text.lead_names),
        full_names={f"{name}~": weight for name, weight in text.full_names.items()},
        ages=frozenset(),
        numbers=frozenset(),
    )


def read_all(shared: Path) -> dict[str, list[Pairs]]:
    """Pairs by data set; of same_event.jsonl, a part per topic."""
    data = shared / "data"
    incidents = [
        json.loads(line) for line in (data / "incidents.articles.jsonl").read_text("utf-8").splitlines()
    ]
    tolls = json.loads((data / "tolls.gold.json").read_text("utf-8"))["events"]
    topics: defaultdict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for line in (data / "same_event.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        _, text = topics[row["topic"]].get(row["doc"], ("", ""))
        topics[row["topic"]][row["doc"]] = row["story"], text + row["sentence"] + "\n"
    return {
        "incidents": [
            pairs_of(
                read_articles([data / "incidents.articles.jsonl"]),
                {row["id"]: row["incident"] for row in incidents},
                SHARE["incidents"],
            )
        ],
        "tolls": [
            pairs_of(
                read_articles([data / "tolls.articles.jsonl"]),
                {m["article"]: name for name, mentions in tolls.items() for m in mentions},
                SHARE["tolls"],
            )
        ],
        "same_event": [
            pairs_of(
                [Article(doc, text, language="en") for doc, (_, text) in docs.items()],
                {doc: story for doc, (story, _) in docs.items()},
                1.0,
            )
            for docs in topics.values()
        ],
    }


def fit(parts: list[Pairs]) -> AdditiveModel:
    """The weights; a signal whose weight points the wrong way is dropped."""
    matrix, label, weight = (
        np.concatenate([getattr(p, name) for p in parts]) for name in ("matrix", "label", "weight")
    )
    data = Training(matrix, label, np.zeros(len(label), dtype=np.str_), weight * EFFECTIVE)
    return signed_fit(data, SIGNALS, AGAINST, STRENGTH, LIMIT)


def folds(pairs: Pairs) -> NDArray[np.intp]:
    """(pairs, 2) the fold of either event of each pair."""
    names: list[str] = sorted(set(pairs.events.ravel().tolist()))
    random.Random(0).shuffle(names)
    fold = {name: k % FOLDS for k, name in enumerate(names)}
    return np.array([[fold[a], fold[b]] for a, b in pairs.events.tolist()])


def out_of_fold(parts: list[Pairs]) -> list[tuple[Ints, Floats]]:
    """Labels and log-odds of each part, from weights that saw no article of the events of the pair."""
    fold = [folds(p) for p in parts]
    found: list[list[tuple[Ints, Floats]]] = [[] for _ in parts]
    for k in range(FOLDS):
        model = fit([p.take((f != k).all(axis=1)) for p, f in zip(parts, fold, strict=True)])
        for p, f, out in zip(parts, fold, found, strict=True):
            test = p.take((f == k).all(axis=1))
            out.append((test.label, model.log_odds(test.matrix)))
    return [(np.concatenate([y for y, _ in out]), np.concatenate([s for _, s in out])) for out in found]


def figures(label: Ints, odds: Floats) -> dict[str, float]:
    """Average precision, recall at precision 0.9, and what is right on either side of even odds."""
    precision, recall, _ = precision_recall_curve(label, odds)
    return {
        "pairs": len(label),
        "one event": int(label.sum()),
        "average precision": round(float(average_precision_score(label, odds)), 3),
        "recall at precision 0.9": round(float(recall[precision >= 0.9].max()), 3),
        "one event above even odds": round(float((odds[label == 1] >= 0).mean()), 3),
        "two events below even odds": round(float((odds[label == 0] < 0).mean()), 3),
    }


def main() -> None:
    """Fit, print the figures, write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    shared = parser.parse_args().shared
    read = read_all(shared)
    learned = [part for name in SHARE for part in read[name]]
    model = fit(learned)
    elsewhere = read["same_event"]
    found = {
        **{name: figures(*scores) for name, scores in zip(SHARE, out_of_fold(learned), strict=True)},
        "same_event, never learned from": figures(
            np.concatenate([p.label for p in elsewhere]),
            np.concatenate([model.log_odds(p.matrix) for p in elsewhere]),
        ),
    }
    used = ("incidents.articles.jsonl", "tolls.articles.jsonl", "tolls.gold.json", "same_event.jsonl")
    stored = {
        "made by": "scripts/fit_events.py",
        "data": hashes(shared, used),
        "out of fold": found,
        "model": entry(model),
    }
    OUT.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(stored, indent=1))


if __name__ == "__main__":
    main()
