"""What speaks for and against two claims being about one fact: a matrix of signals per pair."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from compare.matching.causes import causes
from compare.matching.corpus import Corpus, Floats, Ints, counted_words, words
from compare.matching.counted import GROUPS, STATES, head_noun, is_person
from compare.matching.events import Events
from compare.matching.places import place_keys, place_weights
from compare.matching.rarity import word_weight
from compare.matching.relations import Relations
from compare.matching.rivals import Rivals
from compare.matching.rows import columns_of, dot, sparse, sparse_dot, unit_sparse
from compare.matching.sentence_pairs import PhraseScorer, SentencePairScorer
from compare.matching.telling import Telling
from compare.matching.time_signals import EVENT_TIMES, GIVEN_DATES, TimeSignals
from compare.models import Claim, Facet
from compare.values.intervals import Relation

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
        "hedge",
        "one spoken",
        "both spoken",
        "other hour",
    }
)
"""Signals that can only speak against a pair; all others can only speak for it."""

SIGNALS = (
    "question",  # cosine of the clauses with their values masked
    "sentence",  # cosine of the sentences
    "one fact",  # log-odds of `SentencePairScorer` that the sentences are about one fact
    "article",  # cosine of the articles
    "words",  # cosine of the words of the sentences, by their rarity
    "lead words",  # cosine of the words of titles and leads, by their rarity
    "article words",  # cosine of the words of whole articles, by their rarity
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
    "negation",  # one sentence holds a negation outside quotations, and the other does not
    "hedge",  # one is planned, denied or a change, and the other is not
    "one event",  # log-odds that the articles report one event, cut; 0 where one of them says too little
    "told alike",  # part of what the shorter sentence tells beyond its story that the other tells, too
    "wording",  # log-odds that the sentences say the same, by their wording alone
    "question wording",  # the same of the clauses with their values masked
    "one question",  # log-odds of `SentencePairScorer` that these clauses are about one fact
    *GIVEN_DATES,
)

SURE = 6.0
"""Log-odds of one event, and of one wording, beyond which more says nothing."""

FITTING = frozenset({Relation.WITHIN, Relation.CONTAINS, Relation.OVERLAP})
"""Relations of two values that are not equal and do not exclude each other."""

COUNTS = frozenset({Facet.QUANTITY, Facet.MONEY, Facet.PERCENTAGE, Facet.DURATION})

CHUNK = 8_192
"""Pairs whose signals are computed at once: bounds memory to some hundred megabytes."""

DENIAL = 1.0
"""Log-odds that a negation in one of two sentences costs when partners are ranked."""

TIE = 0.02
"""Differences in fit below this say nothing."""

MAX_LOG_RATIO = 4.0

_QUOTED = re.compile(r"“[^”]{0,400}”|\"[^\"]{0,400}\"")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|nobody|nothing|fail(?:ed|s)? to)\b|n[’']t\b", re.I
)


class ClaimSignals:
    """Signals for pairs of claims of one `Corpus`; sparse word vectors are built once.

    Each signal of a pair hangs on the two articles alone, so that no other article moves it.
    """

    def __init__(self, corpus: Corpus, events: Events | None = None) -> None:
        self._corpus = corpus
        self._events = events or Events(corpus)
        self.telling = Telling(corpus)
        self.relations = Relations(corpus.claims)
        self._sentences = SentencePairScorer(
            [sentence.text for sentence in corpus.sentences],
            corpus.sentence_article,
            corpus.sentence_vectors,
            isolated=True,
        )
        column = columns_of(corpus.article_words)
        self._sentence_words = _word_rows(corpus.sentence_words, column)
        self._lead_words = _word_rows(corpus.lead_words, column)
        self._article_words = _word_rows(corpus.article_words, column)
        names = [words(" ".join(claim.names)) for claim in corpus.claims]
        self._names = _word_rows(names, column)
        self._has_name = np.array([bool(bag) for bag in names])
        places = [place_weights(" ".join(claim.places)) for claim in corpus.claims]
        self._places, self._place_present = _place_rows(places, corpus)
        self._has_place = np.array([bool(bag) for bag in places], dtype=bool)
        self._causes = np.array([causes(sentence.text) for sentence in corpus.sentences], dtype=np.int64)
        self._counted = np.array([c.facet in COUNTS for c in corpus.claims], dtype=bool)
        self._has_counted = np.array([bool(counted_words(c.value)) for c in corpus.claims])
        heads = [head_noun(c.value) if c.value else "" for c in corpus.claims]
        self._people = np.array([GROUPS.get(head) == "" for head in heads], dtype=bool)
        self._person = np.array([is_person(head, hurt=False) for head in heads], dtype=bool)
        outcomes = [c.value.action if c.value else "" for c in corpus.claims]
        code = {outcome: k for k, outcome in enumerate(sorted({"", *outcomes}))}
        self._outcome = np.array([code[outcome] for outcome in outcomes])
        self._event = np.array([_is_event(c) for c in corpus.claims], dtype=bool)
        self._by_sentence = np.array(
            [c.facet in (Facet.STATEMENT, Facet.DATE) for c in corpus.claims], dtype=bool
        )
        self._rivals = Rivals(corpus)
        self._peers: dict[tuple[int, Facet], Ints] = _peers(corpus)
        self.times = TimeSignals(corpus, self._event, self.relations)
        self._log = np.array([_log_number(c) for c in corpus.claims])
        self._negated = np.array([_is_negated(sentence.text) for sentence in corpus.sentences], dtype=bool)
        days = [corpus.published[row] for row in corpus.claim_article.tolist()]
        self._mode = np.array(
            [
                (c.planned or _to_come(c, day), c.negated, bool(c.value and c.value.change))
                for c, day in zip(corpus.claims, days, strict=True)
            ]
        ).reshape(-1, 3)

    def matrix(self, i: Ints, j: Ints) -> Floats:
        """(pairs, signals) for claims ``i[k]`` and ``j[k]``, columns as in `SIGNALS`."""
        parts = [self._matrix(i[k : k + CHUNK], j[k : k + CHUNK]) for k in range(0, len(i), CHUNK)]
        return np.concatenate(parts) if parts else np.zeros((0, len(SIGNALS)))

    def _matrix(self, i: Ints, j: Ints) -> Floats:
        c = self._corpus
        s, t = c.claim_sentence[i], c.claim_sentence[j]
        a, b = c.claim_article[i], c.claim_article[j]
        lead_of_i = sparse_dot(self._names[i], self._lead_words[b])
        lead_of_j = sparse_dot(self._names[j], self._lead_words[a])
        named = self._has_name[i] & self._has_name[j]
        names = sparse_dot(self._names[i], self._names[j])
        one, other = self._causes[s], self._causes[t]
        happened = self._event[i] & self._event[j]
        counted = dot(c.counted_vectors[i], c.counted_vectors[j])
        # Of "residents" and "Belgians" each may be the other; their words do not say so.
        persons = (self._people[i] & self._person[j]) | (self._person[i] & self._people[j])
        counted = np.where(persons, np.maximum(counted, 0.5), counted)
        outcome = np.where(self._outcome[i] == self._outcome[j], 1.0, 0.0)
        unsaid = (self._outcome[i] == 0) | (self._outcome[j] == 0) | ~happened
        outcome = np.where(unsaid & (outcome == 0) | (self._outcome[i] == 0), 0.5, outcome)
        odds = zip(a.tolist(), b.tolist(), strict=True)
        columns = [
            dot(c.masked_vectors[i], c.masked_vectors[j]),
            dot(c.sentence_vectors[s], c.sentence_vectors[t]),
            self._sentences.log_odds(s, t),
            dot(c.article_vectors[a], c.article_vectors[b]),
            sparse_dot(self._sentence_words[s], self._sentence_words[t]),
            _by_article(self._lead_words, a, b),
            _by_article(self._article_words, a, b),
            np.where(named, names, 0.25),
            np.maximum(lead_of_i, lead_of_j),
            self.known_places(i, j),
            np.where(self._has_place[i] & self._has_place[j], self._same_places(i, j), 0.5),
            ((one > 0) & (other > 0) & (one & other == 0)).astype(float),
            np.where(self._has_counted[i] & self._has_counted[j], counted, 0.5),
            outcome,
            *self._ranked(i, j),
            *self.times.event_columns(i, j),
            np.minimum(np.nan_to_num(np.abs(self._log[i] - self._log[j]), nan=0.7), MAX_LOG_RATIO),
            self._wider(i, j),
            (self._negated[s] != self._negated[t]).astype(float),
            (self._mode[i] != self._mode[j]).any(axis=1).astype(float),
            np.clip([self._events.log_odds(one, other) for one, other in odds], -SURE, SURE),
            self.telling(s, t),
            _cut_odds(self.wording.probability(s, t)),
            _cut_odds(self._question_wording.probability(i, j)),
            self._clauses.log_odds(i, j),
            *self.times.date_columns(i, j, names),
        ]
        return np.column_stack(columns)

    @cached_property
    def wording(self) -> PhraseScorer:
        """Scores two sentences (by row) by their wording alone."""
        texts = [sentence.text for sentence in self._corpus.sentences]
        return PhraseScorer(texts, self._corpus.sentence_vectors, isolated=True)

    @cached_property
    def _clauses(self) -> SentencePairScorer:
        c = self._corpus
        texts = [claim.masked for claim in c.claims]
        return SentencePairScorer(texts, c.claim_article, c.masked_vectors, isolated=True)

    @cached_property
    def _question_wording(self) -> PhraseScorer:
        texts = [claim.masked for claim in self._corpus.claims]
        return PhraseScorer(texts, self._corpus.masked_vectors, isolated=True)

    def _wider(self, i: Ints, j: Ints) -> Floats:
        out = np.zeros(len(i))
        for k in np.flatnonzero(self._counted[i] & self._counted[j]).tolist():
            out[k] = self.relations(int(i[k]), int(j[k])) in FITTING
        return out

    def _same_places(self, i: Ints, j: Ints) -> Floats:
        return sparse_dot(self._unit_places[i], self._unit_places[j])

    @cached_property
    def _unit_places(self) -> csr_matrix:
        return unit_sparse(self._places)

    def known_places(self, i: Ints, j: Ints) -> Floats:
        """(pairs,) part of the claims' places that the other's article knows; 0.5 where one has none."""
        a, b = self._corpus.claim_article[i], self._corpus.claim_article[j]
        there = sparse_dot(self._places[i], self._place_present[b])
        here = sparse_dot(self._places[j], self._place_present[a])
        return np.where(self._has_place[i] & self._has_place[j], (there + here) / 2, 0.5)

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
        told = self._by_sentence[i]
        if told.any():
            s, t = sentences[i[told]], sentences[j[told]]
            out[told] = self._sentences.log_odds(s, t) - DENIAL * (self._negated[s] != self._negated[t])
        if not told.all():
            out[~told] = self._similar(i[~told], j[~told])
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
        rank, lead = self._rivals(i, j)
        return np.log1p(rank), lead

    def _similar(self, i: Ints, j: Ints) -> Floats:
        """(pairs,) the plain likeness by which rivals are ranked."""
        c = self._corpus
        question = dot(c.masked_vectors[i], c.masked_vectors[j])
        sentence = dot(c.sentence_vectors[c.claim_sentence[i]], c.sentence_vectors[c.claim_sentence[j]])
        return (question + sentence) / 2.0


def _word_rows(bags: Iterable[frozenset[str]], column: Mapping[str, int]) -> csr_matrix:
    """(bags, words) rarities of the words that have a column, in rows of unit length."""
    return unit_sparse(sparse([{word: word_weight(word) for word in bag} for bag in bags], column))


def _place_rows(places: Sequence[Mapping[str, float]], corpus: Corpus) -> tuple[csr_matrix, csr_matrix]:
    """(claims, places) weights that sum to 1 in a row, and (articles, places) ones where one is known."""
    texts = [[article.title] for article in corpus.articles]
    for sentence, article in zip(corpus.sentences, corpus.sentence_article.tolist(), strict=True):
        texts[article].append(sentence.text)
    column = columns_of(places)
    totals = [math.fsum(bag.values()) for bag in places]
    own = [{place: w / total for place, w in bag.items()} for bag, total in zip(places, totals, strict=True)]
    known = [dict.fromkeys(place_keys("\n".join(text)), 1.0) for text in texts]
    return sparse(own, column), sparse(known, column)


def _cut_odds(probability: Floats) -> Floats:
    """Log-odds between ``-SURE`` and ``SURE``."""
    low = 1.0 / (1.0 + math.exp(SURE))
    kept = np.clip(probability, low, 1.0 - low)
    return np.asarray(np.log(kept / (1.0 - kept)), dtype=np.float64)


def _is_negated(text: str) -> bool:
    return _NEGATION.search(_QUOTED.sub(" ", text)) is not None


def _to_come(claim: Claim, published: date | None) -> bool:
    """Whether a date was still to come: what is to happen then is planned, even if no word says so."""
    low = claim.value.low if claim.value is not None and claim.facet is Facet.DATE else None
    return published is not None and isinstance(low, date) and low >= published


def _is_event(claim: Claim) -> bool:
    """Whether `claim` tells something that happened on some day rather than a state."""
    return claim.value is None or claim.value.action not in STATES


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
