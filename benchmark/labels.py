"""The labels as records: places in texts, never the texts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "labels"
HARD = frozenset({"conflict", "update"})
"""Causes of discrepancies that cannot both be true, or of which one replaces the other."""
SLOTS = frozenset({"number", "date", "duration", "money", "percent", "who", "where"})
"""Kinds of discrepancy that stand in one slot of a sentence: a value, a person or a place."""
VALUED = frozenset({"quantity", "date", "duration", "money", "percentage"})
"""Facets whose answers are values, not words."""
HASH = 16
"""Hex digits of a span's hash: it guards against a shifted text, not against an adversary."""


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of an article's text; `sha256` begins the hash of these characters."""

    article: str
    start: int
    end: int
    sha256: str = ""

    def meets(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.article == other.article and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an article states a fact. Mentions with one `says` say the same; `soft` excludes no other."""

    span: Span
    says: int
    value: str = ""
    """Normalised; "" where it would be more than a few words, or words that somebody quotes."""
    soft: bool = False


@dataclass(frozen=True, slots=True)
class LabelledFact:
    """What two or more articles of an event state: `verdict` is differ, compatible, agree or variant."""

    event: str
    id: str
    facet: str
    verdict: str
    cause: str
    """Of a `differ`: conflict, update, scope or wording; else ""."""
    kind: str
    """What kind of answer it is, in the words of the guidelines: number, date, who …; "" where untold."""
    mentions: tuple[Mention, ...]

    @property
    def hard(self) -> bool:
        """Whether it is a discrepancy that a system must find."""
        return self.verdict == "differ" and self.cause in HARD


@dataclass(frozen=True, slots=True)
class LabelledPair:
    """Two places that look alike and must not meet ("distinct"), or that editors judge differently."""

    event: str
    label: str
    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """Where an article is published, and the SHA-256 of the text that the offsets count in (UTF-8)."""

    id: str
    event: str
    set: str
    collection: str
    file: str
    """In the repository of the collection."""
    row: str
    """The id of a row in a table; "" where the file is the article."""
    skip: int
    """Characters of what the file holds that stand before the text: a headline, blanks."""
    chars: int
    sha256: str
    source: str
    published: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels; `events` gives the articles of each event, in order."""

    articles: Mapping[str, ArticleRef]
    facts: tuple[LabelledFact, ...]
    pairs: tuple[LabelledPair, ...]

    @property
    def events(self) -> dict[str, list[str]]:
        """The articles of each event."""
        found: dict[str, list[str]] = {}
        for article in self.articles.values():
            found.setdefault(article.event, []).append(article.id)
        return found

    def only(self, events: frozenset[str]) -> Labels:
        """The labels of some events."""
        return Labels(
            {key: article for key, article in self.articles.items() if article.event in events},
            tuple(fact for fact in self.facts if fact.event in events),
            tuple(pair for pair in self.pairs if pair.event in events),
        )


def text_hash(text: str) -> str:
    """The SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def without_blanks(row: Mapping[str, object]) -> dict[str, object]:
    """An object without its empty texts and what is not so; numbers stay."""
    return {name: value for name, value in row.items() if value is not False and value != ""}


def line_of(row: Mapping[str, object]) -> str:
    """An object as a line of JSON."""
    return json.dumps(without_blanks(row), ensure_ascii=False) + "\n"


def span_of(row: Mapping[str, Any]) -> Span:
    """The span of a mention or of a side of a pair."""
    return Span(row["article"], row["start"], row["end"], row.get("sha256", ""))


def load_labels(folder: Path = FOLDER) -> Labels:
    """The labels of a folder."""
    blank = {"row": "", "published": "", "url": ""}
    articles = {row["id"]: ArticleRef(**(blank | row)) for row in rows_of(folder / "articles.jsonl")}
    pairs = (
        LabelledPair(row["event"], row["label"], span_of(row["a"]), span_of(row["b"]))
        for row in rows_of(folder / "pairs.jsonl")
    )
    return Labels(articles, load_facts(folder / "facts.jsonl"), tuple(pairs))


def load_facts(path: Path) -> tuple[LabelledFact, ...]:
    """The labelled facts of a file."""
    return tuple(
        LabelledFact(
            row["event"],
            row["id"],
            row.get("facet", ""),
            row["verdict"],
            row.get("cause", ""),
            row.get("kind", ""),
            tuple(
                Mention(span_of(m), m["says"], m.get("value", ""), m.get("soft", False))
                for m in row["mentions"]
            ),
        )
        for row in rows_of(path)
    )


def load_splits(path: Path = FOLDER / "splits.json") -> dict[str, frozenset[str]]:
    """The events of each split, and of all of them as "all"."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    found = {name: frozenset(rows[name]) for name in ("train", "dev", "test")}
    return found | {"all": frozenset().union(*found.values())}
