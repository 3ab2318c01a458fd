"""The way of the data: the stages in their order, each a call from records to records.

    files        `read_articles`                       ─▶ articles
    articles     `set_aside`, `segment`                ─▶ sentences
    sentences    `extract_values`, `extract_claims`    ─▶ readings: values and claims
    readings     `annotate_readings`                   ─▶ notes: what texts say, for comparing them
    notes        `Corpus.build`, `Assertions.build`    ─▶ vectors of sentences and claims
    readings     `find_origins`, `find_repeats`        ─▶ duplicates
    claims       `candidate_pairs`                     ─▶ pairs (blocking)
    pairs        `links_among`                         ─▶ links (comparison)
    links        `cluster_claims`, `left_out`          ─▶ clusters
    clusters     `explained`, `with_repeats`           ─▶ groups of claims
    groups       `Differences.weighed`                 ─▶ groups: what of them differs surely
    pairs        `doubts`, `doubtful_pairs`            ─▶ groups of two claims that may differ
    groups       `find_sources`, `judge`, `topic_of`   ─▶ facts: verdicts and titles
    facts        `echoes`, `told_as_values`            ─▶ facts, each thing said once
    facts        `advised`                             ─▶ what a judge leaves of possible differences
    facts        `find_stories`, `told_in`             ─▶ stories, and facts in their stories
    facts        `Report.view`, `write_report`         ─▶ files

`compare_articles` is the whole of it but for the first and the last line, in `compare.ingest` and
`compare.reports`; from claims to facts the stages stand in `compare.pipeline_facts`. A stage changes nothing
that it was given.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict
from itertools import pairwise
from typing import Protocol

from compare.embeddings import Encoder, open_encoder
from compare.engines import HERE, Engine, each, open_engine
from compare.errors import InputError, naming
from compare.extraction.annotation.annotate import annotate_readings
from compare.extraction.annotation.wording import read_wording
from compare.extraction.claims.assertions import assertion_claims
from compare.extraction.claims.attributions import Attributions
from compare.extraction.claims.extract import extract_claims, name_claims
from compare.extraction.claims.tables import find_tables
from compare.extraction.reading import Reading, Readings
from compare.extraction.values import extract_values
from compare.ingest.language import unread
from compare.judges import Judge, open_judge
from compare.linkage.assertions import Assertions
from compare.linkage.corpus import Corpus
from compare.linkage.differences.calibration import Calibration
from compare.linkage.duplicates.origins import find_origins
from compare.models import Article, OnProgress, Progress, silent
from compare.pipeline_facts import Advice, Known, build_facts
from compare.reports.report import Report
from compare.segmentation.articles import Segments, segment
from compare.settings import Languages, Settings
from compare.stories.tell import find_stories, told_in
from compare.threads import one_blas_thread
from compare.verdicts.opinions import Judging
from compare.version import __version__

__all__ = ["compare_articles", "count_copies", "describe_run", "embed_claims", "read_claims", "set_aside"]

READ_AT_ONCE = 8
"""Articles that a worker reads at once: two tenths of a second of work, much beside sending them."""


class Kept(Readings, Protocol):
    """Where what was found is kept between comparisons."""

    def known(self, readings: Sequence[Reading]) -> Known:
        """What is known of the claims of all `readings`; what is added to it is kept as well."""


def compare_articles(  # noqa: PLR0913, PLR0917 - what a caller may bring, each by its name
    articles: Sequence[Article],
    settings: Settings | None = None,
    on_progress: OnProgress | None = None,
    encoder: Encoder | None = None,
    kept: Kept | None = None,
    judge: Judge | None = None,
    calibration: Calibration | None = None,
    engine: Engine | None = None,
) -> Report:
    """Compare what `articles` say. The same articles in any order give the same report.

    `encoder` replaces the one that ``settings.embedding`` names, `judge` that of ``settings.judge``, and
    `kept` saves reading an article and comparing two of them again. A `calibration` is what reviewers'
    decisions, which a store keeps, teach of possible differences. An `engine` does the work of many articles
    at once, instead of the one that ``settings.run`` names; whoever gives it closes it.
    Article ids must be distinct, as `read_articles` makes them. Those in another language are set aside, as
    `Report.set_aside` says, unless ``settings.ingest.language`` is "any".

    The method is record linkage (Fellegi and Sunter, 1969; Christen, 2012, Data Matching): blocking, features
    of pairs, a logistic model for each kind of value, and average linkage under constraints. Time and memory
    grow with the articles, not with the pairs of their claims.

    Raises:
        InputError: two articles have one id, or something else is among them.
        SettingsError: settings do not fit together.
        ModelError: the model or the judge cannot be loaded.

    Examples:
        >>> from compare import compare_articles, read_articles
        >>> report = compare_articles(read_articles(["news"]))
        >>> report.facts[0].verdict.verdict.value
        'differ'
    """
    settings, tell = settings or Settings(), on_progress or silent
    with nullcontext(engine) if engine is not None else open_engine(settings.run.engine) as workers:
        judging = judging_by(judge or open_judge(settings.judge), settings)
        ordered = _in_order(articles)
        aside = set_aside(ordered, settings, workers)
        compared = [article for article in ordered if article.id not in aside]
        readings = read_claims(compared, tell, kept, workers)
        encoder = encoder or open_encoder(settings.embedding)
        known = None if kept is None else kept.known(readings)
        with one_blas_thread():
            corpus, said = embed_claims(readings, encoder, tell, workers, settings.run.vectors_mb)
            origins = find_origins(read_wording(compared, {r.article.id: r.sentences for r in readings}))
            names = [claim for reading in readings for claim in reading.names]
            advice = Advice(judging, calibration, known, workers)
            built = build_facts(corpus, names, origins, settings, tell, said, advice)
    stories = find_stories(built.facts, compared)
    asked = None if judging is None else judging.judge
    run = describe_run(ordered, settings, encoder, aside, asked, calibration)
    run |= {"judged": judging.told} if judging is not None else {}
    run |= {"possible_beyond": built.beyond} if built.beyond else {}
    run |= {"tables": tables} if (tables := [asdict(table) for table in find_tables(readings)]) else {}
    return Report(ordered, told_in(built.facts, stories), run, stories)


def set_aside(articles: Sequence[Article], settings: Settings, engine: Engine = HERE) -> Mapping[str, str]:
    """Ids of the articles that are not compared, and the languages that they are in."""
    return {} if settings.ingest.language is Languages.ANY else unread(articles, engine=engine)


def count_copies(articles: Sequence[Article]) -> int:
    """How many of `articles` are copies of another as wholes; nothing else is read of them."""
    sentences = {a.id: own.sentences for a, own in zip(articles, segment(articles), strict=True)}
    origins = find_origins(read_wording(articles, sentences))
    return len(origins.articles) - len(set(origins.articles.values()))


# ---------------------------------------------------------------- articles to claims


def read_claims(
    articles: Sequence[Article],
    tell: OnProgress = silent,
    kept: Readings | None = None,
    engine: Engine = HERE,
) -> list[Reading]:
    """Sentences, values and claims of each article; what is `kept` of one that reads the same is not read."""
    known = {a.id: found for a in articles if kept is not None and (found := kept.get(a)) is not None}
    segments = segment(articles, tell, {key: found.segments for key, found in known.items()}, engine)
    beside = list(zip(articles, segments, strict=True))
    same = {a.id for a, own in beside if a.id in known and known[a.id].segments == own}
    new = each(engine, _read, None, (one for one in beside if one[0].id not in same), READ_AT_ONCE)
    readings = []
    for done, (article, _) in enumerate(beside):
        tell(Progress("claims", done, len(articles)))
        if article.id in same:
            readings.append(known[article.id])
            continue
        found = next(new)
        if kept is not None:
            kept.put(found)
        readings.append(found)
    return readings


def _read(_: None, given: tuple[Article, Segments]) -> Reading:
    """What an article says: values, then claims about them."""
    article, segments = given
    with naming(article.id):
        values = extract_values(article.text, article.published)
        who = Attributions(segments.sentences, values)
        claims = extract_claims(article, segments.sentences, values, who)
        names = name_claims(article, segments.sentences, values)
        assertions = assertion_claims(article, segments.sentences, values, who)
        return Reading(article, segments, tuple(values), tuple(claims), tuple(names), tuple(assertions))


def embed_claims(
    readings: Sequence[Reading],
    encoder: Encoder,
    tell: OnProgress = silent,
    engine: Engine = HERE,
    most_mb: int = 0,
) -> tuple[Corpus, Assertions]:
    """The vectors of sentences and claims, and of what parts of sentences assert, beside their notes."""
    notes = annotate_readings(readings)
    corpus = Corpus.build(notes, encoder, tell, engine, most_mb)
    return corpus, Assertions.build(corpus, notes.assertions, encoder, engine)


# ---------------------------------------------------------------- beside the way


def judging_by(judge: Judge | None, settings: Settings) -> Judging | None:
    """How `judge` is asked; None where there is none."""
    return None if judge is None else Judging(judge, settings.judge, settings.verdicts)


def describe_run(
    articles: Sequence[Article],
    settings: Settings,
    encoder: Encoder,
    aside: Mapping[str, str],
    judge: Judge | None = None,
    calibration: Calibration | None = None,
) -> dict[str, object]:
    """How the report was made: enough to make it again. `aside` are the articles that `set_aside` finds."""
    return {
        "crossclaim": __version__,
        "model": encoder.identity,
        "settings": settings.as_dict(),
        "inputs": {
            a.id: hashlib.sha256(a.text.encode("utf-8", "surrogatepass")).hexdigest() for a in articles
        },
        **({"set_aside": dict(aside)} if aside else {}),
        **({"judge": judge.identity} if judge is not None else {}),
        **({"calibration": calibration.told()} if calibration is not None else {}),
    }


def _in_order(articles: Sequence[Article]) -> list[Article]:
    """`articles` by id, each of which is its own."""
    given: Sequence[object] = articles
    if strange := [type(one).__name__ for one in given if not isinstance(one, Article)]:
        raise InputError(f"{strange[0]} is no Article; give Article(id, text), or what read_articles reads")
    ordered = sorted(articles, key=lambda article: article.id)
    for one, other in pairwise(ordered):
        if one.id == other.id:
            raise InputError(f"two articles have the id {one.id!r}; give each article its own")
    return ordered
