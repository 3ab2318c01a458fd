"""Keep the figures of a system in results/, from which the page is made.

    python -m benchmark.record NAME PREDICTIONS.jsonl

NAME is one of systems.json, which has the command that makes the predictions. Predictions are not kept: their
hash is, so that a second run can be told from the first.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmark.score import score_file
from compare.version import __version__

FOLDER = Path(__file__).parent / "results"
SYSTEMS = Path(__file__).parent / "systems.json"
SPLITS = ("all", "test")
WEIGHTS = Path(__file__).parents[1] / "compare" / "linkage" / "data" / "difference_weights.json"


def systems() -> list[dict[str, Any]]:
    """The systems that the page names, in its order."""
    rows: list[dict[str, Any]] = json.loads(SYSTEMS.read_text(encoding="utf-8"))
    return rows


def record(name: str, predictions: Path, folder: Path = FOLDER) -> Path:
    """Score, and write the result of a system. Raises `SystemExit` for a name that nobody knows."""
    known = [row["name"] for row in systems()]
    if name not in known:
        raise SystemExit(f"{name!r} is none of the systems of {SYSTEMS.name}: {', '.join(known)}")
    data = predictions.read_bytes()
    row = {
        "name": name,
        "crossclaim": __version__,
        "weights": hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()[:12],
        "predictions": len(data.splitlines()),
        "sha256": hashlib.sha256(data).hexdigest(),
        "figures": {split: score_file(predictions, split) for split in SPLITS},
    }
    path = folder / f"{name}.json"
    path.write_text(json.dumps(row, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def main(argv: Sequence[str] | None = None) -> None:
    """Record a system's result."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("name")
    parser.add_argument("predictions", type=Path)
    args = parser.parse_args(argv)
    print(record(args.name, args.predictions))


if __name__ == "__main__":
    main()
