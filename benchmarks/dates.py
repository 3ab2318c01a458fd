"""Dates and durations on TempEval-3 texts: the held-out documents, the rest, and all.

    python benchmarks/dates.py [--shared DIR]

`heideltime.py` measures HeidelTime on the same texts under the same scorer.

The data and the scorer lie beside the checkout, in ../shared, and are not part of the project.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def load_scorer(shared: Path) -> Any:
    """The module score.py, by its path."""
    spec = importlib.util.spec_from_file_location("score", shared / "score" / "score.py")
    if spec is None or spec.loader is None:
        raise ImportError(f"{shared / 'score' / 'score.py'} is no Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> int:
    """Print one JSON line for each part of the data."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    shared = parser.parse_args().shared
    data = shared / "data" / "timexes.jsonl"
    if not data.is_file() or not (shared / "score" / "score.py").is_file():
        print(
            f"nothing measured: {data} or its scorer is absent; give the folder of both with --shared",
            file=sys.stderr,
        )
        return 2
    scorer = load_scorer(shared)
    held_out = set(json.loads((HERE / "dates_heldout.json").read_text(encoding="utf-8"))["ids"])
    rows = [json.loads(line) for line in data.read_text(encoding="utf-8").splitlines() if line.strip()]
    parts = {
        "held out": [r for r in rows if r["id"] in held_out],
        "rest": [r for r in rows if r["id"] not in held_out],
        "all": rows,
    }
    for name, part in parts.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "part.jsonl"
            path.write_text("\n".join(json.dumps(r) for r in part), encoding="utf-8")
            start = time.perf_counter()
            figures = scorer.dates(str(path))
        print(
            json.dumps(
                {
                    "part": name,
                    "documents": len(part),
                    **figures,
                    "seconds": round(time.perf_counter() - start, 2),
                }
            )
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
