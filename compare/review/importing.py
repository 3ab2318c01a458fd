"""A reviewer's table to decisions: each fact accepted, unchanged, in conflict or refused, with its line.

What a reviewer changed is found as in a three-way merge: between what stood when the table was written
(the column ``reviewer_base``), what the table says, and what stands now. A table without that column was
written by ``crossclaim report`` or lost it; then every verdict in it counts as given by the reviewer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from compare.errors import InputError
from compare.models import Decision, DecisionKind, Fact, VerdictKind
from compare.reports.report import Report
from compare.review.export import Base, base_of, digest
from compare.review.sheet import Row, Sheet
from compare.review.words import MAX_NOTE, read_note, read_verdict

__all__ = ["Plan", "plan_import"]

HINTS = 20
"""Refused facts up to which the nearest id is looked for: a table of another store has thousands."""

_UNTOUCHED = Base(None, "", digest([""]))
"""What is taken to have stood where the table does not tell."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do. Nothing is to be imported where a row is refused, unless asked."""

    decisions: Sequence[Decision]
    refused: Sequence[str]
    conflicts: Sequence[str]
    remarks: Sequence[str]
    unchanged: int
    """Facts of the table on which it says nothing new."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """What the rows of one fact say anew; None is nothing."""

    base: Base
    verdict: VerdictKind | None
    note: str | None
    emptied: bool
    """A verdict was there when the table was written, and the cells are empty now."""


def plan_import(report: Report, sheet: Sheet, *, reviewer: str, at: str, overwrite: bool = False) -> Plan:
    """What `sheet` says about the facts of the reviewed `report`, as decisions of `reviewer` at that time.

    With `overwrite`, the table wins over decisions made since it was written.
    """
    facts = {fact.id: fact for fact in report.facts}
    articles = {row["article_id"] for row in sheet.rows}
    decisions: list[Decision] = []
    refused, conflicts, remarks = list(sheet.problems), list[str](), list(sheet.remarks)
    unchanged = 0
    for key, rows in _by_fact(sheet.rows).items():
        where = f"{_numbers(rows)}, fact {key[:60] or '(none)'}"
        try:
            edit = _edit(rows)
            if edit is None and not key:
                continue  # a comment under the table
            fact = _known(key, facts, hint=len(refused) < HINTS)
            seen, joined = _seen(fact, rows, edit, articles) if edit else ((), 0)
        except InputError as error:
            refused.append(f"{where}: {error}")
            continue
        if edit is None or _stands(fact, edit):
            unchanged += 1
        elif edit.verdict is None and edit.note is None:
            unchanged += 1
            remarks.append(f"{where}: {_kept(fact)}")
        elif not overwrite and (what := _conflict(fact, edit)):
            conflicts.append(f"{where}: {what}")
        else:
            decisions.append(_decision(fact, seen, edit, reviewer, at))
            if joined:
                remarks.append(f"{where}: {joined} of its claims joined since the table was written")
    return Plan(decisions, refused, conflicts, remarks, unchanged)


def _by_fact(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["fact_id"], []).append(row)
    return found


_ROWS = 5
"""Rows that an error names, at most."""


def _numbers(rows: Sequence[Row]) -> str:
    """Where the rows of a fact stand, for a person: "rows 2 to 4", "rows 2 and 9"."""
    numbers = [row.number for row in rows]
    if len(numbers) == 1:
        return f"row {numbers[0]}"
    if numbers == list(range(numbers[0], numbers[-1] + 1)) and len(numbers) > 2:
        return f"rows {numbers[0]} to {numbers[-1]}"
    shown = [str(number) for number in numbers[:_ROWS]] + ["more"] * (len(numbers) > _ROWS)
    return f"rows {', '.join(shown[:-1])} and {shown[-1]}"


def _known(key: str, facts: Mapping[str, Fact], *, hint: bool) -> Fact:
    """The fact of that id; with `hint`, the error for an unknown one names the nearest."""
    if key in facts:
        return facts[key]
    if not key:
        raise InputError("it has a verdict or a note but no fact_id; copy the id from the other rows")
    near = get_close_matches(key, facts, n=1, cutoff=0.8) if hint else []
    told = f"did you mean {near[0]!r}?" if near else "its articles may have changed: write the table again"
    raise InputError(f"the store has no such fact; {told}")


def _edit(rows: Sequence[Row]) -> _Edit | None:
    """What the rows of one fact say anew; None where they are as they were written.

    Raises `InputError` for a word that is no verdict, a note that is too long, and rows that contradict
    each other.
    """
    bases = {base for row in rows if (base := Base.read(row["reviewer_base"]))}
    if len(bases) > 1:
        raise InputError("its rows come from two tables; import one after the other")
    base = next(iter(bases), _UNTOUCHED)
    given: dict[VerdictKind, int] = {}
    notes: dict[str, None] = {}
    empty = True
    for row in rows:
        try:
            verdict, note = read_verdict(row["reviewer_verdict"]), read_note(row["reviewer_note"])
        except InputError as error:
            raise InputError(f"{error}{f' (row {row.number})' if len(rows) > 1 else ''}") from None
        empty = empty and verdict is None
        if verdict is not None and verdict is not base.verdict:
            given.setdefault(verdict, row.number)
        if note and digest([note]) != base.note:
            notes[note] = None
    if len(given) > 1:
        told = " and ".join(f"{kind} in row {number}" for kind, number in given.items())
        raise InputError(
            f"its rows contradict each other: {told}; a fact has one verdict, in any of its rows"
        )
    emptied = empty and base.verdict is not None
    if not given and not notes and not emptied:
        return None
    return _Edit(base, next(iter(given), None), read_note("\n".join(notes)) or None, emptied)


def _seen(
    fact: Fact, rows: Sequence[Row], edit: _Edit, articles: Collection[str]
) -> tuple[tuple[str, ...], int]:
    """The claims that the reviewer saw, and how many joined since.

    All of them where the fact is as it was written. Otherwise those in the rows and, since rows may have
    been deleted, those of articles that stand anywhere in the table: what joined is of other articles.
    """
    everything = tuple(claim.id for claim in fact.claims)
    tells = any(row["article_id"] for row in rows)
    if edit.base.claims == base_of(fact).claims or (not tells and not edit.base.claims):
        return everything, 0
    seen = tuple(claim.id for claim in fact.claims if claim.article in articles)
    if not seen:
        raise InputError("it has changed, and no article of the table is in it; write the table again")
    return seen, len(everything) - len(seen)


def _stands(fact: Fact, edit: _Edit) -> bool:
    """Whether what the table says stands already."""
    if edit.verdict is None and edit.note is None:
        return fact.review is None or fact.review.verdict is None
    now = base_of(fact)
    return (edit.verdict in (None, now.verdict)) and (edit.note is None or digest([edit.note]) == now.note)


def _conflict(fact: Fact, edit: _Edit) -> str:
    """What somebody decided since the table was written, where the table says otherwise; else ""."""
    now = base_of(fact)
    review = fact.review
    if review is None:
        return ""
    verdict = edit.verdict is not None and now.verdict not in (None, edit.base.verdict, edit.verdict)
    note = edit.note is not None and now.note not in (_UNTOUCHED.note, edit.base.note, digest([edit.note]))
    if not verdict and not note:
        return ""
    mine = f"the table says {edit.verdict}" if verdict else "the table has another note"
    theirs = f"{review.verdict}" if verdict else f"the note {review.note[:60]!r}"
    return (
        f"{mine}, but {review.reviewer or 'somebody'} decided {theirs} on {review.at or 'an unknown day'}; "
        "that stays, unless you import with --overwrite"
    )


def _kept(fact: Fact) -> str:
    verdict = fact.review.verdict if fact.review else None
    return f"its verdict was emptied, but {verdict} stays: take it back on the review page"


def _decision(fact: Fact, seen: tuple[str, ...], edit: _Edit, reviewer: str, at: str) -> Decision:
    standing_note = fact.review.note if fact.review else ""
    return Decision(
        fact=fact.id,
        claims=seen,
        kind=DecisionKind.VERDICT if edit.verdict else DecisionKind.NOTE,
        verdict=edit.verdict,
        note=(edit.note if edit.note is not None else standing_note)[:MAX_NOTE],
        reviewer=reviewer,
        at=at,
    )
