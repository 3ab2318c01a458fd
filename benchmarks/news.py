"""Articles to time, made at run time: real news under other names and dates, and hostile shapes.

Real articles come from ../shared/data beside the checkout; without it, from the seeds. Nothing is stored.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from datetime import date, timedelta
from functools import lru_cache
from itertools import count
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from compare.models import Article

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("tolls.articles.jsonl", "incidents.articles.jsonl")
CYCLE = 28
"""Years after which every day of a year falls on the same day of the week again."""
USUAL = 500
"""The most frequent words, which every round keeps: without them nothing would be counted or happen."""
RENEWED = 0.67
HELD = 1 << 15
"""Words and names that are held at once: those of a million claims would need over a gigabyte, which is no
cost of comparing them."""
SHIFTS = (0, -1, -2, -3, 1, 2)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CAPITAL = re.compile(r"\b[A-Z][a-z]{2,}\b")
_LOWER = re.compile(r"\b[a-z]{3,}\b")
_CALENDAR_WORDS = """
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
"""
_CALENDAR = frozenset(_CALENDAR_WORDS.split())
_SYLLABLES = "ba den for gul hin jor kel lam mor nas pel qua ris sto tam ul ven wex yor zan"
_NOUNS = "bridge harbour council market hospital school river station factory library road tower"
_VERBS = "opened closed rebuilt praised criticised inspected visited sold painted flooded"


class WordEncoder:
    """Vectors from words alone, fast and without a model: words in common make texts close.

    Each word has a direction of its own; short ones, which are mostly function words, weigh little.
    """

    name = "words"
    identity = "words@1"
    dimension = 384

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows, one for each text."""
        out = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            for word in re.findall(r"\w+", text.lower()) or [""]:
                out[row] += _direction(word, self.dimension)
        return out / np.linalg.norm(out, axis=1, keepdims=True)


@lru_cache(maxsize=HELD)
def _direction(word: str, dimension: int) -> NDArray[np.float32]:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
    weight = min(1.0, len(word) / 6) ** 2
    drawn = np.random.default_rng(seed).standard_normal(dimension) * weight
    return drawn.astype(np.float32)


def real_articles(shared: Path) -> list[Article]:
    """The articles of the shared data by day, the sets mixed evenly; the seeds where the data are absent."""
    found: list[tuple[float, Article]] = []
    for name in SOURCES:
        path = shared / "data" / name
        rows = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
        articles = sorted((_article(name, json.loads(row)) for row in rows), key=_day)
        found += [(place / len(articles), article) for place, article in enumerate(articles)]
    if found:
        return [article for _, article in sorted(found, key=lambda item: (item[0], item[1].id))]
    paths = sorted((ROOT / "seeds").glob("*.txt"))
    return [
        Article(p.stem, p.read_text(encoding="utf-8"), p.stem, published=date(2023, 9, 26)) for p in paths
    ]


def _article(name: str, row: dict[str, str]) -> Article:
    day = date.fromisoformat(row["published"][:10]) if row.get("published") else None
    return Article(f"{name[:4]}-{row['id']}", row["text"], row.get("source", ""), row.get("title", ""), day)


def _day(article: Article) -> tuple[date, str]:
    return article.published or date.min, article.id


def renamed(articles: Sequence[Article]) -> Iterator[Article]:
    """`articles` again and again, each time as other stories: with new names, and years shifted alike.

    A name is a capitalised word that nowhere stands in lower case; it has one new form in each round, and so
    have two in three of the rarer other words, or all rounds of a story would be one. The outlets of a
    story keep sharing its words; days of the week stay right.
    """
    uses = Counter(word for article in articles for word in _LOWER.findall(article.text))
    common = uses.keys() | _CALENDAR
    kept = {word for word, _ in uses.most_common(USUAL)}
    yield from articles
    for number in count(1):
        shift = SHIFTS[number % len(SHIFTS)] * CYCLE
        for article in articles:
            day = article.published
            yield Article(
                f"{number}-{article.id}",
                _later(_other_words(_other_names(article.text, number, common), number, kept), shift),
                article.source,
                _later(_other_names(article.title, number, common), shift),
                day and date(day.year + shift, day.month, day.day),
            )


def _other_names(text: str, number: int, common: Set[str]) -> str:
    return _CAPITAL.sub(lambda m: m[0] if m[0].lower() in common else _name(m[0], f"{number}"), text)


def _other_words(text: str, number: int, kept: Set[str]) -> str:
    def other(match: re.Match[str]) -> str:
        word = match[0]
        if word in kept or len(word) < 5 or random.Random(f"{number} {word}").random() > RENEWED:
            return word
        return _name(word, f"{number}").lower()

    return _LOWER.sub(other, text)


def _later(text: str, years: int) -> str:
    return _YEAR.sub(lambda m: str(int(m[0]) + years), text)


@lru_cache(maxsize=HELD)
def _name(word: str, key: str) -> str:
    draw = random.Random(f"{key} {word}")
    return "".join(draw.choice(_SYLLABLES.split()) for _ in range(draw.randint(2, 3))).title()


def long_pair(sentences: int) -> list[Article]:
    """Two very long articles on one subject, of plain sentences."""
    nouns, verbs = _NOUNS.split(), _VERBS.split()
    out = []
    for key in ("a", "b"):
        draw = random.Random(key)
        lines = [
            f"The {draw.choice(nouns)} near the {draw.choice(nouns)} was {draw.choice(verbs)} by the"
            f" {draw.choice(nouns)} committee, and the {draw.choice(nouns)} in {_name(str(k), key)} was"
            f" {draw.choice(verbs)}."
            for k in range(sentences)
        ]
        out.append(Article(key, "\n".join(lines), f"Outlet {key}", published=date(2020, 6, 15)))
    return out


def copies(articles: Sequence[Article], outlets: int) -> list[Article]:
    """One article in many outlets, word by word."""
    one = max(articles, key=lambda article: len(article.text[:4000]))
    return [
        Article(f"copy-{k:06}", one.text[:4000], f"Outlet {k}", one.title, one.published)
        for k in range(outlets)
    ]


def templates(reports: int) -> list[Article]:
    """Reports that fill names and numbers into the same sentences, one a day and outlet."""
    out = []
    for k in range(reports):
        draw = random.Random(k)
        firm, town = _name("firm", str(draw.randint(0, 400))), _name("town", str(draw.randint(0, 400)))
        weekday, points = draw.choice(["Monday", "Friday"]), draw.randint(10, 99) / 10
        text = (
            f"{firm} shares rose {points} percent on {weekday}.\n"
            f"The company, based in {town}, reported revenue of ${draw.randint(2, 900)} million this year.\n"
            f"Analysts had expected revenue of ${draw.randint(2, 900)} million.\n"
            f"{firm} employs {draw.randint(50, 9000)} people in {town}.\n"
            "The stock has gained in four of the last five sessions.\n"
        )
        day = date(2020, 1, 1) + timedelta(days=draw.randint(0, 700))
        out.append(Article(f"t{k:06}", text, f"Outlet {k % 40}", f"{firm} shares rise", day))
    return out
