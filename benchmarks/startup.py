"""Is a whole report faster than only importing sentence-transformers?

    python benchmarks/startup.py [--rounds N] [PATH ...]

Each round runs three processes in turn: the import, a report with an empty cache, and the same
report again. A line per round, then the medians. Exit code 1 unless the report with an empty
cache beats the import (ratio < 1), its peak memory stays under the limit, and the second report
embeds nothing and writes the same files.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
IMPORT = [sys.executable, "-c", "import sentence_transformers"]
MEMORY_LIMIT_MB = 700


def timed(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Return seconds and peak memory in MB of a command, which must succeed."""
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed: {errors.decode(errors='replace')[-500:]}")
    # ru_maxrss counts bytes on macOS and kilobytes elsewhere.
    return seconds, usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def cached_rows(folder: Path) -> list[tuple[object, ...]]:
    """Return keys and times of what the cache holds: a text embedded again would have a new time."""
    rows: list[tuple[object, ...]] = []
    for path in sorted(folder.rglob("*.sqlite")):
        with closing(sqlite3.connect(path)) as database:
            rows += database.execute("SELECT encoder, text, added FROM vectors ORDER BY 1, 2").fetchall()
    return rows


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a report."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def one_round(paths: list[Path]) -> dict[str, float]:
    """Time the import, a first report and a second one, in this order."""
    with tempfile.TemporaryDirectory() as scratch:
        cache, out = Path(scratch) / "cache", Path(scratch) / "out"
        environment = {**os.environ, "CROSSCLAIM_CACHE": str(cache)}
        report = [sys.executable, "-m", "compare", "report", *map(str, paths), "--out", str(out)]
        import_seconds, import_mb = timed(IMPORT, environment)
        first_seconds, first_mb = timed(report, environment)
        rows, files = cached_rows(cache), contents(out)
        second_seconds, second_mb = timed(report, environment)
        return {
            "import_s": round(import_seconds, 2),
            "report_s": round(first_seconds, 2),
            "again_s": round(second_seconds, 2),
            "import_mb": round(import_mb),
            "report_mb": round(max(first_mb, second_mb)),
            "embedded": len(rows),
            "embedded_again": len(set(cached_rows(cache)) - set(rows)),
            "same_files": contents(out) == files,
        }


def main() -> int:
    """Print one JSON object per round, one with the medians, and one line for each requirement."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path, default=[SEEDS], help="what to compare; the seeds")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    rounds = []
    for _ in range(arguments.rounds):
        rounds.append(one_round(arguments.paths))
        print(json.dumps(rounds[-1]), flush=True)
    medians = {key: statistics.median(r[key] for r in rounds) for key in ("import_s", "report_s", "again_s")}
    ratio = statistics.median(r["report_s"] / r["import_s"] for r in rounds)
    peak = max(r["report_mb"] for r in rounds)
    print(json.dumps({**medians, "ratio": round(ratio, 3), "peak_mb": peak}))
    requirements = {
        f"ratio < 1 ({ratio:.3f})": ratio < 1,
        f"peak memory < {MEMORY_LIMIT_MB} MB ({peak:.0f})": peak < MEMORY_LIMIT_MB,
        "texts were embedded": all(r["embedded"] for r in rounds),
        "the second report embeds nothing": not any(r["embedded_again"] for r in rounds),
        "the second report writes the same files": all(r["same_files"] for r in rounds),
    }
    for text, holds in requirements.items():
        print(f"{'ok  ' if holds else 'FAIL'} {text}")
    return 0 if all(requirements.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
