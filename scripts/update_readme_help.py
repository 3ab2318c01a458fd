"""Write the help of every command into README.md, between the markers for it.

python scripts/update_readme_help.py           # replace the text
python scripts/update_readme_help.py --check   # only say whether it is current (exit code 1 if not)
"""

from __future__ import annotations

import os
import re
import sys
from importlib.metadata import version
from pathlib import Path

README = Path(__file__).resolve().parents[1] / "README.md"
START, END = "<!-- help:start -->", "<!-- help:end -->"
COLUMNS = "80"


def help_texts() -> dict[str, str]:
    """The help of the command line and of each command, as a terminal of 80 columns shows it."""
    os.environ["COLUMNS"] = COLUMNS
    from compare.cli.app import command

    root = command()
    texts = {"crossclaim": _help(root, None, "crossclaim")}
    with root.make_context("crossclaim", [], resilient_parsing=True) as parent:
        for name, child in root.commands.items():
            texts[f"crossclaim {name}"] = _help(child, parent, name)
            for below, grandchild in getattr(child, "commands", {}).items():
                with child.make_context(name, [], parent=parent, resilient_parsing=True) as middle:
                    texts[f"crossclaim {name} {below}"] = _help(grandchild, middle, below)
    return texts


def _help(command, parent, name: str) -> str:  # type: ignore[no-untyped-def]
    with command.make_context(name, [], parent=parent, resilient_parsing=True) as context:
        context.terminal_width = int(COLUMNS)
        return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


def section() -> str:
    """What stands between the markers."""
    blocks = [f"### `{name} --help`\n\n```text\n{text}\n```" for name, text in help_texts().items()]
    return "\n\n".join([START, made_with(), *blocks, END])


def made_with() -> str:
    """A comment with the version of the library that lays out the help, for each lays it out differently."""
    return f"<!-- made with typer {version('typer')} -->"


def updated(readme: str) -> str | None:
    """`readme` with the current help, or None where it has no markers."""
    pattern = re.compile(re.escape(START) + ".*?" + re.escape(END), re.DOTALL)
    if not pattern.search(readme):
        return None
    return pattern.sub(lambda _: section(), readme, count=1)


def main(arguments: list[str]) -> int:
    """Update or check the README; the exit code."""
    before = README.read_text(encoding="utf-8") if README.exists() else ""
    after = updated(before)
    if after is None:
        print(f"{README.name} has no {START} and {END}", file=sys.stderr)
        return 2
    if "--check" in arguments:
        print("current" if after == before else f"out of date: run python {Path(__file__).name}")
        return int(after != before)
    README.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
