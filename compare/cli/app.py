"""The commands, put together."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from compare.cli.add import add
from compare.cli.backup import backup
from compare.cli.calibrate import calibrate
from compare.cli.check import check
from compare.cli.diff import diff
from compare.cli.evaluate import evaluate
from compare.cli.explain import explain
from compare.cli.export import export
from compare.cli.mcp import mcp
from compare.cli.plugins import plugins
from compare.cli.query import query
from compare.cli.remove import remove
from compare.cli.report import report
from compare.cli.review import review
from compare.cli.schema import schema
from compare.cli.serve import serve
from compare.cli.show import show
from compare.cli.status import status
from compare.cli.topics import topics
from compare.cli.values import values

__all__ = ["app", "command"]

app = typer.Typer(
    name="crossclaim",
    help="Compare what several news sources say about the same facts.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command()(report)
app.command()(add)
app.command()(status)
app.command()(remove)
app.command()(export)
app.command()(backup)
app.command()(check)
app.command()(query)
app.command()(show)
app.command()(explain)
app.command()(diff)
app.command()(schema)
app.command()(topics)
app.command()(values)
app.add_typer(review)
app.command()(evaluate)
app.command()(calibrate)
app.command()(serve)
app.command()(mcp)
app.command()(plugins)


def _version(wanted: bool) -> None:
    if wanted:
        from compare.embeddings import FastMiniLM
        from compare.version import __version__

        model = (
            FastMiniLM()
        )  # its hashes are recorded beside it, and held against its files when they are read
        print(f"crossclaim {__version__}")
        print(f"model {model.identity}, weights sha256 {model.weights}")
        raise typer.Exit


@app.callback()
def _crossclaim(
    _: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Print the version and the built-in model."
        ),
    ] = False,
) -> None:
    pass


def command() -> Any:
    """The whole command line as one command object, which `main` runs and the README documents."""
    return typer.main.get_command(app)
