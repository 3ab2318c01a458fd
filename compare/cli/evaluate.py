"""``crossclaim evaluate``: score a report against hand-checked gold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from compare.cli.common import DEFAULT_REPORT, columns, emit, emit_json, note
from compare.errors import InputError


def evaluate(
    gold: Annotated[
        list[Path] | None,
        typer.Argument(metavar="GOLD", help="Gold files: JSON with 'facts' or with 'events'."),
    ] = None,
    report: Annotated[
        Path, typer.Option("--report", metavar="FILE", help="The facts.json to score.")
    ] = DEFAULT_REPORT,
    articles: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="PATH",
            help="Where the articles of a gold with 'facts' are, to find its quotes; repeatable.",
        ),
    ] = None,
    reviewed: Annotated[
        bool, typer.Option("--reviewed", help="Score the store against what reviewers decided instead.")
    ] = False,
    db: Annotated[
        Path | None, typer.Option("--db", metavar="FILE", help="The store (crossclaim.db), with --reviewed.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Score a report against hand-checked gold, or the tool against its reviewers.

    With gold, prints how many facts were found, how many verdicts are right, and the differences that
    nobody stated. With --reviewed, prints precision and recall by facet, and proposes thresholds.
    """
    if bool(gold) == reviewed:
        what = "both GOLD and --reviewed are" if gold else "neither GOLD nor --reviewed is"
        raise InputError(f"{what} given; name gold files, or say --reviewed for the decisions in the store")
    if reviewed:
        from compare.cli.reviewed import evaluate_reviewed

        evaluate_reviewed(db, as_json=as_json)
        return
    _evaluate_gold(gold or [], report, articles or [], as_json=as_json)


def _evaluate_gold(gold: list[Path], report: Path, articles: list[Path], *, as_json: bool) -> None:
    from compare.reports.evaluation import score_gold
    from compare.reports.report import load_report
    from compare.reports.terminal import table

    golds = {path: _load(path) for path in gold}
    texts = _texts(articles)
    stored = load_report(report)
    scores: dict[str, dict[str, Any]] = {}
    for path, tree in golds.items():
        try:
            scores[str(path)] = score_gold(stored, tree, texts)
        except InputError as error:
            raise InputError(f"{path}: {error}") from error
    if as_json:
        emit_json(scores)
        return
    for name, score in scores.items():
        emit(table([name, ""], [[key, _shown(value)] for key, value in score.items()], columns()))


def _load(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        why = getattr(error, "strerror", None) or error
        raise InputError(f"cannot read the gold {str(path)!r}: {why}") from None


def _texts(paths: list[Path]) -> dict[str, str]:
    if not paths:
        return {}
    from compare.ingest import read_articles

    return {article.id: article.text for article in read_articles(paths, on_problem=note)}


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {part}" for key, part in value.items())
    if isinstance(value, list | tuple):
        return f"{len(value)}: {', '.join(map(str, value))}" if value else "0"
    return str(value)
