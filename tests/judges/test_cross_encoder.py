"""Cross-encoders with weights of chance, made here. These import torch."""

from __future__ import annotations

import json

import pytest
from judged import pair, saved

from compare.errors import ModelError
from compare.judges.cross_encoder import CrossEncoderJudge


def test_the_label_called_contradiction_is_the_probability_wherever_it_stands(tmp_path):
    name = saved(tmp_path / "nli", ["entailment", "CONTRADICTION", "neutral"])
    judge = CrossEncoderJudge(name)
    (opinion,) = judge.judge([pair()])
    shares = dict(part.split(" ") for part in opinion.words.split(", "))
    assert list(shares) == ["entailment", "CONTRADICTION", "neutral"]
    assert opinion.probability == pytest.approx(float(shares["CONTRADICTION"]), abs=0.006)
    assert sum(map(float, shares.values())) == pytest.approx(1, abs=0.02)
    config = json.loads((tmp_path / "nli" / "config.json").read_text())
    config["id2label"] = {"0": "contradiction", "1": "entailment", "2": "neutral"}
    (tmp_path / "nli" / "config.json").write_text(json.dumps(config))
    (other,) = CrossEncoderJudge(name).judge([pair()])
    assert other.probability == pytest.approx(float(shares["entailment"]), abs=0.006)
    assert other.probability != opinion.probability


def test_an_opinion_does_not_depend_on_order_or_neighbours(tmp_path):
    judge = CrossEncoderJudge(saved(tmp_path / "nli", ["contradiction", "entailment", "neutral"]))
    there, back = pair(), pair("Nine people died in Tarn.", "Four people died in Tarn.")
    alone = judge.judge([there])
    among = judge.judge([pair("four", "nine " * 50), back, there])
    assert alone[0] == among[1] == among[2]
    assert judge.judge([]) == []
    assert judge.tally.calls == 4


def test_a_model_with_one_output_gives_the_probability_itself(tmp_path):
    judge = CrossEncoderJudge(saved(tmp_path / "one", []))
    (opinion,) = judge.judge([pair()])
    assert 0 < opinion.probability < 1
    assert opinion.words == f"{opinion.probability:.2f} of 1"
    assert judge.name == "one"
    assert judge.identity.startswith("one@")


def test_other_weights_are_another_judge(tmp_path):
    import torch

    first = CrossEncoderJudge(saved(tmp_path / "one", []))
    again = CrossEncoderJudge(str(tmp_path / "one"))
    assert first.identity == again.identity
    with torch.no_grad():
        next(iter(again._model.parameters())).add_(1)
    again._model.save_pretrained(str(tmp_path / "two"))
    assert CrossEncoderJudge(str(tmp_path / "two")).identity.split("@")[1] != first.identity.split("@")[1]


def test_long_and_broken_text_is_read(tmp_path):
    judge = CrossEncoderJudge(saved(tmp_path / "one", []))
    (opinion,) = judge.judge([pair("\ud800 died " * 5000, "nine " * 5000)])
    assert 0 <= opinion.probability <= 1


@pytest.mark.parametrize(
    "labels", [["LABEL_0", "LABEL_1", "LABEL_2"], ["contradiction", "contradictory"], ["yes", "no"]]
)
def test_labels_that_say_nothing_are_named(tmp_path, labels):
    name = saved(tmp_path / "unnamed", labels)
    with pytest.raises(ModelError, match=f"labels {', '.join(labels)}") as caught:
        CrossEncoderJudge(name)
    assert "id2label" in str(caught.value)


def test_a_model_without_a_layer_that_judges_is_refused(tmp_path):
    """The library would put weights of chance there, and judge with them."""
    with pytest.raises(ModelError, match="BertModel, which has no layer"):
        CrossEncoderJudge(saved(tmp_path / "encoder", [], "BertModel"))


@pytest.mark.parametrize("name", ["./nowhere", "/nowhere/at/all", "nobody/nothing"])
def test_a_model_that_is_not_here_is_not_fetched(name, monkeypatch):
    hub = pytest.importorskip("huggingface_hub")

    def asked(*args, **kwargs):
        raise AssertionError("the hub was asked")

    monkeypatch.setattr(hub, "model_info", asked)
    with pytest.raises(ModelError) as caught:
        CrossEncoderJudge(name)
    message = str(caught.value)
    assert name in message and "\n" not in message
    assert ("judge.fetch" in message) is (name == "nobody/nothing")


def test_an_empty_folder_is_no_model(tmp_path):
    with pytest.raises(ModelError, match="cannot be used"):
        CrossEncoderJudge(str(tmp_path))
