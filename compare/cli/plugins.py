"""``crossclaim plugins``: what other packages bring, and whether it can be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.common import emit, emit_json

if TYPE_CHECKING:
    from compare.entry_points import Plugin


def plugins(
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """List the readers, judges and encoders that other packages bring.

    Each is loaded, which runs it, and the line says how it is used or why it cannot be; the exit code is 1
    where one cannot.
    """
    from compare.entry_points import Group, installed

    found = [one for group in Group for same in installed(group).values() for one in same]
    rows = [_row(plugin) for plugin in found]
    if as_json:
        emit_json({"plugins": rows})
    elif rows:
        emit("\n".join(map(_line, rows)))
    else:
        emit("No package that is installed brings a reader, a judge or an encoder.")
    if any(row["error"] for row in rows):
        raise typer.Exit(1)


def _row(plugin: Plugin) -> dict[str, str]:
    """What is known of a plug-in, for scripts."""
    error = _error(plugin)
    return {
        "kind": plugin.group.one,
        "name": plugin.name,
        "package": plugin.package,
        "version": plugin.version,
        "use": "" if error else _use(plugin),
        "error": error,
    }


def _line(row: dict[str, str]) -> str:
    from compare.text_safety import one_line

    what = row["use"] or row["error"]
    return one_line(f"{row['kind']} {row['name']} ({row['package']} {row['version']}): {what}")


def _use(plugin: Plugin) -> str:
    """How a plug-in is used."""
    from compare.entry_points import MARK, Group

    if plugin.group is Group.READERS:
        return f"files that end in .{plugin.name}"
    return f"--{'judge' if plugin.group is Group.JUDGES else 'model'} {MARK}{plugin.name}"


def _error(plugin: Plugin) -> str:
    """Why a plug-in cannot be used; "" where it can."""
    from compare.embeddings.plugged import PluggedEncoder
    from compare.entry_points import Group
    from compare.errors import CrossclaimError
    from compare.ingest.formats.plugged import plugged_format
    from compare.ingest.formats.registry import FORMATS
    from compare.judges.plugged import PluggedJudge

    try:
        if plugin.group is Group.ENCODERS:
            PluggedEncoder(plugin.name)
        elif plugin.group is Group.JUDGES:
            PluggedJudge(plugin.name)
        elif any(f".{plugin.name}" in own.suffixes for own in FORMATS):
            return f"not used: crossclaim reads .{plugin.name} itself"
        elif plugin.name != plugin.name.lower() or "." in plugin.name:
            return "not used: a reader is named after its suffix in small letters, without a dot"
        else:
            plugged_format(f".{plugin.name}")
    except CrossclaimError as error:
        return str(error)
    return ""
