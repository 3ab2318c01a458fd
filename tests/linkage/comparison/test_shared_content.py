"""What two sentences share beyond the names and the subject of their story."""

from __future__ import annotations

import math

import numpy as np
import pytest
from stories import corpus_of, story

from compare.linkage.comparison.shared_content import PRIOR_SENTENCES, SharedContent

RIVER = (
    "The council of Velmora met on the flood in Tarn.\n"
    "The flood in Tarn was on the table of the council of Velmora again.\n"
    "The council of Velmora approved new dykes for Tarn after the flood."
)
BANK = (
    "The flood in Tarn kept the council of Velmora busy.\n"
    "Velmora and its council spoke of the flood in Tarn.\n"
    "New dykes for Tarn were approved by the council of Velmora.\n"
    "After the flood, the council of Velmora thanked divers from Tarn."
)


@pytest.fixture(scope="module")
def share():
    corpus = corpus_of([story("bank", BANK), story("river", RIVER)])
    row = {sentence.text: k for k, sentence in enumerate(corpus.sentences)}
    shared = SharedContent(corpus)

    def of(a: str, b: str) -> float:
        one, other = (next(k for text, k in row.items() if start in text) for start in (a, b))
        found = shared(np.array([one]), np.array([other]))
        assert found[0] == pytest.approx(shared(np.array([other]), np.array([one]))[0])
        return float(found[0])

    return of


def test_the_words_of_a_story_weigh_less_than_those_of_its_news(share):
    same = share("approved new dykes", "New dykes for Tarn")
    story_alone = share("approved new dykes", "thanked divers")
    assert story_alone < 0.75 < same <= 1.0


def test_a_sentence_tells_all_of_itself(share):
    assert share("approved new dykes", "approved new dykes") == 1.0


def test_a_sentence_without_a_content_word_tells_nothing():
    corpus = corpus_of(
        [story("a", "It was about the same then and there."), story("b", "A dog ran off in Tarn.")]
    )
    assert SharedContent(corpus)(np.array([0]), np.array([1])).tolist() == [0.0]


def test_other_articles_change_nothing():
    two = [story("bank", BANK), story("river", RIVER)]
    more = [*two, story("zoo", "New dykes for the zoo were approved in Ostland.\nDykes approved again.")]
    found = [
        SharedContent(corpus_of(stories))(np.array([2]), np.array([6])).tolist() for stories in (two, more)
    ]
    assert found[0] == found[1]


def test_it_is_the_share_of_what_is_seldom_said_elsewhere_word_by_word():
    corpus = corpus_of([story("bank", BANK), story("river", RIVER)])
    article, notes = corpus.sentence_article.tolist(), corpus.notes.sentences
    bags = [note.text.content.bag for note in notes]

    def plainly(a: int, b: int) -> float:
        others = [k for k in range(len(bags)) if article[k] in (article[a], article[b]) and k not in (a, b)]
        total = 2 + len(others) + PRIOR_SENTENCES

        def mass(words: frozenset[str]) -> float:
            return math.fsum(math.log(total / (1 + sum(w in bags[k] for k in others))) for w in words)

        return min(1.0, mass(bags[a] & bags[b]) / min(mass(bags[a]), mass(bags[b])))

    pairs = [(a, b) for a in range(len(bags)) for b in range(len(bags)) if article[a] != article[b]]
    i, j = np.array(pairs).T
    assert SharedContent(corpus)(i, j).tolist() == [plainly(a, b) for a, b in pairs]
