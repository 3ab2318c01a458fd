"""Features of two claims: what speaks for and against their being about one fact, a row per pair."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from compare.linkage.comparison.competing_claims import CompetingClaims
from compare.linkage.comparison.event_model import Events
from compare.linkage.comparison.relations import Relations
from compare.linkage.comparison.sentence_pairs import PhraseScorer, SentencePairScorer
from compare.linkage.comparison.shared_content import SharedContent
from compare.linkage.comparison.time_features import EVENT_TIMES, GIVEN_DATES, TimeFeatures
from compare.linkage.corpus import Corpus
from compare.linkage.matrices import (
    Floats,
    Ints,
    columns_of,
    dot,
    sparse,
    sparse_dot,
    unit_rows,
    unit_sparse,
)
from compare.models import AMOUNTS, Claim, Facet, Relation

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix  # type: ignore[import-untyped]

AGAINST = frozenset(
    {
        "negation",
        "other day",
        "other cause",
        "rivals",
        "event days apart",
        "published apart",
        "magnitude",
        "wider",
        "excluding",
        "hedge",
        "one spoken",
        "both spoken",
        "other hour",
    }
)
"""Signals that can only speak against a pair; all others can only speak for it."""

SIGNALS = (
    "one fact",  # log-odds of `SentencePairScorer` that the sentences are about one fact
    "own meaning",  # cosine of the sentences apart from what all of the two articles is about
    "article",  # cosine of the articles
    "lead words",  # cosine of the words of titles and leads, by their rarity
    "names",  # the same of the names in the sentences
    "names lead",  # names of one sentence found in the other article's lead, the better way round
    "places",  # part of the claims' places that the other's article knows, by rarity
    "same places",  # cosine of the claims' own places, by rarity
    "other cause",  # 1 where both say what did the harm (bombs, shells, fire), and it is not the same
    "counted",  # cosine of what is counted; 0.5 where one side does not say
    "outcome",  # 1 same outcome (killed), 0.5 one side does not say
    "rivals",  # how many claims of the two articles fit their partner's better, logarithmic
    "lead over rivals",  # by how much the pair's question fits better than those of the best rivals
    *EVENT_TIMES,
    "magnitude",  # absolute log ratio of the two numbers, capped
    "wider",  # 1 where two values fit, but one is vaguer or wider: "at least 15" fits many a number
    "excluding",  # 1 where two values exclude each other: two counts of one thing are more often equal
    "negation",  # one sentence holds a negation outside quotations, and the other does not
    "hedge",  # one is planned, denied or a change, and the other is not
    "one event",  # log-odds that the articles report one event, cut; 0 where one of them says too little
    "told alike",  # part of what the shorter sentence tells beyond its story that the other tells, too
    "wording",  # log-odds that the sentences say the same, by their wording alone
    "one question",  # log-odds of `SentencePairScorer` that these clauses are about one fact
    *GIVEN_DATES,
)

SURE = 6.0
"""Log-odds of one event, and of one wording, beyond which more says nothing."""

FITTING = frozenset({Relation.WITHIN, Relation.CONTAINS, Relation.OVERLAP})
"""Relations of two values that are not equal and do not exclude each other."""


CHUNK = 8_192
"""Pairs whose signals are computed at once: bounds memory to some hundred megabytes."""

DENIAL = 1.0
"""Log-odds that a negation in one of two sentences costs when partners are ranked."""

TIE = 0.02
"""Differences in fit below this say nothing."""

NOTHING_LEFT = 1e-12
"""Squared lengths, multiplied, of two sentences that say nothing beyond what their articles are about."""

MAX_LOG_RATIO = 4.0
"""Logarithm of a ratio up to which it counts; chosen by hand, the weights were fitted with it."""
UNKNOWN_LOG_RATIO = 0.7
"""The same where a number is not known: twice as large; chosen by hand, the weights were fitted with it."""

UNSAID = 0.5
"""Likeness that is assumed where one side does not say."""

UNNAMED = 0.25
"""The same of names, of which sentences on two things share some, too."""

NO_STORY = 0.25
"""The same of what two sentences mean beyond their articles, where these say nothing else."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """(pairs,) rows of both claims of some pairs, of their sentences, and of their articles."""

    i: Ints
    j: Ints
    s: Ints
    t: Ints
    a: Ints
    b: Ints


class ClaimFeatures:
    """Signals for pairs of claims of one `Corpus`; sparse word vectors are built once.

    Each signal of a pair hangs on the two articles alone, so that no other article moves it.
    """

    def __init__(self, corpus: Corpus, events: Events | None = None) -> None:
        self._corpus = corpus
        self._events = events or Events(corpus)
        self._shared_content = SharedContent(corpus)
        self.relations = Relations(corpus.claims)
        self._sentences = SentencePairScorer(
            [note.text for note in corpus.notes.sentences],
            corpus.sentence_article,
            corpus.sentence_vectors,
            isolated=True,
        )
        names = [note.name_words for note in corpus.notes.claims]
        leads = [note.lead_words for note in corpus.notes.articles]
        column = columns_of([*leads, *names])
        self._lead_words = unit_sparse(sparse(leads, column))
        self._names = unit_sparse(sparse(names, column))
        self._has_name = np.array([bool(bag) for bag in names])
        places = [note.place_weights for note in corpus.notes.claims]
        self._places, self._place_present = _place_rows(places, corpus)
        self._has_place = np.array([bool(bag) for bag in places], dtype=bool)
        self._causes = np.array([note.text.causes for note in corpus.notes.sentences], dtype=np.int64)
        self._counted = np.array([c.facet in AMOUNTS for c in corpus.claims], dtype=bool)
        counted = [note.counted for note in corpus.notes.claims]
        self._has_counted = np.array([bool(found.words) for found in counted], dtype=bool)
        self._people = np.array([found.kind == "" for found in counted], dtype=bool)
        self._person = np.array([found.person for found in counted], dtype=bool)
        outcomes = [c.action for c in corpus.claims]
        code = {outcome: k for k, outcome in enumerate(sorted({"", *outcomes}))}
        self._outcome = np.array([code[outcome] for outcome in outcomes])
        self._event = np.array([not found.lasting for found in counted], dtype=bool)
        self._by_sentence = np.array(
            [c.facet in (Facet.STATEMENT, Facet.DATE) for c in corpus.claims], dtype=bool
        )
        self._competing = CompetingClaims(corpus)
        self._peers: dict[tuple[int, Facet], Ints] = _peers(corpus)
        self.times = TimeFeatures(corpus, self._event, self.relations)
        self._log = np.array([_log_number(c) for c in corpus.claims])
        self._negated = np.array([note.text.denies_unquoted for note in corpus.notes.sentences], dtype=bool)
        days = [corpus.published[row] for row in corpus.claim_article.tolist()]
        self._mode = np.array(
            [
                (c.modality.planned or _to_come(c, day), c.modality.negated, bool(c.value and c.value.change))
                for c, day in zip(corpus.claims, days, strict=True)
            ]
        ).reshape(-1, 3)
        self._today = np.array(
            [_day_given(c) == day is not None for c, day in zip(corpus.claims, days, strict=True)], dtype=bool
        )

    def matrix(self, i: Ints, j: Ints, names: Sequence[str] = SIGNALS) -> Floats:
        """(pairs, names) for claims ``i[k]`` and ``j[k]``: what is not asked for is not computed."""
        parts = [self._matrix(i[k : k + CHUNK], j[k : k + CHUNK], names) for k in range(0, len(i), CHUNK)]
        return np.concatenate(parts) if parts else np.zeros((0, len(names)))

    def _matrix(self, i: Ints, j: Ints, names: Sequence[str]) -> Floats:
        sentence, article = self._corpus.claim_sentence, self._corpus.claim_article
        pairs = Pairs(i, j, sentence[i], sentence[j], article[i], article[j])
        found: dict[str, Floats] = {}
        for group, compute in self._groups.items():
            if not found.keys() >= set(names).intersection(group):
                found.update(zip(group, compute(pairs), strict=True))
        return np.column_stack([found[name] for name in names])

    @cached_property
    def _groups(self) -> dict[tuple[str, ...], Callable[[Pairs], Sequence[Floats]]]:
        """What computes each of `SIGNALS`, those together that share their work."""
        c = self._corpus
        return {
            ("one fact",): lambda p: [self._sentences.log_odds(p.s, p.t)],
            ("own meaning",): lambda p: [self._own_meaning(p)],
            ("article",): lambda p: [dot(c.article_vectors[p.a], c.article_vectors[p.b])],
            ("lead words",): lambda p: [_by_article(self._lead_words, p.a, p.b)],
            ("names",): lambda p: [self._shared_names(p)],
            ("names lead",): lambda p: [self._names_in_lead(p)],
            ("places",): lambda p: [self.known_places(p.i, p.j)],
            ("same places",): lambda p: [self._same_places(p)],
            ("other cause",): lambda p: [self._other_cause(p)],
            ("counted",): lambda p: [self._same_counted(p)],
            ("outcome",): lambda p: [self._same_outcome(p)],
            ("rivals", "lead over rivals"): lambda p: self._ranked(p.i, p.j),
            EVENT_TIMES: lambda p: self.times.event_columns(p.i, p.j),
            ("magnitude",): lambda p: [self._magnitude(p)],
            ("wider", "excluding"): self._unequal,
            ("negation",): lambda p: [(self._negated[p.s] != self._negated[p.t]).astype(float)],
            ("hedge",): lambda p: [self._other_mode(p)],
            ("one event",): lambda p: [self._one_event(p)],
            ("told alike",): lambda p: [self._shared_content(p.s, p.t)],
            ("wording",): lambda p: [_cut_odds(self._wording.probability(p.s, p.t))],
            ("one question",): lambda p: [self._clauses.log_odds(p.i, p.j)],
            GIVEN_DATES: lambda p: self.times.date_columns(p.i, p.j, self._shared_names(p)),
        }

    @cached_property
    def _wording(self) -> PhraseScorer:
        return PhraseScorer(self._corpus.notes.sentences, self._corpus.sentence_vectors, isolated=True)

    @cached_property
    def _clauses(self) -> SentencePairScorer:
        c = self._corpus
        texts = [note.clause for note in c.notes.claims]
        return SentencePairScorer(texts, c.claim_article, c.masked_vectors, isolated=True)

    def _own_meaning(self, p: Pairs) -> Floats:
        c = self._corpus
        one, other = c.sentence_vectors[p.s], c.sentence_vectors[p.t]
        story = unit_rows(c.vectors_around(p.s) + c.vectors_around(p.t))
        of_one, of_other = dot(one, story), dot(other, story)
        left = (dot(one, one) - of_one**2) * (dot(other, other) - of_other**2)
        beyond = (dot(one, other) - of_one * of_other) / np.sqrt(np.maximum(left, NOTHING_LEFT))
        return np.where(story.any(axis=1), beyond, NO_STORY)

    def _shared_names(self, p: Pairs) -> Floats:
        named = self._has_name[p.i] & self._has_name[p.j]
        return np.where(named, sparse_dot(self._names[p.i], self._names[p.j]), UNNAMED)

    def _names_in_lead(self, p: Pairs) -> Floats:
        there = sparse_dot(self._names[p.i], self._lead_words[p.b])
        here = sparse_dot(self._names[p.j], self._lead_words[p.a])
        return np.asarray(np.maximum(there, here), dtype=np.float64)

    def _other_cause(self, p: Pairs) -> Floats:
        one, other = self._causes[p.s], self._causes[p.t]
        return np.asarray((one > 0) & (other > 0) & (one & other == 0), dtype=np.float64)

    def _same_counted(self, p: Pairs) -> Floats:
        c = self._corpus
        alike = dot(c.counted_vectors[p.i], c.counted_vectors[p.j])
        # Of "residents" and "Belgians" each may be the other; their words do not say so.
        persons = (self._people[p.i] & self._person[p.j]) | (self._person[p.i] & self._people[p.j])
        alike = np.where(persons, np.maximum(alike, UNSAID), alike)
        return np.where(self._has_counted[p.i] & self._has_counted[p.j], alike, UNSAID)

    def _same_outcome(self, p: Pairs) -> Floats:
        one, other = self._outcome[p.i], self._outcome[p.j]
        unsaid = (one == 0) | (other == 0) | ~(self._event[p.i] & self._event[p.j])
        return np.where((one == 0) & (other == 0), UNSAID, np.where(one == other, 1.0, unsaid * UNSAID))

    def _magnitude(self, p: Pairs) -> Floats:
        apart = np.nan_to_num(np.abs(self._log[p.i] - self._log[p.j]), nan=UNKNOWN_LOG_RATIO)
        return np.asarray(np.minimum(apart, MAX_LOG_RATIO), dtype=np.float64)

    def _unequal(self, p: Pairs) -> tuple[Floats, Floats]:
        """(pairs,) whether two counts fit without being equal, and whether they exclude each other."""
        wider, excluding = np.zeros(len(p.i)), np.zeros(len(p.i))
        for k in np.flatnonzero(self._counted[p.i] & self._counted[p.j]).tolist():
            relation = self.relations(int(p.i[k]), int(p.j[k]))
            wider[k] = relation in FITTING
            excluding[k] = relation is Relation.DISJOINT
        return wider, excluding

    def _other_mode(self, p: Pairs) -> Floats:
        other = self._mode[p.i] != self._mode[p.j]
        # What happens on the day of publication is to come in the morning's paper and done in the evening's.
        other[:, 0] &= ~(self._today[p.i] | self._today[p.j])
        return np.asarray(other.any(axis=1), dtype=np.float64)

    def _one_event(self, p: Pairs) -> Floats:
        odds = [self._events.log_odds(a, b) for a, b in zip(p.a.tolist(), p.b.tolist(), strict=True)]
        return np.clip(odds, -SURE, SURE)

    def _same_places(self, p: Pairs) -> Floats:
        placed = self._has_place[p.i] & self._has_place[p.j]
        return np.where(placed, sparse_dot(self._unit_places[p.i], self._unit_places[p.j]), UNSAID)

    @cached_property
    def _unit_places(self) -> csr_matrix:
        return unit_sparse(self._places)

    def known_places(self, i: Ints, j: Ints) -> Floats:
        """(pairs,) part of the claims' places that the other's article knows; 0.5 where one has none."""
        a, b = self._corpus.claim_article[i], self._corpus.claim_article[j]
        there = sparse_dot(self._places[i], self._place_present[b])
        here = sparse_dot(self._places[j], self._place_present[a])
        return np.where(self._has_place[i] & self._has_place[j], (there + here) / 2, UNSAID)

    def best_partners(self, i: Ints, j: Ints) -> NDArray[np.bool_]:
        """(pairs,) whether each claim is the other's best partner of its facet in the other's article."""
        best = np.ones(len(i), dtype=bool)
        own = self._fit(i, j)
        for one, other in ((i, j), (j, i)):
            groups = self._grouped(one, other)
            peers = [self._peers[article, self._corpus.claims[a].facet] for a, article, _ in groups]
            ends = np.cumsum([len(rows) for rows in peers])
            near = self._fit(
                np.repeat([a for a, _, _ in groups], [len(rows) for rows in peers]), np.concatenate(peers)
            )
            for (_, _, pairs), fit in zip(groups, np.split(near, ends[:-1]), strict=True):
                for k in pairs:
                    best[k] &= bool(own[k] >= fit.max() - TIE)
        return best

    def _fit(self, i: Ints, j: Ints) -> Floats:
        """(pairs,) how well two claims fit: by their sentences; counts and times, by their questions too."""
        sentences = self._corpus.claim_sentence
        out = np.zeros(len(i))
        sentenced = self._by_sentence[i]
        if sentenced.any():
            s, t = sentences[i[sentenced]], sentences[j[sentenced]]
            out[sentenced] = self._sentences.log_odds(s, t) - DENIAL * (self._negated[s] != self._negated[t])
        if not sentenced.all():
            out[~sentenced] = self._similar(i[~sentenced], j[~sentenced])
        return out

    def _grouped(self, one: Ints, other: Ints) -> list[tuple[int, int, list[int]]]:
        """Pairs grouped by the first claim and the article of the second."""
        groups: dict[tuple[int, int], list[int]] = {}
        articles = self._corpus.claim_article[other].tolist()
        for k, (a, article) in enumerate(zip(one.tolist(), articles, strict=True)):
            groups.setdefault((a, article), []).append(k)
        return [(a, article, pairs) for (a, article), pairs in groups.items()]

    def _ranked(self, i: Ints, j: Ints) -> tuple[Floats, Floats]:
        """Rank of each pair among its rivals, and its lead: a best match is worth more than a good one.

        The lead follows the idea of cross-domain similarity local scaling (CSLS, Conneau et al. 2018): a
        clause that is near to everything is near to nothing in particular.
        """
        rank, lead = self._competing(i, j)
        return np.log1p(rank), lead

    def _similar(self, i: Ints, j: Ints) -> Floats:
        """(pairs,) the plain likeness by which rivals are ranked."""
        c = self._corpus
        question = dot(c.masked_vectors[i], c.masked_vectors[j])
        sentence = dot(c.sentence_vectors[c.claim_sentence[i]], c.sentence_vectors[c.claim_sentence[j]])
        return (question + sentence) / 2.0


def _place_rows(places: Sequence[Mapping[str, float]], corpus: Corpus) -> tuple[csr_matrix, csr_matrix]:
    """(claims, places) weights that sum to 1 in a row, and (articles, places) ones where one is known."""
    column = columns_of(places)
    totals = [math.fsum(bag.values()) for bag in places]
    own = ({place: w / total for place, w in bag.items()} for bag, total in zip(places, totals, strict=True))
    known = (dict.fromkeys(note.place_keys, 1.0) for note in corpus.notes.articles)
    return sparse(own, column), sparse(known, column)


def _cut_odds(probability: Floats) -> Floats:
    """Log-odds between ``-SURE`` and ``SURE``."""
    low = 1.0 / (1.0 + math.exp(SURE))
    kept = np.clip(probability, low, 1.0 - low)
    return np.asarray(np.log(kept / (1.0 - kept)), dtype=np.float64)


def _to_come(claim: Claim, published: date | None) -> bool:
    """Whether a date was still to come: what is to happen then is planned, even if no word says so."""
    given = _day_given(claim)
    return published is not None and given is not None and given > published


def _day_given(claim: Claim) -> date | None:
    """The first day of the date that a claim gives; None where it gives none."""
    low = claim.value.low if claim.value is not None and claim.facet is Facet.DATE else None
    return low if isinstance(low, date) else None


def _peers(corpus: Corpus) -> dict[tuple[int, Facet], Ints]:
    """Rows of the claims of each article and facet, ascending."""
    found: dict[tuple[int, Facet], list[int]] = {}
    for row, claim in enumerate(corpus.claims):
        found.setdefault((int(corpus.claim_article[row]), claim.facet), []).append(row)
    return {key: np.array(rows, dtype=np.intp) for key, rows in found.items()}


def _log_number(claim: Claim) -> float:
    value = claim.value
    if value is None or value.kind is Facet.DATE:
        return math.nan
    numbers = [n for n in (value.number, value.low, value.high) if isinstance(n, int | float) and n > 0]
    return math.log(numbers[0]) if numbers else math.nan


def _by_article(rows: csr_matrix, a: Ints, b: Ints) -> Floats:
    """Row-wise products over articles, each pair of articles once: their rows are long and come often."""
    pairs, back = np.unique(np.stack([a, b]), axis=1, return_inverse=True)
    return sparse_dot(rows[pairs[0]], rows[pairs[1]])[back.reshape(-1)]
