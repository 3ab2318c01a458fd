"""Articles as other programs give them, and what is refused of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from compare.errors import InputError
from compare.ingest.given import Given
from compare.settings import ServeSettings
from compare.text_safety import one_line

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

__all__ = ["CompareBody", "GivenArticle", "refused", "rows_of"]

MAX_NAME = 500
"""Characters of an id, a source and the like; the longest titles of papers have some 300."""
MAX_URL = 2_000
"""Characters of an address, as browsers take them."""
_SHOWN = 300
"""Characters of a complaint."""


class GivenArticle(BaseModel):
    """One article, with what is known of it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: str = Field(min_length=1, description="The text of the article, without markup.")
    id: str = Field(
        default="", max_length=MAX_NAME, description="A name for the article; its place in the list if empty."
    )
    source: str = Field(
        default="", max_length=MAX_NAME, description="Who publishes it; the host of the url if empty."
    )
    title: str = Field(default="", max_length=MAX_NAME, description="Its headline.")
    published: str = Field(
        default="",
        max_length=100,
        description="The day of publication, such as 2024-05-31; relative dates count from it.",
    )
    url: str = Field(default="", max_length=MAX_URL, description="Its address, which is not looked up.")
    language: str = Field(
        default="", max_length=100, description="Its language, such as en; found from the text if empty."
    )


class CompareBody(BaseModel):
    """Articles to compare."""

    model_config = ConfigDict(extra="forbid", strict=True)

    articles: list[GivenArticle] = Field(min_length=1, description="The articles.")


def rows_of(articles: Sequence[GivenArticle], limits: ServeSettings) -> list[Given]:
    """The articles, none of which is looked at closely yet. Raises `InputError` beyond the limits."""
    most = limits.max_articles
    if len(articles) > most:
        raise InputError(
            f"{len(articles)} articles are more than {most}; give fewer, or raise serve.max_articles"
        )
    if (size := sum(len(article.text) for article in articles)) > limits.max_bytes:
        raise InputError(
            f"the texts have {size:,} characters, more than {limits.max_bytes:,}; give fewer or shorter "
            "ones, or raise serve.max_bytes"
        )
    return [Given(**article.model_dump()) for article in articles]


def refused(error: ValidationError) -> str:
    """What is wrong with values that were given, in one line, without the values."""
    first: ErrorDetails = error.errors(include_url=False, include_input=False, include_context=False)[0]
    where = ".".join(map(str, first["loc"]))
    more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return one_line(f"{where or 'the whole'}: {first['msg']}"[:_SHOWN] + more)
