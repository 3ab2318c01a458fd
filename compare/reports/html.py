"""report.html: one self-contained page. No request leaves it, it needs no JavaScript, and text stays text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from compare.models import VerdictKind
from compare.reports.charts import Chart, fact_chart, series_chart
from compare.reports.overview import (
    HEAD,
    LINE,
    alone,
    alone_bytes,
    alone_sources,
    matrix,
    positions_of,
    source_rows,
    spellings,
)
from compare.reports.report_view import ReportView, StoryView
from compare.reports.templating import environment
from compare.reports.view import ORDER, ClaimView, FactView
from compare.reports.words import HEADINGS, VERDICT_WORDS
from compare.text_safety import cut, visible

if TYPE_CHECKING:
    import jinja2
    from markupsafe import Markup

__all__ = ["PAGE_BYTES", "report_html"]

PAGE_BYTES = 1_900_000
"""Size of the page for each 1,000 facts of several sources, begun or whole; the last ones are cut short."""

ARTICLES = 1_500
"""Articles that the page lists."""

_HEADINGS = 5_000
"""Part of the page for the headings of its sections."""

_ALONE_LEAST, _ALONE_MOST = 150_000, 600_000
"""Part of the page for what one source alone says: kept for it, and at most where there is room."""


@dataclass(frozen=True, slots=True)
class Detail:
    """How much of a fact is shown: what stands beside its sentences, why, its chart, how much is quoted."""

    context: bool
    why: bool
    chart: bool
    quotes: int
    """Quotes of one article; the rest is counted."""
    cards: int
    """Articles that are quoted; the others are named."""
    side: int
    """Characters of a sentence on either side of the value."""


FULL = Detail(context=True, why=True, chart=True, quotes=3, cards=12, side=300)
PLAIN = Detail(context=False, why=False, chart=True, quotes=3, cards=8, side=200)
SHORT = Detail(context=False, why=False, chart=False, quotes=1, cards=6, side=60)

_NEXT = frozenset({VerdictKind.POSSIBLE, VerdictKind.VARIANT, VerdictKind.COMPATIBLE})

FIRST, FEW = 60, 8
"""Differences on the first screen at most; where they are fewer than so many, others stand there too."""

OPEN = 20
"""Possible differences up to which, inclusive, they stand open; of more, each is a line that unfolds."""

_STORY, _GROUP = 900, 120
"""Bytes of the page for the head of a story, and of its facts of one verdict, about."""

_TEXTS_LEAST = 100_000
"""Part of the page that is kept for whole texts of articles, those of what differs first. With 2.5 times as
much, the 24 differences among 667 facts stood without context and without why they are one."""

_TEXT, _FIGURE = 90, 330
"""Bytes of the page that a text takes beside its letters, and a figure's row in its table, about."""

_MARKUP = re.compile("[<>&\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number over time: its fact, what it counts, the drawing and its figures."""

    fact: FactView
    counted: str
    svg: Markup
    points: Sequence[ClaimView]


@dataclass(frozen=True, slots=True)
class Section:
    """What the page shows of one story: its figures, and its facts as HTML by verdict, under their headings.

    ``told`` is None for facts of no story.
    """

    id: str
    title: str
    told: StoryView | None
    figures: Sequence[Figure]
    groups: Sequence[tuple[VerdictKind, str, Sequence[Markup]]]


def report_html(seen: ReportView, only: Collection[VerdictKind] = ()) -> str:
    """The text of report.html; ``only`` limits what is listed."""
    seen = seen.limited(only)
    templates = environment()
    style, script = (_own(templates, name) for name in ("report.css", "report.js"))
    found = [fact for fact in seen.facts if only or fact.verdict is not VerdictKind.SINGLE_SOURCE]
    articles = _articles(seen, found)
    places = {row["id"]: at for at, row in enumerate(articles)}
    sources = tuple(dict.fromkeys(row["source"] or row["id"] for row in articles))
    groups = _by_story(seen.stories, found)
    ordered = [fact for _, facts in groups for fact in facts]
    stories = [story for story, _ in groups if story is not None]
    shell = _shell(seen, only, found, stories) | {
        "style": style,
        "style_hash": _hash(style),
        "script": script,
        "script_hash": _hash(script),
        "articles": articles,
        "more_articles": len(seen.articles) - len(articles),
        "sources": sources,
        "places": places,
        "data": _data(ordered, seen.facts, sources),
    }
    page = templates.get_template("report.html")
    room = PAGE_BYTES * max(1, -(-len(ordered) // 1000)) - _size(page.render(shell)) - _HEADINGS
    single = [] if only else [fact for fact in seen.facts if fact.verdict is VerdictKind.SINGLE_SOURCE]
    figures = {story.id: _figures(story) for story in stories}
    every = [figure for own in figures.values() for figure in own]
    room -= sum(_size(figure.svg) + _FIGURE * len(figure.points) for figure in every)
    fitting = (size for size in map(_size, seen.texts.values()) if size <= _TEXTS_LEAST)
    texts = min(_TEXTS_LEAST, sum(fitting))
    kept = min(_ALONE_LEAST, alone_bytes(single)) + texts
    room -= sum(_STORY + _GROUP * len({fact.verdict for fact in facts}) for _, facts in groups)
    blocks = _blocks(ordered, places, room - kept, {figure.fact.id for figure in every})
    shell["sections"] = [_section(story, facts, blocks, figures) for story, facts in groups]
    room -= sum(map(_size, blocks.values()))
    shell["alone"] = alone(single, min(_ALONE_MOST, room - texts))
    shell["more_alone"] = alone_sources(single) - len(shell["alone"])
    room -= sum(HEAD + LINE * len(group.facts) for group in shell["alone"])
    shell["texts"] = _texts(seen, ordered, room)
    shell["more_texts"] = sum(row["id"] in seen.texts for row in articles) - len(shell["texts"])
    return page.render(shell)


def _shell(
    seen: ReportView,
    only: Collection[VerdictKind],
    listed: Sequence[FactView],
    stories: Sequence[StoryView],
) -> dict[str, Any]:
    """What the page shows beside facts, stories and articles."""
    grave = [fact for fact in seen.facts if fact.verdict is VerdictKind.DIFFER]
    rest = [fact for fact in seen.facts if fact.verdict in _NEXT]
    first, after = grave[:FIRST], rest[: max(0, FEW - len(grave))]
    more = len(grave) - len(first) + (len(rest) - len(after) if after else 0)
    if not grave and not after:
        shared = [fact for fact in seen.facts if fact.verdict is not VerdictKind.SINGLE_SOURCE]
        first, more = shared[:FEW], max(0, len(shared) - FEW)
    return {
        "headline": seen.headline,
        "note": seen.note,
        "weaknesses": seen.weaknesses,
        "set_aside": seen.set_aside,
        "listed": listed,
        "grave": grave,
        "first": first,
        "after": after,
        "more_first": more,
        "stories": stories,
        "titles": {story.id: (at, story.title) for at, story in enumerate(stories)},
        "per_source": source_rows(seen.articles, seen.facts),
        "matrix": matrix(listed),
        "sections": [],
        "alone": (),
        "more_alone": 0,
        "texts": {},
        "more_texts": 0,
        "only": [VERDICT_WORDS[kind] for kind in ORDER if kind in only],
        "facets": sorted({fact.facet for fact in seen.facts}),
        "kinds": [kind for kind in ORDER if seen.counts.get(kind) and (not only or kind in only)],
        "counts": seen.counts,
        "run": _run_lines(seen.run),
    }


def _by_story(
    stories: Sequence[StoryView], listed: Sequence[FactView]
) -> list[tuple[StoryView | None, list[FactView]]]:
    """The facts that are listed by story, in the order of the stories; those of none stand last."""
    known = {story.id for story in stories}
    held: dict[str, list[FactView]] = {}
    for fact in listed:
        held.setdefault(fact.story if fact.story in known else "", []).append(fact)
    groups: list[tuple[StoryView | None, list[FactView]]] = [
        (story, held[story.id]) for story in stories if story.id in held
    ]
    return [*groups, (None, held[""])] if "" in held else groups


def _most_often(words: Iterable[str]) -> str:
    """What the most claims count, as they write it; of as many the first, and "" for none."""
    counts = Counter(filter(None, words))
    return max(counts, key=counts.__getitem__, default="")


def _figures(story: StoryView) -> list[Figure]:
    facts = {fact.id: fact for fact in story.facts}
    found = []
    for series in story.series:
        counted = _most_often(claim.counted for claim in series.points) or series.unit
        found.append(Figure(facts[series.fact], counted, series_chart(series), series.points))
    return found


def _section(
    story: StoryView | None,
    facts: Sequence[FactView],
    blocks: Mapping[str, Markup],
    figures: Mapping[str, Sequence[Figure]],
) -> Section:
    groups = [
        (kind, HEADINGS[kind], [blocks[fact.id] for fact in facts if fact.verdict is kind])
        for kind in ORDER
        if any(fact.verdict is kind for fact in facts)
    ]
    if story is None:
        return Section("none", "Facts", None, (), groups)
    return Section(story.id, story.title, story, figures[story.id], groups)


def _texts(seen: ReportView, listed: Sequence[FactView], room: int) -> dict[str, str]:
    """Whole texts of articles as far as `room` goes, those that the first facts cite first."""
    cited = dict.fromkeys(claim.article for fact in listed for claim in fact.claims)
    found: dict[str, str] = {}
    for key in (*cited, *(key for key in seen.texts if key not in cited)):
        text = seen.texts.get(key, "")
        size = _size(text) + _TEXT
        if text and size <= room:
            found[key] = text
            room -= size
    return found


def _data(listed: Sequence[FactView], facts: Sequence[FactView], sources: Sequence[str]) -> Markup:
    """What the script needs beside the page: who says what of each fact, and spellings of one word."""
    from markupsafe import Markup

    place = {name: at for at, name in enumerate(sources)}
    said = [
        {place[name]: value for name, value in positions_of(fact).items() if name in place} for fact in listed
    ]
    order = {fact.id: at for at, fact in enumerate(facts)}
    rank = [order[fact.id] for fact in listed]
    names = [cut(name, 24) for name in sources]
    tree = {"said": said, "rank": rank, "sources": names, "spellings": spellings(facts)}
    text = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
    # No character of HTML is left in it.
    escaped = _MARKUP.sub(lambda m: f"\\u{ord(m[0]):04x}", visible(text))
    return Markup(escaped)  # noqa: S704 # nosec B704


def _own(environment: jinja2.Environment, name: str) -> Markup:
    """Our own constant text: the one thing in the page that is not escaped, and the policy names its hash."""
    from markupsafe import Markup

    text = environment.get_template(name).render()
    return Markup(text)  # noqa: S704 # nosec B704


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _size(text: str) -> int:
    return len(text.encode())


def _blocks(
    facts: Sequence[FactView], places: Mapping[str, int], room: int, drawn: Collection[str]
) -> dict[str, Markup]:
    """The facts as HTML by their ids: short, and more as far as `room` bytes go, sure differences first.

    Those that are `drawn` over time have no other chart.
    """
    render = environment().get_template("fact.html").module.fact  # type: ignore[attr-defined]
    charts: dict[int, Chart | None] = {}
    unsure = sum(fact.verdict is VerdictKind.POSSIBLE for fact in facts)
    opened = {VerdictKind.DIFFER} | ({VerdictKind.POSSIBLE} if unsure <= OPEN else set())

    def block(at: int, detail: Detail) -> Markup:
        if detail.chart and at not in charts:
            charts[at] = None if facts[at].id in drawn else fact_chart(facts[at])
        folded = facts[at].verdict not in opened
        return cast("Markup", render(facts[at], charts.get(at), places, detail, folded))

    def among(*kinds: VerdictKind) -> list[int]:
        return [at for at, fact in enumerate(facts) if fact.verdict in kinds]

    sure, possible = among(VerdictKind.DIFFER), among(VerdictKind.POSSIBLE)
    vague = among(VerdictKind.VARIANT, VerdictKind.COMPATIBLE)
    alike = among(VerdictKind.AGREE, VerdictKind.RELATED, VerdictKind.SINGLE_SOURCE, VerdictKind.UNRELATED)
    blocks = [block(at, SHORT) for at in range(len(facts))]
    room -= sum(map(_size, blocks))
    for chosen, detail in (
        (sure, PLAIN),
        (possible, PLAIN),
        (sure, FULL),
        (possible, FULL),
        (vague, PLAIN),
        (alike, PLAIN),
        (vague + alike, FULL),
    ):
        for at in chosen:
            larger = block(at, detail)
            more = _size(larger) - _size(blocks[at])
            if more > room:
                break
            room -= more
            blocks[at] = larger
    return {fact.id: block for fact, block in zip(facts, blocks, strict=True)}


def _articles(seen: ReportView, facts: Sequence[FactView]) -> Sequence[Mapping[str, str]]:
    """The articles that the page lists: all, or of many those of its first facts."""
    if len(seen.articles) <= ARTICLES:
        return seen.articles
    cited = list(dict.fromkeys(claim.article for fact in facts for claim in fact.claims))
    chosen = set(cited[:ARTICLES])
    return [row for row in seen.articles if row["id"] in chosen]


_SECTION, _LIST = 20, 5
"""Entries of a section and of a list of the run that a page shows, at most; more are counted."""


def _run_lines(run: Any, prefix: str = "") -> list[tuple[str, str]]:
    """The header of the run as pairs of a dotted key and a text; long lists are counted."""
    lines: list[tuple[str, str]] = []
    for key in sorted(run, key=str):
        value, name = run[key], f"{prefix}{key}"
        if hasattr(value, "keys"):
            inner = _run_lines(value, f"{name}.")
            lines += inner if len(inner) <= _SECTION else [(name, f"{len(inner)} entries, see facts.json")]
        elif isinstance(value, list | tuple) and len(value) > _LIST:
            lines.append((name, f"{len(value)} entries, see facts.json"))
        else:
            lines.append((name, str(value)))
    return lines
