"""Many copies of one article: two stand for all, and nothing else is touched."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from compare.matching.copies import Copies

TEXTS = [["a", "b"], ["a", "b"], ["a", "c"], ["a", "b"], ["a", "b"], []]


def copies(texts=TEXTS, days=None):
    sentences = [SimpleNamespace(text=text) for held in texts for text in held]
    return Copies(
        SimpleNamespace(
            articles=texts,
            sentences=sentences,
            sentence_article=[k for k, held in enumerate(texts) for _ in held],
            published=days or [None] * len(texts),
        )
    )


def pairs(found, *asked):
    s, t = np.array(asked, dtype=np.intp).T
    return list(zip(*(part.tolist() for part in found(s, t)), strict=True))


def test_pairs_of_copies_become_pairs_of_the_first_two_either_way_round():
    assert pairs(copies(), (6, 8), (8, 6), (6, 9), (9, 6), (7, 8)) == [(0, 2), (0, 2), (0, 3), (0, 3), (0, 3)]


def test_pairs_within_a_copy_stay_within_one():
    assert pairs(copies(), (8, 9)) == [(0, 1)]


def test_pairs_with_another_article_keep_it():
    assert pairs(copies(), (9, 5), (5, 9)) == [(1, 5), (5, 1)]


def test_two_copies_and_copies_of_other_days_stand_for_themselves():
    assert not copies([["a"], ["a"], ["b"]]).any
    assert not copies([["a"], ["a"], ["a"]], days=[1, 1, 2]).any
    assert copies([["a"], ["a"], ["a"]]).any
    assert pairs(copies([["a"], ["a"], ["b"]]), (1, 0)) == [(1, 0)]


def test_articles_without_sentences_are_no_copies():
    assert not copies([[], [], []]).any
