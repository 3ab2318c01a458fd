"""What is read: articles and their sentences.

Offsets are characters in ``Article.text``, half open: ``text[start:end]`` is the thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read. What is unknown is empty; `published` never comes from a file's time."""

    id: str
    text: str
    source: str = ""
    title: str = ""
    published: date | None = None
    url: str = ""
    language: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article, or a heading. `furniture` marks page parts that state nothing."""

    article: str
    index: int
    start: int
    end: int
    text: str
    furniture: bool = False
