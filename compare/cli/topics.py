"""``crossclaim topics``: what a report is about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.common import (
    DEFAULT_REPORT,
    ConfigOption,
    choices,
    columns,
    emit,
    emit_json,
    note,
    settings_from,
    whole,
)
from compare.cli.places import DbOption, ReportOption, store_asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.reports.report import Report
    from compare.reports.report_view import StoryView
    from compare.settings import Settings

FORMATS = ("table", "json")


def topics(
    db: DbOption = None,
    report: ReportOption = None,
    limit: Annotated[str, typer.Option(metavar="N", help="At most so many.")] = "20",
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="table or json.")] = "table",
    config: ConfigOption = None,
) -> None:
    """List the stories that the articles tell, those with the gravest differences first.

    Articles that state the same facts tell one story; its title is the headline that most of them share.
    "crossclaim query" finds its facts; the counts are of facts that two articles or more state.
    """
    form = choices("--format", [form], FORMATS)[0]
    most = whole("--limit", limit, least=1)
    found = _asked(db, report, settings_from(config)).view().stories
    emit_stories(found[:most], form)
    if form == "table" and len(found) > most:
        more = len(found) - most
        note(f"{more:,} more {'stories' if more != 1 else 'story'}; --limit {len(found)} lists all")


def _asked(db: Path | None, report: Path | None, settings: Settings) -> Report:
    """What is asked for, with the facts that articles share."""
    from compare.reports.report import Report, load_report

    store = store_asked(db, report, settings)
    if store is None:
        return load_report(report or DEFAULT_REPORT)
    from compare.store.search import shared_facts, stories_in

    with store:
        facts, articles = shared_facts(store)
        return Report(articles, facts, {}, stories_in(store))


def emit_stories(found: Sequence[StoryView], form: str) -> None:
    """Write the stories to stdout."""
    from compare.models import VerdictKind
    from compare.reports.json_ import story_dict
    from compare.reports.terminal import table
    from compare.reports.values import days_of

    if form == "json":
        emit_json([story_dict(story) for story in found])
        return
    heads = ["story", "articles", "sources", "facts", "differ", "published"]
    rows = [
        (
            story.title,
            f"{len(story.articles):,}",
            f"{len(story.sources):,}",
            f"{len(story.facts):,}",
            f"{story.counts.get(VerdictKind.DIFFER, 0):,}",
            days_of(story.first, story.last),
        )
        for story in found
    ]
    emit(table(heads, rows, columns()))
