"""The options that name a judge, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.common import emit, note

if TYPE_CHECKING:
    from compare.reports.report import Report
    from compare.settings import Settings

JudgeOption = Annotated[
    str | None,
    typer.Option(
        "--judge",
        metavar="NAME",
        help="Ask a CrossEncoder of sentence-transformers, by name or folder, or plugin:NAME, about "
        "possible differences.",
    ),
]
JudgeUrlOption = Annotated[
    str | None,
    typer.Option(
        "--judge-url",
        metavar="URL",
        help="Ask a model behind this chat-completions address, such as http://127.0.0.1:11434/v1.",
    ),
]
JudgeModelOption = Annotated[
    str | None, typer.Option("--judge-model", metavar="NAME", help="The model that --judge-url is asked for.")
]


def judge_flags(name: str | None, url: str | None, model: str | None) -> dict[str, object]:
    """The settings that the options stand for; a judge that they name is instead of one of another kind that
    the environment or a file names."""
    return {
        "judge.name": "" if name is None and url is not None else name,
        "judge.url": "" if url is None and name is not None else url,
        "judge.model": "" if model is None and name is not None else model,
    }


def note_leaving(settings: Settings) -> None:
    """Say where text goes, before it does. Raises `SettingsError` for an address that cannot be used."""
    if settings.judge.url:
        from compare.judges import leaving

        line = leaving(settings.judge)
        if line:
            note(line)


def emit_judged(found: Report) -> None:
    """Say what became of the pairs that a judge was asked about, how many more there are, and that decisions
    say how likely they are."""
    from compare.reports.calibrated import calibrated_line
    from compare.reports.judged import beyond_line, judged_line
    from compare.text_safety import one_line

    lines = (calibrated_line(found.run), judged_line(found.run), beyond_line(found.run))
    for line in filter(None, map(one_line, lines)):
        emit(f"\n{line}.")


def note_judged(found: Report) -> list[str]:
    """Say what a judge could not be asked; the line that was said, or none."""
    from compare.reports.judged import unanswered_line

    line = unanswered_line(found.run)
    if line:
        note(line)
    return [line] if line else []
