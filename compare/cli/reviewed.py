"""``crossclaim evaluate --reviewed``: the tool against what reviewers decided."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from compare.cli.common import columns, emit, emit_json, note, settings_from, store_at

if TYPE_CHECKING:
    from compare.review.measure import Figure, Measure, Proposal


def evaluate_reviewed(db: Path | None, *, as_json: bool) -> None:
    """Print how the tool did, by the decisions in the store."""
    from compare.review.measure import ENOUGH, POSSIBLE, measure

    with store_at(db, settings_from(None)) as store:
        report = store.report(reviewed=False)
        found = measure(report, store.decisions())
        path = store.path
    if not found.decisions and not found.missed:
        note(f"nothing is reviewed in {path} yet; start with 'crossclaim review --db {path}'")
    elif found.decisions < ENOUGH:
        counted = f"{found.decisions} reviewed fact{'' if found.decisions == 1 else 's'}"
        note(f"{counted} in {path}: below some {ENOUGH}, all of this is a hint, and no threshold is proposed")
    elif POSSIBLE not in {proposal.setting for proposal in found.proposals}:
        few = f"fewer than {ENOUGH} of these facts are pairs that may differ"
        why = "a judge chose which possible differences were seen" if "judge" in report.run else few
        note(f"{why}: no {POSSIBLE} is proposed")
    if as_json:
        emit_json(_plain(found))
    elif found.decisions or found.missed:
        emit("\n\n".join(filter(None, (_head(found), _figures(found), _proposals(found)))))


def _plain(found: Measure) -> dict[str, object]:
    tree = asdict(found)
    for row, figure in zip(tree["figures"], found.figures, strict=True):
        row |= {"precision": figure.precision, "recall": figure.recall}
    return tree


def _head(found: Measure) -> str:
    """What was counted, in words."""
    of = f"{found.same} of {found.decisions - found.possible} reviewed facts have the reviewers' verdict"
    joined = f"{found.joined_wrongly} {'is' if found.joined_wrongly == 1 else 'are'} not one fact"
    missed = f"{found.missed} merge{' joins' if found.missed == 1 else 's join'} what the tool kept apart"
    agreed = _confirmed(found) + _agreed(found)
    stale = f" {found.stale} decisions are on claims that are grouped otherwise now." if found.stale else ""
    return (
        f"{of}, {joined}; {missed}.{agreed}{stale}\n"
        "Recall is over the reviewed facts: what the tool did not report, nobody could review."
    )


def _confirmed(found: Measure) -> str:
    """How many possible differences are differences; "" where none was reviewed."""
    if not found.possible:
        return ""
    what = "possible difference is" if found.possible == 1 else "possible differences are"
    return f" {found.confirmed} of {found.possible} {what} a difference to the reviewers."


def _agreed(found: Measure) -> str:
    """How far reviewers agree with each other; "" where no two decided on one fact."""
    told = found.agreement
    if told is None:
        return ""
    kappa = "" if told.kappa is None else f" (Cohen's kappa {told.kappa:.2f})"
    facts = f"{told.facts} fact{'' if told.facts == 1 else 's'}"
    return f" On {facts} that several reviewed, they agree in {told.same} of {told.pairs} pairs{kappa}."


def _figures(found: Measure) -> str:
    from compare.reports.terminal import table

    heads = ["facet", "verdict", "tool", "reviewers", "both", "precision", "recall"]
    return table(heads, [_row(figure) for figure in found.figures], columns()) if found.figures else ""


def _row(figure: Figure) -> list[str]:
    counts = [str(n) for n in (figure.tool, figure.reviewers, figure.both)]
    return [
        figure.facet or "all",
        str(figure.verdict),
        *counts,
        _share(figure.precision),
        _share(figure.recall),
    ]


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _proposals(found: Measure) -> str:
    """The thresholds that the decisions speak for, and those to write into crossclaim.toml."""
    from compare.reports.terminal import table

    if not found.proposals:
        return ""
    heads = ["threshold", "now", "proposed", "right kept", "wrong kept"]
    rows = [
        [p.setting, f"{p.now:.2f}", f"{p.proposed:.2f}", f"{p.right_kept} of {p.right}",
         f"{p.wrong_kept} of {p.wrong}"]
        for p in found.proposals
    ]  # fmt: skip
    changed = [p for p in found.proposals if p.proposed > p.now]
    return table(heads, rows, columns()) + (f"\n\n{_toml(changed)}" if changed else "")


def _toml(proposals: list[Proposal]) -> str:
    lines = ["For crossclaim.toml:"]
    for section in dict.fromkeys(p.setting.partition(".")[0] for p in proposals):
        lines.append(f"[{section}]")
        lines += [
            f"{p.setting.partition('.')[2]} = {p.proposed:.2f}"
            for p in proposals
            if p.setting.startswith(f"{section}.")
        ]
    return "\n".join(lines)
