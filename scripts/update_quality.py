"""Write the figures into docs/quality.md and docs/model-card.md, from the files in which each is kept.

python scripts/update_quality.py           # write the pages
python scripts/update_quality.py --check   # only say whether they are current (exit code 1 if not)

No figure is typed into a page: what was measured stands in tests/eval/floors.json, out of fold in
tests/eval/out_of_fold.json and beside the weights in compare/linkage/data/.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "docs" / "quality.md", ROOT / "docs" / "model-card.md")
WEIGHTS = ROOT / "compare" / "linkage" / "data"

FLOORS = {
    "seeds": "the five articles of `seeds/`, judged by hand",
    "tolls": "386 articles of 15 outlets: death tolls of 20 attacks, the rest beside them",
    "incidents": "343 articles of US local outlets on 150 incidents that read alike",
    "dates": "1,822 expressions of time in 256 news texts",
    "quantities": "quantities of 237 news sentences",
    "same-event": "1,380 sentences; every topic holds two stories that look alike",
    "joined": "pairs of claims that were read one by one",
    "topics": "questions whose story is known: the first fact is of it",
}
"""What the floors are measured on, in the order of the table."""

NAMES = {
    "value_f1": "value F1", "value_unit_f1": "with unit", "value_modifier_f1": "with hedge",
    "strict_f1": "strict F1", "relaxed_f1": "relaxed F1", "f1": "F1", "link_recall": "recall of links",
    "link_precision": "precision of links", "verdict_accuracy": "right verdicts",
    "average_precision": "average precision", "best_f1": "best F1", "f1_at_0.5": "F1 at 0.5",
    "by_verdict.differ": "differ", "by_verdict.variant": "variant", "by_verdict.agree": "agree",
    "with a date": "with a date in it", "without": "without",
}  # fmt: skip

Row = Iterable[object]


def load(path: Path) -> Any:
    """A JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def table(head: Row, rows: Iterable[Row]) -> str:
    """A table in Markdown."""
    first = list(head)
    lines = [first, ["---"] * len(first), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def out_of_fold() -> str:
    """Differences on events whose labels the weights did not see."""
    kept = load(ROOT / "tests" / "eval" / "out_of_fold.json")
    names = ("discrepancies", "events", "stories")
    sets = [kept[name] for name in names]
    told = {
        "articles": [f["articles"] for f in sets],
        "hard discrepancies in them": [f["hard"] for f in sets],
        "`differ` told; of these right": [
            f"{f['differ']}; {f['differ_precision']}" if f["differ"] else "none" for f in sets
        ],
        "possible differences shown; right": [f"{f['possible']}; {f['possible_precision']}" for f in sets],
        "hard ones found, with the possible": [f["recall_with_possible"] for f in sets],
        "agreements found: values; words": [
            f"{f['agreement_recall_values']}; {f['agreement_recall_words']}" for f in sets
        ],
        "look-alike pairs that meet in a fact": [f["distinct_merged"].replace("/", " of ") for f in sets],
    }
    head = ["", *(f"{kept[name]['events']} events (`{name}`)" for name in names)]
    return table(head, ([name, *values] for name, values in told.items()))


def floors() -> str:
    """What each part measures, with its command."""
    kept = load(ROOT / "tests" / "eval" / "floors.json")["floors"]
    rows = []
    for name, data in FLOORS.items():
        one = kept[name]
        figures = [
            f"{NAMES.get(key, key.replace('.', ', '))} {value}"
            for key, value in one["measured"].items() if not isinstance(value, list)
        ]  # fmt: skip
        scorer = one.get("scorer", "score.py")
        rows.append([name, data, "; ".join(figures), f"`{scorer} {' '.join(one['command'])}`"])
    return table(["", "on", "measured", "scorer"], rows)


def claim_weights() -> str:
    """How good the probabilities of claims are, out of fold."""
    kept = load(WEIGHTS / "claim_weights.json")
    rows = []
    for family, found in kept["out of fold"].items():
        sure, even = found["from 0.75"], found["from 0.5"]
        rows.append([
            family, kept["pairs"][family]["learned from"]["labels"], found["average precision"],
            f"{even['precision']}, {even['recall']}", f"{sure['precision']}, {sure['recall']}",
            found["reliability"]["expected calibration error"],
        ])  # fmt: skip
    head = [
        "claims",
        "pairs read",
        "average precision",
        "precision, recall from 0.5",
        "from 0.75",
        "mean error",
    ]
    return table(head, rows)


def event_weights() -> str:
    """How well articles are told apart by event, out of fold."""
    rows = [
        [name, found["pairs"], found["average precision"], found["one event above even odds"],
         found["two events below even odds"]]
        for name, found in load(WEIGHTS / "event_weights.json")["out of fold"].items()
    ]  # fmt: skip
    return table(["articles", "pairs", "average precision", "one event, above even odds", "two, below"], rows)


def difference_weights() -> str:
    """How good the likeliest possible differences are, out of fold."""
    kept = load(WEIGHTS / "difference_weights.json")["out_of_fold"]
    rows = [
        [kind, best.removeprefix("best "), found[best]["from probability"], found[best]["right"]]
        for kind, found in kept.items()
        for best in ("best 50", "best 100", "best 200", "best 400")
    ]
    return table(["", "the likeliest", "from a probability of", "of which differences"], rows)


PARTS = {
    "out-of-fold": out_of_fold,
    "floors": floors,
    "claim-weights": claim_weights,
    "event-weights": event_weights,
    "difference-weights": difference_weights,
}


def updated(page: str) -> str:
    """A page with the figures of today between ``<!-- figures: NAME -->`` and ``<!-- end -->``."""
    return re.sub(
        r"(<!-- figures: ([\w-]+) -->\n).*?(<!-- end -->)",
        lambda found: f"{found[1]}\n{PARTS[found[2]]()}\n\n{found[3]}",
        page,
        flags=re.DOTALL,
    )


def main(arguments: list[str]) -> int:
    """Write or check the pages; the exit code."""
    old = [path for path in PAGES if updated(path.read_text("utf-8")) != path.read_text("utf-8")]
    if "--check" in arguments:
        print("out of date: run python scripts/update_quality.py" if old else "current")
        return int(bool(old))
    for path in old:
        path.write_text(updated(path.read_text("utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
