"""report.html: one self-contained page. No request leaves it, it needs no JavaScript, and text stays text."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING, Any

from compare.models import VerdictKind
from compare.render.safe import one_line, visible
from compare.render.view import ORDER, FactView, view
from compare.render.words import HEADINGS, SYMBOLS, position_text, said_by, short_position, who

if TYPE_CHECKING:
    import jinja2

    from compare.report import Report

__all__ = ["report_html"]

QUOTES = 3
"""Quotes of one article under one fact; the rest is counted."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def report_html(report: Report, only: Collection[VerdictKind] = ()) -> str:
    """The text of report.html."""
    from markupsafe import Markup

    seen = view(report, only)
    environment = _environment()
    # Our own constant text: the one thing in the page that is not escaped, and the policy names its hash.
    style = Markup(environment.get_template("report.css").render())  # noqa: S704
    listed = [fact for fact in seen.facts if only or fact.verdict is not VerdictKind.SINGLE_SOURCE]
    groups = [(kind, [fact for fact in listed if fact.verdict is kind]) for kind in ORDER]
    return environment.get_template("report.html").render(
        style=style,
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        headline=seen.headline,
        groups=[(kind, facts) for kind, facts in groups if facts],
        only=[str(kind) for kind in ORDER if kind in only],
        singles=0 if only else seen.counts.get(VerdictKind.SINGLE_SOURCE, 0),
        articles=seen.articles,
        run=_run_lines(seen.run),
        headings=HEADINGS,
        symbols=SYMBOLS,
        quotes=QUOTES,
    )


@cache
def _environment() -> jinja2.Environment:
    import jinja2

    environment = jinja2.Environment(
        # Everything that goes into a page is escaped; nothing is marked as safe but our own style sheet.
        autoescape=True,
        loader=jinja2.PackageLoader("compare.render"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        visible=visible,
        line=one_line,
        anchor=_anchor,
        language=_language,
        who=who,
        said_by=said_by,
        position=position_text,
        short=short_position,
    )
    return environment


def _anchor(fact: FactView) -> str:
    """The id of a fact in the page: only characters that need no escape in a link."""
    return "fact-" + re.sub(r"[^A-Za-z0-9_-]", lambda m: f".{ord(m[0]):x}", fact.id)


def _language(tag: str) -> str:
    return tag if _LANGUAGE.fullmatch(tag) else ""


def _run_lines(run: Any, prefix: str = "") -> list[tuple[str, str]]:
    """The header of the run as pairs of a dotted key and a text; long lists are counted."""
    lines: list[tuple[str, str]] = []
    for key in sorted(run, key=str):
        value, name = run[key], f"{prefix}{key}"
        if hasattr(value, "keys"):
            inner = _run_lines(value, f"{name}.")
            lines += inner if len(inner) <= 20 else [(name, f"{len(inner)} entries, see facts.json")]
        elif isinstance(value, list | tuple) and len(value) > 5:
            lines.append((name, f"{len(value)} entries, see facts.json"))
        else:
            lines.append((name, str(value)))
    return lines
