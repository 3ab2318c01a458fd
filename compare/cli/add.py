"""``crossclaim add``: articles into the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from compare.cli.common import (
    ConfigOption,
    Database,
    EngineOption,
    LanguageOption,
    emit,
    emit_json,
    note,
    settings_from,
    store_at,
    telling,
)
from compare.cli.common import (
    columns as screen,
)
from compare.cli.judging import (
    JudgeModelOption,
    JudgeOption,
    JudgeUrlOption,
    judge_flags,
    note_judged,
    note_leaving,
)
from compare.cli.progress import ProgressLine
from compare.cli.reading import (
    DayFirstOption,
    HouseOption,
    MapOption,
    OutletsOption,
    PathsHelp,
    read,
    reading_flags,
)

if TYPE_CHECKING:
    from compare.reports.report import Report
    from compare.store import Added


def add(  # noqa: PLR0913, PLR0917 - a parameter is an option
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help=PathsHelp),
    ],
    db: Database = None,
    later: Annotated[
        bool, typer.Option("--later", help="Only store the articles; compare at the next add or report.")
    ] = False,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="A sentence-transformers model, by name or folder, or plugin:NAME, to embed with.",
        ),
    ] = None,
    language: LanguageOption = None,
    columns: MapOption = None,
    dayfirst: DayFirstOption = None,
    outlets: OutletsOption = None,
    one_house: HouseOption = None,
    judge: JudgeOption = None,
    judge_url: JudgeUrlOption = None,
    judge_model: JudgeModelOption = None,
    engine: EngineOption = None,
    config: ConfigOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but problems.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Add articles to the store and compare all that it holds.

    What the store holds already is no work, so that an add that was interrupted is simply run again.
    """
    from compare.cli.report import note_set_aside
    from compare.engines import HERE, open_engine
    from compare.pipeline_store import compare_store

    flags = reading_flags(columns, dayfirst, outlets, one_house) | judge_flags(judge, judge_url, judge_model)
    settings = settings_from(config, model, language, flags | {"run.engine": engine})
    note_leaving(settings)
    # Before anything is read: an engine that is not there is told at once.
    with open_engine(HERE.name if later else settings.run.engine) as workers:
        intake, complaints, lost = read(paths, settings, quiet=quiet or as_json)
        articles = intake.articles
        with (
            store_at(db, settings, create=True) as store,
            ProgressLine(quiet=quiet or as_json) as progress,
        ):
            added = store.add(articles, progress, len(articles))
            for before, after in added.renamed:
                complaints.append(
                    f'another article has the id "{before}" in the store; called "{after}" here'
                )
                note(complaints[-1])
            if not later:
                compare_store(store, settings, progress, on_damage=telling(complaints), engine=workers)
            found = None if later else store.report()
            held = store.status().articles
    if found is not None:
        complaints += note_set_aside(found) + note_judged(found)
    summary = summary_dict(added, found, held, store.path, complaints)
    if as_json:
        emit_json(summary)
    elif not quiet:
        emit(summary_text(summary, screen()))
    if lost:
        raise typer.Exit(2)


def summary_dict(
    added: Added, found: Report | None, articles: int, path: Path, complaints: list[str]
) -> dict[str, Any]:
    """What was done, for scripts; `headline` is null where nothing was compared."""
    from compare.reports.report_view import headline

    return {
        "store": str(path),
        "new": added.new,
        "changed": added.changed,
        "same": added.same,
        "articles": articles,
        "headline": headline(found.articles, found.facts, found.run) if found else None,
        "weaknesses": _weaknesses(found) if found else [],
        "problems": complaints,
    }


def summary_text(summary: dict[str, Any], width: int) -> str:
    """What was done, for people, in lines of at most `width` characters, but those that name the store."""
    from compare.reports.explanation import LEAST_COLUMNS, wrapped

    done = "{new:,} new, {changed:,} changed, {same:,} already there; {articles:,} in {store}".format(
        **summary
    )
    if not summary["headline"]:
        return f"{done}\nNot compared yet: crossclaim report --db {summary['store']}"
    told = (summary["headline"], *summary["weaknesses"])
    return "\n".join([done, *(line for text in told for line in wrapped(text, max(width, LEAST_COLUMNS)))])


def _weaknesses(found: Report) -> list[str]:
    """A line on each thing that weakens the comparison."""
    from compare.reports.report_view import weak_points

    return list(weak_points(found.articles, found.facts, found.run))
