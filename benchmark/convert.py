"""Make predictions of crossclaim's facts.json.

    python -m benchmark.convert FACTS.json ... --out PREDICTIONS.jsonl

Facts of two articles or more become groups with their verdict and certainty. A claim with a value stands for
the characters of its value (the focus), a statement or quotation for all of its own.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmark.labels import Span
from benchmark.predictions import Prediction, write_predictions

WHOLE = frozenset({"statement", "quotation"})
"""Facets of which the clause is the answer."""


def predictions_of(facts: Sequence[Mapping[str, Any]]) -> Iterator[Prediction]:
    """A prediction for each fact of two articles or more."""
    for fact in facts:
        edges = ("start", "end") if fact["facet"] in WHOLE else ("focus_start", "focus_end")
        spans = tuple(Span(c["article"], c[edges[0]], c[edges[1]]) for c in fact["claims"])
        if len({span.article for span in spans}) > 1:
            possible = fact.get("certainty") == "possible"
            yield Prediction(fact["verdict"], spans, possible, fact["facet"] == "name", fact["id"])


def convert(paths: Sequence[Path], out: Path) -> int:
    """Write the predictions of some reports; gives their number."""
    found = [
        prediction
        for path in paths
        for prediction in predictions_of(json.loads(path.read_text(encoding="utf-8"))["facts"])
    ]
    write_predictions(out, found)
    return len(found)


def main(argv: Sequence[str] | None = None) -> None:
    """Convert reports."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("facts", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args(argv)
    print(f"{convert(args.facts, args.out)} predictions: {args.out}")


if __name__ == "__main__":
    main()
