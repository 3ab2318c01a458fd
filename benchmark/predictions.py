"""Predictions of a system: groups of places of which it says what the sources do to each other.

One JSON object a line: ``{"verdict": "differ", "spans": [{"article": "f33-316", "start": 166, "end": 208},
{"article": "f33-627", "start": 77, "end": 127}]}``. A pair is a group of two. README.md has the whole form.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmark.labels import ArticleRef, Span, rows_of

VERDICTS = frozenset({"agree", "compatible", "differ", "related", "single-source", "variant"})
MOST_SPANS = 3
"""Spans of one article in a group that says `differ`: one that holds half a text would meet every label."""
MOST_CHARS = 1500
"""Characters of such a span, for the same reason; a long sentence has 600."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """A group of spans of two articles or more, and the verdict on it.

    `possible` marks a difference for a person to look at; `name` a group that only collects spellings.
    """

    verdict: str
    spans: tuple[Span, ...]
    possible: bool = False
    name: bool = False
    id: str = ""


def read_predictions(path: Path, articles: Mapping[str, ArticleRef]) -> list[Prediction]:
    """The predictions of a file. Raises `SystemExit`, naming the line, for what is none."""
    found = []
    lines = path.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found.append(prediction_of(json.loads(line), articles))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            why = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
            raise SystemExit(f"{path}, line {number} is no prediction: {why}") from None
    return found


def prediction_of(row: Mapping[str, Any], articles: Mapping[str, ArticleRef]) -> Prediction:
    """A prediction of its JSON. Raises `ValueError`, `KeyError` or `TypeError` where it is none."""
    spans = tuple(_span(one, articles) for one in row["spans"])
    if row["verdict"] not in VERDICTS:
        raise ValueError(f"the verdict {row['verdict']!r} is none of {', '.join(sorted(VERDICTS))}")
    count = {key: [s.article for s in spans].count(key) for key in (s.article for s in spans)}
    if len(count) < 2:
        raise ValueError("its spans are of one article; two sources are what is compared")
    if row["verdict"] == "differ" and max(count.values()) > MOST_SPANS:
        raise ValueError(f"a difference holds at most {MOST_SPANS} spans of one article")
    if row["verdict"] == "differ" and max(span.end - span.start for span in spans) > MOST_CHARS:
        raise ValueError(f"a span of a difference holds at most {MOST_CHARS} characters")
    return Prediction(
        row["verdict"],
        spans,
        row.get("certainty") == "possible",
        row.get("facet") == "name",
        str(row.get("id", "")),
    )


def _span(row: Mapping[str, Any], articles: Mapping[str, ArticleRef]) -> Span:
    article, start, end = row["article"], row["start"], row["end"]
    if article not in articles:
        raise ValueError(f"there is no article {article!r}")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= articles[article].chars:
        raise ValueError(
            f"{start!r} to {end!r} is no span of {article}, which has {articles[article].chars} characters"
        )
    return Span(article, start, end)


def row_of(prediction: Prediction) -> dict[str, object]:
    """The JSON of a prediction."""
    spans = [{"article": s.article, "start": s.start, "end": s.end} for s in prediction.spans]
    row: dict[str, object] = {"id": prediction.id} if prediction.id else {}
    row |= {"verdict": prediction.verdict}
    row |= {"certainty": "possible"} if prediction.possible else {}
    row |= {"facet": "name"} if prediction.name else {}
    return {**row, "spans": spans}


def write_predictions(path: Path, predictions: Iterable[Prediction]) -> None:
    """Write predictions, one a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(row_of(prediction), ensure_ascii=False) + "\n" for prediction in predictions)
    path.write_text(text, encoding="utf-8")


def read_articles_rows(data: Path) -> dict[str, dict[str, str]]:
    """The rebuilt articles of a folder of data, by id, each with the name of its set. Raises `SystemExit`."""
    paths = sorted((data / "data").glob("*.articles.jsonl"))
    found = {row["id"]: row for path in paths for row in rows_of(path)}
    if not found:
        raise SystemExit(
            f"{data / 'data'} holds no *.articles.jsonl; make it with python -m benchmark.rebuild"
        )
    return found
