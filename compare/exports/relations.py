"""What is exported as a database: tables that refer to each other, of which SQLite and DuckDB files are made.

Values of claims have a table of their own. No name is a word of SQL, so that none needs quotes: it is called
``claim_values``, and a claim has its ``clause_end``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from compare.exports.tables import TABLES, Cell, Holdings, real
from compare.models import (
    AmountValue,
    Article,
    Claim,
    DateValue,
    Fact,
    NameValue,
    QuotationValue,
    Story,
    Value,
)
from compare.reports.values import normalised

__all__ = ["RELATIONS", "VIEWS", "Column", "Relation", "create_table", "rows_of"]

Row = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its type, as in `tables.Table`, what it means, and the table whose key it holds."""

    type: str
    meaning: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A table: what a row is, its columns, of which the first is the key, and those that are searched."""

    meaning: str
    columns: Mapping[str, Column]
    searched: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The column that names a row."""
        return next(iter(self.columns))


_WORD = Column("text")
_COUNT = Column("count")
_DAY = Column("day")
_FLAG = Column("flag")
_FIRST = Column("day", "The first day on which one of the articles was published.")
_LAST = Column("day", "The last one.")

RELATIONS: Mapping[str, Relation] = {
    "sources": Relation(
        "The outlets.",
        {
            "name": _WORD,
            "articles": Column("count", "How many of its articles are here."),
            "first_published": _FIRST,
            "last_published": _LAST,
        },
    ),
    "stories": Relation(
        "Articles on one event or matter.",
        {"id": _WORD, "title": _WORD, "first_published": _FIRST, "last_published": _LAST},
    ),
    "articles": Relation(
        "The articles as they were read, with their texts.",
        {
            "id": _WORD,
            "source": Column("text", "The outlet; empty where it is not known.", "sources"),
            "title": _WORD,
            "published": Column("day", "The day of publication; empty where it is not known."),
            "url": _WORD,
            "language": _WORD,
            "extent": Column("text", "whole, cut or summary."),
            "house": Column("text", "The house of the outlet, or the agency that the text credits."),
            "path": Column("text", "The file that it was read from."),
            "sha256": Column("text", "Of the text."),
            "text": Column("text", "All offsets are characters in it."),
        },
        ("title", "text"),
    ),
    "facts": Relation(
        "Claims of one or more articles that answer one question, and what their sources do to each other.",
        {
            "id": _WORD,
            "topic": Column("text", "The question, in the words of one of the claims."),
            "facet": Column("text", "What kind of question it is."),
            "verdict": Column("text", "Of a reviewer where one decided; see certainty."),
            "certainty": Column("text", "Of a difference: sure, or possible, for a person to look at."),
            "cause": Column("text", "Why the sources do not say just the same."),
            "reason": Column("text", "The verdict in words."),
            "score": Column("number", "Probability that the claims are one fact; if possible, a difference."),
            "importance": Column("number", "Orders facts within a verdict, and decides nothing."),
            "origins": Column("count", "Independent texts: copies and articles of one outlet count once."),
            "articles": Column("count", "How many articles tell it."),
            "story": Column("text", "The story that most of its claims stand in.", "stories"),
            "first_published": _FIRST,
            "last_published": _LAST,
            "judge": Column("text", "Who made a possible difference a sure one, beside the tool."),
            "tool_verdict": Column("text", "What the tool says; possible for a difference that is."),
            "reviewer": Column("text", "Who decided or wrote the note."),
            "reviewed_at": Column("moment", "When, in UTC."),
            "reviewer_note": _WORD,
        },
        ("topic",),
    ),
    "claims": Relation(
        "What an article says, with its place in the text.",
        {
            "n": Column("count", "A number for each claim of each fact."),
            "id": Column("text", "What it is called in claims.csv and in decisions."),
            "fact": Column("text", "", "facts"),
            "article": Column("text", "", "articles"),
            "facet": _WORD,
            "sentence": Column("text", "The sentence around it."),
            "focus": Column("text", "The words of its value; of a statement, all of it."),
            "attribution": Column("text", "Who says so, in the words of the article."),
            "negated": _FLAG,
            "hedged": _FLAG,
            "planned": _FLAG,
            "sentence_start": _COUNT,
            "clause_start": Column("count", "Where the clause that states it begins."),
            "clause_end": _COUNT,
            "focus_start": _COUNT,
            "focus_end": _COUNT,
        },
        ("sentence",),
    ),
    "claim_values": Relation(
        "The values of claims, as intervals; a claim without a value has no row.",
        {
            "claim": Column("count", "The number of the claim.", "claims"),
            "kind": _WORD,
            "value": Column("text", "Normalised, as in facts.json."),
            "number": Column("number", "As it is stated, before a hedge widens it."),
            "low": Column("number", "Lower bound of a number; empty for an open end."),
            "high": Column("number", "Upper bound of a number; empty for an open end."),
            "first": Column("day", "First day of a date; empty for an open end."),
            "last": Column("day", "Last day of a date; empty for an open end."),
            "unit": _WORD,
            "counted": Column("text", "What is counted, in the words of the article."),
            "action": Column("text", "What happens to what is counted."),
            "modifier": Column("text", "How the text bounds the value."),
            "change": Column("text", "Where it is a difference, up or down."),
            "granularity": Column("text", "How finely a date is stated."),
            "label": Column("text", "Of a name: person, place or organisation."),
            "speaker": Column("text", "Of a quotation, who says it."),
        },
    ),
    "decisions": Relation(
        "The reviewers' log, which only grows; undone decisions and undos stand in it, too.",
        {
            "id": _COUNT,
            "fact": Column("text", "The fact on which it was taken, which may be gone."),
            "kind": Column("text", "verdict, note, merge, split or undo."),
            "verdict": _WORD,
            "claims": Column("texts", "The claims that the reviewer saw, by their ids."),
            "others": Column("texts", "Of a merge or a split, the claims that joined or left."),
            "undoes": Column("count", "Of an undo, the decision that it takes back."),
            "note": _WORD,
            "reviewer": _WORD,
            "decided_at": Column("moment", "When, in UTC."),
        },
    ),
}
"""The tables, each behind those that it refers to."""

_POSITIONS = """SELECT facts.id AS fact, facts.topic, facts.verdict, articles.source, articles.published,
 claim_values.value, claim_values.unit, claims.attribution, claims.sentence, articles.title, articles.url,
 articles.id AS article
 FROM claims JOIN facts ON facts.id = claims.fact JOIN articles ON articles.id = claims.article
 LEFT JOIN claim_values ON claim_values.claim = claims.n ORDER BY claims.n"""

VIEWS: Mapping[str, tuple[str, str]] = {
    "positions": ("What each article says on each fact, with its source and value.", _POSITIONS),
    "differences": (
        "The facts on which sources differ, those that matter most first.",
        "SELECT * FROM facts WHERE certainty = 'sure' ORDER BY importance DESC, id",
    ),
    "possible_differences": (
        "The facts on which sources may differ, which the tool does not stand for, the likeliest first.",
        "SELECT * FROM facts WHERE certainty = 'possible' ORDER BY score DESC, id",
    ),
}
"""Queries that are kept: what they give, and the query."""


def create_table(name: str, types: Mapping[str, str]) -> str:
    """The statement that makes one of the `RELATIONS`, with its keys; `types` are those of the database."""
    lines = []
    for column, told in RELATIONS[name].columns.items():
        key = " PRIMARY KEY" if column == RELATIONS[name].key else ""
        of = f' REFERENCES "{told.of}" ("{RELATIONS[told.of].key}")' if told.of else ""
        lines.append(f'"{column}" {types[told.type]}{key}{of}')
    return f'CREATE TABLE "{name}" ({", ".join(lines)})'


def rows_of(held: Holdings) -> dict[str, list[Row]]:
    """The rows of each of the `RELATIONS`; what they refer to is there."""
    articles = {article.id: article for article in held.articles}
    stories = [story for story in held.stories if any(key in articles for key in story.articles)]
    facts = [fact for fact in held.facts if all(claim.article in articles for claim in fact.claims)]
    claims = list(enumerate(((claim, fact) for fact in facts for claim in fact.claims), 1))
    plain = {row["id"]: row for row in TABLES["facts"](held).rows}
    hashes = {row["id"]: row["sha256"] for row in TABLES["articles"](held).rows}
    told = {story.id for story in stories}
    return {
        "sources": _sources(held.articles),
        "stories": [_story(story) for story in stories],
        "articles": [_article(article, hashes[article.id]) for article in held.articles],
        "facts": [_fact(fact, plain[fact.id], told) for fact in facts],
        "claims": [_claim(n, claim, fact) for n, (claim, fact) in claims],
        "claim_values": [_value(n, claim.value) for n, (claim, _) in claims if claim.value],
        "decisions": [{**row, "decided_at": row["at"]} for row in TABLES["decisions"](held).rows],
    }


def _sources(articles: Iterable[Article]) -> list[Row]:
    own: dict[str, list[Article]] = {}
    for article in articles:
        if article.source:
            own.setdefault(article.source, []).append(article)
    return [_source(name, own[name]) for name in sorted(own)]


def _source(name: str, articles: Sequence[Article]) -> Row:
    days = sorted(article.published for article in articles if article.published)
    return {
        "name": name,
        "articles": len(articles),
        "first_published": days[0] if days else None,
        "last_published": days[-1] if days else None,
    }


def _story(story: Story) -> Row:
    return {
        "id": story.id,
        "title": story.title,
        "first_published": story.first,
        "last_published": story.last,
    }


def _article(article: Article, sha256: Cell) -> Row:
    return {
        "id": article.id,
        "source": article.source or None,
        "title": article.title,
        "published": article.published,
        "url": article.url,
        "language": article.language,
        "extent": str(article.extent),
        "house": article.house or None,
        "path": article.path,
        "sha256": sha256,
        "text": article.text,
    }


def _fact(fact: Fact, row: Row, stories: set[str]) -> Row:
    review, verdict = fact.review, fact.verdict
    return {
        **row,
        "certainty": row["certainty"] or None,
        "cause": str(verdict.cause) if verdict.cause else None,
        "judge": verdict.judge or None,
        "importance": round(float(fact.importance), 2),
        "story": fact.story if fact.story in stories else None,
        "reviewer": review.reviewer if review else None,
        "reviewed_at": review.at if review else None,
        "reviewer_note": review.note if review else None,
    }


def _claim(n: int, claim: Claim, fact: Fact) -> Row:
    return {
        "n": n,
        "id": claim.id,
        "fact": fact.id,
        "article": claim.article,
        "facet": str(claim.facet),
        "sentence": claim.text,
        "focus": claim.focus.text,
        "attribution": claim.attribution or None,
        "negated": claim.modality.negated,
        "hedged": claim.modality.hedged,
        "planned": claim.modality.planned,
        "sentence_start": claim.sentence_start,
        "clause_start": claim.start,
        "clause_end": claim.end,
        "focus_start": claim.focus.start,
        "focus_end": claim.focus.end,
    }


def _value(n: int, value: Value) -> Row:
    found: dict[str, Cell] = dict.fromkeys(RELATIONS["claim_values"].columns)
    found |= {
        "claim": n,
        "kind": str(value.kind),
        "value": normalised(value),
        "number": real(value.number),
        "unit": value.unit or None,
        "counted": value.counted or None,
        "modifier": str(value.modifier),
        "change": str(value.change) if value.change else None,
    }
    if isinstance(value, DateValue):
        found |= {"first": value.low, "last": value.high}
        found["granularity"] = str(value.granularity) if value.granularity else None
    elif isinstance(value, AmountValue):
        found |= {"low": real(value.low), "high": real(value.high), "action": value.action or None}
    elif isinstance(value, NameValue):
        found["label"] = value.label or None
    elif isinstance(value, QuotationValue):
        found["speaker"] = value.speaker or None
    return found
