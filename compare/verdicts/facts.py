"""Claims to facts: candidate pairs, scores, groups, verdicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from compare.extraction.names.variants import variant_groups
from compare.linkage.assertions import Assertions
from compare.linkage.blocking.candidates import candidate_pairs
from compare.linkage.clustering.cluster import cluster
from compare.linkage.corpus import Corpus
from compare.linkage.duplicates.copies import find_repeats
from compare.linkage.duplicates.origins import Origins
from compare.linkage.explanations import Explainer
from compare.linkage.matcher import ClaimMatcher
from compare.linkage.matrices import Ints
from compare.models import Article, Claim, Facet, Fact, Progress, Verdict, VerdictKind
from compare.settings import Settings
from compare.verdicts.judge import comparisons, count_sources, find_copies, judge
from compare.verdicts.titles import topic_of


def build_facts(
    corpus: Corpus,
    names: Sequence[Claim],
    origins: Origins,
    settings: Settings,
    tell: Callable[[Progress], None] = lambda _: None,
    said: Assertions | None = None,
) -> list[Fact]:
    """All facts of `corpus`: those of several articles, spelling variants of `names`, and lone claims.

    Of what parts of sentences have `said`, only what several articles say makes a fact: their sentences
    stand in the report anyway.
    """
    tell(Progress("matching", 0, 3))
    repeats = find_repeats(corpus, origins)
    # An article that repeats others as a whole is in no pair: what others say of each other stays.
    whole = repeats.articles(corpus)
    kept = corpus.without(whole)
    repeated = repeats.sentences[~whole[corpus.sentence_article]]
    matcher = ClaimMatcher(kept, settings)
    i, j = candidate_pairs(kept, matcher.gates, settings.matching, repeated)
    tell(Progress("matching", 1, 3))
    links = links_among(matcher, i, j)
    linked = sorted({row for a, b, _ in links for row in (a, b)})
    vague = {row for row in linked if matcher.is_vague(row)}
    groups = cluster(linked, links, matcher.margins, position=matcher.position, vague=vague)
    extra = left_out(groups, links, matcher)
    tell(Progress("matching", 2, 3))
    articles = {article.id: article for article in corpus.articles}
    explainer = Explainer(matcher, i, j)
    held = [[kept.claims[row] for row in group] for group in (*groups, *(pair[:1] for pair in extra))]
    follow = repeats.following(corpus.claims, held)
    facts = _facts(matcher, explainer, [*groups, *extra], follow, articles, origins)
    facts[len(groups) :] = [
        _with_id(fact, [kept.claims[pair[0]]], articles)
        for fact, pair in zip(facts[len(groups) :], extra, strict=True)
    ]
    used = {claim.id for fact in facts for claim in fact.claims}
    if said is not None:
        facts += _assertion_facts(said, articles, origins, settings)
    facts = _without_echoes(facts)
    facts += _name_facts(names, articles, origins)
    facts += [_alone(claim, articles, origins) for claim in corpus.claims if claim.id not in used]
    tell(Progress("matching", 3, 3))
    return facts


def links_among(matcher: ClaimMatcher, i: Ints, j: Ints) -> list[tuple[int, int, float]]:
    """Of candidate pairs of claims (by row), those that belong together, with their margins."""
    margins = matcher.margins(i, j, comparable=True)
    close = margins >= 0
    return [(int(a), int(b), float(m)) for a, b, m in zip(i[close], j[close], margins[close], strict=True)]


def left_out(
    groups: Sequence[Sequence[int]], links: Sequence[tuple[int, int, float]], matcher: ClaimMatcher
) -> list[list[int]]:
    """Pairs of a claim that no group took and the best claim that it fits, where a third one forbids it.

    "A war in the early 1990s" fits "ending in 1994" as well as "in control since the early 1990s", which
    exclude each other; the claim then stands in two facts. Only where the two agree: a difference that
    another claim contradicts is not sure enough to be told.
    """
    home = {row: group for group in groups for row in group}
    found: dict[int, tuple[float, int, int]] = {}
    for a, b, margin in links:
        lone, taken = (a, b) if b in home else (b, a)
        if lone in home or taken not in home or matcher.excludes(lone, taken):
            continue
        if _forbidden(lone, taken, home[taken], matcher):
            found[lone] = max(found.get(lone, (-1.0, 0, 0)), (round(margin, 4), -taken, taken))
    return [[lone, best[2]] for lone, best in sorted(found.items())]


def _forbidden(lone: int, taken: int, group: Sequence[int], matcher: ClaimMatcher) -> bool:
    """Whether a claim that fits `taken` cannot stand in its group.

    Where its own article has its say there, a value that only allows the other is of another fact, if it is a
    number: "at least 16" in an article that gives 48 for the bombing.
    """
    article = matcher.corpus.claim_article
    against = [row for row in group if matcher.gates.conflict(lone, row)]
    if matcher.is_vague(lone) or not any(article[row] == article[lone] for row in against):
        return bool(against)
    one, other = (matcher.corpus.claims[row].value for row in (lone, taken))
    return one is None or other is None or one.value == other.value


def fact_id(facet: Facet, claims: Sequence[Claim], articles: Mapping[str, Article]) -> str:
    """An id that holds when later articles join: that of the earliest claim."""

    def age(claim: Claim) -> tuple[str, str, int, str]:
        published = articles[claim.article].published
        return published.isoformat() if published else "9999", claim.article, claim.focus_start, claim.id

    return f"{facet.value[:1]}{min(claims, key=age).id}"


def _facts(
    matcher: ClaimMatcher,
    explainer: Explainer,
    groups: Sequence[Sequence[int]],
    follow: Sequence[Sequence[Claim]],
    articles: Mapping[str, Article],
    origins: Origins,
) -> list[Fact]:
    """The facts of groups of two claims (by row) or more, with the claims that follow each."""
    links = [explainer.links(group) for group in groups]
    facts = []
    explained = explainer.explain(groups, links)
    for group, more, found, why in zip(groups, follow, links, explained, strict=True):
        claims = [*(explainer.claims[row] for row in group), *more]
        score = float(np.mean(found.score)) if len(found) else 0.0
        verdict = judge(claims, articles, origins, matcher.sure(group))
        fact = _assemble(claims, verdict, score, articles, origins)
        explanation = why and replace(why, compared=comparisons(claims, articles))
        facts.append(replace(fact, explanation=explanation))
    return facts


def _with_id(fact: Fact, claims: Sequence[Claim], articles: Mapping[str, Article]) -> Fact:
    """`fact` with the id of some of its claims, where its earliest one names another fact."""
    return replace(fact, id=fact_id(fact.facet, claims, articles))


def _assertion_facts(
    said: Assertions, articles: Mapping[str, Article], origins: Origins, settings: Settings
) -> list[Fact]:
    """The facts of parts of sentences that say the same of one subject."""
    repeats = find_repeats(said.corpus, origins)
    kept = said.without(repeats.sentences)
    found = kept.groups(settings.matching.assertion_threshold)
    held = [[kept.claims[row] for row in group] for group, _ in found]
    facts = []
    for first, more, (_, why) in zip(held, repeats.following(said.claims, held), found, strict=True):
        claims = [*first, *more]
        score = float(np.mean([link.score for link in why.links]))
        fact = _assemble(claims, judge(claims, articles, origins), score, articles, origins)
        facts.append(replace(fact, explanation=why))
    return facts


def _without_echoes(facts: Sequence[Fact]) -> list[Fact]:
    """Facts without the statements whose sentences another fact already shows side by side.

    A value tells more than a statement, and a part of a sentence more than the whole; of two facts of one
    kind, the one of more sentences stays.
    """
    shown: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for row, fact in enumerate(facts):
        for claim in fact.claims:
            shown[claim.article, claim.sentence].add(row)

    def rank(fact: Fact) -> tuple[bool, int, bool]:
        sentences = {(claim.article, claim.sentence) for claim in fact.claims}
        part = bool(fact.claims[0].subject)
        return fact.facet is not Facet.STATEMENT, len(sentences), part

    kept = []
    for row, fact in enumerate(facts):
        if fact.facet is Facet.STATEMENT and fact.verdict.verdict is not VerdictKind.DIFFER:
            beside = set.intersection(*(shown[claim.article, claim.sentence] for claim in fact.claims)) - {
                row
            }
            if any(rank(facts[other]) > rank(fact) for other in beside):
                continue
        kept.append(fact)
    return kept


def _name_facts(names: Sequence[Claim], articles: Mapping[str, Article], origins: Origins) -> list[Fact]:
    """One fact per name that different articles spell differently."""
    claims = {(c.article, c.value.start, c.value.end): c for c in names if c.value is not None}
    facts = []
    for variants in variant_groups((c.article, c.value) for c in claims.values() if c.value is not None):
        first: dict[tuple[str, str], Claim] = {}
        for article, name in variants.mentions:
            first.setdefault((article, name.value), claims[article, name.start, name.end])
        group = list(first.values())
        verdict = judge(group, articles, origins)
        if verdict.verdict is VerdictKind.VARIANT:
            facts.append(_assemble(group, verdict, 1.0, articles, origins))
    return facts


def _alone(claim: Claim, articles: Mapping[str, Article], origins: Origins) -> Fact:
    return _assemble([claim], judge([claim], articles, origins), 0.0, articles, origins)


def _assemble(
    claims: Sequence[Claim],
    verdict: Verdict,
    score: float,
    articles: Mapping[str, Article],
    origins: Origins,
) -> Fact:
    ordered = sorted(claims, key=lambda c: (c.article, c.focus_start, c.id))
    return Fact(
        id=fact_id(ordered[0].facet, ordered, articles),
        topic=topic_of(ordered),
        facet=ordered[0].facet,
        claims=tuple(ordered),
        verdict=verdict,
        score=score,
        origins=count_sources(ordered, articles, origins),
        copies=find_copies(ordered, articles, origins),
    )
