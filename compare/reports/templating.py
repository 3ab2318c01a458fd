"""The templates of our pages, and what they show facts and stories with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from compare.models import VerdictKind
from compare.reports.charts import waterfall
from compare.reports.differences import unlike
from compare.reports.explanation import compared, nearest, pair, rule
from compare.reports.report_view import StoryView
from compare.reports.values import days_of, plain_day
from compare.reports.view import ClaimView, FactView
from compare.reports.words import (
    HEADINGS,
    KIND_WORDS,
    SYMBOLS,
    VERDICT_WORDS,
    about_words,
    brief,
    copied,
    excerpt,
    position_text,
    read_as,
    reviewed,
    said_by,
    speaker,
    verdict_words,
    who,
)
from compare.text_safety import cut, one_line, safe_url, visible

if TYPE_CHECKING:
    import jinja2
    from markupsafe import Markup

__all__ = ["environment"]

_BRIEF = 170
"""Characters of what sources say, on one line."""

_DATE = re.compile(r"(?<![\d-])(\d{4}-\d{2}(?:-\d{2})?)(?![\d-])", re.ASCII)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


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
        excerpt=excerpt,
        about=about_words,
        verdict=verdict_words,
        copied=copied,
        dated=_dated,
        day=plain_day,
        days=_days,
        latest=_latest,
        story_days=lambda story: days_of(story.first, story.last),
        name=_name,
        brief=_brief,
        bars=_bars,
        speaker=speaker,
    )
    made.globals.update(
        headings=HEADINGS,
        verdicts=VERDICT_WORDS,
        kinds_of=KIND_WORDS,
        unlike=unlike,
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
    return f"fact-{_name(fact.id)}"


def _dated(text: str) -> Markup:
    """`text` escaped, with its dates as elements that no line breaks apart."""
    from markupsafe import Markup, escape

    parts = _DATE.split(text)  # texts and dates by turns
    return Markup("").join(
        Markup("<time>{}</time>").format(plain_day(part)) if at % 2 else escape(part)
        for at, part in enumerate(parts)
    )


def _name(text: str) -> str:
    """`text` with only characters that an id in a page and a link may have."""
    return re.sub(r"[^A-Za-z0-9_-]", lambda m: f".{ord(m[0]):x}", text)


def _brief(fact: FactView) -> str:
    """What the sources say, on one line."""
    return brief(fact, _BRIEF)


def _latest(fact: FactView) -> str:
    return max((claim.published for claim in fact.claims), default="")


def _days(fact: FactView) -> str:
    """When the articles of a fact were published."""
    known = sorted(claim.published for claim in fact.claims if claim.published)
    return days_of(known[0], known[-1]) if known else "undated"


def _bars(story: StoryView) -> list[tuple[VerdictKind, str, str]]:
    """The verdicts of a story as parts of a bar: kind, start and width, of a hundred."""
    total = sum(story.counts.values())
    found, at = [], 0.0
    for kind, n in story.counts.items():
        wide = 100 * n / total
        found.append((kind, f"{at:.1f}", f"{wide:.1f}"))
        at += wide
    return found


def _within(claims: Sequence[ClaimView], places: Mapping[str, int]) -> str:
    """The numbers of the articles of `claims`, for the filters."""
    return " ".join(
        str(at) for at in sorted({places[claim.article] for claim in claims if claim.article in places})
    )


def _language(tag: str) -> str:
    """The language of a quotation where it is not the page's own."""
    return tag if _LANGUAGE.fullmatch(tag) and tag.split("-", maxsplit=1)[0].lower() != "en" else ""
