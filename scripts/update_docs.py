"""Run every command that the pages of docs/ show, and write what it prints under it.

    python scripts/update_docs.py [PAGE...]          # all pages with commands, or these
    python scripts/update_docs.py --check [PAGE...]  # only compare: exit code 1 where they differ
    python scripts/update_docs.py --check --crossclaim /venv/bin/crossclaim

Without --crossclaim it runs the package that this Python imports. The script imports nothing of ours, so that
it can try any crossclaim that is installed, from anywhere. A POSIX shell is needed.

A page is one session: its commands run one after the other, in a new folder that holds a copy of seeds/.

- A fence ``console`` holds commands, which begin with ``$``, and under each what it prints, errors too. Lines
  behind one that ends with a backslash, and those of a here-document, belong to the command.
- A fence with ``title="FILE"`` is written to that file before what follows it.
- ``<!-- run: first 12 lines -->`` before a fence shows so many of each output and an ellipsis; ``exit 2``
  expects that exit code; ``serves`` is a server, which is stopped when the address that it prints has
  answered.
- ``<!-- not run: REASON -->`` before a fence leaves it as it is.
- ``<!-- by hand`` … ``-->`` holds commands that do what the page tells its reader to do with the mouse.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
COLUMNS = "100"
REVIEWER = "ana"
SECONDS = 120
"""How long one command may take."""

TOLERANCE = 0.03
"""By how much a number with decimals may be off: another processor rounds vectors otherwise."""

ELLIPSIS = "…"
DAY = ("2026-12-01", "1 December 2026")
TIME = "09:00:00"
"""The day and the time at which all commands seem to run, the day in figures and in words."""

_BLOCK = re.compile(
    r"(?:<!-- (?P<how>run|not run): (?P<detail>.*?) -->\n+)?"
    r"^```(?P<kind>\w+)(?P<attributes>[^\n]*)\n(?P<body>.*?)^```$"
    r"|^<!-- by hand\n(?P<hidden>.*?)^-->$",
    re.MULTILINE | re.DOTALL,
)
_TODAY = {date.today(), datetime.now(UTC).date()}
_THE_DAY = re.compile("|".join(f"{day.isoformat()}|{day.day} {day:%B} {day.year}" for day in _TODAY))
_THE_TIME = re.compile(rf"(?<={DAY[0]}T)\d\d:\d\d:\d\d")
_TITLE = re.compile(r'title="([^"]+)"')
_HERE = re.compile(r"<<-?\s*['\"]?(\w+)['\"]?")
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+\S*")
_DRAWN = re.compile(r"[\s█▒░¦·●○■□]+")
_NUMBER = re.compile(r"(\d+\.\d+)")


@dataclass
class Step:
    """A command, and what the page shows that it prints."""

    command: str
    printed: list[str] = field(default_factory=list)


@dataclass
class Trial:
    """What came of a page: its text as it should be, what differed, and how much was not run."""

    text: str
    wrong: list[str] = field(default_factory=list)
    ran: int = 0
    left: list[str] = field(default_factory=list)


def pages() -> list[Path]:
    """The pages of docs/ that show commands."""
    return sorted(path for path in DOCS.rglob("*.md") if "```console" in path.read_text(encoding="utf-8"))


def steps_of(body: str) -> list[Step]:
    """The commands of a fence, each with the lines under it."""
    steps: list[Step] = []
    until: str | None = None
    goes_on = False
    for line in body.splitlines():
        if until is not None or goes_on:
            steps[-1].command += "\n" + line
            goes_on = until is None and line.endswith("\\")
            until = None if line == until else until
        elif line.startswith("$ "):
            steps.append(Step(line[2:]))
            goes_on = line.endswith("\\")
            found = _HERE.search(line)
            until = found[1] if found else None
        elif steps:
            steps[-1].printed.append(line)
    for step in steps:
        while step.printed and not step.printed[-1].strip():
            step.printed.pop()
    return steps


class Session:
    """A folder in which the commands of one page run."""

    def __init__(self, folder: Path, command: list[str], cache: Path) -> None:
        self.folder = folder / "work"
        self.folder.mkdir()
        shutil.copytree(ROOT / "seeds", self.folder / "seeds")
        programs = folder / "bin"
        programs.mkdir()
        near = Path(command[0]).parent / "python"
        for name, words in {
            "crossclaim": command,
            "python": [str(near) if near.exists() else sys.executable],
        }.items():
            path = programs / name
            path.write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n', encoding="utf-8")
            path.chmod(0o755)
        kept = {name: value for name, value in os.environ.items() if not name.startswith("CROSSCLAIM")}
        self.environment = kept | {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "COLUMNS": COLUMNS,
            "CROSSCLAIM_CACHE": str(cache),
            "LOGNAME": REVIEWER,
            "USER": REVIEWER,
            "NO_COLOR": "1",
            "PYTHONUTF8": "1",
            "PYTHONUNBUFFERED": "1",
            "PYTHONWARNINGS": "ignore",
            "LC_ALL": "C.UTF-8",
        }

    def run(self, command: str) -> tuple[int, str]:
        """The exit code of a command, and what it printed."""
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, timeout=SECONDS, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout.decode("utf-8", "replace")

    def serve(self, command: str) -> tuple[int, str]:
        """The same of a server, which is interrupted when the address that it prints has answered."""
        with subprocess.Popen(
            ["/bin/sh", "-c", f"exec {command}"],
            cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as server:  # fmt: skip
            assert server.stdout is not None
            printed = ""
            for line in server.stdout:
                printed += line.decode("utf-8", "replace")
                if found := _ADDRESS.search(printed):
                    with urllib.request.urlopen(found[0], timeout=SECONDS) as answer:
                        assert answer.status == 200
                    break
            server.send_signal(signal.SIGINT)
            printed += server.stdout.read().decode("utf-8", "replace")
        return server.returncode, printed


def trial(page: Path, command: list[str], cache: Path) -> Trial:
    """Run the commands of a page."""
    text = page.read_text(encoding="utf-8")
    found = Trial(text)
    parts: list[str] = []
    at = 0
    with tempfile.TemporaryDirectory() as scratch:
        session = Session(Path(scratch), command, cache)
        for block in _BLOCK.finditer(text):
            parts += [text[at : block.start()], _tried(block, session, found)]
            at = block.end()
    found.text = "".join([*parts, text[at:]])
    return found


def _tried(block: re.Match[str], session: Session, found: Trial) -> str:
    """The block as it should be."""
    if block["hidden"]:
        for step in steps_of(block["hidden"]):
            code, printed = session.run(step.command)
            if code:
                found.wrong.append(f"$ {step.command}\nexit code {code}\n{printed}")
        return block[0]
    if title := _TITLE.search(block["attributes"]):
        path = session.folder / title[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block["body"], encoding="utf-8")
    if block["kind"] != "console":
        return block[0]
    if block["how"] == "not run":
        found.left.append(block["detail"])
        return block[0]
    shown = []
    for step in steps_of(block["body"]):
        found.ran += 1
        shown += [f"$ {step.command}", *_printed(step, block["detail"] or "", session, found)]
    head = block[0][: block.start("body") - block.start()]
    return head + "".join(line + "\n" for line in shown) + "```"


def _printed(step: Step, detail: str, session: Session, found: Trial) -> list[str]:
    """What the page should show under a command: as it is there where that is right."""
    code, out = session.serve(step.command) if "serves" in detail else session.run(step.command)
    wanted = re.search(r"exit (\d+)", detail)
    if code != int(wanted[1] if wanted else 0):
        found.wrong.append(f"$ {step.command}\nexit code {code}\n{out}")
    lines = [line.rstrip() for line in _ADDRESS.sub("http://127.0.0.1:50123/…", out).strip("\n").splitlines()]
    lines = [_THE_DAY.sub(lambda day: DAY[len(day[0]) > 10], line) for line in lines]
    lines = [_THE_TIME.sub(TIME, line) for line in lines]
    cut = re.search(r"first (\d+) lines", detail)
    if cut and len(lines) > int(cut[1]):
        lines = [*lines[: int(cut[1])], ELLIPSIS]
    if alike(lines, step.printed):
        return step.printed
    found.wrong.append("\n".join([f"$ {step.command}", *difference(step.printed, lines)]))
    return lines


def alike(some: list[str], others: list[str]) -> bool:
    """Whether outputs are the same but for rounding, what is drawn by it, and breaks of lines."""
    ones, others = (_NUMBER.split(_DRAWN.sub(" ", " ".join(lines)).strip()) for lines in (some, others))
    return len(ones) == len(others) and all(
        abs(float(a) - float(b)) <= TOLERANCE if at % 2 else a == b
        for at, (a, b) in enumerate(zip(ones, others, strict=True))
    )


def difference(was: list[str], now: list[str]) -> Iterator[str]:
    """The lines that the page shows and those that were printed, where they are not the same."""
    import difflib

    yield from difflib.unified_diff(was, now, "in the page", "printed", lineterm="", n=1)


def main(arguments: list[str]) -> int:
    """Run the pages, write or check them; the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", nargs="*", type=Path)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--crossclaim", help="the command to try")
    args = parser.parse_args(arguments)
    command = [args.crossclaim] if args.crossclaim else [sys.executable, "-m", "compare"]
    differ = False
    with tempfile.TemporaryDirectory() as cache:
        for page in [path.resolve() for path in args.pages] or pages():
            found = trial(page, command, Path(cache))
            left = f", {len(found.left)} blocks not run" if found.left else ""
            print(
                f"{page.relative_to(ROOT)}: {found.ran} commands{left}, {len(found.wrong)} differ", flush=True
            )
            print(*found.wrong, sep="\n\n", end="\n\n" if found.wrong else "")
            differ |= bool(found.wrong)
            if not args.check and found.text != page.read_text(encoding="utf-8"):
                page.write_text(found.text, encoding="utf-8")
    return int(args.check and differ)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
