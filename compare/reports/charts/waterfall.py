"""The waterfall of a link: what each signal added to the odds that two claims are one fact, or took away."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from compare.reports.charts.scales import number_scale
from compare.reports.charts.svg import Line, Rows, Word, draw
from compare.reports.explanation import link_rows, running
from compare.reports.view import LinkView
from compare.text_safety import cut

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["NAME", "waterfall"]

WIDTH = 480
"""Pixels of the drawing."""
NAME = 36
"""Columns of a signal's name: no name that is ours is longer."""

_RIGHT_UP_TO = 0.75
"""Part of the axis up to which, inclusive, a number stands on the right of its bar."""


def waterfall(link: LinkView) -> Markup | None:
    """The signals of `link` as inline SVG, in log-odds, with a line at what it needed; None for one."""
    rows = link_rows(link)
    if len(rows) <= 2:  # one signal and the base
        return None
    sums, needed = running(link)
    scale = number_scale([*sums, needed])
    spans = [*pairwise(sums), (0.0, sums[-1])]
    lines = [Line(at, a, b, "u" if b >= a else "d") for at, (a, b) in enumerate(spans)]
    words = []
    for at, ((a, b), (_, number)) in enumerate(zip(spans, rows, strict=True)):
        left = (max(a, b) - scale.first) / (scale.last - scale.first) > _RIGHT_UP_TO
        words.append(Word(at, min(a, b) if left else max(a, b), number, left))
    told = "Waterfall of log-odds. " + "; ".join(f"{name}: {number}" for name, number in rows)
    return draw(Rows([cut(name, NAME) for name, _ in rows], told, WIDTH), scale, lines, words, needed)
