"""The order of the stages: articles in, a report out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import pairwise
from typing import TYPE_CHECKING

from compare.claims import extract_claims, name_claims
from compare.errors import InputError
from compare.furniture import mark_furniture, repeated_lines
from compare.models import Article, Claim, Progress, Sentence, Value
from compare.report import Report
from compare.sentences import split_sentences
from compare.settings import Settings
from compare.values import extract_values

if TYPE_CHECKING:
    from compare.embeddings import Encoder

OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article says: its sentences, values and claims."""

    article: Article
    sentences: tuple[Sentence, ...]
    values: tuple[Value, ...]
    claims: tuple[Claim, ...]
    names: tuple[Claim, ...]


def compare_articles(
    articles: Sequence[Article],
    settings: Settings | None = None,
    on_progress: OnProgress | None = None,
    encoder: Encoder | None = None,
) -> Report:
    """Compare what `articles` say. The same articles in any order give the same report.

    `encoder` replaces the one that ``settings.embedding`` names. Article ids must be distinct, as
    `read_articles` makes them; `InputError` otherwise.
    """
    from compare.embeddings import open_encoder
    from compare.facts import build_facts
    from compare.matching.corpus import Corpus
    from compare.origins import find_origins

    settings = settings or Settings()
    ordered = sorted(articles, key=lambda article: article.id)
    if len({article.id for article in ordered}) < len(ordered):
        twice = next(a.id for a, b in pairwise(ordered) if a.id == b.id)
        raise InputError(f"two articles have the id {twice!r}; give each article its own")
    tell = on_progress or (lambda _: None)
    readings = read_claims(ordered, tell)
    encoder = encoder or open_encoder(settings.embedding)
    sentences = [s for reading in readings for s in reading.sentences]
    claims = [c for reading in readings for c in reading.claims]
    corpus = Corpus.build(ordered, sentences, claims, encoder, tell)
    origins = find_origins(ordered, {r.article.id: r.sentences for r in readings})
    facts = build_facts(corpus, [c for r in readings for c in r.names], origins, settings, tell)
    return Report(tuple(ordered), tuple(facts), describe_run(ordered, settings, encoder))


def read_claims(articles: Sequence[Article], tell: OnProgress) -> list[Reading]:
    """Sentences, values and claims of each article; text that a site repeats is set aside."""
    split: dict[str, list[Sentence]] = {}
    for done, article in enumerate(articles):
        tell(Progress("sentences", done, len(articles)))
        split[article.id] = mark_furniture(split_sentences(article))
    repeated = repeated_lines(split, {article.id: article.source for article in articles})
    readings = []
    for done, article in enumerate(articles):
        tell(Progress("claims", done, len(articles)))
        sentences = [
            replace(s, furniture=True) if (s.article, s.index) in repeated else s for s in split[article.id]
        ]
        readings.append(_read(article, sentences))
    return readings


def _read(article: Article, sentences: Sequence[Sentence]) -> Reading:
    values = extract_values(article.text, article.published)
    return Reading(
        article,
        tuple(sentences),
        tuple(values),
        tuple(extract_claims(article, sentences, values)),
        tuple(name_claims(article, sentences, values)),
    )


def describe_run(articles: Sequence[Article], settings: Settings, encoder: Encoder) -> dict[str, object]:
    """How the report was made: enough to make it again."""
    return {
        "crossclaim": version("crossclaim"),
        "model": encoder.identity,
        "settings": settings.as_dict(),
        "inputs": {
            a.id: hashlib.sha256(a.text.encode("utf-8", "surrogatepass")).hexdigest() for a in articles
        },
    }
