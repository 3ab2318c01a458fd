"""What does one more article cost a store, beside a whole comparison?

    python benchmarks/incremental.py PATH... [--sizes 100 386] [--seed S] [--stages]

For each size, and for all articles of the paths: these are compared without a store; then all but one, drawn
by the seed, are compared in a store, and the one is added, taken out and added again. A line each has the
processor time, its ratio to that of the whole comparison, and with --stages processor time by stage: of
comparing and saving, as `crossclaim add` does, which writes no report. Vectors come from the user's cache or
are made before anything is timed. Exit code 1 unless the facts are the same.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import scale

from compare import Article, Settings, compare_articles, read_articles
from compare.embeddings import Encoder, open_encoder
from compare.pipeline_store import compare_store
from compare.reports.report import Report
from compare.store import open_store

MORE_STAGES = {
    "reading kept": "compare.store.readings StoredReadings.get",
    "neighbours": "compare.linkage.blocking.candidates _near_sentences",
    "differences": "compare.linkage.differences.possible Differences.weighed Differences.doubts",
    "pairs computed": "compare.linkage.memo PairMemo._compute",
    "groups judged": "compare.pipeline_facts judge_groups",
    "saving": "compare.store.store Store.save",
}
"""Beside those of `scale.STAGES`; see there."""


class Bench:
    """Times the steps of one size."""

    def __init__(self, articles: Sequence[Article], encoder: Encoder, spent: dict[str, float]) -> None:
        self._articles = list(articles)
        self._encoder = encoder
        self._spent = spent
        self._whole = 0.0

    def step(self, name: str, action: Callable[[], Report]) -> str:
        """Run and time `action`; its report."""
        self._spent.clear()
        start = time.process_time()
        found = action()
        cpu = time.process_time() - start
        self._whole = self._whole or cpu
        row: dict[str, object] = {
            "articles": len(self._articles),
            "step": name,
            "cpu": round(cpu, 2),
            "ratio": round(cpu / self._whole, 3),
        }
        if stages := {key: round(spent, 2) for key, spent in self._spent.items() if spent >= 0.01}:
            row["stages"] = stages
        print(json.dumps(row), flush=True)
        return found.to_json()

    def run(self, path: Path, one: Article) -> bool:
        """Time all steps in a store at `path`; whether the facts are the same bytes."""
        compare_articles(self._articles, Settings(), encoder=self._encoder)  # what is loaded or embedded once
        settings, encoder = Settings(), self._encoder
        whole = self.step("whole", lambda: compare_articles(self._articles, settings, encoder=encoder))

        def compared(new: Sequence[Article] = (), gone: Sequence[str] = ()) -> Report:
            with open_store(path) as store:
                store.add(new)
                store.remove(gone)
                return compare_store(store, settings, encoder=encoder)

        rest = [article for article in self._articles if article.id != one.id]
        self.step("first add", lambda: compared(rest))
        more = self.step("one more", lambda: compared([one]))
        self.step("one out", lambda: compared(gone=[one.id]))
        again = self.step("one back", lambda: compared([one]))
        print(json.dumps({"megabytes": round(path.stat().st_size / 1e6, 1), "same": more == again == whole}))
        return more == again == whole


def main() -> int:
    """Print a line per step."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--sizes", nargs="*", type=int, default=[100, 386], help="beside all of them")
    parser.add_argument("--seed", type=int, default=1, help="of the draw of the one")
    parser.add_argument("--stages", action="store_true", help="processor time by stage, which adds to it")
    arguments = parser.parse_args()
    articles, encoder = read_articles(arguments.paths), open_encoder(Settings().embedding)
    draw = random.Random(arguments.seed)
    held, spent = True, defaultdict[str, float](float)
    if arguments.stages:
        scale.STAGES |= MORE_STAGES
        scale.watch(spent)
    for size in sorted({size for size in arguments.sizes if size < len(articles)} | {len(articles)}):
        with tempfile.TemporaryDirectory() as folder:
            bench = Bench(articles[:size], encoder, spent)
            held &= bench.run(Path(folder) / "news.db", draw.choice(articles[:size]))
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
