"""The corpus: rows in the order of what they stand for, and each text embedded once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from fakes import HashingEncoder
from stories import STORM, claims_of, corpus_of, story

from compare.embeddings.marks import marked, unmarked
from compare.extraction.annotation.annotate import annotate
from compare.linkage.corpus import VALUED, Corpus
from compare.segmentation.sentences import split_sentences


def test_rows_stand_for_their_texts():
    corpus, encoder = corpus_of(STORM), HashingEncoder()
    for row in (0, len(corpus.sentences) - 1):
        text = corpus.sentences[row].text
        assert corpus.sentence_vectors[row] == pytest.approx(encoder.encode([text])[0], abs=1e-6)
    for row, claim in enumerate(corpus.claims):
        assert corpus.articles[corpus.claim_article[row]].id == claim.article
        sentence = corpus.sentences[corpus.claim_sentence[row]]
        assert (sentence.article, sentence.index) == (claim.article, claim.sentence)


def test_what_is_not_said_has_a_row_of_zeros():
    corpus = corpus_of(STORM)
    for claim, vector in zip(corpus.claims, corpus.counted_vectors, strict=True):
        counted = bool(claim.value and claim.value.counted)
        assert np.linalg.norm(vector) == pytest.approx(float(counted), abs=1e-6)


class MarkingEncoder(HashingEncoder):
    """One that reads marks; it is told of them by what it is asked."""

    reads_marks = True


def test_a_value_has_the_vector_that_it_has_in_its_sentence():
    encoder = MarkingEncoder()
    corpus = corpus_of(STORM, encoder)
    valued = [row for row, claim in enumerate(corpus.claims) if claim.facet in VALUED]
    assert 0 < len(valued) < len(corpus.claims)
    for row, claim in enumerate(corpus.claims):
        if row not in valued:
            assert not corpus.value_vectors[row].any()
            continue
        start = claim.focus.start - claim.sentence_start
        text = marked(claim.text, start, start + claim.focus.end - claim.focus.start)
        assert unmarked(text)[0] == claim.text
        assert corpus.value_vectors[row] == pytest.approx(encoder.encode([text])[0], abs=1e-6)


def test_an_encoder_of_whole_texts_gives_a_value_the_vector_of_its_clause():
    corpus = corpus_of(STORM, HashingEncoder())
    for row, claim in enumerate(corpus.claims):
        wanted = corpus.masked_vectors[row] * (claim.facet in VALUED)
        assert (corpus.value_vectors[row] == wanted).all()


def test_each_text_is_embedded_once():
    encoder = HashingEncoder()
    corpus_of([STORM[0], replace(STORM[0], id="copy")], encoder)
    asked = [text for call in encoder.calls for text in call]
    assert len(asked) == len(set(asked))
    assert "" not in asked


def test_each_vector_is_kept_once():
    corpus = corpus_of([STORM[0], replace(STORM[0], id="copy")])
    held = corpus.sentence_vectors.held
    assert corpus.masked_vectors.held is corpus.counted_vectors.held is held
    assert len(np.unique(held, axis=0)) == len(held)
    some = corpus.without(np.array([True, False]))
    assert some.sentence_vectors.held is held


def test_furniture_is_left_out():
    article = STORM[2]
    sentences = [replace(s, furniture=s.index == 0) for s in split_sentences(article)]
    claims = [c for c in claims_of(article) if c.sentence != 0]
    corpus = Corpus.build(annotate([article], sentences, claims), HashingEncoder())
    assert len(corpus.sentences) == len(sentences) - 1
    assert not any(s.furniture for s in corpus.sentences)


def test_nothing_makes_an_empty_corpus():
    corpus = corpus_of([])
    assert corpus.claims == ()
    assert corpus.article_vectors.shape[0] == 0


def test_articles_on_one_event_lie_closer():
    corpus = corpus_of(STORM)
    near = corpus.article_vectors @ corpus.article_vectors.T
    assert np.diag(near) == pytest.approx(1)
    assert near[0, 1] > max(near[0, 2], near[1, 2])


def test_what_stands_around_a_sentence_is_its_article_without_it():
    text = "A ferry sank. It was old. The crew swam. A boat came. The port was shut. Rain fell."
    corpus = corpus_of([story("a", text), story("b", "Snow fell.")])
    around = corpus.vectors_around(np.arange(len(corpus.sentences)))
    weights = np.array([2.0, 2.0, 2.0, 2.0, 1.0, 1.0])
    for k in range(6):
        rest = np.delete(weights[:, None] * corpus.sentence_vectors[:6], k, axis=0).sum(axis=0)
        assert around[k] == pytest.approx(rest / np.linalg.norm(rest), abs=1e-6)
    assert not around[6].any()
