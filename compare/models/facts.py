"""Facts: the claims of several articles that answer one question, with what is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from compare.models.claims import Claim
from compare.models.explanations import Explanation
from compare.models.reviews import Review
from compare.models.values import Facet
from compare.models.verdicts import Verdict


class CopyKind(StrEnum):
    """What articles share: all of a text or nearly so, much of it, or one sentence almost word for word."""

    WHOLE = "whole"
    TEXT = "text"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Copy:
    """Articles (by id, the first published first) that carry one text or a part of it."""

    articles: tuple[str, ...]
    kind: CopyKind
    claims: tuple[tuple[str, ...], ...] = ()
    """Where not all of a text is shared: groups of claims, by id, whose sentences are one."""


@dataclass(frozen=True, slots=True)
class Fact:
    """The claims of one or more articles that answer the same question.

    ``id`` stays the same when articles are added; ``topic`` is the question in words; ``score`` is the
    probability, from 0 to 1, that the claims are about one fact; ``origins`` counts independent texts, so
    that copies of one agency's text count once.

    Examples:
        >>> from compare import load_report
        >>> fact = load_report("reports").facts[0]
        >>> fact.verdict.verdict.value, fact.origins, [claim.focus.text for claim in fact.claims]
        ('differ', 2, ['41', '52'])
    """

    id: str
    topic: str
    facet: Facet
    claims: tuple[Claim, ...]
    verdict: Verdict
    score: float
    origins: int
    explanation: Explanation | None = None
    """Why the claims were joined; None for one claim, and for names, which are joined by their spelling."""
    copies: tuple[Copy, ...] = ()
    """Which of the articles copy one text, wholly or in the sentences of the claims."""
    review: Review | None = None
    story: str = ""
    """Id of the story that most of its claims stand in."""
    importance: float = 0.0
    """How much it matters to who reads a report: it orders reports and decides nothing."""
