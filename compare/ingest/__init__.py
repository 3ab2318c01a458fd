"""Files, pages and tables to articles."""

from compare.ingest.reader import read_articles

__all__ = ["read_articles"]
