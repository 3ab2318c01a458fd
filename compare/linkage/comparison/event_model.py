"""Which articles report one event: who is named, where it happened, and how the article opens.

Look-alike reports (two shootings, two visits) share their words and differ in the rare ones: names of
people, streets and towns, ages, house numbers. All signals are of the two articles alone, weighed by how
rare a word is in English at large, so no other article of a run can change them.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib.resources import files
from math import fsum

import numpy as np

from compare.extraction.annotation.event_text import Bag, EventText
from compare.linkage.comparison.models import AdditiveModel
from compare.linkage.corpus import Corpus
from compare.linkage.matrices import Floats, Ints
from compare.models import Signal

WEIGHTS = "event_weights.json"

SIGNALS = (
    "titles",  # cosine of the titles' words by rarity
    "leads",  # the same of titles and first sentences
    "names",  # the same of all names
    "lead names",  # part of the names in one lead that the other article holds, both ways on average
    "shared names",  # log of the summed rarity of the names that both hold
    "full names",  # the same of pairs of names in a row: "Ilka Drost", "Banks Lane"
    "ages",  # ages of people that both give, two at most
    "numbers",  # house numbers and the like that both give, three at most
    "names told",  # log of the summed rarity of the names of the article that names less
)

AGAINST = frozenset({"names told"})
"""Signals that can only speak against one event: an article with many names has shared ones by chance."""

MOST_AGES, MOST_NUMBERS = 2, 3


class Events:
    """Says of the articles of one corpus, by row, whether they report one event."""

    def __init__(self, corpus: Corpus) -> None:
        self._notes = corpus.notes.articles
        self._odds: dict[tuple[int, int], float] = {}

    def log_odds(self, a: int, b: int) -> float:
        """Log-odds, from even odds, that articles `a` and `b` report one event; 0 where one says too little.

        Each pair is computed once.
        """
        key = (a, b) if a < b else (b, a)
        odds = self._odds.get(key)
        if odds is None:
            one, other = self.text(key[0]), self.text(key[1])
            told = one.tells and other.tells
            odds = float(event_model().log_odds(event_signals(one, other))[0]) if told else 0.0
            self._odds[key] = odds
        return odds

    def odds(self, a: Ints, b: Ints) -> Floats:
        """(pairs,) the same for many pairs."""
        return np.array([self.log_odds(x, y) for x, y in zip(a.tolist(), b.tolist(), strict=True)], float)

    def explain(self, a: int, b: int) -> tuple[Signal, ...]:
        """What each signal contributes to the log-odds, the largest first; with the base they sum to them."""
        return event_model().explain(event_signals(self.text(a), self.text(b))[0])

    def text(self, row: int) -> EventText:
        """What tells the event of an article."""
        return self._notes[row].event


def event_signals(a: EventText, b: EventText) -> Floats:
    """(1, signals) what speaks for two articles reporting one event, columns as in `SIGNALS`."""
    names = a.names.keys() & b.names.keys()
    full = a.full_names.keys() & b.full_names.keys()
    return np.array(
        [
            [
                _dot(a.title, b.title),
                _dot(a.lead, b.lead),
                _dot(a.all_names, b.all_names),
                (_held(a.lead_names, b.names) + _held(b.lead_names, a.names)) / 2.0,
                math.log1p(fsum(a.names[name] for name in names)),
                math.log1p(fsum(a.full_names[name] for name in full)),
                min(MOST_AGES, len(a.ages & b.ages)),
                min(MOST_NUMBERS, len(a.numbers & b.numbers)),
                math.log1p(min(fsum(a.names.values()), fsum(b.names.values()))),
            ]
        ]
    )


@cache
def event_model() -> AdditiveModel:
    """The fitted weights, from the package's data."""
    text = files("compare.linkage").joinpath("data", WEIGHTS).read_text(encoding="utf-8")
    return AdditiveModel.parse(json.loads(text)["model"], SIGNALS, WEIGHTS)


def _dot(a: Bag, b: Bag) -> float:
    # fsum, here and above: sets of words come in another order in every run, and sums must not
    return fsum(a[word] * b[word] for word in a.keys() & b.keys())


def _held(lead: Bag, names: Bag) -> float:
    """Part of the names of one article's lead, by rarity, that the other article holds."""
    total = fsum(lead.values())
    return fsum(lead[name] for name in lead.keys() & names.keys()) / total if total else 0.0
