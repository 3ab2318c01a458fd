"""What a reviewer works at: the facts of a comparison, the log, and one action for each thing to decide.

Everything goes through the log: a decision is saved before the desk shows it, and what another process
adds to the log is seen at the next action.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from compare.errors import ReviewError
from compare.models import Article, Decision, DecisionKind, Fact, VerdictKind
from compare.reports.report import Report
from compare.review.apply import Applied
from compare.review.fact_words import FactWords
from compare.review.log import DecisionLog, now, undoable
from compare.review.queue import State, in_queue, place, settings_of, state_of
from compare.review.words import read_name, read_note

__all__ = ["Desk", "Undone"]


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo took back, and the fact that it is about now, where there is one."""

    decision: Decision
    fact: str | None


class Desk:
    """One reviewer's view of a comparison. `report` is without decisions; those come from `log`."""

    def __init__(
        self, report: Report, log: DecisionLog, reviewer: str, only: Collection[VerdictKind] = ()
    ) -> None:
        self.reviewer = read_name(reviewer)
        self.articles: Mapping[str, Article] = {article.id: article for article in report.articles}
        self.stories: Mapping[str, str] = {story.id: story.title for story in report.stories}
        self.words = FactWords()
        self._log = log
        self._only = only
        self._settings = settings_of(report.run)
        rows = log.decisions()
        self._known = len(rows)
        self._applied = Applied(report, rows)
        self._places: dict[str, tuple[bool, bool, float, bool, str]] = {}
        self._put(None)

    def _refresh(self) -> None:
        """Take in what the log says now."""
        rows = self._log.decisions()
        self._known = len(rows)
        self._put(self._applied.take(rows))

    def _put(self, changed: Collection[str] | None) -> None:
        """Put the facts that changed, or all, where they belong in the queue."""
        facts = self._applied.facts
        if changed is None:
            self._places = {}
        for key in facts if changed is None else changed:
            self._places.pop(key, None)
            if in_queue(facts[key], self._only):
                self._places[key] = place(facts[key], self._settings)

    @property
    def facts(self) -> Mapping[str, Fact]:
        """The facts as they are reviewed now, by id, those outside the queue too."""
        self._refresh()
        return self._applied.facts

    def queue(self) -> list[Fact]:
        """The facts to review by story, the most uncertain first; before all what an article joined."""
        self._refresh()
        facts, order = self._applied.facts, sorted(self._places, key=self._places.__getitem__)
        first: dict[str, int] = {}
        for rank, key in enumerate(order):  # a story stands where its most uncertain fact does
            first.setdefault(facts[key].story, rank)

        def by_story(key: str) -> tuple[bool, bool, int]:
            again, possible = self._places[key][:2]
            return again, possible, first[facts[key].story]

        return [facts[key] for key in sorted(order, key=by_story)]

    def progress(self) -> tuple[int, int]:
        """How many facts of the queue are decided, and how many it has."""
        self._refresh()
        done = sum(state_of(self._applied.facts[key]) is State.DONE for key in self._places)
        return done, len(self._places)

    def fact(self, key: str) -> Fact:
        """The fact of that id. Raises `ReviewError`."""
        self._refresh()
        return self._known_fact(key)

    def _known_fact(self, key: str) -> Fact:
        """The fact of that id, as of the last look at the log."""
        found = self._applied.facts.get(key)
        if found is None:
            raise ReviewError(f"there is no fact {key[:60]!r}; it was merged or undone: load the page again")
        return found

    def history(self, fact: Fact) -> list[tuple[Decision, bool]]:
        """The decisions on claims of `fact`, the latest first, and whether each was undone."""
        log = self._log.decisions()
        undone = {decision.undoes for decision in log if decision.kind is DecisionKind.UNDO}
        claims = {claim.id for claim in fact.claims}
        about = [d for d in log if claims & {*d.claims, *d.others} and d.kind is not DecisionKind.UNDO]
        return [(decision, decision.id in undone) for decision in reversed(about)]

    def decide(self, key: str, seen: Collection[str], verdict: VerdictKind, note: str = "") -> Fact:
        """Give `verdict` on a fact of which the claims `seen` were shown; the fact as it is then."""
        fact = self._as_shown(key, seen)
        self._save(fact, DecisionKind.VERDICT, verdict=verdict, note=read_note(note))
        return self.fact(key)

    def note(self, key: str, seen: Collection[str], note: str) -> Fact:
        """Change the note on a fact; no decision is saved where it is the note already."""
        fact = self._as_shown(key, seen)
        if read_note(note) != (fact.review.note if fact.review else ""):
            self._save(fact, DecisionKind.NOTE, note=read_note(note))
        return self.fact(key)

    def split(self, key: str, seen: Collection[str], out: Collection[str]) -> list[Fact]:
        """Take the claims `out` out of a fact; the facts that hold its claims then."""
        fact = self._as_shown(key, seen)
        if not set(out) <= set(seen) or not 0 < len(set(out)) < len(fact.claims):
            raise ReviewError(
                f"{len(set(out))} of {len(fact.claims)} claims are to be taken out; allowed: some, not all"
            )
        self._save(fact, DecisionKind.SPLIT, others=tuple(c.id for c in fact.claims if c.id in set(out)))
        return self._holding(seen)

    def merge(self, key: str, seen: Collection[str], other: str) -> Fact:
        """Join the fact `other` to a fact; the one that both are then."""
        fact, joining = self._as_shown(key, seen), self._known_fact(other)
        if joining.id == fact.id:
            raise ReviewError("a fact cannot be merged with itself; choose another one")
        self._save(fact, DecisionKind.MERGE, others=tuple(claim.id for claim in joining.claims))
        return self._holding(seen)[0]

    def undo(self) -> Undone | None:
        """Take the latest standing decision of this reviewer back; None where there is none."""
        rows = self._log.decisions()
        last = undoable(rows, self.reviewer)
        if last is None:
            return None
        undo = Decision(
            last.fact, last.claims, DecisionKind.UNDO, undoes=last.id, reviewer=self.reviewer, at=now()
        )
        self._log.decide([undo], known=len(rows))
        held = self._holding(last.claims)
        return Undone(last, held[0].id if held else None)

    def _as_shown(self, key: str, seen: Collection[str]) -> Fact:
        fact = self.fact(key)
        if {claim.id for claim in fact.claims} != set(seen):
            raise ReviewError(f"the fact {key[:60]!r} has changed since it was shown; look at it again")
        return fact

    def _save(
        self,
        fact: Fact,
        kind: DecisionKind,
        verdict: VerdictKind | None = None,
        others: Sequence[str] = (),
        note: str = "",
    ) -> None:
        claims = tuple(claim.id for claim in fact.claims)
        decision = Decision(
            fact.id, claims, kind, verdict, tuple(others), note=note, reviewer=self.reviewer, at=now()
        )
        self._log.decide([decision], known=self._known)

    def _holding(self, claims: Collection[str]) -> list[Fact]:
        """The facts that hold some of `claims`, the one that holds most of them first."""
        facts = self.facts
        counts = Counter(key for claim in set(claims) for key in self._applied.holding(claim))
        return [facts[key] for key, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
