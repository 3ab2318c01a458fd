"""crossclaim: compare what several news sources say about the same facts.

The public face is `__all__`. Names are imported when they are first used, so that ``import compare``
stays light for the command line.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from compare.version import __version__ as __version__

if TYPE_CHECKING:
    from compare.extraction.values import extract_values
    from compare.ingest import read_articles
    from compare.models import Article
    from compare.pipeline import compare_articles
    from compare.pipeline_pair import compare_pair
    from compare.pipeline_scores import same_fact_scores
    from compare.reports.report import Report
    from compare.settings import Settings

__all__ = [
    "Article",
    "Report",
    "Settings",
    "compare_articles",
    "compare_pair",
    "extract_values",
    "read_articles",
    "same_fact_scores",
]

_HOMES = {
    "Article": "compare.models",
    "Report": "compare.reports.report",
    "Settings": "compare.settings",
    "compare_articles": "compare.pipeline",
    "compare_pair": "compare.pipeline_pair",
    "extract_values": "compare.extraction.values",
    "read_articles": "compare.ingest",
    "same_fact_scores": "compare.pipeline_scores",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'compare' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
