"""Time and memory of a whole comparison by the number of claims, stage by stage, and on hostile shapes.

    python benchmarks/scale.py [--claims 10000 100000] [--shapes news pair copies templates] [--shared DIR]

Articles are made at run time (see news.py); vectors come from words alone, so that what is timed is
everything but the embedding model. Every run is a process of its own: a line each with its processor
seconds in all, by stage, and its peak memory; the last line has the growth. Exit code 1 where news of the
largest size needs more than 2.5 GB, or more than 11 times the time of a tenth of it.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import news

from compare.models import Article
from compare.pipeline import compare_articles, read_claims
from compare.reports.csv_ import claims_pieces
from compare.reports.json_ import facts_pieces
from compare.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
MEMORY_LIMIT_MB = 2_500
GROWTH_LIMIT = 11.0
SIZES = {"pair": (100, 400), "copies": (100, 400), "templates": (500, 2_000)}
"""The smaller and the larger size of each hostile shape: sentences of an article, or articles."""

STAGES = {
    "reading": "compare.pipeline read_claims",
    "furniture": "compare.segmentation.articles mark_furniture repeated_lines page_edges",
    "values": "compare.pipeline extract_values",
    "corpus": "compare.linkage.corpus Corpus.build",
    "origins": "compare.pipeline find_origins",
    "candidates": "compare.pipeline_facts candidate_pairs",
    "margins": "compare.linkage.matcher ClaimMatcher.margins",
    "clustering": "compare.linkage.groups cluster",
    "explaining": "compare.linkage.explanations Explainer.links Explainer.explain",
    "verdicts": "compare.pipeline_facts judge",
    "topics": "compare.pipeline_facts topic_of",
    "variants": "compare.linkage.groups variant_groups",
    "notes": "compare.pipeline annotate_readings",
    "assertions": "compare.pipeline_facts link_assertions",
    "matcher": "compare.pipeline_facts matcher_of",
    "links": "compare.pipeline_facts links_among",
    "possible": "compare.pipeline_facts doubtful_pairs",
    "homes": "compare.pipeline_facts story_ids",
    "stories": "compare.pipeline find_stories told_in",
    "sources": "compare.pipeline_facts find_sources",
    "repeats": "compare.pipeline_facts find_repeats",
}
"""Functions whose time, with all that they call, is a stage's: "furniture" and "values" are part of
"reading", and "margins" are computed in "clustering", too."""


def watch(spent: defaultdict[str, float]) -> None:
    """Wrap the functions of `STAGES` so that they add their processor time to `spent`."""
    for stage, where in STAGES.items():
        module_name, *names = where.split()
        module = importlib.import_module(module_name)
        for name in names:
            holder: Any = module
            *outer, last = name.split(".")
            for part in outer:
                holder = getattr(holder, part)
            static = vars(holder).get(last)
            bound = isinstance(static, classmethod)
            function = static.__func__ if isinstance(static, classmethod) else getattr(holder, last)
            wrapped = timed(function, stage, spent)
            setattr(holder, last, classmethod(wrapped) if bound else wrapped)


def timed(function: Callable[..., Any], stage: str, spent: defaultdict[str, float]) -> Callable[..., Any]:
    """`function` with its processor time added to the `stage`; calls within calls count once."""
    depth = 0

    def run(*args: Any, **keys: Any) -> Any:
        nonlocal depth
        depth += 1
        start = time.process_time()
        try:
            return function(*args, **keys)
        finally:
            depth -= 1
            if not depth:
                spent[stage] += time.process_time() - start

    return run


def articles_of(shape: str, size: int, shared: Path) -> list[Article]:
    """The articles of a shape; for news, as many as it takes to hold `size` claims."""
    if shape == "pair":
        return news.long_pair(size)
    if shape == "templates":
        return news.templates(size)
    real = news.real_articles(shared)
    if shape == "copies":
        return news.copies(real, size)
    # Read once here to count the claims: an article of one round has about as many in the next.
    counts = [len(reading.claims) for reading in read_claims(real)]
    total, needed = 0, 0
    while total < size:
        total += counts[needed % len(real)]
        needed += 1
    return list(islice(news.renamed(real), needed))


def run(shape: str, size: int, shared: Path) -> dict[str, Any]:
    """Compare the articles of one shape and size in this process."""
    articles = articles_of(shape, size, shared)
    spent: defaultdict[str, float] = defaultdict(float)
    watch(spent)
    start, begun = time.process_time(), time.perf_counter()
    report = compare_articles(articles, Settings(), encoder=news.WordEncoder())
    spent["comparing"] = time.process_time() - start
    start = time.process_time()
    # As files are written: piece by piece.
    seen = report.view()
    written = sum(map(len, facts_pieces(seen)))
    spent["facts.json"] = time.process_time() - start
    start = time.process_time()
    sum(map(len, claims_pieces(seen)))
    spent["claims.csv"] = time.process_time() - start
    wide = [fact for fact in report.facts if len({c.article for c in fact.claims}) > 1]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "shape": shape,
        "size": size,
        "articles": len(articles),
        "claims": len({claim.id for fact in report.facts for claim in fact.claims}),
        "facts": len(report.facts),
        "shared_facts": len(wide),
        "largest_fact": max((len(fact.claims) for fact in report.facts), default=0),
        "cpu_s": round(sum(spent[name] for name in ("comparing", "facts.json", "claims.csv")), 1),
        "wall_s": round(time.perf_counter() - begun, 1),
        "peak_mb": round(peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)),
        "json_mb": round(written / 1e6, 1),
        "stages": {name: round(spent[name], 1) for name in [*STAGES, "facts.json", "claims.csv"]},
    }


def apart(shape: str, size: int, shared: Path) -> dict[str, Any]:
    """The same in a process of its own, whose peak memory is that of this run."""
    command = [sys.executable, __file__, "--one", shape, str(size), "--shared", str(shared)]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
    }
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    print(done.stdout.strip(), flush=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def main() -> int:
    """Print a JSON object for each run, and a last one with the growth."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, nargs=2, default=(10_000, 100_000), metavar=("FEW", "MANY"))
    parser.add_argument("--shapes", nargs="+", choices=["news", *SIZES], default=["news", *SIZES])
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--one", nargs=2, metavar=("SHAPE", "SIZE"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(run(arguments.one[0], int(arguments.one[1]), arguments.shared)))
        return 0
    growth: dict[str, float] = {}
    failed = False
    for shape in arguments.shapes:
        few, many = (
            apart(shape, size, arguments.shared)
            for size in (arguments.claims if shape == "news" else SIZES[shape])
        )
        growth[shape] = round(many["cpu_s"] / max(few["cpu_s"], 0.1), 1)
        if shape == "news":
            allowed = GROWTH_LIMIT * (arguments.claims[1] / arguments.claims[0]) / 10
            failed = growth[shape] > allowed or many["peak_mb"] > MEMORY_LIMIT_MB
    print(json.dumps({"growth": growth, "growth_limit": GROWTH_LIMIT, "memory_limit_mb": MEMORY_LIMIT_MB}))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
