"""A small labelled event for the tests of the public benchmark, made by hand."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

from benchmark.labels import ArticleRef, LabelledFact, LabelledPair, Labels, Mention, Span, text_hash

TEXTS = {
    "a": "Four people died in Tarn on Monday. The mayor said two were hurt.",
    "b": "Nine people died in Tarn on Monday. The mayor said 2 were hurt.",
    "c": "Several people died in Tarn. In Orme 4 died in May.",
}


def span(article: str, words: str) -> Span:
    start = TEXTS[article].index(words)
    return Span(article, start, start + len(words))


def mention(article: str, words: str, says: int, *, soft: bool = False) -> Mention:
    return Mention(span(article, words), says, soft=soft)


def ref(key: str, event: str = "tarn", **more) -> ArticleRef:
    text = TEXTS[key]
    usual = {"file": f"{key}.txt", "row": "", "skip": 0, "chars": len(text), "sha256": text_hash(text)}
    return ArticleRef(
        key, event, **{"set": "events", "collection": "wcl", "source": key.upper()} | usual | more
    )


DEAD = LabelledFact(
    "tarn",
    "dead",
    "quantity",
    "differ",
    "conflict",
    "number",
    (mention("a", "Four", 0), mention("b", "Nine", 1), mention("c", "Several", 2, soft=True)),
)
HURT = LabelledFact(
    "tarn", "hurt", "quantity", "agree", "", "number", (mention("a", "two", 0), mention("b", "2", 0))
)
DAY = LabelledFact(
    "tarn",
    "day",
    "date",
    "compatible",
    "",
    "date",
    (mention("a", "Monday", 0), mention("b", "Monday", 0)),
)
LABELS = Labels(
    {key: ref(key) for key in TEXTS},
    (DEAD, HURT, DAY),
    (
        LabelledPair("tarn", "distinct", span("a", "Four"), span("c", "4 died")),
        LabelledPair("tarn", "arguable", span("b", "Tarn"), span("c", "Tarn")),
    ),
)
