"""The one place that speaks to the plotting library, and makes its SVG small and fit for our page.

The page's policy allows no inline style, ids must not occur twice in it, and colours follow its scheme:
so what the library draws keeps its geometry, and classes of the page's style sheet give the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree  # writes SVG, parses nothing  # nosec B405

from compare.reports.charts.scales import Scale
from compare.text_safety import visible

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["Line", "Rows", "Word", "draw"]

WIDTH = 380
"""Units across a chart; on a screen of 400 pixels a unit is about a pixel."""

ROW = 22
"""Height of a row."""

_STYLE = """
Graph { color: none } Graph.GridX { color: none } Graph.GridY { color: none }
Graph.TickX { font_size: 11; height: 4; margin: 3; pad: 0 }
Graph.TickY { font_size: 15; height: 0; margin: 6; pad: 0 }
"""
"""What the library lays the chart out with; colours are the page's. Names get room for wide fonts."""

_AXIS = 30
"""Height of the axis and its names."""

_OPEN = "data-open"
_SPACES = re.compile(r"\s*([ML,])\s*|\s+")


@dataclass(frozen=True, slots=True)
class Rows:
    """The names of the rows from the top, the picture told in words, and its width in units."""

    names: Sequence[str]
    told: str
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Line:
    """A line along row `row` from `start` to `stop`, in the scale's coordinates; a dot where they are one.

    ``kind`` is its class in the page. `before` and `after` are open ends, drawn as arrows.
    """

    row: int
    start: float
    stop: float
    kind: str
    before: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word beside the point `at` of row `row`: to its right, or to its left where `left`."""

    row: int
    at: float
    text: str
    left: bool = False


def draw(
    rows: Rows, scale: Scale, lines: Sequence[Line], words: Sequence[Word], mark: float | None = None
) -> Markup:
    """An inline SVG of `lines` and `words` in `rows`; `mark` is a line across all of them.

    The same arguments give the same bytes.
    """
    import ziaplot
    from markupsafe import Markup

    height, width = ROW * len(rows.names) + _AXIS, rows.width
    top = len(rows.names) - 1
    was = ziaplot.config.text, ziaplot.config.precision
    ziaplot.config.text, ziaplot.config.precision = "text", 1
    try:
        graph = ziaplot.Graph().css(_STYLE).size(width, height)
        graph.xrange(scale.first, scale.last).yrange(-0.5, top + 0.5)
        graph.xticks(
            [at for at, _ in scale.ticks] or [scale.first], [name for _, name in scale.ticks] or [""]
        )
        graph.yticks(range(len(rows.names)), [visible(name) for name in reversed(rows.names)])
        if mark is not None:
            graph.add(ziaplot.PolyLine([mark, mark], [-0.5, top + 0.5]).attribute("class", "m"))
        for line in lines:
            drawn = ziaplot.PolyLine([line.start, line.stop], [top - line.row] * 2)
            drawn.svg.set("class", line.kind)
            drawn.svg.set(_OPEN, "<" * line.before + ">" * line.after)
            graph.add(drawn)
        for word in words:
            side, text = "right" if word.left else "left", visible(word.text)
            graph.add(ziaplot.Text(word.at, top - word.row, text, side, "center").attribute("class", "v"))
        root = graph.svgxml()
    finally:
        ziaplot.config.text, ziaplot.config.precision = was
    svg = _compact(root, width, height, visible(rows.told))
    # Serialised by an XML library, which escapes every text and attribute.
    drawn = ElementTree.tostring(svg, encoding="unicode")
    return Markup(drawn)  # noqa: S704 # nosec B704


def _compact(root: ElementTree.Element, width: int, height: int, told: str) -> ElementTree.Element:
    """The drawing without its defaults, colours, ids and clips; what has no class of ours is the axis."""
    svg = ElementTree.Element(
        "svg", {"class": "chart", "viewBox": f"0 0 {width} {height}", "role": "img", "aria-label": told}
    )
    axis = ElementTree.SubElement(svg, "path", {"class": "x", "d": ""})
    for child in root:
        if child.tag == "path" and "class" in child.attrib:
            ElementTree.SubElement(svg, "path", {"class": child.attrib["class"], "d": _path(child)})
        elif child.tag == "path" and child.attrib["d"]:
            axis.attrib["d"] += _path(child)
        elif child.tag == "text" and child.text:
            svg.append(_text(child))
    return svg


def _path(path: ElementTree.Element) -> str:
    """The path in few characters, with arrow heads at its open ends."""
    drawn = _SPACES.sub(lambda found: found[1] or " ", path.attrib["d"])
    start = drawn[1:].partition("L")[0]
    ends = path.attrib.get(_OPEN, "")
    if ">" in ends:
        drawn += "m-5,-4l5,4l-5,4"
    if "<" in ends:
        drawn += f"M{start}m5,-4l-5,4l5,4"
    return drawn


def _text(text: ElementTree.Element) -> ElementTree.Element:
    """A name of a row, a name of a tick, or a word in the chart; these stand apart from their point."""
    ours = text.attrib.get("class")
    left = text.attrib["text-anchor"] == "end"
    small = ElementTree.Element("text", {"class": "n" if left else "t"})
    if ours:
        small.attrib.update({"class": "v e", "dx": "-8"} if left else {"class": "v", "dx": "8"})
    small.set("x", text.attrib["x"])
    small.set("y", text.attrib["y"])
    small.text = text.text
    return small
