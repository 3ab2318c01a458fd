"""What several commands share: choices, dates, output and its width."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.errors import InputError

if TYPE_CHECKING:
    from compare.models import VerdictKind
    from compare.settings import Settings
    from compare.store import Store

DEFAULT_REPORT = Path("reports/facts.json")

Database = Annotated[
    Path | None, typer.Option("--db", metavar="FILE", help="The store (crossclaim.db, or as set).")
]
"""The option that names the store."""

LanguageOption = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="LANG",
        help="en: articles in another language are set aside; any: they are read as if in English (en).",
    ),
]
"""The option that says which articles are compared."""

ConfigOption = Annotated[
    Path | None,
    typer.Option("--config", metavar="FILE", help="Settings file (crossclaim.toml where there is one)."),
]
"""The option that names the settings file."""

EngineOption = Annotated[
    str | None,
    typer.Option(
        "--engine",
        metavar="ENGINE",
        help="Who does the work: here, processes:N, dask:N or dask://HOST:PORT; the result is the same "
        "(here).",
    ),
]
"""The option that names the engine."""


def choices(option: str, given: Sequence[str], allowed: Collection[str]) -> list[str]:
    """The words of a comma-separated option, each checked against what is allowed."""
    allowed = [str(word) for word in allowed]
    chosen: list[str] = []
    for word in (part.strip() for text in given for part in text.split(",")):
        if word not in allowed:
            near = get_close_matches(word, allowed, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise InputError(f"{option} is {word!r}; allowed: {', '.join(allowed)}{hint}")
        chosen.append(word)
    return list(dict.fromkeys(chosen))


def verdict_kinds(option: str, given: Sequence[str]) -> list[VerdictKind]:
    """The verdicts that an option names, as formats do ("possible") or as readers see them."""
    from compare.reports.view import ORDER
    from compare.reports.words import VERDICT_WORDS

    read = {words: str(kind) for kind, words in VERDICT_WORDS.items()}
    named = [read.get(word.strip(), word) for text in given for word in text.split(",")]
    allowed = [str(kind) for kind in ORDER[:-1]]
    return [ORDER[allowed.index(word)] for word in choices(option, named, allowed)]


def whole(option: str, text: str, least: int) -> int:
    """A whole number of at least `least`."""
    try:
        number = int(text)
    except ValueError:
        number = least - 1
    if number < least:
        raise InputError(f"{option} is {text!r}; allowed: a whole number from {least} on")
    return number


def settings_from(
    config: Path | None,
    model: str | None = None,
    language: str | None = None,
    flags: Mapping[str, object] | None = None,
) -> Settings:
    """The settings of a command; `flags` are further ones by their names."""
    from compare.settings import Languages, load_settings

    if language is not None:
        (language,) = choices("--language", [language], list(Languages))
    known = {"embedding.model": model, "ingest.language": language, **(flags or {})}
    return load_settings(known, file=config)


def store_at(db: Path | None, settings: Settings, *, create: bool = False, readonly: bool = False) -> Store:
    """The store that ``--db`` or the settings name."""
    from compare.store import open_store

    path = settings.store.path() if db is None else db
    return open_store(path, create=create, readonly=readonly, busy_seconds=settings.store.busy_seconds)


def columns() -> int:
    """Width of the terminal."""
    return shutil.get_terminal_size((100, 24)).columns


_COLOURS = {"≠": 31, "≟": 31, "~": 35, "≈": 33, "=": 32, "·": 36}
"""SGR codes; beside each colour stand the symbol and the word."""

_VERDICT = re.compile(
    r"^([≠≟~≈=·]) (differ|may differ|spelled differently|no conflict|agree|about the same)\b", re.MULTILINE
)


def painted(text: str) -> str:
    """`text` with the verdicts at the beginning of its lines in colour, where stdout is a terminal.

    ``NO_COLOR`` (https://no-color.org) and ``TERM=dumb`` turn colour off.
    """
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    return _VERDICT.sub(lambda m: f"\x1b[1;{_COLOURS[m[1]]}m{m[0]}\x1b[0m", text)


def emit(text: str) -> None:
    """Write a result to stdout."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    sys.stdout.flush()


def emit_json(tree: object) -> None:
    """Write a result as JSON to stdout, where it may be a terminal: what acts there is escaped."""
    from compare.text_safety import json_safe

    emit(json_safe(json.dumps(tree, ensure_ascii=False, indent=1)))


def note(text: object) -> None:
    """Say something beside the result, on stderr."""
    from compare.text_safety import one_line

    print(f"crossclaim: {one_line(str(text))}", file=sys.stderr)


def telling(complaints: list[str]) -> Callable[[str], None]:
    """Says what it is told on stderr, and keeps it in `complaints`."""

    def tell(text: str) -> None:
        complaints.append(text)
        note(text)

    return tell
