"""What a report costs beside the embedding of the same texts, and how far both cores are at work.

    python benchmarks/constant.py [PATH...] [--rounds N] [--shared DIR]

The articles are those of the tolls unless paths are named. In each round three processes take turns: one
embeds every text that the comparison embeds, each once, and does nothing else; one writes a report with an
empty cache of vectors; one writes it again with a full one. Each round is a line with their seconds of
processor and clock; the last line has the medians and the ratios: `cpu_ratio`, a report to the bare
embedding by processor time (the start of Python and its imports count for the report alone), and
`wall_to_cpu` of the report with an empty cache. On a machine that others use, the first says more.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from compare import read_articles
from compare.embeddings import load_encoder
from compare.pipeline import embed_claims, read_claims

ROOT = Path(__file__).resolve().parents[1]

REPORT = "import sys; from compare.cli import main; sys.exit(main())"


class Listening:
    """An encoder that only remembers the texts, each once, in `seen`."""

    name = identity = "none"
    dimension = 1

    def __init__(self) -> None:
        self.seen: dict[str, None] = {}

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Ones: no text that is embedded hangs on the vectors of others."""
        self.seen.update(dict.fromkeys(texts))
        return np.ones((len(texts), 1), dtype=np.float32)


def texts_of(paths: list[str]) -> list[str]:
    """Every text that a comparison of the articles of `paths` embeds, each once."""
    encoder = Listening()
    embed_claims(read_claims(sorted(read_articles(paths), key=lambda article: article.id)), encoder)
    return list(encoder.seen)


def embed(path: str) -> None:
    """Embed the texts in the file at `path`, and print the seconds of processor and clock that took."""
    texts = json.loads(Path(path).read_text(encoding="utf-8"))
    encoder = load_encoder()
    encoder.encode(texts[:8])
    cpu, wall = time.process_time(), time.perf_counter()
    encoder.encode(texts)
    print(json.dumps([time.process_time() - cpu, time.perf_counter() - wall]))


def report(paths: list[str], folder: Path) -> list[float]:
    """Seconds of processor and clock of a report in a process of its own, its cache in `folder`."""
    environment = {**os.environ, "CROSSCLAIM_EMBEDDING__CACHE_DIR": str(folder / "cache")}
    command = [sys.executable, "-c", REPORT, "report", *paths, "--out", str(folder / "out"), "--quiet"]
    before, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    took, after = time.perf_counter() - wall, resource.getrusage(resource.RUSAGE_CHILDREN)
    return [after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, took]


def main() -> int:
    """Print a JSON object for each round, and a last one with the medians and the ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--embed", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.embed:
        embed(options.embed)
        return 0
    paths = options.paths or [str(options.shared / "data/tolls.articles.jsonl")]
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    rounds: dict[str, list[list[float]]] = {"embedding": [], "cold": [], "warm": []}
    with tempfile.TemporaryDirectory() as place:
        texts = Path(place) / "texts.json"
        texts.write_text(json.dumps(texts_of(paths)), encoding="utf-8")
        for n in range(options.rounds):
            command = [sys.executable, __file__, "--embed", str(texts)]
            done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            rounds["embedding"].append(json.loads(done.stdout))
            folder = Path(place) / str(n)
            folder.mkdir()
            rounds["cold"].append(report(paths, folder))
            rounds["warm"].append(report(paths, folder))
            told = {name: [round(s, 1) for s in found[-1]] for name, found in rounds.items()}
            print(json.dumps({"cpu_and_wall_s": told}), flush=True)
    cpu = {name: statistics.median(row[0] for row in found) for name, found in rounds.items()}
    each = zip(rounds["cold"], rounds["embedding"], strict=True)
    summary = {
        **{f"{name}_cpu_s": round(took, 1) for name, took in cpu.items()},
        "cpu_ratio": round(statistics.median(cold[0] / bare[0] for cold, bare in each), 2),
        "wall_to_cpu": round(statistics.median(row[1] / row[0] for row in rounds["cold"]), 2),
    }
    print(json.dumps(summary))
    return 0


if __name__ == "__main__":
    sys.exit(main())
