"""What a store holds, in numbers."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from compare.models import VerdictKind
from compare.reports.set_aside import by_language, set_aside
from compare.review.log import standing
from compare.store import calibration, decisions
from compare.store.articles import is_compared, metadata
from compare.store.comparison import run_of
from compare.store.failures import intact
from compare.store.schema import MIGRATIONS

__all__ = ["Status", "read", "waiting"]


@dataclass(frozen=True, slots=True)
class Status:
    """What a store holds. Articles are counted by source and by language, the most frequent first; those
    without one count under "", and damaged ones neither there nor by day."""

    path: Path
    bytes: int
    """Size of the file with what is not yet merged into it."""
    schema: int
    articles: int
    damaged: tuple[str, ...]
    """Ids, as they are read, of articles of which source, day or another mark is not as it was stored."""
    waiting: int
    """Articles that were added, changed or removed since the last comparison."""
    sources: Mapping[str, int]
    languages: Mapping[str, int]
    set_aside: Mapping[str, int]
    """By language, the articles that the last comparison did not compare."""
    first: date | None
    last: date | None
    undated: int
    claims: int
    facts: Mapping[VerdictKind, int]
    """As the tool found, decisions not applied."""
    decisions: int
    """Those that nobody took back, notes among them."""
    calibration: Mapping[str, object] | None
    """What the run of a report would say of it; None where there is none."""
    model: str
    """Identity of the encoder of the last comparison; "" where there is none."""
    version: str
    """Of the crossclaim that made it."""


def waiting(database: sqlite3.Connection) -> int:
    """How many articles were added, changed or removed since the last comparison."""
    query = "SELECT COUNT(*) + (SELECT TOTAL(removed) FROM comparison) FROM articles WHERE compared = 0"
    (found,) = database.execute(query).fetchone()
    return int(found)


def _set_aside(database: sqlite3.Connection, run: Mapping[str, object]) -> Mapping[str, int]:
    """How many articles of each language the run set aside, of those that have not changed since."""
    return by_language(code for key, code in set_aside(run).items() if is_compared(database, key))


def _counts(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items(), key=lambda row: (-row[1], row[0])))


def read(database: sqlite3.Connection, path: Path) -> Status:
    """What the store holds; `path` is its file. Raises `StoreDamagedError` where it cannot be counted."""
    with intact(database, "what it holds"):
        return _read(database, path)


def _read(database: sqlite3.Connection, path: Path) -> Status:
    def number(query: str) -> int:
        (found,) = database.execute(query).fetchone()
        return int(found or 0)

    verdicts = database.execute("SELECT verdict, COUNT(*) FROM facts GROUP BY 1 ORDER BY 2 DESC, 1")
    # Read from the rows, which have checksums, and not counted in an index, which has none.
    held = metadata(database)
    sound = [article for _, article in held if article is not None]
    days = [article.published for article in sound if article.published is not None]
    compared, kept = run_of(database), calibration.read(database)
    run = compared.run if compared else {}
    files = (path, path.with_name(f"{path.name}-wal"))
    return Status(
        path=path,
        bytes=sum(file.stat().st_size for file in files if file.exists()),
        schema=len(MIGRATIONS),
        articles=len(held),
        damaged=tuple(name for name, article in held if article is None),
        waiting=waiting(database),
        sources=_counts(article.source for article in sound),
        languages=_counts(article.language for article in sound),
        set_aside=_set_aside(database, run),
        first=min(days, default=None),
        last=max(days, default=None),
        undated=len(sound) - len(days),
        claims=number("SELECT COUNT(DISTINCT id) FROM claims"),
        facts={VerdictKind(kind): count for kind, count in verdicts},
        decisions=len(standing(decisions.read(database))),
        calibration=kept.calibration.told() if kept else None,
        model=str(run.get("model", "")),
        version=str(run.get("crossclaim", "")),
    )
