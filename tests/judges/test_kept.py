"""Answers are kept by content and by the judge's identity."""

from __future__ import annotations

from dataclasses import replace

from judged import Says, pair

from compare.embeddings.cache import VectorFile
from compare.judges import Opinion, pair_key
from compare.judges.kept import KeptJudge

YES = Opinion(0.9, "four or nine", "conflict")


def test_a_second_run_asks_nothing(tmp_path):
    shelf = VectorFile(tmp_path / "answers.sqlite")
    first, second = Says(lambda p: YES), Says(lambda p: YES)
    assert KeptJudge(first, shelf).judge([pair(), pair("x", "y"), pair()]) == [YES, YES, YES]
    assert len(first.asked) == 2, "the same pair is asked about once"
    kept = KeptJudge(second, VectorFile(tmp_path / "answers.sqlite"))
    assert kept.judge([pair("x", "y"), pair()]) == [YES, YES]
    assert (second.asked, kept.tally.reused) == ([], 2)


def test_no_answer_is_asked_for_again(tmp_path):
    shelf = VectorFile(tmp_path / "answers.sqlite")
    assert KeptJudge(Says(lambda p: None), shelf).judge([pair()]) == [None]
    assert KeptJudge(Says(lambda p: YES), shelf).judge([pair()]) == [YES]


def test_another_model_or_prompt_is_asked_anew(tmp_path):
    shelf = VectorFile(tmp_path / "answers.sqlite")
    KeptJudge(Says(lambda p: YES), shelf).judge([pair()])
    other = Says(lambda p: None)
    other.identity = "says@2"
    assert KeptJudge(other, shelf).judge([pair()]) == [None]


def test_a_damaged_row_is_asked_for_again(tmp_path):
    shelf = VectorFile(tmp_path / "answers.sqlite")
    for row in (b"{", b"[]", b'{"probability": "x", "words": "", "cause": ""}', b"\xff"):
        shelf.write("says@1", {pair_key(pair()).encode(): row})
        assert KeptJudge(Says(lambda p: YES), shelf).judge([pair()]) == [YES]


def test_all_that_is_seen_of_a_pair_is_in_its_key():
    base = pair()
    sides = [
        replace(base.one, source="z"),
        replace(base.one, published=None),
        replace(base.one, title="z"),
        replace(base.one, before="z"),
        replace(base.one, after="z"),
        replace(base.one, claim=replace(base.one.claim, text="z")),
        replace(base.one, claim=replace(base.one.claim, focus=replace(base.one.claim.focus, text="z"))),
    ]
    others = [replace(base, one=side) for side in sides] + [replace(base, one=base.other, other=base.one)]
    assert len({pair_key(p) for p in [base, *others]}) == 9
    assert pair_key(replace(base, probability=0.1)) == pair_key(base)
    moved = replace(base.one, claim=replace(base.one.claim, id="b:9", article="b", sentence=9))
    assert pair_key(replace(base, one=moved)) == pair_key(base), "where it stands is not seen"
