"""Pictures where they say it faster than words, as inline SVG with a text alternative."""

from compare.render.charts.values import Chart, fact_chart

__all__ = ["Chart", "fact_chart"]
