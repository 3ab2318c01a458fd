"""How long reading takes: 10,000 articles in JSON lines, against pandas and the work on texts.

python benchmarks/reading.py [ARTICLES]

Both sides do the same: parse the lines, and look into every text for its language, the date at its head and
its hash. Reading may take 1.2 times as long, for columns, dates, outlets and what is cut.
"""

from __future__ import annotations

import hashlib
import json
import random
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd

from compare.ingest import read_articles
from compare.ingest.dates import head_date
from compare.ingest.decode import clean
from compare.ingest.language import identify

MOST = 1.2
"""How often the time of pandas and the work on texts reading may take."""
REPEATS = 3

SENTENCES = (
    "The river rose by three metres on Monday after a week of heavy rain in the hills above the town.",
    "The mayor closed the bridge in the evening and asked the people to leave their houses.",
    "Nobody was hurt in the flood, she told the local radio, although {} cars were lost in the water.",
    "The government promised {} million dollars for the reconstruction of the old bridge.",
    "At least {} homes were without power on Tuesday, the water authority said in a statement.",
    "“We can’t wait any longer,” a spokesman said, and blamed the company that keeps the dam.",
)


def rows(count: int) -> list[dict[str, object]]:
    """Articles of some 3,000 characters, each its own."""
    chance = random.Random(7)
    found = []
    for n in range(count):
        text = "\n".join(chance.choice(SENTENCES).format(chance.randrange(900)) for _ in range(32))
        url = f"https://www.outlet{n % 40}.example/{n}"
        found.append(
            {"title": f"Flood {n}", "source": {"id": None, "name": f"Outlet {n % 40}"}, "url": url,
             "publishedAt": f"2023-05-{1 + n % 28:02}T10:00:00Z", "content": text}
        )  # fmt: skip
    return found


def plain(path: Path) -> int:
    """What pandas and the work on texts take."""
    frame = pd.read_json(path, lines=True)
    seen = set()
    for text in map(clean, frame["content"]):
        head_date(text)
        identify(text)
        seen.add(hashlib.sha256(text.encode()).digest())
    return len(seen)


def fastest(work, path: Path) -> float:
    """The shortest of some runs, in seconds."""
    best = float("inf")
    for _ in range(REPEATS):
        started = time.perf_counter()
        work(path)
        best = min(best, time.perf_counter() - started)
    return best


def main() -> int:
    """Measure both in one run."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows(count)), encoding="utf-8")
        plain(path)
        ours, theirs = fastest(lambda p: read_articles([p]), path), fastest(plain, path)
        size = path.stat().st_size
    print(
        f"{count:,} articles, {size / 1e6:.0f} MB: read in {ours:.2f} s; pandas and text work {theirs:.2f} s"
    )
    print(f"ratio {ours / theirs:.2f}, at most {MOST}")
    return 0 if ours <= MOST * theirs else 1


if __name__ == "__main__":
    raise SystemExit(main())
