"""Draw the pictures of the report and the review page, by a Chromium without a window.

python scripts/update_pictures.py

Writes docs/report.webp and docs/review.webp, and in README.md the words for those who do not see the first.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from compare.models import VerdictKind
from compare.reports.report import load_report

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
PICTURE = "docs/report.webp"
REVIEW = "docs/review.webp"
SIZES = {PICTURE: "920,1210", REVIEW: "1100,900"}
"""Width and height in pixels: facts by source and the first difference; the first fact to review."""

REVIEWER = "ana"
PATIENCE = "8000"
"""Milliseconds that a page gets to fetch what it shows."""

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


def draw(browser: str, picture: str, address: str) -> None:
    """Write the picture of the page at `address`."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [
                browser,
                *FLAGS,
                f"--user-data-dir={folder}",
                f"--window-size={SIZES[picture]}",
                f"--virtual-time-budget={PATIENCE}",
                f"--screenshot={ROOT / picture}",
                address,
            ],
            check=True,
            stderr=subprocess.DEVNULL,
        )


@contextmanager
def review_page() -> Iterator[str]:
    """The link of a review page on the seeds, which nobody has reviewed."""
    crossclaim = [sys.executable, "-m", "compare"]
    named = os.environ | {"LOGNAME": REVIEWER, "PYTHONUNBUFFERED": "1"}
    with tempfile.TemporaryDirectory() as folder:
        store = ["--db", str(Path(folder) / "crossclaim.db")]
        subprocess.run([*crossclaim, "add", str(ROOT / "seeds"), *store, "--quiet"], check=True)
        with subprocess.Popen(
            [*crossclaim, "review", "--no-browser", *store],
            env=named, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        ) as server:  # fmt: skip
            assert server.stdout is not None
            yield next(line.strip() for line in server.stdout if line.startswith("http://"))
            server.terminate()


def main() -> int:
    """Draw and describe the pictures; the exit code."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        print("no Chromium on the path; install one, e.g. apt-get install chromium", file=sys.stderr)
        return 1
    draw(browser, PICTURE, (ROOT / "reports" / "report.html").as_uri())
    with review_page() as link:
        draw(browser, REVIEW, link)
    README.write_text(updated(README.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
