"""``crossclaim diff``: which facts are new, gone or told otherwise between two reports or stores."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.common import ConfigOption, choices, columns, emit, note, painted, settings_from
from compare.errors import InputError

if TYPE_CHECKING:
    from compare.reports.report import Report
    from compare.settings import Settings

FORMATS = ("text", "json", "atom")

_SQLITE = b"SQLite format 3\0"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]{1,1000}")


def diff(
    old: Annotated[
        Path, typer.Argument(metavar="OLD", help="A facts.json, the folder of a report, or a store.")
    ],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Another one, which is later.")],
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text, json or atom.")] = "text",
    single: Annotated[
        bool, typer.Option("--all", help="Also facts that one source alone tells, before and now.")
    ] = False,
    feed: Annotated[
        str | None,
        typer.Option(
            "--feed-id", metavar="IRI", help="The lasting id of a feed that you publish, with --format atom."
        ),
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Say what changed from OLD to NEW: facts that are new, gone, or told otherwise.

    A fact is told otherwise where its verdict is another one, where a difference became sure or only
    possible, where a source gives another value, or where a source came or went. Stores are read as
    reviewed. atom is a feed with an entry for each of these facts.
    """
    form = choices("--format", [form], FORMATS)[0]
    if feed is not None and (form != "atom" or not _IRI.fullmatch(feed)):
        raise InputError(
            f"--feed-id is {feed!r:.80}; allowed, with --format atom: an address or a URN such as "
            "'https://example.org/changes'"
        )
    settings = settings_from(config)
    from compare.changes.find import find_changes

    before, after = (_report(path, settings).view() for path in (old, new))
    changes = find_changes(before, after, single=single)
    names = str(old), str(new)
    if form == "json":
        from compare.changes.written import changes_json

        emit(changes_json(changes, names))
    elif form == "atom":
        from compare.changes.atom import changes_atom

        emit(changes_atom(changes, names, feed or ""))
    else:
        from compare.changes.words import changes_text

        emit(painted(changes_text(changes, columns())))


def _report(path: Path, settings: Settings) -> Report:
    """The report in a folder or file, or in a store, as reviewed."""
    from compare.reports.report import load_report
    from compare.reports.write import FILES
    from compare.store import open_store

    file = path / FILES["facts"] if path.is_dir() else path
    if not _is_store(file):
        return load_report(file)
    with open_store(file, create=False, readonly=True, busy_seconds=settings.store.busy_seconds) as store:
        waiting = store.stale()
        if waiting:
            note(
                f"{waiting} article{'' if waiting == 1 else 's'} of {file} changed since its last "
                f"comparison: 'crossclaim report --db {file}' takes them in"
            )
        return store.report()


def _is_store(file: Path) -> bool:
    """Whether a database is in it; what a pipe gives is there once, and left to who reads the report."""
    try:
        if not file.is_file():
            return False
        with file.open("rb") as opened:
            return opened.read(len(_SQLITE)) == _SQLITE
    except (OSError, ValueError):
        return False  # said by whoever reads it next
