"""The records that facts.json is made of, as they are written: names, types and what each field means.

The JSON Schema of facts.json is made of these, see `compare.schemas`. A field that is ``NotRequired``
is only there where there is such a thing. Behind a type stand its meaning, the enum whose words it may have,
and what JSON Schema says of it beside.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, NotRequired, TypedDict

from compare.json_schema import also
from compare.models import (
    Cause,
    Certainty,
    CopyKind,
    Extent,
    Facet,
    Modifier,
    Relation,
    Rule,
    VerdictKind,
)
from compare.settings import Settings

__all__ = [
    "SCHEMA",
    "ArticleRow",
    "ClaimRow",
    "ComparedRow",
    "CopyRow",
    "ExplanationRow",
    "FactRow",
    "FactsFile",
    "LinkRow",
    "NearestRow",
    "PointRow",
    "ReviewRow",
    "RunRow",
    "SeriesRow",
    "StoryRow",
]

SCHEMA = 2
"""Version of facts.json; a change of its format raises it."""

_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
Day = Annotated[str, also(pattern=f"^{_DAY}$")]
DayOrNone = Annotated[str, also(pattern=f"^({_DAY})?$")]
"""A day, ISO 8601; "" where it is not known."""
Offset = Annotated[int, also(minimum=0)]
Count = Annotated[int, also(minimum=0)]
Place = Annotated[int, also(minimum=0)]
"""The place of a claim in the list of its fact's claims, from 0."""
Sha256 = Annotated[str, also(pattern="^[0-9a-f]{64}$")]
Bound = int | float | str | None


class ArticleRow(TypedDict):
    """An article that was read. Its text is not in the file; `run.inputs` has its hash."""

    id: Annotated[str, "What the article is called in this file."]
    source: Annotated[str, "The outlet; empty where it is not known."]
    title: str
    published: Annotated[DayOrNone, "The day of publication, ISO 8601; empty where it is not known."]
    url: str
    language: Annotated[str, "As metadata or the text tell it; empty where it is not known."]
    extent: NotRequired[Annotated[str, Extent, "How much of the article its text is, where not all of it."]]
    house: NotRequired[Annotated[str, "The house of the outlet, or the agency that the text credits."]]
    pages: NotRequired[Annotated[list[Offset], "Where each page of a paged document begins in the text."]]
    compared: NotRequired[Annotated[bool, "False, and only there where the article was set aside."]]


class PointRow(TypedDict):
    """One figure of a number that is told over time."""

    published: Day
    source: str
    article: Annotated[str, "Id of the article."]
    value: str
    low: Annotated[int | float | None, "Lower bound; null is an open end."]
    high: Annotated[int | float | None, "Upper bound; null is an open end."]
    modifier: Annotated[str, Modifier]
    attribution: Annotated[str, "Who says so, in the words of the article; empty for the outlet itself."]


class SeriesRow(TypedDict):
    """A number that several sources give in several figures on several days."""

    fact: Annotated[str, "Id of the fact whose claims tell it."]
    unit: str
    points: Annotated[list[PointRow], "In the order of publication."]


class StoryRow(TypedDict):
    """Articles on one event or matter."""

    id: str
    title: str
    terms: Annotated[list[str], "Words and names that it has and the other stories lack."]
    articles: Annotated[list[str], "Ids, the first published first."]
    sources: list[str]
    first: Annotated[Day | None, "The first day of publication; null where no article is dated."]
    last: Day | None
    verdicts: Annotated[Mapping[Annotated[str, VerdictKind], Count], "How many facts have each verdict."]
    facts: Annotated[list[str], "Ids of its facts of several sources, in the order of the report."]
    series: list[SeriesRow]


class ClaimRow(TypedDict):
    """What one article says. Offsets are characters in the article's text, half open."""

    article: Annotated[str, "Id of the article."]
    source: str
    published: DayOrNone
    start: Annotated[Offset, "Where the clause that states the value begins."]
    end: Offset
    sentence: Annotated[str, "The sentence around it, which begins at `sentence_start`."]
    focus_start: Annotated[Offset, "Where the words of the value begin."]
    focus_end: Annotated[Offset, "Of a quotation that runs on, behind the sentence."]
    focus: Annotated[str, "The words of the value; of a statement, all of it."]
    value: Annotated[
        str,
        "Normalised: a number without separators, an ISO 8601 date, month, year, interval or duration, a "
        "name, the words of a quotation; empty for a statement.",
    ]
    low: Annotated[Bound, "Lower bound, a number or a day; null for an open end or for none."]
    high: Bound
    unit: Annotated[str, "Long name as in the SI, ISO 4217 code, percentage; empty for a plain count."]
    counted: Annotated[str, "What is counted, in the words of the article."]
    modifier: Annotated[str, also(enum=("", *Modifier)), "How the text bounds the value; empty without one."]
    attribution: Annotated[str, "Who says so, in the words of the article; empty for the outlet itself."]
    negated: bool
    hedged: bool
    sentence_start: Offset
    page: NotRequired[Annotated[int, also(minimum=1), "The page that it is on, where the article has pages."]]
    turn: NotRequired[Annotated[Day, "Of an open date, the last day of the words that open it."]]
    facet: NotRequired[Annotated[str, Facet, "Where a reviewer merged another facet than the fact's."]]


class CopyRow(TypedDict):
    """Articles that carry one text, or a part of it."""

    articles: Annotated[list[str], "Ids, the first published first."]
    kind: Annotated[str, CopyKind, "All of a text, much of it, or one sentence."]
    claims: NotRequired[Annotated[list[list[Place]], "Claims whose sentences are one, by their places."]]


class LinkRow(TypedDict):
    """Two claims, by their places, and the probability that they are about one fact."""

    a: Place
    b: Place
    score: float
    needed: Annotated[float, "The probability that this pair needed."]
    signals: Annotated[
        Mapping[str, tuple[float, float]],
        "What speaks for and against: the value of each signal and what it adds to the log-odds.",
    ]


class ComparedRow(TypedDict):
    """Two claims, by their places, whose values the verdict compared."""

    a: Place
    b: Place
    relation: Annotated[str, Relation, "How the first stands to the second."]


class NearestRow(TypedDict):
    """The nearest claim that the fact left out."""

    beside: Annotated[Place, "The claim of the fact that it is nearest to."]
    score: float
    needed: float
    reason: Annotated[str, "Why it was left out, in words."]
    claim: ClaimRow


class ExplanationRow(TypedDict):
    """Why the claims were joined."""

    rule: Annotated[str, Rule, "What its pairs needed to be taken for one fact."]
    threshold: Annotated[float, "The probability that the strictest pair needed."]
    margin: Annotated[float, "How far the pairs lie above what they need, on average."]
    links: Annotated[list[LinkRow], "The strongest pairs, and the weakest."]
    compared: list[ComparedRow]
    nearest: NearestRow | None


class ReviewRow(TypedDict):
    """What a person decided, and what the tool had said."""

    verdict: Annotated[str | None, VerdictKind, "Null where there is only a note, a merge or a split."]
    tool: Annotated[str, VerdictKind, "What the tool says; a possible difference has its own word here."]
    tool_reason: str
    reviewer: str
    at: Annotated[str, "When, in UTC to the second; empty for a merge or a split."]
    note: str
    joined: Annotated[list[str], "Ids of the articles that joined the fact since."]
    overtaken: Annotated[bool, "What joined excludes what was seen, so that the tool's verdict stands."]
    grouping: Annotated[list[str], "Merges and splits that made the fact what it is, in words."]
    decision: Annotated[Count, "Id of the decision; 0 for a merge or a split."]


WRITTEN_VERDICTS = tuple(str(kind) for kind in VerdictKind if kind is not VerdictKind.POSSIBLE)
"""A possible difference is written as a difference, with its certainty."""


class FactRow(TypedDict):
    """The claims of one or more articles that answer one question, and what they do to each other."""

    id: Annotated[str, "Stays while articles are added, unless one that was published earlier joins."]
    topic: Annotated[str, "The question, in the words of one of the claims."]
    facet: Annotated[str, Facet]
    verdict: Annotated[
        str, also(enum=WRITTEN_VERDICTS), "Of a reviewer where one decided; unrelated by a reviewer only."
    ]
    certainty: NotRequired[Annotated[str, Certainty, "Of a difference: whether the tool stands for it."]]
    cause: NotRequired[Annotated[str, Cause, "Why the sources do not say just the same."]]
    judge: NotRequired[Annotated[str, "Who made a possible difference a sure one, beside the tool."]]
    reason: Annotated[str, "The verdict in words."]
    score: Annotated[float, "That the claims are one fact; of what may differ, that it does."]
    origins: Annotated[Count, "Independent texts: copies and articles of one outlet count once."]
    claims: list[ClaimRow]
    copies: NotRequired[list[CopyRow]]
    explanation: NotRequired[ExplanationRow]
    story: NotRequired[Annotated[str, "Id of the story that most of its claims stand in."]]
    importance: NotRequired[Annotated[float, "Orders facts within a verdict, and decides nothing."]]
    review: NotRequired[ReviewRow]


class InterceptsRow(TypedDict):
    """What is added to the log-odds of possible differences."""

    values: float
    statements: float


class CalibrationRow(TypedDict):
    """What reviewers' decisions taught of possible differences."""

    intercepts: InterceptsRow
    slope: float
    differ_from: NotRequired[Annotated[float, "From which probability on they are told as differences."]]
    decisions: Count
    differences: Count
    stories: Count
    reviewer: str
    at: str


class JudgedRow(TypedDict):
    """Of how many pairs a judge was asked, and what became of them."""

    asked: Count
    differ: Count
    possible: Count
    dropped: Count
    beyond: NotRequired[Count]
    unanswered: NotRequired[Count]
    failures: NotRequired[Annotated[Mapping[str, Count], "Why there was no answer."]]


class TableRow(TypedDict):
    """A sentence with more values of one kind than are compared one by one."""

    article: Annotated[str, "Id of the article."]
    start: Offset
    facet: Annotated[str, Facet]
    values: Count
    compared: Annotated[Count, "How many of them make a claim each."]


class RunRow(TypedDict, total=False):
    """How the report was made; a report that the library made of given facts may lack any of it."""

    crossclaim: Annotated[str, "The version of crossclaim."]
    model: Annotated[str, "The embedding model, with the hash of its weights."]
    settings: Annotated[Mapping[str, Mapping[str, Any]], Settings]
    inputs: Annotated[Mapping[str, Sha256], "SHA-256 of the text of each article, by id."]
    set_aside: Annotated[Mapping[str, str], "Articles that were not compared, with their languages."]
    judge: Annotated[str, "The judge that was asked about possible differences."]
    judged: JudgedRow
    calibration: CalibrationRow
    possible_beyond: Annotated[Count, "Possible differences left out of stories that have enough."]
    tables: list[TableRow]


class FactsFile(TypedDict):
    """A report: what several news sources say about the same facts."""

    schema: Annotated[int, also(const=SCHEMA), "Version of the format, see docs/files.md."]
    run: RunRow
    articles: list[ArticleRow]
    stories: Annotated[list[StoryRow], "What matters most first."]
    facts: Annotated[list[FactRow], "Differences first, what one source alone says last."]
