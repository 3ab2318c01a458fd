"""What the page shows beside facts: the table of facts and sources, sources, and what one alone says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from compare.models import Facet, VerdictKind
from compare.reports.view import FactView
from compare.reports.words import position_text, who
from compare.text_safety import cut

__all__ = [
    "Alone",
    "Matrix",
    "Row",
    "SourceRow",
    "alone",
    "alone_bytes",
    "alone_sources",
    "matrix",
    "positions_of",
    "source_rows",
    "spellings",
]

COLUMNS = 12
"""Sources with a column of their own; a last column counts the others."""

ROWS = 40
"""Facts in the table without a script, the first ones, which differ; the script shows all of them."""

CELL = 28
"""Characters of a value in the table; an ellipsis stands for the rest."""

VALUES = 3
"""Values of one source for one fact; an ellipsis stands for the others."""

LEAST_WORD = 4
"""Letters of a word, inclusive, whose spellings a search takes for each other."""

SOURCES = 100
"""Sources whose own facts are listed, the first ones; the others are counted."""

HEAD, LINE = 200, 340
"""Bytes of the page that a source takes, and a fact of one source, about."""


@dataclass(frozen=True, slots=True)
class Row:
    """A fact in the table: what each source of a column says, and how many other sources speak."""

    fact: FactView
    cells: tuple[str, ...]
    others: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Facts by the sources that speak in them; an empty cell is silence."""

    sources: tuple[str, ...]
    rows: tuple[Row, ...]
    more_sources: int
    more_facts: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source: its articles, facts that it shares, those in which it differs, those that it alone states."""

    name: str
    articles: int
    shared: int
    differ: int
    alone: int


@dataclass(frozen=True, slots=True)
class Alone:
    """What one source alone says: the facts that are listed, and how many more there are."""

    source: str
    facts: tuple[FactView, ...]
    more: int


def matrix(facts: Sequence[FactView]) -> Matrix:
    """The table of the first of `facts` by their sources; those with most facts get the columns."""
    shown = facts[:ROWS]
    said = [positions_of(fact) for fact in shown]
    frequency = Counter(name for row in said for name in row)
    ranked = sorted(frequency, key=lambda name: (-frequency[name], name))
    columns = sorted(ranked[:COLUMNS] if len(ranked) > COLUMNS + 1 else ranked)
    rows = (
        Row(fact, tuple(row.get(name, "") for name in columns), len(row.keys() - set(columns)))
        for fact, row in zip(shown, said, strict=True)
    )
    return Matrix(
        sources=tuple(columns),
        rows=tuple(rows),
        more_sources=len(ranked) - len(columns),
        more_facts=max(0, len(facts) - ROWS),
    )


def positions_of(fact: FactView) -> Mapping[str, str]:
    """What each source says of a fact, short."""
    said: dict[str, list[str]] = {}
    for claim in fact.claims:
        values = said.setdefault(who(claim), [])
        value = cut(position_text(claim), CELL)
        if value not in values:
            values.append(value)
    return {
        name: " / ".join(values if len(values) <= VALUES else [*values[: VALUES - 1], "…"])
        for name, values in said.items()
    }


def source_rows(articles: Iterable[Mapping[str, str]], facts: Iterable[FactView]) -> tuple[SourceRow, ...]:
    """The sources, those with most shared facts first."""
    own = Counter(row["source"] or row["id"] for row in articles)
    shared: Counter[str] = Counter()
    differ: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for fact in facts:
        names = {who(claim) for claim in fact.claims}
        if fact.verdict is VerdictKind.SINGLE_SOURCE:
            alone.update(names if fact.facet != Facet.STATEMENT else ())
            continue
        shared.update(names)
        differ.update(names if fact.verdict is VerdictKind.DIFFER else ())
    ranked = sorted(own, key=lambda name: (-shared[name], -alone[name], name))
    return tuple(SourceRow(name, own[name], shared[name], differ[name], alone[name]) for name in ranked)


def spellings(facts: Iterable[FactView]) -> list[list[str]]:
    """Words that are spellings of one word, as facts of one name in several spellings show, in lower case."""
    root: dict[str, str] = {}

    def first(word: str) -> str:
        while root.setdefault(word, word) != word:
            word = root[word]
        return word

    for fact in facts:
        if fact.verdict is not VerdictKind.VARIANT:
            continue
        named = sorted({tuple(claim.value.casefold().split()) for claim in fact.claims})
        alike = ((one, other) for one, other in combinations(named, 2) if len(one) == len(other))
        for a, b in (pair for one, other in alike for pair in zip(one, other, strict=True)):
            if a != b and min(len(a), len(b)) >= LEAST_WORD:
                low, high = sorted((first(a), first(b)))
                root[high] = low
    groups: dict[str, list[str]] = {}
    for word in sorted(root):
        groups.setdefault(first(word), []).append(word)
    return [group for _, group in sorted(groups.items()) if len(group) > 1]


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


def alone_sources(facts: Iterable[FactView]) -> int:
    """How many sources say something alone."""
    return len(_by_source(facts))


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
