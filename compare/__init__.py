"""crossclaim: compare what several news sources say about the same facts.

The public face is `__all__`. Names are imported when they are first used, so that ``import compare``
stays light for the command line.

Examples:
    >>> from compare import Article, compare_articles
    >>> report = compare_articles([
    ...     Article("a", "The blast in Tarn on Monday killed 41 people.", source="Tarn Times"),
    ...     Article("b", "On Monday 52 people died in the blast in Tarn.", source="Velmora Echo"),
    ... ])
    >>> report.facts[0].verdict.verdict.value, report.facts[0].claims[0].value.low
    ('differ', 41.0)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from compare.version import __version__ as __version__

if TYPE_CHECKING:
    from compare.errors import (
        CrossclaimError,
        InputError,
        ModelError,
        NothingToReadError,
        OperationalError,
        PluginError,
        ReportError,
        ReviewError,
        SettingsError,
        StoreDamagedError,
        StoreError,
        StoreFailedError,
        WriteFailedError,
    )
    from compare.extraction.values import extract_values
    from compare.ingest import read_articles
    from compare.models import (
        AmountValue,
        Article,
        Cause,
        Certainty,
        Claim,
        DateValue,
        Facet,
        Fact,
        NameValue,
        QuotationValue,
        Story,
        Value,
        Verdict,
        VerdictKind,
    )
    from compare.pipeline import compare_articles
    from compare.pipeline_pair import compare_pair
    from compare.pipeline_scores import same_fact_scores
    from compare.reports.report import Report, load_report
    from compare.settings import Settings
    from compare.store.ranking import Hit
    from compare.store.reader import StoreReader, open_store

__all__ = [
    "AmountValue",
    "Article",
    "Cause",
    "Certainty",
    "Claim",
    "CrossclaimError",
    "DateValue",
    "Facet",
    "Fact",
    "Hit",
    "InputError",
    "ModelError",
    "NameValue",
    "NothingToReadError",
    "OperationalError",
    "PluginError",
    "QuotationValue",
    "Report",
    "ReportError",
    "ReviewError",
    "Settings",
    "SettingsError",
    "StoreDamagedError",
    "StoreError",
    "StoreFailedError",
    "StoreReader",
    "Story",
    "Value",
    "Verdict",
    "VerdictKind",
    "WriteFailedError",
    "compare_articles",
    "compare_pair",
    "extract_values",
    "load_report",
    "open_store",
    "read_articles",
    "same_fact_scores",
]

_ELSEWHERE = {
    "Hit": "compare.store.ranking",
    "Report": "compare.reports.report",
    "Settings": "compare.settings",
    "StoreReader": "compare.store.reader",
    "compare_articles": "compare.pipeline",
    "compare_pair": "compare.pipeline_pair",
    "extract_values": "compare.extraction.values",
    "load_report": "compare.reports.report",
    "open_store": "compare.store.reader",
    "read_articles": "compare.ingest",
    "same_fact_scores": "compare.pipeline_scores",
}
"""Where a public name is defined that is neither an error nor a record."""


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'compare' has no attribute {name!r}")
    records = "compare.errors" if name.endswith("Error") else "compare.models"
    return getattr(import_module(_ELSEWHERE.get(name, records)), name)


def __dir__() -> list[str]:
    return sorted(__all__)
