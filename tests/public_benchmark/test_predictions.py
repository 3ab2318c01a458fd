"""Predictions are read as written, and what is none is named by its line."""

from __future__ import annotations

import json
import re

import pytest
from labelled import LABELS, span

from benchmark.convert import convert, main
from benchmark.labels import FOLDER, load_labels
from benchmark.predictions import (
    MOST_CHARS,
    MOST_SPANS,
    Prediction,
    prediction_of,
    read_predictions,
    write_predictions,
)

GOOD = {
    "verdict": "differ",
    "spans": [{"article": "a", "start": 0, "end": 4}, {"article": "b", "start": 0, "end": 4}],
}


def test_what_is_written_is_read(tmp_path):
    some = [
        Prediction("differ", (span("a", "Four"), span("b", "Nine")), possible=True, id="f1"),
        Prediction("variant", (span("a", "Tarn"), span("b", "Tarn")), name=True),
    ]
    path = tmp_path / "new" / "p.jsonl"
    write_predictions(path, some)
    assert read_predictions(path, LABELS.articles) == some


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"verdict": "differs"}, "'differs' is none of agree"),
        ({"spans": GOOD["spans"][:1]}, "of one article"),
        ({"spans": [{"article": "x", "start": 0, "end": 4}]}, "no article 'x'"),
        ({"spans": [{"article": "a", "start": 4, "end": 4}]}, "4 to 4 is no span of a, which has 65"),
        ({"spans": [{"article": "a", "start": 0, "end": 66}]}, "0 to 66 is no span"),
        ({"spans": [{"article": "a", "start": 0.0, "end": 4}]}, "0.0 to 4 is no span"),
        ({"spans": [{"article": "a", "start": 0}]}, "'end' is missing"),
        ({"spans": None}, "NoneType"),
    ],
)
def test_what_is_no_prediction_is_named_by_its_line(tmp_path, change, why):
    path = tmp_path / "p.jsonl"
    path.write_text(json.dumps(GOOD) + "\n\n" + json.dumps(GOOD | change) + "\n")
    with pytest.raises(SystemExit) as caught:
        read_predictions(path, LABELS.articles)
    message = str(caught.value)
    assert "line 3 is no prediction" in message and why in message and "\n" not in message


def test_the_example_of_the_readme_is_a_prediction():
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", readme, re.DOTALL)
    assert prediction_of(json.loads(example), load_labels().articles).verdict == "differ"


def test_a_line_that_is_no_json_is_named(tmp_path):
    path = tmp_path / "p.jsonl"
    path.write_text("{\n")
    with pytest.raises(SystemExit, match="line 1 is no prediction"):
        read_predictions(path, LABELS.articles)


def test_a_difference_marks_no_half_of_a_text():
    many = [{"article": "a", "start": n, "end": n + 1} for n in range(MOST_SPANS)]
    row = {"verdict": "differ", "spans": [*many, GOOD["spans"][1]]}
    assert prediction_of(row, LABELS.articles)
    more = {"article": "a", "start": 9, "end": 10}
    with pytest.raises(ValueError, match="at most 3 spans"):
        prediction_of({**row, "spans": [*row["spans"], more]}, LABELS.articles)
    assert prediction_of({**row, "verdict": "agree", "spans": [*row["spans"], more]}, LABELS.articles)
    assert MOST_CHARS < 2000


def claim(article: str, start: int, **more) -> dict[str, object]:
    return {
        "article": article,
        "start": start,
        "end": start + 30,
        "focus_start": start + 2,
        "focus_end": start + 6,
    }


def test_facts_become_groups_with_the_places_of_their_values(tmp_path, capsys):
    facts = [
        {"id": "f1", "facet": "quantity", "verdict": "differ", "certainty": "possible"},
        {"id": "f2", "facet": "statement", "verdict": "agree"},
        {"id": "f3", "facet": "name", "verdict": "variant"},
        {
            "id": "f4",
            "facet": "quantity",
            "verdict": "single-source",
            "claims": [claim("a", 0), claim("a", 9)],
        },
    ]
    facts = [{"claims": [claim("a", 0), claim("b", 3)]} | fact for fact in facts]
    path = tmp_path / "facts.json"
    path.write_text(json.dumps({"facts": facts}))
    out = tmp_path / "p.jsonl"
    assert convert([path, path], out) == 6
    main([str(path), "--out", str(out)])
    assert capsys.readouterr().out == f"3 predictions: {out}\n"
    one, two, three = read_predictions(out, LABELS.articles)
    assert [(s.article, s.start, s.end) for s in one.spans] == [("a", 2, 6), ("b", 5, 9)]
    assert [(s.article, s.start, s.end) for s in two.spans] == [("a", 0, 30), ("b", 3, 33)]
    assert (one.possible, two.possible, three.name, one.name) == (True, False, True, False)
