"""Pairs of values among which differences are looked for."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stories import DAY, corpus_of, story

from compare.linkage.comparison.event_model import Events
from compare.linkage.comparison.relations import Relations
from compare.linkage.differences.peers import ALONE, CODES, NEAR_DAYS, Peers, near_articles
from compare.models import Article, Facet, Relation

FERRY = (
    "The ferry Orna sank off Tarn harbour late on Monday. {} The ferry Orna had left Tarn harbour at noon."
)


def peers_of(*texts: str) -> tuple[Peers, list]:
    corpus = corpus_of([story(f"a{k}", FERRY.format(text)) for k, text in enumerate(texts)])
    near = near_articles(corpus, Events(corpus).odds)
    return Peers.among(corpus, near, Relations(corpus.claims).codes), list(corpus.claims)


def test_values_of_one_kind_in_two_articles_on_one_event_are_peers():
    peers, claims = peers_of(
        "The crew counted 41 passengers on board.", "The crew counted 52 passengers on board."
    )
    counts = [
        (claims[i].value.number, claims[j].value.number)
        for i, j in zip(peers.i, peers.j, strict=True)
        if claims[i].facet is Facet.QUANTITY
    ]
    assert counts == [(41.0, 52.0)]
    assert all(claims[i].facet is claims[j].facet for i, j in zip(peers.i, peers.j, strict=True))
    assert all(claims[i].article < claims[j].article for i, j in zip(peers.i, peers.j, strict=True))
    (row,) = (k for k, i in enumerate(peers.i) if claims[i].facet is Facet.QUANTITY)
    assert peers.exclude[row] and not peers.fitting[row]


@pytest.mark.parametrize(
    ("one", "other", "contested"),
    [("41", "52", True), ("about 50", "52", True), ("about 50", "50", False), ("41", "41", False)],
)
def test_values_are_contested_where_they_exclude_each_other_or_are_told_as_unequal(one, other, contested):
    texts = [f"The crew counted {n} passengers on board." for n in (one, other)]
    peers, claims = peers_of(*texts)
    (row,) = (k for k, i in enumerate(peers.i) if claims[i].facet is Facet.QUANTITY)
    assert bool(peers.contested[row]) is contested
    assert bool(peers.fitting[row]) is not contested


def test_ranks_and_leads_are_among_the_claims_of_the_other_article():
    peers, claims = peers_of(
        "The crew counted 41 passengers on board.",
        "The crew counted 52 passengers on board. Divers used 9 boats to look for wreckage.",
    )
    rank, lead = peers.standings(peers.fit)
    of = {
        (claims[i].value.number, claims[j].value.number): k
        for k, (i, j) in enumerate(zip(peers.i, peers.j, strict=True))
        if claims[i].facet is Facet.QUANTITY
    }
    near, far = of[41.0, 52.0], of[41.0, 9.0]
    assert rank[near].tolist() == [0, 0] and rank[far].tolist() == [1, 0]
    assert lead[near, 0] > 0 > lead[far, 0] and lead[near, 1] == ALONE


def test_a_value_that_the_other_article_gives_elsewhere_is_told():
    alike = "The crew counted 41 passengers on board. The port wrote that 52 passengers held tickets."
    peers, claims = peers_of(alike, "The port wrote that 52 passengers held tickets. Nobody counted them.")
    of = {
        (claims[i].value.number, claims[j].value.number): k
        for k, (i, j) in enumerate(zip(peers.i, peers.j, strict=True))
        if claims[i].facet is Facet.QUANTITY
    }
    elsewhere = peers.elsewhere()
    assert elsewhere[of[41.0, 52.0]] > 0
    assert elsewhere[of[52.0, 52.0]] == 0


def test_nothing_gives_no_peers():
    peers, _ = peers_of("The crew counted 41 passengers on board.")
    assert len(peers) == 0 and peers.standings(peers.fit)[0].shape == (0, 2) and len(peers.elsewhere()) == 0


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(4, 7), st.floats(0, 2)),
        max_size=16,
        unique_by=lambda r: r[:2],
    )
)
def test_ranks_are_those_of_a_plain_sort(rows):
    i = np.array([r[0] for r in rows], dtype=np.intp)
    j = np.array([r[1] for r in rows], dtype=np.intp)
    fit = np.array([round(r[2], 3) for r in rows])
    zero = np.zeros(len(rows), dtype=np.intp)
    none = np.zeros(len(rows))
    apart = zero + CODES[Relation.DISJOINT]
    peers = Peers(i, j, zero, zero + 1, fit, none, none, apart, zero.astype(bool))
    rank, lead = peers.standings(peers.fit)
    for k in range(len(rows)):
        for side, own in ((0, i), (1, j)):
            rivals = [fit[r] for r in range(len(rows)) if own[r] == own[k] and r != k]
            assert sum(f > fit[k] for f in rivals) <= rank[k, side] <= sum(f >= fit[k] for f in rivals)
            assert np.isclose(lead[k, side], fit[k] - max(rivals) if rivals else ALONE)


@pytest.mark.parametrize(("apart", "near"), [(0, True), (NEAR_DAYS, True), (NEAR_DAYS + 1, False)])
def test_articles_of_the_same_days_are_near(apart, near):
    text = FERRY.format("The crew counted 41 passengers on board.")
    articles = [story("a", text, DAY), story("b", text, DAY + timedelta(days=apart))]
    corpus = corpus_of(articles)
    assert near_articles(corpus, Events(corpus).odds) == ([(0, 1)] if near else [])


def test_articles_of_one_outlet_are_not_near_and_those_without_one_are():
    text = FERRY.format("The crew counted 41 passengers on board.")
    for source, near in (("Tarn Times", []), ("", [(0, 1)])):
        articles = [Article(key, text, source=source, published=DAY) for key in "ab"]
        corpus = corpus_of(articles)
        assert near_articles(corpus, Events(corpus).odds) == near
