"""Do tables inside a sentence stay cheap? Two articles, each with one sentence of very many percentages.

    python benchmarks/tables.py [--values 40 80 8000] [--rounds N]

Values are all equal or all different. Each size is compared in turn, and a line a size has the processor
seconds, the median of the rounds. Vectors come from words alone. Exit code 1 where 80 values take more than
2.5 times as long as 40: beyond the longest list that is compared value by value, work grows with the text.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from datetime import date

import news

from compare.models import Article
from compare.pipeline import compare_articles

MOST = 2.5
"""How often the time of 40 values 80 may take: twice, and what a shared machine adds."""

HEADS = (
    "The council of the harbour town published the results of its vote on Monday. ",
    "Results of the vote in the harbour town were made public by its council on Monday. ",
)


def table(outlet: int, values: int, *, equal: bool) -> Article:
    """An article with a sentence of so many percentages."""
    given = ", ".join("10 percent" if equal else f"{n}.{n % 10} percent" for n in range(1, values + 1))
    text = f"{HEADS[outlet]}Turnout in the districts was {given}."
    return Article(
        f"a{outlet}", text, source=f"Outlet {outlet}", title="Harbour vote", published=date(2023, 5, 1)
    )


def seconds(values: int, *, equal: bool) -> float:
    """Processor time of comparing two such articles."""
    articles = [table(outlet, values, equal=equal) for outlet in (0, 1)]
    start = time.process_time()
    compare_articles(articles, encoder=news.WordEncoder())
    return time.process_time() - start


def main() -> int:
    """Measure and print."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--values", type=int, nargs="+", default=[40, 80, 8_000])
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    seconds(20, equal=False)  # what is loaded once
    failed = False
    for equal in (True, False):
        took: dict[int, list[float]] = {size: [] for size in options.values}
        for _ in range(options.rounds):
            for size in options.values:
                took[size].append(seconds(size, equal=equal))
        medians = {size: statistics.median(found) for size, found in took.items()}
        told = {f"{size}_values_s": round(found, 2) for size, found in medians.items()}
        if {40, 80} <= medians.keys():
            told["ratio"] = round(medians[80] / medians[40], 2)
            failed |= medians[80] > MOST * medians[40]
        print(json.dumps({"values": "equal" if equal else "different", **told}), flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
