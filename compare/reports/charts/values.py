"""Charts of what sources say: values on an axis and dates on a timeline, with their intervals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from compare.models import Facet, VerdictKind
from compare.reports.charts.scales import Scale, date_scale, number_scale
from compare.reports.charts.svg import Line, Rows, Word, draw
from compare.reports.view import ClaimView, FactView
from compare.reports.words import position_text, who
from compare.text_safety import cut, is_number

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["ROWS", "Chart", "fact_chart"]

ROWS = 12
"""Rows of one chart at most; the page lists every source in words."""

_NUMERIC = frozenset({Facet.QUANTITY, Facet.MONEY, Facet.PERCENTAGE, Facet.DURATION})
_DRAWN = frozenset({VerdictKind.DIFFER, VerdictKind.POSSIBLE, VerdictKind.COMPATIBLE})
"""Values that are equal need no picture."""

_NAME = 20
"""Columns of a source's name beside its row."""

_WORD = 22
"""Columns of a value's name in the chart."""

_FAR = 6.0
"""Publication dates are drawn where they widen the timeline to so many times the dates' own span at most."""

_LEAST_SPAN = 7.0
"""Days to which the span of the dates counts at least, for `_FAR`."""

_RIGHT_UP_TO = 0.5
"""Part of the axis up to which, inclusive, a bar leaves room for its value's name on its right."""

_KIND = {True: "Timeline", False: "Values on an axis"}
_DAYS_NOTE = "Bars: the days that a source names; squares: when it was published."
_LOG_NOTE = "Each step on the axis is ten times the last."


@dataclass(frozen=True, slots=True)
class _Row:
    """What one source says, as numbers; None is an open end."""

    name: str
    word: str
    low: float | None
    high: float | None
    number: float | None
    published: float | None

    @property
    def ends(self) -> list[float]:
        return [end for end in (self.low, self.high, self.number) if end is not None]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture, and what has to be said beside it to read it."""

    svg: Markup
    note: str


def fact_chart(fact: FactView) -> Chart | None:
    """The values of `fact` by source; None where they are no numbers or dates in one unit, or all equal."""
    dated = fact.facet == Facet.DATE
    if fact.verdict not in _DRAWN or not (dated or fact.facet in _NUMERIC):
        return None
    claims = _claims(fact)
    rows = [_row(claim, dated) for claim in claims]
    if len({(row.low, row.high) for row in rows}) < 2 or len({claim.unit for claim in claims}) > 1:
        return None
    ends = [end for row in rows for end in row.ends]
    published = _published(rows, ends) if dated else []
    build = date_scale if dated else number_scale
    scale = build(
        [*ends, *published],
        open_low=any(row.low is None for row in rows),
        open_high=any(row.high is None for row in rows),
    )
    lines = [line for at, row in enumerate(rows) for line in _lines(at, row, scale, bool(published))]
    words = [] if dated else [word for at, row in enumerate(rows) if (word := _word(at, row, scale))]
    told = f"{_KIND[dated]}. " + "; ".join(
        f"{cut(who(claim), 40)}: {cut(position_text(claim), 60)}" for claim in claims
    )
    notes = [_DAYS_NOTE if published else "", _LOG_NOTE if scale.log else ""]
    svg = draw(Rows([row.name for row in rows], told), scale, lines, words)
    return Chart(svg, " ".join(filter(None, notes)))


def _claims(fact: FactView) -> list[ClaimView]:
    """The first claim of each source with each value that has an end, at most `ROWS` of them."""
    first: dict[tuple[str, object, object, str], ClaimView] = {}
    for claim in fact.claims:
        if claim.low is not None or claim.high is not None:
            first.setdefault((who(claim), claim.low, claim.high, claim.value), claim)
    return list(first.values())[:ROWS]


def _row(claim: ClaimView, dated: bool) -> _Row:
    name = cut(who(claim), _NAME)
    word = cut(position_text(claim).removesuffix(f" {claim.counted}"), _WORD)
    if dated:
        low, high = (_ordinal(end) for end in (claim.low, claim.high))
        # A day is as wide as a day: a bar ends where the next day begins.
        high = None if high is None else high + 1.0
        return _Row(name, word, low, high, None, _ordinal(claim.published or None))
    low, high = (float(end) if isinstance(end, int | float) else None for end in (claim.low, claim.high))
    return _Row(name, word, low, high, float(claim.value) if is_number(claim.value) else None, None)


def _ordinal(day: object) -> float | None:
    return float(date.fromisoformat(day).toordinal()) if isinstance(day, str) else None


def _published(rows: Sequence[_Row], ends: Sequence[float]) -> list[float]:
    """The publication dates, where they do not squeeze the dates themselves into a corner."""
    days = [row.published for row in rows if row.published is not None]
    own = max(max(ends) - min(ends), _LEAST_SPAN)
    together = [*ends, *days]
    return days if max(together) - min(together) <= _FAR * own else []


def _lines(at: int, row: _Row, scale: Scale, published: bool) -> Iterator[Line]:
    start, stop = _reach(row, scale)
    if start < stop:
        yield Line(at, start, stop, "b", row.low is None, row.high is None)
    elif row.number is None:
        yield Line(at, start, stop, "p")
    if row.number is not None and (row.number > 0 or not scale.log):
        yield Line(at, scale.at(row.number), scale.at(row.number), "p")
    if published and row.published is not None:
        yield Line(at, row.published + 0.5, row.published + 0.5, "q")


def _reach(row: _Row, scale: Scale) -> tuple[float, float]:
    """Where the bar of a row begins and stops; an open end reaches to the end of the axis."""
    low_out = row.low is None or (scale.log and row.low <= 0)
    start = scale.first if row.low is None or low_out else scale.at(row.low)
    return start, scale.last if row.high is None else scale.at(row.high)


def _word(at: int, row: _Row, scale: Scale) -> Word | None:
    """The value in words beside its bar, where there is room on one side of it."""
    start, stop = _reach(row, scale)
    span = scale.last - scale.first
    if (stop - scale.first) / span <= _RIGHT_UP_TO:
        return Word(at, stop, row.word)
    if (start - scale.first) / span >= 1 - _RIGHT_UP_TO:
        return Word(at, start, row.word, left=True)
    return None
