"""What became of possible differences, and what a judge said of them, as the run of a report has it."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["beyond_line", "judged_line", "unanswered_line"]

_NAMED = 3
"""Reasons that the line names; the others are counted."""


def judged_line(run: Mapping[str, object]) -> str:
    """How many pairs a judge was asked about, and what became of them; "" where there is no judge."""
    told = _told(run)
    if told is None:
        return ""
    asked, kept = _count(told, "asked"), _count(told, "possible")
    if not asked:
        return f"The judge {run.get('judge')} was asked about no pair: none was possible"
    what = "1 possible difference" if asked == 1 else f"{asked:,} possible differences"
    stay = f"{kept:,} stay{'s' if kept == 1 else ''} possible"
    if unanswered := _count(told, "unanswered"):
        stay += f", {unanswered:,} had no answer"
    if beyond := _count(told, "beyond"):
        stay += f"; {beyond:,} possible ones of stories that have enough are not shown"
    drops = _count(told, "dropped")
    dropped = f"{drops:,} {'is' if drops == 1 else 'are'} dropped"
    differ = f"{_count(told, 'differ'):,} differ"
    return f"The judge {run.get('judge')} was asked about {what}: {differ}, {dropped}, {stay}"


def beyond_line(run: Mapping[str, object]) -> str:
    """How many possible differences are left out of stories that have enough; "" for none."""
    count = _count(run, "possible_beyond")
    if not count:
        return ""
    what = "1 further pair that may differ" if count == 1 else f"{count:,} further pairs that may differ"
    if "judge" in run:
        return (
            f"The judge was not asked about {what}, of stories with enough of them (setting judge.per_story)"
        )
    verb = "is" if count == 1 else "are"
    return f"{what} {verb} left out, of stories with enough of them (setting verdicts.possible_per_story)"


def unanswered_line(run: Mapping[str, object]) -> str:
    """What is said of pairs on which the judge gave no answer: how many, and why; "" for none."""
    told = _told(run)
    total = _count(told, "unanswered") if told is not None else 0
    if told is None or not total:
        return ""
    why = told.get("failures")
    reasons = sorted(why.items(), key=lambda row: (-int(row[1]), row[0])) if isinstance(why, Mapping) else []
    named = [f"{reason} ({count})" for reason, count in reasons[:_NAMED]]
    more = [f"and {len(reasons) - _NAMED} more"] if len(reasons) > _NAMED else []
    pairs = f"{total:,} of {_count(told, 'asked'):,} pairs"
    return (
        f"the judge {run.get('judge')} gave no answer on {pairs}, which are told as without it: "
        f"{', '.join([*named, *more])}"
    )


def _told(run: Mapping[str, object]) -> Mapping[str, object] | None:
    found = run.get("judged")
    return found if isinstance(found, Mapping) else None


def _count(told: Mapping[str, object], name: str) -> int:
    found = told.get(name)
    return found if isinstance(found, int) else 0
