"""Reports made by hand, so that the outputs are tested without the stages that come before them."""

from __future__ import annotations

from dataclasses import fields as fields_of
from dataclasses import replace
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
    Story,
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
    run = {"crossclaim": "0.1.0", "model": "m@ab"}
    stories = [
        Story(
            "s1", "Ferry strikes pier", ("post-1", "echo-1"), ("ferry",), date(2024, 3, 11), date(2024, 3, 12)
        ),
        Story("s2", "Nothing of note happened", ("bare",), ("note",)),
    ]
    weights = {"f-differ": 9.5, "f-compatible": 1.2, "f-variant": 0.8, "f-agree": 1.2}
    told = [replace(one, story="s1", importance=weights.get(one.id, 0.5)) for one in facts]
    return Report([POST, ECHO, BARE], told, run, stories)


def in_stories(articles: list[Article], facts: list[Fact], run: dict | None = None) -> Report:
    """A report with the stories that the pipeline makes of its articles and facts."""
    from compare.stories.tell import find_stories, told_in

    stories = find_stories(facts, articles)
    return Report(articles, told_in(facts, stories), run or {}, stories)


def toll_report(
    *, day: bool = False, source: bool = False, value: bool = False, facet: bool = False
) -> Report:
    """A toll that two sources tell over time; where an argument says so, all of one day, source or value, or
    as lengths of time."""
    told = [
        ("Echo", 11, 58, Modifier.AT_LEAST),
        ("Post", 11, 72, Modifier.EXACT),
        ("Echo", 13, 86, Modifier.EXACT),
    ]
    articles, claims = [], []
    for n, (name, on, stated, modifier) in enumerate(told):
        number = 58 if value else stated
        sentence = f"The blast killed {number} people, a monitor said."
        where = article(
            f"t{n}",
            [sentence],
            date(2024, 3, 11 if day else on),
            source="Echo" if source else name,
            title="Blast in Tarn",
        )
        high = None if modifier is Modifier.AT_LEAST else float(number)
        kind = Facet.DURATION if facet else Facet.QUANTITY
        articles.append(where)
        claims.append(
            claim(where, sentence, str(number), kind, number=float(number), high=high, modifier=modifier)
        )
    toll = fact("f-toll", "how many people the blast killed", VerdictKind.DIFFER, claims)
    return in_stories(articles, [toll])
