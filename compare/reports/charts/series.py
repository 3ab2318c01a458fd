"""One number over time by source: what casualty recorders and situation rooms draw by hand.

Each figure is a mark at its day of publication; a vague or open one is a bar to its ends; a line joins what
one source revises. Beside the drawing stand the figures with those who give them, the highest first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree  # writes SVG, parses nothing  # nosec B405

from compare.models import Modifier
from compare.reports.charts.scales import Scale, date_scale, number_scale
from compare.reports.report_view import SeriesView
from compare.reports.values import plain_day
from compare.reports.view import ClaimView
from compare.reports.words import listed, position_text, who
from compare.text_safety import cut, visible

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["MARKS", "series_chart"]

WIDTH, PLOT, LEFT = 720, 400, 64
"""Units across the drawing, where the plot ends and where it begins; the names stand right of it."""

TOP, FOOT = 12, 28
"""Units above the plot, and below it for the days."""

LEAST_HEIGHT = 150
"""Units of the plot's height at least."""

LINE = 17
"""Units between two names."""

MARKS = 14
"""Figures drawn at most; the table below the drawing has them all."""

VAGUE = 3.0
"""Upper end over lower end above which a range is not drawn beside plain figures."""

NAMES, WORD = 3, 46
"""Sources named beside one figure, and characters of all that stands there."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """What one day's sources give as one figure."""

    day: int
    low: float | None
    high: float | None
    number: float
    text: str
    sources: tuple[str, ...]

    @property
    def vague(self) -> bool:
        """Whether it is a range so wide, such as that of "dozens", that it would hide what others say."""
        return self.low is not None and self.high is not None and self.high > VAGUE * max(self.low, 1.0)

    @property
    def words(self) -> str:
        day = plain_day(date.fromordinal(self.day).isoformat()).rsplit(" ", 1)[0]
        return cut(f"{self.text}: {listed(self.sources, NAMES)}, {day}", WORD)


def series_chart(series: SeriesView) -> Markup:
    """The drawing as an inline SVG; the same series gives the same bytes."""
    from markupsafe import Markup

    marks = _marks(series.points)
    ends = [end for mark in marks for end in (mark.low, mark.high, mark.number) if end is not None]
    numbers = number_scale(
        ends, open_low=any(m.low is None for m in marks), open_high=any(m.high is None for m in marks)
    )
    days = date_scale([float(mark.day) for mark in marks])
    tall = max(LEAST_HEIGHT, LINE * len(marks))
    told = "A number over time. " + "; ".join(mark.words for mark in marks)
    svg = _element(
        None, "svg", {"class": "chart series", "viewBox": f"0 0 {WIDTH} {tall + TOP + FOOT}", "role": "img"}
    )
    svg.set("aria-label", visible(told))
    place = _Place(numbers, days, tall)
    _axes(svg, place)
    for source in dict.fromkeys(name for mark in marks for name in mark.sources):
        _revisions(svg, [mark for mark in marks if source in mark.sources], place)
    for mark in marks:
        _drawn(svg, mark, place)
    for mark, at in zip(marks, _spread(marks, place), strict=True):
        x, y = place.x(mark.day), place.y(mark.number)
        _element(svg, "path", {"class": "g", "d": f"M{x + 6:.1f} {y:.1f}L{PLOT + 8} {at:.1f}h6"})
        _element(svg, "text", {"x": f"{PLOT + 18}", "y": f"{at:.1f}"}).text = visible(mark.words)
    # Serialised by an XML library, which escapes every text and attribute.
    drawn = ElementTree.tostring(svg, encoding="unicode")
    return Markup(drawn)  # noqa: S704 # nosec B704


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a day and a number lie in the drawing."""

    numbers: Scale
    days: Scale
    tall: int

    def x(self, day: float) -> float:
        part = (day - self.days.first) / (self.days.last - self.days.first)
        return LEFT + part * (PLOT - LEFT)

    def y(self, number: float) -> float:
        scale = self.numbers
        if scale.log and number <= 0:
            return float(self.tall + TOP)
        return self.at(scale.at(number))

    def at(self, coordinate: float) -> float:
        part = (coordinate - self.numbers.first) / (self.numbers.last - self.numbers.first)
        return TOP + (1 - min(1.0, max(0.0, part))) * self.tall


def _marks(points: Sequence[ClaimView]) -> list[_Mark]:
    """Figures of one day that are alike are one mark; the highest first, then the latest."""
    alike: dict[tuple[str, str], list[ClaimView]] = {}
    for claim in points:
        alike.setdefault((claim.published, claim.value), []).append(claim)
    marks = []
    for (day, _), claims in alike.items():
        first = min(claims, key=lambda claim: (claim.modifier != Modifier.EXACT, _text(claim)))
        text = _text(first)
        low, high = (float(end) if isinstance(end, int | float) else None for end in (first.low, first.high))
        number = _stated(first, low, high)
        names = tuple(dict.fromkeys(map(who, claims)))
        marks.append(_Mark(date.fromisoformat(day).toordinal(), low, high, number, text, names))
    plain = [mark for mark in marks if not mark.vague]
    marks = plain if len(plain) > 1 else marks
    marks.sort(key=lambda mark: (-len(mark.sources), -mark.day, mark.text))
    return sorted(marks[:MARKS], key=lambda mark: (-mark.number, mark.day, mark.text))


def _text(claim: ClaimView) -> str:
    """The figure without what it counts, which stands above the drawing."""
    return position_text(claim).removesuffix(f" {claim.counted}") if claim.counted else position_text(claim)


def _stated(claim: ClaimView, low: float | None, high: float | None) -> float:
    try:
        return float(claim.value)
    except ValueError:
        known = [end for end in (low, high) if end is not None]
        return sum(known) / len(known)


def _axes(svg: ElementTree.Element, place: _Place) -> None:
    foot = place.tall + TOP
    _element(svg, "path", {"class": "x", "d": f"M{LEFT} {TOP}V{foot}H{PLOT}"})
    for at, name in place.numbers.ticks:
        y = place.at(at)
        _element(svg, "path", {"class": "g", "d": f"M{LEFT} {y:.1f}H{PLOT}"})
        _element(svg, "text", {"class": "n", "x": f"{LEFT - 6}", "y": f"{y:.1f}"}).text = name
    for at, name in place.days.ticks:
        text = _element(svg, "text", {"class": "t", "x": f"{place.x(at):.1f}", "y": f"{foot + 6}"})
        text.text = name


def _revisions(svg: ElementTree.Element, marks: Sequence[_Mark], place: _Place) -> None:
    """A line through the figures of one source, where it gives several."""
    ordered = sorted(marks, key=lambda mark: (mark.day, mark.number))
    if len({mark.day for mark in ordered}) > 1:
        steps = " ".join(f"{place.x(m.day):.1f},{place.y(m.number):.1f}" for m in ordered)
        _element(svg, "polyline", {"class": "r", "points": steps})


def _drawn(svg: ElementTree.Element, mark: _Mark, place: _Place) -> None:
    x, y = place.x(mark.day), place.y(mark.number)
    low = place.tall + TOP if mark.low is None else place.y(mark.low)
    high = TOP if mark.high is None else place.y(mark.high)
    if low != high:
        arrow = "m-4,5l4,-5l4,5" if mark.high is None else ""
        arrow += f"M{x:.1f} {low:.1f}m-4,-5l4,5l4,-5" if mark.low is None else ""
        _element(svg, "path", {"class": "i", "d": f"M{x:.1f} {low:.1f}L{x:.1f} {high:.1f}{arrow}"})
    _element(svg, "circle", {"class": "o", "cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "4"})


def _spread(marks: Sequence[_Mark], place: _Place) -> list[float]:
    """Heights of the names: each as near to its mark as those above and below it leave room."""
    heights: list[float] = []
    for mark in marks:
        wanted = place.y(mark.number)
        heights.append(max(wanted, heights[-1] + LINE) if heights else wanted)
    over = heights[-1] - (place.tall + TOP) if heights else 0.0
    limit = float(place.tall + TOP)
    for at in range(len(heights) - 1, -1, -1) if over > 0 else ():
        heights[at] = min(heights[at], limit)
        limit = heights[at] - LINE
    return heights


def _element(parent: ElementTree.Element | None, tag: str, attributes: dict[str, str]) -> ElementTree.Element:
    if parent is None:
        return ElementTree.Element(tag, attributes)
    return ElementTree.SubElement(parent, tag, attributes)
