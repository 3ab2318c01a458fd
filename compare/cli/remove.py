"""``crossclaim remove``: articles out of the store."""

from __future__ import annotations

from typing import Annotated

import typer

from compare.cli.common import ConfigOption, Database, emit, settings_from, store_at


def remove(
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ARTICLE", help="Ids of articles, as reports and 'export' give them."),
    ],
    db: Database = None,
    config: ConfigOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but problems.")] = False,
) -> None:
    """Remove articles from the store.

    The facts that they take part in go at once; what is left of those is found again by the next add or
    report. Decisions stay. Where an id is unknown, nothing is removed.
    """
    with store_at(db, settings_from(config)) as store:
        before = sum(store.status().facts.values())
        count = store.remove(ids)
        facts = before - sum(store.status().facts.values())
    if not quiet:
        articles = "1 article" if count == 1 else f"{count:,} articles"
        went = "1 fact" if facts == 1 else f"{facts:,} facts"
        emit(f"{articles} removed, and {went}; compare again with 'crossclaim report --db {store.path}'")
