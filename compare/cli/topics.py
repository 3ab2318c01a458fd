"""``crossclaim topics``: what a report is about."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.common import DEFAULT_REPORT, choices, columns, emit, note, whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.stories import Story

FORMATS = ("table", "json")


def topics(
    report: Annotated[
        Path, typer.Option("--report", metavar="FILE", help="The facts.json to look into.")
    ] = DEFAULT_REPORT,
    limit: Annotated[str, typer.Option(metavar="N", help="At most so many.")] = "20",
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="table or json.")] = "table",
) -> None:
    """List what the articles are about, the largest topic first.

    Articles that state the same facts are one topic. It is named by words that the others lack, with which
    "crossclaim query" finds its facts; the counts are of facts that two articles or more state.
    """
    from compare.report import load_report
    from compare.stories import stories

    form = choices("--format", [form], FORMATS)[0]
    most = whole("--limit", limit, least=1)
    stored = load_report(report)
    found = stories(stored.facts, stored.articles)
    emit_stories(found[:most], form)
    if form == "table" and len(found) > most:
        more = len(found) - most
        note(f"{more:,} more topic{'s' if more != 1 else ''}; --limit {len(found)} lists all")


def emit_stories(found: Sequence[Story], form: str) -> None:
    """Write the stories to stdout."""
    from compare.models import VerdictKind
    from compare.render.terminal import table

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
    from compare.render.safe import encodable

    return {
        "terms": list(map(encodable, story.terms)),
        "articles": list(map(encodable, story.articles)),
        "sources": list(map(encodable, story.sources)),
        "facts": list(map(encodable, story.facts)),
        "verdicts": {str(kind): count for kind, count in sorted(story.verdicts.items())},
        "first": str(story.first) if story.first else None,
        "last": str(story.last) if story.last else None,
    }
