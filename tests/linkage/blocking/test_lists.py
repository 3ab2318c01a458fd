"""Lists of neighbours that are kept hold what a search through all rows finds, whatever came and went."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from compare.linkage.blocking import lists, neighbours
from compare.linkage.blocking.lists import KnownLists, Lists, Sentences
from compare.linkage.blocking.neighbours import WordScores, nearest, nearest_by_words
from compare.linkage.matrices import distinct, exact

VOCABULARY = [f"word{k}" for k in range(60)]
COUNTS = 3, 4


class Article:
    """Some sentences, each a vector and a bag of words; those of a few are the same in many articles."""

    def __init__(self, draw: np.random.Generator, key: str) -> None:
        size = int(draw.integers(0, 7))
        rows = draw.standard_normal((size, 8))
        rows[draw.random(size) < 0.2] = 1.0
        self.key = key
        self.vectors = exact(rows / np.linalg.norm(rows, axis=1, keepdims=True))
        often = 1.0 / np.arange(1, len(VOCABULARY) + 1)
        self.bags = [
            frozenset(draw.choice(VOCABULARY, int(draw.integers(0, 9)), p=often / often.sum()).tolist())
            for _ in range(size)
        ]
        self.own = draw.random(size) < 0.9


def searched(articles: list[Article], kept: Lists | None) -> tuple[KnownLists, np.ndarray, np.ndarray]:
    """The lists, their pairs, and those that a search through all finds."""
    ordered = sorted(articles, key=lambda article: article.key)
    sizes = [len(article.own) for article in ordered]
    own = np.concatenate([article.own for article in ordered])
    owner = np.repeat(np.arange(len(ordered)), sizes)[own]
    place = np.concatenate([np.arange(size) for size in sizes])[own]
    vectors = np.concatenate([article.vectors for article in ordered])[own]
    bags = [
        bag for article in ordered for bag, is_own in zip(article.bags, article.own, strict=True) if is_own
    ]
    known = KnownLists({}, kept)
    keys = tuple(article.key for article in ordered)
    found = known.keys(Sentences(keys, owner, place), vectors, bags, owner, COUNTS)
    by_meaning, by_words = nearest(vectors, owner, COUNTS[0]), nearest_by_words(bags, owner, COUNTS[1])
    return known, found, distinct(np.concatenate([by_meaning, by_words]))


@pytest.mark.parametrize("seed", range(40))
def test_any_history_gives_the_lists_of_a_whole_search(seed, monkeypatch):
    draw = np.random.default_rng(seed)
    monkeypatch.setattr(neighbours, "BLOCK", 16)
    monkeypatch.setattr(neighbours, "MOST_HOLDING", 30)
    monkeypatch.setattr(lists, "MOST_NEW", 1.0 if seed % 4 else lists.MOST_NEW)
    there = [Article(draw, f"{draw.choice(list('abc'))}{k}") for k in range(25)]
    kept = None
    for step in range(5):
        if step and draw.random() < 0.7:
            there.append(Article(draw, f"{draw.choice(list('abc'))}{100 + step}"))
        if step and draw.random() < 0.5:
            there.pop(int(draw.integers(len(there))))
        if step and draw.random() < 0.5:  # a sentence becomes one that repeats another's, or is none any more
            one = there[int(draw.integers(len(there)))]
            one.own = draw.random(len(one.own)) < 0.9
        known, found, whole = searched(there, kept)
        assert found.tolist() == whole.tolist(), f"seed {seed}, step {step}"
        assert known.found is not None
        kept = known.found


@pytest.fixture
def asked(monkeypatch):
    """How many rows are searched by meaning and by words."""
    rows = {"meaning": 0, "words": 0}
    by_meaning, by_words = lists.listed, WordScores.lists

    def counted(vectors, owner, count, some):
        rows["meaning"] += len(some)
        return by_meaning(vectors, owner, count, some)

    def counted_too(self, some, count):
        rows["words"] += len(some)
        return by_words(self, some, count)

    monkeypatch.setattr(lists, "listed", counted)
    monkeypatch.setattr(WordScores, "lists", counted_too)
    return rows


def test_one_more_article_is_searched_alone(asked):
    draw = np.random.default_rng(3)
    there = [Article(draw, f"a{k:03}") for k in range(200)]
    known, _, _ = searched(there, None)
    for one in there:
        one.own[:] = True
    known, _, _ = searched(there, None)
    asked.update(meaning=0, words=0)
    more = Article(draw, "b")
    while len(more.own) < 4:
        more = Article(draw, "b")
    more.own[:] = True
    searched([*there, more], known.found)
    assert asked["meaning"] == len(more.own)
    sentences = sum(len(one.own) for one in there)
    # The whole search, against which it is held, asks for all of them by words once more.
    assert asked["words"] < 1.4 * sentences


def test_where_many_are_new_all_are_searched(asked):
    draw = np.random.default_rng(3)
    there = [Article(draw, f"a{k:03}") for k in range(40)]
    known, _, _ = searched(there[:20], None)
    asked.update(meaning=0, words=0)
    again, found, whole = searched(there, known.found)
    assert found.tolist() == whole.tolist()
    assert asked["meaning"] == len(again.found.bound)


@pytest.mark.parametrize("counts", [(0, 4), (3, 0), (0, 0)])
def test_what_is_not_asked_for_is_not_listed(counts, monkeypatch):
    monkeypatch.setitem(globals(), "COUNTS", counts)
    draw = np.random.default_rng(5)
    there = [Article(draw, f"a{k:03}") for k in range(40)]
    known, found, whole = searched(there, None)
    assert found.tolist() == whole.tolist()
    _, found, whole = searched([*there, Article(draw, "b")], known.found)
    assert found.tolist() == whole.tolist()


def test_lists_of_another_length_are_not_taken(asked):
    draw = np.random.default_rng(3)
    there = [Article(draw, f"a{k:03}") for k in range(20)]
    known, _, _ = searched(there, None)
    assert known.found is not None
    other = replace(known.found, near=known.found.near[:, :1], words=known.found.words[:, :1])
    asked.update(meaning=0, words=0)
    _, found, whole = searched(there, other)
    assert found.tolist() == whole.tolist()
    assert asked["meaning"] == len(known.found.bound)
