"""How the tool did, by the reviewers' decisions, and which thresholds they speak for.

Only what the tool reported can be reviewed: recall is over the reviewed facts, and what a merge joined is
the one thing seen of what the tool missed.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from compare.models import Decision, DecisionKind, Facet, Fact, Rule, VerdictKind
from compare.reports.report import Report
from compare.review.lessons import is_doubt
from compare.review.log import standing
from compare.review.queue import SETTING, settings_of, threshold_of
from compare.settings import Settings

__all__ = ["ENOUGH", "POSSIBLE", "Agreement", "Figure", "Measure", "Proposal", "measure"]

ENOUGH = 30
"""Decisions below which figures are only a hint, and no threshold is proposed."""

POSSIBLE = SETTING[Rule.DOUBT]
"""The setting that is the threshold of possible differences."""

_COST = {"verdicts.differ_threshold": 2.0, "verdicts.casualty_threshold": 2.0, POSSIBLE: 1 / 7}
"""What a wrong fact costs in right ones; 1 where it is not here. A false alarm costs more than a miss; but a
possible difference is shown from a probability of 0.12 on, as if a right one were worth seven in vain."""

_ALARMS = frozenset(_COST)
"""Settings of what is right only where reviewers say "differ"."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One verdict in one facet; ``facet`` is "" for all of them. A share of nothing is None.

    Of possible differences, ``both`` are those that reviewers call a difference.
    """

    facet: str
    verdict: VerdictKind
    tool: int
    reviewers: int
    both: int

    @property
    def precision(self) -> float | None:
        """Share of the tool's verdicts that the reviewers gave too."""
        return self.both / self.tool if self.tool else None

    @property
    def recall(self) -> float | None:
        """Share of the reviewers' verdicts that the tool gave too."""
        return self.both / self.reviewers if self.reviewers else None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A threshold that the decisions speak for, and what it would keep of what they are about."""

    setting: str
    now: float
    proposed: float
    right: int
    wrong: int
    right_kept: int
    wrong_kept: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """What several reviewers say of the same facts, over all pairs of them.

    ``kappa`` is Cohen's (1960): the agreement beyond that of chance; None where chance alone agrees always.
    """

    facts: int
    pairs: int
    same: int
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Measure:
    """The figures over the reviewed facts."""

    decisions: int
    """Facts of the tool that a standing decision is about."""
    same: int
    """Those on which reviewers and tool give one verdict."""
    figures: Sequence[Figure]
    joined_wrongly: int
    """Facts whose claims are not about one fact: called unrelated, or split."""
    missed: int
    """Standing merges: claims of one fact that the tool kept apart."""
    proposals: Sequence[Proposal]
    agreement: Agreement | None
    """How far reviewers agree with each other; None where no two decided on one fact."""
    stale: int
    """Standing verdicts on claims that the tool groups otherwise now, which are not counted."""
    possible: int = 0
    """Of the decisions, those on possible differences, on which the tool has no verdict."""
    confirmed: int = 0
    """Of these, those that say that it is one."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """A fact of the tool and what the reviewers say of it; a split says that it is not one fact."""

    fact: Fact
    truth: VerdictKind


def measure(report: Report, decisions: Sequence[Decision]) -> Measure:
    """The tool's verdicts in `report`, which is without review, against the log of `decisions`."""
    log = standing(sorted(decisions, key=lambda decision: decision.id))
    judged, stale = _judged(report.facts, log)
    open_ = [one for one in judged if one.fact.verdict.verdict is VerdictKind.POSSIBLE]
    told = [one for one in judged if one.fact.verdict.verdict is not VerdictKind.POSSIBLE]
    return Measure(
        decisions=len(judged),
        same=sum(one.fact.verdict.verdict is one.truth for one in told),
        figures=_figures(judged),
        joined_wrongly=sum(one.truth is VerdictKind.UNRELATED for one in told),
        missed=sum(decision.kind is DecisionKind.MERGE for decision in log),
        proposals=_proposals(judged, report) if len(judged) >= ENOUGH else (),
        agreement=_agreement(log),
        stale=stale,
        possible=len(open_),
        confirmed=sum(one.truth is VerdictKind.DIFFER for one in open_),
    )


def _judged(facts: Sequence[Fact], log: Iterable[Decision]) -> tuple[list[_Judged], int]:
    """The facts that a decision on exactly their claims is about, and how many verdicts are about others."""
    by_claims = {frozenset(claim.id for claim in fact.claims): fact for fact in facts}
    holding: dict[str, list[frozenset[str]]] = {}
    for claims in by_claims:
        for claim in claims:
            holding.setdefault(claim, []).append(claims)
    truth: dict[frozenset[str], VerdictKind] = {}
    others: set[frozenset[str]] = set()
    for decision in log:
        seen = frozenset(decision.claims)
        if decision.kind is DecisionKind.VERDICT and decision.verdict is not None:
            if seen in by_claims:
                truth[seen] = decision.verdict
            else:
                others.add(seen)
        elif decision.kind is DecisionKind.SPLIT:
            out = seen & frozenset(decision.others)
            for claims in {c for claim in out for c in holding.get(claim, ())}:
                if claims & (seen - out):
                    truth[claims] = VerdictKind.UNRELATED
    return [_Judged(by_claims[claims], kind) for claims, kind in truth.items()], len(others)


def _agreement(log: Iterable[Decision]) -> Agreement | None:
    """How far the latest verdicts of different reviewers on the same claims agree."""
    said: dict[frozenset[str], dict[str, VerdictKind]] = {}
    for decision in log:
        if decision.kind is DecisionKind.VERDICT and decision.verdict is not None:
            said.setdefault(frozenset(decision.claims), {})[decision.reviewer] = decision.verdict
    pairs = [
        (verdicts[a], verdicts[b]) for verdicts in said.values() for a, b in combinations(sorted(verdicts), 2)
    ]
    if not pairs:
        return None
    same = sum(one is other for one, other in pairs)
    observed = same / len(pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(first[kind] * second[kind] for kind in VerdictKind) / len(pairs) ** 2
    kappa = None if chance >= 1 else (observed - chance) / (1 - chance)
    return Agreement(sum(len(v) > 1 for v in said.values()), len(pairs), same, kappa)


def _figures(judged: Sequence[_Judged]) -> list[Figure]:
    """By facet and then over all: each verdict that the tool or a reviewer gave."""
    out = []
    present = {one.fact.facet for one in judged}
    facets: list[Facet | None] = [facet for facet in Facet if facet in present]
    for facet in [*facets, None]:
        chosen = [one for one in judged if facet is None or one.fact.facet is facet]
        tool = Counter(one.fact.verdict.verdict for one in chosen)
        reviewers = Counter(one.truth for one in chosen)
        both = Counter(one.truth for one in chosen if one.truth is one.fact.verdict.verdict)
        open_ = (one for one in chosen if one.fact.verdict.verdict is VerdictKind.POSSIBLE)
        both[VerdictKind.POSSIBLE] = sum(one.truth is VerdictKind.DIFFER for one in open_)
        out += [
            Figure(str(facet or ""), kind, tool[kind], reviewers[kind], both[kind])
            for kind in VerdictKind
            if tool[kind] or reviewers[kind]
        ]
    return out


def _proposals(judged: Sequence[_Judged], report: Report) -> list[Proposal]:
    """For each setting, the threshold at which what is kept is worth most.

    That of possible differences needs as many decisions on such, and none where a judge chose what was seen.
    """
    settings = settings_of(report.run)
    by_setting: dict[str, list[tuple[float, bool]]] = {}
    for one in judged:
        if one.fact.facet is Facet.NAME or one.fact.verdict.verdict is VerdictKind.SINGLE_SOURCE:
            continue  # no threshold decided on these
        if one.fact.verdict.verdict is VerdictKind.POSSIBLE and not is_doubt(one.fact):
            continue  # one within a group: what is told as a difference does not keep how likely it is one
        name, now = threshold_of(one.fact, settings)
        right = one.truth is VerdictKind.DIFFER if name in _ALARMS else one.truth is not VerdictKind.UNRELATED
        by_setting.setdefault(name, []).append((_score(one.fact, now), right))
    if "judge" in report.run or len(by_setting.get(POSSIBLE, ())) < ENOUGH:
        by_setting.pop(POSSIBLE, None)
    return [_proposal(name, by_setting[name], settings) for name in SETTING.values() if name in by_setting]


def _score(fact: Fact, threshold: float) -> float:
    """What was compared with the threshold: the mean over the fact's pairs of how far they lie above it."""
    return threshold + fact.explanation.margin if fact.explanation else fact.score


def _proposal(name: str, scored: Sequence[tuple[float, bool]], settings: Settings) -> Proposal:
    """The lowest threshold, from the present one on, that keeps right facts and drops wrong ones best.

    Below the present one nothing was reported, so nothing speaks for a lower one.
    """
    section, _, key = name.partition(".")
    now = float(getattr(getattr(settings, section), key))
    # Each candidate is the next hundredth above a wrong one, rounded first so that 0.57 is not 0.5699….
    cuts = {now, *((math.floor(round(score * 100, 6)) + 1) / 100 for score, right in scored if not right)}

    def worth(cut: float) -> float:
        kept = [right for score, right in scored if score >= cut or cut == now]
        return kept.count(True) - _COST.get(name, 1.0) * kept.count(False)

    best = max((score for score, right in scored if right), default=1.0)
    useful = {
        cut for cut in cuts if now < cut <= min(best, 1)
    }  # one that keeps nothing right is no threshold
    proposed = max({now} | useful, key=lambda cut: (worth(cut), -cut))
    kept = [right for score, right in scored if score >= proposed or proposed == now]
    right = sum(right for _, right in scored)
    return Proposal(
        name, now, round(proposed, 2), right, len(scored) - right, kept.count(True), kept.count(False)
    )
