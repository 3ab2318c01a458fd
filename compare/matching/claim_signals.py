"""What speaks for and against two claims being about one fact: a matrix of signals per pair."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import accumulate, chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from compare.matching.causes import causes
from compare.matching.collection import dot
from compare.matching.corpus import PRIOR_DOCUMENTS, Corpus, Floats, Ints, counted_words, words
from compare.matching.counted import STATES
from compare.matching.places import place_keys
from compare.matching.rivals import Rivals
from compare.matching.sentence_pairs import SentencePairScorer
from compare.models import Claim, Facet

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
        "hedge",
    }
)
"""Signals that can only speak against a pair; all others can only speak for it."""

SIGNALS = (
    "question",  # cosine of the clauses with their values masked
    "sentence",  # cosine of the sentences
    "one fact",  # log-odds of `SentencePairScorer` that the sentences are about one fact
    "article",  # cosine of the articles
    "words",  # TF-IDF cosine of the sentences
    "lead words",  # TF-IDF cosine of titles and leads
    "article words",  # TF-IDF cosine of whole articles
    "names",  # TF-IDF cosine of the names in the sentences
    "names lead",  # names of one sentence found in the other article's lead, the better way round
    "places",  # part of the claims' places that the other's article knows, by rarity
    "other cause",  # 1 where both say what did the harm (bombs, shells, fire), and it is not the same
    "counted",  # cosine of what is counted; 0.5 where one side does not say
    "outcome",  # 1 same outcome (killed), 0.5 one side does not say
    "rivals",  # how many claims of the two articles fit their partner's better, logarithmic
    "lead over rivals",  # by how much the pair's question fits better than those of the best rivals
    "event days apart",  # log of the days between the two events, of outcomes only: what is, holds for long
    "other day",  # 1 where both events are dated within a day or two, and the days differ
    "published apart",  # the same between the publications, where a sentence does not date its event
    "both dated",  # whether both sentences give the day of their event
    "magnitude",  # absolute log ratio of the two numbers, capped
    "negation",  # one sentence holds a negation outside quotations, and the other does not
    "hedge",  # one is planned, denied or a change, and the other is not
)

CHUNK = 8_192
"""Pairs whose signals are computed at once: bounds memory to some hundred megabytes."""

DENIAL = 1.0
"""Log-odds that a negation in one of two sentences costs when partners are ranked."""

TIE = 0.02
"""Differences in fit below this say nothing."""

MAX_LOG_RATIO = 4.0
UNKNOWN_DAYS = 6.0
"""Days assumed where a date is missing: neither the same day nor another story's."""

NEUTRAL = math.log1p(UNKNOWN_DAYS)

EXACT_DAYS = 2.0
"""An event dated within so many days has a day of its own."""

DATING_DAYS = 10.0
"""Two dates so close may be two opinions on one day: their distance is what a verdict is about, and no
evidence for two events."""


_QUOTED = re.compile(r"“[^”]{0,400}”|\"[^\"]{0,400}\"")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|nobody|nothing|fail(?:ed|s)? to)\b|n[’']t\b", re.I
)


class ClaimSignals:
    """Signals for pairs of claims of one `Corpus`; sparse word vectors are built once."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._sentences = SentencePairScorer(
            [sentence.text for sentence in corpus.sentences], corpus.sentence_article, corpus.sentence_vectors
        )
        vocabulary = {word: i for i, word in enumerate(sorted(corpus.idf))}
        self._sentence_words = self._rows(corpus.sentence_words, vocabulary)
        self._lead_words = self._rows(corpus.lead_words, vocabulary)
        self._article_words = self._rows(corpus.article_words, vocabulary)
        names = [words(" ".join(claim.names)) for claim in corpus.claims]
        self._names = self._rows(names, vocabulary)
        self._has_name = np.array([bool(bag) for bag in names])
        places = [place_keys(" ".join(claim.places)) for claim in corpus.claims]
        self._places, self._place_present = _place_rows(places, corpus)
        self._has_place = np.array([bool(bag) for bag in places], dtype=bool)
        self._causes = np.array([causes(sentence.text) for sentence in corpus.sentences], dtype=np.int64)
        self._has_counted = np.array([bool(counted_words(c.value)) for c in corpus.claims])
        outcomes = [c.value.action if c.value else "" for c in corpus.claims]
        code = {outcome: k for k, outcome in enumerate(sorted({"", *outcomes}))}
        self._outcome = np.array([code[outcome] for outcome in outcomes])
        self._event = np.array([_is_event(c) for c in corpus.claims], dtype=bool)
        self._by_sentence = np.array(
            [c.facet in (Facet.STATEMENT, Facet.DATE) for c in corpus.claims], dtype=bool
        )
        self._is_date = np.array([c.facet is Facet.DATE for c in corpus.claims], dtype=bool)
        self._rivals = Rivals(corpus)
        self._peers: dict[tuple[int, Facet], Ints] = _peers(corpus)
        self._when = np.array(
            [_window(c, corpus.published[corpus.article_row[c.article]]) for c in corpus.claims]
        ).reshape(-1, 2)
        self._dated = np.array([c.when_low is not None and c.when_high is not None for c in corpus.claims])
        told = np.array(
            [c.when_low is not None or c.story_low is not None for c in corpus.claims], dtype=bool
        )
        self._exact = told & (self._when[:, 1] - self._when[:, 0] <= EXACT_DAYS) & ~self._is_date
        self._published = np.array([_ordinal(d) for d in corpus.published])
        self._log = np.array([_log_number(c) for c in corpus.claims])
        self._negated = np.array([_is_negated(sentence.text) for sentence in corpus.sentences], dtype=bool)
        self._mode = np.array(
            [(c.planned, c.negated, bool(c.value and c.value.change)) for c in corpus.claims]
        ).reshape(-1, 3)

    def matrix(self, i: Ints, j: Ints) -> Floats:
        """(pairs, signals) for claims ``i[k]`` and ``j[k]``, columns as in `SIGNALS`."""
        parts = [self._matrix(i[k : k + CHUNK], j[k : k + CHUNK]) for k in range(0, len(i), CHUNK)]
        return np.concatenate(parts) if parts else np.zeros((0, len(SIGNALS)))

    def _matrix(self, i: Ints, j: Ints) -> Floats:
        c = self._corpus
        s, t = c.claim_sentence[i], c.claim_sentence[j]
        a, b = c.claim_article[i], c.claim_article[j]
        lead_of_i = _rowwise(self._names[i], self._lead_words[b])
        lead_of_j = _rowwise(self._names[j], self._lead_words[a])
        named = self._has_name[i] & self._has_name[j]
        one, other = self._causes[s], self._causes[t]
        happened = self._event[i] & self._event[j]
        dated = self._dated[i] & self._dated[j]
        counted = dot(c.counted_vectors[i], c.counted_vectors[j])
        outcome = np.where(self._outcome[i] == self._outcome[j], 1.0, 0.0)
        unsaid = (self._outcome[i] == 0) | (self._outcome[j] == 0) | ~happened
        outcome = np.where(unsaid & (outcome == 0) | (self._outcome[i] == 0), 0.5, outcome)
        columns = [
            dot(c.masked_vectors[i], c.masked_vectors[j]),
            dot(c.sentence_vectors[s], c.sentence_vectors[t]),
            self._sentences.log_odds(s, t),
            dot(c.article_vectors[a], c.article_vectors[b]),
            _rowwise(self._sentence_words[s], self._sentence_words[t]),
            _by_article(self._lead_words, a, b),
            _by_article(self._article_words, a, b),
            np.where(named, _rowwise(self._names[i], self._names[j]), 0.25),
            np.maximum(lead_of_i, lead_of_j),
            self.known_places(i, j),
            ((one > 0) & (other > 0) & (one & other == 0)).astype(float),
            np.where(self._has_counted[i] & self._has_counted[j], counted, 0.5),
            outcome,
            *self._ranked(i, j),
            np.where(happened, self._days_apart(i, j), NEUTRAL),
            (happened & self._exact[i] & self._exact[j] & (self._gap(i, j) > 0)).astype(float),
            np.where(happened & ~dated, self._published_apart(a, b), np.where(dated, 0.0, NEUTRAL)),
            dated.astype(float),
            np.minimum(np.nan_to_num(np.abs(self._log[i] - self._log[j]), nan=0.7), MAX_LOG_RATIO),
            (self._negated[s] != self._negated[t]).astype(float),
            (self._mode[i] != self._mode[j]).any(axis=1).astype(float),
        ]
        return np.column_stack(columns)

    def known_places(self, i: Ints, j: Ints) -> Floats:
        """(pairs,) part of the claims' places that the other's article knows; 0.5 where one has none."""
        a, b = self._corpus.claim_article[i], self._corpus.claim_article[j]
        there = _rowwise(self._places[i], self._place_present[b])
        here = _rowwise(self._places[j], self._place_present[a])
        return np.where(self._has_place[i] & self._has_place[j], (there + here) / 2, 0.5)

    def _rows(self, bags: Sequence[frozenset[str]], vocabulary: dict[str, int]) -> csr_matrix:
        """(bags, words) TF-IDF rows of unit length."""
        from scipy.sparse import csr_matrix

        idf = self._corpus.idf
        data, columns, starts = [], [], [0]
        for bag in bags:
            known = sorted(vocabulary[word] for word in bag if word in vocabulary)
            weights = [
                idf[word] for word in sorted(bag, key=lambda w: vocabulary.get(w, -1)) if word in vocabulary
            ]
            norm = math.sqrt(sum(w * w for w in weights)) or 1.0
            data += [w / norm for w in weights]
            columns += known
            starts.append(len(columns))
        return csr_matrix((data, columns, starts), shape=(len(bags), max(1, len(vocabulary))))

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

    def _gap(self, i: Ints, j: Ints) -> Floats:
        low = np.maximum(self._when[i, 0], self._when[j, 0])
        high = np.minimum(self._when[i, 1], self._when[j, 1])
        return np.asarray(np.nan_to_num(low - high, nan=UNKNOWN_DAYS), dtype=np.float64)

    def _days_apart(self, i: Ints, j: Ints) -> Floats:
        gap = self._gap(i, j)
        gap = np.where(self._is_date[i] & (gap <= DATING_DAYS), 0.0, gap)
        return np.asarray(np.log1p(np.maximum(gap, 0.0)), dtype=np.float64)

    def _published_apart(self, a: Ints, b: Ints) -> Floats:
        gap = np.nan_to_num(np.abs(self._published[a] - self._published[b]), nan=UNKNOWN_DAYS)
        return np.asarray(np.log1p(gap), dtype=np.float64)


def _place_rows(places: Sequence[frozenset[str]], corpus: Corpus) -> tuple[csr_matrix, csr_matrix]:
    """(claims, places) rarities that sum to 1 in a row, and (articles, places) ones where one is known."""
    from scipy.sparse import csr_matrix

    texts = [[article.title] for article in corpus.articles]
    for sentence, article in zip(corpus.sentences, corpus.sentence_article.tolist(), strict=True):
        texts[article].append(sentence.text)
    column = {place: k for k, place in enumerate(sorted(set().union(*places)))}
    known = [sorted(column[p] for p in place_keys("\n".join(text)) if p in column) for text in texts]
    frequency = Counter(chain.from_iterable(known))
    total = len(texts) + PRIOR_DOCUMENTS
    rarity = np.array([math.log(total / (frequency[k] + 0.5)) for k in range(len(column))])
    own = [sorted(column[place] for place in bag) for bag in places]
    shape = max(1, len(column))
    weights = [rarity[row] / rarity[row].sum() for row in own if row]
    data = np.concatenate(weights) if weights else np.zeros(0)
    ones = np.ones(sum(map(len, known)))
    return (
        csr_matrix((data, list(chain.from_iterable(own)), _starts(own)), shape=(len(own), shape)),
        csr_matrix((ones, list(chain.from_iterable(known)), _starts(known)), shape=(len(known), shape)),
    )


def _starts(rows: Sequence[Sequence[int]]) -> list[int]:
    return [0, *accumulate(map(len, rows))]


def _is_negated(text: str) -> bool:
    return _NEGATION.search(_QUOTED.sub(" ", text)) is not None


def _is_event(claim: Claim) -> bool:
    """Whether `claim` tells something that happened on some day rather than a state."""
    return claim.value is None or claim.value.action not in STATES


def _peers(corpus: Corpus) -> dict[tuple[int, Facet], Ints]:
    """Rows of the claims of each article and facet, ascending."""
    found: dict[tuple[int, Facet], list[int]] = {}
    for row, claim in enumerate(corpus.claims):
        found.setdefault((int(corpus.claim_article[row]), claim.facet), []).append(row)
    return {key: np.array(rows, dtype=np.intp) for key, rows in found.items()}


def _window(claim: Claim, published: date | None) -> tuple[float, float]:
    """First and last day (ordinals) of the claim's event: its own, its story's, or those before."""
    if claim.when_low is not None:
        end = claim.when_high or max(published or claim.when_low, claim.when_low)
        return float(claim.when_low.toordinal()), float(end.toordinal())
    if claim.story_low is not None and claim.story_high is not None:
        return float(claim.story_low.toordinal()), float(claim.story_high.toordinal())
    if published is None:
        return math.nan, math.nan
    return published.toordinal() - 2.0, float(published.toordinal())


def _ordinal(day: date | None) -> float:
    return math.nan if day is None else float(day.toordinal())


def _log_number(claim: Claim) -> float:
    value = claim.value
    if value is None or value.kind is Facet.DATE:
        return math.nan
    numbers = [n for n in (value.number, value.low, value.high) if isinstance(n, int | float) and n > 0]
    return math.log(numbers[0]) if numbers else math.nan


def _by_article(rows: csr_matrix, a: Ints, b: Ints) -> Floats:
    """Row-wise products over articles, each pair of articles once: their rows are long and come often."""
    pairs, back = np.unique(np.stack([a, b]), axis=1, return_inverse=True)
    return _rowwise(rows[pairs[0]], rows[pairs[1]])[back.reshape(-1)]


def _rowwise(a: csr_matrix, b: csr_matrix) -> Floats:
    return np.asarray(a.multiply(b).sum(axis=1), dtype=np.float64).ravel()
