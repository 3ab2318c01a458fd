"""The figures of ``score.py discrepancies``, out of fold: no event is compared with weights that saw it.

    python scripts/measure_differences.py [--shared ../shared] [--out FOLDER] [--write]

The events of all sets that are learned from are parted into folds; the models of claims and of differences
are fitted on those of all other folds (and on the other collections that they learn from), and the articles
of the fold are compared with them. No other weights saw an event of the sets that are scored.
With --out the facts of each set are written there; with --write the figures are kept in
tests/eval/out_of_fold.json, and ``python scripts/update_quality.py`` puts them into docs/quality.md.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np
from event_gold import SCORED, SETS, EventGold
from fit_claims import fit_without
from fit_differences import FOLDS, fit, fold_of, read_pairs

from compare.embeddings import Encoder, open_encoder
from compare.ingest import read_articles
from compare.linkage.comparison.families import Family
from compare.linkage.comparison.models import AdditiveModel, StepModel
from compare.linkage.differences.model import Doubted
from compare.models import Article
from compare.pipeline import compare_articles
from compare.settings import Settings

MODEL = "compare.linkage.differences.possible.difference_model"
CLAIM_MODELS = "compare.linkage.matcher.claim_models"

KEPT = Path(__file__).resolve().parents[1] / "tests" / "eval" / "out_of_fold.json"
FIGURES = (
    "differ", "differ_precision", "possible", "possible_precision", "recall_with_possible",
    "agreement_recall_values", "agreement_recall_words", "distinct_merged",
)  # fmt: skip
"""What is kept of what the scorer says."""


Facts = dict[str, list[object]]


@dataclass(frozen=True)
class Models:
    """What saw no event of one fold."""

    claims: Mapping[Family, AdditiveModel]
    differences: Mapping[Doubted, StepModel]

    @contextmanager
    def used(self) -> Iterator[None]:
        """Compare with these in place of those of the package."""
        with patch(CLAIM_MODELS, lambda: self.claims), patch(MODEL, self.differences.__getitem__):
            yield


def facts_of(
    gold: EventGold,
    folds: Mapping[str, int],
    models: Mapping[int, Models],
    encoder: Encoder,
    together: Callable[[str], object] = lambda _: "",
) -> Facts:
    """The facts of the articles of one set, each fold compared with the weights that did not see it.

    Articles of a fold are compared where `together` says the same of their events: usually all of them.
    """
    groups: dict[tuple[int, object], list[Article]] = {}
    told = (article for article in read_articles([gold.path]) if article.id in gold.events)
    for article in told:
        event = gold.events.get(article.id, "")
        # An event without a pair taught nothing: it may stand in any fold.
        groups.setdefault((folds.get(event, 0), together(event)), []).append(article)
    facts: list[object] = []
    for (fold, _), own in sorted(groups.items(), key=lambda group: (group[0][0], str(group[0][1]))):
        with models[fold].used():
            report = compare_articles(own, encoder=encoder)
        facts += json.loads(report.to_json())["facts"]
    return {"facts": facts}


def fitted(shared: Path, folds: Mapping[str, int], fold: int) -> Models:
    """The models of one fold, from the events of all others."""
    claims = fit_without(shared, [event for event, of in folds.items() if of == fold])
    with patch(CLAIM_MODELS, lambda: claims):
        found = read_pairs(shared)
    differences = {}
    for kind, pairs in found.items():
        of = np.array([folds[event] for event in pairs.event])
        differences[kind] = fit(pairs.take(np.flatnonzero(of != fold)), kind)
    return Models(claims, differences)


def models_of(shared: Path) -> tuple[dict[str, int], dict[int, Models]]:
    """The fold of each event, and the models of each fold."""
    events = [event for name in SETS for event in EventGold(shared, name).events.values()]
    folds = fold_of(np.array(events))
    return folds, {fold: fitted(shared, folds, fold) for fold in range(FOLDS)}


def kept(gold: EventGold, found: Mapping[str, object]) -> dict[str, object]:
    """The figures of one set that stay, with how large it is."""
    size = {"events": len(set(gold.events.values())), "articles": len(gold.events), "hard": len(gold.hard)}
    return size | {name: found[name] for name in FIGURES}


def main() -> None:
    """Fit by fold, compare, and print the figures of each set."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path)
    parser.add_argument("--write", action="store_true", help=f"keep the figures in {KEPT.name}")
    args = parser.parse_args()
    folds, models = models_of(args.shared)
    encoder = open_encoder(Settings().embedding)
    figures: dict[str, object] = {"made by": "python scripts/measure_differences.py --write"}
    with tempfile.TemporaryDirectory() as scratch:
        out = args.out or Path(scratch)
        for name in SCORED:
            gold = EventGold(args.shared, name)
            path = out / name / "facts.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(facts_of(gold, folds, models, encoder)), encoding="utf-8")
            score = args.shared / "score" / "score.py"
            judged = path.with_name("gold.json")
            judged.write_text(json.dumps(gold.tree), encoding="utf-8")
            words = ["discrepancies", str(path), str(judged), str(gold.path)]
            done = subprocess.run([sys.executable, str(score), *words], check=True, stdout=subprocess.PIPE)
            print(name, done.stdout.decode("utf-8"), sep="\n", flush=True)
            figures[name] = kept(gold, json.loads(done.stdout))
    if args.write:
        KEPT.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
