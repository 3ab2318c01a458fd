"""Stories: articles on one event or matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Story:
    """Articles on one event or matter, the first published first; facts name the story that they are of.

    Examples:
        >>> from compare import load_report
        >>> report = load_report("reports")
        >>> [(story.title, story.articles, str(story.first)) for story in report.stories]
        [('Blast at market in Tarn', ('tarn', 'velmora'), '2024-03-12')]
    """

    id: str
    title: str
    articles: tuple[str, ...]
    terms: tuple[str, ...] = ()
    """Words and names that it has and the others lack."""
    first: date | None = None
    """The first day on which one of the articles was published."""
    last: date | None = None
