"""Statements that may contradict each other, for whoever reads on."""

import numpy as np
from stories import corpus_of, story

from compare.linkage.differences.peers import near_articles
from compare.linkage.differences.statements import LEAST_LIKE, SIGNALS, statement_pairs, statement_signals
from compare.linkage.groups import Group
from compare.linkage.matcher import ClaimMatcher
from compare.models import Facet
from compare.settings import Settings

OPENED = (
    "The ferry Orna sank off Tarn harbour late on Monday. The captain was found by divers near the wreck."
)
CLOSED = (
    "The ferry Orna sank off Tarn harbour late on Monday. The captain was found by fishermen near the beach."
)


def matcher_of(*articles) -> ClaimMatcher:
    return ClaimMatcher(corpus_of(articles), Settings())


def pairs_of(matcher: ClaimMatcher, groups=()):
    return statement_pairs(matcher, near_articles(matcher.corpus, matcher.event_odds), groups)


def test_the_nearest_statements_of_two_articles_are_pairs():
    matcher = matcher_of(story("a", OPENED), story("b", CLOSED))
    i, j, stands = pairs_of(matcher)
    claims = matcher.corpus.claims
    told = {(claims[a].text, claims[b].text) for a, b in zip(i, j, strict=True)}
    assert any("divers" in one and "fishermen" in other for one, other in told)
    assert all(claims[a].facet is Facet.STATEMENT for a in (*i, *j))
    assert (stands[:, 0] >= LEAST_LIKE).all()


def test_statements_of_one_outlet_or_of_one_group_are_none():
    matcher = matcher_of(story("a", OPENED, source="Tarn Times"), story("b", CLOSED, source="Tarn Times"))
    assert len(pairs_of(matcher)[0]) == 0
    matcher = matcher_of(story("a", OPENED), story("b", CLOSED))
    whole = tuple(claim for claim in matcher.corpus.claims if claim.facet is Facet.STATEMENT)
    assert len(pairs_of(matcher, [Group(whole, whole)])[0]) == 0


def test_signals_are_finite_and_one_a_column():
    matcher = matcher_of(story("a", OPENED), story("b", CLOSED))
    i, j, stands = pairs_of(matcher)
    matrix = statement_signals(matcher, i, j, stands)
    assert matrix.shape == (len(i), len(SIGNALS)) and np.isfinite(matrix).all()
    covered, best = (matrix[:, SIGNALS.index(name)] for name in ("covered", "covered at best"))
    assert (covered <= best).all() and (covered > 0).any()


def test_who_stands_for_whom_is_a_stand_in():
    matcher = matcher_of(story("a", OPENED), story("b", CLOSED))
    i, j, stands = pairs_of(matcher)
    matrix = statement_signals(matcher, i, j, stands)
    claims = matcher.corpus.claims
    (row,) = [
        k for k, (a, b) in enumerate(zip(i, j, strict=True)) if "divers" in claims[a].text + claims[b].text
    ]
    found = dict(zip(SIGNALS, matrix[row].tolist(), strict=True))
    assert found["word for word"] == found["stand-in"] > found["number for number"]


def test_an_article_alone_has_none():
    matcher = matcher_of(story("a", OPENED))
    i, j, stands = pairs_of(matcher)
    assert len(i) == len(j) == 0
    assert statement_signals(matcher, i, j, stands).shape == (0, len(SIGNALS))
