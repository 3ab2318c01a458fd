"""The baselines: what they read, pair and say, with a small encoder, a tiny model and a local endpoint."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from endpoint import endpoint, opinion, says, sends
from fakes import HashingEncoder
from judged import saved
from labelled import LABELS, TEXTS

from benchmark.baselines import crossclaim, embedding_clusters, nearest_number, texts
from benchmark.baselines import judged as baseline
from benchmark.baselines.texts import Track
from benchmark.labels import Span
from benchmark.predictions import Prediction, read_predictions

FAR = "Chess club opens new hall."
ROWS = {key: {"id": key, "source": key.upper(), "text": text} for key, text in (TEXTS | {"d": FAR}).items()}


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    """The articles of the small event, and one of none, as if they had been rebuilt."""
    (tmp_path / "data").mkdir()
    rows = "".join(json.dumps(row) + "\n" for row in ROWS.values())
    (tmp_path / "data" / "events.articles.jsonl").write_text(rows)
    monkeypatch.setattr(texts, "load_labels", lambda: LABELS)
    return tmp_path


def words(prediction: Prediction) -> list[str]:
    return [ROWS[s.article]["text"][s.start : s.end] for s in prediction.spans]


def sentence(text: str, key: str = "a"):
    (found,) = texts.sentences_of({key: {"text": text}})[key]
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Nine people died, 2 cars burned.", [(9, "people"), (2, "cars")]),
        ("It cost $1,200.50 or 3.5% of it.", [(1200.5, "$"), (3.5, "%")]),
        ("Two-thirds of A4 paper, one day.", [(2, "thirds")]),
        ("Someone was often there.", []),
    ],
)
def test_numbers_have_their_units(text, found):
    numbers = texts.numbers(sentence(text))
    assert [(number.value, number.unit) for number in numbers] == found


def test_the_place_of_a_number_is_the_number():
    (number,) = texts.numbers(sentence("It cost $1,200 then."))
    assert (number.span.start, number.span.end) == (8, 14)


def test_numbers_of_one_unit_differ_or_agree_and_without_any_sentences_agree():
    a, b, c = sentence("Four people died."), sentence("Nine people died.", "b"), sentence("Some died.", "c")
    (told,) = texts.verdicts_on([a, b])
    assert told == Prediction("differ", (Span("a", 0, 4), Span("b", 0, 4)))
    (same,) = texts.verdicts_on([a, sentence("4 people died.", "b")])
    assert same == Prediction("agree", (Span("a", 0, 4), Span("b", 0, 1)))
    (alike,) = texts.verdicts_on([a, c])
    assert alike == Prediction("agree", (Span("a", 0, 17), Span("c", 0, 10)))
    assert list(texts.verdicts_on([a, sentence("Nine people died.")])) == []


def test_clusters_are_of_average_linkage():
    rows = np.array([[1, 0], [0.8, 0.6], [0, 1]])
    assert texts.clusters(rows, 0.75) == [[0, 1], [2]]
    assert texts.clusters(rows, 0.25) == [[0, 1, 2]]
    assert texts.clusters(rows, 0.35) == [[0, 1], [2]]
    assert texts.clusters(rows[:1], 0.5) == [[0]]


def test_only_each_others_nearest_are_paired():
    one, other = np.array([[1.0, 0], [0.9, 0.1]]), np.array([[1.0, 0], [0, 1.0]])
    assert texts.mutual(one, other, 0.5) == [(0, 0)]
    assert texts.mutual(one, other, 1.0) == [(0, 0)]
    assert texts.mutual(one, other, 1.1) == []
    assert texts.mutual(one[:0], other, 0) == []


def test_tf_idf_is_of_unit_length_and_knows_rare_words():
    rows = nearest_number.tf_idf(["a rare dog", "a rare cat", "a cat", "zebra"])
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1, 1, 1, 0])
    assert rows[0] @ rows[1] > rows[0] @ rows[2]


@pytest.mark.parametrize("track", list(Track))
def test_the_nearest_sentence_with_another_number_differs(data, track):
    found = list(nearest_number.predictions(data, track))
    assert ["Four", "Nine"] in [words(p) for p in found if p.verdict == "differ"]
    assert ["two", "2"] in [words(p) for p in found if p.verdict == "agree"]
    assert not any(span.article == "d" for p in found for span in p.spans)


@pytest.mark.parametrize("track", list(Track))
def test_sentences_of_one_cluster_are_compared(data, track):
    found = list(embedding_clusters.predictions(data, track, HashingEncoder()))
    assert any(p.verdict == "differ" and words(p)[:2] == ["Four", "Nine"] for p in found)


def test_predictions_are_written_in_the_format(data, capsys):
    out = data / "p.jsonl"
    nearest_number.main(["--data", str(data), "--out", str(out), "--track", "given"])
    found = read_predictions(out, LABELS.articles)
    assert capsys.readouterr().out == f"{len(found)} predictions: {out}\n"


def test_data_that_were_not_rebuilt_are_named(tmp_path):
    with pytest.raises(SystemExit, match=r"python -m benchmark\.rebuild"):
        list(nearest_number.predictions(tmp_path, Track.OPEN))


@pytest.fixture
def judge_run(data, monkeypatch):
    """Runs the judged baseline with a small encoder: its predictions."""
    monkeypatch.setattr(baseline, "open_encoder", lambda _: HashingEncoder())
    monkeypatch.setenv("CROSSCLAIM_CACHE", "off")
    out = data / "p.jsonl"

    def run(*argv: str) -> list[Prediction]:
        baseline.main(["--data", str(data), "--out", str(out), "--track", "given", *argv])
        return read_predictions(out, LABELS.articles)

    return run


def test_a_chat_model_is_asked_about_the_nearest_sentences(judge_run, capsys):
    def answer(asked):
        four = {"Four", "Nine"} & set(asked.quoted["a"]["sentence"].split())
        return json.dumps(opinion(asked, probability=0.5 if four else 0.1))

    with endpoint(says(answer)) as served:
        found = judge_run("--judge-url", served.url, "--judge-model", "m")
    assert [(p.verdict, words(p)) for p in found[:2]] == [
        ("differ", ["Four people died in Tarn on Monday.", "Nine people died in Tarn on Monday."]),
        ("agree", ["The mayor said two were hurt.", "The mayor said 2 were hurt."]),
    ]
    assert served.asked[0].quoted["a"]["after"] == "The mayor said two were hurt."
    assert capsys.readouterr().err == ""


def test_what_a_chat_model_does_not_answer_is_told(judge_run, capsys):
    with endpoint(sends(b"HTTP/1.1 400 No\r\nContent-Length: 0\r\n\r\n")) as served:
        assert judge_run("--judge-url", served.url, "--judge-model", "m") == []
    told = capsys.readouterr().err
    assert "pairs have no answer" in told and "3 times: status 400" in told


def test_a_cross_encoder_judges(judge_run, tmp_path):
    name = saved(tmp_path / "nli", ["contradiction", "entailment", "neutral"])
    for prediction in judge_run("--judge", name):
        assert prediction.verdict in ("differ", "agree")


def test_a_judge_must_be_named(judge_run, capsys):
    with pytest.raises(SystemExit):
        judge_run()
    assert "name a judge" in capsys.readouterr().err


@pytest.mark.parametrize("track", list(Track))
def test_crossclaim_is_compared_by_fold(tmp_path, monkeypatch, track):
    """The script that fits by fold is run on the shared data alone; here its facts become predictions."""
    claims = [{"article": key, "start": 0, "end": 9, "focus_start": 0, "focus_end": 4} for key in "ab"]
    fact = {"id": "f", "facet": "quantity", "verdict": "differ", "certainty": "sure", "claims": claims}
    seen = []

    def facts_of(gold, folds, models, encoder, together):
        seen.append((gold, folds, models, encoder, together("tarn") == together("orme")))
        return {"facts": [fact]}

    script = SimpleNamespace(
        models_of=lambda place: ({"tarn": 3}, {3: place.name}),
        facts_of=facts_of,
        open_encoder=lambda _: "encoder",
        Settings=lambda: SimpleNamespace(embedding=None),
        EventGold=lambda place, name: name,
    )
    monkeypatch.setitem(sys.modules, "measure_differences", script)
    monkeypatch.setitem(sys.modules, "event_gold", SimpleNamespace(GIVEN=("one", "other")))
    crossclaim.main(["--data", str(tmp_path), "--out", str(tmp_path / "p.jsonl"), "--track", track])
    found = read_predictions(tmp_path / "p.jsonl", LABELS.articles)
    assert [words(p) for p in found] == [["Four", "Nine"]] * 2
    assert seen == [
        (name, {"tarn": 3}, {3: tmp_path.name}, "encoder", track is Track.OPEN) for name in ("one", "other")
    ]
