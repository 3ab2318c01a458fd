"""Reports made by hand, so that the outputs are tested without the stages that come before them."""

from __future__ import annotations

from dataclasses import fields as fields_of
from datetime import date

from compare.models import (
    Article,
    Claim,
    Facet,
    Fact,
    Focus,
    Granularity,
    Modifier,
    Signal,
    Verdict,
    VerdictKind,
    value_type,
)
from compare.reports.report import Report


def article(key: str, sentences: list[str], published: date | None = None, **fields: str) -> Article:
    return Article(id=key, text="\n".join(sentences), published=published, **fields)


def claim(where: Article, sentence: str, focus: str, facet: Facet = Facet.QUANTITY, **fields) -> Claim:
    """A claim of `where`; fields of a value that are given make its value, where its
    kind has them; the others are the claim's."""
    start = where.text.index(sentence)
    focus_start = start + sentence.index(focus)
    value_names = ("value", "number", "low", "high", "unit", "counted", "modifier", "granularity", "change")
    chosen = {name: fields.pop(name) for name in value_names if name in fields}
    value = None
    if chosen and facet is not Facet.STATEMENT:
        number = chosen.get("number")
        if number is not None:
            chosen = {"value": str(number), "low": number, "high": number} | chosen
        kind = value_type(facet)
        own = {field.name for field in fields_of(kind)}
        chosen = {"value": focus} | {name: one for name, one in chosen.items() if name in own}
        value = kind(facet, focus_start, focus_start + len(focus), focus, **chosen)
    return Claim(
        id=f"{where.id}:{focus_start}",
        article=where.id,
        facet=facet,
        sentence=0,
        sentence_start=start,
        text=sentence,
        start=start,
        end=start + len(sentence),
        focus=Focus(focus_start, focus_start + len(focus), focus),
        value=value,
        **fields,
    )


def fact(key: str, topic: str, kind: VerdictKind, claims: list[Claim], score: float = 0.9, **fields) -> Fact:
    verdict = Verdict(
        kind, fields.pop("reason", f"{topic}: {kind}"), score, (Signal("same counted thing", 1.0, 2.25),)
    )
    facet = claims[0].facet if claims else Facet.STATEMENT
    origins = fields.pop("origins", len({c.article for c in claims}))
    return Fact(key, topic, facet, tuple(claims), verdict, score, origins)


_POST = [
    "The ferry struck the pier at Northgate on Sunday morning.",
    "At least 12 passengers were injured, a spokesman said.",
    "The harbour master, Ilse Maaren, closed the port until 20 March.",
    "The repair will cost $1.5 million.",
]
_ECHO = [
    "A ferry hit the pier in Northgate on 10 March.",
    "Fifteen passengers were injured when it did.",
    "Harbour master Ilse Maren said the port would stay closed this month.",
    "The wreck was not moved.",
]
POST = article(
    "post-1",
    _POST,
    date(2024, 3, 11),
    source="Harbour Post",
    title="Ferry strikes pier",
    url="https://example.org/ferry?a=1&b=2",
    language="en",
)
ECHO = article("echo-1", _ECHO, date(2024, 3, 12), source="Evening Echo", title="Ferry crash", language="en")
BARE = article("bare", ["Nothing of note happened."])


def sample_report() -> Report:
    """Five facts, one of each verdict, given in the wrong order."""
    facts = [
        fact(
            "f-single",
            "cost of the repair",
            VerdictKind.SINGLE_SOURCE,
            [
                claim(
                    POST, _POST[3], "$1.5 million", Facet.MONEY, number=1500000.0, value="1500000", unit="USD"
                )
            ],
        ),
        fact(
            "f-agree",
            "when the ferry struck the pier",
            VerdictKind.AGREE,
            [
                claim(
                    where,
                    sentence,
                    words,
                    Facet.DATE,
                    value="2024-03-10",
                    low=date(2024, 3, 10),
                    high=date(2024, 3, 10),
                    granularity=Granularity.DAY,
                )
                for where, sentence, words in (
                    (ECHO, _ECHO[0], "10 March"),
                    (POST, _POST[0], "Sunday morning"),
                )
            ],
        ),
        fact(
            "f-compatible",
            "until when the port is closed",
            VerdictKind.COMPATIBLE,
            [
                claim(
                    POST, _POST[2], "until 20 March", Facet.DATE, value="2024-03-20", high=date(2024, 3, 20)
                ),
                claim(
                    ECHO,
                    _ECHO[2],
                    "this month",
                    Facet.DATE,
                    value="2024-03",
                    low=date(2024, 3, 1),
                    high=date(2024, 3, 31),
                ),
            ],
        ),
        fact(
            "f-variant",
            "name of the harbour master",
            VerdictKind.VARIANT,
            [
                claim(POST, _POST[2], "Ilse Maaren", Facet.NAME, value="Ilse Maaren"),
                claim(ECHO, _ECHO[2], "Ilse Maren", Facet.NAME, value="Ilse Maren"),
            ],
        ),
        fact(
            "f-differ",
            "passengers injured",
            VerdictKind.DIFFER,
            [
                claim(
                    ECHO,
                    _ECHO[1],
                    "Fifteen passengers",
                    number=15.0,
                    value="15",
                    counted="passengers",
                ),
                claim(
                    POST,
                    _POST[1],
                    "At least 12 passengers",
                    number=12.0,
                    value="12",
                    high=None,
                    counted="passengers",
                    modifier=Modifier.AT_LEAST,
                    attribution="a spokesman",
                ),
            ],
            score=0.8666666,
            reason="12 or more against 15; the articles were published 1 day apart",
        ),
    ]
    return Report([POST, ECHO, BARE], facts, {"version": "0.1.0", "model": {"name": "m", "sha256": "ab"}})
