"""Articles that another program gives as values, without a file: what a row of a table would make of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from compare.errors import InputError
from compare.ingest.decode import clean
from compare.ingest.fields import Metadata, language_of, published_in, scalar
from compare.ingest.filling import article_of
from compare.ingest.houses import Houses
from compare.ingest.items import Item
from compare.ingest.markup import is_markup
from compare.ingest.outlets import host_of, one_name_a_host
from compare.models import Article, Problem

__all__ = ["Given", "articles_given"]


@dataclass(frozen=True, slots=True)
class Given:
    """An article as it is given; what is unknown is empty."""

    text: str
    id: str = ""
    source: str = ""
    title: str = ""
    published: str = ""
    url: str = ""
    language: str = ""


def articles_given(rows: Sequence[Given], outlets: Path | None = None) -> list[Article]:
    """The articles of `rows`, in their order; one without an id is called by its place, from "1" on.

    A text stays as it is, so that offsets are those of who gave it; only lone surrogates, which no file can
    hold, are replaced one for one. `outlets` is a list of outlets as `ReadOptions` has it. Raises
    `InputError` for a row without a text, with HTML for one, with a date or a language that cannot be read,
    and for an id that two have.
    """
    articles = [_article(row, number) for number, row in enumerate(rows, 1)]
    seen: set[str] = set()
    for article in articles:
        if article.id in seen:
            raise InputError(f"two articles have the id {article.id[:60]!r}; give each article its own")
        seen.add(article.id)
    houses = Houses.load((), outlets, _refuse)
    return [houses.apply(article) for article in one_name_a_host(articles, frozenset())]


def _article(row: Given, number: int) -> Article:
    where = f"article {number}"
    if not row.text.strip():
        raise InputError(f"{where} has no text; give each article its text")
    if is_markup(row.text):
        raise InputError(f"the text of {where} is HTML; give the text that a reader sees")
    url = scalar(row.url)
    known = Metadata(
        id=scalar(row.id),
        source=scalar(row.source) or host_of(url),
        title=scalar(row.title),
        published=published_in(scalar(row.published), "published", where, _refuse),
        url=url,
        language=language_of(scalar(row.language), where, _refuse),
    )
    return article_of(Item(known, clean(row.text), where), Metadata(), str(number), "")


def _refuse(problem: Problem) -> NoReturn:
    """What a file is read without is an error here: who gives an article can mend it."""
    told = str(problem)
    for consequence in ("; read without a date", "; found from the text instead"):
        told = told.removesuffix(consequence)
    raise InputError(told)
