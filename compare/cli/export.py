"""``crossclaim export``: what the store holds, as tables and databases for other programs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.common import ConfigOption, Database, choices, emit, note, settings_from, store_at
from compare.errors import InputError, writing

if TYPE_CHECKING:
    from compare.exports.tables import Holdings
    from compare.reports.report import Report
    from compare.store import Store

DATABASES = ("sqlite", "duckdb")
REVIEWS = "claimreview"


def export(
    form: Annotated[
        str,
        typer.Option(
            "--format", metavar="FORMAT", help="csv, jsonl, parquet, sqlite, duckdb or claimreview."
        ),
    ] = "csv",
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the files.")] = Path("export"),
    tables: Annotated[
        list[str] | None,
        typer.Option(
            "--table",
            metavar="TABLES",
            help="Only these, of csv, jsonl and parquet: articles, facts, claims, decisions (all of them).",
        ),
    ] = None,
    db: Database = None,
    config: ConfigOption = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but problems.")] = False,
) -> None:
    """Write what the store holds, as reviewed: articles, facts, claims and decisions.

    csv is made for spreadsheets: cells that would run as a formula begin with an apostrophe, and texts of
    over 32,000 characters are cut. jsonl and parquet hold everything as it is. sqlite is a database of
    tables that refer to each other, with search, and the metadata.json that Datasette shows it with; duckdb
    the same tables. claimreview is what reviewers decided, and nothing else, as linked data of schema.org.
    parquet needs pyarrow, duckdb duckdb (pip install 'crossclaim[parquet,duckdb]').
    """
    from compare.cli.report import prepared_folder
    from compare.exports.duckdb_ import check_duckdb
    from compare.exports.files import FORMATS
    from compare.exports.tables import TABLES

    form = choices("--format", [form], [*FORMATS, *DATABASES, REVIEWS])[0]
    chosen = choices("--table", tables or list(TABLES), list(TABLES))
    if tables and form not in FORMATS:
        raise InputError(f"--table is given with --format {form}, which holds all; leave it out")
    if form == "duckdb":
        check_duckdb()
    settings = settings_from(config)
    written = [out / name for name in _names(form, chosen)]
    with store_at(db, settings, readonly=True) as store, prepared_folder(out):
        _spare_others(written)
        # All articles, also those that wait; facts and claims need a comparison.
        wanted = form not in FORMATS or set(chosen) & {"facts", "claims"}
        report = store.report() if wanted else None
        held = _held(store, report)
    with writing(f"to --out {str(out)!r}"):
        if form == "sqlite":
            _write_sqlite(held, written)
        elif form == "duckdb":
            _write_duckdb(held, written[0])
        elif form == REVIEWS:
            _write_reviews(report, written[0])
        else:
            _write_tables(held, form, dict(zip(chosen, written, strict=True)))
    if not quiet:
        emit(f"Written: {', '.join(map(str, written))}")


def _names(form: str, chosen: list[str]) -> list[str]:
    """The files of a format."""
    from compare.exports.files import FORMATS
    from compare.exports.sqlite import STEM

    if form in FORMATS:
        return [f"{name}.{form}" for name in chosen]
    if form == REVIEWS:
        return ["claim-reviews.jsonld"]
    return [f"{STEM}.{form}", *(["metadata.json"] if form == "sqlite" else [])]


def _held(store: Store, report: Report | None) -> Holdings:
    """What the store holds."""
    from compare.exports.tables import Holdings

    facts, stories = (report.facts, report.stories) if report is not None else ((), ())
    return Holdings(store.articles(), facts, store.decisions(), stories)


def _write_tables(held: Holdings, form: str, paths: dict[str, Path]) -> None:
    from compare.exports.files import encoded
    from compare.exports.tables import TABLES
    from compare.reports.write import write_atomically

    for name, path in paths.items():
        write_atomically(path, encoded(TABLES[name](held), form))


def _write_sqlite(held: Holdings, paths: list[Path]) -> None:
    from compare.exports.relations import rows_of
    from compare.exports.sqlite import metadata_json, write_sqlite
    from compare.reports.write import write_atomically

    _at_once(paths[0], lambda path: write_sqlite(rows_of(held), path))
    write_atomically(paths[1], metadata_json().encode())


def _write_duckdb(held: Holdings, path: Path) -> None:
    from compare.exports.duckdb_ import write_duckdb
    from compare.exports.relations import rows_of

    _at_once(path, lambda made: write_duckdb(rows_of(held), made))


def _at_once(path: Path, make: Callable[[Path], None]) -> None:
    """Let a database be made beside `path`, and put it there when it is whole."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}.") as folder:
        made = Path(folder) / path.name
        make(made)
        made.replace(path)


def _write_reviews(report: Report | None, path: Path) -> None:
    from compare.exports.claim_review import claim_reviews
    from compare.reports.write import write_atomically

    found = claim_reviews(report.view().facts if report is not None else ())
    if not found.written:
        note("no fact has a reviewer's verdict on what its sources say; start with 'crossclaim review'")
    if found.left_out:
        are = "1 reviewed fact is" if found.left_out == 1 else f"{found.left_out} reviewed facts are"
        note(f"{are} left out: called unrelated or not compared, which is no review of a claim")
    write_atomically(path, found.text.encode())


def _spare_others(paths: list[Path]) -> None:
    """Refuse to replace what is none of our tables, such as the index of a folder of articles."""
    from compare.ingest.files import OWN, is_own

    for path in paths:
        if path.name in OWN and path.is_file() and path.stat().st_size and not is_own(path):
            raise InputError(
                f"--out is {str(path.parent)!r}, which has a {path.name!r} of its own; name another folder"
            )
