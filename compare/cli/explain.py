"""``crossclaim explain``: why claims are one fact, and why its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.common import ConfigOption, choices, columns, emit, emit_json, painted, settings_from
from compare.cli.places import DbOption, ReportOption, fact_asked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.models import Article, Fact

FORMATS = ("table", "json", "md")


def explain(
    fact: Annotated[str, typer.Argument(metavar="FACT", help="Id of the fact, or the beginning of it.")],
    db: DbOption = None,
    report: ReportOption = None,
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="table, json or md.")] = "table",
    config: ConfigOption = None,
) -> None:
    """Explain one fact: why its claims were joined, and why the verdict.

    Shows what each signal adds to the log-odds that two claims are about one fact, the threshold
    that applied, the values compared, and the nearest claim that was left out, with the reason.
    """
    form = choices("--format", [form], FORMATS)[0]
    emit_explanation(*fact_asked(fact, db, report, settings_from(config)), form)


def emit_explanation(fact: Fact, articles: Iterable[Article], form: str) -> None:
    """Write why `fact` is one to stdout."""
    from compare.reports.explanation import explanation_dict, explanation_markdown, explanation_text
    from compare.reports.view import view_fact

    seen = view_fact(fact, {article.id: article for article in articles})
    if form == "json":
        emit_json(explanation_dict(seen))
    elif form == "md":
        emit(explanation_markdown(seen))
    else:
        emit(painted(explanation_text(seen, columns())))
