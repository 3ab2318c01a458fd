"""The records that every stage of crossclaim passes on. Frozen, and without imports of our own.

Offsets are characters in ``Article.text``, half open: ``text[start:end]`` is the thing.
"""

from compare.models.articles import Article, DateOrder, Extent, Sentence
from compare.models.claims import Claim, Days, Focus, Modality
from compare.models.explanations import Comparison, Explanation, LeftOut, Link, NearMiss, Rule, Signal
from compare.models.facts import Copy, CopyKind, Fact
from compare.models.progress import OnProgress, Problem, Progress, silent
from compare.models.reviews import Decision, DecisionKind, Review
from compare.models.stories import Story
from compare.models.values import (
    AMOUNTS,
    AmountValue,
    Bound,
    Change,
    DateValue,
    Facet,
    Granularity,
    Modifier,
    NameValue,
    QuotationValue,
    Relation,
    Value,
    value_type,
)
from compare.models.verdicts import Cause, Certainty, Verdict, VerdictKind

__all__ = [
    "AMOUNTS",
    "AmountValue",
    "Article",
    "Bound",
    "Cause",
    "Certainty",
    "Change",
    "Claim",
    "Comparison",
    "Copy",
    "CopyKind",
    "DateOrder",
    "DateValue",
    "Days",
    "Decision",
    "DecisionKind",
    "Explanation",
    "Extent",
    "Facet",
    "Fact",
    "Focus",
    "Granularity",
    "LeftOut",
    "Link",
    "Modality",
    "Modifier",
    "NameValue",
    "NearMiss",
    "OnProgress",
    "Problem",
    "Progress",
    "QuotationValue",
    "Relation",
    "Review",
    "Rule",
    "Sentence",
    "Signal",
    "Story",
    "Value",
    "Verdict",
    "VerdictKind",
    "silent",
    "value_type",
]
