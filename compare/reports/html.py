"""report.html: one self-contained page. No request leaves it, it needs no JavaScript, and text stays text."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from compare.models import VerdictKind
from compare.reports.charts import Chart, fact_chart, waterfall
from compare.reports.explanation import compared, nearest, pair, rule
from compare.reports.overview import alone, alone_bytes, matrix
from compare.reports.report_view import ReportView
from compare.reports.view import ORDER, ClaimView, FactView
from compare.reports.words import (
    HEADINGS,
    SYMBOLS,
    copied,
    copies_text,
    excerpt,
    position_text,
    read_as,
    reviewed,
    said_by,
    short_position,
    who,
)
from compare.text_safety import cut, one_line, safe_url, visible

if TYPE_CHECKING:
    import jinja2
    from markupsafe import Markup

__all__ = ["PAGE_BYTES", "environment", "report_html"]

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

_DATE = re.compile(r"(?<![\d-])(\d{4}-\d{2}(?:-\d{2})?)(?![\d-])", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def report_html(seen: ReportView, only: Collection[VerdictKind] = ()) -> str:
    """The text of report.html; ``only`` limits what is listed."""
    seen = seen.limited(only)
    templates = environment()
    style, script = (_own(templates, name) for name in ("report.css", "report.js"))
    listed = [fact for fact in seen.facts if only or fact.verdict is not VerdictKind.SINGLE_SOURCE]
    articles = _articles(seen, listed)
    places = {row["id"]: at for at, row in enumerate(articles)}
    table = matrix(listed)
    shell: dict[str, Any] = {
        "style": style,
        "style_hash": _hash(style),
        "script": script,
        "script_hash": _hash(script),
        "headline": seen.headline,
        "note": seen.note,
        "set_aside": seen.set_aside,
        "matrix": table,
        "sections": [],
        "alone": (),
        "only": [str(kind) for kind in ORDER if kind in only],
        "facets": sorted({fact.facet for fact in seen.facts}),
        "kinds": [kind for kind in ORDER if seen.counts.get(kind) and (not only or kind in only)],
        "counts": seen.counts,
        "articles": articles,
        "more_articles": len(seen.articles) - len(articles),
        "sources": tuple(dict.fromkeys(row["source"] or row["id"] for row in articles)),
        "run": _run_lines(seen.run),
        "places": places,
    }
    page = templates.get_template("report.html")
    room = PAGE_BYTES * max(1, -(-len(listed) // 1000)) - _size(page.render(shell)) - _HEADINGS
    single = [] if only else [fact for fact in seen.facts if fact.verdict is VerdictKind.SINGLE_SOURCE]
    kept = min(_ALONE_LEAST, alone_bytes(single))
    blocks = _blocks(listed, places, room - kept)
    shell["sections"] = [
        (kind, [block for fact, block in zip(listed, blocks, strict=True) if fact.verdict is kind])
        for kind in ORDER
        if any(fact.verdict is kind for fact in listed)
    ]
    shell["alone"] = alone(single, min(_ALONE_MOST, room - sum(map(_size, blocks))))
    return page.render(shell)


def _own(environment: jinja2.Environment, name: str) -> Markup:
    """Our own constant text: the one thing in the page that is not escaped, and the policy names its hash."""
    from markupsafe import Markup

    return Markup(environment.get_template(name).render())  # noqa: S704


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _size(text: str) -> int:
    return len(text.encode())


def _blocks(facts: Sequence[FactView], places: Mapping[str, int], room: int) -> list[Markup]:
    """The facts as HTML: short, and with more as far as `room` bytes go: differences first, from the top."""
    render = environment().get_template("fact.html").module.fact  # type: ignore[attr-defined]
    charts: dict[int, Chart | None] = {}

    def block(at: int, detail: Detail) -> Markup:
        if detail.chart and at not in charts:
            charts[at] = fact_chart(facts[at])
        return cast("Markup", render(facts[at], charts.get(at), places, detail))

    def among(*kinds: VerdictKind) -> list[int]:
        return [at for at, fact in enumerate(facts) if fact.verdict in kinds]

    differ = among(VerdictKind.DIFFER, VerdictKind.POSSIBLE)
    vague = among(VerdictKind.VARIANT, VerdictKind.COMPATIBLE)
    alike = among(VerdictKind.AGREE, VerdictKind.RELATED, VerdictKind.SINGLE_SOURCE, VerdictKind.UNRELATED)
    blocks = [block(at, SHORT) for at in range(len(facts))]
    room -= sum(map(_size, blocks))
    for chosen, detail in (
        (differ, PLAIN),
        (differ, FULL),
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
    return blocks


def _articles(seen: ReportView, facts: Sequence[FactView]) -> Sequence[Mapping[str, str]]:
    """The articles that the page lists: all, or of many those of its first facts."""
    if len(seen.articles) <= ARTICLES:
        return seen.articles
    cited = list(dict.fromkeys(claim.article for fact in facts for claim in fact.claims))
    chosen = set(cited[:ARTICLES])
    return [row for row in seen.articles if row["id"] in chosen]


@cache
def environment() -> jinja2.Environment:
    """The templates of our pages, with what they share."""
    import jinja2

    made = jinja2.Environment(
        # Everything that goes into a page is escaped, but our own style sheet, script and drawings.
        autoescape=True,
        loader=jinja2.PackageLoader("compare.reports"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(
        visible=visible,
        line=one_line,
        cut=cut,
        anchor=_anchor,
        language=_language,
        url=safe_url,
        within=_within,
        who=who,
        said_by=said_by,
        position=position_text,
        read_as=read_as,
        reviewed=reviewed,
        short=short_position,
        excerpt=excerpt,
        copies=copies_text,
        copied=copied,
        dated=_dated,
    )
    made.globals.update(
        headings=HEADINGS,
        symbols=SYMBOLS,
        waterfall=waterfall,
        compared=compared,
        nearest=nearest,
        pair=pair,
        rule=rule,
    )
    return made


def _anchor(fact: FactView) -> str:
    """The id of a fact in the page: only characters that need no escape in a link."""
    return "fact-" + re.sub(r"[^A-Za-z0-9_-]", lambda m: f".{ord(m[0]):x}", fact.id)


def _dated(text: str) -> Markup:
    """`text` escaped, with its dates as elements that no line breaks apart."""
    from markupsafe import Markup, escape

    parts = _DATE.split(text)  # texts and dates by turns
    return Markup("").join(
        Markup("<time>{}</time>").format(part) if at % 2 else escape(part) for at, part in enumerate(parts)
    )


def _within(claims: Sequence[ClaimView], places: Mapping[str, int]) -> str:
    """The numbers of the articles of `claims`, for the filters."""
    return " ".join(
        str(at) for at in sorted({places[claim.article] for claim in claims if claim.article in places})
    )


def _language(tag: str) -> str:
    """The language of a quotation where it is not the page's own."""
    return tag if _LANGUAGE.fullmatch(tag) and tag.split("-", maxsplit=1)[0].lower() != "en" else ""


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
