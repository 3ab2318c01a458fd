"""Speed of `extract_values` on one core, and its growth on hostile text.

    python benchmarks/values.py [--shared DIR] [--sentences N]

Real sentences are read from ../shared/data beside the checkout where it exists; otherwise sentences are
generated. Each figure stands beside a reference timed in the same run (a bare regular expression for
digits and words over the same text), so that runs on different machines can be compared. The process
exits with 1 where hostile text takes more than proportional time.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from compare.extraction.quantities.extract import extract_quantities
from compare.extraction.values import extract_values

HERE = Path(__file__).resolve().parent
PUBLISHED = date(2020, 6, 15)
REFERENCE = re.compile(r"\d[\d,.]*|\w+")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
HOSTILE = (
    *(
        "1",
        " ",
        "\t",
        "1,111",
        "234 ",
        "and and ",
        "((",
        "tens of ",
        "one hundred and ",
        "1/2/",
        "killed 1 ",
        "12 people, ",
    ),
    *("$1 ", "1 to ", "a million and a ", "twenty-", "at least ", "1\n"),
    *(
        "won 5-3 ",
        "2h 3m ",
        "between 1 and 2 ",
        "44-year-old ",
        "May to ",
        "3 a.m. ",
        "years ago ",
        "the day after ",
    ),
    *('"a," said ', "Mr. A. "),
)
HOSTILE_SIZE = 50_000
LONG = ("1", "1,", "and ", "(([[", "killed 1 ")
MEGABYTE = 1_000_000
GROWTH_LIMIT = 8.0
"""Four times the text may take this many times as long: linear with room for noise."""


def real_sentences(shared: Path) -> list[str]:
    """Sentences of the data sets with plain news text."""
    found: list[str] = []
    for name in ("quantities.jsonl", "tolls.articles.jsonl", "incidents.articles.jsonl"):
        path = shared / "data" / name
        if path.is_file():
            for line in path.read_text(encoding="utf-8").splitlines():
                found.extend(s for s in SENTENCE_END.split(json.loads(line)["text"]) if s.strip())
    return found


def generated_sentences(count: int) -> list[str]:
    """Sentences of the usual shapes, with random numbers."""
    rng = random.Random(7)
    shapes = (
        "At least {a} people were killed and {b} others wounded in the city on Monday, officials said.",
        "The company paid ${a}.{c} million for a {c} percent stake in the plant last year.",
        "The minister said that the talks would go on, and that both sides wanted an agreement.",
        "Some {b},000 residents live within {c} kilometers of the border, the agency added.",
        "He did not say when the road to the north would open again.",
    )
    return [
        rng.choice(shapes).format(a=rng.randint(2, 99), b=rng.randint(2, 900), c=rng.randint(2, 60))
        for _ in range(count)
    ]


def seconds(work: Callable[[str], object], texts: Iterable[str]) -> float:
    """Processor time of `work` over `texts`."""
    start = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - start


def growth(work: Callable[[str], object], piece: str) -> float:
    """How many times longer four times as much of a hostile text takes."""
    small = seconds(work, [piece * (HOSTILE_SIZE // len(piece))])
    large = seconds(work, [piece * (4 * HOSTILE_SIZE // len(piece))])
    return large / max(small, 0.02)


def main() -> int:
    """Print one JSON line for the speed and one for the hostile texts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--sentences", type=int, default=4000)
    options = parser.parse_args()
    texts = real_sentences(options.shared)
    source = "real" if texts else "generated"
    texts = random.Random(7).sample(texts, min(options.sentences, len(texts))) or generated_sentences(
        options.sentences
    )
    reference = seconds(REFERENCE.findall, texts)
    figures: dict[str, object] = {"text": source, "sentences": len(texts)}
    for name, work in (
        ("extract_values", lambda text: extract_values(text, PUBLISHED)),
        ("extract_quantities", extract_quantities),
    ):
        taken = seconds(work, texts)
        figures[name] = {
            "per_second": round(len(texts) / taken),
            "times_reference": round(taken / reference, 1),
        }
    print(json.dumps(figures))

    def all_values(text: str) -> object:
        return extract_values(text, PUBLISHED)

    grown = {piece: round(growth(all_values, piece), 1) for piece in HOSTILE}
    print(json.dumps({"growth_at_4x_text": grown, "limit": GROWTH_LIMIT}))
    slowest = {piece: round(seconds(all_values, [piece * (MEGABYTE // len(piece))]), 1) for piece in LONG}
    print(json.dumps({"seconds_for_a_megabyte": slowest}))
    return int(max(grown.values()) > GROWTH_LIMIT)


if __name__ == "__main__":
    sys.exit(main())
