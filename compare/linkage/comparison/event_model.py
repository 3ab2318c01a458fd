"""Which articles report one event: who is named, where it happened, and how the article opens.

Look-alike reports (two shootings, two visits) share their words and differ in the rare ones: names of
people, streets and towns, ages, house numbers. All signals are of the two articles alone, weighed by how
rare a word is in English at large, so no other article of a run can change them.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import fsum

import numpy as np

from compare.lang.en.calendar import CALENDAR_WORDS
from compare.lang.en.frequency import rarity
from compare.linkage.comparison.models import AdditiveModel
from compare.linkage.corpus import LEAD_SENTENCES, WORD, Corpus, fold
from compare.linkage.matrices import Floats
from compare.models import Article, Sentence, Signal

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

LEAST_SENTENCES = 3
"""Fewer sentences do not tell an article's event."""

MOST_AGES, MOST_NUMBERS = 2, 3

_AGE = re.compile(r"\b(\d{1,2})[- ]years?[- ]old\b|,\s(?:aged?\s)?(\d{1,2})(?=,)")
_NUMBER = re.compile(r"(?<![\d,.$€£])\b\d{3,5}\b(?!,\d)")
_YEARS = range(1900, 2100)
_EMERGENCY = frozenset({"911", "112", "999"})
Bag = dict[str, float]


@dataclass(frozen=True, slots=True)
class EventText:
    """What tells the event of one article: words with their rarity (of unit length where said so)."""

    sentences: int
    title: Bag
    """Of unit length, as are ``lead`` and ``all_names``."""
    lead: Bag
    all_names: Bag
    names: Bag
    lead_names: Bag
    full_names: Bag
    ages: frozenset[str]
    numbers: frozenset[str]

    @property
    def tells(self) -> bool:
        """Whether it tells enough to be told apart from other events."""
        return self.sentences >= LEAST_SENTENCES and bool(self.names)


class Events:
    """Says of the articles of one corpus, by row, whether they report one event."""

    def __init__(self, corpus: Corpus) -> None:
        self._sentences: defaultdict[str, list[Sentence]] = defaultdict(list)
        for sentence in corpus.sentences:
            self._sentences[sentence.article].append(sentence)
        self._articles = corpus.articles
        self._texts: dict[int, EventText] = {}
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

    def explain(self, a: int, b: int) -> tuple[Signal, ...]:
        """What each signal contributes to the log-odds, the largest first; with the base they sum to them."""
        return event_model().explain(event_signals(self.text(a), self.text(b))[0])

    def text(self, row: int) -> EventText:
        """What tells the event of an article."""
        found = self._texts.get(row)
        if found is None:
            article = self._articles[row]
            found = self._texts[row] = read_event(article, self._sentences[article.id])
        return found


def read_event(article: Article, sentences: Sequence[Sentence]) -> EventText:
    """Read what tells the event of `article` from its `sentences`, furniture left out."""
    title = _words(article.title)
    lead = dict(title)
    capital: dict[str, str] = {}
    plain: set[str] = set()
    rows: list[tuple[str, str]] = []
    ages: set[str] = set()
    numbers: set[str] = set()
    for k, sentence in enumerate(sentences):
        tokens = list(WORD.finditer(sentence.text))
        for token in tokens:
            word = token.group()
            folded = fold(word)
            if word[0].isupper():
                capital.setdefault(folded, word)
            else:
                plain.add(folded)
            if k < LEAD_SENTENCES:
                lead.setdefault(folded, _rarity(word))
        rows += [
            (fold(one.group()), fold(other.group()))
            for one, other in pairwise(tokens)
            if one.group()[0].isupper()
            and other.group()[0].isupper()
            and sentence.text[one.end() : other.start()] in " -"
        ]
        ages.update(m[1] or m[2] for m in _AGE.finditer(sentence.text))
        numbers.update(n for n in _NUMBER.findall(sentence.text) if int(n) not in _YEARS)
    names = {
        folded: _rarity(word)
        for folded, word in capital.items()
        if folded not in plain and folded not in CALENDAR_WORDS and len(folded) > 2
    }
    return EventText(
        sentences=len(sentences),
        title=_unit(title),
        lead=_unit(lead),
        all_names=_unit(names),
        names=names,
        lead_names={name: weight for name, weight in names.items() if name in lead},
        full_names={f"{a} {b}": names[a] + names[b] for a, b in rows if a in names and b in names},
        ages=frozenset(ages),
        numbers=frozenset(numbers - _EMERGENCY),
    )


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


def _words(text: str) -> Bag:
    return {fold(token): _rarity(token) for token in WORD.findall(text)}


def _rarity(word: str) -> float:
    """Rarity of a word as written: a possessive or plural is as rare as the commoner of its two forms."""
    return min(rarity(word), rarity(fold(word)))


def _unit(bag: Bag) -> Bag:
    length = math.sqrt(fsum(weight * weight for weight in bag.values()))
    return {word: weight / length for word, weight in bag.items()} if length else {}


def _dot(a: Bag, b: Bag) -> float:
    # fsum, here and above: sets of words come in another order in every run, and sums must not
    return fsum(a[word] * b[word] for word in a.keys() & b.keys())


def _held(lead: Bag, names: Bag) -> float:
    """Part of the names of one article's lead, by rarity, that the other article holds."""
    total = fsum(lead.values())
    return fsum(lead[name] for name in lead.keys() & names.keys()) / total if total else 0.0
