"""The summary in the terminal: one row per fact, cut to the terminal's width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from compare.models import VerdictKind
from compare.reports.report_view import ReportView
from compare.reports.timeline import timeline
from compare.reports.view import ClaimView, FactView
from compare.reports.words import (
    SYMBOLS,
    around,
    copied,
    distinct,
    position_text,
    said_by,
    short_position,
    who,
)
from compare.text_safety import cut, one_line, width

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["claims_table", "fact_page", "summary", "table"]

_LEAST = 40
"""A terminal narrower than this gets the lines of this width."""

_LISTED = 8
"""Articles that were set aside and are named; the others are counted."""

_PADDING = 2
"""What tabulate adds to the width of a heading, and puts between columns."""


def summary(seen: ReportView, columns: int, *, single: bool = False) -> str:
    """The headline and a row per fact, differences first; single-source facts count in the headline only."""
    facts = [fact for fact in seen.facts if single or fact.verdict is not VerdictKind.SINGLE_SOURCE]
    columns = max(columns, _LEAST)
    head = "\n".join(_wrapped(seen.headline, columns))
    aside = _set_aside(seen, columns)
    if not facts:
        return head + aside
    verdicts = [f"{SYMBOLS[fact.verdict]} {fact.verdict}{_by_hand(fact)}" for fact in facts]
    topics = [cut(fact.topic, columns // 3) for fact in facts]
    room = columns - max(map(width, verdicts)) - max(map(width, topics)) - 2 * _PADDING
    rows = zip(verdicts, topics, [_positions(fact, room) for fact in facts], strict=True)
    return head + "\n\n" + table(["verdict", "topic", "what they say"], list(rows), columns) + aside


def _set_aside(seen: ReportView, columns: int) -> str:
    """The articles that were not compared, below what was."""
    if not seen.set_aside:
        return ""
    named = [f"{one_line(key)} ({one_line(code)})" for key, code in list(seen.set_aside.items())[:_LISTED]]
    more = [f"and {len(seen.set_aside) - _LISTED:,} more"] if len(seen.set_aside) > _LISTED else []
    return "\n\n" + "\n".join(_wrapped(f"Not compared: {', '.join([*named, *more])}", columns))


def _by_hand(fact: FactView) -> str:
    """A mark where a person gave the verdict."""
    return ", reviewed" if fact.review and fact.review.verdict and not fact.review.overtaken else ""


def _positions(fact: FactView, room: int) -> str:
    """What the sources say; where it does not fit, the values matter more than who states them."""
    said = short_position(fact)
    return said if width(said) <= room else short_position(fact, names=False)


def claims_table(facts: Iterable[FactView], columns: int) -> str:
    """Under a line for each fact, a row for each value that an article gives, as the answer to a query."""
    columns = max(columns, _LEAST)
    blocks = [
        (
            _head(fact, columns),
            [[cut(text, columns // 4) for text in (c.shown, who(c), c.published)] for c in distinct(fact)],
            distinct(fact),
        )
        for fact in facts
    ]
    widths = [max((width(row[i]) for _, rows, _ in blocks for row in rows), default=0) for i in range(3)]
    room = columns - sum(widths) - 4 * _PADDING
    lines: list[str] = []
    for head, rows, claims in blocks:
        lines += ["", head]
        for row, claim in zip(rows, claims, strict=True):
            cells = [text + " " * (space - width(text)) for text, space in zip(row, widths, strict=True)]
            lines.append("  " + "  ".join([*cells, around(claim, room)]).rstrip())
    return "\n".join(lines[1:])


def fact_page(fact: FactView, columns: int) -> str:
    """One fact in full: verdict, reason, each source's value and sentence, and a timeline."""
    columns = max(columns, _LEAST)
    lines = [_head(fact, columns), ""]
    if fact.reason:
        lines += [*_wrapped(fact.reason, columns), ""]
    for claim in distinct(fact):
        lines += _said(fact, claim, columns)
    drawn = timeline(fact, columns)
    return "\n".join([*lines, drawn] if drawn else lines[:-1])


def _head(fact: FactView, columns: int) -> str:
    """Verdict and topic, with the id by which the fact is asked for."""
    key = f"  [{one_line(fact.id)}]"
    return cut(f"{SYMBOLS[fact.verdict]} {fact.verdict}: {fact.topic}", columns - width(key)) + key


def _said(fact: FactView, claim: ClaimView, columns: int) -> list[str]:
    """What one article says: who and when, the value, and the sentence with the value in brackets."""
    about = ", ".join(filter(None, (who(claim), claim.published or "undated", said_by(claim))))
    before, focus, after = claim.parts
    sentence = f"{before}⟦{focus}⟧{after}" if focus and claim.shown else claim.sentence
    value = [f"  {cut(position_text(claim), columns - 2)}"] if claim.shown else []
    also = [cut(f"  ({note})", columns)] if (note := copied(fact, claim)) else []
    return [cut(about, columns), *value, *_wrapped(sentence, columns, "  "), *also, ""]


def _wrapped(text: str, columns: int, indent: str = "") -> list[str]:
    from textwrap import wrap

    return wrap(one_line(text), columns, initial_indent=indent, subsequent_indent=indent)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], columns: int) -> str:
    """A plain table of at most `columns` columns; the widest cells are cut."""
    from tabulate import tabulate

    columns = max(columns, _LEAST)
    rows = [[cut(cell, columns) for cell in row] for row in rows]
    widest = [
        max(width(head) + _PADDING, *(width(row[i]) for row in rows), 0) for i, head in enumerate(heads)
    ]
    limits = _share(widest, columns - 2 * (len(heads) - 1))
    cells = [[cut(cell, limit) for cell, limit in zip(row, limits, strict=True)] for row in rows]
    short_heads = [cut(head, limit - _PADDING) for head, limit in zip(heads, limits, strict=True)]
    return tabulate(cells, headers=short_heads, tablefmt="simple", disable_numparse=True)


def _share(widest: Sequence[int], total: int) -> list[int]:
    """Widths of the columns: the narrow ones whole, the wide ones equal, all within `total`."""
    limits = list(widest)
    while sum(limits) > total:
        longest = max(limits)
        at = [i for i, limit in enumerate(limits) if limit == longest]
        below = max((limit for limit in limits if limit < longest), default=0)
        room = total - sum(limits) + longest * len(at)
        fair = max(below, room // len(at), 1)
        for i in at:
            limits[i] = fair
        if fair == 1:
            break
    return limits
