"""Write the sample output into README.md: what `crossclaim report seeds/` prints, as reports/ holds it.

python scripts/update_readme_sample.py
"""

from __future__ import annotations

import re
from pathlib import Path

from compare.reports.report import load_report
from compare.reports.terminal import summary

ROOT = Path(__file__).resolve().parents[1]
START, END = "<!-- sample:start -->", "<!-- sample:end -->"
COLUMNS = 110


def updated(readme: str) -> str:
    """`readme` with the current sample between its markers."""
    report = load_report(ROOT / "reports" / "facts.json")
    shown = summary(report.view(), COLUMNS, where="reports/report.html")
    sample = f"{START}\n\n```text\n{shown}\n```\n\n{END}"
    return re.sub(re.escape(START) + ".*?" + re.escape(END), lambda _: sample, readme, flags=re.DOTALL)


if __name__ == "__main__":
    path = ROOT / "README.md"
    path.write_text(updated(path.read_text(encoding="utf-8")), encoding="utf-8")
