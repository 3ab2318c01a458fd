"""crossclaim itself, out of fold: no event is compared with weights of differences that saw it.

    python -m benchmark.baselines.crossclaim --data DATA --out PREDICTIONS.jsonl [--track given]

DATA is what ``benchmark.rebuild`` makes, and beside it the other collections that the weights learn from
(docs/data-card.md). Fits as ``scripts/measure_differences.py`` does, and needs what that needs: scikit-learn.
In the open track the articles of a fold are compared all together, and nobody says which tell one event; in
the given track those of an event.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmark.baselines.texts import Track, parser_of, write
from benchmark.convert import predictions_of
from benchmark.predictions import Prediction

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


def predictions(data: Path, track: Track) -> Iterator[Prediction]:
    """What crossclaim says of the articles of both sets."""
    together = (lambda event: event) if track is Track.GIVEN else (lambda _: "")
    sys.path.append(str(SCRIPTS))
    measure: Any = importlib.import_module("measure_differences")
    folds, models = measure.models_of(data)
    encoder = measure.open_encoder(measure.Settings().embedding)
    for name in importlib.import_module("event_gold").GIVEN:
        facts = measure.facts_of(measure.EventGold(data, name), folds, models, encoder, together)
        yield from predictions_of(facts["facts"])


def main(argv: Sequence[str] | None = None) -> None:
    """Compare, and write the predictions."""
    args = parser_of(__doc__).parse_args(argv)
    write(args.out, predictions(args.data, args.track))


if __name__ == "__main__":
    main()
