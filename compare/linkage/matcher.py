"""The decision on a pair: the probability that two claims are about one fact, and whether it suffices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache, partial
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from compare.linkage.comparison.claim_model import claim_models
from compare.linkage.comparison.families import Family, family
from compare.linkage.comparison.relations import Relations
from compare.linkage.conflicts import CONFLICT, Conflict, Force, barring, coded, decoded
from compare.linkage.constraints.constraints import Constraints
from compare.linkage.corpus import Corpus
from compare.linkage.margins import DECIDED, Decisions, Flags, Margins, Outcome
from compare.linkage.matrices import Floats, Ints
from compare.linkage.memo import AT_ONCE, Kind, KnownPairs, PairMemo, Score
from compare.linkage.parts import Part, Parts
from compare.models import Facet, Relation, Rule, Signal
from compare.settings import Settings

HELD_APART = -0.02
"""Margin with which a pair counts that is none for another reason than its probability: near enough to zero
not to split a larger group."""

RULES = tuple(Rule)
"""Rules by their codes."""

MUTUAL = frozenset({Rule.EXCLUDES, Rule.STATEMENTS, Rule.DAYS})
"""Rules by which each claim must be the other's best partner."""

APART = frozenset({Rule.EXCLUDES, Rule.CASUALTIES})
"""Rules of values that exclude each other: what happened elsewhere is no contradiction."""

ELSEWHERE = 0.1
"""Part of the places of two claims that the other's article must know, inclusive."""

EVENT_ODDS = 0.0
"""Log-odds that two articles report one event, inclusive, that values which exclude each other need."""

ELSEWHERE_ODDS = 1.0
"""The same, inclusive, where their places do not meet."""

REMEMBERED = 1 << 14
"""Pairs of quotations whose likeness is held at once."""


class ClaimMatcher:
    """Scores pairs of claims (by row) of one corpus; what is `known` of a pair is not computed again."""

    def __init__(self, corpus: Corpus, settings: Settings, known: KnownPairs | None = None) -> None:
        self.corpus = corpus
        self.constraints = Constraints(corpus)
        self.relations = Relations(corpus.claims)
        """How the values of claims (by row) stand to each other."""
        whole = Part.whole(corpus, self.constraints)
        self._parts = Parts(whole)
        # Apart: far more pairs are ruled out than scored, and constraints cost less than features.
        self._screened = Parts(whole)
        self._models = claim_models()
        self._settings = settings
        self.known = known or KnownPairs.nothing(corpus)
        self._numbers = self.known.numbers(corpus)
        self._probabilities = self._memo("probability", self._probability, np.dtype(np.float64))
        self._decided = self._memo("decision", self._decide, DECIDED)
        self._conflicts = self._memo("conflict", self._conflict, CONFLICT)
        self._comparable = self._memo("comparable", self._can_be_compared, np.dtype(np.bool_))
        self._ruled = self._memo("rule", self._rule_codes, np.dtype(np.int8))
        self._relations = self._memo("relation", self.relations.codes, np.dtype(np.int8))
        self._events = self._memo("event", self._event, np.dtype(np.float64))
        self._told: dict[str, PairMemo[np.void]] = {}

    def _memo(self, name: str, score: Score[Kind], kind: np.dtype[Kind]) -> PairMemo[Kind]:
        return PairMemo(score, self._numbers, self.known.table(name, kind))

    def hold_all(self) -> None:
        """Read what features share of all articles at once: portions of pairs are asked for that are together
        of all of them."""
        self._parts.hold_all()
        self._screened.hold_all()

    def probability(self, i: Ints, j: Ints) -> Floats:
        """(pairs,) probability that claims ``i[k]`` and ``j[k]`` are about one fact, constraints aside."""
        return self._probabilities(i, j)

    def log_odds(self, i: Ints, j: Ints) -> Floats:
        """(pairs,) the same as log-odds; infinite where a pair is certain."""
        likely = self.probability(i, j)
        with np.errstate(divide="ignore"):
            return np.asarray(np.log(likely) - np.log1p(-likely), dtype=np.float64)

    def signals(self, i: Ints, j: Ints, names: Sequence[str]) -> Floats:
        """(pairs, names) the signals of pairs, as `compare.linkage.comparison.claim_features` names them."""
        return self.columns(f"signals {', '.join(names)}", len(names), partial(self._signals, names), i, j)

    def columns(self, name: str, count: int, score: Score[np.float64], i: Ints, j: Ints) -> Floats:
        """(pairs, count) what else hangs on two claims and their articles alone, known by a `name`; `score`
        gives it for the pairs of which it is not known, whatever the order of the two."""
        if name not in self._told:
            kind = np.dtype([("columns", np.float64, (count,))])

            def rows(i: Ints, j: Ints) -> NDArray[np.void]:
                out = np.zeros(len(i), dtype=kind)
                out["columns"] = score(i, j)
                return out

            self._told[name] = self._memo(name, rows, kind)
        return np.asarray(self._told[name](i, j)["columns"], dtype=np.float64)

    def _signals(self, names: Sequence[str], i: Ints, j: Ints) -> Floats:
        part, i, j = self._parts.of(i, j)
        return part.features.matrix(i, j, names)

    def related(self, i: Ints, j: Ints) -> NDArray[np.int8]:
        """(pairs,) how the values of claims ``i[k] < j[k]`` stand to each other, as `Relations.codes`."""
        return self._relations(i, j)

    def event_odds(self, a: Ints, b: Ints) -> Floats:
        """(pairs,) log-odds that two articles (by row) report one event."""
        first = self._first
        out = np.zeros(len(a))
        claim = (first[a] >= 0) & (first[b] >= 0)
        # An article is known by its first claim; one without any has none that could differ.
        out[claim] = self._events(first[a[claim]], first[b[claim]])
        out[~claim] = self.constraints.events.odds(a[~claim], b[~claim])
        return out

    @cached_property
    def _first(self) -> Ints:
        """(articles,) the row of the first claim of each, -1 for one without any."""
        article = self.corpus.claim_article
        first = np.full(len(self.corpus.articles), -1, dtype=np.intp)
        first[article[::-1]] = np.arange(len(article))[::-1]
        return first

    def _event(self, i: Ints, j: Ints) -> Floats:
        article = self.corpus.claim_article
        return self.constraints.events.odds(article[i], article[j])

    def unknown(self, i: Ints, j: Ints) -> tuple[Ints, Ints]:
        """The rows of those of some pairs of which it is not known whether they can be about one fact."""
        return self._comparable.unknown(i, j)

    def comparable(self, i: Ints, j: Ints) -> Flags:
        """(pairs,) whether claims of two articles can be about one fact: whether no constraint parts them."""
        return self._comparable(i, j)

    def _can_be_compared(self, i: Ints, j: Ints) -> Flags:
        part, i, j = self._screened.of(i, j)
        return part.constraints.comparable_pairs(i, j)

    def conflict(self, a: int, b: int) -> Conflict | None:
        """Why two claims cannot be one fact, or are no pair; None where they may be."""
        return decoded(int(self.conflicts(np.array([a]), np.array([b]))[0]))

    def conflicts(self, i: Ints, j: Ints) -> NDArray[np.int32]:
        """(pairs,) the same for many pairs, as `compare.linkage.conflicts.coded` has it."""
        return self._conflicts(i, j)

    def _conflict(self, i: Ints, j: Ints) -> NDArray[np.int32]:
        pairs = zip(i.tolist(), j.tolist(), strict=True)
        return np.array([coded(self.constraints.conflict(a, b)) for a, b in pairs], dtype=CONFLICT)

    def _probability(self, i: Ints, j: Ints) -> Floats:
        out = np.zeros(len(i))
        if len(i) == 0:
            return out
        self._parts.of(i, j)  # one for all families
        families = self._families[i]
        for kind in Family:
            rows = families == kind
            if not rows.any():
                continue
            if kind is Family.QUOTATION:
                out[rows] = [self._quoted_alike(a, b) for a, b in zip(i[rows], j[rows], strict=True)]
            else:
                model = self._models[kind]
                part, one, other = self._parts.of(i[rows], j[rows])
                out[rows] = model.probability(part.features.matrix(one, other, model.names))
        return out

    @cached_property
    def _families(self) -> NDArray[np.str_]:
        return np.array([family(claim.facet) for claim in self.corpus.claims], dtype=np.str_)

    def margins(self, i: Ints, j: Ints) -> Margins:
        """(pairs,) how far each pair lies above what it needs, and which cannot be one fact."""
        return self.decisions(i, j).margins

    def decisions(self, i: Ints, j: Ints, *, comparable: bool = False) -> Decisions:
        """(pairs,) what decides each pair, and its margin: its probability above what it needs.

        A pair whose values exclude each other needs more than one whose values fit: a wrong "agree"
        costs a glance, a wrong "differ" costs trust. With `comparable`, no constraint is asked: the caller
        knows that none rules out any of the pairs.
        """
        return Decisions(self._decided(i, j, self._decide_open if comparable else None))

    def _decide(self, i: Ints, j: Ints) -> NDArray[np.void]:
        found = self.conflicts(i, j)
        barred = barring(found)
        hindered = (found != 0) & ~barred
        out = np.zeros(len(i), dtype=DECIDED)
        out["margin"], out["outcome"] = np.nan, Outcome.BARRED
        out[~barred] = self._decide_open(i[~barred], j[~barred])
        out["outcome"][hindered] = Outcome.HINDERED
        out["margin"][hindered] = np.minimum(out["margin"][hindered], HELD_APART)
        return out

    def _decide_open(self, i: Ints, j: Ints) -> NDArray[np.void]:
        """The decisions on pairs that no constraint rules out."""
        self._parts.of(i, j)  # one for all that is asked here
        likely = self.probability(i, j)
        rules = self._rules(i, j)
        apart = np.array([rule in APART for rule in rules], dtype=bool)
        strict = np.array([rule in MUTUAL for rule in rules], dtype=bool)
        margin: Floats = likely - np.array([self._thresholds[rule] for rule in rules])
        # What a difference needs beyond an agreement keeps no group apart that other pairs hold together.
        short = apart & (margin < 0)
        eased = np.minimum(likely[short] - self._thresholds[Rule.FITS], HELD_APART)
        margin[short] = np.maximum(margin[short], eased)
        out = np.zeros(len(i), dtype=DECIDED)
        out["margin"], out["outcome"] = margin, Outcome.MARGIN
        for outcome, asked, held in (
            (Outcome.DOUBTFUL, apart, self._doubtful),
            (Outcome.NOT_BEST, strict, self._outdone),
        ):
            rows = np.flatnonzero(asked & (out["margin"] >= 0))
            if len(rows):
                out[rows[held(i[rows], j[rows])]] = HELD_APART, outcome
        return out

    def _outdone(self, i: Ints, j: Ints) -> Flags:
        """(pairs,) whether one of two claims has a better partner in the other's article."""
        part, i, j = self._parts.of(i, j)
        return ~part.features.best_partners(i, j)

    def _doubtful(self, i: Ints, j: Ints) -> Flags:
        """(pairs,) whether values that exclude each other may be of two events, or of two places."""
        odds = [self.constraints.event_odds(a, b) for a, b in zip(i.tolist(), j.tolist(), strict=True)]
        part, one, other = self._parts.of(i, j)
        far = part.features.known_places(one, other) < ELSEWHERE
        out: Flags = np.array(odds) < np.where(far, ELSEWHERE_ODDS, EVENT_ODDS)
        return out

    def rule(self, a: int, b: int) -> Rule:
        """What a pair needs to be one fact."""
        return self._rules(np.array([a], dtype=np.intp), np.array([b], dtype=np.intp))[0]

    def needed(self, a: int, b: int) -> float:
        """The probability that a pair needs, inclusive."""
        return self.threshold(self.rule(a, b))

    def one_sided(self, i: Ints, j: Ints) -> Flags:
        """(pairs,) which statements fit, though one of the two has a better partner in the other's article.

        No constraint is asked.
        """
        outdone = self._decided(i, j, self._decide_open)["outcome"] == Outcome.NOT_BEST
        statements = self._families[i] == Family.STATEMENT
        fits: Flags = outdone & statements & (self.probability(i, j) >= self.threshold(Rule.ONE_SIDED))
        return fits

    def threshold(self, rule: Rule) -> float:
        """The probability that a pair needs by a rule, inclusive."""
        return self._thresholds[rule]

    def thresholds(self, i: Ints, j: Ints) -> Floats:
        """(pairs,) the probability that each pair needs, inclusive."""
        return np.array([self._thresholds[rule] for rule in self._rules(i, j)], dtype=np.float64)

    def _rules(self, i: Ints, j: Ints) -> list[Rule]:
        return [RULES[code] for code in self._ruled(i, j).tolist()]

    def _rule_codes(self, i: Ints, j: Ints) -> NDArray[np.int8]:
        part, one, other = self._parts.of(i, j)
        days = part.features.times.other_day(one, other).tolist()
        rows = zip(i.tolist(), j.tolist(), days, strict=True)
        return np.array([RULES.index(self._rule(a, b, other_day=day)) for a, b, day in rows], dtype=np.int8)

    def _rule(self, a: int, b: int, *, other_day: bool) -> Rule:
        one = self.corpus.claims[a]
        if one.facet is Facet.QUOTATION:
            return Rule.QUOTATIONS
        if one.facet is Facet.STATEMENT:
            return Rule.DAYS if other_day else Rule.STATEMENTS
        if not self.excludes(a, b):
            return Rule.FITS
        return Rule.CASUALTIES if self.corpus.notes.claims[a].counted.casualty else Rule.EXCLUDES

    @cached_property
    def _thresholds(self) -> dict[Rule, float]:
        matching, verdicts = self._settings.matching, self._settings.verdicts
        return {
            Rule.FITS: matching.threshold,
            Rule.EXCLUDES: verdicts.differ_threshold,
            Rule.CASUALTIES: verdicts.casualty_threshold,
            Rule.STATEMENTS: matching.statement_threshold,
            Rule.DAYS: matching.other_day_threshold,
            Rule.QUOTATIONS: matching.quotation_threshold,
            Rule.ONE_SIDED: matching.one_sided_threshold,
        }

    def excludes(self, a: int, b: int) -> bool:
        """Whether the values of two claims exclude each other."""
        return self.relations(a, b) is Relation.DISJOINT

    def equal(self, a: int, b: int) -> bool:
        """Whether two claims give one value, hedges aside."""
        one, other = (self.corpus.claims[row].value for row in (a, b))
        return one is not None and other is not None and (one.kind, one.value) == (other.kind, other.value)

    def apart(self, group: Sequence[int]) -> tuple[frozenset[frozenset[str]], frozenset[frozenset[str]]]:
        """Pairs of claims (by id) of `group` that exclude each other: those that answer one question by
        themselves, and the others.

        Of what event they are, the other claims of the group may tell.
        """
        pairs = [(a, b) for a, b in combinations(sorted(group), 2) if self.excludes(a, b)]
        if not pairs:
            return frozenset(), frozenset()
        i, j = np.array(pairs, dtype=np.intp).T
        enough = (self.probability(i, j) >= self.thresholds(i, j)).tolist()
        claims = self.corpus.claims
        named = [frozenset((claims[a].id, claims[b].id)) for a, b in pairs]
        sure = frozenset(
            name
            for name, (a, b), likely in zip(named, pairs, enough, strict=True)
            if likely and not self._other_question(a, b)
        )
        return sure, frozenset(named) - sure

    def _other_question(self, a: int, b: int) -> bool:
        found = self.conflict(a, b)
        return found is not None and found.force is Force.OTHER_QUESTION

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
        for kind in Family:
            rows = np.flatnonzero(families == kind)
            for start in range(0, len(rows), AT_ONCE):
                some = rows[start : start + AT_ONCE]
                told = self._explain(kind, i[some], j[some])
                for k, signals in zip(some.tolist(), told, strict=True):
                    out[k] = signals
        return out

    def _explain(self, kind: Family, i: Ints, j: Ints) -> Iterator[tuple[Signal, ...]]:
        """The signals of pairs of one family."""
        if kind is Family.QUOTATION:
            for a, b in zip(i.tolist(), j.tolist(), strict=True):
                yield (Signal("quotation", self._quoted_alike(a, b), 0.0),)
            return
        model = self._models[kind]
        for row in self.signals(i, j, model.names):
            yield model.explain(row)

    def _quoted_alike(self, a: int, b: int) -> float:
        """Share of the shorter quotation that stands in the longer one, word by word."""
        return quoted_alike(self.corpus.claims[a].masked, self.corpus.claims[b].masked)


@lru_cache(maxsize=REMEMBERED)
def quoted_alike(one: str, other: str) -> float:
    """Share of the shorter quotation that stands in the longer one; what many articles quote comes often."""
    from rapidfuzz import fuzz

    return fuzz.partial_ratio(one.lower(), other.lower()) / 100.0
