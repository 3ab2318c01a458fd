"""The order of the stages: articles in, a report out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from compare.errors import InputError
from compare.extraction.claims.assertions import assertion_claims
from compare.extraction.claims.extract import extract_claims, name_claims
from compare.extraction.values import extract_values
from compare.models import Article, Claim, Progress, Sentence, Value
from compare.reports.report import Report
from compare.segmentation.boilerplate import mark_furniture, repeated_lines
from compare.segmentation.sentences import split_sentences
from compare.segmentation.site_boilerplate import page_edges
from compare.settings import Settings

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
    repeated: tuple[int, ...] = ()
    """Indices of the sentences that are furniture only beside other articles of the same site."""
    assertions: tuple[Claim, ...] = ()
    """What parts of its sentences state of something named."""
    edges: tuple[int, ...] = ()
    """Where its text begins and ends between what its site writes around it; empty where that is nothing."""


class Readings(Protocol):
    """Where readings are kept between runs: an article read again gives the same."""

    def get(self, article: Article) -> Reading | None:
        """What was read in `article` as it is now."""

    def put(self, reading: Reading) -> None:
        """Keep `reading`."""


def compare_articles(
    articles: Sequence[Article],
    settings: Settings | None = None,
    on_progress: OnProgress | None = None,
    encoder: Encoder | None = None,
    kept: Readings | None = None,
) -> Report:
    """Compare what `articles` say. The same articles in any order give the same report.

    `encoder` replaces the one that ``settings.embedding`` names; `kept` saves reading an article again.
    Article ids must be distinct, as `read_articles` makes them; `InputError` otherwise.
    """
    from compare.embeddings import open_encoder
    from compare.linkage.assertions import Assertions
    from compare.linkage.corpus import Corpus
    from compare.linkage.duplicates.origins import find_origins
    from compare.verdicts.facts import build_facts

    settings = settings or Settings()
    ordered = sorted(articles, key=lambda article: article.id)
    if len({article.id for article in ordered}) < len(ordered):
        twice = next(a.id for a, b in pairwise(ordered) if a.id == b.id)
        raise InputError(f"two articles have the id {twice!r}; give each article its own")
    tell = on_progress or (lambda _: None)
    readings = read_claims(ordered, tell, kept)
    encoder = encoder or open_encoder(settings.embedding)
    sentences = [s for reading in readings for s in reading.sentences]
    claims = [c for reading in readings for c in reading.claims]
    corpus = Corpus.build(ordered, sentences, claims, encoder, tell)
    origins = find_origins(ordered, {r.article.id: r.sentences for r in readings})
    said = Assertions.build(corpus, [c for r in readings for c in r.assertions], encoder)
    facts = build_facts(corpus, [c for r in readings for c in r.names], origins, settings, tell, said)
    return Report(tuple(ordered), tuple(facts), describe_run(ordered, settings, encoder))


def read_claims(articles: Sequence[Article], tell: OnProgress, kept: Readings | None = None) -> list[Reading]:
    """Sentences, values and claims of each article; text that a site repeats is set aside."""
    known: dict[str, Reading] = {}
    split: dict[str, Sequence[Sentence]] = {}
    edges = page_edges(articles)
    for done, article in enumerate(articles):
        tell(Progress("sentences", done, len(articles)))
        found = kept.get(article) if kept is not None else None
        edge = edges.get(article.id)
        if found is not None and found.edges == tuple(edge or ()):
            known[article.id] = found
            split[article.id] = found.sentences
        else:
            split[article.id] = mark_furniture(split_sentences(article, edges=edge))
    repeated = repeated_lines(split, {article.id: article.source for article in articles})
    readings = []
    for done, article in enumerate(articles):
        tell(Progress("claims", done, len(articles)))
        found = known.get(article.id)
        before = set(found.repeated) if found else set()
        alone = [replace(s, furniture=False) if s.index in before else s for s in split[article.id]]
        again = tuple(s.index for s in alone if not s.furniture and (s.article, s.index) in repeated)
        if found is None or found.repeated != again:
            found = _read(article, alone, again, tuple(edges.get(article.id, ())))
            if kept is not None:
                kept.put(found)
        readings.append(found)
    return readings


def _read(
    article: Article, alone: Sequence[Sentence], repeated: tuple[int, ...], edges: tuple[int, ...]
) -> Reading:
    """What `article` says; `alone` are its sentences, of which those that are `repeated` are set aside."""
    aside = set(repeated)
    sentences = tuple(replace(s, furniture=True) if s.index in aside else s for s in alone)
    values = extract_values(article.text, article.published)
    return Reading(
        article,
        sentences,
        tuple(values),
        tuple(extract_claims(article, sentences, values)),
        tuple(name_claims(article, sentences, values)),
        repeated,
        tuple(assertion_claims(article, sentences, values)),
        edges,
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
