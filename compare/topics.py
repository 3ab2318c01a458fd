"""A short human title for a fact: the question that its claims answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from compare.models import Claim, Facet, Link

MAX_LENGTH = 90

_QUESTION = {
    Facet.QUANTITY: "How many",
    Facet.MONEY: "How much money",
    Facet.PERCENTAGE: "What share",
    Facet.DURATION: "How long",
    Facet.DATE: "When",
    Facet.QUOTATION: "Quoted",
    Facet.NAME: "Spelling",
    Facet.STATEMENT: "",
}


def topic_of(
    claims: Sequence[Claim], links: Sequence[Link] = (), weight: Mapping[str, int] | None = None
) -> str:
    """The title: the question's kind and the clause of the claim that the others are nearest to.

    How near they are is told by `links`, or by the sum of a claim's percents over its links as `weight`.
    """
    claim = _central(claims, _weights(links) if weight is None else weight)
    kind = _QUESTION[claim.facet]
    if claim.facet is Facet.NAME:
        return f"{kind}: {claim.value.value if claim.value else claim.focus}"
    text = _question(claim)
    if claim.facet is Facet.QUOTATION and claim.value is not None and claim.value.speaker:
        text = f"{claim.value.speaker}: {text}"
    return shorten(f"{kind}: {text}" if kind else text)


def _question(claim: Claim) -> str:
    """The claim's own words with an ellipsis for the value that answers the question."""
    if claim.facet in (Facet.QUOTATION, Facet.STATEMENT):
        return claim.value.value if claim.value else claim.text
    origin = claim.start if claim.sentence_start is None else claim.sentence_start
    before = claim.text[claim.start - origin : claim.focus_start - origin]
    after = claim.text[claim.focus_end - origin : claim.end - origin]
    return f"{before}…{after}".strip(" ,;:-–—")


def shorten(text: str, length: int = MAX_LENGTH) -> str:
    """`text` in one line, cut at a word with an ellipsis where it is longer than `length` characters."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    head = text[: length - 1]
    return head[: head.rfind(" ") if " " in head[length // 2 :] else len(head)].rstrip(" ,;:-–—") + "…"


def _weights(links: Sequence[Link]) -> Counter[str]:
    weight: Counter[str] = Counter()
    for link in links:
        weight[link.a] += round(100 * link.score)
        weight[link.b] += round(100 * link.score)
    return weight


def _central(claims: Sequence[Claim], weight: Mapping[str, int]) -> Claim:
    return min(
        claims, key=lambda c: (-weight.get(c.id, 0), len(c.masked or c.text), c.article, c.focus_start)
    )
