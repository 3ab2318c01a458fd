"""What the commands that read articles share: the options on columns, dates and outlets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.common import note

if TYPE_CHECKING:
    from compare.ingest import Intake, ReadOptions
    from compare.models import Problem
    from compare.settings import Settings

PathsHelp = "Folders, archives and files of articles: see docs/input.md."

MapOption = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN",
        help="Columns of a table that have names of their own, e.g. text=content,published=seendate.",
    ),
]
"""The option that names the columns of a table."""

DayFirstOption = Annotated[
    bool | None,
    typer.Option(
        "--dayfirst/--monthfirst",
        help="How 04/05/2023 is read where no other date of its column tells.",
        show_default=False,
    ),
]
"""The option that says how dates are read that can be read in two ways."""

OutletsOption = Annotated[
    Path | None,
    typer.Option(
        "--sources",
        metavar="FILE",
        help="A list of outlets: host,name,group,agency (sources.csv of a folder).",
    ),
]
"""The option that names a list of outlets."""

HouseOption = Annotated[
    bool | None,
    typer.Option("--one-house", help="Count the outlets of one house or agency of that list as one source."),
]
"""The option that makes a house one source."""


def reading_flags(
    columns: list[str] | None = None,
    dayfirst: bool | None = None,
    outlets: Path | None = None,
    one_house: bool | None = None,
) -> dict[str, object]:
    """The settings that the options of this module set."""
    dates = None if dayfirst is None else "dayfirst" if dayfirst else "monthfirst"
    return {
        "ingest.columns": ",".join(columns) if columns else None,
        "ingest.dates": dates,
        "ingest.sources": outlets,
        "verdicts.one_house": one_house,
    }


def read_options(settings: Settings) -> ReadOptions:
    """How files are read by the settings."""
    from compare.ingest import ReadOptions

    found = settings.ingest
    return ReadOptions(found.max_bytes, found.columns, found.dates, found.sources)


def read(paths: list[Path], settings: Settings, *, quiet: bool = False) -> tuple[Intake, list[str], bool]:
    """What was read, a line per input that could not be used, and whether a named path is among those.

    Raises `NothingToReadError` where no path holds an article.
    """
    from compare.ingest import read_intake

    problems: list[Problem] = []

    def complain(problem: Problem) -> None:
        problems.append(problem)
        if len(problems) > 1:  # the first waits: where nothing is read, the error says it
            for waiting in problems if len(problems) == 2 else [problem]:
                note(waiting)

    intake = read_intake(paths, complain, read_options(settings), None if quiet else note)
    if len(problems) == 1:
        note(problems[0])
    return intake, list(map(str, problems)), any(problem.fatal for problem in problems)
