"""Words in a row as numbers: equal where the words are, and what bags share is what sets share."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.linkage.duplicates.word_runs import Bags, numbered, runs

TEXTS = st.lists(st.lists(st.sampled_from("abc"), max_size=9).map(tuple), max_size=6)


@settings(derandomize=True, deadline=None, max_examples=50)
@given(TEXTS)
def test_numbers_stand_for_words_and_for_four_in_a_row(texts: list[tuple[str, ...]]) -> None:
    words, starts = numbered(texts)
    alphabet = sorted({word for text in texts for word in text})
    held = [word for text in texts for word in text]
    assert [alphabet[number] for number in words.tolist()] == held
    assert starts.tolist() == [0, *np.cumsum([len(text) for text in texts]).tolist()]
    fours = runs(runs(words), 2).tolist()
    told = [tuple(held[k : k + 4]) for k in range(len(held) - 3)]
    assert len(fours) == len(told)
    assert all((fours[k] == fours[m]) == (told[k] == told[m]) for k, m in combinations(range(len(told)), 2))
    assert all((fours[k] < fours[m]) == (told[k] < told[m]) for k, m in combinations(range(len(told)), 2))


@settings(derandomize=True, deadline=None, max_examples=50)
@given(TEXTS)
def test_bags_share_what_sets_share(texts: list[tuple[str, ...]]) -> None:
    words, starts = numbered(texts)
    text = np.repeat(np.arange(len(texts)), np.diff(starts))
    bags = Bags(text, words, len(texts))
    assert bags.size.tolist() == [len(set(text)) for text in texts]
    pairs = np.array(list(combinations(range(len(texts)), 2)), dtype=np.intp).reshape(-1, 2)
    told = [len(set(texts[i]) & set(texts[j])) for i, j in pairs.tolist()]
    assert bags.shared(pairs[:, 0], pairs[:, 1]).tolist() == told
