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
`compare.reports`. A stage changes nothing that it was given.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import pairwise
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from compare.embeddings import Encoder, open_encoder
from compare.engines import HERE, Engine, each, open_engine
from compare.errors import InputError, naming
from compare.extraction.annotation.annotate import ClaimNotes, annotate_readings, by_claim
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
from compare.linkage.blocking.candidates import candidate_pairs
from compare.linkage.corpus import Corpus
from compare.linkage.differences.calibration import Calibration
from compare.linkage.differences.possible import Differences, Doubt, Told, group_of, worth_a_look
from compare.linkage.duplicates.copies import Repeats, find_repeats
from compare.linkage.duplicates.origins import Origins, find_origins
from compare.linkage.duplicates.sources import Sources, find_sources
from compare.linkage.groups import (
    Group,
    assertion_groups,
    cluster_claims,
    explained,
    left_out,
    links_among,
    lone_claims,
    name_groups,
    one_sided,
    with_equals,
    with_repeats,
)
from compare.linkage.matcher import ClaimMatcher
from compare.linkage.memo import KnownPairs
from compare.linkage.portions import comparable_by
from compare.models import Article, Claim, Fact, Progress, Rule, VerdictKind
from compare.reports.report import Report
from compare.segmentation.articles import Segments, segment
from compare.settings import Languages, Settings
from compare.stories.tell import find_stories, story_ids, told_in
from compare.threads import one_blas_thread
from compare.titles.titles import topic_of
from compare.verdicts.calibrated import as_reviewed
from compare.verdicts.echoes import ToldValues, echoes, no_more_told, told_as_values
from compare.verdicts.facts import fact_of
from compare.verdicts.judge import comparisons, judge
from compare.verdicts.known import Judged, KnownAnswers, KnownVerdicts
from compare.verdicts.opinions import Judging, judged_pairs
from compare.version import __version__

__all__ = ["build_facts", "compare_articles", "describe_run", "read_claims"]

OnProgress = Callable[[Progress], None]

READ_AT_ONCE = 8
"""Articles that a worker reads at once: two tenths of a second of work, much beside sending them."""


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier comparisons found of claims that say what they said."""

    pairs: KnownPairs
    verdicts: KnownVerdicts
    further: KnownAnswers
    """Which statements tell further than values beside them."""


class Kept(Readings, Protocol):
    """Where what was found is kept between comparisons."""

    def known(self, readings: Sequence[Reading]) -> Known:
        """What is known of the claims of all `readings`; what is added to it is kept as well."""


def _silent(_: Progress) -> None:
    """Tell nobody."""


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
    settings, tell = settings or Settings(), on_progress or _silent
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
    tell: OnProgress = _silent,
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


# ---------------------------------------------------------------- claims to groups


def embed_claims(
    readings: Sequence[Reading],
    encoder: Encoder,
    tell: OnProgress = _silent,
    engine: Engine = HERE,
    most_mb: int = 0,
) -> tuple[Corpus, Assertions]:
    """The vectors of sentences and claims, and of what parts of sentences assert, beside their notes."""
    notes = annotate_readings(readings)
    corpus = Corpus.build(notes, encoder, tell, engine, most_mb)
    return corpus, Assertions.build(corpus, notes.assertions, encoder, engine)


def matcher_of(
    corpus: Corpus, repeats: Repeats, settings: Settings, known: KnownPairs | None = None
) -> tuple[ClaimMatcher, NDArray[np.bool_]]:
    """What scores pairs of claims, duplicates set aside, and which of its sentences only repeat another's."""
    own, repeated = repeats.set_aside(corpus)
    return ClaimMatcher(own, settings, known), repeated


def link_claims(
    matcher: ClaimMatcher,
    repeats: Repeats,
    repeated: NDArray[np.bool_],
    claims: Sequence[Claim],
    settings: Settings,
    tell: OnProgress = _silent,
    engine: Engine = HERE,
) -> list[Group]:
    """The groups of claims of several articles that answer one question.

    Blocking says which pairs are compared, clustering makes groups of those that belong together; then each
    group is explained, and what further copies say joins it: `claims` are all, those of copies too. The
    `engine` scores the pairs.
    """
    comparable = partial(comparable_by, engine, settings, matcher)
    near = matcher.known.near
    pairs = candidate_pairs(
        matcher.corpus, matcher.constraints, settings.matching, repeated, comparable, near
    )
    tell(Progress("matching", 1, 3))
    links = links_among(matcher, *pairs)
    clusters = with_equals(cluster_claims(matcher, links), links, matcher)
    beside = left_out(clusters, links, matcher)
    tell(Progress("matching", 2, 3))
    halves = one_sided([*clusters, *beside], matcher, pairs)
    groups = explained(clusters, beside, halves, matcher, pairs)
    return with_repeats(groups, repeats, claims)


@dataclass(frozen=True, slots=True)
class Advice:
    """What helps beside the articles: a judge and decisions with possible differences, what earlier
    comparisons found with all pairs and groups, an engine with the work."""

    judging: Judging | None = None
    calibration: Calibration | None = None
    known: Known | None = None
    engine: Engine = HERE


NO_ADVICE = Advice()


def doubtful_pairs(
    matcher: ClaimMatcher,
    found: Sequence[Doubt],
    home: Mapping[str, str],
    held: Mapping[str, int],
    settings: Settings,
    advice: Advice = NO_ADVICE,
    told: Told | None = None,
) -> tuple[list[Group], int]:
    """Of pairs of claims that were `found` to be such as may differ, the best few of each story, and how many
    more are left out.

    `home` are stories by article, `held` how many possible differences a story has already, and `told`
    what others tell. A judge is asked about more than are shown without it.
    """
    claims, shown, judging = matcher.corpus.claims, settings.verdicts, advice.judging
    least = shown.possible_threshold if judging is None else judging.least
    best, beyond = worth_a_look(
        found,
        lambda row: home.get(claims[row].article, ""),
        least=least,
        most=shown.possible_per_story if judging is None else judging.per_story,
        held=held,
        told=told,
    )
    return [group_of(doubt, matcher, least) for doubt in best], beyond


def link_assertions(said: Assertions, origins: Origins, settings: Settings) -> list[Group]:
    """The groups of parts of sentences that say the same of one subject."""
    repeats = find_repeats(said.corpus, origins)
    groups = assertion_groups(said.without(repeats.sentences), settings.matching.assertion_threshold)
    return with_repeats(groups, repeats, said.claims)


# ---------------------------------------------------------------- groups to facts


@dataclass(frozen=True, slots=True)
class Built:
    """Facts, and how many possible differences are left out of stories that have enough."""

    facts: list[Fact]
    beyond: int = 0


def build_facts(
    corpus: Corpus,
    names: Sequence[Claim],
    origins: Origins,
    settings: Settings,
    tell: OnProgress = _silent,
    said: Assertions | None = None,
    advice: Advice = NO_ADVICE,
) -> Built:
    """All facts of `corpus`: those of several articles, spelling variants of `names`, and lone claims.

    Of what parts of sentences have `said`, only what several articles say makes a fact: their sentences
    stand in the report anyway.
    """
    articles = {article.id: article for article in corpus.articles}
    notes = by_claim(corpus.notes.claims, said.corpus.notes.claims if said is not None else ())
    tell(Progress("matching", 0, 3))
    repeats = find_repeats(corpus, origins)
    known = advice.known
    matcher, repeated = matcher_of(corpus, repeats, settings, None if known is None else known.pairs)
    differences = Differences(matcher, advice.calibration)
    linked = link_claims(matcher, repeats, repeated, corpus.claims, settings, tell, advice.engine)
    shown = settings.verdicts
    asserted = [] if said is None else link_assertions(said, origins, settings)
    one_house = settings.verdicts.one_house
    verdicts, further = (None, None) if known is None else (known.verdicts, known.further)

    def facts_of(groups: Iterable[Group]) -> list[Fact]:
        return judge_groups(groups, articles, origins, notes, one_house, verdicts)

    linked = without_unshown(linked, facts_of)
    linked = differences.weighed(linked, shown.sure_threshold, shown.possible_threshold)
    found, again = said_once([*linked, *asserted], facts_of, notes, further)
    home = story_ids(found, corpus.articles)
    twice = told_as_values(found, notes)
    hidden = [found[row] for row in sorted(twice)]
    found = [fact for row, fact in enumerate(found) if row not in twice]
    held = Counter(home_of(fact, home) for fact in found if may_differ(fact))
    told = ToldValues(found, notes, corpus.claims)
    pairs, beyond = doubtful_pairs(matcher, differences.doubts(linked), home, held, settings, advice, told)
    open_ = [fact for fact in found if may_differ(fact)], [f for f in facts_of(pairs) if may_differ(f)]
    doubtful = advised(*open_, home, corpus, advice, tell)
    spelled = facts_of(name_groups(names))
    # What a judge dropped is in a group and in no fact, and tells nothing for its echoes or for statements.
    gone = {fact.id for fact in open_[0]} - {fact.id for fact in doubtful}
    lost = [fact for fact in open_[0] if fact.id in gone]
    lost += no_more_told(hidden, [fact for fact in found if fact.id not in gone], notes)
    dropped = [claim for fact in lost for claim in fact.claims]
    shared = [fact for fact in found if not may_differ(fact)]
    shared += untold([fact for fact, of in again if of in gone], shared, notes)
    alone = facts_of(
        [*lone_claims(corpus.claims, [*linked, *doubtful]), *lone_claims(dropped, [*shared, *doubtful])]
    )
    tell(Progress("matching", 3, 3))
    differing = [*shared, *doubtful]
    twice = told_as_values(differing, notes)
    once = [fact for row, fact in enumerate(differing) if row not in twice]
    variants = [fact for fact in spelled if fact.verdict.verdict is VerdictKind.VARIANT]
    return Built([*once, *variants, *alone], beyond)


def advised(
    linked: Sequence[Fact],
    paired: Sequence[Fact],
    home: Mapping[str, str],
    corpus: Corpus,
    advice: Advice,
    tell: OnProgress = _silent,
) -> list[Fact]:
    """What is left of possible differences, `linked` to groups or `paired` to look at, and what they become.

    Decisions of reviewers calibrate the pairs, where no judge says more.
    """
    if advice.judging is not None:
        return judged([*linked, *paired], home, corpus, advice.judging, tell)
    if advice.calibration is None:
        return [*linked, *paired]
    return [*linked, *(as_reviewed(fact, advice.calibration) for fact in paired)]


def without_unshown(
    groups: Sequence[Group], facts_of: Callable[[Iterable[Group]], list[Fact]]
) -> list[Group]:
    """`groups` without statements that stand beside a better pair and are not shown to say the same as it."""
    halves = [group for group in groups if group.explanation and group.explanation.rule is Rule.ONE_SIDED]
    told = zip(halves, facts_of(halves), strict=True)
    unshown = {id(group) for group, fact in told if fact.verdict.verdict is VerdictKind.RELATED}
    return [group for group in groups if id(group) not in unshown]


def said_once(
    groups: Sequence[Group],
    facts_of: Callable[[Iterable[Group]], list[Fact]],
    notes: Mapping[str, ClaimNotes],
    further: KnownAnswers | None = None,
) -> tuple[list[Fact], list[tuple[Fact, str]]]:
    """The facts of `groups` without those that only say again what another tells; these, with the ids of
    those that tell it.

    What of an echo says the same joins the fact that stays, which is judged with it.
    """
    facts = facts_of(groups)
    found = echoes(facts, notes, further)
    joining: defaultdict[int, dict[str, Claim]] = defaultdict(dict)
    for echo in found:
        joining[echo.of].update((claim.id, claim) for claim in echo.joining)
    fuller = [row for row, claims in joining.items() if claims]
    again = facts_of(
        replace(groups[row], claims=(*groups[row].claims, *joining[row].values())) for row in fuller
    )
    told = dict(enumerate(facts)) | dict(zip(fuller, again, strict=True))
    once = [told[row] for row in sorted(told.keys() - {echo.row for echo in found})]
    return once, [(facts[echo.row], told[echo.of].id) for echo in found]


def untold(lost: Sequence[Fact], shared: Sequence[Fact], notes: Mapping[str, ClaimNotes]) -> list[Fact]:
    """Of echoes that `lost` what told them, those that no other fact tells."""
    facts = [*shared, *lost]
    told = {echo.row for echo in echoes(facts, notes) if not echo.joining} if lost else set()
    return [fact for row, fact in enumerate(facts) if row >= len(shared) and row not in told]


def judge_groups(
    groups: Iterable[Group],
    articles: Mapping[str, Article],
    origins: Origins,
    notes: Mapping[str, ClaimNotes],
    one_house: bool = False,
    known: KnownVerdicts | None = None,
) -> list[Fact]:
    """The fact of each group: its sources, its verdict and its title; `notes` are by claim.

    With `one_house`, the outlets of one house count as one source. What is `known` is not judged again.
    """
    facts = []
    for group in groups:
        sources = find_sources(group.claims, articles, origins, one_house=one_house)
        new = partial(judge_group, group, articles, sources, notes)
        judged = new() if known is None else known.of(group, sources, new)
        facts.append(fact_of(group, sources, judged, articles))
    return facts


def judge_group(
    group: Group, articles: Mapping[str, Article], sources: Sources, notes: Mapping[str, ClaimNotes]
) -> Judged:
    """The verdict on one group, and its title."""
    sure, doubted = group.sure, group.doubted
    verdict = judge(group.claims, articles, sources, notes, sure, doubted, doubtful=group.doubtful)
    facet = group.own[0].facet
    # The pair that a statement stands beside has the title of its own.
    half = group.explanation is not None and group.explanation.rule is Rule.ONE_SIDED
    told = group.own if half else group.claims
    title = topic_of([claim for claim in told if claim.facet is facet])
    compared = comparisons(group.claims, articles) if group.explanation is not None else ()
    return Judged(verdict, title, compared)


def judged(
    doubted: Sequence[Fact],
    home: Mapping[str, str],
    corpus: Corpus,
    judging: Judging,
    tell: OnProgress = _silent,
) -> list[Fact]:
    """What is left of possible differences when the judge was asked about the best of each story."""
    articles = {article.id: article for article in corpus.articles}
    stories = [home_of(fact, home) for fact in doubted]
    return judging.opinions(doubted, stories, judged_pairs(doubted, articles, corpus.sentences), tell)


def may_differ(fact: Fact) -> bool:
    """Whether it is a possible difference."""
    return fact.verdict.verdict is VerdictKind.POSSIBLE


def home_of(fact: Fact, home: Mapping[str, str]) -> str:
    """The story that a possible difference counts for; `home` are stories by article."""
    return min(home.get(claim.article, "") for claim in fact.claims)


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
