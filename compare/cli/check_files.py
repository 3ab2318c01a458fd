"""``crossclaim check PATH``: what files hold, read and not compared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from compare.cli.common import columns, emit, emit_json
from compare.cli.reading import read

if TYPE_CHECKING:
    from compare.models import Article
    from compare.settings import Settings

_LISTED = 12
"""Sources, months and languages that are named in a line; the others are counted."""


def check_files(paths: list[Path], settings: Settings, *, as_json: bool) -> None:
    """Read the articles of `paths` and print what was found."""
    from compare.pipeline import count_copies, set_aside
    from compare.reports.set_aside import by_language, set_aside_line
    from compare.reports.weaknesses import weaknesses

    intake, complaints, lost = read(paths, settings, quiet=True)
    aside = set_aside(intake.articles, settings)
    compared = [article for article in intake.articles if article.id not in aside]
    weak = weaknesses(intake.articles, aside, count_copies(compared)).lines
    languages = by_language(aside.values())
    found = {
        **counts(intake.articles),
        "tables": list(intake.tables),
        "set_aside": languages,
        "weaknesses": list(weak),
        "unread": intake.unread,
        "problems": complaints,
    }
    if as_json:
        emit_json(found)
    else:
        emit(text(found, set_aside_line(languages), columns()))
    if lost:
        raise typer.Exit(2)


def counts(articles: Iterable[Article]) -> dict[str, Any]:
    """The articles by source, month and language, the most frequent first; "" is what is not known."""
    from compare.text_safety import encodable

    articles = list(articles)
    return {
        "articles": len(articles),
        "sources": _counted(encodable(article.source) for article in articles),
        "months": dict(sorted(_counted(_month(article) for article in articles).items())),
        "languages": _counted(encodable(article.language) for article in articles),
        "characters": sum(len(article.text) for article in articles),
    }


def text(found: Mapping[str, Any], aside: str, width: int) -> str:
    """What was found, for people, in lines of at most `width` columns."""
    from textwrap import wrap

    from compare.text_safety import one_line

    total = found["articles"]
    size = f"{found['characters']:,} characters"
    lines = [f"{total:,} article{'' if total == 1 else 's'}, {size}; nothing was compared"]
    lines += [f"{name}: {_listed(found[name])}" for name in ("sources", "months", "languages")]
    lines += [*found["tables"], *found["weaknesses"], *filter(None, (aside, found["unread"]))]
    return "\n".join(
        row for line in lines for row in wrap(one_line(line), max(width, 40), subsequent_indent="  ")
    )


def _month(article: Article) -> str:
    return article.published.isoformat()[: len("2023-05")] if article.published else ""


def _counted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items(), key=lambda row: (-row[1], row[0])))


def _listed(counted: Mapping[str, int]) -> str:
    named = [f"{name or 'unknown'} {count:,}" for name, count in list(counted.items())[:_LISTED]]
    more = [f"and {len(counted) - _LISTED:,} more"] if len(counted) > _LISTED else []
    return ", ".join(named + more)
