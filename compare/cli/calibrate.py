"""``crossclaim calibrate``: how likely possible differences are, by what reviewers decided."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.common import ConfigOption, Database, columns, emit, note, settings_from, store_at
from compare.errors import InputError, ReviewError, StoreDamagedError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.review.calibrate import Figures, Proposal, Regraded
    from compare.review.lessons import Lessons, Seen
    from compare.store import Store
    from compare.store.calibration import Calibrated


def calibrate(
    db: Database = None,
    write: Annotated[
        bool, typer.Option("--write", help="Keep it in the store: later reports from there use it.")
    ] = False,
    forget: Annotated[
        bool, typer.Option("--forget", help="Take the one in the store away: reports are as shipped again.")
    ] = False,
    reviewer: Annotated[
        str | None, typer.Option("--reviewer", metavar="NAME", help="Who calibrates (your login name).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    config: ConfigOption = None,
) -> None:
    """Fit how likely possible differences are to what reviewers decided on them.

    Prints what that would change, measured on decisions that it was not fitted on, and changes nothing
    without --write. Needs 30 decisions on possible differences, 5 of either kind, of 5 stories.
    """
    if write and forget:
        raise InputError("--write and --forget are both given; keep a calibration, or take it away")
    if reviewer is not None and not write:
        raise InputError("--reviewer names who keeps a calibration; give it with --write")
    with store_at(db, settings_from(config), readonly=not (write or forget)) as store:
        if forget:
            _forget(store, as_json=as_json)
            return
        result = _result(store, _name(reviewer) if write else "")
        if as_json:
            emit(json.dumps(_plain(result, written=write and result.proposal.helps), indent=1))
        else:
            emit("\n\n".join((_head(result.lessons), _table(result), *_words(result))))
        if not write:
            return
        if not result.proposal.helps:
            raise ReviewError(
                "nothing is written: on decisions held out the calibration is no better than the model by "
                "more than chance; review more with 'crossclaim review --only possible'"
            )
        store.calibrate(result.made)
    if not as_json:
        emit(f"\nKept in {store.path}: the next 'crossclaim report --db {store.path}' uses it.")


@dataclass(frozen=True)
class _Result:
    """What decisions teach, what is made of that, and what it would change."""

    lessons: Lessons
    proposal: Proposal
    made: Calibrated
    changes: Regraded | None


def _forget(store: Store, *, as_json: bool) -> None:
    gone = store.forget_calibration()
    if as_json:
        emit(json.dumps({"store": str(store.path), "forgotten": gone}))
    elif gone:
        emit(f"Forgotten: the next 'crossclaim report --db {store.path}' is as shipped.")
    else:
        note(f"there is no calibration in {store.path}")


def _name(reviewer: str | None) -> str:
    from compare.cli.review import login
    from compare.review.words import read_name

    return read_name(reviewer or login())


def _result(store: Store, reviewer: str) -> _Result:
    from compare.cli.review import compared
    from compare.linkage.differences.calibration import Calibration
    from compare.linkage.differences.model import fingerprint
    from compare.review.calibrate import calibrate as fitted
    from compare.review.calibrate import regraded
    from compare.review.lessons import learn
    from compare.review.log import now
    from compare.review.queue import settings_of
    from compare.store.calibration import Calibrated

    report = compared(store)
    if not store.is_of_this_program():
        raise ReviewError(
            f"the comparison in {str(store.path)!r} is of another version of crossclaim, whose probabilities "
            f"are not those of this one; compare again with 'crossclaim report --db {store.path}'"
        )
    encoder = str(report.run.get("model", ""))
    lessons = learn(report, store.decisions(), _kept(store, fingerprint(), encoder))
    threshold = settings_of(report.run).verdicts.possible_threshold
    proposal = fitted(lessons, threshold)
    made = Calibration(
        line=proposal.line,
        differ_from=proposal.differ_from,
        decisions=len(lessons.found),
        differences=lessons.differences,
        stories=len(set(lessons.stories)),
        reviewer=reviewer,
        at=now(),
        weights=fingerprint(),
        encoder=encoder,
    )
    seen = tuple(lesson.seen for lesson in lessons.found)
    return _Result(lessons, proposal, Calibrated(made, seen), regraded(report, made, threshold))


def _kept(store: Store, weights: str, encoder: str) -> Sequence[Seen]:
    """The pairs that the calibration in the store was learned from, where it belongs to this model."""
    try:
        kept = store.calibration()
    except StoreDamagedError:
        note(f"the calibration in {store.path} is damaged; what it was learned from is not used")
        return ()
    return kept.seen if kept is not None and kept.calibration.belongs_to(weights, encoder) else ()


def _plain(result: _Result, *, written: bool) -> dict[str, object]:
    proposal = result.proposal
    return {
        "decisions": len(result.lessons.found),
        "differences": result.lessons.differences,
        "stories": len(set(result.lessons.stories)),
        "unused": {why.name.lower(): count for why, count in result.lessons.unused.items()},
        **asdict(proposal),
        "as_shipped": _as_shipped(proposal),
        "helps": proposal.helps,
        "changes": None if result.changes is None else asdict(result.changes),
        "written": written,
    }


def _head(lessons: Lessons) -> str:
    """What was learned from, and what was not."""
    from compare.models import Facet

    total, yes = len(lessons.found), lessons.differences
    told = sum(lesson.seen.facet is Facet.STATEMENT for lesson in lessons.found)
    head = (
        f"Learned from {total} decisions on possible differences ({total - told} of values, {told} of "
        f"statements), of {len(set(lessons.stories))} stories: {yes} are differences, {total - yes} are none."
    )
    return f"{head}\nNot used: {lessons.left_out}." if lessons.left_out else head


def _table(result: _Result) -> str:
    """How the model and the calibration do on decisions held out, story by story."""
    from compare.reports.terminal import table

    proposal, yes, all_ = result.proposal, result.lessons.differences, len(result.lessons.found)

    def rows(figures: Figures) -> list[str]:
        precision = f" ({figures.right / figures.shown:.2f})" if figures.shown else ""
        return [
            f"{figures.log_loss:.3f}",
            f"{figures.brier:.3f}",
            f"{figures.shown} of {all_}",
            f"{figures.right} of {figures.shown}{precision}",
            f"{figures.right} of {yes} ({figures.right / yes:.2f})",
        ]

    names = (
        "log loss",
        "Brier score",
        f"shown, from {proposal.threshold:.2f} on",
        "right of them (precision)",
        "differences shown (recall)",
    )
    both = zip(names, rows(proposal.shipped), rows(proposal.held_out), strict=True)
    return table(
        ["on decisions held out", "as shipped", "calibrated"], [list(row) for row in both], columns()
    )


def _words(result: _Result) -> list[str]:
    """What it comes to, in sentences."""
    return [line for line in (_gain(result.proposal), _sure(result.proposal), _changes(result)) if line]


def _gain(proposal: Proposal) -> str:
    """Whether it is better than the model, and what it makes of the threshold."""
    verb = "lower" if proposal.gain > 0 else "higher"
    gain = f"log loss {abs(proposal.gain):.3f} {verb}, standard error over stories {proposal.gain_error:.3f}"
    if not proposal.helps:
        return f"It is no better than the model by more than chance ({gain}): the shipped one stays."
    was = " and ".join(f"{least:.2f} ({kind})" for kind, least in _as_shipped(proposal).items())
    found = f"What is shown from {proposal.threshold:.2f} on would be what the model finds from {was} on."
    return f"It is better than the model ({gain}). {found}"


def _as_shipped(proposal: Proposal) -> dict[str, float]:
    """The probability of the model that the threshold stands for, by kind."""
    return {
        kind: proposal.as_shipped(statements=statements)
        for kind, statements in (("values", False), ("statements", True))
    }


def _sure(proposal: Proposal) -> str:
    """From which probability on possible differences would be told as differences."""
    from compare.review.calibrate import ASKED

    best = proposal.likeliest
    held = f"{best.right} of {best.pairs} held out are right, {best.bound:.2f} at least"
    if proposal.differ_from is None:
        asked = f"{ASKED} is asked for"
        return f"None would be told as a difference: at best, from {best.least:.2f} on, {held}; {asked}."
    found = f"From {proposal.differ_from:.2f} on they would be told as differences"
    return f"{found} (at best, from {best.least:.2f} on, {held})."


def _changes(result: _Result) -> str:
    """How many facts of the last comparison would get another grade."""
    changes, proposal = result.changes, result.proposal
    if not proposal.helps:
        return ""
    if changes is None:
        return "The last comparison asked a judge, whose answers decide on possible differences."
    grades = (
        (changes.dropped, "would be shown no more"),
        (changes.differ, "would be told as differences"),
        (changes.possible, "would be told as differences no longer"),
    )
    told = ", ".join(f"{count} {what}" for count, what in grades if count) or "none would get another grade"
    more = min(_as_shipped(proposal).values()) < proposal.threshold
    others = "; which others would be shown, the next comparison tells" if more else ""
    return f"Of {changes.of} in the last comparison {told}{others}."
