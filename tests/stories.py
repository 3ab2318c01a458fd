"""Invented stories, and the records between text and facts, made by hand or by the stages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from fakes import HashingEncoder

from compare.extraction.annotation.annotate import annotate, annotate_claims, by_claim
from compare.extraction.claims.attributions import Attributions
from compare.extraction.claims.extract import extract_claims, name_claims
from compare.extraction.values import extract_values
from compare.linkage.corpus import Corpus
from compare.linkage.duplicates.origins import Origins
from compare.linkage.duplicates.sources import find_sources
from compare.models import AmountValue, Article, Claim, DateValue, Facet, Focus, Modifier, Value, Verdict
from compare.segmentation.sentences import split_sentences
from compare.verdicts.judge import Sure, judge

DAY = date(2024, 3, 12)
"""A Tuesday, on which the invented stories are published unless they say otherwise."""


def story(key: str, text: str, published: date | None = DAY, source: str = "") -> Article:
    return Article(key, text, source=source or key.title(), published=published)


def claims_of(article: Article) -> list[Claim]:
    """The claims of `article` by the real stages."""
    sentences, values = split_sentences(article), extract_values(article.text, article.published)
    return extract_claims(article, sentences, values, Attributions(sentences, values))


def names_of(articles: Sequence[Article]) -> list[Claim]:
    return [
        claim
        for article in articles
        for claim in name_claims(
            article, split_sentences(article), extract_values(article.text, article.published)
        )
    ]


def corpus_of(articles: Sequence[Article], encoder: object = None) -> Corpus:
    """A corpus of `articles` by the real stages; without `encoder`, words stand for meaning."""
    notes = annotate(
        articles,
        [s for article in articles for s in split_sentences(article)],
        [c for article in articles for c in claims_of(article)],
        {article.id: extract_values(article.text, article.published) for article in articles},
    )
    return Corpus.build(notes, encoder or HashingEncoder())  # type: ignore[arg-type]


def judged(
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    origins: Origins | None = None,
    sure: Sure | None = None,
    doubted: Sure = (),
) -> Verdict:
    """The verdict on `claims`; without `origins`, no article copies another."""
    sources = find_sources(claims, articles, origins or Origins())
    return judge(claims, articles, sources, by_claim(annotate_claims(claims)), sure, doubted)


def doubted(claims: Sequence[Claim], articles: Mapping[str, Article]) -> Verdict:
    """The verdict on `claims` of which it is not sure that they answer one question."""
    sources = find_sources(claims, articles, Origins())
    return judge(claims, articles, sources, by_claim(annotate_claims(claims)), doubtful=True)


def number(n: float, low: float | None = None, high: float | None = None, **fields: object) -> AmountValue:
    """A quantity: `n` exactly, unless bounds are given."""
    if low is None and high is None:
        low = high = n
    kind = fields.pop("kind", Facet.QUANTITY)
    return AmountValue(kind, 0, 1, f"{n:g}", f"{n:g}", float(n), low, high, **fields)  # type: ignore[arg-type]


def at_least(n: float, **fields: object) -> AmountValue:
    return number(n, n, None, modifier=Modifier.AT_LEAST, **fields)


def days(first: date | None, last: date | None = None, **fields: object) -> DateValue:
    """A date: one day, unless a last one is given."""
    last = last or first
    return DateValue(Facet.DATE, 0, 1, "then", str(first), low=first, high=last, **fields)  # type: ignore[arg-type]


def made(article: str, value: Value | None = None, **fields: object) -> Claim:
    """A claim of the article called `article`, made by hand."""
    text = str(fields.pop("text", f"Something stated by {article}."))
    start = int(fields.pop("focus_start", 0))  # type: ignore[call-overload]
    facet = fields.pop("facet", value.kind if value else Facet.STATEMENT)
    sentence = fields.pop("sentence", 0)
    key = fields.pop("id", f"{article}:{facet}:{sentence}:{start}:{value.value if value else ''}")
    focus = Focus(start, start + 1, text[:1])
    return Claim(key, article, facet, sentence, 0, text, 0, len(text), focus, value, **fields)  # type: ignore[arg-type]


STORM = (
    story(
        "ashel",
        "Storm sinks ferry off Port Ashel\n"
        "A ferry sank in a storm off Port Ashel on Sunday, killing 23 passengers.\n"
        "The harbour master, Ilka Drost, said that 140 people were on board.\n"
        "“We had warned the captain not to leave the harbour,” Drost said.\n"
        "The owner of the ferry will pay 2 million euros to the families.",
        date(2024, 3, 11),
        "Ashel Post",
    ),
    story(
        "velmora",
        "Ferry disaster in a storm\n"
        "At least 31 passengers died when a ferry sank in a storm off Port Ashel on Sunday.\n"
        "There were 140 people on board, harbour master Ilka Drost said.\n"
        "Drost said: “We had warned the captain not to leave the harbour.”\n"
        "Divers found the wreck at a depth of 60 metres.",
        date(2024, 3, 12),
        "Velmora Echo",
    ),
    story(
        "tarn",
        "New library for Tarn\n"
        "The town of Tarn opened a library with 45,000 books this spring.\n"
        "The building cost 12 million euros and took three years to build.\n"
        "Children from four schools sang at the opening.",
        date(2024, 3, 12),
        "Tarn Times",
    ),
)
"""Two reports on one event, which differ on its toll, and one on something else."""
