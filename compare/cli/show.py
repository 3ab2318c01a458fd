"""``crossclaim show``: one fact, with each source's words, value and date."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.common import DEFAULT_REPORT, choices, columns, emit, painted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.models import Article, Fact

FORMATS = ("text", "json", "md", "csv")


def show(
    fact: Annotated[str, typer.Argument(metavar="FACT", help="Id of the fact, or the beginning of it.")],
    report: Annotated[
        Path, typer.Option("--report", metavar="FILE", help="The facts.json that holds it.")
    ] = DEFAULT_REPORT,
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text, json, md or csv.")] = "text",
) -> None:
    """Show one fact: each source's sentence, value and date, and a small timeline.

    The ids stand in facts.json, and in brackets in the answers of "crossclaim query".
    """
    from compare.report import load_report
    from compare.search import find_fact

    form = choices("--format", [form], FORMATS)[0]
    stored = load_report(report)
    found = find_fact(stored.facts, fact)
    emit_fact(found, stored.articles, form)


def emit_fact(fact: Fact, articles: Iterable[Article], form: str) -> None:
    """Write one fact to stdout."""
    from compare.render.csv_ import csv_text
    from compare.render.json_ import fact_dict
    from compare.render.markdown import facts_markdown
    from compare.render.terminal import fact_page
    from compare.render.view import view_fact

    seen = view_fact(fact, {article.id: article for article in articles})
    if form == "json":
        emit(json.dumps(fact_dict(seen), ensure_ascii=False, indent=1))
    elif form == "csv":
        emit(csv_text([seen]))
    elif form == "md":
        emit(facts_markdown([seen]))
    else:
        emit(painted(fact_page(seen, columns())))
