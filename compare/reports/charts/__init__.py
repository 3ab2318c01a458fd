"""Pictures where they say it faster than words, as inline SVG with a text alternative."""

from compare.reports.charts.series import series_chart
from compare.reports.charts.values import Chart, fact_chart
from compare.reports.charts.waterfall import waterfall

__all__ = ["Chart", "fact_chart", "series_chart", "waterfall"]
