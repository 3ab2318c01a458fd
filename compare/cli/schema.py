"""``crossclaim schema``: the JSON Schema of what crossclaim writes."""

from __future__ import annotations

from typing import Annotated

import typer

from compare.cli.common import choices, emit

NAMES = ("facts", "decisions", "diff")


def schema(
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help=f"One of {', '.join(NAMES)}.")
    ] = "facts",
) -> None:
    """Print the JSON Schema (draft 2020-12) of facts.json, or of another document.

    It describes all that this version writes, and nothing else is allowed: a program that reads what other
    versions write should pass over fields that it does not know.
    """
    from compare.schemas import schema_text

    emit(schema_text(choices("DOCUMENT", [document], NAMES)[0]))
