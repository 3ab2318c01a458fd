"""The view model of a fact: the one place that turns it into plain rows, which every output shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from compare.models import (
    Article,
    Cause,
    Certainty,
    Claim,
    Copy,
    CopyKind,
    DateValue,
    Explanation,
    Fact,
    Review,
    Signal,
    Verdict,
    VerdictKind,
)
from compare.reports.values import bound, normalised, shown
from compare.text_safety import encodable, safe_url

__all__ = [
    "ORDER",
    "ClaimView",
    "CopyView",
    "FactView",
    "view_fact",
]

ORDER = (
    VerdictKind.DIFFER,
    VerdictKind.POSSIBLE,
    VerdictKind.VARIANT,
    VerdictKind.COMPATIBLE,
    VerdictKind.AGREE,
    VerdictKind.RELATED,
    VerdictKind.SINGLE_SOURCE,
    VerdictKind.UNRELATED,
)
"""The order in which facts are listed: differences first, what only one source says last."""

_BESIDE = 220
"""Characters of the text on either side of a sentence that are shown with it."""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim as plain values; the fields up to `sentence_start` are those of facts.json, in its order."""

    article: str
    source: str
    published: str
    start: int
    end: int
    sentence: str
    focus_start: int
    focus_end: int
    focus: str
    value: str
    low: int | float | str | None
    high: int | float | str | None
    unit: str
    counted: str
    modifier: str
    attribution: str
    negated: bool
    hedged: bool
    sentence_start: int
    shown: str
    title: str
    url: str
    language: str
    page: int = 0
    """The page that the claim is on, from 1; 0 for an article without pages."""
    facet: str = ""
    turn: str = ""
    """Of an open date, the last day of the words that open it, where they name more than a day."""
    before: str = ""
    after: str = ""
    """What stands beside the sentence in its paragraph, where the article's text is at hand."""

    @property
    def parts(self) -> tuple[str, str, str]:
        """The sentence before, in and after the focus; no focus where the offsets do not fit.

        Of a quotation that runs over several sentences, the part in this one.
        """
        start = max(0, self.focus_start - self.sentence_start)
        end = min(len(self.sentence), self.focus_end - self.sentence_start)
        if start < end and self.sentence[start:end] in self.focus:
            return self.sentence[:start], self.sentence[start:end], self.sentence[end:]
        return self.sentence, "", ""


@dataclass(frozen=True, slots=True)
class LinkView:
    """Two claims, by their place among the fact's claims, and why they belong together.

    ``signals`` are names, values and contributions in log-odds, the base first; they sum to the
    log-odds of ``score``, but for rounding and for quotations, whose score is no sum.
    """

    a: int
    b: int
    score: float
    needed: float
    signals: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True, slots=True)
class NearMissView:
    """The nearest claim that a fact left out; ``beside`` is the place of the claim that it is nearest to."""

    beside: int
    score: float
    needed: float
    reason: str
    claim: ClaimView


@dataclass(frozen=True, slots=True)
class ExplanationView:
    """Why claims were joined, as plain values; see `compare.models.Explanation`."""

    rule: str
    threshold: float
    margin: float
    links: tuple[LinkView, ...]
    compared: tuple[tuple[int, int, str], ...]
    nearest: NearMissView | None


@dataclass(frozen=True, slots=True)
class CopyView:
    """Articles (by id) that carry one text; where not all of it, the places of claims of one sentence."""

    articles: tuple[str, ...]
    kind: CopyKind
    claims: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact as plain values."""

    id: str
    topic: str
    facet: str
    verdict: VerdictKind
    reason: str
    score: float
    origins: int
    claims: tuple[ClaimView, ...]
    signals: tuple[tuple[str, float, float], ...] = ()
    explanation: ExplanationView | None = None
    copies: tuple[CopyView, ...] = ()
    review: Review | None = None
    """What a person decided; where it holds a verdict that stands, ``verdict`` is that one."""
    story: str = ""
    importance: float = 0.0
    cause: Cause | None = None
    """Why the sources do not say just the same."""
    judge: str = ""
    """Who made a possible difference a sure one, beside the tool."""

    @property
    def certainty(self) -> Certainty | None:
        """Of a difference, how far the tool, or a reviewer, stands for it."""
        return Verdict(self.verdict, "").certainty

    @property
    def told(self) -> str:
        """The reason that the tool gives; `reason` says what reviewers decided as well."""
        return self.review.tool_reason if self.review else self.reason

    @property
    def positions(self) -> tuple[tuple[ClaimView, ...], ...]:
        """The claims of each article, in the order in which the articles come."""
        groups: dict[str, list[ClaimView]] = {}
        for claim in self.claims:
            groups.setdefault(claim.article, []).append(claim)
        return tuple(map(tuple, groups.values()))


def view_fact(fact: Fact, articles: Mapping[str, Article]) -> FactView:
    """`fact` as plain values; `articles` maps the ids of its articles."""
    rows = [(claim.id, _claim(claim, _named(claim, articles))) for claim in fact.claims]
    rows.sort(key=lambda row: _claim_key(row[1]))
    place = {key: k for k, (key, _) in enumerate(rows)}
    return FactView(
        id=encodable(fact.id),
        topic=encodable(fact.topic),
        facet=str(fact.facet),
        verdict=fact.verdict.verdict,
        reason=encodable(fact.verdict.reason),
        score=round(float(fact.score), 2),
        origins=int(fact.origins),
        claims=tuple(claim for _, claim in rows),
        signals=tuple(map(_signal, fact.verdict.signals)),
        explanation=_explanation(fact.explanation, place, articles) if fact.explanation else None,
        copies=tuple(_copy(copy, place) for copy in fact.copies),
        review=_review(fact.review) if fact.review else None,
        story=encodable(fact.story),
        importance=_rounded(fact.importance),
        cause=fact.verdict.cause,
        judge=encodable(fact.verdict.judge),
    )


def _claim_key(c: ClaimView) -> tuple[str, str, int, int, int, str]:
    return c.published or "9999", c.article, c.start, c.focus_start, c.end, c.value


def _named(claim: Claim, articles: Mapping[str, Article]) -> Article:
    return articles.get(claim.article) or Article(claim.article, "")


def _explanation(
    found: Explanation, place: Mapping[str, int], articles: Mapping[str, Article]
) -> ExplanationView:
    near = found.nearest
    return ExplanationView(
        rule=str(found.rule),
        threshold=_rounded(found.threshold),
        margin=_rounded(found.margin),
        links=tuple(
            LinkView(
                place[k.a], place[k.b], _rounded(k.score), _rounded(k.needed), tuple(map(_signal, k.signals))
            )
            for k in found.links
        ),
        compared=tuple((place[k.a], place[k.b], k.relation.value) for k in found.compared),
        nearest=None
        if near is None
        else NearMissView(
            place[near.beside],
            _rounded(near.score),
            _rounded(near.needed),
            encodable(near.reason),
            _claim(near.claim, _named(near.claim, articles)),
        ),
    )


def _copy(copy: Copy, place: Mapping[str, int]) -> CopyView:
    claims = sorted(tuple(sorted(place[key] for key in group)) for group in copy.claims)
    return CopyView(tuple(map(encodable, copy.articles)), copy.kind, tuple(claims))


def _rounded(number: float) -> float:
    """Two digits, as written; never "-0.0"."""
    return round(float(number), 2) + 0.0


def _review(review: Review) -> Review:
    """`review` with texts that can be written."""
    return replace(
        review,
        tool_reason=encodable(review.tool_reason),
        reviewer=encodable(review.reviewer),
        note=encodable(review.note),
    )


def _signal(signal: Signal) -> tuple[str, float, float]:
    return encodable(signal.name), _rounded(signal.value), _rounded(signal.contribution)


def _claim(claim: Claim, article: Article) -> ClaimView:
    value = claim.value
    before, after = _beside(article.text, claim.sentence_start, claim.text)
    return ClaimView(
        article=encodable(claim.article),
        source=encodable(article.source),
        published=article.published.isoformat() if article.published else "",
        start=claim.start,
        end=claim.end,
        sentence=encodable(claim.text),
        focus_start=claim.focus.start,
        focus_end=claim.focus.end,
        focus=encodable(claim.focus.text),
        value=encodable(normalised(value)),
        low=bound(value.low) if value else None,
        high=bound(value.high) if value else None,
        unit=encodable(value.unit) if value else "",
        counted=encodable(value.counted) if value else "",
        modifier=str(value.modifier) if value else "",
        attribution=encodable(claim.attribution),
        negated=claim.modality.negated,
        hedged=claim.modality.hedged,
        sentence_start=claim.sentence_start,
        shown=encodable(shown(value)),
        title=encodable(article.title),
        url=safe_url(article.url),
        language=article.language,
        facet=str(claim.facet),
        turn=value.turn.isoformat() if isinstance(value, DateValue) and value.turn else "",
        page=article.page(claim.start),
        before=encodable(before),
        after=encodable(after),
    )


def _beside(text: str, start: int, sentence: str) -> tuple[str, str]:
    """The text on the sentence's own line before and after it, at most `_BESIDE` characters of either."""
    end = start + len(sentence)
    if not sentence or text[start:end] != sentence:
        return "", ""  # a report read back holds no texts
    before = text[max(0, start - _BESIDE) : start].rpartition("\n")[2]
    after = text[end : end + _BESIDE].partition("\n")[0]
    if before and len(before) == min(start, _BESIDE) and start > _BESIDE:
        before = "…" + before.partition(" ")[2]
    if after and len(after) == _BESIDE and end + _BESIDE < len(text):
        after = after.rpartition(" ")[0] + "…"
    return before, after
