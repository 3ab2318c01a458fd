"""What the terminal shows: the gravest differences, the answer to a query, one fact in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from compare.models import VerdictKind
from compare.reports.explanation import wrapped
from compare.reports.report_view import ReportView
from compare.reports.timeline import timeline
from compare.reports.values import days_of, plain_day, plain_days
from compare.reports.view import ClaimView, FactView
from compare.reports.words import (
    SYMBOLS,
    around,
    brief,
    by_story,
    copied,
    distinct,
    position_text,
    said_by,
    verdict_words,
    who,
)
from compare.text_safety import cut, one_line, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["claims_table", "fact_page", "summary", "table"]

_LEAST = 40
"""A terminal narrower than this gets the lines of this width."""

_LINES = 17
"""Lines of a summary before those that say what more there is: a screen of some twenty."""

_NEXT = frozenset({VerdictKind.VARIANT, VerdictKind.COMPATIBLE})
"""What is shown where nothing differs and nothing may."""

_FEW_VALUES = 4
"""Values of one fact in a summary; the others are counted."""

_LISTED = 8
"""Articles that were set aside and are named; the others are counted."""

_PADDING = 2
"""What tabulate adds to the width of a heading, and puts between columns."""


def summary(
    seen: ReportView, columns: int, *, single: bool = False, everything: bool = False, where: str = ""
) -> str:
    """What matters of a report, in some twenty lines: the headline and the gravest differences,
    sure ones first.

    With `everything`, or where verdicts were asked for (`single`), every fact by story. `where` is a page to
    read on. Titles are wrapped, never cut.
    """
    columns = max(columns, _LEAST)
    heads = (seen.headline, *seen.weaknesses)
    lines = [*(line for text in heads for line in wrapped(text, columns)), *_set_aside(seen, columns)]
    facts = [fact for fact in seen.facts if single or fact.verdict is not VerdictKind.SINGLE_SOURCE]
    if everything or single:
        return "\n".join([*lines, *_by_story(seen, facts, columns)])
    sure = [fact for fact in facts if fact.verdict is VerdictKind.DIFFER]
    possible = [fact for fact in facts if fact.verdict is VerdictKind.POSSIBLE]
    grave = [*sure, *possible] or [fact for fact in facts if fact.verdict in _NEXT]
    blocks = [_in_short(fact, columns) for fact in grave[:_LINES]]
    lines += [""] * bool(blocks)
    told = 0
    while told < len(blocks) and (not told or len(lines) + len(blocks[told]) <= _LINES):
        lines += blocks[told]
        told += 1
    left = max(0, len(sure) + len(possible) - told)  # what is told may be no difference
    more = max(0, len(sure) - told), min(len(possible), left)
    return "\n".join([*lines, *_read_on(seen, len(facts), more, where, columns)])


def _read_on(seen: ReportView, facts: int, more: tuple[int, int], where: str, columns: int) -> list[str]:
    """What is not shown, and where it stands. `more` are differences that are not, sure and possible ones."""
    if not facts:
        return []
    sure, possible = more
    first = f"{sure:,} more {'difference' if sure == 1 else 'differences'}, " if sure else ""
    first += f"{possible:,} more that may differ, " if possible else ""
    told = sum(bool(story.facts) for story in seen.stories)
    stories = f" in {told:,} stories" if told > 1 else ""
    page = f"open {where}, or add --all" if where else "add --all"
    return [
        "",
        *wrapped(f"{first}{facts:,} shared fact{'' if facts == 1 else 's'}{stories}: {page}", columns),
    ]


def _by_story(seen: ReportView, facts: Sequence[FactView], columns: int) -> list[str]:
    """Every fact with its values, under the title of its story."""
    titles = {story.id: f"{story.title} ({days_of(story.first, story.last)})" for story in seen.stories}
    held: dict[str, list[FactView]] = {key: [] for key in titles}
    for fact in facts:
        held.setdefault(fact.story if fact.story in titles else "", []).append(fact)
    lines = []
    for key, own in held.items():
        if own:
            lines += ["", *wrapped(titles.get(key, "Facts"), columns), ""]
            lines += [line for fact in own for line in _in_short(fact, columns)]
    return lines


def _in_short(fact: FactView, columns: int) -> list[str]:
    """Verdict, title and id of a fact, and what its sources say."""
    return [*_head(fact, columns), *wrapped(brief(fact, 2 * columns, _FEW_VALUES), columns, "    ")]


def _set_aside(seen: ReportView, columns: int) -> list[str]:
    """The articles that were not compared."""
    if not seen.set_aside:
        return []
    named = [f"{one_line(key)} ({one_line(code)})" for key, code in list(seen.set_aside.items())[:_LISTED]]
    more = [f"and {len(seen.set_aside) - _LISTED:,} more"] if len(seen.set_aside) > _LISTED else []
    return wrapped(f"Not compared: {', '.join([*named, *more])}", columns)


def _by_hand(fact: FactView) -> str:
    """A mark where a person gave the verdict."""
    return ", reviewed" if fact.review and fact.review.verdict and not fact.review.overtaken else ""


def claims_table(facts: Iterable[FactView], columns: int, titles: Mapping[str, str] | None = None) -> str:
    """Under a line for each fact, a row for each value that an article gives, as the answer to a query.

    With `titles` of stories by id, facts stand by story, that of the first fact first.
    """
    facts, named = by_story(facts, titles or {})
    columns = max(columns, _LEAST)
    blocks = [
        (
            _head(fact, columns),
            [
                [cut(text, columns // 4) for text in (position_text(c), who(c), plain_day(c.published))]
                for c in distinct(fact)
            ],
            distinct(fact),
        )
        for fact in facts
    ]
    widths = [max((width(row[i]) for _, rows, _ in blocks for row in rows), default=0) for i in range(3)]
    room = columns - sum(widths) - 4 * _PADDING
    lines: list[str] = []
    for fact, (head, rows, claims) in zip(facts, blocks, strict=True):
        lines += ["", *wrapped(named[fact.id], columns)] if fact.id in named else []
        lines += ["", *head]
        for row, claim in zip(rows, claims, strict=True):
            cells = [text + " " * (space - width(text)) for text, space in zip(row, widths, strict=True)]
            lines.append("  " + "  ".join([*cells, around(claim, room)]).rstrip())
    return "\n".join(lines[1:])


def fact_page(fact: FactView, columns: int) -> str:
    """One fact in full: verdict, reason, each source's value and sentence, and a timeline."""
    columns = max(columns, _LEAST)
    lines = [*_head(fact, columns), ""]
    if fact.reason:
        lines += [*wrapped(plain_days(fact.reason), columns), ""]
    for claim in distinct(fact):
        lines += _said(fact, claim, columns)
    drawn = timeline(fact, columns)
    return "\n".join([*lines, drawn] if drawn else lines[:-1])


def _head(fact: FactView, columns: int) -> list[str]:
    """Verdict and topic, with the id by which the fact is asked for."""
    from textwrap import wrap

    verdict = f"{SYMBOLS[fact.verdict]} {verdict_words(fact)}{_by_hand(fact)}"
    return wrap(one_line(f"{verdict}: {fact.topic} [{fact.id}]"), columns, subsequent_indent="  ")


def _said(fact: FactView, claim: ClaimView, columns: int) -> list[str]:
    """What one article says: who and when, the value, and the sentence with the value in brackets."""
    about = ", ".join(filter(None, (who(claim), plain_day(claim.published) or "undated", said_by(claim))))
    before, focus, after = claim.parts
    sentence = f"{before}⟦{focus}⟧{after}" if focus and claim.shown else claim.sentence
    value = [f"  {cut(position_text(claim), columns - 2)}"] if claim.shown else []
    also = [cut(f"  ({note})", columns)] if (note := copied(fact, claim)) else []
    return [cut(about, columns), *value, *wrapped(sentence, columns, "  "), *also, ""]


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
