"""What speaks for two values that exclude each other answering one question."""

import numpy as np
import pytest
from stories import corpus_of, story

from compare.linkage.differences.features import SIGNALS, DifferenceFeatures
from compare.linkage.differences.peers import Peers, near_articles
from compare.linkage.matcher import ClaimMatcher
from compare.settings import Settings

FERRY = (
    "The ferry Orna sank off Tarn harbour late on Monday. {} The ferry Orna had left Tarn harbour at noon."
)
FEWER, MORE = "The crew counted 41 passengers on board.", "The crew counted 52 passengers on board."


def signals(one: float, other: float, *texts: str) -> dict[str, float]:
    """The signals of the pair of two numbers, in articles with a sentence each."""
    corpus = corpus_of([story(f"a{k}", FERRY.format(text)) for k, text in enumerate(texts)])
    matcher = ClaimMatcher(corpus, Settings())
    peers = Peers.among(corpus, near_articles(corpus, matcher.event_odds), matcher.related)
    claims = corpus.claims
    numbers = [
        (claims[i].value.number, claims[j].value.number) for i, j in zip(peers.i, peers.j, strict=True)
    ]
    row = numbers.index((one, other))
    matrix = DifferenceFeatures(matcher, peers).matrix(np.array([row]))
    assert matrix.shape == (1, len(SIGNALS)) and np.isfinite(matrix).all()
    return dict(zip(SIGNALS, matrix[0].tolist(), strict=True))


def test_a_plain_pair():
    found = signals(41, 52, FEWER, MORE)
    assert (found["said by both"], found["backed"], found["said elsewhere"]) == (0, 0, -1)
    assert (found["better rank"], found["worse rank"]) == (0, 0)
    assert (found["one head"], found["exact"], found["is count"], found["is date"]) == (1, 2, 1, 0)
    assert found["likeness of clauses"] == pytest.approx(1)


def test_what_a_hedge_lets_both_be_true_fits_the_other_nowhere():
    found = signals(41, 45, FEWER, "The crew counted about 45 passengers on board.")
    assert (found["said elsewhere"], found["exact"]) == (-1, 1)


def test_a_value_that_both_articles_give_is_said_by_both():
    found = signals(41, 52, f"{FEWER} The port counted 52 passengers on board.", MORE)
    assert found["said by both"] == 1
    assert found["said elsewhere"] > -1


def test_a_third_article_backs_a_value():
    assert signals(41, 52, FEWER, MORE, MORE)["backed"] == pytest.approx(np.log1p(1))
    assert signals(41, 52, FEWER, MORE, MORE, FEWER)["backed"] == pytest.approx(np.log1p(2))


def test_another_noun_is_another_head():
    assert signals(41, 52, FEWER, "The crew counted 52 lorries on board.")["one head"] == 0


def test_names_beside_the_values_are_their_holders():
    one, other = "The painter Mara Venn, 41, was found.", "The painter Mara Venn, 52, was found."
    assert signals(41, 52, one, other)["one holder"] == 1
    assert signals(41, 52, one, other.replace("Mara Venn", "Odo Lasch"))["one holder"] == 0
    assert signals(41, 52, FEWER, MORE)["one holder"] == 0.5


def test_what_a_constraint_rules_out_is_told():
    assert signals(41, 52, FEWER, MORE)["ruled out"] == 0
    assert signals(41, 52, FEWER, "The crew counted 52 lorries on board.")["ruled out"] > 0


def test_values_around_and_the_place_in_the_text():
    found = signals(41, 52, "The crew counted 41 passengers, 7 cars and 3 dogs on board.", MORE)
    assert found["values around"] == 3
    assert 0.3 < found["place in text"] < 0.6
