"""The manual page of the command line, made of the help of its commands, for scripts/update_cli_docs.py."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

WIDTH = 78
"""Of a line of the source."""
EXIT_CODES = (
    ("0", "Done."),
    ("1", "The run failed."),
    ("2", "An argument or an input that was named is wrong; one line on standard error says which."),
    ("130", "Interrupted."),
)
ENVIRONMENT = (
    ("CROSSCLAIM_SECTION__NAME", "A setting, such as CROSSCLAIM_STORE__PATH; a flag goes before it."),
    ("CROSSCLAIM_CACHE", "The folder of vectors and lists that are kept between runs, or off."),
    ("CROSSCLAIM_DEBUG", "With 1, an error is shown with its traceback."),
)
FILES = (
    ("crossclaim.toml", "Settings of the folder that crossclaim is run in."),
    ("crossclaim.db", "The store, unless --db or the settings name another."),
    ("reports/", "Where reports are written, unless --out names another folder."),
)


def roff(text: str) -> str:
    """`text` as roff shows it to the letter: backslashes, hyphens and quotes, and dots that begin a line."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    lines = textwrap.wrap(" ".join(escaped.split()), WIDTH, break_long_words=False, break_on_hyphens=False)
    return "\n".join("\\&" + line if line.startswith(".") else line for line in lines)


def prose(text: str | None) -> str:
    """The help of a command as roff, paragraph by paragraph."""
    paragraphs = re.split(r"\n\s*\n", (text or "").strip())
    return "\n.PP\n".join(roff(paragraph) for paragraph in paragraphs)


def options(command: Any, context: Any) -> Iterator[str]:
    """The arguments and options of `command`, each a tagged paragraph."""
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record is None:
            continue
        names, told = record
        if parameter.param_type_name == "argument":
            names = names.split()[0]  # not its type, which some versions add
        yield f".TP\n.B {roff(names)}\n{roff(told)}"


def commands(root: Any, parent: Any) -> Iterator[tuple[str, Any, Any]]:
    """Path, command and context of each command, in the order of the help."""
    for name, child in root.commands.items():
        with child.make_context(name, [], parent=parent, resilient_parsing=True) as context:
            yield context.command_path, child, context
            if hasattr(child, "commands"):
                yield from commands(child, context)


def section(title: str, entries: tuple[tuple[str, str], ...]) -> str:
    """A section of tagged paragraphs."""
    return "\n".join([f".SH {title}", *(f".TP\n.B {roff(tag)}\n{roff(text)}" for tag, text in entries)])


def made_with() -> str:
    """A comment with the version of the library that the help is made with, for each words it otherwise."""
    return f'.\\" Made by scripts/update_cli_docs.py with typer {version("typer")}'


def page() -> str:
    """The whole page."""
    from compare.cli.app import command
    from compare.version import __version__

    root = command()
    parts = [made_with(), f'.TH CROSSCLAIM 1 "" "crossclaim {__version__}" "User Commands"', ".SH NAME"]
    with root.make_context("crossclaim", [], resilient_parsing=True) as parent:
        parts += [f"crossclaim \\- {roff(root.help[0].lower() + root.help[1:].strip().rstrip('.'))}"]
        parts += [".SH SYNOPSIS", ".B crossclaim", roff("[OPTIONS] COMMAND [ARGS]...")]
        parts += [".SH OPTIONS", *options(root, parent), ".SH COMMANDS"]
        for path, child, context in commands(root, parent):
            usage = " ".join([path, *child.collect_usage_pieces(context)])
            parts += [f".SS {roff(usage)}", prose(child.help), *options(child, context)]
    parts += [
        section("EXIT STATUS", EXIT_CODES),
        section("ENVIRONMENT", ENVIRONMENT),
        section("FILES", FILES),
    ]
    return "\n".join(parts) + "\n"
