"""The desk: one action for each thing to decide, all of it through the log."""

from __future__ import annotations

import pytest
from decided import Log, ids, report_of, said
from samples import sample_report

from compare.errors import InputError, ReviewError
from compare.models import DecisionKind, VerdictKind
from compare.review.desk import Desk

AGREE, DIFFER = VerdictKind.AGREE, VerdictKind.DIFFER


def desk_of(*groups: str, log: Log | None = None, reviewer: str = "Ana") -> Desk:
    return Desk(report_of(*groups), log or Log(), reviewer)


def seen(desk: Desk, key: str) -> list[str]:
    return [claim.id for claim in desk.fact(key).claims]


def test_a_verdict_is_saved_with_time_reviewer_and_claims():
    log = Log()
    desk = desk_of("ab", log=log)
    fact = desk.decide("f-ab", seen(desk, "f-ab"), AGREE, " fine \r\n")
    (row,) = log.rows
    assert (row.kind, row.verdict, row.note, row.reviewer) == (DecisionKind.VERDICT, AGREE, "fine", "Ana")
    assert row.claims == tuple(seen(desk, "f-ab"))
    assert row.at.endswith("Z")
    assert fact.verdict.verdict is AGREE
    assert desk.progress() == (1, 1)


def test_notes_are_saved_only_where_they_change():
    log = Log()
    desk = desk_of("ab", log=log)
    for note in ("", "one", "one ", "two", ""):
        desk.note("f-ab", seen(desk, "f-ab"), note)
    assert [row.note for row in log.rows] == ["one", "two", ""]
    assert desk.progress() == (0, 1)


def test_split_merge_and_undo_to_the_very_beginning():
    log = Log()
    desk = desk_of("abc", "d", log=log)
    before = {key: seen(desk, key) for key in desk.facts}
    rest = desk.split("f-abc", seen(desk, "f-abc"), ids(report_of("abc"), "b"))[0]
    assert len(rest.claims) == 2
    whole = desk.merge(rest.id, [c.id for c in rest.claims], "f-d")
    assert len(whole.claims) == 3
    desk.decide(whole.id, [c.id for c in whole.claims], DIFFER)
    undone = [desk.undo() for _ in range(4)]
    assert [u.decision.kind if u else None for u in undone] == ["verdict", "merge", "split", None]
    assert undone[2].fact == "f-abc"
    assert {key: seen(desk, key) for key in desk.facts} == before
    assert [row.kind for row in log.rows].count(DecisionKind.UNDO) == 3


def test_one_undoes_only_ones_own():
    log = Log()
    ana, bo = desk_of("ab", log=log), desk_of("ab", log=log, reviewer="Bo")
    ana.decide("f-ab", seen(ana, "f-ab"), AGREE)
    assert bo.undo() is None
    assert bo.fact("f-ab").review.reviewer == "Ana"


def test_what_another_process_decides_is_seen():
    log = Log()
    desk = desk_of("ab", log=log)
    log.decide([said(ids(report_of("ab"), "ab"), AGREE, reviewer="Bo")])
    assert desk.progress() == (1, 1)


def test_work_goes_on_where_it_was_left():
    log = Log()
    first = desk_of("ab", "cd", log=log)
    first.decide("f-cd", seen(first, "f-cd"), DIFFER)
    assert desk_of("ab", "cd", log=log).progress() == (1, 2)


def test_a_fact_that_changed_since_it_was_shown_is_refused():
    desk = desk_of("abc")
    shown = seen(desk, "f-abc")
    desk.split("f-abc", shown, shown[:1])
    key = next(fact.id for fact in desk.facts.values() if len(fact.claims) == 2)
    for act in (
        lambda: desk.decide(key, shown, AGREE),
        lambda: desk.note(key, shown, "x"),
        lambda: desk.split(key, shown, shown[:1]),
        lambda: desk.merge(key, shown, key),
    ):
        with pytest.raises(ReviewError, match="has changed since it was shown; look at it again"):
            act()


def test_what_another_process_saves_between_looking_and_saving_is_not_overridden(monkeypatch):
    log = Log()
    desk = desk_of("ab", "cd", log=log)
    shown = seen(desk, "f-ab")
    theirs = said(ids(report_of("ab"), "ab"), AGREE, reviewer="Bo")

    for act in (
        lambda: desk.decide("f-ab", shown, DIFFER),
        lambda: desk.note("f-ab", shown, "x"),
        lambda: desk.split("f-ab", shown, shown[:1]),
        lambda: desk.merge("f-ab", shown, "f-cd"),
    ):
        with monkeypatch.context() as patched:
            patched.setattr("compare.review.desk.now", lambda: log.decide([theirs]) and "")
            with pytest.raises(ReviewError, match="another decision was saved"):
                act()
    assert {row.reviewer for row in log.rows} == {"Bo"}
    assert desk.decide("f-ab", shown, DIFFER).verdict.verdict is DIFFER


def test_what_cannot_be_is_refused():
    desk = desk_of("ab", "cd")
    shown = seen(desk, "f-ab")
    with pytest.raises(ReviewError, match="there is no fact 'nothing'"):
        desk.fact("nothing")
    for out in ([], shown, ["elsewhere"]):
        with pytest.raises(ReviewError, match="allowed: some, not all"):
            desk.split("f-ab", shown, out)
    with pytest.raises(ReviewError, match="cannot be merged with itself"):
        desk.merge("f-ab", shown, "f-ab")
    with pytest.raises(InputError, match="the note has 3000 characters"):
        desk.decide("f-ab", shown, AGREE, "x" * 3000)
    with pytest.raises(InputError, match="the reviewer is ''"):
        desk_of("ab", reviewer=" ")


def test_facts_of_two_kinds_are_merged_and_not_compared(tmp_path):
    from compare.reports.report import load_report
    from compare.review.apply import apply_decisions

    report = sample_report()
    log = Log()
    desk = Desk(report, log, "Ana")
    merged = desk.merge("f-differ", seen(desk, "f-differ"), "f-agree")
    assert (len(merged.claims), merged.verdict.verdict) == (4, VerdictKind.RELATED)
    assert "They are of several kinds (date, quantity): nothing is compared." in merged.verdict.reason
    decided = apply_decisions(report, log.decisions())
    (tmp_path / "facts.json").write_text(decided.to_json(), encoding="utf-8")
    assert load_report(tmp_path / "facts.json").to_json() == decided.to_json()


def test_the_history_tells_what_was_undone():
    desk = desk_of("ab")
    desk.decide("f-ab", seen(desk, "f-ab"), AGREE)
    desk.undo()
    desk.decide("f-ab", seen(desk, "f-ab"), DIFFER)
    assert [(d.verdict, gone) for d, gone in desk.history(desk.fact("f-ab"))] == [
        (DIFFER, False),
        (AGREE, True),
    ]
