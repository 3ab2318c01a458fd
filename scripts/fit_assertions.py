"""Fit the weights of what parts of sentences say: compare/linkage/data/assertion_weights.json.

    python scripts/fit_assertions.py [--shared ../shared]

Learns from the pairs of assertions of scripts/labels/assertions.json, which says how they were read, and
among them from those that no constraint parts, since only these are left to the weights. The pairs of one
subject weigh the square root of their number. The penalty is the one of the least loss in a
cross-validation by subject, and figures are out of fold: each subject is judged by weights, and by a
penalty, that were found without it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from claim_pairs import COLLECTIONS, build, collection, event_readings
from regression import Booleans, Training, entry, hashes, reliability, sha256, signed_fit
from sklearn.metrics import average_precision_score, log_loss
from sklearn.model_selection import GroupKFold

from compare.embeddings import open_encoder
from compare.extraction.annotation.annotate import annotate_claims
from compare.extraction.reading import Reading
from compare.linkage.assertions import SIGNALS, WEIGHTS, Assertions
from compare.linkage.comparison.models import AdditiveModel
from compare.linkage.corpus import Corpus
from compare.linkage.matrices import Floats
from compare.settings import Settings

ROOT = Path(__file__).parent.parent
OUT = ROOT / "compare" / "linkage" / "data" / WEIGHTS
LABELS = ROOT / "scripts" / "labels" / "assertions.json"
EVENTS = "same_event.jsonl"

FOLDS = 8
LIMIT = 6.0
"""Deviations at which a signal is cut."""

STRENGTHS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
"""Inverse strengths of the ridge penalty to choose from, as scikit-learn's C."""

Side = tuple[str, int, int]


def read_all(shared: Path) -> Iterator[tuple[str, Assertions]]:
    """The assertions of each collection, with the name of its file."""
    for name in COLLECTIONS:
        yield name, assertions(*collection(shared / "data" / name))
    for _, readings, _ in event_readings(shared):
        yield EVENTS, assertions(readings, build(readings, [c for r in readings for c in r.claims]))


def assertions(readings: Sequence[Reading], corpus: Corpus) -> Assertions:
    """What parts of the sentences of some readings say, as in a run of the product."""
    encoder = open_encoder(Settings().embedding)
    return Assertions.build(corpus, annotate_claims(c for r in readings for c in r.assertions), encoder)


def training(shared: Path) -> tuple[Training, dict[str, int]]:
    """The labelled pairs that no constraint parts, and how many there are of each sort."""
    labels = {
        (name, tuple(one), tuple(other)): same
        for name, one, other, same in json.loads(LABELS.read_text("utf-8"))["pairs"]
    }
    found, left, parted = [], dict(labels), 0
    for name, said in read_all(shared):
        row: dict[Side, int] = {(c.article, c.start, c.end): k for k, c in enumerate(said.claims)}
        for key, same in labels.items():
            if key[0] != name or key[1] not in row or key[2] not in row:
                continue
            del left[key]
            a, b = row[key[1]], row[key[2]]
            if said.parted(a, b):
                parted += 1
            else:
                subjects = tuple(f"{name}: {said.claims[k].subject}" for k in (a, b))
                found.append((said.signals(np.array([a]), np.array([b]))[0], int(same), subjects))
    subject = one_name([subjects for *_, subjects in found])
    story = np.array([subject[one] for *_, (one, _) in found])
    size = Counter(story.tolist())
    weight = np.array([size[name] ** -0.5 for name in story.tolist()])
    matrix, label = np.array([m for m, *_ in found]), np.array([y for _, y, _ in found], dtype=np.intp)
    counts = {
        "labelled": len(labels),
        "not found": len(left),
        "parted by constraints": parted,
        "learned from": len(found),
        "say the same": int(label.sum()),
        "subjects": len(size),
    }
    return Training(matrix, label, story, weight * len(weight) / weight.sum()), counts


def one_name(pairs: Sequence[tuple[str, ...]]) -> dict[str, str]:
    """One name for all subjects that pairs connect: a subject may be named in full and in part."""
    name = {subject: subject for pair in pairs for subject in pair}
    for one, other in pairs:
        old, new = name[one], name[other]
        name.update({subject: new for subject, now in name.items() if now == old})
    return name


def fit(data: Training, rows: Booleans, strength: float) -> AdditiveModel:
    """The weights from some rows."""
    return signed_fit(data.take(rows), SIGNALS, (), strength, LIMIT)


def folds(data: Training, rows: Booleans) -> Iterator[tuple[Booleans, Booleans]]:
    """What is learned from and what is judged in each fold of some rows, by subject."""
    places = np.flatnonzero(rows)
    for train, test in GroupKFold(FOLDS).split(places, groups=data.story[places]):
        yield chosen(places[train], len(rows)), chosen(places[test], len(rows))


def chosen(places: Sequence[int], count: int) -> Booleans:
    """(count,) whether a row is at one of the places."""
    rows = np.zeros(count, dtype=bool)
    rows[places] = True
    return rows


def strength_of(data: Training, rows: Booleans) -> float:
    """The strength of the least weighted loss in a cross-validation of some rows."""
    loss = dict.fromkeys(STRENGTHS, 0.0)
    for train, test in folds(data, rows):
        for strength in STRENGTHS:
            scores = fit(data, train, strength).probability(data.matrix[test])
            loss[strength] += log_loss(
                data.label[test], scores, sample_weight=data.weight[test], labels=[0, 1], normalize=False
            )
    return min(loss, key=lambda strength: loss[strength])


def out_of_fold(data: Training) -> Floats:
    """(pairs,) probabilities by weights and a penalty that never saw the pair's subject."""
    out = np.zeros(len(data.label))
    for train, test in folds(data, np.ones(len(out), dtype=bool)):
        out[test] = fit(data, train, strength_of(data, train)).probability(data.matrix[test])
    return out


def figures(data: Training, scores: Floats) -> dict[str, object]:
    """Precision and recall at the threshold of the settings, average precision, and how far to trust scores.

    "by subject" weighs the pairs of a subject by the square root of their number, as the fit does.
    """
    threshold = Settings().matching.assertion_threshold
    above, same = scores >= threshold, data.label == 1

    def share(part: Booleans, whole: Booleans, weight: Floats) -> float:
        return round(float(weight[part & whole].sum() / weight[whole].sum()), 3)

    ways = {"by pair": np.ones(len(scores)), "by subject": data.weight}
    return {
        "threshold": threshold,
        "pairs above": int(above.sum()),
        **{
            way: {"precision": share(same, above, weight), "recall": share(above, same, weight)}
            for way, weight in ways.items()
        },
        "average precision": round(float(average_precision_score(data.label, scores)), 3),
        **reliability(data, scores),
    }


def main() -> None:
    """Fit, print the figures, write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    shared = parser.parse_args().shared
    data, counts = training(shared)
    everything = np.ones(len(data.label), dtype=bool)
    strength = strength_of(data, everything)
    model = fit(data, everything, strength)
    stored = {
        "made by": "scripts/fit_assertions.py",
        "data": hashes(shared, (*sorted(COLLECTIONS), EVENTS)),
        "labels": sha256(LABELS),
        "pairs": counts,
        "strength": strength,
        "out of fold": figures(data, out_of_fold(data)),
        "model": entry(model),
    }
    OUT.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(stored, indent=1))


if __name__ == "__main__":
    main()
