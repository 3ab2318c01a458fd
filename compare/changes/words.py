"""What changed, in the words of the reports: for the terminal, and for the entries of a feed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap

from compare.changes.find import Change, ChangeKind, Changes
from compare.reports.explanation import wrapped
from compare.reports.values import plain_day
from compare.reports.view import ClaimView, FactView
from compare.reports.words import SYMBOLS, brief, cause_words, listed, position_text, verdict_words, who
from compare.text_safety import cut, one_line

__all__ = ["HEADINGS", "changes_text", "headline", "told", "verdict_of"]

HEADINGS = {
    ChangeKind.NEW: "New",
    ChangeKind.CHANGED: "Changed",
    ChangeKind.GONE: "Gone",
}

_LEAST = 40
"""A terminal narrower than this gets lines of this width."""
_VALUE = 60
"""Columns of one value in a list."""
_VALUES = 6
"""Values of one fact that are listed; the others are counted."""
_ARTICLES = 8
"""Articles that are named; the others are counted."""


def headline(changes: Changes) -> str:
    """What changed, in numbers: "2 facts new, 1 changed, none gone, 20 as before; 1 article new"."""
    n = {kind: len(changes.of(kind)) for kind in ChangeKind}
    new = _counted(n[ChangeKind.NEW], "fact")
    rest = f"{n[ChangeKind.CHANGED] or 'none'} changed, {n[ChangeKind.GONE] or 'none'} gone"
    articles = [
        f"{_counted(len(rows), 'article')} {what}"
        for rows, what in ((changes.articles, "new"), (changes.articles_gone, "gone"))
        if rows
    ]
    return "; ".join([f"{new} new, {rest}, {changes.same:,} as before", *articles])


def _counted(n: int, noun: str) -> str:
    return f"{n or 'no'} {noun}{'' if n == 1 else 's'}"


def changes_text(changes: Changes, columns: int) -> str:
    """What changed, for a terminal of so many columns: a block for each fact, under what became of it."""
    columns = max(columns, _LEAST)
    lines = wrapped(headline(changes), columns)
    for rows, what in ((changes.articles, "New articles"), (changes.articles_gone, "Articles gone")):
        named = [_article(row) for row in rows]
        lines += wrapped(f"{what}: {listed(named, _ARTICLES)}", columns) if named else []
    for kind, heading in HEADINGS.items():
        own = changes.of(kind)
        lines += ["", heading] if own else []
        for change in own:
            head = one_line(f"{verdict_of(change)}: {change.fact.topic} [{change.fact.id}]")
            lines += wrap(head, columns, subsequent_indent="  ")
            lines += [line for text in told(change) for line in wrapped(text, columns, "    ")]
    return "\n".join(lines)


def _article(row: Mapping[str, str]) -> str:
    dated = f", {plain_day(row['published'])}" if row["published"] else ""
    return f"{cut(row['title'] or row['id'], _VALUE)} ({row['source'] or row['id']}{dated})"


def verdict_of(change: Change) -> str:
    """The verdict, and the one before where it was another: "≠ differ (before: agree)"."""
    now = f"{SYMBOLS[change.fact.verdict]} {verdict_words(change.fact)}{_by_hand(change.fact)}"
    if not change.retold or change.old is None:
        return now
    return f"{now} (before: {verdict_words(change.old)}{_by_hand(change.old)})"


def _by_hand(fact: FactView) -> str:
    """A mark where a person gave the verdict."""
    return ", reviewed" if fact.review and fact.review.verdict and not fact.review.overtaken else ""


def told(change: Change) -> list[str]:
    """What is otherwise with a fact, a sentence each; of a new one what its sources say, of one that is gone
    what they said."""
    fact = change.fact
    if change.kind is ChangeKind.CHANGED:
        lines = [
            _line("now also", change.values),
            _line("no longer", change.values_gone),
            f"new source: {listed(change.sources)}" if change.sources else "",
            f"no longer told by: {listed(change.sources_gone)}" if change.sources_gone else "",
        ]
        why = cause_words(fact)
        lines += [f"{why}"] if change.retold and why else []
        return [line for line in lines if line]
    lines = [one_line(brief(fact, 4 * _VALUE, _VALUES))] if fact.claims else []
    if change.with_fact:
        where = "its claims are part of" if change.kind is ChangeKind.GONE else "its claims were part of"
        lines.append(f"{where} {one_line(change.with_fact)}")
    return lines


def _line(lead: str, claims: Sequence[ClaimView]) -> str:
    """Values with who gives them: "now also: 86 (Echo) · 90 (Post)"; "" for none."""
    if not claims:
        return ""
    found: dict[str, list[str]] = {}
    for claim in claims:
        found.setdefault(cut(position_text(claim), _VALUE), []).append(who(claim))
    parts = [f"{text} ({listed(names)})" for text, names in found.items()]
    more = [f"{len(parts) - _VALUES} more"] if len(parts) > _VALUES else []
    return f"{lead}: {' · '.join([*parts[:_VALUES], *more])}"
