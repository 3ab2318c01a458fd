"""``crossclaim export``: what the store holds, as tables for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compare.cli.common import Database, choices, emit, settings_from, store_at


def export(
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="csv, jsonl or parquet.")] = "csv",
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the tables.")] = Path(
        "export"
    ),
    tables: Annotated[
        list[str] | None,
        typer.Option("--table", metavar="TABLES", help="Only these: articles, facts, claims (all of them)."),
    ] = None,
    db: Database = None,
    config: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Settings file (crossclaim.toml where there is one).")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but problems.")] = False,
) -> None:
    """Write the tables of the store: articles, facts and claims, as reviewed.

    csv is made for spreadsheets: cells that would run as a formula begin with an apostrophe, and texts of
    over 32,000 characters are cut. jsonl and parquet hold everything as it is; parquet needs pyarrow
    (pip install 'crossclaim[parquet]').
    """
    from compare.cli.report import prepare_folder, unwritable
    from compare.render import write_atomically
    from compare.render.tables import FORMATS, TABLES, encoded
    from compare.report import Report

    form = choices("--format", [form], FORMATS)[0]
    chosen = choices("--table", tables or list(TABLES), list(TABLES))
    settings = settings_from(config)
    with store_at(db, settings, readonly=True) as store:
        prepare_folder(out)
        # All articles, also those that wait; facts and claims need a comparison.
        facts = store.report().facts if set(chosen) - {"articles"} else ()
        report = Report(store.articles(), facts)
    written = [out / f"{name}.{form}" for name in chosen]
    for name, path in zip(chosen, written, strict=True):
        content = encoded(TABLES[name](report), form)
        try:
            write_atomically(path, content)
        except OSError as error:
            raise unwritable(out, error) from error
    if not quiet:
        emit(f"Written: {', '.join(map(str, written))}")
