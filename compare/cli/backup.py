"""``crossclaim backup``: a copy of the store, while others use it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compare.cli.common import ConfigOption, Database, emit, settings_from, store_at


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write the copy.")],
    db: Database = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the file where there is one.")] = False,
    config: ConfigOption = None,
) -> None:
    """Copy the store into a file, whole, also while others write to it.

    The copy is a store: open it with --db, and restore it by copying it back. "crossclaim check --db FILE"
    reads all of it and says whether it is as it was written.
    """
    from compare.store.backup import back_up

    with store_at(db, settings_from(config), readonly=True) as store:
        size = back_up(store, file, replace=force)
    emit(f"{size / 1e6:,.1f} MB in {file}")
