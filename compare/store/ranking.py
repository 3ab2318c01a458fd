"""Search in a report: facts about a topic, by meaning, by words and by time.

Meaning finds "inhabitants" for "population"; words find a name or a number that an embedding blurs.
Both lie between 0 and 1, and a fact's relevance is their weighted mean. A topic with a date asks, by its
other words, among the facts of that time (`asked`), where there are some.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Protocol

from compare.errors import InputError
from compare.lang.en.lemmas import lemma
from compare.lang.en.tokens import is_function_word, words
from compare.models import Article, Facet, Fact, OnProgress, Progress, VerdictKind, silent
from compare.reports.view import ORDER
from compare.store.asked import Asked, ask
from compare.store.questions import question_of

if TYPE_CHECKING:
    import numpy as np

__all__ = [
    "Embeds",
    "Filters",
    "Hit",
    "answering",
    "find_fact",
    "find_id",
    "named",
    "rank",
    "search",
    "select",
    "terms",
]

MEANING_WEIGHT = 0.5
"""Share of the meaning in a rank beside the words: as much as they."""
LEAST_MEANING = 0.3
"""Cosine, inclusive, from which a fact is on the topic although it shares no word with it."""
LEAST_WORDS = 0.2
"""Part of the topic's words, by weight, inclusive, from which a fact is on the topic whatever its cosine: the
only word of a topic is enough where one of three sources has it. Of the questions of `benchmarks/topics.py`
0.3 answers the same ones."""

TIME_WEIGHT = 0.5
"""Share of the time in a rank where a topic names one: as much as its words and their meaning.
Chosen by hand, as the next two: a fifth more or less moves the first answer to one of 38 questions of
`benchmarks/topics.py` at most."""
LEAST_TIME = 0.2
"""Part of a fact's claims, inclusive, that are of the time asked for, from which it is: others are left out
where any fact is."""
HALF_ON = 0.5
"""Part of the least meaning and words that is enough for a fact of the time, where none has all."""
_DIGITS, _DIGITS_TIMELY = 3, 1
"""Digits of the relevance that order facts. Those of one day are alike in most, and their importance orders
them."""

IN_PASSING = 0.7
"""What a sentence counts for, beside the fact's topic and value: it may speak of more than the fact."""

BATCH = 256
"""Texts embedded between two events of progress."""


class Embeds(Protocol):
    """What the search needs of an encoder."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """One row of unit length for each text."""
        ...


@dataclass(frozen=True, slots=True)
class Filters:
    """Which facts are asked for; an empty field leaves all of them."""

    verdicts: Collection[VerdictKind] = ()
    facets: Collection[Facet] = ()
    sources: Collection[str] = ()
    since: date | None = None
    until: date | None = None
    min_origins: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A fact on the topic, with its ``relevance`` from 0 to 1 and what that is made of, of which
    `MEANING_WEIGHT` and `TIME_WEIGHT` say the shares.

    Examples:
        >>> from compare import open_store
        >>> with open_store("news.db") as store:
        ...     hits = store.query("market of Tarn", limit=2)
        >>> len(hits), 0 < hits[1].relevance <= hits[0].relevance <= 1
        (2, True)
    """

    fact: Fact
    relevance: float
    meaning: float
    words: float
    time: float = 0.0
    """How far it is of a time that the topic names."""


def answering(topic: str, filters: Filters) -> Filters:
    """`filters`, where no verdict is asked for, with those that answer `topic`; or with all but what one
    source alone says."""
    if filters.verdicts:
        return filters
    _, asked = question_of(topic)
    return replace(filters, verdicts=asked or ORDER[:-2])


def select(facts: Iterable[Fact], articles: Iterable[Article], filters: Filters) -> list[Fact]:
    """The facts that pass `filters`, in their order.

    A source or a time span asks for facts with a claim of such an article; articles without a date
    are in no time span. A source is named as in the report, in upper or lower case, or by an article's
    id. Raises `InputError` for a source that the report does not have.
    """
    by_id = {article.id: article for article in articles}
    wanted = named(filters.sources, by_id)
    return [fact for fact in facts if _passes(fact, filters, wanted, by_id)]


def find_fact(facts: Iterable[Fact], key: str) -> Fact:
    """The fact with the id `key`, or the only one whose id begins so. Raises as `find_id`."""
    by_id = {fact.id: fact for fact in facts}
    return by_id[find_id(by_id, key)]


_SHOWN = 5
"""Ids that an error names, at most."""


def find_id(ids: Collection[str], key: str) -> str:
    """The one of `ids` that is `key`, or the only one that begins so.

    Raises `InputError` where there is none, naming the nearest id, or where several begin so.
    """
    if key in ids:
        return key
    found = sorted(name for name in ids if key and name.startswith(key))
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(
            f"{len(found)} facts have ids that begin with {key!r}: {', '.join(found[:_SHOWN])}"
            f"{', …' if len(found) > _SHOWN else ''}; give more letters of one"
        )
    near = get_close_matches(key, ids, n=1, cutoff=0.6)
    hint = f"did you mean {near[0]!r}?" if near else "facts.json and 'crossclaim query' show the ids"
    raise InputError(f"no fact {key!r}; {hint}")


def search(
    facts: Sequence[Fact],
    topic: str,
    encoder: Embeds,
    limit: int = 10,
    on_progress: OnProgress | None = None,
    articles: Iterable[Article] = (),
) -> list[Hit]:
    """At most `limit` of the `facts` that are about `topic`, the most relevant first.

    `articles` are those that the facts are from; their days of publication say of which time a fact is.
    """
    if not facts or not topic.strip():
        return []
    asked = ask(topic, ((article.id, article.published) for article in articles))
    alone = [0.0] * len(facts) if asked.asks_all else None
    return rank(asked, facts, alone or meanings(asked.words, facts, encoder, on_progress))[:limit]


def rank(
    asked: Asked,
    facts: Sequence[Fact],
    meaning: Sequence[float],
    frequency: Mapping[str, int] | None = None,
    total: int | None = None,
) -> list[Hit]:
    """The `facts` that are about what is `asked`, the most relevant first, given the `meaning` of each.

    `frequency` says in how many of `total` facts each of the topic's `terms` stands, where `facts` are but
    some of them.
    """
    words = _overlap(asked.words, facts, frequency, len(facts) if total is None else total)
    hits = [_hit(asked, fact, m, w) for fact, m, w in zip(facts, meaning, words, strict=True)]
    if asked.asks_all:
        found = [hit for hit in hits if not asked.spans or _is_timely(hit)]
    else:
        found = [hit for hit in hits if _is_on(hit) and _is_timely(hit)] if asked.spans else []
        found = found or [hit for hit in hits if _is_on(hit) or (_is_timely(hit) and _is_on(hit, HALF_ON))]
    # Rounded, so that two machines whose vectors differ in the last digit give one order.
    digits = _DIGITS_TIMELY if asked.spans else _DIGITS
    return sorted(found, key=lambda hit: (-round(hit.relevance, digits), -hit.fact.importance, hit.fact.id))


def _is_timely(hit: Hit) -> bool:
    """Whether a fact is of a time asked for."""
    return hit.time >= LEAST_TIME


def _is_on(hit: Hit, part: float = 1.0) -> bool:
    """Whether a fact is on the topic by its meaning or its words, or by `part` of what is needed for that."""
    return hit.meaning >= part * LEAST_MEANING or hit.words >= part * LEAST_WORDS


def _hit(asked: Asked, fact: Fact, meaning: float, words: float) -> Hit:
    """`fact` as found: where all of a time is asked for, it is as relevant as it is of that time."""
    relevance = MEANING_WEIGHT * meaning + (1 - MEANING_WEIGHT) * words
    time = asked.timely(fact)
    if asked.asks_all:
        return Hit(fact, time if asked.spans else 1.0, meaning, words, time)
    if not asked.spans:
        return Hit(fact, relevance, meaning, words)
    return Hit(fact, TIME_WEIGHT * time + (1 - TIME_WEIGHT) * relevance, meaning, words, time)


def terms(topic: str) -> dict[str, str]:
    """The lemmas of the words of `topic` that a search looks for, and how the topic writes them."""
    return dict(_lemmas(topic))


def named(sources: Collection[str], articles: Mapping[str, Article]) -> frozenset[str]:
    """Ids of the articles of the `sources`. Raises `InputError` for one that none of them has."""
    ids: set[str] = set()
    known = sorted({article.source or article.id for article in articles.values()})
    for source in sources:
        folded = source.casefold()
        found = {a.id for a in articles.values() if folded in (a.source.casefold(), a.id.casefold())}
        if not found:
            near = get_close_matches(source, known, n=1, cutoff=0.4)
            hint = f"did you mean {near[0]!r}?" if near else f"the report has: {', '.join(known[:20])}"
            raise InputError(f"no source {source!r} in the report; {hint}")
        ids |= found
    return frozenset(ids)


def _passes(fact: Fact, filters: Filters, wanted: frozenset[str], articles: Mapping[str, Article]) -> bool:
    if filters.verdicts and fact.verdict.verdict not in filters.verdicts:
        return False
    if filters.facets and fact.facet not in filters.facets:
        return False
    if fact.origins < filters.min_origins:
        return False
    ids = {claim.article for claim in fact.claims}
    if filters.sources and not ids & wanted:
        return False
    if filters.since is None and filters.until is None:
        return True
    days = [articles[i].published for i in ids if i in articles]
    first, last = filters.since or date.min, filters.until or date.max
    return any(day is not None and first <= day <= last for day in days)


def meanings(
    topic: str,
    facts: Sequence[Fact],
    encoder: Embeds,
    on_progress: OnProgress | None = None,
) -> list[float]:
    """For each fact, from 0 to 1, the cosine of its topic, or of its sentences on average where that is more.

    The average, since among the many sentences of a much-named place one is near to any query.
    """
    tell = on_progress or silent
    texts = list(dict.fromkeys(text for fact in facts for text in (fact.topic, *_sentences(fact))))
    wanted = encoder.encode([topic])[0]
    near: dict[str, float] = {}
    for start in range(0, len(texts), BATCH):
        tell(Progress("searching", start, len(texts)))
        batch = texts[start : start + BATCH]
        near.update(zip(batch, (encoder.encode(batch) @ wanted).tolist(), strict=True))
    return [
        min(1.0, max(0.0, near[fact.topic], IN_PASSING * _mean([near[text] for text in _sentences(fact)])))
        for fact in facts
    ]


def _overlap(
    topic: str, facts: Sequence[Fact], frequency: Mapping[str, int] | None, total: int
) -> list[float]:
    """For each fact, the part of the query's words that it holds; rare words weigh more."""
    wanted = terms(topic)
    if not wanted:
        return [0.0] * len(facts)
    own = [_lemma_set(_own_words(fact)) for fact in facts]
    aside = [_shares(_sentences(fact)) for fact in facts]
    if frequency is None:
        frequency = Counter(word for a, b in zip(own, aside, strict=True) for word in a | b.keys())
    weight = {word: math.log(1 + (total + 0.5) / (frequency.get(word, 0) + 0.5)) for word in wanted}
    whole = math.fsum(weight.values())
    return [
        math.fsum(w * (1 if word in a else IN_PASSING * b.get(word, 0.0)) for word, w in weight.items())
        / whole
        for a, b in zip(own, aside, strict=True)
    ]


def _own_words(fact: Fact) -> Iterable[str]:
    """The texts that are about the fact alone: its topic, its values and what they count."""
    yield fact.topic
    for claim in fact.claims:
        yield claim.focus.text
        if claim.value is not None:
            yield f"{claim.value.value} {claim.value.counted} {claim.value.unit}"


def _sentences(fact: Fact) -> tuple[str, ...]:
    return tuple(dict.fromkeys(claim.text for claim in fact.claims))


def _shares(sentences: Sequence[str]) -> dict[str, float]:
    """For each lemma, the part of the sentences that hold it."""
    counts = Counter(word for text in sentences for word in set(dict(_lemmas(text))))
    return {word: count / len(sentences) for word, count in counts.items()}


def _mean(numbers: Sequence[float]) -> float:
    return math.fsum(numbers) / len(numbers) if numbers else 0.0


def _lemma_set(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word, _ in _lemmas(text))


def _lemmas(text: str) -> Iterator[tuple[str, str]]:
    """The lemmas of the words of `text` that say what it is about, without accents, and these words."""
    plain = text
    if not text.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return ((lemma(word), word.casefold()) for word in words(plain) if not is_function_word(word))
