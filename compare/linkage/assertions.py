"""Which parts of sentences say the same of one subject.

Weights fitted by ``scripts/fit_assertions.py`` decide among the pairs that no constraint parts. Out of fold,
by subject, of 193 such pairs read one by one: 85 % of those at even odds or better say the same, 77 % of
those that say the same are found (81 % where each subject counts by the square root of its pairs), and the
probability is off by 0.05 on average.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from compare.embeddings import Encoder
from compare.embeddings.protocol import Vectors
from compare.engines import HERE, Engine
from compare.extraction.annotation.annotate import ClaimNotes
from compare.linkage.blocking.neighbours import nearest, rows_of
from compare.linkage.clustering.cluster import cluster
from compare.linkage.comparison.contradiction import contradict
from compare.linkage.comparison.models import AdditiveModel
from compare.linkage.conflicts import Conflict, Reason, bars
from compare.linkage.constraints.constraints import Constraints
from compare.linkage.corpus import Corpus, exact_vectors
from compare.linkage.margins import Margins, links_of
from compare.linkage.matrices import Floats, Ints, VectorRows, dot
from compare.models import Claim, Explanation, Link, Rule

NEIGHBOURS = 20
"""Nearest assertions of other articles that each is compared with."""

WEIGHTS = "assertion_weights.json"
SIGNALS = ("assertion", "what is said")
"""The cosines of two assertions, and of what they say without their subject."""

HELD_APART = -0.05
"""Margin with which a pair counts that is none, yet may stand in one fact that others hold together."""


class _Constraints(Constraints):
    """The constraints, for what an assertion says: that "Tarn is part of Belmark" stands on all days."""

    def _past(self, row: int) -> bool:
        return not self._notes[row].assertion.standing

    def _two_days(self, i: int, j: int) -> None:  # noqa: ARG002 - what is said of a name has no day of its own
        return None


@cache
def assertion_model() -> AdditiveModel:
    """The fitted weights, from the package's data."""
    text = files("compare.linkage").joinpath("data", WEIGHTS).read_text(encoding="utf-8")
    return AdditiveModel.parse(json.loads(text)["model"], SIGNALS, WEIGHTS)


@dataclass(frozen=True)
class Assertions:
    """Assertions of one corpus with their vectors: of the whole, and of what is said without the subject."""

    corpus: Corpus
    vectors: Vectors
    predicates: Vectors

    @classmethod
    def build(
        cls, corpus: Corpus, notes: Sequence[ClaimNotes], encoder: Encoder, engine: Engine = HERE
    ) -> Assertions:
        """Embed the assertions of the articles of `corpus`, by their `notes`."""
        told = [note.clause.text for note in notes]
        said = [f"It {note.assertion.predicate}" for note in notes]
        distinct = sorted({*told, *said})
        row = {text: k for k, text in enumerate(distinct)}
        vectors = exact_vectors(distinct, encoder, engine)
        own = replace(
            corpus,
            notes=replace(corpus.notes, claims=tuple(notes)),
            masked_vectors=VectorRows.of(vectors[:0]),
            counted_vectors=VectorRows.of(vectors[:0]),
            value_vectors=VectorRows.of(vectors[:0]),
        )
        return cls(own, vectors[[row[t] for t in told]], vectors[[row[t] for t in said]])

    def without(self, repeated: NDArray[np.bool_]) -> Assertions:
        """These without the assertions of `repeated` sentences (by row)."""
        kept = np.flatnonzero(~repeated[self.corpus.claim_sentence])
        rows = kept.tolist()
        read = tuple(self.corpus.notes.claims[row] for row in rows)
        return Assertions(
            replace(self.corpus, notes=replace(self.corpus.notes, claims=read)),
            self.vectors[kept],
            self.predicates[kept],
        )

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The assertions."""
        return self.corpus.claims

    @cached_property
    def constraints(self) -> Constraints:
        """What rules out pairs, by what the assertions themselves say."""
        return _Constraints(self.corpus)

    def groups(self, threshold: float) -> list[tuple[list[int], Explanation]]:
        """Rows of assertions of two articles or more that say the same, each group with the reason."""

        def margins(i: Ints, j: Ints) -> Margins:
            return self._margins(i, j, threshold)

        i, j = self._candidates()
        links = links_of(i, j, margins(i, j))
        items = sorted({row for a, b, _ in links for row in (a, b)})
        groups = cluster(items, links, margins)
        return [
            (group, self._explain(group, threshold))
            for group in groups
            if len({self.corpus.claims[row].article for row in group}) > 1
        ]

    def signals(self, i: Ints, j: Ints) -> Floats:
        """(pairs, signals) what `assertion_model` weighs."""
        said = dot(self.vectors[i], self.vectors[j]), dot(self.predicates[i], self.predicates[j])
        return np.stack(said, axis=1).astype(np.float64)

    def probability(self, i: Ints, j: Ints) -> Floats:
        """(pairs,) probability that two assertions of one subject say the same."""
        return assertion_model().probability(self.signals(i, j))

    def parted(self, a: int, b: int) -> Conflict | None:
        """Why two assertions are no pair however alike; None where the weights alone decide."""
        if not self._comparable(a, b):
            return Reason.OTHER_SUBJECT
        return Reason.DENIED if self._denied(a, b) else self.constraints.conflict(a, b)

    def _candidates(self) -> tuple[Ints, Ints]:
        """Pairs of other articles that are near by meaning."""
        keys = nearest(self.vectors, self.corpus.claim_article, NEIGHBOURS)
        return rows_of(keys, max(1, len(self.vectors)))

    def _margins(self, i: Ints, j: Ints, threshold: float) -> Margins:
        """(pairs,) by how much each pair is more probable than needed, and which cannot be one fact."""
        out = self.probability(i, j) - threshold
        barred = np.zeros(len(i), dtype=bool)
        for k, (a, b) in enumerate(zip(i.tolist(), j.tolist(), strict=True)):
            if (out[k] >= 0 or not self._comparable(a, b)) and (reason := self.parted(a, b)):
                barred[k] = bars(reason)
                out[k] = HELD_APART
        return Margins.of(out, barred)

    def _comparable(self, a: int, b: int) -> bool:
        """Whether two assertions take one side of one subject, also where one name is a part of the other."""
        one, other = (self.corpus.notes.claims[row].assertion for row in (a, b))
        if one.stance != other.stance or not (one.subject and other.subject):
            return False
        return one.subject <= other.subject or other.subject <= one.subject

    def _denied(self, a: int, b: int) -> bool:
        one, other = (self.corpus.notes.claims[row] for row in (a, b))
        if one.claim.modality.negated != other.claim.modality.negated:
            return True
        return contradict(one.stated.polarity, other.stated.polarity)

    def _explain(self, group: Sequence[int], threshold: float) -> Explanation:
        """Why a group was joined: its strongest and its weakest pair of two articles."""
        rows = np.array(group, dtype=np.intp)
        one, other = np.triu_indices(len(rows), k=1)
        article = self.corpus.claim_article[rows]
        apart = article[one] != article[other]
        i, j = rows[one[apart]], rows[other[apart]]
        score = self.probability(i, j)
        order = np.argsort(-np.round(score, 3), kind="stable").tolist()
        shown = list(dict.fromkeys([*order[:3], order[-1]]))
        return Explanation(
            rule=Rule.ASSERTIONS,
            threshold=threshold,
            margin=float(np.mean(score - threshold)),
            links=tuple(self._link(int(i[k]), int(j[k]), float(score[k]), threshold) for k in shown),
        )

    def _link(self, a: int, b: int, score: float, threshold: float) -> Link:
        pair = np.array([a], dtype=np.intp), np.array([b], dtype=np.intp)
        signals = assertion_model().explain(self.signals(*pair)[0])
        return Link(self.corpus.claims[a].id, self.corpus.claims[b].id, score, signals, threshold)
