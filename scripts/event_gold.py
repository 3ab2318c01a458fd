"""Golds of events that were read whole: which claims of two articles differ, agree, or are apart."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from regression import sha256

from compare.models import Claim, Facet

GIVEN = ("discrepancies", "events")
"""Sets of ``shared/data`` with a gold there: NAME.articles.jsonl and NAME.gold.json."""

SCORED = (*GIVEN, "stories")
"""Sets by which differences are measured: no model but those that are fitted anew saw their events."""

SETS = (*SCORED, "incidents", "tolls")
"""All sets that differences and claims learn from. What is no `GIVEN` one stands in `READ`."""

SHARE = dict.fromkeys(SCORED, 1.0) | {"incidents": 0.5, "tolls": 0.5}
"""What an event of a set counts: one of local crime or of one war half of one of any news."""

FILES = (*(f"{name}.articles.jsonl" for name in SETS), *(f"{name}.gold.json" for name in GIVEN))
"""The files of ``shared/data`` that these are."""

READ = Path(__file__).parent / "labels" / "events.json"

HARD = frozenset({"conflict", "update"})
"""Causes of discrepancies that cannot both be true, or of which one replaces the other."""


class Label(StrEnum):
    """What the editors say of two claims."""

    DIFFER = "differ"
    MILD = "mild"
    """Another scope or wording."""
    ALIKE = "alike"
    DISTINCT = "distinct"
    ARGUABLE = "arguable"


@dataclass(frozen=True, slots=True)
class Mention:
    """A part of a text, and what it says of a fact of the gold or of a pair beside the facts."""

    start: int
    end: int
    of: tuple[str, int]
    value: str
    soft: bool = False


class EventGold:
    """The gold of one set; `events` gives the event of each article."""

    def __init__(self, shared: Path, name: str) -> None:
        path = shared / "data" / f"{name}.articles.jsonl"
        self._texts = texts_of(path)
        given = shared / "data" / f"{name}.gold.json"
        self.tree = (
            json.loads(given.read_text("utf-8")) if name in GIVEN else read_events(name, path, self._texts)
        )
        self.path = path
        self.facts = self.tree["facts"]
        self.events = {key: row["event"] for row in self.tree["events"] for key in row["articles"]}
        self._mentions: defaultdict[str, list[Mention]] = defaultdict(list)
        for number, fact in enumerate(self.facts):
            for row in fact["mentions"]:
                said = str(row.get("value"))
                self._put(row, ("fact", number), said, soft=bool(row.get("soft")))
        for kind in (Label.DISTINCT, Label.ARGUABLE):
            for number, pair in enumerate(self.tree[kind]):
                for side in "ab":
                    self._put(pair[side], (kind, number), side)

    def _put(self, row: dict[str, str], of: tuple[str, int], value: str, *, soft: bool = False) -> None:
        start = self._texts[row["article"]].find(row["quote"])
        if start < 0:
            raise ValueError(f"{self.path.name}: {row['article']!r} does not hold {row['quote']!r}")
        mention = Mention(start, start + len(row["quote"]), of, value, soft)
        self._mentions[row["article"]].append(mention)

    @property
    def hard(self) -> set[int]:
        """The facts, by number, that are hard discrepancies."""
        return {
            n for n, fact in enumerate(self.facts) if fact["verdict"] == "differ" and fact["cause"] in HARD
        }

    def mentions(self, claim: Claim) -> list[Mention]:
        """The mentions that a claim meets, as ``score.py discrepancies`` does: a value by its focus."""
        whole = claim.facet in (Facet.STATEMENT, Facet.QUOTATION)
        low, high = (claim.start, claim.end) if whole else (claim.focus.start, claim.focus.end)
        return [m for m in self._mentions[claim.article] if low < m.end and m.start < high]

    def labels(self, a: Claim, b: Claim) -> Iterator[tuple[Label, int]]:
        """What the editors say of two claims, with the number of the fact or of the pair."""
        for one in self.mentions(a):
            for other in self.mentions(b):
                if one.of != other.of:
                    continue
                kind, number = one.of
                if kind != "fact":
                    if one.value != other.value:
                        yield Label(kind), number
                    continue
                yield self._said(number, one, other), number

    def _said(self, number: int, one: Mention, other: Mention) -> Label:
        if self.facts[number]["verdict"] != "differ" or one.value == other.value or one.soft or other.soft:
            return Label.ALIKE
        return Label.DIFFER if number in self.hard else Label.MILD


def texts_of(path: Path) -> dict[str, str]:
    """The text of each article of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {row["id"]: row["text"] for row in map(json.loads, filter(str.strip, lines))}


def read_events(name: str, path: Path, texts: Mapping[str, str]) -> dict[str, Any]:
    """The events of a set of `READ` in the form of a gold, with the words of `texts` at their places.

    Raises ValueError where the file of articles at `path` is another one than the one that was read.
    """
    read = json.loads(READ.read_text(encoding="utf-8"))
    if sha256(path) != read["articles"][name]:
        raise ValueError(f"{path}: the events of {READ.name} were read in another file")

    def mention(article: str, start: int, end: int, *said: object) -> dict[str, object]:
        quote = texts[article][start:end]
        return {"article": article, "quote": quote} | dict(zip(("value", "soft"), said, strict=False))

    tree: dict[str, Any] = {"events": [], "facts": [], Label.DISTINCT: [], Label.ARGUABLE: []}
    for row in read["sets"][name]:
        of = {"event": row["event"]}
        tree["events"].append(of | {"articles": row["articles"]})
        tree["facts"] += [of | f | {"mentions": [mention(*m) for m in f["mentions"]]} for f in row["facts"]]
        for kind in (Label.DISTINCT, Label.ARGUABLE):
            tree[kind] += [of | {"why": kind, "a": mention(*a), "b": mention(*b)} for a, b in row[kind]]
    return tree
