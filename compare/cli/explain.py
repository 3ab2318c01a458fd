"""``crossclaim explain``: why claims are one fact, and why its verdict."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.common import DEFAULT_REPORT, choices, columns, emit, painted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.models import Article, Fact

FORMATS = ("table", "json", "md")


def explain(
    fact: Annotated[str, typer.Argument(metavar="FACT", help="Id of the fact, or the beginning of it.")],
    report: Annotated[
        Path, typer.Option("--report", metavar="FILE", help="The facts.json that holds it.")
    ] = DEFAULT_REPORT,
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="table, json or md.")] = "table",
) -> None:
    """Explain one fact: why its claims were joined, and why the verdict.

    Shows what each signal adds to the log-odds that two claims are about one fact, the threshold
    that applied, the values compared, and the nearest claim that was left out, with the reason.
    """
    from compare.report import load_report
    from compare.search import find_fact

    form = choices("--format", [form], FORMATS)[0]
    stored = load_report(report)
    emit_explanation(find_fact(stored.facts, fact), stored.articles, form)


def emit_explanation(fact: Fact, articles: Iterable[Article], form: str) -> None:
    """Write why `fact` is one to stdout."""
    from compare.render.explanation import explanation_dict, explanation_markdown, explanation_text
    from compare.render.view import view_fact

    seen = view_fact(fact, {article.id: article for article in articles})
    if form == "json":
        emit(json.dumps(explanation_dict(seen), ensure_ascii=False, indent=1))
    elif form == "md":
        emit(explanation_markdown(seen))
    else:
        emit(painted(explanation_text(seen, columns())))
