"""Score predictions: which discrepancies and agreements are found, what is told wrongly, what is merged.

    python -m benchmark.score PREDICTIONS.jsonl [--split test]

Prints one JSON object, the counts behind each share with it. A prediction meets a mention where one of its
spans shares a character with it. A discrepancy is found where a prediction that says `differ` meets two
mentions of two articles that do not say the same, neither of them soft. What is found among the differences
is right; one that meets no labelled discrepancy is false, unless it meets an arguable pair. README.md says
more. Shares are of what the split holds.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypeVar

from benchmark.labels import SLOTS, VALUED, LabelledFact, Labels, Mention, Span, load_labels, load_splits
from benchmark.predictions import Prediction, read_predictions

Row = TypeVar("Row")
DRAWS = 1000
"""Resamples of the events behind an interval."""
RIGHT = {
    "conflict": frozenset({"differ"}),
    "update": frozenset({"differ"}),
    "scope": frozenset({"differ", "compatible", "variant"}),
    "wording": frozenset({"differ", "compatible", "variant"}),
    "variant": frozenset({"variant"}),
    "agree": frozenset({"agree", "compatible"}),
    "compatible": frozenset({"agree", "compatible"}),
}
"""The verdicts that find a fact of each kind."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one labelled fact: found surely, or with what is possible, or shown as agreement."""

    fact: LabelledFact
    sure: bool
    at_all: bool
    as_agreement: bool

    @property
    def kind(self) -> str:
        """The cause of a discrepancy, else the verdict."""
        return self.fact.cause or self.fact.verdict


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one prediction that says `differ`: None where editors would argue about it."""

    event: str
    possible: bool
    right: bool | None


@dataclass(frozen=True, slots=True)
class Scored:
    """All that the figures are counted from."""

    outcomes: tuple[Outcome, ...]
    told: tuple[Told, ...]
    merged: tuple[bool, ...]
    """Of each look-alike pair, whether a prediction holds both sides."""
    width: float
    """Median of the characters that a difference marks in one article."""


class Index:
    """Which predictions meet a place."""

    def __init__(self, predictions: Sequence[Prediction]) -> None:
        self._spans: defaultdict[str, list[tuple[int, Span]]] = defaultdict(list)
        for number, prediction in enumerate(predictions):
            for span in prediction.spans:
                self._spans[span.article].append((number, span))

    def at(self, place: Span) -> frozenset[int]:
        """The numbers of the predictions with a span that meets `place`."""
        return frozenset(number for number, span in self._spans[place.article] if span.meets(place))


def scored(labels: Labels, predictions: Sequence[Prediction]) -> Scored:
    """Lay predictions beside the labels of some events; what is about other articles is passed over."""
    own = [p for p in predictions if all(span.article in labels.articles for span in p.spans)]
    index = Index(own)
    outcomes, told = [], set()
    for fact in labels.facts:
        where = [(mention, index.at(mention.span)) for mention in fact.mentions]
        together = _together(where)
        if fact.verdict == "differ":
            told |= together
        outcomes.append(_outcome(fact, where, together, own))
    alike = [pair for pair in labels.pairs if pair.label == "distinct"]
    named = frozenset(number for number, prediction in enumerate(own) if prediction.name)
    merged = tuple(bool((index.at(pair.a) & index.at(pair.b)) - named) for pair in alike)
    arguable = {
        number
        for pair in labels.pairs
        if pair.label == "arguable"
        for number in index.at(pair.a) & index.at(pair.b)
    }
    differences = [(number, p) for number, p in enumerate(own) if p.verdict == "differ"]
    verdicts = tuple(
        Told(labels.articles[p.spans[0].article].event, p.possible, _right(number, told, arguable))
        for number, p in differences
    )
    return Scored(tuple(outcomes), verdicts, merged, _width([p for _, p in differences]))


def _together(where: Sequence[tuple[Mention, frozenset[int]]]) -> set[int]:
    """The predictions that hold mentions of two articles."""
    articles: defaultdict[int, set[str]] = defaultdict(set)
    for mention, holders in where:
        for number in holders:
            articles[number].add(mention.span.article)
    return {number for number, held in articles.items() if len(held) > 1}


def _outcome(
    fact: LabelledFact,
    where: Sequence[tuple[Mention, frozenset[int]]],
    together: set[int],
    predictions: Sequence[Prediction],
) -> Outcome:
    opposed = {
        number
        for number in together
        if len({m.says for m, holders in where if number in holders and not m.soft}) > 1
    }
    looked_at = opposed if fact.verdict == "differ" else together
    right = [predictions[n] for n in looked_at if predictions[n].verdict in RIGHT[fact.cause or fact.verdict]]
    sure = any(not p.possible for p in right) if fact.verdict == "differ" else bool(right)
    hidden = not sure and fact.cause == "conflict" and any(predictions[n].verdict == "agree" for n in opposed)
    return Outcome(fact, sure, bool(right), hidden)


def _right(number: int, told: set[int], arguable: set[int]) -> bool | None:
    if number in told:
        return True
    return None if number in arguable else False


def _width(differences: Iterable[Prediction]) -> float:
    chars: list[int] = []
    for prediction in differences:
        of: Counter[str] = Counter()
        for span in prediction.spans:
            of[span.article] += span.end - span.start
        chars += of.values()
    return float(median(chars)) if chars else 0.0


def share(part: int, whole: int) -> float:
    """A share with three places; 0 of nothing."""
    return round(part / whole, 3) if whole else 0.0


def figures(found: Scored) -> dict[str, object]:
    """The figures, by the names that the shared scorer of the project gives them."""
    hard = [o for o in found.outcomes if o.fact.hard]
    slots = [o for o in hard if o.fact.kind in SLOTS]
    kinds = sorted({o.kind for o in found.outcomes})
    same = [o for o in found.outcomes if o.kind in ("agree", "compatible")]
    values = [o for o in same if o.fact.facet in VALUED]
    words = [o for o in same if o.fact.facet not in VALUED]
    sure, possible = ([t for t in found.told if t.possible is part] for part in (False, True))
    recall, precision = recall_of(hard), precision_of(sure)
    at_all = share(sum(o.at_all for o in hard), len(hard))
    return {
        "discrepancy_recall": recall,
        "value_recall": recall_of(slots),
        "differ": len(sure),
        "differ_precision": precision,
        "f1": f1(recall, precision),
        "recall_with_possible": at_all,
        "precision_with_possible": precision_of(found.told),
        "f1_with_possible": f1(at_all, precision_of(found.told)),
        "possible": len(possible),
        "possible_precision": precision_of(possible),
        "agreement_recall_values": recall_of(values),
        "agreement_recall_words": recall_of(words),
        "distinct_merged": f"{sum(found.merged)}/{len(found.merged)}",
        "found": {kind: _of([o for o in found.outcomes if o.kind == kind]) for kind in kinds},
        "discrepancies_by_kind": {
            kind: _of([o for o in hard if (o.fact.kind or "?") == kind])
            for kind in sorted({o.fact.kind or "?" for o in hard})
        },
        "shown_as_agree": sum(o.as_agreement for o in found.outcomes),
        "false_differ": sum(t.right is False for t in sure),
        "characters": found.width,
    }


def f1(recall: float, precision: float) -> float:
    """The harmonic mean of two shares, with three places."""
    return round(2 * recall * precision / (recall + precision), 3) if recall + precision else 0.0


def recall_of(outcomes: Sequence[Outcome]) -> float:
    """The share of facts that are found."""
    return share(sum(o.sure for o in outcomes), len(outcomes))


def precision_of(told: Sequence[Told]) -> float:
    """The share of differences that are right, over those that editors would not argue about."""
    plain = [t.right for t in told if t.right is not None]
    return share(sum(plain), len(plain))


def _of(outcomes: Sequence[Outcome]) -> str:
    return f"{sum(o.sure for o in outcomes)}/{len(outcomes)}"


def intervals(found: Scored, events: Sequence[str]) -> dict[str, list[float]]:
    """From 2.5 to 97.5 of a hundred of the figures, over resamples of the events (Efron 1979)."""
    facts, told = _by_event(found.outcomes, lambda o: o.fact.event), _by_event(found.told, lambda t: t.event)
    drawn = random.Random(0)
    rows: defaultdict[str, list[float]] = defaultdict(list)
    for _ in range(DRAWS):
        some = drawn.choices(events, k=len(events))
        hard = [o for event in some for o in facts.get(event, ()) if o.fact.hard]
        sure = [t for event in some for t in told.get(event, ()) if not t.possible]
        rows["discrepancy_recall"].append(recall_of(hard))
        rows["differ_precision"].append(precision_of(sure))
    return {name: _middle(sorted(of)) for name, of in rows.items()}


def _by_event(rows: Iterable[Row], event: Callable[[Row], str]) -> Mapping[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[event(row)].append(row)
    return found


def _middle(values: Sequence[float]) -> list[float]:
    return [values[round(part * (len(values) - 1))] for part in (0.025, 0.975)]


def score_file(path: Path, split: str) -> dict[str, object]:
    """The figures of a file of predictions on one split."""
    labels = load_labels()
    predictions = read_predictions(path, labels.articles)
    own = labels.only(load_splits()[split])
    found = scored(own, predictions)
    return {
        "split": split,
        "events": len(own.events),
        **figures(found),
        "intervals": intervals(found, sorted(own.events)),
    }


def main(argv: Sequence[str] | None = None) -> None:
    """Score a file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("predictions", type=Path)
    parser.add_argument("--split", choices=("all", "train", "dev", "test"), default="all")
    args = parser.parse_args(argv)
    print(json.dumps(score_file(args.predictions, args.split), ensure_ascii=False))


if __name__ == "__main__":
    main()
