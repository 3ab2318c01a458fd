"""Which facts a reviewer looks at, the most uncertain first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum

from compare.models import Facet, Fact, Rule, VerdictKind
from compare.settings import Settings

__all__ = [
    "SETTING",
    "State",
    "in_queue",
    "place",
    "settings_of",
    "state_of",
    "threshold_of",
    "told_by_tool",
    "uncertainty",
]

SETTING = {
    Rule.FITS: "matching.threshold",
    Rule.EXCLUDES: "verdicts.differ_threshold",
    Rule.CASUALTIES: "verdicts.casualty_threshold",
    Rule.STATEMENTS: "matching.statement_threshold",
    Rule.DAYS: "matching.other_day_threshold",
    Rule.ASSERTIONS: "matching.assertion_threshold",
    Rule.QUOTATIONS: "matching.quotation_threshold",
    Rule.DOUBT: "verdicts.possible_threshold",
    Rule.ONE_SIDED: "matching.one_sided_threshold",
}
"""The setting that holds the threshold of each rule."""


class State(StrEnum):
    """What a fact waits for."""

    OPEN = "open"
    AGAIN = "again"
    """Decided, but an article joined since."""
    DONE = "done"


def state_of(fact: Fact) -> State:
    """Whether reviewers decided on `fact`, as it is now."""
    review = fact.review
    if review is None or review.verdict is None:
        return State.OPEN
    return State.AGAIN if review.joined else State.DONE


def in_queue(fact: Fact, only: Collection[VerdictKind] = ()) -> bool:
    """Whether `fact` is to be reviewed: what one source alone says is not, unless `only` names it."""
    told = told_by_tool(fact)
    if only:
        return told in only
    return told is not VerdictKind.SINGLE_SOURCE or state_of(fact) is not State.OPEN


def place(fact: Fact, settings: Settings) -> tuple[bool, bool, float, bool, str]:
    """Sort key of the queue: first the facts that an article joined after their decision, then the possible
    differences; then by how near the score lies to the threshold that it had to reach, differences first
    where that is equal.
    """
    again = state_of(fact) is State.AGAIN
    told = told_by_tool(fact)
    return (
        not again,
        told is not VerdictKind.POSSIBLE,
        round(uncertainty(fact, settings), 2),
        told is not VerdictKind.DIFFER,
        fact.id,
    )


def uncertainty(fact: Fact, settings: Settings) -> float:
    """How far the score of `fact` lies from its threshold, in probability; small is uncertain."""
    if fact.explanation is not None:
        return abs(fact.explanation.margin)
    return abs(fact.score - threshold_of(fact, settings)[1])


def threshold_of(fact: Fact, settings: Settings) -> tuple[str, float]:
    """The setting that decided on `fact`, and its value."""
    from compare.lang.en.outcome_lexicon import CASUALTY

    if fact.explanation is not None:
        rule = fact.explanation.rule
    elif fact.facet is Facet.QUOTATION:
        rule = Rule.QUOTATIONS
    elif fact.facet is Facet.STATEMENT:
        rule = Rule.STATEMENTS
    elif told_by_tool(fact) is not VerdictKind.DIFFER:
        rule = Rule.FITS
    elif any(claim.action in CASUALTY for claim in fact.claims):
        rule = Rule.CASUALTIES
    else:
        rule = Rule.EXCLUDES
    section, _, key = SETTING[rule].partition(".")
    return SETTING[rule], float(getattr(getattr(settings, section), key))


def told_by_tool(fact: Fact) -> VerdictKind:
    """The tool's verdict on `fact`, whatever reviewers said."""
    return fact.review.tool if fact.review else fact.verdict.verdict


def settings_of(run: Mapping[str, object]) -> Settings:
    """The settings that a report was made with; the defaults where it does not say, or says it otherwise."""
    from compare.errors import SettingsError

    try:
        return Settings.model_validate(run.get("settings") or {})
    except SettingsError:
        return Settings()
