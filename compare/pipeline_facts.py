"""From claims to facts: the second half of the way, one call per stage as in `compare.pipeline`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from compare.engines import HERE, Engine
from compare.extraction.annotation.annotate import ClaimNotes, by_claim
from compare.linkage.assertions import Assertions
from compare.linkage.blocking.candidates import candidate_pairs
from compare.linkage.corpus import Corpus
from compare.linkage.differences.calibration import Calibration
from compare.linkage.differences.possible import Differences, Doubt, Told, group_of, worth_a_look
from compare.linkage.duplicates.copies import Repeats, find_repeats
from compare.linkage.duplicates.origins import Origins
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
from compare.models import Article, Claim, Fact, OnProgress, Progress, Rule, VerdictKind, silent
from compare.settings import Settings
from compare.stories.tell import story_ids
from compare.titles.titles import topic_of
from compare.verdicts.calibrated import as_reviewed
from compare.verdicts.echoes import ToldValues, echoes, no_more_told, told_as_values
from compare.verdicts.facts import fact_of
from compare.verdicts.judge import comparisons, judge
from compare.verdicts.known import Judged, KnownAnswers, KnownVerdicts
from compare.verdicts.opinions import Judging, judged_pairs

__all__ = ["Advice", "Built", "Known", "build_facts", "judge_groups", "link_claims", "matcher_of"]


@dataclass(frozen=True, slots=True)
class Known:
    """What earlier comparisons found of claims that say what they said."""

    pairs: KnownPairs
    verdicts: KnownVerdicts
    further: KnownAnswers
    """Which statements tell further than values beside them."""


# ---------------------------------------------------------------- claims to groups


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
    tell: OnProgress = silent,
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
    tell: OnProgress = silent,
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
    tell: OnProgress = silent,
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
    tell: OnProgress = silent,
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
