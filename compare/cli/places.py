"""Where a question is asked: in the store, or in the report that was written last."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.common import DEFAULT_REPORT, store_at
from compare.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.models import Article, Fact
    from compare.settings import Settings
    from compare.store import Store

DbOption = Annotated[
    Path | None,
    typer.Option("--db", metavar="FILE", help="The store to ask; crossclaim.db where there is one."),
]
ReportOption = Annotated[
    Path | None,
    typer.Option(
        "--report", metavar="FILE", help="A facts.json to ask instead; without a store reports/facts.json."
    ),
]


def store_asked(db: Path | None, report: Path | None, settings: Settings) -> Store | None:
    """The store that is asked, open for reading; None where it is a report.

    Raises `InputError` where both are named, `StoreError` where the store cannot be read.
    """
    if db is not None and report is not None:
        raise InputError(f"--db {str(db)!r} and --report {str(report)!r} are both given; name one of them")
    if report is not None or (db is None and not settings.store.path().exists()):
        return None
    return store_at(db, settings, readonly=True)


def fact_asked(
    key: str, db: Path | None, report: Path | None, settings: Settings
) -> tuple[Fact, Iterable[Article]]:
    """The fact with the id `key`, or the only one whose id begins so, and the articles."""
    store = store_asked(db, report, settings)
    if store is None:
        from compare.reports.report import load_report
        from compare.store.ranking import find_fact

        stored = load_report(report or DEFAULT_REPORT)
        return find_fact(stored.facts, key), stored.articles
    from compare.store.search import fact_in_store

    with store:
        return fact_in_store(store, key)
