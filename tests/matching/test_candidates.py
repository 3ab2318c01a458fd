"""Candidate pairs: of two articles, never ruled out, whatever the order, and the near ones among them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import STORM, corpus_of, story

from compare.matching import candidates
from compare.matching.candidates import candidate_pairs
from compare.matching.gates import Gates
from compare.models import Facet
from compare.settings import MatchingSettings

NARROW = MatchingSettings(neighbours=1, word_neighbours=0, article_neighbours=0)
STORIES = (
    *STORM,
    story("echo", "A storm off Port Ashel sank a ferry on Sunday.\nIt killed 27 passengers and 3 sailors."),
    story("digest", "Libraries cost money: that of Tarn cost 13 million euros.\nIt holds 45,000 books."),
)


def found(stories, settings=None) -> set[frozenset[str]]:
    """The pairs as sets of the ids of claims."""
    corpus = corpus_of(stories)
    gates = Gates(corpus)
    i, j = candidate_pairs(corpus, gates, settings or MatchingSettings())
    assert (i < j).all()
    assert [*zip(i, j, strict=True)] == sorted(set(zip(i, j, strict=True)))
    for a, b in zip(i.tolist(), j.tolist(), strict=True):
        assert corpus.claims[a].article != corpus.claims[b].article
        assert gates.comparable(a, b)
    return {frozenset((corpus.claims[a].id, corpus.claims[b].id)) for a, b in zip(i, j, strict=True)}


@given(st.permutations(STORIES))
@settings(derandomize=True, deadline=None, max_examples=6)
def test_the_order_of_articles_does_not_count(stories):
    assert found(stories) == found(STORIES)


@given(st.lists(st.sampled_from(STORIES), unique_by=lambda s: s.id, max_size=5))
@settings(derandomize=True, deadline=None, max_examples=15)
def test_pairs_are_of_two_articles_and_pass_the_gates(stories):
    found(stories)  # which looks at every pair


def test_the_two_tolls_of_one_event_are_a_pair():
    corpus = corpus_of(STORM)
    tolls = {c.id for c in corpus.claims if c.value is not None and c.value.action == "kill"}
    assert len(tolls) == 2
    assert frozenset(tolls) in found(STORM)


@pytest.mark.parametrize("stories", [(), STORM[:1], (story("a", ""), story("b", ""))])
def test_nothing_to_compare_gives_no_pairs(stories):
    assert found(stories) == set()


def test_more_neighbours_never_lose_a_pair():
    narrow = found(STORIES, NARROW)
    assert narrow <= found(STORIES, replace_settings(neighbours=20)) <= found(STORIES)


def replace_settings(**changes: int) -> MatchingSettings:
    return NARROW.model_copy(update=changes)


def test_near_articles_have_all_their_counts_compared():
    a = story("a", "A fire in the mill of Velmora killed 5 men.\nIt began at night.")
    b = story("b", "The mill of Velmora burnt down in a fire at night.\nFive victims were buried near by.")
    counts = {c.id for c in corpus_of([a, b]).claims if c.facet is Facet.QUANTITY}
    pairs = found([a, b], NARROW.model_copy(update={"article_neighbours": 1}))
    assert all(frozenset((x, y)) in pairs for x in counts for y in counts if x < y)


def test_words_find_what_vectors_miss():
    class Blind:
        dimension = 8

        def encode(self, texts):
            """Every text its own direction, so that none is near another."""
            rows = np.random.default_rng(len(texts)).standard_normal((len(texts), 8))
            return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)

    others = [story(f"x{k}", f"The parish of Ost{k} sold hay to a farmer named Brun{k}.") for k in range(12)]
    corpus = corpus_of([*STORM[:2], *others], Blind())
    i, j = candidate_pairs(corpus, Gates(corpus), NARROW.model_copy(update={"word_neighbours": 2}))
    pairs = {(corpus.claims[a].article, corpus.claims[b].article) for a, b in zip(i, j, strict=True)}
    assert ("ashel", "velmora") in pairs


def test_blocks_do_not_change_the_pairs(monkeypatch):
    whole = found(STORIES)
    monkeypatch.setattr(candidates, "BLOCK", 3)
    assert found(STORIES) == whole


def test_the_approximate_index_finds_nearly_all_neighbours(monkeypatch):
    random = np.random.default_rng(7)
    centres = random.standard_normal((30, 16))
    rows = centres[np.arange(900) % 30] + 0.05 * random.standard_normal((900, 16))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    owner = np.arange(900) // 3
    exact = candidates._neighbours(rows, owner, 5)
    monkeypatch.setattr(candidates, "EXACT_LIMIT", 100)
    near = candidates._neighbours(rows, owner, 5)
    assert len(exact & near) / len(exact) > 0.9
    assert all(owner[a] != owner[b] and a < b for a, b in near)


def test_articles_of_the_same_days_are_compared_although_look_alikes_of_other_years_are_nearer():
    day = date(2024, 3, 10)
    lead = "A fire in the Tarn mine killed 5 miners on Sunday, the rescue service of Tarn said."
    stories = [story("first", lead, day)]
    stories += [story(f"old{k}", lead, day - timedelta(days=400 + 40 * k)) for k in range(4)]
    news = "The death toll of the blaze has risen: 8 people are dead."
    stories += [story("later", news, day + timedelta(1)), story("elsewhere", news, day - timedelta(700))]
    few = MatchingSettings(neighbours=1, word_neighbours=0, article_neighbours=1)
    corpus = corpus_of(stories)
    tolls = {c.article: c.id for c in corpus.claims if c.facet is Facet.QUANTITY}
    assert frozenset((tolls["first"], tolls["later"])) in found(stories, few)
    undated = [story(s.id, s.text, None) for s in stories]
    assert frozenset((tolls["first"], tolls["later"])) not in found(undated, few)
