"""``crossclaim show``: one fact, with each source's words, value and date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.common import ConfigOption, choices, columns, emit, emit_json, painted, settings_from
from compare.cli.places import DbOption, ReportOption, fact_asked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.models import Article, Fact

FORMATS = ("text", "json", "md", "csv")


def show(
    fact: Annotated[str, typer.Argument(metavar="FACT", help="Id of the fact, or the beginning of it.")],
    db: DbOption = None,
    report: ReportOption = None,
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text, json, md or csv.")] = "text",
    config: ConfigOption = None,
) -> None:
    """Show one fact: each source's sentence, value and date, and a small timeline.

    The ids stand in facts.json, and in brackets in the answers of "crossclaim query".
    """
    form = choices("--format", [form], FORMATS)[0]
    emit_fact(*fact_asked(fact, db, report, settings_from(config)), form)


def emit_fact(fact: Fact, articles: Iterable[Article], form: str) -> None:
    """Write one fact to stdout."""
    from compare.reports.csv_ import csv_text
    from compare.reports.json_ import fact_dict
    from compare.reports.markdown import facts_markdown
    from compare.reports.terminal import fact_page
    from compare.reports.view import view_fact

    seen = view_fact(fact, {article.id: article for article in articles})
    if form == "json":
        emit_json(fact_dict(seen))
    elif form == "csv":
        emit(csv_text([seen]))
    elif form == "md":
        emit(facts_markdown([seen]))
    else:
        emit(painted(fact_page(seen, columns())))
