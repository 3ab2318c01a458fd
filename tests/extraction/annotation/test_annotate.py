"""Notes stand beside articles, sentences and claims, in their order, and each text is read once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from stories import STORM, claims_of, corpus_of, made, story

from compare.extraction.annotation import texts
from compare.extraction.annotation.annotate import annotate, annotate_claims, by_claim
from compare.segmentation.sentences import split_sentences

NOTES = corpus_of(STORM).notes


def test_every_article_sentence_and_claim_has_its_notes():
    assert [note.article for note in NOTES.articles] == list(STORM)
    assert [note.sentence for note in NOTES.sentences] == [s for a in STORM for s in split_sentences(a)]
    assert [note.claim for note in NOTES.claims] == [c for a in STORM for c in claims_of(a)]


def test_furniture_has_no_notes():
    sentences = [replace(s, furniture=s.index == 0) for s in split_sentences(STORM[0])]
    notes = annotate([STORM[0]], sentences, [])
    assert len(notes.sentences) == len(notes.articles[0].sentences) == len(sentences) - 1


def test_the_claims_of_a_sentence_share_its_notes():
    first = NOTES.sentences[0].text
    assert all(
        n.stated is first for n in NOTES.claims if n.claim.article == "ashel" and n.claim.sentence == 0
    )


def test_what_is_not_asked_for_is_not_read_and_what_is_asked_for_is_read_once(
    monkeypatch: pytest.MonkeyPatch,
):
    read: list[str] = []
    monkeypatch.setattr(texts, "read_content", lambda text: read.append(text) or text)
    note = annotate_claims([made("a", text="Rain fell.")])[0]
    assert read == []
    assert note.stated.content == note.stated.content == "Rain fell."
    assert read == ["Rain fell."]


def test_a_part_of_a_sentence_is_stated_by_itself():
    claim = made("a", text="Tarn, a port, was flooded.", subject="Tarn", masked="Tarn is a port")
    (note,) = annotate_claims([claim])
    assert note.stated.text == "Tarn is a port"
    assert by_claim([note]) == {claim.id: note}


def test_notes_are_taken_by_row():
    some = NOTES.take([1], [3, 0], [2])
    assert some.articles == (NOTES.articles[1],)
    assert some.sentences == (NOTES.sentences[3], NOTES.sentences[0])
    assert some.claims == (NOTES.claims[2],)


def test_a_value_is_alone_where_its_sentence_has_no_other_of_its_kind():
    corpus = corpus_of(
        [story("a", "The storm killed 12 sailors and hurt 15 miners. It cost 3 million euros.")]
    )
    alone = {note.claim.value.value: note.alone for note in corpus.notes.claims if note.claim.value}
    assert alone["12"] is alone["15"] is False
    assert next(note.alone for note in corpus.notes.claims if note.claim.facet == "money")
