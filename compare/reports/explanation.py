"""An explanation to read: which signals joined the claims of a fact, as a waterfall, and what came near."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import accumulate, pairwise

from compare.models import CopyKind, Facet, LeftOut, Rule, VerdictKind
from compare.reports.json_ import fact_dict
from compare.reports.meeting import standing
from compare.reports.values import plain_day, plain_days
from compare.reports.view import ClaimView, FactView, LinkView
from compare.reports.words import (
    SYMBOLS,
    position_text,
    signal_words,
    verdict_words,
    who,
)
from compare.text_safety import cut, markdown, one_line, width

__all__ = [
    "compared",
    "explanation_dict",
    "explanation_markdown",
    "explanation_text",
    "link_rows",
    "nearest",
    "pair",
    "rule",
    "running",
    "why_none",
]

_SHARED = {
    CopyKind.WHOLE: "their articles copy one text",
    CopyKind.TEXT: "their articles hold much of one text",
    CopyKind.SENTENCE: "their articles share one sentence",
}

LEAST_COLUMNS = 40
"""Columns that a line has at least, however narrow the terminal."""
LEAST_AXIS = 12
"""Columns below which bars show nothing, so that they are left out."""

MOST_AXIS = 48
"""Columns of the bars at most: longer ones are no easier to compare."""
RAISES, LOWERS, NEEDED = "█", "▒", "¦"
"""Bars and mark of the waterfall; the sign of the number says the same."""

_PLAIN_SUM = 0.005
"""A link whose signals contribute less than this together is no sum of log-odds: a quotation."""


def explanation_dict(fact: FactView) -> dict[str, object]:
    """What facts.json says of why the claims of `fact` are one fact, with its claims."""
    row = fact_dict(fact)
    names = ("id", "topic", "facet", "verdict", "certainty", "reason", "score", "explanation", "claims")
    return {name: row.get(name) for name in names if name in row or name != "certainty"}


def why_none(fact: FactView) -> str:
    """Why there is no explanation, in words."""
    if fact.facet == str(Facet.NAME):
        return "Names are joined by their spelling, which the reason gives; no signals are weighed."
    if len(fact.positions) < 2:
        return "Only one article says so: nothing was joined."
    return "This report holds no explanations: write it again with 'crossclaim report'."


def explanation_text(fact: FactView, columns: int) -> str:
    """Why the claims of `fact` were joined and why the verdict, for a terminal of so many columns."""
    columns = max(columns, LEAST_COLUMNS)
    head = f"{SYMBOLS[fact.verdict]} {verdict_words(fact)}: {fact.topic}  [{fact.id}]"
    lines = [*wrapped(head, columns), ""]
    if fact.reason:
        lines += [*wrapped(plain_days(fact.reason), columns), ""]
    told = fact.explanation
    if told is None:
        return "\n".join([*lines, *wrapped(why_none(fact), columns)])
    if told.compared:
        values = (line for text in compared(fact) for line in wrapped(text, columns, "  "))
        lines += ["Values compared", *values, ""]
    lines += [*wrapped(rule(fact), columns), ""]
    drawn = [_waterfall(link, columns) for link in told.links]
    for link, bars in zip(told.links, drawn, strict=True):
        lines += [*wrapped(pair(fact, link), columns), *bars, ""]
    if any(NEEDED in line for bars in drawn for line in bars):
        lines += [f"{NEEDED} the sum that is needed", ""]
    lines += _nearest_lines(fact, columns)
    return "\n".join(lines)


def explanation_markdown(fact: FactView) -> str:
    """The same as Markdown."""
    lines = [f"## {SYMBOLS[fact.verdict]} {markdown(fact.topic)} ({verdict_words(fact)})", ""]
    if fact.reason:
        lines += [markdown(plain_days(fact.reason)), ""]
    told = fact.explanation
    if told is None:
        return "\n".join([*lines, markdown(why_none(fact))]) + "\n"
    lines += [f"- {markdown(text)}" for text in compared(fact)]
    lines += [""] if told.compared else []
    lines += [markdown(rule(fact)), ""]
    for link in told.links:
        lines += [markdown(pair(fact, link)), "", "| signal | log-odds |", "|---|---:|"]
        lines += [f"| {markdown(name)} | {number} |" for name, number in link_rows(link)]
        lines.append("")
    near = told.nearest
    if near is not None:
        lines += [markdown(nearest(fact)), "", f"> {markdown(near.claim.sentence)}", ""]
    return "\n".join(lines).rstrip() + "\n"


def compared(fact: FactView) -> Iterator[str]:
    """The values that the verdict compared, pair by pair, in words."""
    for a, b, relation in fact.explanation.compared if fact.explanation else ():
        one, other = fact.claims[a], fact.claims[b]
        yield f"{_stated(one)} – {_stated(other)}: {standing(one, other, relation)}"


def _stated(claim: ClaimView) -> str:
    return f"{position_text(claim)} ({who(claim)})"


def rule(fact: FactView) -> str:
    """What the claims needed, and how far they lie from it; and how likely they differ, where that is what
    makes a difference of theirs a possible one."""
    told = fact.explanation
    assert told is not None  # noqa: S101 - the caller checked
    side = "above" if told.margin >= 0 else "below"
    doubted = fact.verdict is VerdictKind.POSSIBLE and told.rule != Rule.DOUBT
    return (
        f"Joined as {told.rule}: a probability of {told.threshold:.2f} is needed. On average its pairs lie "
        f"{abs(told.margin):.2f} {side} what each of them needs."
    ) + (f" But that they differ has a probability of {fact.score:.2f} only." if doubted else "")


def pair(fact: FactView, link: LinkView) -> str:
    """Two claims, how likely they are one fact, and what they needed."""
    one, other = fact.claims[link.a], fact.claims[link.b]
    joined = "" if link.score >= link.needed else "; the other claims joined them"
    joined += f"; {note}" if (note := _one_text(fact, one, other)) else ""
    return (
        f"{who(one)} “{cut(one_line(one.focus), 40)}” – {who(other)} “{cut(one_line(other.focus), 40)}”: "
        f"{link.score:.2f}, needs {link.needed:.2f}{joined}"
    )


def _one_text(fact: FactView, one: ClaimView, other: ClaimView) -> str:
    """That two claims stand in copies of one text; "" where they do not."""
    for copy in fact.copies:
        if one.article in copy.articles and other.article in copy.articles:
            return _SHARED[copy.kind]
    return ""


def link_rows(link: LinkView) -> list[tuple[str, str]]:
    """Name and contribution of each signal, and their sum."""
    total = math.fsum(part for _, _, part in link.signals)
    if abs(total) < _PLAIN_SUM and len(link.signals) == 1:
        return [(signal_words(name, value), f"{value:.2f}") for name, value, _ in link.signals]
    rows = [(signal_words(name, value), f"{part:+.2f}") for name, value, part in link.signals]
    return [*rows, (f"sum: a probability of {link.score:.2f}", f"{total:+.2f}")]


def _waterfall(link: LinkView, columns: int) -> list[str]:
    """A line for each signal: its words, its contribution, and a bar from the sum before it to that after."""
    rows = link_rows(link)
    names = min(max(width(name) for name, _ in rows), columns // 2)
    axis = min(MOST_AXIS, columns - names - 13)
    bars = _bars(link, axis) if axis >= LEAST_AXIS and len(rows) > 1 else [""] * len(rows)
    lines = []
    for (name, number), bar in zip(rows, bars, strict=True):
        label = cut(name, names)
        lines.append(f"  {label}{' ' * (names - width(label))}  {number:>6}  {bar}".rstrip())
    return lines


def running(link: LinkView) -> tuple[list[float], float]:
    """The sums of the contributions, from 0 on, in log-odds; and the sum that is needed."""
    sums = list(accumulate((part for _, _, part in link.signals), initial=0.0))
    return sums, math.log(link.needed / (1 - link.needed)) if 0 < link.needed < 1 else 0.0


def _bars(link: LinkView, axis: int) -> list[str]:
    """Bars between the running sums, the last from 0 to the whole; a mark shows the sum that is needed."""
    sums, needed = running(link)
    spans = [*pairwise(sums), (0.0, sums[-1])]
    low, high = min(*sums, needed), max(*sums, needed)
    scale = (axis - 1) / (high - low) if high > low else 0.0

    def place(odds: float) -> int:
        return round((odds - low) * scale)

    out = []
    for before, after in spans:
        cells = [" "] * axis
        cells[place(needed)] = NEEDED
        first, last = sorted((place(before), place(after)))
        cells[first : last + 1] = (RAISES if after >= before else LOWERS) * (last + 1 - first)
        out.append("".join(cells))
    return out


def nearest(fact: FactView) -> str:
    """The nearest claim that was left out, and why; "" where there is none."""
    near = fact.explanation.nearest if fact.explanation else None
    if near is None:
        return ""
    dated = f", {plain_day(near.claim.published)}" if near.claim.published else ", undated"
    left = (
        f"Nearest claim left out: {position_text(near.claim)} ({who(near.claim)}{dated}). Its probability of"
    )
    if near.score >= near.needed and near.reason != LeftOut.BELOW:
        return f"{left} {near.score:.2f} would suffice ({near.needed:.2f} is needed), but: {near.reason}."
    besides = "" if near.reason == LeftOut.BELOW else f"; besides: {near.reason}"
    below = "below" if near.score < near.needed else "just below"  # by less than is shown
    return f"{left} {near.score:.2f} is {below} the {near.needed:.2f} that is needed{besides}."


def _nearest_lines(fact: FactView, columns: int) -> list[str]:
    if fact.explanation is None or fact.explanation.nearest is None:
        return ["No claim of another article came near."]
    sentence = one_line(fact.explanation.nearest.claim.sentence)
    lines = wrapped(nearest(fact), columns)
    return lines if sentence in " ".join(lines) else [*lines, *wrapped(sentence, columns, "  ")]


def wrapped(text: str, columns: int, indent: str = "") -> list[str]:
    """`text` made visible, in lines of at most `columns` characters."""
    from textwrap import wrap

    return wrap(one_line(text), columns, initial_indent=indent, subsequent_indent=indent)
