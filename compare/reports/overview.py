"""What the page shows beside single facts: the table of facts and sources, and what one source alone says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from compare.models import Facet, VerdictKind
from compare.reports.view import FactView
from compare.reports.words import SYMBOLS, position_text, who

__all__ = ["Alone", "Matrix", "Row", "alone", "alone_bytes", "matrix"]

COLUMNS = 12
"""Sources with a column of their own; a last column counts the others."""

ROWS = 300
"""Facts in the table, the first ones, which differ; a longer table is no overview."""

MARKS = 3
"""Marks of one source for one fact; an ellipsis stands for the others."""

SOURCES = 100
"""Sources whose own facts are listed."""

HEAD, LINE = 200, 340
"""Bytes of the page that a source takes, and a fact of one source, about."""


@dataclass(frozen=True, slots=True)
class Row:
    """A fact in the table: for each source of a column its marks, and how many other sources speak."""

    fact: FactView
    cells: tuple[str, ...]
    others: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Facts by sources. Sources with one letter say the same; an empty cell is silence."""

    sources: tuple[str, ...]
    rows: tuple[Row, ...]
    more_sources: int
    more_facts: int


@dataclass(frozen=True, slots=True)
class Alone:
    """What one source alone says: the facts that are listed, and how many more there are."""

    source: str
    facts: tuple[FactView, ...]
    more: int


def matrix(facts: Sequence[FactView]) -> Matrix:
    """The table of `facts` by their sources; those with most facts get the columns."""
    frequency = Counter(name for fact in facts for name in {who(claim) for claim in fact.claims})
    ranked = sorted(frequency, key=lambda name: (-frequency[name], name))
    columns = sorted(ranked[:COLUMNS] if len(ranked) > COLUMNS + 1 else ranked)
    return Matrix(
        sources=tuple(columns),
        rows=tuple(_row(fact, columns) for fact in facts[:ROWS]),
        more_sources=len(ranked) - len(columns),
        more_facts=max(0, len(facts) - ROWS),
    )


def _row(fact: FactView, columns: Sequence[str]) -> Row:
    marks = _marks(fact)
    cells = tuple(" ".join(_few(marks.get(name, ()))) for name in columns)
    return Row(fact, cells, len(marks.keys() - set(columns)))


def _few(marks: Sequence[str]) -> Sequence[str]:
    return marks if len(marks) <= MARKS else [*marks[: MARKS - 1], "…"]


def _marks(fact: FactView) -> Mapping[str, Sequence[str]]:
    """For each source its marks: the sign of agreement or of no comparison, or a letter for what is said."""
    letters: dict[str, str] = {}
    marks: dict[str, list[str]] = {}
    for claim in fact.claims:
        said = position_text(claim)
        if fact.verdict in (VerdictKind.AGREE, VerdictKind.RELATED) or not claim.shown:
            mark = SYMBOLS[fact.verdict]
        else:
            at = len(letters)
            mark = letters.setdefault(said, ascii_uppercase[at] if at < len(ascii_uppercase) else "…")
        own = marks.setdefault(who(claim), [])
        if mark not in own:
            own.append(mark)
    return marks


def alone(facts: Iterable[FactView], room: int) -> tuple[Alone, ...]:
    """Facts of one source by source, in about `room` bytes of the page; each source gets its share.

    Statements without a value are counted only: they are the articles' own sentences.
    """
    groups = sorted(_by_source(facts).items())[:SOURCES]
    valued = [[fact for fact in group if fact.facet != Facet.STATEMENT] for _, group in groups]
    share = _share(list(map(len, valued)), (max(0, room) - HEAD * len(groups)) // LINE)
    return tuple(
        Alone(source, tuple(sorted(listed[:share], key=_place)), len(group) - min(share, len(listed)))
        for (source, group), listed in zip(groups, valued, strict=True)
    )


def alone_bytes(facts: Iterable[FactView]) -> int:
    """About how many bytes of the page `alone` takes for all of `facts`."""
    groups = _by_source(facts)
    return HEAD * len(groups) + LINE * sum(f.facet != Facet.STATEMENT for g in groups.values() for f in g)


def _by_source(facts: Iterable[FactView]) -> dict[str, list[FactView]]:
    groups: dict[str, list[FactView]] = {}
    for fact in facts:
        if fact.claims:
            groups.setdefault(who(fact.claims[0]), []).append(fact)
    return groups


def _place(fact: FactView) -> tuple[str, str, int]:
    first = fact.claims[0]
    return first.published or "9999", first.article, first.start


def _share(counts: Sequence[int], total: int) -> int:
    """The largest number that each group may have at most, so that together they have at most `total`."""
    low, high = 0, max(counts, default=0)
    while low < high:
        middle = (low + high + 1) // 2
        if sum(min(count, middle) for count in counts) <= total:
            low = middle
        else:
            high = middle - 1
    return low
