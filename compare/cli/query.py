"""``crossclaim query``: what a report says about a topic."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.common import (
    DEFAULT_REPORT,
    choices,
    columns,
    days,
    emit,
    note,
    painted,
    settings_from,
    verdict_kinds,
    whole,
)
from compare.cli.progress import ProgressLine
from compare.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.models import Article
    from compare.report import Report
    from compare.search import Filters, Hit

FORMATS = ("table", "csv", "json", "md")


def query(  # noqa: PLR0913, PLR0917 - a parameter is an option
    topic: Annotated[str, typer.Argument(metavar="TOPIC", help="What to look for, in words.")],
    report: Annotated[
        Path, typer.Option("--report", metavar="FILE", help="The facts.json to search.")
    ] = DEFAULT_REPORT,
    verdict: Annotated[
        list[str] | None,
        typer.Option(
            metavar="VERDICTS",
            help="Only these: differ, variant, compatible, agree, single-source (all but the last).",
        ),
    ] = None,
    source: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only facts that this source states; repeatable.")
    ] = None,
    facet: Annotated[
        list[str] | None, typer.Option(metavar="FACETS", help="Only these kinds, e.g. quantity,date.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only facts of articles published from this date on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only facts of articles published up to this date.")
    ] = None,
    limit: Annotated[str, typer.Option(metavar="N", help="At most so many facts.")] = "10",
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="table, csv, json or md.")
    ] = "table",
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="A sentence-transformers model, by name or folder.")
    ] = None,
    config: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Settings file (crossclaim.toml where there is one).")
    ] = None,
) -> None:
    """Find the facts of a report about a topic.

    Searches the report that "crossclaim report" wrote last, or the one named with --report, by
    meaning and by words.
    """
    from compare.models import Facet
    from compare.report import load_report
    from compare.search import Filters, search, select

    if not topic.strip():
        raise InputError("TOPIC is empty; say in words what to look for")
    first, last = days("--since", since), days("--until", until)
    filters = Filters(
        verdicts=verdict_kinds("--verdict", verdict or []),
        facets=[Facet(word) for word in choices("--facet", facet or [], list(Facet))],
        sources=source or (),
        since=first[0] if first else None,
        until=last[1] if last else None,
    )
    most = whole("--limit", limit, least=1)
    form = choices("--format", [form], FORMATS)[0]
    settings = settings_from(config, model)
    stored = load_report(report)
    facts = select(stored.facts, stored.articles, _several(filters))
    from compare.embeddings import open_encoder

    with ProgressLine() as progress:
        hits = search(facts, topic, open_encoder(settings.embedding), most, progress) if facts else []
    if not hits:
        note(f"no fact of {report} is about {topic!r}{_hint(stored, filters)}")
    emit_hits(hits, stored.articles, topic, form)


def _several(filters: Filters) -> Filters:
    """`filters`, where no verdict is asked for, with all but what one source alone says."""
    from dataclasses import replace

    from compare.render.view import ORDER

    return filters if filters.verdicts else replace(filters, verdicts=ORDER[:-2])


def _hint(stored: Report, filters: Filters) -> str:
    from compare.models import VerdictKind

    alone = sum(fact.verdict.verdict is VerdictKind.SINGLE_SOURCE for fact in stored.facts)
    if alone and not filters.verdicts:
        return f"; {alone} more facts have one source only: add --verdict single-source to search them"
    return "; ask with other words or fewer filters"


def emit_hits(hits: list[Hit], articles: Sequence[Article], topic: str, form: str) -> None:
    """Write the answer to stdout."""
    from compare.render.csv_ import csv_text
    from compare.render.json_ import fact_dict
    from compare.render.markdown import facts_markdown
    from compare.render.terminal import claims_table
    from compare.render.view import view_fact

    by_id = {article.id: article for article in articles}
    facts = [view_fact(hit.fact, by_id) for hit in hits]
    if form == "json":
        rows = [
            {**fact_dict(fact), "relevance": round(hit.relevance, 2)}
            for fact, hit in zip(facts, hits, strict=True)
        ]
        emit(json.dumps({"topic": topic, "facts": rows}, ensure_ascii=False, indent=1))
    elif form == "csv":
        emit(csv_text(facts))
    elif form == "md":
        emit(facts_markdown(facts))
    elif facts:
        emit(painted(claims_table(facts, columns())))
