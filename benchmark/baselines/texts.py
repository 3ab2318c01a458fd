"""What the baselines share: sentences, which articles are compared, and what numbers of two sentences say."""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage  # type: ignore[import-untyped]

from benchmark.labels import Span, load_labels
from benchmark.predictions import Prediction, write_predictions
from compare.models import Article, Sentence
from compare.segmentation.sentences import split_sentences

Floats = NDArray[np.float64]
Vectorise = Callable[[Sequence[str]], Floats]
"""Texts to rows whose products are their likeness."""

WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
NUMBER = re.compile(
    rf"(?<![\w.,])([$£€]?)(\d[\d,]*(?:\.\d+)?|(?:{'|'.join(WORDS[2:])})\b)(?:\s?(%)|[\s-]+([a-z]+))?",
    re.IGNORECASE,
)
"""A number in digits or as a word, with the currency before it, or the share or the word behind it."""


class Track(StrEnum):
    """Which articles are compared: those of a labelled event, or those that the system itself groups."""

    GIVEN = "given"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a sentence, its place in the article, and what stands for its unit."""

    value: float
    unit: str
    span: Span


def sentences_of(rows: Mapping[str, Mapping[str, str]]) -> dict[str, list[Sentence]]:
    """The sentences of each article."""
    return {key: list(split_sentences(Article(key, row["text"]))) for key, row in rows.items()}


def numbers(sentence: Sentence) -> list[Number]:
    """The numbers of a sentence."""
    return [
        Number(
            _amount(found[2].lower()),
            (found[1] or found[3] or found[4] or "").lower(),
            Span(sentence.article, sentence.start + found.start(1), sentence.start + found.end(2)),
        )
        for found in NUMBER.finditer(sentence.text)
    ]


def _amount(text: str) -> float:
    return float(WORDS.index(text) if text in WORDS else text.replace(",", ""))


def verdicts_on(sentences: Sequence[Sentence]) -> Iterator[Prediction]:
    """What sentences of several articles say, taken for answers to one question.

    Numbers with one unit are compared, the first of each article: `agree` where all are equal, else
    `differ`. Sentences without such numbers agree.
    """
    by_unit: defaultdict[str, dict[str, Number]] = defaultdict(dict)
    for sentence in sentences:
        for number in numbers(sentence):
            by_unit[number.unit].setdefault(sentence.article, number)
    shared = [list(of.values()) for of in by_unit.values() if len(of) > 1]
    for group in shared:
        verdict = "agree" if len({number.value for number in group}) == 1 else "differ"
        yield Prediction(verdict, tuple(number.span for number in group))
    if not shared and len({sentence.article for sentence in sentences}) > 1:
        yield Prediction("agree", tuple(Span(s.article, s.start, s.end) for s in sentences))


def clusters(vectors: Floats, least: float) -> list[list[int]]:
    """Rows by average linkage, cut where the mean likeness of two groups falls below `least`."""
    if len(vectors) < 2:
        return [[n] for n in range(len(vectors))]
    likeness = np.clip(vectors @ vectors.T, -1, 1)
    upper = np.triu_indices(len(vectors), 1)
    found = fcluster(linkage(1 - likeness[upper], "average"), 1 - least, "distance")
    return [np.flatnonzero(found == name).tolist() for name in np.unique(found)]


def mutual(one: Floats, other: Floats, least: float) -> list[tuple[int, int]]:
    """Rows of two articles that are each other's nearest, at `least` or more."""
    if not len(one) or not len(other):
        return []
    likeness = one @ other.T
    there, back = likeness.argmax(1), likeness.argmax(0)
    return [(i, int(j)) for i, j in enumerate(there) if back[j] == i and likeness[i, j] >= least]


def groups_of(
    track: Track, rows: Mapping[str, Mapping[str, str]], vectorise: Vectorise, least: float
) -> list[list[str]]:
    """The articles that are compared with each other: the labelled events, or clusters of whole texts."""
    if track is Track.GIVEN:
        own = load_labels().events.values()
        return [[key for key in keys if key in rows] for keys in own]
    keys = list(rows)
    vectors = vectorise([rows[key]["text"] for key in keys])
    return [[keys[n] for n in group] for group in clusters(vectors, least)]


def pairs_of(
    keys: Sequence[str],
    sentences: Mapping[str, Sequence[Sentence]],
    vectors: Mapping[str, Floats],
    least: float,
) -> Iterator[tuple[Sentence, Sentence]]:
    """The sentences of two articles of a group that are each other's nearest."""
    for one, other in combinations(keys, 2):
        for i, j in mutual(vectors[one], vectors[other], least):
            yield sentences[one][i], sentences[other][j]


def vectors_of(sentences: Mapping[str, Sequence[Sentence]], vectorise: Vectorise) -> dict[str, Floats]:
    """The vectors of the sentences of each article, made at once."""
    texts = [sentence.text for own in sentences.values() for sentence in own]
    rows, start, found = vectorise(texts), 0, {}
    for key, own in sentences.items():
        found[key] = rows[start : start + len(own)]
        start += len(own)
    return found


def parser_of(words: str | None) -> argparse.ArgumentParser:
    """The arguments that all baselines have."""
    parser = argparse.ArgumentParser(description=words, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="what benchmark.rebuild made")
    parser.add_argument("--track", type=Track, choices=list(Track), default=Track.OPEN)
    parser.add_argument("--out", type=Path, required=True)
    return parser


def write(out: Path, found: Iterator[Prediction]) -> None:
    """Write predictions, and say how many."""
    rows = list(found)
    write_predictions(out, rows)
    print(f"{len(rows)} predictions: {out}")
