"""How many titles of facts a reader found good, by kind, of those that are still as they were read.

    python scripts/read_titles.py DIR

DIR holds a report for each set of the shared data: DIR/events/facts.json, DIR/stories/facts.json and so on.
The labels are in scripts/labels/titles.json, with what makes a title good.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path

LABELS = Path(__file__).parent / "labels" / "titles.json"


def main() -> None:
    """Print the share of good titles, and how many changed since they were read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    rows = json.loads(LABELS.read_text(encoding="utf-8"))["titles"]
    titles: dict[str, dict[str, tuple[str, str]]] = {}
    for name in sorted({row[0] for row in rows}):
        facts = json.loads((folder / name / "facts.json").read_text(encoding="utf-8"))["facts"]
        titles[name] = {fact["id"]: (fact["topic"], fact["facet"]) for fact in facts}
    good: Counter[str] = Counter()
    read: Counter[str] = Counter()
    changed = 0
    for name, key, digest, label in rows:
        title, facet = titles[name].get(key, ("", ""))
        if hashlib.sha256(title.encode()).hexdigest()[:12] != digest:
            changed += 1
            continue
        read[facet] += 1
        good[facet] += label == "good"
    for facet in sorted(read):
        print(f"{facet:<12} {good[facet]:>3} of {read[facet]:>3} good")
    print(f"{'all':<12} {good.total():>3} of {read.total():>3} good; {changed} changed since they were read")


if __name__ == "__main__":
    main()
