"""The view model of a report: its facts and stories as plain rows, in the order of every output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Self

from compare.models import Article, Extent, Facet, Fact, Story, VerdictKind
from compare.reports.calibrated import calibrated_line
from compare.reports.judged import beyond_line, judged_line
from compare.reports.long_lists import tables_line
from compare.reports.set_aside import by_language, set_aside, set_aside_line
from compare.reports.view import ORDER, ClaimView, FactView, view_fact
from compare.reports.weaknesses import copies_in, weaknesses
from compare.reports.words import VERDICT_WORDS, listed, who
from compare.text_safety import encodable

__all__ = [
    "ReportView",
    "SeriesView",
    "StoryView",
    "fact_order",
    "headline",
    "view",
    "view_stories",
]

LEAST_POINTS = 3
"""Figures of a number, of two sources and two days at least, that are drawn over time."""

MOST_SERIES = 2
"""Numbers of one story that are drawn over time, the most important ones."""

_REVISED = frozenset({VerdictKind.DIFFER, VerdictKind.POSSIBLE, VerdictKind.COMPATIBLE})
_COUNTED = frozenset({Facet.QUANTITY, Facet.MONEY, Facet.PERCENTAGE})

_RANK = {kind: rank for rank, kind in enumerate(ORDER)}


@dataclass(frozen=True, slots=True)
class SeriesView:
    """One number told over time: the fact whose claims tell it, and these in the order of publication."""

    fact: str
    unit: str
    points: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story as plain values, with the facts that several sources state, in the report's order.

    Days are ISO 8601, "" where no article is dated.
    """

    id: str
    title: str
    terms: tuple[str, ...]
    articles: tuple[str, ...]
    sources: tuple[str, ...]
    first: str
    last: str
    facts: tuple[FactView, ...]
    counts: Mapping[VerdictKind, int]
    series: tuple[SeriesView, ...]

    @property
    def elsewhere(self) -> tuple[ClaimView, ...]:
        """A claim of each article of another story that states a fact of this one."""
        own = set(self.articles)
        found = {c.article: c for fact in self.facts for c in fact.claims if c.article not in own}
        return tuple(found[key] for key in sorted(found))

    @property
    def told_by(self) -> str:
        """How many articles tell it, of which sources; and who of other stories tells facts of it as well."""
        own = f"{_plural(len(self.articles), 'article')} of {listed(self.sources)}"
        others = self.elsewhere
        if not others:
            return own
        names = listed(sorted({who(claim) for claim in others}))
        also = (
            f"{_plural(len(others), 'article')} of {'another story' if len(others) == 1 else 'other stories'}"
        )
        return f"{own}; some of its facts also in {also} ({names})"


@dataclass(frozen=True, slots=True)
class ReportView:
    """A report as plain values."""

    headline: str
    articles: tuple[Mapping[str, str], ...]
    facts: tuple[FactView, ...]
    counts: Mapping[VerdictKind, int]
    run: Mapping[str, object]
    set_aside: Mapping[str, str]
    """Ids of the articles that were not compared, with the codes of their languages."""
    stories: tuple[StoryView, ...] = ()
    """What matters most first: differences, then what several sources tell at all."""
    texts: Mapping[str, str] = field(default_factory=dict)
    """The whole texts of the articles that were compared, by id; none where the report was read back."""
    weaknesses: tuple[str, ...] = ()
    """A line on each thing that weakens the comparison."""
    pages: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Where each page begins in the text of an article that has pages."""

    @property
    def note(self) -> str:
        """What is said of articles set aside, a calibration, a judge, and what is left out; "" for none."""
        lines = (
            set_aside_line(by_language(self.set_aside.values())),
            encodable(calibrated_line(self.run)),
            encodable(judged_line(self.run)),
            beyond_line(self.run),
        )
        return ". ".join(line for line in lines if line)

    def limited(self, only: Collection[VerdictKind]) -> Self:
        """With `only`, just the facts of those verdicts; the headline and the counts are always of all."""
        if not only:
            return self
        stories = (
            replace(story, facts=tuple(f for f in story.facts if f.verdict in only)) for story in self.stories
        )
        return replace(
            self, facts=tuple(fact for fact in self.facts if fact.verdict in only), stories=tuple(stories)
        )


def fact_order(articles: Collection[Article]) -> Callable[[Fact], tuple[int, bool, float, int, float, str]]:
    """Sort key of facts: verdict, values before statements, importance, the latest first, score, id.

    Scores count as they are written.
    """
    days = {article.id: article.published.toordinal() for article in articles if article.published}

    def key(fact: Fact) -> tuple[int, bool, float, int, float, str]:
        latest = max((days.get(claim.article, 0) for claim in fact.claims), default=0)
        is_statement = fact.facet is Facet.STATEMENT
        score = -round(fact.score, 2)
        return _RANK[fact.verdict.verdict], is_statement, -fact.importance, -latest, score, fact.id

    return key


def view(
    articles: Sequence[Article],
    facts: Sequence[Fact],
    run: Mapping[str, object],
    stories: Sequence[Story] = (),
) -> ReportView:
    """A report as plain values, in the order of its `facts`: made once, and shown by every output."""
    known = {article.id: article for article in articles}
    seen = tuple(view_fact(fact, known) for fact in facts)
    return ReportView(
        headline=headline(articles, facts, run),
        articles=tuple(_article(article) for article in articles),
        facts=seen,
        counts=_counts(facts),
        run=run,
        set_aside={encodable(key): encodable(code) for key, code in set_aside(run).items()},
        stories=view_stories(stories, seen, known),
        texts={encodable(a.id): encodable(a.text) for a in articles if a.text and a.id not in set_aside(run)},
        weaknesses=weak_points(articles, facts, run),
        pages={encodable(article.id): article.pages for article in articles if article.pages},
    )


def weak_points(
    articles: Sequence[Article], facts: Sequence[Fact], run: Mapping[str, object]
) -> tuple[str, ...]:
    """A line on each thing that weakens the comparison of `articles`."""
    lines = (*weaknesses(articles, set_aside(run), copies_in(facts)).lines, encodable(tables_line(run)))
    return tuple(line for line in lines if line)


def view_stories(
    stories: Sequence[Story], facts: Sequence[FactView], articles: Mapping[str, Article]
) -> tuple[StoryView, ...]:
    """Stories with their facts: those of the gravest differences first, then those of most shared facts."""
    held: dict[str, list[FactView]] = {}
    for fact in facts:
        if fact.verdict is not VerdictKind.SINGLE_SOURCE and len(fact.positions) > 1:
            held.setdefault(fact.story, []).append(fact)
    seen = [_story(story, held.get(encodable(story.id), ()), articles) for story in stories]
    return tuple(sorted(seen, key=_story_key))


def _story_key(story: StoryView) -> tuple[float, int, int, str]:
    grave = sum(fact.importance for fact in story.facts if fact.verdict is VerdictKind.DIFFER)
    return -round(grave, 1), -len(story.facts), -len(story.articles), story.id


def _story(story: Story, facts: Sequence[FactView], articles: Mapping[str, Article]) -> StoryView:
    own = [articles[key] for key in story.articles if key in articles]
    return StoryView(
        id=encodable(story.id),
        title=encodable(story.title),
        terms=tuple(map(encodable, story.terms)),
        articles=tuple(encodable(article.id) for article in own),
        sources=tuple(sorted({encodable(article.source or article.id) for article in own})),
        first=story.first.isoformat() if story.first else "",
        last=story.last.isoformat() if story.last else "",
        facts=tuple(facts),
        counts={kind: n for kind in ORDER if (n := sum(fact.verdict is kind for fact in facts))},
        series=tuple(found for fact in facts if (found := series_of(fact)) is not None)[:MOST_SERIES],
    )


def series_of(fact: FactView) -> SeriesView | None:
    """The number that `fact` tells over time; None where it is no number, or one that nobody revised."""
    points = [
        c
        for c in fact.claims
        if c.published and c.value and isinstance(c.low if c.low is not None else c.high, int | float)
    ]
    if fact.facet not in _COUNTED or fact.verdict not in _REVISED:
        return None
    if len({c.unit for c in fact.claims}) > 1 or len({who(c) for c in points}) < 2:
        return None
    first: dict[tuple[str, str, str], ClaimView] = {}
    for claim in points:
        first.setdefault((claim.published, who(claim), claim.shown), claim)
    days = {claim.published for claim in first.values()}
    if len(first) < LEAST_POINTS or len(days) < 2 or len({c.value for c in first.values()}) < 2:
        return None
    return SeriesView(fact.id, points[0].unit, tuple(first.values()))


def headline(articles: Collection[Article], facts: Collection[Fact], run: Mapping[str, object]) -> str:
    """What was compared and found: "5 articles, 4 sources, 20 shared facts: 3 differ, 14 agree; 9 more …"."""
    counts = _counts(facts)
    aside = set_aside(run)
    articles = [article for article in articles if article.id not in aside]
    sources = len({article.source or article.id for article in articles})
    alone = counts[VerdictKind.SINGLE_SOURCE]
    found = [
        f"{counts[kind]:,} {VERDICT_WORDS[kind]}"
        for kind in ORDER
        if kind is not VerdictKind.SINGLE_SOURCE and (counts[kind] or kind is VerdictKind.DIFFER)
    ]
    total = ", ".join(
        (
            _plural(len(articles), "article"),
            _plural(sources, "source"),
            _plural(len(facts) - alone, "shared fact"),
        )
    )
    more = f"; {alone:,} more from one source only" if alone else ""
    return f"{total}: {', '.join(found)}{more}"


def _article(article: Article) -> dict[str, str]:
    fields = {
        "id": article.id,
        "source": article.source,
        "title": article.title,
        "published": article.published.isoformat() if article.published else "",
        "url": article.url,
        "language": article.language,
    }
    if article.extent is not Extent.WHOLE:
        fields["extent"] = str(article.extent)
    if article.house:
        fields["house"] = article.house
    return {name: encodable(text) for name, text in fields.items()}


def _counts(facts: Collection[Fact]) -> Counter[VerdictKind]:
    return Counter(fact.verdict.verdict for fact in facts)


def _plural(n: int, noun: str) -> str:
    return f"{n:,} {noun}" + ("" if n == 1 else "s")
