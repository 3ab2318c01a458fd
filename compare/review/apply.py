"""Decisions applied to a report: the reviewer's verdict stands, and the reason says what the tool said.

When a decision on a fact holds:

- A decision is tied to the claims that the reviewer saw. It holds for a fact that still has all of them,
  whatever the fact is now called. Where a claim is gone (its article was changed or removed, or a split
  took it out), nobody has seen what is left: the decision holds no more and the fact is open again.
- Where an article joined later, the decision stands and is marked as made before it, and the review page
  asks again. Two decisions do not outlive what joins: one on a single article, which says nothing of a
  second one; and "agree", "compatible", "related", "variant" or "single-source" where the tool now finds
  that what joined excludes what the reviewer saw: a new difference is never hidden by a decision before it.
  An article that repeats a value that was seen brings no new difference.
- The latest decision wins. Where facts that were decided apart have become one, the latest wins too,
  unless an earlier one on other claims said "differ": a difference that was seen does not go away.
- What was undone never was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from compare.models import Article, Claim, Decision, DecisionKind, Facet, Fact, Review, VerdictKind
from compare.reports.report import Report
from compare.review.grouping import Regrouped, regroup
from compare.review.log import signed, standing

__all__ = ["Applied", "apply_decisions"]

_FIRM = frozenset({VerdictKind.DIFFER, VerdictKind.UNRELATED})
"""Verdicts that nothing that joins can overtake."""


def apply_decisions(report: Report, decisions: Sequence[Decision]) -> Report:
    """`report` with what reviewers decided; `decisions` is their whole log, in any order.

    Pure: the same log gives the same report, and a log without a standing decision `report` itself.
    """
    log = sorted(decisions, key=lambda decision: decision.id)
    if not standing(log):
        return report
    return Report(report.articles, list(Applied(report, log).facts.values()), report.run, report.stories)


class Applied:
    """The facts of a report under a log that grows: only those that a new decision is about are looked at
    again, unless it changes which claims make a fact."""

    def __init__(self, report: Report, log: Sequence[Decision] = ()) -> None:
        self._tool = report.facts
        self._run = report.run
        self._articles = {article.id: article for article in report.articles}
        self._log: Sequence[Decision] = ()
        self._groups: dict[str, Regrouped] = {}
        self._holding: defaultdict[str, list[str]] = defaultdict(list)
        self.facts: dict[str, Fact] = {}
        """As they are reviewed now, by id, in no particular order."""
        self._all(log)

    def holding(self, claim: str) -> Sequence[str]:
        """The ids of the facts that hold a claim."""
        return self._holding.get(claim, ())

    def take(self, log: Sequence[Decision]) -> list[str] | None:
        """Take in the whole `log`, in order; the ids of the facts looked at again, None for all of them."""
        new = log[len(self._log) :]
        undone = {decision.undoes for decision in new if decision.kind is DecisionKind.UNDO}
        about = [d for d in log if d.id in undone] if undone else []
        if any(d.kind in (DecisionKind.MERGE, DecisionKind.SPLIT) for d in (*new, *about)):
            self._all(log)
            return None
        self._log = log
        touched = {key for d in (*new, *about) for claim in d.claims for key in self.holding(claim)}
        if touched:
            opinions = _Opinions(standing(log))
            for key in touched:
                self.facts[key] = _reviewed(self._groups[key], opinions, self._articles)
        return sorted(touched)

    def _all(self, log: Sequence[Decision]) -> None:
        self._log = log
        stands = standing(log)
        opinions = _Opinions(stands)
        groups = regroup(self._tool, stands, self._articles, self._run)
        self._groups = {found.fact.id: found for found in groups}
        self._holding.clear()
        for key, found in self._groups.items():
            for claim in found.fact.claims:
                self._holding[claim.id].append(key)
        self.facts = {key: _reviewed(found, opinions, self._articles) for key, found in self._groups.items()}


class _Opinions:
    """Verdicts and notes, found by the claims that they are tied to."""

    def __init__(self, log: Iterable[Decision]) -> None:
        self._by_claim: defaultdict[str, list[Decision]] = defaultdict(list)
        for decision in log:
            if decision.kind in (DecisionKind.VERDICT, DecisionKind.NOTE) and decision.claims:
                self._by_claim[decision.claims[0]].append(decision)

    def on(self, fact: Fact) -> list[Decision]:
        """What holds for `fact`, in the order of the log."""
        if not any(claim.id in self._by_claim for claim in fact.claims):
            return []
        claims = {claim.id: claim for claim in fact.claims}
        several = len({claim.article for claim in fact.claims}) > 1
        found = [
            decision
            for claim in fact.claims
            for decision in self._by_claim.get(claim.id, ())
            if claims.keys() >= set(decision.claims)
            and not (several and len({claims[key].article for key in decision.claims}) == 1)
        ]
        return sorted(found, key=lambda decision: decision.id)


def _reviewed(found: Regrouped, opinions: _Opinions, articles: Mapping[str, Article]) -> Fact:
    """The fact with what holds for it."""
    fact = found.fact
    said = opinions.on(fact)
    if not said and not found.grouping:
        return fact
    chosen = _chosen([d for d in said if d.kind is DecisionKind.VERDICT])
    latest = said[-1] if said else None
    shown = chosen or latest
    seen = set(shown.claims) if shown else set()
    new = [claim for claim in fact.claims if claim.id not in seen] if shown else []
    review = Review(
        verdict=chosen.verdict if chosen else None,
        tool=fact.verdict.verdict,
        tool_reason=fact.verdict.reason,
        reviewer=shown.reviewer if shown else "",
        at=shown.at if shown else "",
        note=latest.note if latest else "",
        joined=tuple(dict.fromkeys(claim.article for claim in new)),
        overtaken=chosen is not None and _overtaken(chosen, fact, new),
        grouping=found.grouping,
        decision=shown.id if shown else 0,
    )
    kind = fact.verdict.verdict if review.overtaken or review.verdict is None else review.verdict
    reason = _reason(review, articles)
    verdict = replace(fact.verdict, verdict=kind, reason=reason)
    if kind is not fact.verdict.verdict and kind is not VerdictKind.DIFFER:
        verdict = replace(verdict, cause=None, judge="")  # they are those of the tool's verdict
    return replace(fact, review=review, verdict=verdict)


def _chosen(verdicts: Sequence[Decision]) -> Decision | None:
    """The latest verdict, or an earlier "differ" on claims that no later verdict was about."""
    if not verdicts:
        return None
    for k, decision in reversed(list(enumerate(verdicts))):
        later = [set(other.claims) for other in verdicts[k + 1 :]]
        if decision.verdict is VerdictKind.DIFFER and not any(
            set(decision.claims) <= other for other in later
        ):
            return decision
    return verdicts[-1]


def _overtaken(decision: Decision, fact: Fact, new: Sequence[Claim]) -> bool:
    """Whether the claims that joined make the decision wrong, as the tool sees it."""
    if not new or decision.verdict in _FIRM:
        return False
    if decision.verdict is VerdictKind.SINGLE_SOURCE:
        return fact.verdict.verdict is not VerdictKind.SINGLE_SOURCE
    if fact.verdict.verdict not in (VerdictKind.DIFFER, VerdictKind.RELATED):
        return False
    old = _by_article(claim for claim in fact.claims if claim not in new)
    return any(
        _excludes(fact.facet, mine, [theirs for other, theirs in old.items() if other != key])
        for key, mine in _by_article(new).items()
    )


def _excludes(facet: Facet, mine: Sequence[Claim], others: Sequence[Sequence[Claim]]) -> bool:
    """Whether what one article says cannot be so beside the `others`, and none of them says it too.

    A value that the reviewer saw brings no new difference with it, whoever repeats it.
    """
    from compare.extraction.annotation.annotate import annotate_claims
    from compare.linkage.comparison.contradiction import contradict
    from compare.models import Relation
    from compare.verdicts.judge import best_relation

    if facet is Facet.STATEMENT:
        own = [note.stated.polarity for note in annotate_claims(mine)]
        said = [note.stated.polarity for theirs in others for note in annotate_claims(theirs)]
        return any(contradict(a, b) for a in own for b in said)
    found = {best_relation(mine, theirs)[0] for theirs in others}
    return Relation.DISJOINT in found and Relation.EQUAL not in found


def _by_article(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.article, []).append(claim)
    return groups


def _reason(review: Review, articles: Mapping[str, Article]) -> str:
    """Who decided what and when, what joined since, what the tool said, and the note."""
    parts = [f"{words[0].upper()}{words[1:]}." for words in review.grouping]
    if review.verdict is None:
        parts.append(review.tool_reason)
    else:
        names = [_name(articles, key) for key in review.joined]
        before = f", before {_listed(names)} joined" if names else ""
        same = review.verdict is review.tool
        said = "the tool said the same" if same else f"the tool said {review.tool}"
        if review.overtaken:
            why = "which the decision does not cover, so the tool's verdict stands"
            parts.append(f"{signed('Reviewed', review)}: {review.verdict}{before}, {why}.")
            parts.append(review.tool_reason)
        else:
            parts.append(
                f"{signed('Reviewed', review)}: {review.verdict}{before}; {said}: {review.tool_reason}"
            )
    if review.note:
        parts.append(f"{'Note' if review.verdict else signed('Note', review)}: {review.note}")
    return " ".join(part for part in parts if part)


def _name(articles: Mapping[str, Article], key: str) -> str:
    return (articles[key].source if key in articles else "") or key


def _listed(names: Sequence[str]) -> str:
    names = list(dict.fromkeys(names))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
