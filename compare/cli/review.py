"""``crossclaim review``: the local page, and the way through a spreadsheet."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from compare.cli.common import (
    ConfigOption,
    emit,
    emit_json,
    note,
    settings_from,
    store_at,
    verdict_kinds,
    whole,
)
from compare.errors import InputError, ReviewError, writing

if TYPE_CHECKING:
    from compare.review.importing import Plan
    from compare.store import Store

__all__ = ["review"]

Db = Annotated[Path | None, typer.Option("--db", metavar="FILE", help="The store (crossclaim.db).")]
Reviewer = Annotated[
    str | None, typer.Option("--reviewer", metavar="NAME", help="Who decides (your login name).")
]
Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="VERDICTS",
        help="Only facts that the tool called so, e.g. differ,variant; possible is all that may differ.",
    ),
]

review = typer.Typer(name="review", invoke_without_command=True, add_completion=False, rich_markup_mode=None)


@review.callback()
def page(  # noqa: PLR0913, PLR0917 - a parameter is an option
    context: typer.Context,
    db: Db = None,
    reviewer: Reviewer = None,
    only: Only = None,
    host: Annotated[
        str, typer.Option(metavar="HOST", help="Address to listen at; by default this machine only.")
    ] = "127.0.0.1",
    port: Annotated[str, typer.Option(metavar="N", help="Port to listen at; by default a free one.")] = "0",
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the link.")] = False,
    config: ConfigOption = None,
) -> None:
    """Review the facts of the store on a local page, the most uncertain first.

    Every decision is saved at once, and wins over the tool's verdict in later reports. Ctrl-C ends; the
    next start goes on where you left. With "export" and "import", review in a spreadsheet instead.
    """
    if context.invoked_subcommand is not None:
        if any(value and value not in ("127.0.0.1", "0") for value in context.params.values()):
            raise InputError(f"options of 'review {context.invoked_subcommand}' stand after its name")
        return
    from compare.review.desk import Desk
    from compare.review.guard import doors_of
    from compare.review.page import review_app
    from compare.web.addresses import is_loopback, listen, reachable
    from compare.web.serving import serve

    chosen = verdict_kinds("--only", only or [])
    settings = settings_from(config)
    number = whole("--port", port, least=0)
    with store_at(db, settings) as store:
        desk = Desk(compared(store), store, reviewer or login(), chosen)
        if not desk.queue():
            note(f"there is nothing to review in {store.path}: no fact is stated by two sources or more")
            return
        with listen(host, number) as listener:
            doors = doors_of(host, listener)
            shown = host if is_loopback(host) else reachable(host)
            link = doors.link(shown)
            done, total = desk.progress()
            emit(f"{total} facts of {store.path} to review, {done} done, as {desk.reviewer}:\n{link}")
            note("Ctrl-C ends; every decision is saved at once")
            if not is_loopback(host):
                note(
                    f"--host {host} lets others on the network in: whoever has the link can decide, and what "
                    "is sent is not encrypted"
                )
            if not no_browser:
                _open(doors.link(shown, once=True))
            serve(review_app(desk, doors), listener)
        done, total = desk.progress()
        emit(f"\n{done} of {total} reviewed.")


@review.command("export")
def export(
    db: Db = None,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Where to write; - is stdout.")] = Path(
        "claims.csv"
    ),
    only: Only = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file where there is one.")] = False,
    config: ConfigOption = None,
) -> None:
    """Write a table for a spreadsheet, with the decisions that stand: claims.csv, or a workbook where FILE
    ends in .xlsx.

    Fill reviewer_verdict (agree, compatible, differ, variant, related, unrelated or single-source) and
    reviewer_note in any row of a fact, and read the file back with "crossclaim review import".
    """
    from compare.reports.write import write_atomically
    from compare.review.export import export_csv
    from compare.review.workbook import export_xlsx

    chosen = verdict_kinds("--only", only or [])
    with store_at(db, settings_from(config)) as store:
        compared(store)
        found = store.report()
    workbook = out.suffix.lower() == ".xlsx"
    data = export_xlsx(found, chosen) if workbook else export_csv(found, chosen)
    if str(out) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    with writing(repr(str(out)), "name another file"):
        if out.exists() and not force:
            raise InputError(
                f"{str(out)!r} exists and may hold decisions; import it first, name another file with --out, "
                "or add --force"
            )
        write_atomically(out, data)
    emit(f"Written: {out}")


@review.command("import")
def import_(  # noqa: PLR0913, PLR0917 - a parameter is an option
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The table, as a spreadsheet saved it (CSV, .xlsx).")
    ],
    db: Db = None,
    reviewer: Reviewer = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be imported.")] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Let the table win over decisions made since it was written.")
    ] = False,
    partial: Annotated[
        bool, typer.Option("--partial", help="Import the rest where rows are refused.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was done as JSON.")] = False,
    config: ConfigOption = None,
) -> None:
    """Take the reviewer's verdicts and notes back from a spreadsheet.

    Each row that cannot be used is named. Nothing is imported then, unless with --partial, and the exit
    code is 2. A decision made since the table was written stays, unless with --overwrite.
    """
    from compare.review import apply_decisions
    from compare.review.importing import plan_import
    from compare.review.log import now
    from compare.review.sheet import read_sheet
    from compare.review.words import read_name

    settings = settings_from(config)
    name = read_name(reviewer or login())
    sheet = read_sheet(file, settings.ingest.max_bytes)
    with store_at(db, settings) as store:
        found = compared(store)
        saved = None
        while saved is None:  # again where somebody decided in between, which may be a conflict
            log = store.decisions()
            plan = plan_import(
                apply_decisions(found, log), sheet, reviewer=name, at=now(), overwrite=overwrite
            )
            wanted = (partial or not plan.refused) and not dry_run
            with suppress(ReviewError):
                saved = len(store.decide(plan.decisions, known=len(log))) if wanted else 0
    for line in (*plan.refused, *plan.conflicts, *plan.remarks):
        note(f"{file}: {str(line).removeprefix(f'{file}: ')}")
    summary = _summary(plan, saved, name, dry_run=dry_run)
    if as_json:
        emit_json(summary)
    else:
        emit(_told(summary))
    if plan.refused:
        raise typer.Exit(2)


def _summary(plan: Plan, saved: int, reviewer: str, *, dry_run: bool) -> dict[str, Any]:
    return {
        "reviewer": reviewer,
        "imported": saved,
        "decisions": len(plan.decisions),
        "unchanged": plan.unchanged,
        "conflicts": list(plan.conflicts),
        "refused": list(plan.refused),
        "remarks": list(plan.remarks),
        "dry_run": dry_run,
    }


def _told(summary: dict[str, Any]) -> str:
    """What an import did, in a line."""
    n = summary["decisions"]
    counted = f"{n} decision{'' if n == 1 else 's'}"
    if summary["dry_run"]:
        head = f"Would import {counted} by {summary['reviewer']}"
    elif summary["refused"] and not summary["imported"]:
        left = f" of {counted}" if n else ""
        head = f"Nothing imported{left}: mend what was refused{', or add --partial' if n else ''}"
    else:
        head = f"Imported {counted} by {summary['reviewer']}"
    rest = [
        f"{len(value) if isinstance(value, list) else value} {word}"
        for word, value in (
            ("unchanged", summary["unchanged"]),
            ("in conflict", summary["conflicts"]),
            ("refused", summary["refused"]),
        )
        if value
    ]
    return f"{head}{'; ' if rest else ''}{', '.join(rest)}."


def compared(store: Store) -> Any:
    """The comparison of the store without decisions; a note where it is not current."""
    found = store.report(reviewed=False)
    waiting = store.stale()
    if waiting:
        note(
            f"{waiting} article{'' if waiting == 1 else 's'} added, changed or removed since the last "
            f"comparison: 'crossclaim add' or 'crossclaim report --db {store.path}' takes them in"
        )
    return found


def login() -> str:
    """The name of who is logged in, for want of a better one."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise InputError("nobody is logged in by name; say who decides with --reviewer NAME") from None


def _open(link: str) -> None:
    import webbrowser

    try:
        opened = webbrowser.open(link)
    except (webbrowser.Error, OSError):
        opened = False
    if not opened:
        note("no browser could be opened; open the link above")
