"""Candidate pairs: of two articles, never ruled out, whatever the order, and the near ones among them."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import STORM, corpus_of, story

from compare.linkage.blocking import candidates
from compare.linkage.blocking.candidates import candidate_pairs
from compare.linkage.blocking.neighbours import nearest, nearest_by_words, rows_of
from compare.linkage.constraints.constraints import Constraints
from compare.models import AmountValue, Facet
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
    constraints = Constraints(corpus)
    i, j = candidate_pairs(corpus, constraints, settings or MatchingSettings())
    assert (i < j).all()
    assert [*zip(i, j, strict=True)] == sorted(set(zip(i, j, strict=True)))
    for a, b in zip(i.tolist(), j.tolist(), strict=True):
        assert corpus.claims[a].article != corpus.claims[b].article
        assert constraints.comparable(a, b)
    return {frozenset((corpus.claims[a].id, corpus.claims[b].id)) for a, b in zip(i, j, strict=True)}


@given(st.permutations(STORIES))
@settings(derandomize=True, deadline=None, max_examples=6)
def test_the_order_of_articles_does_not_count(stories):
    assert found(stories) == found(STORIES)


@given(st.lists(st.sampled_from(STORIES), unique_by=lambda s: s.id, max_size=5))
@settings(derandomize=True, deadline=None, max_examples=15)
def test_pairs_are_of_two_articles_and_pass_the_constraints(stories):
    found(stories)  # which looks at every pair


def test_claims_of_repeated_sentences_are_in_no_pair():
    corpus = corpus_of(STORM)
    constraints = Constraints(corpus)
    everything = candidate_pairs(corpus, constraints, MatchingSettings())
    for row in range(len(corpus.sentences)):
        repeated = np.arange(len(corpus.sentences)) == row
        i, j = candidate_pairs(corpus, constraints, MatchingSettings(), repeated)
        assert not repeated[corpus.claim_sentence[np.concatenate([i, j])]].any()
        assert {*zip(i, j, strict=True)} <= {*zip(*everything, strict=True)}
    assert corpus.claim_sentence[np.concatenate(everything)].any()


def test_the_two_tolls_of_one_event_are_a_pair():
    corpus = corpus_of(STORM)
    tolls = {c.id for c in corpus.claims if isinstance(c.value, AmountValue) and c.value.action == "kill"}
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
    i, j = candidate_pairs(corpus, Constraints(corpus), NARROW.model_copy(update={"word_neighbours": 2}))
    pairs = {(corpus.claims[a].article, corpus.claims[b].article) for a, b in zip(i, j, strict=True)}
    assert ("ashel", "velmora") in pairs


def test_portions_do_not_change_the_pairs(monkeypatch):
    whole = found(STORIES)
    monkeypatch.setattr(candidates, "SCREENED_AT_ONCE", 3)
    assert found(STORIES) == whole


def plain_pairs(corpus, constraints, sentences, articles):
    """What `candidate_pairs` finds, claim by claim."""
    out = set()
    for i, j in itertools.combinations(range(len(corpus.claims)), 2):
        a, b = int(corpus.claim_article[i]), int(corpus.claim_article[j])
        s, t = int(corpus.claim_sentence[i]), int(corpus.claim_sentence[j])
        counted = corpus.claims[i].facet not in (Facet.STATEMENT, Facet.DATE)
        near = (min(s, t), max(s, t)) in sentences or (counted and (min(a, b), max(a, b)) in articles)
        if near and constraints.comparable(i, j):
            out.add((i, j))
    return out


def test_all_claims_of_near_sentences_and_all_counts_of_near_articles_are_compared():
    corpus = corpus_of(STORIES)
    constraints, few = (
        Constraints(corpus),
        MatchingSettings(neighbours=2, word_neighbours=1, article_neighbours=1),
    )
    owner, rows = corpus.sentence_article, np.arange(len(corpus.articles))
    words = corpus.sentence_words(np.arange(len(owner)))
    sentences = np.union1d(nearest(corpus.sentence_vectors, owner, 2), nearest_by_words(words, owner, 1))
    near = np.union1d(nearest(corpus.article_vectors, rows, 1), candidates._nearest_in_time(corpus, 1, rows))
    i, j = candidate_pairs(corpus, constraints, few)
    expected = plain_pairs(
        corpus,
        constraints,
        set(zip(*(part.tolist() for part in rows_of(sentences, len(owner))), strict=True)),
        set(zip(*(part.tolist() for part in rows_of(near, len(rows))), strict=True)),
    )
    assert set(zip(i.tolist(), j.tolist(), strict=True)) == expected


def test_a_table_is_compared_by_its_first_numbers_and_its_nearest_questions():
    many = [", ".join(f"{k} trees in Tarn{k}" for k in range(first, first + 40)) for first in (20, 60, 100)]
    a = story("a", "\n".join(f"The parish counted {some}." for some in many))
    b = story("b", "\n".join(f"The parish planted {some}." for some in many))
    corpus = corpus_of([a, b])
    i, _ = candidate_pairs(corpus, Constraints(corpus), MatchingSettings())
    counts = sum(c.facet is Facet.QUANTITY for c in corpus.claims)
    assert counts > 150
    of_sentences = len(many) ** 2 * candidates.MOST_OF_A_KIND**2
    assert len(i) <= counts * candidates.MOST_OF_A_PARTNER + of_sentences + 10 < (counts / 2) ** 2


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
