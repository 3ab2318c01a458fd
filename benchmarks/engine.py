"""What more workers save: the stages that an engine does, with one worker and with more, in one run.

    python benchmarks/engine.py [--articles 120] [--workers 1 2] [--engine processes] [--rounds 3]

Real news under other names (see news.py) is read, and its sentences are embedded with the built-in model,
whose cache is off. Rounds of all engines take turns, so that what else the machine does falls on each;
workers are started before, and the median of the rounds counts. A line of JSON for each round, then a table:
seconds, how often as fast as the first engine, and the processor seconds of this process and of the workers.
On a machine that does something else at the same time workers have less than a core each; with a core each, a
stage would take no less than what this process spends, nor than the workers' part of theirs: the last column
is how often as fast that would be. Exit code 1 where two workers are not 1.5 times as fast by article.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict, dataclass, fields
from itertools import islice
from pathlib import Path

import news

from compare.embeddings import FastMiniLM, encode_blocks
from compare.engines import Engine, open_engine
from compare.extraction.reading import Reading
from compare.models import Article
from compare.pipeline import compare_articles, read_claims, set_aside
from compare.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
WANTED = 1.5
"""How often as fast two workers are asked to be in the stages by article."""


@dataclass(frozen=True)
class Round:
    """Seconds by the clock, and of processors: of this process, and of the workers."""

    seconds: float
    here: float
    workers: float

    @classmethod
    def median(cls, rounds: list[Round]) -> Round:
        """What half of the rounds are below of."""
        return cls(*(statistics.median(getattr(r, name.name) for r in rounds) for name in fields(cls)))

    def least(self, workers: int) -> float:
        """Seconds that it takes with a core for each."""
        return max(self.here, self.workers / workers)


def timed(run: Callable[[Engine], object], engine: Engine, workers: int) -> Round:
    """What a stage takes."""
    before = in_workers(engine, workers)
    start, own = time.perf_counter(), time.process_time()
    run(engine)
    took, here = time.perf_counter() - start, time.process_time() - own
    return Round(round(took, 2), round(here, 2), round(in_workers(engine, workers) - before, 2))


def stages(articles: list[Article], readings: list[Reading]) -> dict[str, Callable[[Engine], object]]:
    """What is timed, by its name."""
    sentences = sorted({s.text for reading in readings for s in reading.sentences})
    return {
        "by article": lambda engine: (
            set_aside(articles, Settings(), engine),
            read_claims(articles, engine=engine),
        ),
        "embedding": lambda engine: list(encode_blocks(FastMiniLM(threads=1), sentences, engine)),
        "all but embedding": lambda engine: compare_articles(
            articles, encoder=news.WordEncoder(), engine=engine
        ),
    }


def warm(engine: Engine, articles: list[Article]) -> None:
    """Let every worker start and load what it needs."""
    read_claims(articles[:64], engine=engine)
    list(encode_blocks(FastMiniLM(threads=1), [f"Sentence {n}." for n in range(2048)], engine))


def spent_by(_: None, number: int) -> tuple[int, float]:  # noqa: ARG001 - a task has parts
    """A process, and the processor seconds that it has spent."""
    time.sleep(0.01)  # so that each has its turn
    return os.getpid(), time.process_time()


def in_workers(engine: Engine, workers: int) -> float:
    """Processor seconds that the workers have spent."""
    return sum(dict(engine.map(spent_by, None, range(20 * workers))).values())


def main() -> int:
    """Print a JSON object for each round, and the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=120)
    parser.add_argument("--engine", choices=["processes", "dask"], default="processes")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    arguments = parser.parse_args()
    articles = sorted(
        islice(news.renamed(news.real_articles(arguments.shared)), arguments.articles), key=lambda a: a.id
    )
    rounds: dict[tuple[str, int], list[Round]] = {}
    with ExitStack() as stack:
        engines = {
            count: stack.enter_context(open_engine(f"{arguments.engine}:{count}"))
            for count in arguments.workers
        }
        for engine in engines.values():
            warm(engine, articles)
        for _ in range(arguments.rounds):
            for stage, run in stages(articles, read_claims(articles)).items():
                for count, engine in engines.items():
                    found = timed(run, engine, count)
                    rounds.setdefault((stage, count), []).append(found)
                    line = {"stage": stage, "engine": engine.name, **asdict(found), "load": os.getloadavg()}
                    print(json.dumps(line), flush=True)
    print(f"\n{arguments.articles} articles on {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print("| stage | engine | seconds | times as fast | processor: here | workers | with a core each |")
    print("|---|---|---:|---:|---:|---:|---:|")
    medians = {key: Round.median(found) for key, found in rounds.items()}
    failed = False
    for (stage, count), found in medians.items():
        first = medians[stage, arguments.workers[0]]
        ratio = first.seconds / found.seconds
        ideal = first.least(arguments.workers[0]) / found.least(count)
        print(
            f"| {stage} | {arguments.engine}:{count} | {found.seconds:.1f} | {ratio:.2f} | {found.here:.1f} "
            f"| {found.workers:.1f} | {ideal:.2f} |"
        )
        failed |= (stage, count) == ("by article", 2) and ratio < WANTED
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
