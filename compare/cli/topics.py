"""``crossclaim topics``: what a report is about."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.common import (
    DEFAULT_REPORT,
    ConfigOption,
    choices,
    columns,
    emit,
    note,
    settings_from,
    whole,
)
from compare.cli.places import DbOption, ReportOption, store_asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.models import Article, Fact
    from compare.reports.stories import Story
    from compare.settings import Settings

FORMATS = ("table", "json")


def topics(
    db: DbOption = None,
    report: ReportOption = None,
    limit: Annotated[str, typer.Option(metavar="N", help="At most so many.")] = "20",
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="table or json.")] = "table",
    config: ConfigOption = None,
) -> None:
    """List what the articles are about, the largest topic first.

    Articles that state the same facts are one topic. It is named by words that the others lack, with which
    "crossclaim query" finds its facts; the counts are of facts that two articles or more state.
    """
    from compare.reports.stories import stories

    form = choices("--format", [form], FORMATS)[0]
    most = whole("--limit", limit, least=1)
    found = stories(*_asked(db, report, settings_from(config)))
    emit_stories(found[:most], form)
    if form == "table" and len(found) > most:
        more = len(found) - most
        note(f"{more:,} more topic{'s' if more != 1 else ''}; --limit {len(found)} lists all")


def _asked(
    db: Path | None, report: Path | None, settings: Settings
) -> tuple[Sequence[Fact], Sequence[Article]]:
    """The facts that articles share, and the articles."""
    store = store_asked(db, report, settings)
    if store is None:
        from compare.reports.report import load_report

        stored = load_report(report or DEFAULT_REPORT)
        return stored.facts, stored.articles
    from compare.store.search import shared_facts

    with store:
        return shared_facts(store)


def emit_stories(found: Sequence[Story], form: str) -> None:
    """Write the stories to stdout."""
    from compare.models import VerdictKind
    from compare.reports.terminal import table

    if form == "json":
        emit(json.dumps([_as_dict(story) for story in found], ensure_ascii=False, indent=1))
        return
    heads = ["topic", "articles", "sources", "facts", "differ", "published"]
    rows = [
        (
            story.label,
            f"{len(story.articles):,}",
            f"{len(story.sources):,}",
            f"{len(story.facts):,}",
            f"{story.verdicts.get(VerdictKind.DIFFER, 0):,}",
            " to ".join(dict.fromkeys(str(day) for day in (story.first, story.last) if day)) or "undated",
        )
        for story in found
    ]
    emit(table(heads, rows, columns()))


def _as_dict(story: Story) -> dict[str, object]:
    from compare.text_safety import encodable

    return {
        "terms": list(map(encodable, story.terms)),
        "articles": list(map(encodable, story.articles)),
        "sources": list(map(encodable, story.sources)),
        "facts": list(map(encodable, story.facts)),
        "verdicts": {str(kind): count for kind, count in sorted(story.verdicts.items())},
        "first": str(story.first) if story.first else None,
        "last": str(story.last) if story.last else None,
    }
