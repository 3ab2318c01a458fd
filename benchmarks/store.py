"""What does a store cost, and what does it save?

    python benchmarks/store.py [PATH ...]

All articles of the paths (the seeds, unless others are named) are compared without a store and with
one, without any vectors at first; then the same is added again, one more article is added, and the
store is opened anew. A line per step with its seconds, and with its processor time as a ratio to that of the
comparison without a store: other programs on the machine lengthen seconds, not processor time.
Exit code 1 unless the results are the same bytes, what is kept is not read or embedded again, and the
ratios stay under their limits.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from compare import Article, Settings, compare_articles, read_articles
from compare.embeddings import CachedEncoder, Vectors, load_encoder
from compare.models import Progress
from compare.pipeline_store import compare_store
from compare.store import open_store

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
LIMITS = {"first add": 1.5, "add again": 0.2, "one more": 1.1, "open and load": 0.2}
"""Of the ratios; machines vary by a quarter."""

T = TypeVar("T")


class Counting:
    """The built-in encoder, which counts the texts that it embeds."""

    def __init__(self) -> None:
        self._encoder = load_encoder()
        self.name, self.identity = self._encoder.name, self._encoder.identity
        self.dimension = self._encoder.dimension
        self.texts = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of `texts`."""
        self.texts += len(texts)
        return self._encoder.encode(texts)


class Stages:
    """Seconds by stage of a comparison."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._stage, self._since = "", time.perf_counter()

    def __call__(self, event: Progress) -> None:
        """Take one event of the pipeline."""
        if event.stage != self._stage:
            now = time.perf_counter()
            if self._stage:
                self.seconds[self._stage] = round(now - self._since, 2)
            self._stage, self._since = event.stage, now


class Bench:
    """Times steps, and tells each as a ratio to the first one."""

    def __init__(self, encoder: Counting) -> None:
        self.encoder = encoder
        self.cpu: dict[str, float] = {}
        self.embedded: dict[str, int] = {}

    def step(self, name: str, action: Callable[[], T], stages: Stages | None = None) -> T:
        """Run and time `action`."""
        before, start, cpu = self.encoder.texts, time.perf_counter(), time.process_time()
        done = action()
        seconds = time.perf_counter() - start
        self.cpu[name] = time.process_time() - cpu
        self.embedded[name] = self.encoder.texts - before
        row = {
            "step": name,
            "seconds": round(seconds, 2),
            "cpu": round(self.cpu[name], 2),
            "ratio": round(self.ratio(name), 3),
            "embedded": self.embedded[name],
        }
        print(json.dumps(row | ({"stages": stages.seconds} if stages else {})), flush=True)
        return done

    def ratio(self, name: str) -> float:
        """Processor time of the step over that of the comparison without a store."""
        return self.cpu[name] / self.cpu["no store"]


def run(articles: list[Article], path: Path) -> dict[str, bool]:
    """Time all steps; what must hold, and whether it does."""
    encoder, settings = Counting(), Settings()
    compare_articles(articles[:2], settings, encoder=encoder)  # what is loaded once is no step's own
    bench = Bench(encoder)

    def without() -> str:
        return compare_articles(articles, settings, encoder=CachedEncoder(encoder, None)).to_json()

    def add(some: list[Article], stages: Stages | None = None) -> str:
        with open_store(path) as store:
            store.add(some)
            return compare_store(store, settings, stages, encoder).to_json()

    def load() -> str:
        with open_store(path, readonly=True) as store:
            return store.report().to_json()

    plain = bench.step("no store", without)
    first, more = Stages(), Stages()
    bench.step("first add", lambda: add(articles[:-1], first), first)
    same = {"first added all": bench.step("one more", lambda: add(articles, more), more) == plain}
    same["added again"] = bench.step("add again", lambda: add(articles)) == plain
    same["loaded"] = bench.step("open and load", load) == plain
    print(json.dumps({"articles": len(articles), "megabytes": round(path.stat().st_size / 1e6, 1)}))
    held = {f"the same bytes: {name}": is_same for name, is_same in same.items()}
    few = bench.embedded["one more"] <= bench.embedded["no store"] / len(articles) * 5
    held[f"one more embeds its own texts ({bench.embedded['one more']})"] = few
    held["adding again embeds nothing"] = bench.embedded["add again"] == 0
    for name, limit in LIMITS.items():
        held[f"{name}: ratio < {limit} ({bench.ratio(name):.3f})"] = bench.ratio(name) < limit
    return held


def main() -> int:
    """Print a line per step and one per requirement."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="*", type=Path, default=[SEEDS], help="what to compare; the seeds")
    arguments = parser.parse_args()
    articles = read_articles(arguments.paths)
    with tempfile.TemporaryDirectory() as folder:
        held = run(articles, Path(folder) / "news.db")
    for text, holds in held.items():
        print(f"{'ok  ' if holds else 'FAIL'} {text}")
    return 0 if all(held.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
