"""The records that every stage of crossclaim passes on. Frozen, and without imports of our own.

Offsets are characters in ``Article.text``, half open: ``text[start:end]`` is the thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Facet(StrEnum):
    """What kind of question a claim answers; also the kinds of a `Value`."""

    QUANTITY = "quantity"
    DATE = "date"
    DURATION = "duration"
    MONEY = "money"
    PERCENTAGE = "percentage"
    NAME = "name"
    QUOTATION = "quotation"
    STATEMENT = "statement"


class Modifier(StrEnum):
    """How the text bounds a number: "at least 41" is AT_LEAST."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    MORE_THAN = "more than"
    LESS_THAN = "less than"
    BETWEEN = "between"


class Change(StrEnum):
    """A value that is a difference: "rose by 5%" is UP, not the level 5%."""

    UP = "up"
    DOWN = "down"


class Granularity(StrEnum):
    """How finely a date is stated."""

    TIME = "time"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    INTERVAL = "interval"


class VerdictKind(StrEnum):
    """What the sources of one fact do to each other."""

    AGREE = "agree"
    COMPATIBLE = "compatible"
    DIFFER = "differ"
    VARIANT = "variant"
    SINGLE_SOURCE = "single-source"
    UNRELATED = "unrelated"


class DecisionKind(StrEnum):
    """What a reviewer did to a fact."""

    VERDICT = "verdict"
    NOTE = "note"
    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"


Bound = float | date | None
"""One end of an interval. None is an open end: "at least 41" has ``high=None``."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read. What is unknown is empty; `published` never comes from a file's time."""

    id: str
    text: str
    source: str = ""
    title: str = ""
    published: date | None = None
    url: str = ""
    language: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article, or a heading. `furniture` marks page parts that state nothing."""

    article: str
    index: int
    start: int
    end: int
    text: str
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A value that a text states, as an interval.

    ``number`` is the number as stated, before a hedge widens it. ``low`` and ``high`` are
    inclusive bounds in ``unit`` (numbers) or days (dates); None is an open end, and both None
    on a date means that it could not be resolved. ``value`` is the normalised text: a number
    without separators, a TIMEX3 value for dates and durations, a name, the words of a quotation.
    """

    kind: Facet
    start: int
    end: int
    text: str
    value: str
    number: float | None = None
    low: Bound = None
    high: Bound = None
    unit: str = ""
    """pint's long name ("kilometer"), ISO 4217 code for money, "percentage"; "" for a plain count."""
    counted: str = ""
    """What is counted, in the text's words without the number: "factory workers"."""
    action: str = ""
    """Lemma of what happens to what is counted, where the sentence says: "kill", "injure"."""
    modifier: Modifier = Modifier.EXACT
    change: Change | None = None
    granularity: Granularity | None = None
    vague: bool = False
    """A date such as "recently": it never leads to a difference."""
    time: str = ""
    """Time of day beside the day, TIMEX3 style: "T10:35", "TMO"."""
    label: str = ""
    """For a name: "person", "place", "organisation" or "" where unsure."""
    speaker: str = ""
    """For a quotation: who says it, in the text's words."""
    whole: int | None = None
    """Start offset of the value that this one is a part of ("40 people, among them 11 children")."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement of a sentence, with at most one value.

    ``start`` and ``end`` are the extent of the claim: the clause that states its value, or the whole
    sentence. A sentence on two wars makes claims about either, and their extents tell them apart.
    """

    id: str
    article: str
    facet: Facet
    sentence: int
    start: int
    end: int
    text: str
    focus_start: int
    focus_end: int
    focus: str
    value: Value | None = None
    attribution: str = ""
    negated: bool = False
    hedged: bool = False
    planned: bool = False
    names: tuple[str, ...] = ()
    """Normalised names in the sentence."""
    places: tuple[str, ...] = ()
    """The places in the sentence; where it names none, those of the article's first sentence that does."""
    masked: str = ""
    """The clause of the claim with its value masked: what is embedded to compare the questions."""
    sentence_start: int | None = None
    """Where ``text``, the sentence, begins; None where that is ``start``."""
    when_low: date | None = None
    when_high: date | None = None
    """The days on which what is claimed happened, where its sentence says so."""
    spoken: bool = False
    """For a date: it dates what somebody said ("told reporters on Tuesday"), not what happened."""
    story_low: date | None = None
    story_high: date | None = None
    """The days on which the article's own event happened, as its first sentences say."""
    subject: str = ""
    """Of what a part of a sentence states something: a name, also where the text says "it"."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason for a decision. ``contribution`` is in log-odds: weight times scaled value."""

    name: str
    value: float
    contribution: float


@dataclass(frozen=True, slots=True)
class Link:
    """Two claims (by id) with the probability that they are about one fact, and the one that they needed."""

    a: str
    b: str
    score: float
    signals: tuple[Signal, ...] = ()
    needed: float = 0.0


class Rule(StrEnum):
    """What two claims needed to be taken for one fact; each has a threshold of its own in the settings."""

    FITS = "values that fit each other"
    EXCLUDES = "values that exclude each other, each claim the other's best partner"
    CASUALTIES = "casualties that exclude each other"
    STATEMENTS = "statements without a value, each the other's best partner"
    DAYS = "statements without a value that seem to be of two days, each the other's best partner"
    ASSERTIONS = "parts of sentences that say alike things of one subject"
    QUOTATIONS = "quotations of which one stands in the other"

    @classmethod
    def _missing_(cls, value: object) -> Rule | None:
        """A rule as earlier versions stored it: what stands behind the comma explains it, and may change."""
        kind = str(value).partition(",")[0]
        return next((rule for rule in cls if rule.partition(",")[0] == kind), None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two claims (by id) whose values the verdict compared, and how the first stands to the second."""

    a: str
    b: str
    relation: str
    """"equal", "contains", "within", "overlap", "disjoint" or "unknown", as of intervals."""


class CopyKind(StrEnum):
    """What articles share: all of a text or nearly so, much of it, or one sentence almost word for word."""

    WHOLE = "whole"
    TEXT = "text"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Copy:
    """Articles (by id, the first published first) that carry one text or a part of it."""

    articles: tuple[str, ...]
    kind: CopyKind
    claims: tuple[tuple[str, ...], ...] = ()
    """Where not all of a text is shared: groups of claims, by id, whose sentences are one."""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """The nearest claim that a fact left out. ``score`` is the probability, gates aside."""

    claim: Claim
    beside: str
    """Id of the claim of the fact that it is nearest to."""
    score: float
    needed: float
    reason: str
    """Why it was left out, in words."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why claims were joined to one fact.

    ``threshold`` is the probability that the strictest ``rule`` for a pair of the claims asks for;
    ``margin`` is by how much the pairs lie above what they need, on average. A pair below its threshold
    was joined by the others. ``links`` are the strongest pairs and the weakest one.
    """

    rule: Rule
    threshold: float
    margin: float
    links: tuple[Link, ...] = ()
    compared: tuple[Comparison, ...] = ()
    nearest: NearMiss | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the sources of a fact do to each other, with the reason in words."""

    verdict: VerdictKind
    reason: str
    score: float = 0.0
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of the reviewers' log, which only grows: the latest decision wins, and an undo is a row too.

    A decision holds for ``claims``, the ids of those that the reviewer saw; the fact's id is where it
    was taken. ``others`` are, for a merge, the claims of the fact that joins; for a split, those of
    ``claims`` that leave. ``undoes`` is the id of the decision that an undo takes back.
    """

    fact: str
    claims: tuple[str, ...]
    kind: DecisionKind
    verdict: VerdictKind | None = None
    others: tuple[str, ...] = ()
    undoes: int | None = None
    note: str = ""
    reviewer: str = ""
    at: str = ""
    """When, in UTC to the second: "2024-05-31T09:30:00Z"."""
    id: int = 0
    """Its place in the log, from 1 on; 0 before it is saved."""


@dataclass(frozen=True, slots=True)
class Review:
    """What reviewers decided on a fact, and what stood there before."""

    verdict: VerdictKind | None
    """The reviewer's verdict; None where there is only a note, a merge or a split."""
    tool: VerdictKind
    tool_reason: str
    reviewer: str
    at: str
    note: str = ""
    joined: tuple[str, ...] = ()
    """Ids of the articles whose claims joined the fact after the reviewer saw it."""
    overtaken: bool = False
    """What joined excludes what the reviewer saw, so that the tool's verdict stands again."""
    grouping: tuple[str, ...] = ()
    """Merges and splits that made the fact what it is, in words."""
    decision: int = 0
    """Id of the decision that gave the verdict or, where there is none, the note."""


@dataclass(frozen=True, slots=True)
class Fact:
    """The claims of one or more articles that answer the same question."""

    id: str
    topic: str
    facet: Facet
    claims: tuple[Claim, ...]
    verdict: Verdict
    score: float
    origins: int
    explanation: Explanation | None = None
    """Why the claims were joined; None for one claim, and for names, which are joined by their spelling."""
    copies: tuple[Copy, ...] = ()
    """Which of the articles copy one text, wholly or in the sentences of the claims."""
    review: Review | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that could not be used, in one line that names it."""

    where: str
    what: str
    fatal: bool = False
    """A path that the caller named could not be used at all."""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Progress:
    """What a stage has done: `done` of `total` items."""

    stage: str
    done: int
    total: int
