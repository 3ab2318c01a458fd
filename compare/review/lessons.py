"""What decisions teach: which of them say whether a possible difference, as likely as it was told, is one.

Two probabilities decide on what a reviewer sees, and a decision teaches about one of them at most:

- *That a possible difference is one.* A verdict on the two claims of a possible difference: "differ" says
  that it is one, every other verdict that it is none; so does a split that parts them. That holds of a pair
  that a calibration has called a difference as well; but not of a difference within a group that is shown as
  possible: the group has other claims and other reasons, and decisions on those that were sure are no part of
  it.
- *That two claims are one fact.* A verdict on any other fact, splits and merges. Of pairs below their
  threshold nobody saw any, and a group is more than its pairs: these decisions propose thresholds
  (`compare.review.measure`), and no calibration is fitted on them.

Decisions of neither kind are counted too, so that each decision that stands is told of once.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from compare.linkage.differences.calibration import CALIBRATED
from compare.models import Decision, DecisionKind, Facet, Fact, Rule, VerdictKind
from compare.reports.report import Report
from compare.review.log import standing

__all__ = ["Lesson", "Lessons", "Seen", "Unused", "is_doubt", "learn", "pairs_of"]


class Unused(StrEnum):
    """Why a decision teaches nothing of possible differences."""

    OTHER = "on facts whose claims were joined as one, which 'crossclaim evaluate --reviewed' takes"
    GROUPING = "merges and splits of other facts"
    EARLIER = "followed by a later one on the same two claims"
    JUDGED = "on pairs that a judge was asked about: its answers chose what was seen"
    GONE = "on claims that are not together in the last comparison"
    NOTE = "notes"


@dataclass(frozen=True, slots=True)
class Seen:
    """A possible difference that reviewers were shown, by the ids of its two claims, in order."""

    claims: tuple[str, ...]
    articles: tuple[str, ...]
    story: str
    facet: Facet
    odds: float
    """Log-odds of the model, before any calibration."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A possible difference, and whether reviewers say that it is one."""

    seen: Seen
    right: bool


@dataclass(frozen=True, slots=True)
class Lessons:
    """What decisions teach, by the ids of the claims, and how many of them are of no use, by reason."""

    found: tuple[Lesson, ...]
    unused: Mapping[Unused, int]

    @property
    def differences(self) -> int:
        """How many of them are differences."""
        return sum(lesson.right for lesson in self.found)

    @property
    def left_out(self) -> str:
        """How many decisions teach nothing of possible differences, by reason, in words; "" for none."""
        return "; ".join(f"{count} {why}" for why, count in self.unused.items())

    @property
    def stories(self) -> tuple[int, ...]:
        """The number of the story of each: pairs that share a story or an article are of one.

        Ids of stories change while articles are added, hence the articles.
        """
        roots = _Joined()
        for lesson in self.found:
            seen = lesson.seen
            named = [("story", seen.story)] if seen.story else []
            roots.join([("claims", *seen.claims), *named, *(("article", key) for key in seen.articles)])
        numbers: dict[object, int] = {}
        at = (roots.root(("claims", *lesson.seen.claims)) for lesson in self.found)
        return tuple(numbers.setdefault(root, len(numbers)) for root in at)


def learn(report: Report, decisions: Sequence[Decision], kept: Iterable[Seen] = ()) -> Lessons:
    """What `decisions`, a whole log in any order, teach of the possible differences in `report`.

    The report is without review. `kept` are pairs of comparisons before, which may show no more: what an
    earlier calibration was learned from.
    """
    shown = {seen.claims: seen for seen in pairs_of(report.facts)}
    judged = set(shown) if "judge" in report.run else set()
    pairs = {seen.claims: seen for seen in kept} | {k: s for k, s in shown.items() if k not in judged}
    whole = {tuple(sorted(claim.id for claim in fact.claims)) for fact in report.facts}
    truth: dict[tuple[str, ...], bool] = {}
    unused: Counter[Unused] = Counter()
    for decision in standing(sorted(decisions, key=lambda decision: decision.id)):
        about = tuple(sorted(decision.claims))
        right = _says(decision)
        if right is None:
            unused[Unused.NOTE if decision.kind is DecisionKind.NOTE else Unused.GROUPING] += 1
        elif about in pairs:
            unused[Unused.EARLIER] += about in truth
            truth[about] = right
        elif about in judged:
            unused[Unused.JUDGED] += 1
        elif decision.kind is DecisionKind.SPLIT:
            unused[Unused.GROUPING] += 1
        else:
            unused[Unused.OTHER if about in whole else Unused.GONE] += 1
    found = tuple(Lesson(pairs[key], truth[key]) for key in sorted(truth))
    return Lessons(found, {why: unused[why] for why in Unused if unused[why]})


def _says(decision: Decision) -> bool | None:
    """Whether a decision, if it is on a possible difference, says that it is one; None where it cannot be."""
    if decision.kind is DecisionKind.VERDICT:
        return decision.verdict is VerdictKind.DIFFER
    if decision.kind is DecisionKind.SPLIT:
        return False
    return None


def pairs_of(facts: Iterable[Fact]) -> Iterator[Seen]:
    """The possible differences among facts, and what were such before something made them differences."""
    for fact in facts:
        if is_doubt(fact) and fact.explanation is not None:
            (link,) = fact.explanation.links
            odds = math.fsum(s.contribution for s in link.signals if s.name != CALIBRATED)
            claims = tuple(sorted(claim.id for claim in fact.claims))
            articles = tuple(sorted({claim.article for claim in fact.claims}))
            yield Seen(claims, articles, fact.story, fact.facet, odds)


def is_doubt(fact: Fact) -> bool:
    """Whether a fact is a possible difference, or was one, with what spoke for it."""
    why = fact.explanation
    return why is not None and why.rule is Rule.DOUBT and len(why.links) == 1 and bool(why.links[0].signals)


class _Joined:
    """Keys that belong together, by those that join them."""

    def __init__(self) -> None:
        self._first: dict[tuple[str, ...], tuple[str, ...]] = {}

    def root(self, key: tuple[str, ...]) -> tuple[str, ...]:
        """The key that stands for all that `key` belongs to."""
        while (first := self._first.get(key, key)) != key:
            key = first
        return key

    def join(self, keys: Sequence[tuple[str, ...]]) -> None:
        """Let all `keys` belong together."""
        roots = sorted({self.root(key) for key in keys})
        for root in roots:
            self._first[root] = roots[0]
