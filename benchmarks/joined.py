"""Does a report join the pairs of claims that are of one fact, and no others?

    python benchmarks/joined.py FACTS.json... [--json]

Reads the pairs of scripts/labels/claims.json, which were read one by one, and looks in the reports on
tolls.articles.jsonl and incidents.articles.jsonl whether each pair stands in one fact. A pair counts for the
candidate pairs that it stands for, so that the figures say what a run meets: precision, of the pairs joined
those of one fact, and recall, of those of one fact the ones joined. Unlike the figures out of fold in
claim_weights.json, these are of the whole matcher (constraints, thresholds, groups), on pairs that it
was fitted on.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from compare.linkage.comparison.families import family
from compare.models import Facet

LABELS = Path(__file__).resolve().parents[1] / "scripts/labels/claims.json"


def figures(reports: Iterable[Path]) -> dict[str, dict[str, float]]:
    """Precision, recall and the pairs joined, by family; articles that no report holds are passed over."""
    held: defaultdict[tuple[Any, ...], set[str]] = defaultdict(set)
    articles: set[str] = set()
    for path in reports:
        report = json.loads(path.read_text(encoding="utf-8"))
        articles |= {article["id"] for article in report["articles"]}
        for fact in report["facts"]:
            kind = family(Facet(fact["facet"]))
            for claim in fact["claims"] if fact["facet"] not in ("name", "quotation") else ():
                held[kind, claim["article"], claim["focus_start"], claim["focus_end"]].add(fact["id"])
    found: defaultdict[str, list[tuple[bool, bool, float]]] = defaultdict(list)
    for name, _, one, other, same, stands_for in json.loads(LABELS.read_text("utf-8"))["pairs"]:
        if {one[0], other[0]} <= articles:
            together = bool(held[name, *one] & held[name, *other])
            found[name].append((together, same, stands_for))
    out = {}
    for name, pairs in sorted(found.items()):
        hit = sum(weight for together, same, weight in pairs if together and same)
        out[name] = {
            "pairs": len(pairs),
            "joined": sum(together for together, _, _ in pairs),
            "precision": round(hit / max(1e-9, sum(w for together, _, w in pairs if together)), 3),
            "recall": round(hit / max(1e-9, sum(w for _, same, w in pairs if same)), 3),
        }
    return out


def main() -> None:
    """Measure and print."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("reports", nargs="+", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = figures(options.reports)
    if options.json:
        print(json.dumps(found))
        return
    for name, row in found.items():
        told = ", ".join(f"{figure} {value}" for figure, value in row.items())
        print(f"{name:10} {told}")


if __name__ == "__main__":
    main()
