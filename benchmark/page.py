"""Write docs/benchmark.md from the results that are kept.

python -m benchmark.page           write the page
python -m benchmark.page --check   only say whether it is current (exit code 1 if not)
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmark.agreement import BACKED, FOUND, measured
from benchmark.record import FOLDER, systems

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmark.md"
FRAME = Path(__file__).parent / "page.md"
HEAD = (
    "system",
    "events",
    "recall",
    "in one slot",
    "precision",
    "F1",
    "recall, possible too",
    "precision, possible too",
    "F1, possible too",
    "agreement: values",
    "words",
    "look-alikes merged",
)
FIGURES = (
    "value_recall",
    "f1",
    "recall_with_possible",
    "precision_with_possible",
    "f1_with_possible",
    "agreement_recall_values",
    "agreement_recall_words",
)


def results() -> dict[str, Mapping[str, Any]]:
    """The results that are kept, by system."""
    rows = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json")))
    return {row["name"]: row for row in rows}


def table(found: Mapping[str, Mapping[str, Any]], split: str) -> str:
    """The table of one split; a system without a result has a line that says why."""
    lines = ["| " + " | ".join(HEAD) + " |", "|---" * 2 + "|---:" * (len(HEAD) - 2) + "|"]
    for row in systems():
        if row["name"] in found:
            cells = _cells(found[row["name"]]["figures"][split])
        else:
            cells = [f"not run: {row['missing']}", *[""] * (len(HEAD) - 3)]
        lines.append(" | ".join([f"| {row['system']}", row["track"], *cells]) + " |")
    return "\n".join(lines)


def _cells(of: Mapping[str, Any]) -> list[str]:
    shown = {name: f"{100 * of[name]:.1f}" for name in FIGURES}
    with_possible = f"{shown['precision_with_possible']} of {of['differ'] + of['possible']}"
    possible = [shown["recall_with_possible"], with_possible, shown["f1_with_possible"]]
    return [
        _with_interval(of, "discrepancy_recall"),
        shown["value_recall"],
        f"{_with_interval(of, 'differ_precision')} of {of['differ']}",
        shown["f1"],
        *(possible if of["possible"] else ["", "", ""]),
        shown["agreement_recall_values"],
        shown["agreement_recall_words"],
        of["distinct_merged"],
    ]


def _with_interval(of: Mapping[str, Any], name: str) -> str:
    low, high = of["intervals"][name]
    return f"{100 * of[name]:.1f} ({100 * low:.0f} to {100 * high:.0f})"


def kinds(found: Mapping[str, Mapping[str, Any]]) -> str:
    """Which kinds of discrepancy each system finds."""
    rows = [row for row in systems() if row["name"] in found]
    counts = {row["name"]: found[row["name"]]["figures"]["all"]["discrepancies_by_kind"] for row in rows}
    names = sorted({kind for of in counts.values() for kind in of})
    lines = ["| system | events | " + " | ".join(names) + " |", "|---|---" + "|---:" * len(names) + "|"]
    for row in rows:
        cells = [counts[row["name"]].get(kind, "") for kind in names]
        lines.append(" | ".join([f"| {row['system']}", row["track"], *cells]) + " |")
    return "\n".join(lines)


def commands() -> str:
    """The command of each line, and what its system learned here."""
    blocks = [
        f"**{row['system']}**, events {row['track']}; learned: {row['learned']}.\n\n"
        f"```sh\n{row['command']}\n```"
        for row in systems()
    ]
    return "\n\n".join(blocks)


def agreement() -> str:
    """How the second reader agrees."""
    of: Any = measured()
    lines = ["| matched | recall | in one slot | precision | F1 |", "|---|---:|---:|---:|---:|"]
    for name in ("by place", "by hand"):
        row = of[name]
        recall = f"{100 * row['recall']:.1f} ({row[FOUND]})"
        precision = f"{100 * row['precision']:.1f} ({row[BACKED]})"
        cells = [name, recall, row["recall in slots"], precision, f"{100 * row['f1']:.1f}"]
        lines.append("| " + " | ".join(cells) + " |")
    one, other = of["with a discrepancy"]
    return "\n".join(lines) + (
        f"\n\n{of['events']} events with {of['articles']} articles; {of['first']} hard discrepancies in the "
        f"labels, {of['second']} of the second reader, of which the labels list "
        f"{of['kept as milder']} as scope, wording or compatible instead and {of['nowhere']} not at all. Of "
        f"{of['pairs of articles']} pairs of articles of one event, {one} have a discrepancy by the labels, "
        f"{other} by the second reader, {of['by both']} by both: Krippendorff's alpha "
        f"**{of['alpha of pairs of articles']}** (nominal)."
    )


def made_with(found: Mapping[str, Mapping[str, Any]]) -> str:
    """Of which crossclaim its own line is."""
    row = found["crossclaim"]
    return f"crossclaim's line is of version {row['crossclaim']}, weights of differences `{row['weights']}`."


def page() -> str:
    """The page."""
    found = results()
    parts = {
        "ALL": table(found, "all"),
        "TEST": table(found, "test"),
        "KINDS": kinds(found),
        "AGREEMENT": agreement(),
        "COMMANDS": commands(),
        "MADE": made_with(found),
    }
    text = FRAME.read_text(encoding="utf-8")
    for name, part in parts.items():
        text = text.replace(f"<!-- {name} -->", part)
    return text


def main(argv: Sequence[str]) -> int:
    """Write the page, or look whether it is current."""
    text = page()
    if "--check" in argv:
        return int(PAGE.read_text(encoding="utf-8") != text)
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
