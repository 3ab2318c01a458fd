"""Golds of events that editors have read whole: which claims of two articles differ, agree, or are apart."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from compare.models import Claim, Facet

SETS = ("discrepancies", "events")
"""Files of ``shared/data``: NAME.articles.jsonl and NAME.gold.json."""

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
        gold = json.loads((shared / "data" / f"{name}.gold.json").read_text(encoding="utf-8"))
        path = shared / "data" / f"{name}.articles.jsonl"
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        self._texts = {row["id"]: row["text"] for row in rows}
        self.path = path
        self.facts = gold["facts"]
        self.events = {key: row["event"] for row in gold["events"] for key in row["articles"]}
        self._mentions: defaultdict[str, list[Mention]] = defaultdict(list)
        for number, fact in enumerate(self.facts):
            for row in fact["mentions"]:
                said = str(row.get("value"))
                self._put(row, ("fact", number), said, soft=bool(row.get("soft")))
        for kind in (Label.DISTINCT, Label.ARGUABLE):
            for number, pair in enumerate(gold[kind]):
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
