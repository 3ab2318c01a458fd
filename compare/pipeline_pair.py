"""The verdict on two sentences, without articles around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from compare.extraction.annotation.annotate import ClaimNotes, annotate_readings, by_claim
from compare.extraction.annotation.texts import noted
from compare.linkage.duplicates.origins import Origins
from compare.linkage.duplicates.sources import find_sources
from compare.models import Article, Claim, Facet, Verdict, VerdictKind
from compare.settings import Settings
from compare.verdicts.agreement import covered
from compare.verdicts.judge import judge

if TYPE_CHECKING:
    from compare.embeddings import Encoder

ALIGNED = 0.45
"""Part, by rarity, of what the fuller of two sentences tells, inclusive, that the other must tell for the two
to agree. Beside the articles of one event a pair is likely to say the same; alone it is not: of the
contradictions of ``verdict_pairs.jsonl`` 43 % were said to agree without it, 11 % with it."""

_UNALIGNED = "But one of them tells much that the other does not, so that they are not shown to agree."

_UNRELATED = "The two sentences are not about the same fact, as far as their words tell."


def compare_pair(
    a: str,
    b: str,
    published_a: date | None = None,
    published_b: date | None = None,
    settings: Settings | None = None,
    encoder: Encoder | None = None,
) -> Verdict:
    """What sentence `b` does to sentence `a`: agree, compatible, differ, related, or ``unrelated``.

    Values that answer one question decide; without any, the statements as wholes. `published_a` and
    `published_b` anchor relative dates. ``score`` is the probability that both are about one fact. `encoder`
    replaces the one that ``settings.embedding`` names; loading it is most of the time of a call.

    Raises:
        ModelError: the model cannot be loaded.

    Examples:
        >>> from compare import compare_pair
        >>> compare_pair("At least 41 people died in the blast.", "The toll of the blast is 52 dead.").verdict
        <VerdictKind.COMPATIBLE: 'compatible'>
    """
    from compare.embeddings import open_encoder
    from compare.linkage.corpus import Corpus
    from compare.linkage.matcher import ClaimMatcher
    from compare.pipeline import read_claims

    settings = settings or Settings()
    articles = [Article("a", a, published=published_a), Article("b", b, published=published_b)]
    notes = annotate_readings(read_claims(articles))
    corpus = Corpus.build(notes, encoder or open_encoder(settings.embedding))
    matcher = ClaimMatcher(corpus, settings)
    rows = [
        (i, j)
        for i, one in enumerate(corpus.claims)
        for j, other in enumerate(corpus.claims)
        if one.article == "a" and other.article == "b" and matcher.constraints.comparable(i, j)
    ]
    if not rows:
        return Verdict(VerdictKind.UNRELATED, _UNRELATED)
    i, j = np.array(rows, dtype=np.intp).T
    joined, scores = matcher.margins(i, j).together, matcher.probability(i, j)
    verdict = _decide(corpus.notes.claims, rows, joined.tolist(), scores.tolist(), articles)
    one, other = noted(a, {}), noted(b, {})
    if verdict.verdict is VerdictKind.AGREE and one.text != other.text and covered(one, other) < ALIGNED:
        return replace(verdict, verdict=VerdictKind.RELATED, reason=f"{verdict.reason} {_UNALIGNED}")
    return verdict


def _decide(
    notes: Sequence[ClaimNotes],
    rows: list[tuple[int, int]],
    joined: list[bool],
    scores: list[float],
    articles: list[Article],
) -> Verdict:
    """The values that answer one question decide, a difference first; else the statements."""
    by_id = {article.id: article for article in articles}
    claims, by_claim_id = [note.claim for note in notes], by_claim(notes)
    linked = [(pair, score) for pair, fits, score in zip(rows, joined, scores, strict=True) if fits]
    found = []
    for group in _connected([*(pair for pair, _ in linked), *_changed(claims)]) if linked else ():
        if not any(group >= set(pair) for pair, _ in linked):
            continue
        chosen = [claims[row] for row in sorted(group)]
        verdict = judge(chosen, by_id, find_sources(chosen, by_id, Origins()), by_claim_id)
        score = max(score for pair, score in linked if pair[0] in group)
        found.append(
            (_priority(claims[min(group)].facet, verdict.verdict), -round(score, 4), min(group), verdict)
        )
    if not found:
        return Verdict(VerdictKind.UNRELATED, _UNRELATED, round(max(scores), 4))
    _, score, _, verdict = min(found, key=lambda entry: entry[:3])
    return replace(verdict, score=-score)


def _changed(claims: Sequence[Claim]) -> Iterator[tuple[int, int]]:
    """What was before a change and what is after it: of "rose from 41 to 52" both answer one question."""
    for i, one in enumerate(claims):
        for j, other in enumerate(claims):
            if one.article != other.article or one.value is None or other.value is None:
                continue
            same = one.facet is other.facet and one.value.unit == other.value.unit
            if same and one.value.before and not other.value.before:
                yield i, j


def _connected(pairs: list[tuple[int, int]]) -> list[set[int]]:
    """Claims that pairs connect: "rose to 31 from 27" gives two tolls, and agrees with 27."""
    groups: list[set[int]] = []
    for pair in pairs:
        touched = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if group not in touched] + [set(pair).union(*touched)]
    return groups


def _priority(facet: Facet, verdict: VerdictKind) -> tuple[bool, bool]:
    return verdict is not VerdictKind.DIFFER, facet is Facet.STATEMENT
