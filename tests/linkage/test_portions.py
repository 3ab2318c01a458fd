"""Workers score pairs as they are scored here, and are asked only where pairs are many."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from fakes import HashingEncoder
from stories import STORM

from compare import Settings
from compare.engines import HERE
from compare.engines.engine import Closing
from compare.extraction.annotation.annotate import annotate_readings
from compare.linkage import portions
from compare.linkage.corpus import Corpus
from compare.linkage.matcher import ClaimMatcher
from compare.linkage.portions import comparable_by
from compare.pipeline import read_claims

SETTINGS = Settings()


class Elsewhere(Closing):
    """Does as if it sent what it is given to others, and keeps which answers came back."""

    name, apart = "elsewhere", True

    def __init__(self) -> None:
        self.answers = []

    def map(self, task, shared, parts):
        shared = pickle.loads(pickle.dumps(shared))
        for part in parts:
            answer = pickle.loads(pickle.dumps(task(shared, pickle.loads(pickle.dumps(part)))))
            self.answers.append(answer)
            yield answer


@pytest.fixture(scope="module")
def corpus():
    return Corpus.build(annotate_readings(read_claims(STORM)), HashingEncoder())


@pytest.fixture
def pairs(corpus):
    i, j = np.triu_indices(len(corpus.claims), k=1)
    apart = corpus.claim_article[i] != corpus.claim_article[j]
    return i[apart], j[apart]


@pytest.mark.parametrize("at_once", [1, 7, 10_000])
def test_workers_find_what_is_found_here(corpus, pairs, at_once, monkeypatch):
    monkeypatch.setattr(portions, "LEAST", 0)
    monkeypatch.setattr(portions, "SCORED_AT_ONCE", at_once)
    here, there, engine = ClaimMatcher(corpus, SETTINGS), ClaimMatcher(corpus, SETTINGS), Elsewhere()
    free = comparable_by(HERE, SETTINGS, here, *pairs)
    assert comparable_by(engine, SETTINGS, there, *pairs).tolist() == free.tolist()
    assert len(engine.answers) == -(-len(pairs[0]) // at_once)
    i, j = pairs[0][free], pairs[1][free]
    assert len(i) > 0
    here.decisions(i, j, comparable=True)
    monkeypatch.setattr(ClaimMatcher, "_decide_open", lambda *_: pytest.fail("asked here again"))
    there.decisions(i, j, comparable=True)
    for name, table in here.known.tables.items():
        for one, other in zip(table.all(), there.known.tables[name].all(), strict=True):
            assert one.tobytes() == other.tobytes(), name


def test_what_is_known_and_few_pairs_are_not_sent(corpus, pairs, monkeypatch):
    engine, matcher = Elsewhere(), ClaimMatcher(corpus, SETTINGS)
    comparable_by(engine, SETTINGS, matcher, *pairs)
    monkeypatch.setattr(portions, "LEAST", 0)
    comparable_by(engine, SETTINGS, matcher, *pairs)
    assert engine.answers == []


def test_only_the_articles_of_the_pairs_are_sent(corpus, pairs, monkeypatch):
    monkeypatch.setattr(portions, "LEAST", 0)
    sent = []
    monkeypatch.setattr(Elsewhere, "map", lambda _, __, region, ___: sent.append(region) or [])
    first = (corpus.claim_article[pairs[0]] == 0) & (corpus.claim_article[pairs[1]] == 1)
    comparable_by(Elsewhere(), SETTINGS, ClaimMatcher(corpus, SETTINGS), pairs[0][first], pairs[1][first])
    assert [article.id for article in sent[0].corpus.articles] == [a.id for a in corpus.articles[:2]]
