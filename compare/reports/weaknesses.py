"""What weakens a comparison: articles without a date or a source, texts that are cut, copies of one text."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from compare.models import Article, CopyKind, Extent, Fact

__all__ = ["Weaknesses", "copies_in", "weaknesses"]


@dataclass(frozen=True, slots=True)
class Weaknesses:
    """How many of the compared articles have what weakens a comparison."""

    articles: int
    undated: int = 0
    unsourced: int = 0
    cut: int = 0
    summaries: int = 0
    copies: int = 0

    @property
    def lines(self) -> tuple[str, ...]:
        """A line on each of them, and none on what no article has."""
        total = self.articles
        return tuple(
            f"{_counted(count, total)} {what}"
            for count, what in (
                (self.undated, "without a date: what they say of days and weeks stays open"),
                (self.unsourced, "without a source: each counts as a source of its own"),
                (self.cut, "cut by the service: compared for what is there"),
                (self.summaries, "known by a summary only: compared for what it holds"),
                (self.copies, "copied from another: it counts once with its copies"),
            )
            if count
        )


def weaknesses(articles: Iterable[Article], aside: Collection[str], copies: int) -> Weaknesses:
    """What weakens the comparison of `articles` but those set `aside`; `copies` says how many are copies."""
    from compare.ingest.stubs import extent_of  # the readers of files are of no use to a question to a store

    compared = [article for article in articles if article.id not in aside]
    return Weaknesses(
        articles=len(compared),
        undated=sum(article.published is None for article in compared),
        unsourced=sum(not article.source for article in compared),
        # A store keeps no extents, but texts, which tell again what was cut.
        cut=sum(Extent.CUT in (article.extent, extent_of(article.text)) for article in compared),
        summaries=sum(article.extent is Extent.SUMMARY for article in compared),
        copies=copies,
    )


def copies_in(facts: Iterable[Fact]) -> int:
    """How many articles are copies of another as wholes, as far as facts tell."""
    first: dict[str, str] = {}

    def root(key: str) -> str:
        while first.get(key, key) != key:
            key = first[key]
        return key

    for copy in {copy.articles for fact in facts for copy in fact.copies if copy.kind is CopyKind.WHOLE}:
        roots = sorted({root(key) for key in copy})
        for key in (*roots, *copy):
            first[key] = roots[0]
    return len(first) - len({root(key) for key in first})


def _counted(count: int, total: int) -> str:
    if count == total:
        return "The article is" if total == 1 else f"All {total:,} articles are"
    return f"{count:,} of {total:,} articles {'is' if count == 1 else 'are'}"
