"""Fit the weights of the claim matcher and write them to compare/linkage/data/claim_weights.json.

    python scripts/fit_claims.py [--shared ../shared] [--family count|date|statement]

Three families, each from the sources of `SHARES`, which `scripts/claim_pairs.py` describes. Figures are out
of fold: each pair is judged by weights that saw no pair of either of its two stories (an incident, a month of
the war, a topic); only the odds of "one event", which another script fits, have seen them. They are of the
pairs that were read, each weighed by the candidate pairs it stands for, so that they say what a run meets.
With --family the others stay as they are.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection
from functools import cache
from pathlib import Path

import numpy as np
from claim_pairs import COLLECTIONS, LABELS, editors_training, event_training, read_pairs, toll_training
from event_gold import FILES, READ
from regression import (
    Training,
    entry,
    folds_of,
    hashes,
    joined,
    reliability,
    sha256,
    signed_fit,
    unseen,
)
from sklearn.metrics import average_precision_score

from compare.linkage.comparison.claim_features import AGAINST, SIGNALS
from compare.linkage.comparison.claim_model import WEIGHTS
from compare.linkage.comparison.families import Family
from compare.linkage.comparison.models import AdditiveModel
from compare.linkage.comparison.time_features import GIVEN_DATES
from compare.linkage.matrices import Floats

OUT = Path(__file__).parent.parent / "compare" / "linkage" / "data" / WEIGHTS

SHARES = {
    Family.COUNT: {"labels": 1.0, "tolls": 0.3, "same_event": 0.2, "events": 0.5},
    Family.STATEMENT: {"labels": 1.0, "tolls": 0.3, "same_event": 0.2, "events": 1.0},
    Family.DATE: {"labels": 1.0, "same_event": 1.0, "events": 1.0},
}
"""What each source counts, by family: the pairs that were read are of all kinds, the tolls of one, and the
documents of same_event.jsonl, of many topics, are one to five sentences long."""

COUNTED = frozenset({"counted", "outcome", "magnitude", "wider", "excluding"})
NOT_OF = {
    Family.COUNT: frozenset(GIVEN_DATES),
    Family.DATE: COUNTED,
    Family.STATEMENT: COUNTED | frozenset(GIVEN_DATES) | {"one question"},
}
"""Signals that say nothing of a family."""

FOLDS = 8
STRENGTH = 0.1
"""Inverse strength of the ridge penalty, as scikit-learn's C. Between 0.03 and 1 the loss out of fold changes
by less than 3 %."""

LIMIT = 4.0
"""Deviations at which a signal is cut."""


def names_of(kind: Family) -> list[str]:
    """The signals that a family may use."""
    return [name for name in SIGNALS if name not in NOT_OF[kind]]


@cache
def training(shared: Path, kind: Family) -> tuple[dict[str, Training], dict[str, int]]:
    """The labelled pairs of one family by source, and the counts of those that were read."""
    labels, counts = read_pairs(shared, kind)
    found = {"labels": labels}
    if "tolls" in SHARES[kind]:
        found["tolls"] = toll_training(shared, kind)
    if "same_event" in SHARES[kind]:
        found["same_event"] = event_training(shared, kind)
    if "events" in SHARES[kind]:
        found["events"] = editors_training(shared, kind)
    columns = [SIGNALS.index(name) for name in names_of(kind)]
    kept = {name: Training(t.matrix[:, columns], t.label, t.story, t.weight) for name, t in found.items()}
    return kept, counts


def fit(parts: dict[str, Training], kind: Family) -> AdditiveModel:
    """The weights of one family from the pairs of each source."""
    size = float(len(parts["labels"].label))
    shared = [part.scaled_to(size * SHARES[kind][name]) for name, part in parts.items() if len(part.label)]
    return signed_fit(joined(shared), names_of(kind), AGAINST, STRENGTH, LIMIT)


def fit_without(shared: Path, events: Collection[str]) -> dict[Family, AdditiveModel]:
    """The weights of all families from all pairs but those of some events that editors have read."""
    models = {}
    for kind in SHARES:
        parts, _ = training(shared, kind)
        seen = ~np.isin(parts["events"].story, list(events)).any(axis=1)
        kept = parts | {"events": parts["events"].take(seen)}
        exact = fit(kept, kind)
        used = [k for k, weight in enumerate(exact.weights) if weight]
        models[kind] = AdditiveModel.parse(entry(exact, used=True), [exact.names[k] for k in used], OUT.name)
    return models


def out_of_fold(parts: dict[str, Training], kind: Family) -> dict[str, Floats]:
    """(pairs,) probabilities of the pairs of each source, from weights that saw no pair of their stories."""
    whole = joined(list(parts.values()))
    source = np.repeat(list(parts), [len(part.label) for part in parts.values()])
    scores = np.zeros(len(whole.label))
    for train, test in unseen(folds_of(whole.story, FOLDS), FOLDS):
        model = fit({name: whole.take(train & (source == name)) for name in parts}, kind)
        scores[test] = model.probability(whole.matrix[test])
    return {name: scores[source == name] for name in parts}


def figures(data: Training, scores: Floats) -> dict[str, object]:
    """Average precision, precision and recall from 0.5 and 0.75 on, and how far to trust the scores."""
    out: dict[str, object] = {
        "average precision": round(
            float(average_precision_score(data.label, scores, sample_weight=data.weight)), 3
        )
    }
    right = data.label == 1
    for least in (0.5, 0.75):
        above = scores >= least
        hit = float(data.weight[above & right].sum())
        out[f"from {least}"] = {
            "precision": round(hit / max(float(data.weight[above].sum()), 1e-9), 3),
            "recall": round(hit / float(data.weight[right].sum()), 3),
        }
    return {**out, "reliability": reliability(data, scores)}


def fitted(shared: Path, kind: Family) -> dict[str, object]:
    """What one family adds to the sections of the file, by section."""
    parts, counts = training(shared, kind)
    labels = parts["labels"]
    scores = out_of_fold(parts, kind)
    stands_for = Training(labels.matrix, labels.label, labels.story, labels.weight**2)
    others = {
        name: round(float(average_precision_score(part.label, scores[name])), 3)
        for name, part in parts.items()
        if name != "labels"
    }
    return {
        "pairs": {
            **counts,
            "learned from": {name: len(part.label) for name, part in parts.items()},
            "one fact": {name: int(part.label.sum()) for name, part in parts.items()},
        },
        "out of fold": figures(stands_for, scores["labels"]),
        "average precision on other sources": others,
        "families": entry(fit(parts, kind), used=True),
    }


def main() -> None:
    """Fit, print the figures, write the file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--family", type=Family, choices=SHARES, help="refit this family alone")
    args = parser.parse_args()
    learned = dict.fromkeys((*COLLECTIONS, "tolls.gold.json", "same_event.jsonl", *FILES))
    digests = hashes(args.shared, list(learned))
    read = {path.name: sha256(path) for path in (LABELS, READ)}
    stored = json.loads(OUT.read_text(encoding="utf-8")) if args.family else {}
    if args.family and (stored["data"], stored["labels"]) != (digests, read):
        parser.error(f"{OUT.name} was fitted on other data; refit all families, without --family")
    stored |= {"made by": "scripts/fit_claims.py", "data": digests, "labels": read}
    for kind in (args.family,) if args.family else SHARES:
        for section, found in fitted(args.shared, kind).items():
            stored.setdefault(section, {})[kind] = found
    OUT.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({name: part for name, part in stored.items() if name != "families"}, indent=1))


if __name__ == "__main__":
    main()
