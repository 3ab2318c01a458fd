"""The script that measures a judge: pairs out, answers in, figures and what they took."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from fakes import HashingEncoder
from stories import STORM

from compare import pipeline, pipeline_facts
from compare.linkage.groups import Group
from compare.models import Facet

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

import measure_judge

SCORE = """
import json, pathlib

def discrepancies(facts, gold, articles):
    facts = json.loads(pathlib.Path(facts).read_text(encoding="utf-8"))["facts"]
    sure = [f for f in facts if f["verdict"] == "differ" and f.get("certainty") != "possible"]
    doubtful = [f for f in facts if f.get("certainty") == "possible"]
    shares = dict.fromkeys(("differ_precision", "value_recall", "discrepancy_recall", "possible_precision",
                            "recall_with_possible"), 0.5)
    return {"differ": len(sure), "possible": len(doubtful), **shares}
"""


@pytest.fixture
def shared(tmp_path, monkeypatch):
    """A folder of shared data with one set of one event, in which one pair is possible."""

    def pairs(matcher, *_):
        held = [c for c in matcher.corpus.claims if c.facet is Facet.QUANTITY and c.value]
        one = next(c for c in held if c.focus.text.startswith("23"))
        other = next(c for c in held if c.focus.text.startswith("140") and c.article != one.article)
        return [Group((one, other), (one, other), 0.3, doubtful=True)], 0

    monkeypatch.setattr(pipeline_facts, "doubtful_pairs", pairs)
    monkeypatch.setattr(pipeline, "open_encoder", lambda _: HashingEncoder())
    monkeypatch.chdir(tmp_path)
    for folder in ("score", "data"):
        (tmp_path / folder).mkdir()
    (tmp_path / "score" / "score.py").write_text(SCORE)
    rows = [{"id": a.id, "source": a.source, "published": str(a.published), "text": a.text} for a in STORM]
    text = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "data" / "events.articles.jsonl").write_text(text)
    (tmp_path / "data" / "events.gold.json").write_text(json.dumps({"events": [{}, {}]}))
    return tmp_path


@pytest.fixture
def measured(shared, capsys):
    """Runs the script on the one set: what it prints."""

    def run(*argv: str) -> dict:
        assert measure_judge.main(["--shared", str(shared), "--set", "events", *argv]) == 0
        return json.loads(capsys.readouterr().out)

    return run


def test_pairs_go_out_and_answers_come_back(measured, shared):
    alone = measured()
    asked = measured("--pairs", "pairs.jsonl")
    (pair,) = map(json.loads, Path("pairs.jsonl").read_text().splitlines())
    assert (pair["set"], pair["built_in"], pair["a"]["source"]) == ("events", 0.3, "Ashel Post")
    assert pair["b"]["sentence"] == "There were 140 people on board, harbour master Ilka Drost said."
    assert (asked["pairs"], asked["judged"]["unanswered"]) == (1, 1)
    assert [asked[name] for name in ("differ", "possible")] == [
        alone[name] for name in ("differ", "possible")
    ]
    answer = {"id": pair["id"], "probability": 0.85, "words": "no", "cause": "conflict"}
    Path("answers.jsonl").write_text(json.dumps(answer) + "\n\n")
    told = measured("--answers", "answers.jsonl")
    assert told["judge"] == "answers.jsonl"
    assert (told["differ"], told["possible"]) == (alone["differ"] + 1, alone["possible"] - 1)
    differ = {least: row["differ"] for least, row in told["thresholds"].items()}
    assert (differ["0.8"], differ["0.9"]) == (1, 0)


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": "x"}', '{"id": "x", "probability": 2}', '{"id": "x", "probability": NaN}']
)
def test_a_line_that_is_no_answer_is_named(measured, line):
    Path("answers.jsonl").write_text(f'{{"id": "y", "probability": 1}}\n{line}\n')
    with pytest.raises(SystemExit, match="line 2 is no answer"):
        measured("--answers", "answers.jsonl")


def test_answers_to_no_pair_are_counted(shared, capsys):
    key = measured_pair(shared)
    capsys.readouterr()
    rows = [{"id": name, "probability": 0.5} for name in ("x", key, "y")]
    Path("answers.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    measure_judge.main(["--shared", str(shared), "--set", "events", "--answers", "answers.jsonl"])
    assert capsys.readouterr().err == "2 of 3 answers belong to none of the pairs, such as x\n"


def measured_pair(shared: Path) -> str:
    """The id of the one pair of the set."""
    measure_judge.main(["--shared", str(shared), "--set", "events", "--pairs", "pairs.jsonl"])
    return json.loads(Path("pairs.jsonl").read_text())["id"]


@pytest.mark.parametrize("other", ["--answers", "--judge", "--judge-url"])
def test_pairs_are_written_or_judged(other):
    with pytest.raises(SystemExit):
        measure_judge.arguments(["--pairs", "pairs.jsonl", other, "x"])


def test_a_pair_is_answered_once(tmp_path):
    path = tmp_path / "answers.jsonl"
    path.write_text('{"id": "y", "probability": 1}\n' * 2)
    with pytest.raises(SystemExit, match="line 2 is no answer"):
        measure_judge.read_answers(path)


def test_an_endpoint_has_its_calls_tokens_and_cost(measured, monkeypatch):
    from endpoint import endpoint, well

    monkeypatch.setenv("CROSSCLAIM_CACHE", "off")
    with endpoint(well) as served:
        prices = ("--price-in", "2", "--price-out", "10")
        found = measured("--judge-url", served.url, "--judge-model", "m", *prices)
    assert (found["calls"], found["calls_per_event"]) == (1, 0.5)
    assert (found["tokens_in"], found["tokens_out"], found["events"]) == (700, 60, 2)
    assert found["cost"] == pytest.approx(0.002)
    assert found["cost_per_event"] == pytest.approx(0.001)


def test_shared_data_that_are_not_there_are_named(tmp_path):
    with pytest.raises(SystemExit, match="--shared"):
        measure_judge.scorer(tmp_path, "events")
