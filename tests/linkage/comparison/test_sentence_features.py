from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.extraction.annotation.annotate import read_sentences
from compare.extraction.annotation.texts import read_texts
from compare.linkage.comparison.collection import Collection
from compare.linkage.comparison.phrase_features import PHRASE_SIGNALS, PhraseFeatures
from compare.linkage.comparison.sentence_features import OWN_SIGNALS, SIGNALS, SentenceFeatures


def vectors(count: int, seed: int = 7) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, 16))
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


SENTENCES = (
    "A bridge near Oldport collapsed after 3 days of rain.",
    "Nobody was hurt.",
    "The Oldport bridge collapsed on Friday after heavy rain.",
    "Repairs will cost 40 million.",
    "Bakers in Velden marched against the tax.",
    "The march ended at noon.",
)
TEXTS = read_texts(SENTENCES)
ARTICLES = (0, 0, 1, 1, 2, 2)


def pair(i: int, j: int) -> dict[str, float]:
    signals = SentenceFeatures(Collection.build(TEXTS, ARTICLES, vectors(6)))
    return dict(zip(SIGNALS, signals.matrix(np.array([i]), np.array([j]))[0], strict=True))


def test_shared_words_and_names_speak_for_one_event() -> None:
    same, other = pair(0, 2), pair(0, 4)
    assert same["words contained"] > 0.3 > other["words contained"]
    assert same["shared words"] > 0 == other["shared words"]
    assert same["shared names"] > 0 == other["shared names"]
    assert other["other names"] == 1 and same["other names"] == 0


def test_numbers_conflict_only_where_both_have_some() -> None:
    assert pair(0, 3)["other numbers"] == 1
    assert pair(0, 2)["other numbers"] == 0


def test_the_shorter_sentence_is_measured() -> None:
    assert pair(1, 2)["shorter"] == pair(1, 0)["shorter"] < pair(0, 2)["shorter"]


def test_two_articles_alone_are_not_apart() -> None:
    signals = SentenceFeatures(Collection.build(TEXTS[:4], ARTICLES[:4], vectors(4)))
    found = dict(zip(SIGNALS, signals.matrix(np.array([0]), np.array([2]))[0], strict=True))
    assert found["articles apart"] == pytest.approx(0)
    assert found["article company"] == pytest.approx(0)


def test_trust_grows_with_the_articles_around() -> None:
    sentences = ["The Oldport bridge collapsed."] * 6
    one = np.array([0]), np.array([1])
    found = []
    for n in range(2, 7):
        same = np.tile(vectors(1), (n, 1))
        found.append(
            SentenceFeatures(Collection.build(read_texts(sentences[:n]), list(range(n)), same)).trust(*one)[0]
        )
    assert found[0] == 0 and found == sorted(found) and found[-1] == pytest.approx(0.5)
    assert PhraseFeatures(read_sentences(["a", "b"]), vectors(2)).trust(*one)[0] == 0
    assert PhraseFeatures(read_sentences([str(k) for k in range(40)]), vectors(40)).trust(*one)[0] == 1


def test_no_pairs_give_an_empty_matrix() -> None:
    none = np.zeros(0, dtype=np.intp)
    assert SentenceFeatures(Collection.build(TEXTS, ARTICLES, vectors(6))).matrix(none, none).shape == (
        0,
        len(SIGNALS),
    )
    assert PhraseFeatures(read_sentences(SENTENCES), vectors(6)).matrix(none, none).shape == (
        0,
        len(PHRASE_SIGNALS),
    )


def test_company_is_that_of_the_articles_around_both() -> None:
    """Articles 0 and 1 stand close to 4, article 2 to 5: all are alike, and only their company differs."""
    axes = np.eye(8)
    close = [axes[0] + axes[1], axes[0] + axes[2], axes[0] + axes[3]]
    rows = np.array([*close, axes[7], 2 * axes[0] + axes[1] + axes[2], 2 * axes[0] + axes[3]])
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    texts = ["barns burned", "barns burned", "ships sank", "x", "barns burned", "ships sank"]
    signals = SentenceFeatures(Collection.build(read_texts(texts), range(6), rows))
    found = signals.matrix(np.array([0, 0]), np.array([1, 2]))
    for name in ("article company", "article company in words"):
        same, other = found[:, SIGNALS.index(name)]
        assert same > other


def test_parts_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="2 sentences, 1 contexts and 2 vectors"):
        Collection.build(read_texts(["a", "b"]), [0], vectors(2))


@settings(derandomize=True, deadline=None, max_examples=40)
@given(st.lists(st.text(max_size=40), min_size=2, max_size=8))
def test_any_text_gives_finite_symmetric_signals(texts: list[str]) -> None:
    n = len(texts)
    i, j = np.triu_indices(n, k=1)
    of_articles = SentenceFeatures(Collection.build(read_texts(texts), list(range(n)), vectors(n)))
    of_phrases = PhraseFeatures(read_sentences(texts), vectors(n))
    for signals, width in ((of_articles, len(SIGNALS)), (of_phrases, len(PHRASE_SIGNALS))):
        there, back = signals.matrix(i, j), signals.matrix(j, i)
        assert there.shape == (len(i), width)
        assert np.isfinite(there).all()
        assert np.allclose(there, back)


def test_isolated_pairs_are_moved_by_no_other_article() -> None:
    few = SentenceFeatures(Collection.build(TEXTS[:4], ARTICLES[:4], vectors(6)[:4], isolated=True))
    many = SentenceFeatures(Collection.build(TEXTS, ARTICLES, vectors(6), isolated=True))
    i, j = np.array([0, 0, 1]), np.array([2, 3, 2])
    assert few.names == many.names == OWN_SIGNALS
    assert few.matrix(i, j) == pytest.approx(many.matrix(i, j), abs=1e-12)
    assert few.trust(i, j).tolist() == many.trust(i, j).tolist() == [0, 0, 0]
    beside = SentenceFeatures(Collection.build(TEXTS, ARTICLES, vectors(6)))
    assert beside.matrix(i, j).shape[1] == len(SIGNALS)


def test_isolated_words_weigh_by_their_rarity_in_english() -> None:
    sentences = ("The bridge of Oldport fell.", "Oldport fell.", "The bridge fell.")
    signals = SentenceFeatures(Collection.build(read_texts(sentences), (0, 1, 2), vectors(3), isolated=True))
    names, words = (
        signals.matrix(np.array([0]), np.array([other]))[0][OWN_SIGNALS.index("shared words")]
        for other in (1, 2)
    )
    assert names > words
