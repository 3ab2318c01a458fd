"""Draw the picture in the README: the top of reports/report.html, by a Chromium without a window.

python scripts/update_readme_picture.py

Writes docs/report.webp, and beside it in README.md the words for those who do not see it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from compare.models import VerdictKind
from compare.reports.report import load_report

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
PICTURE = "docs/report.webp"
SIZE = "920,1210"
"""Width and height in pixels: the table of facts and sources, and the first difference."""

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def caption() -> str:
    """What the picture shows, in words."""
    report = load_report(ROOT / "reports" / "facts.json")
    differ = [fact for fact in report.facts if fact.verdict.verdict is VerdictKind.DIFFER]
    return (
        f"The report on {len(report.articles)} articles: who says what of each fact, and the first of "
        f"{len(differ)} differences, “{differ[0].topic}”, with the words of its sources"
    )


def updated(readme: str) -> str:
    """`readme` with the current words for the picture."""
    return re.sub(
        r"!\[[^\]]*\]\(" + re.escape(PICTURE) + r"\)", lambda _: f"![{caption()}]({PICTURE})", readme
    )


def draw(browser: str) -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [
                browser,
                *FLAGS,
                f"--user-data-dir={folder}",
                f"--window-size={SIZE}",
                f"--screenshot={ROOT / PICTURE}",
                (ROOT / "reports" / "report.html").as_uri(),
            ],
            check=True,
            stderr=subprocess.DEVNULL,
        )


def main() -> int:
    """Draw and describe the picture; the exit code."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        print("no Chromium on the path; install one, e.g. apt-get install chromium", file=sys.stderr)
        return 1
    draw(browser)
    README.write_text(updated(README.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
