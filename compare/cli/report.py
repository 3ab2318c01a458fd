"""``crossclaim report``: compare articles and write the discrepancy report."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from compare.cli.common import (
    ConfigOption,
    EngineOption,
    LanguageOption,
    choices,
    emit,
    emit_json,
    note,
    painted,
    settings_from,
    store_at,
    telling,
    verdict_kinds,
)
from compare.cli.common import (
    columns as screen,
)
from compare.cli.judging import (
    JudgeModelOption,
    JudgeOption,
    JudgeUrlOption,
    emit_judged,
    judge_flags,
    note_judged,
    note_leaving,
)
from compare.cli.progress import ProgressLine
from compare.cli.reading import (
    DayFirstOption,
    HouseOption,
    MapOption,
    OutletsOption,
    PathsHelp,
    read,
    reading_flags,
)
from compare.errors import InputError, writing

if TYPE_CHECKING:
    from compare.engines import Engine
    from compare.models import Article, VerdictKind
    from compare.reports.report import Report
    from compare.reports.report_view import ReportView
    from compare.settings import Settings


def report(  # noqa: PLR0913, PLR0917 - a parameter is an option
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help=PathsHelp),
    ] = None,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the report.")] = Path(
        "reports"
    ),
    only: Annotated[
        list[str] | None,
        typer.Option(
            metavar="VERDICTS",
            help="List only these verdicts, e.g. differ,variant, here and in report.md and report.html. "
            "facts.json and claims.csv stay whole.",
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="A sentence-transformers model, by name or folder, or plugin:NAME, to embed with.",
        ),
    ] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format", metavar="FORMATS", help="What to write: facts, csv, md, html (all of them)."
        ),
    ] = None,
    db: Annotated[
        Path | None,
        typer.Option(
            "--db",
            metavar="FILE",
            help="Add the articles to this store, and report all that it holds, as reviewed.",
        ),
    ] = None,
    language: LanguageOption = None,
    columns: MapOption = None,
    dayfirst: DayFirstOption = None,
    outlets: OutletsOption = None,
    one_house: HouseOption = None,
    judge: JudgeOption = None,
    judge_url: JudgeUrlOption = None,
    judge_model: JudgeModelOption = None,
    engine: EngineOption = None,
    config: ConfigOption = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Print every shared fact, by story, not only what matters most.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but problems.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Compare articles and write the discrepancy report.

    Writes facts.json, claims.csv, report.md and report.html, and prints the differences that matter most:
    people before money before the rest, wide gaps before narrow ones. Where a named path cannot be read,
    the rest is compared all the same and the exit code is 2. With --db no PATH is needed.
    """
    from compare.engines import open_engine
    from compare.reports.write import FILES, write_report

    kinds = verdict_kinds("--only", only or [])
    chosen = choices("--format", formats or list(FILES), list(FILES))
    flags = reading_flags(columns, dayfirst, outlets, one_house) | judge_flags(judge, judge_url, judge_model)
    settings = settings_from(config, model, language, flags | {"run.engine": engine})
    note_leaving(settings)
    if not paths and db is None:
        raise InputError(
            "PATH is missing; name folders or files of articles, or a store with --db FILE: see "
            "'crossclaim report --help'"
        )
    with prepared_folder(out):
        # Before anything is read: an engine that is not there is told at once.
        with open_engine(settings.run.engine) as workers:
            if db is not None:
                found, complaints, lost = from_store(
                    paths or [], db, settings, workers, quiet=quiet or as_json
                )
            else:
                intake, complaints, lost = read(paths or [], settings, quiet=quiet or as_json)
                found = compare(list(intake.articles), settings, workers, quiet=quiet or as_json)
        seen = found.view()
        complaints += note_set_aside(found) + note_judged(found)
        with writing(f"to --out {str(out)!r}"):
            written = write_report(seen, out, chosen, kinds)
    if as_json:
        emit_json(summary_dict(seen.limited(kinds), kinds, written, complaints))
    elif not quiet:
        from compare.reports.terminal import summary

        page = next((str(path) for path in written if path.suffix == ".html"), "")
        shown = seen.limited(kinds)
        emit(painted(summary(shown, screen(), single=bool(kinds), everything=everything, where=page)))
        emit_judged(found)
        if not page or everything or kinds:
            emit(f"\nWritten: {', '.join(map(str, written))}")
    if lost:
        raise typer.Exit(2)


@contextmanager
def prepared_folder(out: Path) -> Iterator[None]:
    """Make the output folder, before the work rather than after it; it goes again where the work fails.

    Raises as `writing` does.
    """
    import tempfile

    new = not out.exists()
    with writing(f"to --out {str(out)!r}"):
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    try:
        yield
    except BaseException:
        if new:
            with suppress(OSError):
                out.rmdir()
        raise


def note_set_aside(found: Report) -> list[str]:
    """Say which articles were not compared; the line that was said, or none."""
    from compare.reports.set_aside import by_language, set_aside_line

    line = set_aside_line(by_language(found.set_aside.values()))
    if line:
        note(line)
    return [line] if line else []


def compare(articles: list[Article], settings: Settings, engine: Engine, *, quiet: bool) -> Report:
    """Compare with progress on the terminal."""
    from compare.pipeline import compare_articles

    with ProgressLine(quiet=quiet) as progress:
        return compare_articles(articles, settings, progress, engine=engine)


def from_store(
    paths: list[Path], db: Path, settings: Settings, engine: Engine, *, quiet: bool
) -> tuple[Report, list[str], bool]:
    """Add `paths` to the store `db`; what it holds as reviewed, and complaints as of `read`."""
    from compare.pipeline_store import compare_store

    articles: list[Article] = []
    complaints, lost = list[str](), False
    if paths:
        intake, complaints, lost = read(paths, settings, quiet=quiet)
        articles = list(intake.articles)
    with store_at(db, settings, create=bool(articles)) as store, ProgressLine(quiet=quiet) as progress:
        store.add(articles, progress, len(articles))
        compare_store(store, settings, progress, on_damage=telling(complaints), engine=engine)
        return store.report(), complaints, lost


def summary_dict(
    seen: ReportView, kinds: list[VerdictKind], written: list[Path], complaints: list[str]
) -> dict[str, Any]:
    """The summary for scripts: counts, facts of two sources or more, files written, problems."""
    from compare.models import VerdictKind
    from compare.reports.json_ import FACT_FIELDS
    from compare.reports.set_aside import by_language
    from compare.reports.view import ORDER

    listed = [fact for fact in seen.facts if kinds or fact.verdict is not VerdictKind.SINGLE_SOURCE]
    return {
        "headline": seen.headline,
        "articles": len(seen.articles),
        "set_aside": by_language(seen.set_aside.values()),
        "weaknesses": list(seen.weaknesses),
        "verdicts": {str(kind): seen.counts.get(kind, 0) for kind in ORDER[:-1]},
        "facts": [{name: getattr(fact, name) for name in FACT_FIELDS[:-1]} for fact in listed],
        "written": [str(path) for path in written],
        "problems": complaints,
    }
