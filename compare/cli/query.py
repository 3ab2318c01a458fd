"""``crossclaim query``: what a report says about a topic."""

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
    painted,
    settings_from,
    verdict_kinds,
    whole,
)
from compare.cli.places import DbOption, ReportOption, store_asked
from compare.cli.progress import ProgressLine
from compare.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.models import Article, Story
    from compare.settings import Settings
    from compare.store import Store
    from compare.store.ranking import Filters, Hit

FORMATS = ("table", "csv", "json", "md")
GROUPED = ("table", "md")
"""Those that group facts by story."""


def query(  # noqa: PLR0913, PLR0917 - a parameter is an option
    topic: Annotated[
        str, typer.Argument(metavar="TOPIC", help="What to look for, in words; dates are times.")
    ],
    db: DbOption = None,
    report: ReportOption = None,
    verdict: Annotated[
        list[str] | None,
        typer.Option(
            metavar="VERDICTS",
            help="Only these: differ, possible, variant, compatible, agree, related, single-source "
            "(all but the last).",
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
    min_origins: Annotated[
        str, typer.Option("--min-origins", metavar="N", help="Only facts of so many independent texts.")
    ] = "0",
    limit: Annotated[str, typer.Option(metavar="N", help="At most so many facts.")] = "10",
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="table, csv, json or md.")
    ] = "table",
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="A sentence-transformers model, by name or folder, or plugin:NAME."
        ),
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Find the facts about a topic, by meaning, by words and by time.

    A date in the topic ("the attack of 4 April 2017", "in April 2017", "2016") asks for what is told of that
    time; "last June" and a day without a year count from the newest article. "What do the papers disagree
    on about the attack?" asks for differences, "what do they agree on" for agreement.

    Searches the store, with what reviewers decided, or else the report that "crossclaim report" wrote
    last. "crossclaim topics" says what there is.
    """
    from compare.models import Facet
    from compare.store.ranking import Filters, answering
    from compare.store.wanted import days

    if not topic.strip():
        raise InputError("TOPIC is empty; say in words what to look for")
    first, last = days("--since", since), days("--until", until)
    filters = Filters(
        verdicts=verdict_kinds("--verdict", verdict or []),
        facets=[Facet(word) for word in choices("--facet", facet or [], list(Facet))],
        sources=source or (),
        since=first[0] if first else None,
        until=last[1] if last else None,
        min_origins=whole("--min-origins", min_origins, least=0),
    )
    most = whole("--limit", limit, least=1)
    form = choices("--format", [form], FORMATS)[0]
    settings = settings_from(config, model)
    store = store_asked(db, report, settings)
    if store is None:
        hits, articles, stories = _in_report(
            report or DEFAULT_REPORT, topic, answering(topic, filters), settings, most
        )
        where = report or DEFAULT_REPORT
    else:
        from compare.store.search import stories_in

        with store:
            where = store.path
            hits, articles = _in_store(store, topic, answering(topic, filters), config, model, most)
            stories = stories_in(store) if form in GROUPED else ()
    if not hits:
        note(f"no fact of {where} is about {topic!r}; {_hint(filters)}")
    emit_hits(hits, articles, topic, form, stories)


def _in_report(
    path: Path, topic: str, filters: Filters, settings: Settings, most: int
) -> tuple[Sequence[Hit], Sequence[Article], Sequence[Story]]:
    from compare.embeddings import open_encoder
    from compare.reports.report import load_report
    from compare.store.ranking import search, select

    stored = load_report(path)
    facts = select(stored.facts, stored.articles, filters)
    with ProgressLine() as progress:
        encoder = open_encoder(settings.embedding)
        hits = search(facts, topic, encoder, most, progress, stored.articles)
    return hits, stored.articles, stored.stories


def _in_store(
    store: Store, topic: str, filters: Filters, config: Path | None, model: str | None, most: int
) -> tuple[Sequence[Hit], Sequence[Article]]:
    """The facts, asked for with the model of the store unless another one is named."""
    from compare.embeddings import open_encoder
    from compare.store.search import model_of, search_store

    settings = settings_from(config, model or model_of(store))
    found = search_store(store, topic, filters, open_encoder(settings.embedding), most)
    return found.hits, found.articles


def _hint(filters: Filters) -> str:
    if not filters.verdicts:
        return "ask with other words, or add --verdict single-source for facts of one source only"
    return "ask with other words or fewer filters"


def emit_hits(
    hits: Sequence[Hit], articles: Sequence[Article], topic: str, form: str, stories: Sequence[Story] = ()
) -> None:
    """Write the answer to stdout; a reader's formats group the facts by story."""
    from compare.reports.csv_ import csv_text
    from compare.reports.json_ import fact_dict
    from compare.reports.markdown import facts_markdown
    from compare.reports.terminal import claims_table
    from compare.reports.view import view_fact

    by_id = {article.id: article for article in articles}
    facts = [view_fact(hit.fact, by_id) for hit in hits]
    titles = {story.id: story.title for story in stories}
    if form == "json":
        rows = [
            {**fact_dict(fact), "relevance": round(hit.relevance, 2)}
            for fact, hit in zip(facts, hits, strict=True)
        ]
        emit_json({"topic": topic, "facts": rows})
    elif form == "csv":
        emit(csv_text(facts))
    elif form == "md":
        emit(facts_markdown(facts, titles))
    elif facts:
        emit(painted(claims_table(facts, columns(), titles)))
