"""Files, pages and tables to articles."""

from compare.ingest.items import ReadOptions
from compare.ingest.reader import Intake, read_articles, read_intake

__all__ = ["Intake", "ReadOptions", "read_articles", "read_intake"]
