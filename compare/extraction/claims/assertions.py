"""What parts of the sentences of an article state of something named, as claims."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from compare.extraction.claims.attributions import Attributions
from compare.extraction.claims.copular import Assertion, find_assertions
from compare.extraction.claims.days import dates_event, event_days, story_days
from compare.extraction.claims.extract import claim_id, claim_of, values_by_sentence
from compare.extraction.claims.stances import LOOKED_BACK, find_reactions
from compare.models import Article, Claim, DateValue, Days, Facet, NameValue, Sentence, Value


def assertion_claims(
    article: Article, sentences: Sequence[Sentence], values: Sequence[Value], who: Attributions
) -> list[Claim]:
    """What parts of the sentences of `article` state of something named, outside furniture.

    They are statements with a ``subject``; ``masked`` is the assertion as a sentence of its own. `who` tells
    who says what in the article.
    """
    claims: list[Claim] = []
    by_sentence = values_by_sentence(sentences, values)
    earlier: deque[tuple[Sentence, list[NameValue]]] = deque(maxlen=LOOKED_BACK)
    for sentence in sentences:
        if sentence.furniture:
            continue
        inside = by_sentence[sentence.index]
        names = [v for v in inside if isinstance(v, NameValue)]
        dates = [v for v in inside if isinstance(v, DateValue) and dates_event(v, article, sentence)]
        said = find_assertions(sentence, names, *(earlier[0] if earlier else ()))
        said += find_reactions(sentence, names, list(earlier))
        claims += [_assertion(article, sentence, one, names, dates, who) for one in said]
        earlier.appendleft((sentence, names))
    story = story_days(article, sentences, by_sentence)
    return [replace(claim, story=story) for claim in claims]


def _assertion(
    article: Article,
    sentence: Sentence,
    said: Assertion,
    names: Sequence[NameValue],
    dates: Sequence[DateValue],
    who: Attributions,
) -> Claim:
    claim = claim_of(article, sentence, Facet.STATEMENT, said.start, said.end, None, who)
    own = [v for v in dates if said.start <= v.start < said.end]
    return replace(
        claim,
        id=claim_id(article.id, Facet.STATEMENT, said.start, f"{said.subject}\x1f{claim.focus.text}"),
        start=said.start,
        end=said.end,
        subject=said.subject,
        names=(said.subject, *(v.value for v in names if said.start <= v.start < said.end)),
        masked=f"{said.subject} {said.predicate}",
        when=event_days(own[0], article.published) if own else Days(),
    )
