"""The probability that two claims are about one fact, and whether that suffices."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from compare.matching.claim_model import ClaimModel
from compare.matching.claim_signals import ClaimSignals
from compare.matching.corpus import Corpus, Floats, Ints
from compare.matching.gates import HINDRANCES, Gates
from compare.matching.questions import QUESTIONS
from compare.matching.scored import AT_ONCE, PairMemo
from compare.matching.sentence_pairs import PhraseScorer
from compare.matching.telling import Telling
from compare.models import Claim, Facet, Rule, Signal, Value
from compare.settings import Settings
from compare.values.intervals import Relation, bare
from compare.values.quantity_action_words import CASUALTY
from compare.verdicts import claim_relation

COARSE_DAYS = 27

NOT_BEST = -0.05
"""Margin of a pair that would do but for a better partner: near enough not to split a larger group."""

MUTUAL = frozenset({Rule.EXCLUDES, Rule.STATEMENTS})
"""Rules by which each claim must be the other's best partner."""

RELATIONS = 1 << 18
"""Pairs of values whose relation is remembered."""

APART = frozenset({Rule.EXCLUDES, Rule.CASUALTIES})
"""Rules of values that exclude each other: what happened elsewhere is no contradiction."""

ELSEWHERE = 0.1
"""Part of the places of two claims that the other's article must know, inclusive."""

LIKELY_EVENT = 0.0
"""Log-odds that two articles report one event, inclusive, that values which exclude each other need."""

SURE_EVENT = 1.0
"""Log-odds that two articles report one event, inclusive, from which on their places need not meet."""

LEAST_TOLD = 0.28
"""Part of what a sentence tells beyond its story, inclusive, that one which says the same tells, too. Of 225
pairs of statements joined without it and read by hand, it parts five, of which four say two things."""

DATE_EVIDENCE = {Relation.EQUAL: 1.2, Relation.WITHIN: 0.7, Relation.CONTAINS: 0.7}
"""Log-odds that meeting dates add. Of two dates in two articles on one event of the hand-checked tolls,
neither of them the day of publication, a quarter meet by chance; of two on one fact, some four in five
should."""


class ClaimMatcher:
    """Scores pairs of claims (by row) of one corpus."""

    def __init__(self, corpus: Corpus, settings: Settings) -> None:
        self.corpus = corpus
        self.gates = Gates(corpus)
        self._signals = ClaimSignals(corpus)
        self._models = ClaimModel.load()
        self._settings = settings
        self._probabilities = PairMemo(self._probability, len(corpus.claims))
        self._above = PairMemo(self._margins, len(corpus.claims))

    def probability(self, i: Ints, j: Ints) -> Floats:
        """(pairs,) probability that claims ``i[k]`` and ``j[k]`` are about one fact, gates aside."""
        return self._probabilities(i, j)

    def _probability(self, i: Ints, j: Ints) -> Floats:
        out = np.zeros(len(i))
        if len(i) == 0:
            return out
        families = self._families[i]
        for name in sorted(set(families.tolist())):
            rows = families == name
            if name == "quotation":
                out[rows] = [self._quoted_alike(a, b) for a, b in zip(i[rows], j[rows], strict=True)]
            else:
                odds = self._models[name].log_odds(self._signals.matrix(i[rows], j[rows]))
                odds += self._date_evidence(i[rows], j[rows])
                out[rows] = 1.0 / (1.0 + np.exp(-odds))
        return out

    def _date_evidence(self, i: Ints, j: Ints) -> Floats:
        """(pairs,) what `_same_date` says of each pair."""
        out = np.zeros(len(i))
        for k in np.flatnonzero(self._is_date[i]).tolist():
            out[k] = self._same_date(int(i[k]), int(j[k]))
        return out

    @cached_property
    def _families(self) -> NDArray[np.str_]:
        return np.array([family(claim) for claim in self.corpus.claims], dtype=np.str_)

    @cached_property
    def _is_date(self) -> NDArray[np.bool_]:
        return np.array([claim.facet is Facet.DATE for claim in self.corpus.claims], dtype=bool)

    def margins(self, i: Ints, j: Ints, *, comparable: bool = False) -> Floats:
        """(pairs,) how far each pair lies above what it needs; ``-inf`` where it cannot be one fact.

        A pair whose values exclude each other needs more than one whose values fit: a wrong "agree"
        costs a glance, a wrong "differ" costs trust. With `comparable`, no gate is asked: the caller
        knows that none rules out any of the pairs.
        """
        return self._above(i, j, self._open_margins if comparable else None)

    def _margins(self, i: Ints, j: Ints) -> Floats:
        out = np.full(len(i), -np.inf)
        reasons = [self.gates.conflict(a, b) for a, b in zip(i.tolist(), j.tolist(), strict=True)]
        rows = np.flatnonzero([not reason or reason in HINDRANCES for reason in reasons])
        out[rows] = self._open_margins(i[rows], j[rows])
        hindered = np.array([reason in HINDRANCES for reason in reasons], dtype=bool)
        out[hindered] = np.minimum(out[hindered], NOT_BEST)
        return out

    def _open_margins(self, i: Ints, j: Ints) -> Floats:
        """The margins of pairs that no gate rules out."""
        margins = self.probability(i, j)
        rules = self._rules(i, j)
        margins -= np.array([self._thresholds[rule] for rule in rules])
        strict = np.array([rule in MUTUAL for rule in rules], dtype=bool)
        apart = np.array([rule in APART for rule in rules], dtype=bool) & (margins >= 0)
        if apart.any():
            doubtful = self._doubtful(i[apart], j[apart])
            margins[apart] = np.where(doubtful, NOT_BEST, margins[apart])
        strict &= margins >= 0
        if strict.any():
            best = self._signals.best_partners(i[strict], j[strict])
            lack = self._wording_lack(i[strict], j[strict])
            low = np.minimum(margins[strict], np.minimum(NOT_BEST, lack))
            margins[strict] = np.where(best & (lack >= 0), margins[strict], low)
        return margins

    def _doubtful(self, i: Ints, j: Ints) -> NDArray[np.bool_]:
        """(pairs,) whether values that exclude each other may be of two events, or of two places."""
        odds = [self.gates.event_odds(a, b) for a, b in zip(i.tolist(), j.tolist(), strict=True)]
        far = self._signals.known_places(i, j) < ELSEWHERE
        return np.array(odds) < np.where(far, SURE_EVENT, LIKELY_EVENT)

    def doubtful(self, a: int, b: int) -> bool:
        """Whether two claims exclude each other and may be of two events, which keeps a pair apart."""
        pair = np.array([a], dtype=np.intp), np.array([b], dtype=np.intp)
        return self.rule(a, b) in APART and bool(self._doubtful(*pair)[0])

    def _wording_lack(self, i: Ints, j: Ints) -> Floats:
        """(pairs,) by how much two statements miss, below 0, what their wording alone needs to mean the same.

        Sentences on one event need not say one thing of it: a meeting held and a minister praised. A third
        sentence, alike to one of two, must not join them to it. Values speak for themselves.
        """
        out = np.zeros(len(i))
        stated = np.array([self.corpus.claims[row].facet is Facet.STATEMENT for row in i], dtype=bool)
        if stated.any():
            s, t = self.corpus.claim_sentence[i[stated]], self.corpus.claim_sentence[j[stated]]
            alike = self._wording.probability(s, t) - self._settings.matching.wording_threshold
            out[stated] = np.minimum(np.minimum(alike, self._telling(s, t) - LEAST_TOLD), 0.0)
        return out

    @cached_property
    def _telling(self) -> Telling:
        return Telling(self.corpus)

    @cached_property
    def _wording(self) -> PhraseScorer:
        return PhraseScorer([s.text for s in self.corpus.sentences], self.corpus.sentence_vectors)

    def rule(self, a: int, b: int) -> Rule:
        """What a pair needs to be one fact."""
        one = self.corpus.claims[a]
        if one.facet is Facet.QUOTATION:
            return Rule.QUOTATIONS
        if one.facet is Facet.STATEMENT:
            return Rule.STATEMENTS
        if not self.excludes(a, b):
            return Rule.FITS
        casualty = one.value is not None and one.value.action in CASUALTY
        return Rule.CASUALTIES if casualty else Rule.EXCLUDES

    def needed(self, a: int, b: int) -> float:
        """The probability that a pair needs, inclusive."""
        return self._thresholds[self.rule(a, b)]

    def thresholds(self, i: Ints, j: Ints) -> Floats:
        """(pairs,) the probability that each pair needs, inclusive."""
        return np.array([self._thresholds[rule] for rule in self._rules(i, j)], dtype=np.float64)

    def _rules(self, i: Ints, j: Ints) -> list[Rule]:
        return [self.rule(a, b) for a, b in zip(i.tolist(), j.tolist(), strict=True)]

    @cached_property
    def _thresholds(self) -> dict[Rule, float]:
        matching, verdicts = self._settings.matching, self._settings.verdicts
        return {
            Rule.FITS: matching.threshold,
            Rule.EXCLUDES: verdicts.differ_threshold,
            Rule.CASUALTIES: verdicts.casualty_threshold,
            Rule.STATEMENTS: matching.statement_threshold,
            Rule.QUOTATIONS: matching.quotation_threshold,
        }

    def excludes(self, a: int, b: int) -> bool:
        """Whether the values of two claims exclude each other."""
        one, other = self.corpus.claims[a], self.corpus.claims[b]
        if one.value is None or other.value is None:
            return False
        return self._disjoint(self._stated[a], self._stated[b])

    @cached_property
    def _stated(self) -> list[int]:
        """A claim of the same value, stated in the same way, for each claim: few pairs of values are many."""
        first: dict[tuple[bool, bool, Value | None], int] = {}
        return [
            first.setdefault((claim.negated, claim.planned, claim.value and bare(claim.value)), row)
            for row, claim in enumerate(self.corpus.claims)
        ]

    @cached_property
    def _disjoint(self) -> Callable[[int, int], bool]:
        @lru_cache(maxsize=RELATIONS)
        def disjoint(a: int, b: int) -> bool:
            return claim_relation(self.corpus.claims[a], self.corpus.claims[b]) is Relation.DISJOINT

        return disjoint

    def sure(self, group: Sequence[int]) -> frozenset[frozenset[str]]:
        """Pairs of claims (by id) of `group` that exclude each other and answer one question by themselves.

        Of what event they are, the other claims of the group may tell.
        """
        pairs = [(a, b) for a, b in combinations(sorted(group), 2) if self.excludes(a, b)]
        if not pairs:
            return frozenset()
        i, j = np.array(pairs, dtype=np.intp).T
        enough = (self.probability(i, j) >= self.thresholds(i, j)).tolist()
        claims = self.corpus.claims
        return frozenset(
            frozenset((claims[a].id, claims[b].id))
            for (a, b), likely in zip(pairs, enough, strict=True)
            if likely and self.gates.conflict(a, b) not in QUESTIONS
        )

    def position(self, row: int) -> object:
        """What a claim shares with those of its article that repeat it: the same value."""
        claim = self.corpus.claims[row]
        return (claim.article, claim.value.value) if claim.value is not None else claim.id

    def is_vague(self, row: int) -> bool:
        """Whether a claim gives a word of number ("dozens"), which stands beside many a number."""
        value = self.corpus.claims[row].value
        return value is not None and value.kind is Facet.QUANTITY and value.number is None

    def explain(self, a: int, b: int) -> tuple[Signal, ...]:
        """What each signal contributes to the log-odds of one pair, the largest first."""
        return self.explanations(np.array([a], dtype=np.intp), np.array([b], dtype=np.intp))[0]

    def explanations(self, i: Ints, j: Ints) -> list[tuple[Signal, ...]]:
        """The same for many pairs, which costs far less than one by one."""
        out: list[tuple[Signal, ...]] = [()] * len(i)
        families = self._families[i]
        for name in sorted(set(families.tolist())):
            rows = np.flatnonzero(families == name)
            for start in range(0, len(rows), AT_ONCE):
                some = rows[start : start + AT_ONCE]
                told = self._explain(name, i[some], j[some])
                for k, signals in zip(some.tolist(), told, strict=True):
                    out[k] = signals
        return out

    def _explain(self, name: str, i: Ints, j: Ints) -> Iterator[tuple[Signal, ...]]:
        """The signals of pairs of one family."""
        if name == "quotation":
            for a, b in zip(i.tolist(), j.tolist(), strict=True):
                yield (Signal("wording", self._quoted_alike(a, b), 0.0),)
            return
        evidence = self._date_evidence(i, j).tolist()
        for row, dates in zip(self._signals.matrix(i, j), evidence, strict=True):
            signals = self._models[name].explain(row)
            yield (*signals, Signal("same date", 1.0, dates)) if dates else signals

    def _same_date(self, a: int, b: int) -> float:
        """Evidence, in log-odds, of two date claims whose dates meet."""
        one, other = self.corpus.claims[a], self.corpus.claims[b]
        if one.facet is not Facet.DATE:
            return 0.0
        if one.spoken or other.spoken or _coarse(one) != _coarse(other):
            return 0.0
        published = {self.corpus.published[self.corpus.claim_article[row]] for row in (a, b)}
        if any(
            c.value is not None and c.value.low == c.value.high and c.value.low in published
            for c in (one, other)
        ):
            return 0.0
        return DATE_EVIDENCE.get(claim_relation(one, other), 0.0)

    def _quoted_alike(self, a: int, b: int) -> float:
        """Share of the shorter quotation that stands in the longer one, word by word."""
        from rapidfuzz import fuzz

        one, other = (self.corpus.claims[row].masked.lower() for row in (a, b))
        return fuzz.partial_ratio(one, other) / 100.0


def _coarse(claim: Claim) -> bool:
    """Whether a date claim gives no day but an era: that it holds some day says nothing."""
    return (
        claim.value is None
        or claim.value.low is None
        or claim.value.high is None
        or (
            isinstance(claim.value.low, date)
            and isinstance(claim.value.high, date)
            and (claim.value.high - claim.value.low).days >= COARSE_DAYS
        )
    )


def family(claim: Claim) -> str:
    """Which model scores a claim: counts are told by what is counted, dates and statements by the event."""
    if claim.facet is Facet.QUOTATION:
        return "quotation"
    return "event" if claim.facet in (Facet.STATEMENT, Facet.DATE) else "count"
