"""How long does the first letter typed into the filter of report.html take, in a real Chromium?

    python benchmarks/keystroke.py [FACTS.json] [--facts N] [--rounds N]

Each round opens a page of 1,000 facts anew, waits until it does nothing, and types one letter. `shown` is
from the key until what passes is laid out, `painted` until the frame is out, `later` the longest wait for
anything else in the half second after (counts of the menus, marks, the table). `cpu` is what the page's own
thread worked until then, whatever else the machine does. In the same page and round the whole page is
then laid out at another width, `layout`, to set a slower machine beside another. Needs the extra
``browser`` and a Chromium. Exit code 1 unless the median of `painted` is under 100 ms, which asks for a quiet
machine.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from page import made_up, repeated
from playwright.sync_api import Page, sync_playwright

from compare.reports.report import load_report
from compare.reports.write import render

MOST_MS = 100.0
KEY = """async () => {
  const words = document.getElementById("words");
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  await frame();
  const start = performance.now();
  words.value = "7";
  words.dispatchEvent(new Event("input", { bubbles: true }));
  void document.body.offsetHeight;
  const shown = performance.now() - start;
  await frame();
  return { shown, painted: performance.now() - start };
}"""
LATER = """async () => {
  let later = 0;
  for (const begun = performance.now(); performance.now() - begun < 500;) {
    const tick = performance.now();
    await new Promise((done) => setTimeout(done, 5));
    later = Math.max(later, performance.now() - tick - 5);
  }
  return later;
}"""
LAYOUT = """() => {
  document.getElementById("show-all").click();
  for (const element of document.querySelectorAll("*")) element.style.contentVisibility = "visible";
  void document.body.offsetHeight;
  const start = performance.now();
  document.body.style.width = "700px";
  void document.body.offsetHeight;
  return performance.now() - start;
}"""


def measured(page: Page, path: Path) -> dict[str, float]:
    """The times of one round, in milliseconds."""
    page.goto(path.as_uri())
    page.wait_for_timeout(1500)
    chrome = page.context.new_cdp_session(page)
    chrome.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked() -> float:
        told = chrome.send("Performance.getMetrics")["metrics"]
        return 1000 * float(next(one["value"] for one in told if one["name"] == "TaskDuration"))

    before = worked()
    found: dict[str, float] = page.evaluate(KEY)
    found["cpu"] = worked() - before
    return found | {"later": page.evaluate(LATER), "layout": page.evaluate(LAYOUT)}


def main() -> int:
    """Print a line per round, then the medians and ranges."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("facts_json", nargs="?", type=Path)
    parser.add_argument("--facts", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    base = load_report(options.facts_json) if options.facts_json else None
    report = repeated(base, options.facts, 0) if base else made_up(options.facts, 0)
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    rounds = []
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        path = Path(scratch) / "report.html"
        path.write_bytes(render(report.view(), "html"))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for _ in range(options.rounds):
            page = browser.new_page(viewport={"width": 1400, "height": 900})
            rounds.append({name: round(ms, 1) for name, ms in measured(page, path).items()})
            print(json.dumps(rounds[-1]), flush=True)
            page.close()
        browser.close()
    for name in rounds[0]:
        times = sorted(one[name] for one in rounds)
        print(f"{name}: median {statistics.median(times):.1f} ms, {times[0]:.1f} to {times[-1]:.1f}")
    middle = {name: statistics.median(one[name] for one in rounds) for name in ("painted", "cpu")}
    ratio = statistics.median(one["shown"] / one["layout"] for one in rounds)
    holds = middle["painted"] <= MOST_MS
    told = f"{middle['painted']:.0f} ms, of them {middle['cpu']:.0f} of work; {ratio:.2f} of a layout"
    print(f"{'ok  ' if holds else 'FAIL'} the first letter takes {told}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
