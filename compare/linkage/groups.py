"""Claims that answer one question, as linkage hands them to verdicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from compare.extraction.names.variants import variant_groups
from compare.linkage.assertions import Assertions
from compare.linkage.clustering.cluster import cluster
from compare.linkage.conflicts import DaysApart
from compare.linkage.constraints.constraints import ONE_EVENT
from compare.linkage.duplicates.copies import Repeats
from compare.linkage.explanations import Explainer
from compare.linkage.margins import Link, links_of
from compare.linkage.matcher import ClaimMatcher
from compare.linkage.matrices import Ints
from compare.linkage.reasons import Reason
from compare.models import Claim, Explanation, Fact, NameValue, Rule

__all__ = [
    "Group",
    "assertion_groups",
    "cluster_claims",
    "explained",
    "left_out",
    "links_among",
    "lone_claims",
    "name_groups",
    "one_sided",
    "with_equals",
    "with_repeats",
]


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that answer one question, how sure that is, and why.

    ``own`` are those that name the fact: all, but where the others stand in another group as well.
    """

    claims: tuple[Claim, ...]
    own: tuple[Claim, ...]
    score: float = 0.0
    explanation: Explanation | None = None
    sure: frozenset[frozenset[str]] | None = None
    """Pairs of claims, by id, that exclude each other and are one fact by themselves; None: not asked."""
    unsure: frozenset[frozenset[str]] = frozenset()
    """Pairs that exclude each other and are one fact by what others of the group say alone."""
    doubted: frozenset[frozenset[str]] = frozenset()
    """Of both, those that by the model of differences may differ, and may be of two facts."""
    doubt: float = 0.0
    """The probability that the likeliest of `doubted` differs."""
    doubtful: bool = False
    """Whether it is not sure that they answer one question: a pair to look at."""


def links_among(matcher: ClaimMatcher, i: Ints, j: Ints) -> list[Link]:
    """Of candidate pairs of claims (by row), those that belong together, with their margins."""
    return links_of(i, j, matcher.decisions(i, j, comparable=True).margins)


def cluster_claims(matcher: ClaimMatcher, links: Sequence[Link]) -> list[list[int]]:
    """Clusters of claims (by row) that links connect; what an article repeats counts once."""
    linked = sorted({row for a, b, _ in links for row in (a, b)})
    vague = {row for row in linked if matcher.is_vague(row)}
    return cluster(linked, links, matcher.margins, position=matcher.position, vague=vague)


def with_equals(
    clusters: Sequence[Sequence[int]], links: Sequence[Link], matcher: ClaimMatcher
) -> list[list[int]]:
    """Clusters with the lone claims that only their days keep out, where all give one value: it is told once.

    "A tariff of 25 %, imposed on 23 March" fits one "in March", which stands with one "in early March".
    """
    home = {row: k for k, cluster in enumerate(clusters) for row in cluster}
    fits: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for a, b, margin in links:
        lone, taken = (a, b) if b in home else (b, a)
        if lone not in home and taken in home:
            fits[lone].append((round(margin, 4), -home[taken]))
    joined = [list(cluster) for cluster in clusters]
    for lone, found in sorted(fits.items()):
        k = -max(found)[1]
        if _gives_its_value(lone, joined[k], matcher):
            joined[k].append(lone)
    return [sorted(cluster) for cluster in joined]


def _gives_its_value(lone: int, cluster: Sequence[int], matcher: ClaimMatcher) -> bool:
    """Whether a claim gives the value of all of `cluster`, of one event, and would be of it but for its days.

    Attacks and accidents are told apart by their days, whatever their numbers.
    """
    value = matcher.corpus.claims[lone].value
    if value is None or matcher.corpus.notes.claims[lone].counted.casualty:
        return False
    others = [
        row for row in cluster if matcher.corpus.claim_article[row] != matcher.corpus.claim_article[lone]
    ]
    if not all(matcher.equal(lone, row) for row in cluster) or not others:
        return False
    conflicts = [matcher.conflict(lone, row) for row in cluster]
    if not all(found is None or isinstance(found, DaysApart) for found in conflicts):
        return False
    i, j = np.full(len(others), lone, dtype=np.intp), np.array(others, dtype=np.intp)
    article = matcher.corpus.claim_article
    if matcher.event_odds(article[i], article[j]).min() < ONE_EVENT:
        return False
    above = matcher.probability(i, j) - matcher.thresholds(i, j)
    return bool(round(float(above.mean()), 4) >= 0)


def left_out(
    clusters: Sequence[Sequence[int]], links: Sequence[Link], matcher: ClaimMatcher
) -> list[list[int]]:
    """Pairs of a claim that no cluster took and the best claim that it fits, where a third one forbids it.

    "A war in the early 1990s" fits "ending in 1994" as well as "in control since the early 1990s", which
    exclude each other; the claim then stands in two facts. Only where the two agree: a difference that
    another claim contradicts is not sure enough to be told. Nor where an article gives a value again that
    stands in the cluster: that tells nothing more.
    """
    home = {row: cluster for cluster in clusters for row in cluster}
    fits: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for a, b, margin in links:
        lone, taken = (a, b) if b in home else (b, a)
        if lone in home or taken not in home or matcher.excludes(lone, taken):
            continue
        if matcher.position(lone) in map(matcher.position, home[taken]):
            continue
        if _forbidden(lone, taken, home[taken], matcher):
            fits[lone].append((round(margin, 4), -taken))
    return [[lone, -max(found)[1]] for lone, found in sorted(fits.items())]


def _forbidden(lone: int, taken: int, cluster: Sequence[int], matcher: ClaimMatcher) -> bool:
    """Whether a claim that fits `taken` cannot stand in its cluster.

    Where its own article has its say there, a value that only allows the other is of another fact, if it is a
    number: "at least 16" in an article that gives 48 for the bombing.
    """
    article = matcher.corpus.claim_article
    rows = np.array(cluster, dtype=np.intp)
    against = rows[matcher.conflicts(np.full(len(rows), lone, dtype=np.intp), rows) != 0].tolist()
    if matcher.is_vague(lone) or not any(article[row] == article[lone] for row in against):
        return bool(against)
    one, other = (matcher.corpus.claims[row].value for row in (lone, taken))
    return one is None or other is None or one.value == other.value


def one_sided(
    taken: Sequence[Sequence[int]], matcher: ClaimMatcher, pairs: tuple[Ints, Ints]
) -> list[list[int]]:
    """Each statement in no group of those `taken` that fits one of `pairs`, though that has a better partner
    in its article; with the likeliest such claim, and those of its group that it fits as well.

    Two sentences of one article may each tell half of what one of another tells.
    """
    home = {row: k for k, group in enumerate(taken) for row in group}
    close = matcher.one_sided(*pairs)
    i, j = pairs[0][close], pairs[1][close]
    fits: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for a, b, likely in zip(i.tolist(), j.tolist(), matcher.probability(i, j).tolist(), strict=True):
        for lone, partner in ((a, b), (b, a)):
            if lone not in home:
                fits[lone][partner] = round(likely, 4)
    claims = matcher.corpus.claims
    # Of equal ones the ids decide, whatever order the articles came in.
    best = {lone: min(found, key=lambda row: (-found[row], claims[row].id)) for lone, found in fits.items()}
    halves = []
    for lone, partner in sorted(best.items()):
        if partner in home:
            halves.append([lone, *(row for row in fits[lone] if home.get(row) == home[partner])])
        elif best.get(partner) != lone or claims[lone].id < claims[partner].id:
            halves.append([lone, partner])
    return halves


def explained(
    clusters: Sequence[Sequence[int]],
    beside: Sequence[Sequence[int]],
    halves: Sequence[Sequence[int]],
    matcher: ClaimMatcher,
    pairs: tuple[Ints, Ints],
) -> list[Group]:
    """Clusters of claims (by row), pairs `beside` them, and `halves` as `one_sided` finds them, as groups
    with the reasons why they were joined.

    `pairs` are those that were scored. Of what stands beside a cluster, the first claim is its own.
    """
    rows = [*clusters, *beside, *halves]
    rules = [None] * (len(clusters) + len(beside)) + [Rule.ONE_SIDED] * len(halves)
    groups = []
    for k, (some, found) in enumerate(zip(rows, _reasons(rows, rules, matcher, pairs), strict=True)):
        claims = tuple(matcher.corpus.claims[row] for row in some)
        own = claims if k < len(clusters) else claims[:1]
        groups.append(Group(claims, own, found.score, found.why, found.sure, found.unsure))
    return groups


def _reasons(
    groups: Sequence[Sequence[int]],
    rules: Sequence[Rule | None],
    matcher: ClaimMatcher,
    pairs: tuple[Ints, Ints],
) -> list[Reason]:
    """What the pairs of claims (by row) say of each group, those that are known as they are."""
    explainer, known = Explainer(matcher, *pairs), matcher.known.reasons
    claims, articles = matcher.corpus.claims, matcher.corpus.articles
    taken = {row for group in groups if len(group) > 1 for row in group}
    held = {claims[row].id for row in taken}
    keys: list[str] = []
    reasons: dict[int, Reason] = {}
    if known is not None:
        by_id = {claim.id: claim for claim in claims}
        for k, (group, rule) in enumerate(zip(groups, rules, strict=True)):
            around = [articles[row].id for row in explainer.around(group)]
            keys.append(known.key([claims[row] for row in group], rule, around))
            told = known.get(keys[k], by_id)
            if told is not None and told.taken == _is_taken(told.why, held):
                reasons[k] = told
    new = [k for k in range(len(groups)) if k not in reasons]
    links = [explainer.links(groups[k], rules[k]) for k in new]
    explanations = explainer.explain([groups[k] for k in new], links, taken)
    for k, found, plain in zip(new, links, explanations, strict=True):
        score, rule = float(found.score.mean()) if len(found) else 0.0, rules[k]
        why = plain if plain is None or rule is None else replace(plain, rule=rule)
        reasons[k] = Reason(score, why, *matcher.apart(groups[k]), _is_taken(why, held))
    if known is not None:
        for k, key in enumerate(keys):
            known.put(key, reasons[k], [claims[row] for row in groups[k]])
    return [reasons[k] for k in range(len(groups))]


def _is_taken(why: Explanation | None, held: Collection[str]) -> bool:
    """Whether the nearest claim that a group left out is one of those, by id, that groups have `held`."""
    return why is not None and why.nearest is not None and why.nearest.claim.id in held


def assertion_groups(said: Assertions, threshold: float) -> list[Group]:
    """The groups of parts of sentences that say the same of one subject."""
    groups = []
    for rows, why in said.groups(threshold):
        claims = tuple(said.claims[row] for row in rows)
        score = sum(link.score for link in why.links) / len(why.links)
        groups.append(Group(claims, claims, score, why))
    return groups


def name_groups(names: Iterable[Claim]) -> list[Group]:
    """A group for each name that different articles spell differently: the first mention of each spelling."""
    named = [(claim, claim.value) for claim in names if isinstance(claim.value, NameValue)]
    claims = {(claim.article, name.start, name.end): claim for claim, name in named}
    groups = []
    for variants in variant_groups((claim.article, name) for claim, name in named):
        first: dict[tuple[str, str], Claim] = {}
        for article, name in variants.mentions:
            first.setdefault((article, name.value), claims[article, name.start, name.end])
        group = tuple(first.values())
        groups.append(Group(group, group, 1.0))
    return groups


def with_repeats(groups: Sequence[Group], repeats: Repeats, claims: Sequence[Claim]) -> list[Group]:
    """`groups` with those of all `claims` for which one of theirs stands: what further copies say."""
    following = repeats.following(claims, [group.claims for group in groups])
    return [
        replace(group, claims=(*group.claims, *more)) for group, more in zip(groups, following, strict=True)
    ]


def lone_claims(claims: Iterable[Claim], groups: Iterable[Group | Fact]) -> list[Group]:
    """Those of all `claims` that no group or fact holds, each a group of its own."""
    taken = {claim.id for group in groups for claim in group.claims}
    return [Group((claim,), (claim,)) for claim in claims if claim.id not in taken]
