"""What a judge says of possible differences: some become differences, some are dropped, the others stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from compare.judges import Asked, Judge, JudgedPair, Opinion, Side, ask
from compare.models import (
    Article,
    Cause,
    Claim,
    Fact,
    OnProgress,
    Relation,
    Rule,
    Sentence,
    Verdict,
    VerdictKind,
)
from compare.settings import JudgeSettings, VerdictSettings
from compare.verdicts.judge import without_doubt

__all__ = ["Judging", "Outcome", "judged_pairs", "outcome"]


class Outcome(StrEnum):
    """What becomes of a possible difference that a judge was asked about."""

    DIFFER = "differ"
    POSSIBLE = "possible"
    DROPPED = "dropped"


class Judging:
    """A judge that is asked as settings say. `told` is what came of it, for the run of a report.

    It is asked about more pairs than are shown without it: about `per_story` of a story, from the built-in
    probability `least` on. Of what stays possible, the likeliest of each story are kept.
    """

    def __init__(self, judge: Judge, settings: JudgeSettings, shown: VerdictSettings) -> None:
        self.judge = judge
        self.told: Mapping[str, object] = {}
        self._settings = settings
        self._shown = shown
        self.per_story: int = max(settings.per_story, shown.possible_per_story)
        self.least: float = min(settings.least, shown.possible_threshold)

    def opinions(
        self,
        facts: Sequence[Fact],
        stories: Sequence[str],
        pairs: Sequence[JudgedPair],
        tell: OnProgress,
    ) -> list[Fact]:
        """What is left of the possible differences `facts`, best first, each with its story and its pair."""
        rows = _first(range(len(facts)), stories, self._settings.per_story)
        asked = ask(self.judge, [pairs[n] for n in rows], tell)
        said = {n: opinion for n, opinion in zip(rows, asked.opinions, strict=True) if opinion is not None}
        kinds = [self._outcome(fact, said.get(n)) for n, fact in enumerate(facts)]
        # What the judge finds likelier comes first; where it said nothing, what the tool found.
        likely = {n: said[n].probability if n in said else fact.score for n, fact in enumerate(facts)}
        open_ = [n for n, kind in enumerate(kinds) if kind is Outcome.POSSIBLE]
        best = sorted(open_, key=lambda n: (-likely[n], n))
        shown = set(_first(best, stories, self._shown.possible_per_story))
        self.told = _told(Counter(kinds[n] for n in said), len(open_) - len(shown), asked)
        return [
            _as_told(fact, said.get(n), kinds[n], self.judge.name)
            for n, fact in enumerate(facts)
            if kinds[n] is Outcome.DIFFER or n in shown
        ]

    def _outcome(self, fact: Fact, opinion: Opinion | None) -> Outcome:
        """What becomes of a pair: without an answer, what becomes of it without a judge."""
        if opinion is not None:
            return outcome(opinion.probability, self._settings)
        paired = fact.explanation is not None and fact.explanation.rule is Rule.DOUBT
        likely = not paired or fact.score >= self._shown.possible_threshold
        return Outcome.POSSIBLE if likely else Outcome.DROPPED


def judged_pairs(
    facts: Iterable[Fact], articles: Mapping[str, Article], sentences: Iterable[Sentence]
) -> list[JudgedPair]:
    """What a judge reads of each possible difference: two claims, with the sentences around them.

    Of more claims, the two whose values exclude each other.

    `articles` are by id; `sentences` are all but furniture, article by article in their order.
    """
    rows: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        rows.setdefault(sentence.article, []).append(sentence)
    place = {(s.article, s.index): n for some in rows.values() for n, s in enumerate(some)}

    def side(claim: Claim) -> Side:
        article, some = articles[claim.article], rows.get(claim.article, [])
        at = place.get((claim.article, claim.sentence))
        before = some[at - 1].text if at is not None and at > 0 else ""
        after = some[at + 1].text if at is not None and at + 1 < len(some) else ""
        return Side(claim, article.source, article.published, article.title, before, after)

    pairs = [_asked_about(fact) for fact in facts]
    return [JudgedPair(side(a), side(b), fact.score) for fact, (a, b) in zip(facts, pairs, strict=True)]


def _asked_about(fact: Fact) -> tuple[Claim, Claim]:
    named = {claim.id: claim for claim in fact.claims}
    for pair in fact.explanation.compared if fact.explanation else ():
        if pair.relation is Relation.DISJOINT and pair.a in named and pair.b in named:
            one, other = sorted((named[pair.a], named[pair.b]), key=fact.claims.index)
            return one, other
    return fact.claims[0], fact.claims[1]


def outcome(probability: float, settings: JudgeSettings) -> Outcome:
    """What becomes of a pair that a judge finds so likely. Both thresholds are inclusive."""
    if probability >= settings.differ_threshold:
        return Outcome.DIFFER
    return Outcome.POSSIBLE if probability >= settings.drop_threshold else Outcome.DROPPED


def _first(rows: Iterable[int], stories: Sequence[str], most: int) -> list[int]:
    """The first `most` of `rows` in each story, in their order."""
    held: Counter[str] = Counter()
    kept = []
    for row in rows:
        if held[stories[row]] < most:
            held[stories[row]] += 1
            kept.append(row)
    return kept


def _told(said: Counter[Outcome], beyond: int, asked: Asked) -> dict[str, object]:
    """What became of the pairs that were asked about; `beyond` are those that stay possible unshown."""
    told: dict[str, object] = {"asked": len(asked.opinions), **{str(kind): said[kind] for kind in Outcome}}
    if beyond:
        told["beyond"] = beyond
    if asked.unanswered:
        told |= {"unanswered": asked.unanswered, "failures": dict(asked.failures)}
    return told


def _as_told(fact: Fact, opinion: Opinion | None, kind: Outcome, name: str) -> Fact:
    """`fact` with the words of the judge, as its words."""
    if opinion is None:
        return fact
    verdict = fact.verdict
    words = f"{name} says: “{opinion.words}” ({opinion.probability:.2f})."
    if kind is Outcome.POSSIBLE:
        return replace(fact, verdict=replace(verdict, reason=f"{verdict.reason} {words}"))
    cause = Cause(opinion.cause) if opinion.cause in set(Cause) else verdict.cause
    reason = f"{without_doubt(fact.facet, verdict.reason)} {words}"
    made = Verdict(VerdictKind.DIFFER, reason, verdict.score, verdict.signals, cause, name)
    return replace(fact, verdict=made)
