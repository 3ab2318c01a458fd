"""Write the help of every command into docs/cli.md, and the manual page man/crossclaim.1.

python scripts/update_cli_docs.py           # write both
python scripts/update_cli_docs.py --check   # only say whether they are current (exit code 1 if not)
"""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from pathlib import Path

import man_page

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "cli.md"
MAN = ROOT / "man" / "crossclaim.1"
COLUMNS = "80"
HEAD = """# Commands

What each command prints with `--help`. Made by `python scripts/update_cli_docs.py`; a test holds it current.

Exit codes: 0 done, 1 the run failed, 2 an argument or an input that you named was wrong. One line on stderr
says what was wrong and what to do next. Results go to stdout, progress and problems to stderr.
"""


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


def made_with() -> str:
    """A comment with the version of the library that lays out the help, for each lays it out differently."""
    return f"<!-- made with typer {version('typer')} -->"


def page() -> str:
    """The whole page."""
    blocks = [f"## `{name} --help`\n\n```text\n{text}\n```" for name, text in help_texts().items()]
    return "\n\n".join([HEAD.strip(), made_with(), *blocks]) + "\n"


def main(arguments: list[str]) -> int:
    """Write or check both pages; the exit code."""
    made = {PAGE: page(), MAN: man_page.page()}
    current = all(path.exists() and path.read_text(encoding="utf-8") == made[path] for path in made)
    if "--check" in arguments:
        print("current" if current else f"out of date: run python scripts/{Path(__file__).name}")
        return int(not current)
    for path, text in made.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
