"""``crossclaim status``: what the store holds."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap
from typing import TYPE_CHECKING, Annotated, Any

import typer

from compare.cli.common import ConfigOption, Database, columns, emit, emit_json, settings_from, store_at

if TYPE_CHECKING:
    from compare.store.status import Status

_INDENT = 11
"""Columns of the names on the left: the longest is as wide."""
_LISTED = 8
"""Sources that are named; the others are counted."""


def status(
    db: Database = None,
    config: ConfigOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
) -> None:
    """Show what the store holds.

    Articles by source and language, claims, facts by verdict, decisions, a calibration, and what waits to be
    compared.
    """
    with store_at(db, settings_from(config), readonly=True) as store:
        found = store.status()
    if as_json:
        emit_json(status_dict(found))
    else:
        emit(status_text(found, columns()))


def status_dict(found: Status) -> dict[str, Any]:
    """What the store holds, for scripts."""
    from compare.reports.view import ORDER
    from compare.text_safety import encodable

    return {
        "store": str(found.path),
        "bytes": found.bytes,
        "schema": found.schema,
        "articles": found.articles,
        "damaged": [encodable(name) for name in found.damaged],
        "waiting": found.waiting,
        "sources": {encodable(name): count for name, count in found.sources.items()},
        "languages": {encodable(name): count for name, count in found.languages.items()},
        "set_aside": {encodable(name): count for name, count in found.set_aside.items()},
        "first": found.first.isoformat() if found.first else None,
        "last": found.last.isoformat() if found.last else None,
        "undated": found.undated,
        "claims": found.claims,
        "facts": {str(kind): found.facts.get(kind, 0) for kind in ORDER[:-1]},
        "decisions": found.decisions,
        "calibration": found.calibration,
        "model": found.model,
        "version": found.version,
    }


def status_text(found: Status, width: int) -> str:
    """What the store holds, for people, in lines of at most `width` columns."""
    from compare.reports.calibrated import made_of
    from compare.reports.set_aside import set_aside_line
    from compare.reports.view import ORDER
    from compare.text_safety import one_line

    days = f"{found.first} to {found.last}" if found.first else "none"
    verdicts = ", ".join(f"{found.facts[kind]:,} {kind}" for kind in ORDER if kind in found.facts)
    total = sum(found.facts.values())
    rows = [
        ("store", f"{found.path} ({found.bytes / 1e6:,.1f} MB, schema {found.schema})"),
        ("articles", f"{found.articles:,}"),
        ("published", days + (f"; {found.undated:,} without a date" if found.undated else "")),
        ("sources", _listed(found.sources)),
        ("languages", _listed(found.languages)),
        *([("set aside", set_aside_line(found.set_aside))] if found.set_aside else []),
        ("claims", f"{found.claims:,}"),
        ("facts", f"{total:,}" + (f": {verdicts}" if verdicts else "")),
        ("decisions", f"{found.decisions:,}"),
        *([("calibrated", f"on {made_of(found.calibration)}")] if found.calibration else []),
        ("model", found.model or "none yet"),
        *([("damaged", _damaged(found))] if found.damaged else []),
        ("waiting", _waiting(found)),
    ]
    return "\n".join(line for name, text in rows for line in _row(name, one_line(text), width))


def _row(name: str, text: str, width: int) -> list[str]:
    lines = wrap(text, max(width, 40) - _INDENT)
    return [f"{name:<{_INDENT}}{lines[0]}", *(" " * _INDENT + line for line in lines[1:])]


def _listed(counts: Mapping[str, int]) -> str:
    named = [f"{name or 'unknown'} {count:,}" for name, count in list(counts.items())[:_LISTED]]
    others = [f"and {len(counts) - _LISTED:,} more"] if len(counts) > _LISTED else []
    return ", ".join(named + others) or "none"


def _damaged(found: Status) -> str:
    some = ", ".join(found.damaged[:_LISTED]) + ("" if len(found.damaged) <= _LISTED else " and more")
    return (
        f"{len(found.damaged):,} articles are not as stored: {some}; see 'crossclaim check --db {found.path}'"
    )


def _waiting(found: Status) -> str:
    if not found.waiting:
        return "nothing: all articles are compared"
    what = "article added, changed or removed" if found.waiting == 1 else "articles added, changed or removed"
    todo = f"compare with 'crossclaim report --db {found.path}'" if found.articles else "add some"
    return f"{found.waiting:,} {what} since the last comparison; {todo}"
