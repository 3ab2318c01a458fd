"""``crossclaim export``: what the store holds, as tables for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compare.cli.common import ConfigOption, Database, choices, emit, settings_from, store_at
from compare.errors import InputError, writing


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
    config: ConfigOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but problems.")] = False,
) -> None:
    """Write the tables of the store: articles, facts and claims, as reviewed.

    csv is made for spreadsheets: cells that would run as a formula begin with an apostrophe, and texts of
    over 32,000 characters are cut. jsonl and parquet hold everything as it is; parquet needs pyarrow
    (pip install 'crossclaim[parquet]').
    """
    from compare.cli.report import prepared_folder
    from compare.reports.tables import FORMATS, TABLES, encoded
    from compare.reports.write import write_atomically

    form = choices("--format", [form], FORMATS)[0]
    chosen = choices("--table", tables or list(TABLES), list(TABLES))
    settings = settings_from(config)
    written = [out / f"{name}.{form}" for name in chosen]
    with store_at(db, settings, readonly=True) as store, prepared_folder(out):
        _spare_others(written)
        # All articles, also those that wait; facts and claims need a comparison.
        facts = store.report().facts if set(chosen) - {"articles"} else ()
        articles = store.articles()
    for name, path in zip(chosen, written, strict=True):
        content = encoded(TABLES[name](articles, facts), form)
        with writing(f"to --out {str(out)!r}"):
            write_atomically(path, content)
    if not quiet:
        emit(f"Written: {', '.join(map(str, written))}")


def _spare_others(paths: list[Path]) -> None:
    """Refuse to replace what is none of our tables, such as the index of a folder of articles."""
    from compare.ingest.files import OWN, is_own

    for path in paths:
        if path.name in OWN and path.is_file() and path.stat().st_size and not is_own(path):
            raise InputError(
                f"--out is {str(path.parent)!r}, which has a {path.name!r} of its own; name another folder"
            )
