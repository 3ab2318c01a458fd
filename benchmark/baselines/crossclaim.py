"""crossclaim itself, out of fold: no event is compared with weights of differences that saw it.

    python -m benchmark.baselines.crossclaim --data DATA --out PREDICTIONS.jsonl

DATA is what ``benchmark.rebuild`` makes. Fits as ``scripts/measure_differences.py`` does, and needs what
that needs (scikit-learn). The articles of a fold are compared all together; nobody says which tell one event.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmark.convert import predictions_of
from benchmark.predictions import Prediction, write_predictions

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


def predictions(data: Path) -> Iterator[Prediction]:
    """What crossclaim says of the articles of both sets."""
    sys.path.append(str(SCRIPTS))
    measure: Any = importlib.import_module("measure_differences")
    folds, models = measure.models_of(data)
    encoder = measure.open_encoder(measure.Settings().embedding)
    for name in measure.SETS:
        facts = measure.facts_of(measure.EventGold(data, name), folds, models, encoder)
        yield from predictions_of(facts["facts"])


def main(argv: Sequence[str] | None = None) -> None:
    """Compare, and write the predictions."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args(argv)
    write_predictions(args.out, predictions(args.data))


if __name__ == "__main__":
    main()
