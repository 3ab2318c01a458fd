"""``crossclaim check``: what files hold, or whether a store is as it was written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.common import (
    ConfigOption,
    Database,
    LanguageOption,
    emit,
    emit_json,
    note,
    settings_from,
    store_at,
)
from compare.cli.reading import DayFirstOption, MapOption, OutletsOption, reading_flags
from compare.errors import InputError

if TYPE_CHECKING:
    from compare.settings import Settings
    from compare.store import Store
    from compare.store.checking import Damage


def check(  # noqa: PLR0913, PLR0917 - a parameter is an option
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="Files of articles to look into; without any, the store."),
    ] = None,
    db: Database = None,
    mend: Annotated[
        bool,
        typer.Option(
            "--mend",
            help="Read damaged articles again from their files, and take out what else is damaged.",
        ),
    ] = False,
    language: LanguageOption = None,
    table_columns: MapOption = None,
    dayfirst: DayFirstOption = None,
    outlets: OutletsOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
    config: ConfigOption = None,
) -> None:
    """Read articles, or all of the store, say what was found, and compare nothing.

    With a PATH: what is in the files by source, month and language, what was not read, and what a report
    would set aside. Without one: what in the store is not as it was written. Names damaged articles, facts,
    decisions and pages. The exit code is 2 where anything is left that is damaged: restore a backup then.
    With --mend, damaged decisions are written to a file beside the store.
    """
    from compare.store.checking import check_store

    settings = settings_from(config, None, language, reading_flags(table_columns, dayfirst, outlets))
    if paths:
        if mend or db is not None:
            raise InputError("PATH and --db or --mend are both given; check files or a store, one at a time")
        from compare.cli.check_files import check_files

        check_files(paths, settings, as_json=as_json)
        return
    with store_at(db, settings, create=False, readonly=not mend) as store:
        done = mended(store, settings) if mend else []
        found = check_store(store)
        told = summary(store, found)
    if as_json:
        rows = [{"part": damage.part, "what": damage.what} for damage in found]
        emit_json({"store": str(store.path), "mended": done, "damage": rows})
    else:
        for line in done:
            emit(line)
        for damage in found:
            note(damage.what)
        emit(told)
    if found:
        raise typer.Exit(2)


def mended(store: Store, settings: Settings) -> list[str]:
    """Mend what can be mended; a line for each thing that was done."""
    from compare.pipeline_store import mend_articles
    from compare.store.checking import mend_store

    done = mend_store(store, store.path.with_name(f"{store.path.name}.decisions-set-aside.jsonl"))
    mend_articles(store, settings, done.append)  # behind what may still hold them fast
    return done


def summary(store: Store, found: list[Damage]) -> str:
    """What was found, in a line."""
    if found:
        return f"{len(found):,} things in {store.path} are not as they were written"
    (held, decided) = (
        store.connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own names
        for table in ("articles", "decisions")
    )
    return f"{store.path} is as it was written: {held:,} articles, {decided:,} decisions, all read"
