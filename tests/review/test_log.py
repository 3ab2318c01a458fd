"""The log: what stands, and what the next undo takes back."""

from __future__ import annotations

import re

from decided import Log, said, undo

from compare.models import VerdictKind
from compare.review import standing, undoable
from compare.review.log import now, signed

AGREE = VerdictKind.AGREE


def test_undone_decisions_and_undos_do_not_stand():
    log = Log(said(["x"], AGREE), said(["y"], AGREE), undo(2)).decisions()
    assert [d.id for d in standing(log)] == [1]


def test_undo_goes_back_to_any_depth_and_only_over_ones_own():
    log = Log(said(["x"], AGREE), said(["y"], AGREE, reviewer="Bo"), said(["z"], AGREE))
    seen = []
    while (last := undoable(log.decisions(), "Ana")) is not None:
        seen.append(last.id)
        log.decide([undo(last.id)])
    assert seen == [3, 1]
    assert undoable(log.decisions(), "Bo").id == 2


def test_a_signature_leaves_out_what_is_unknown():
    assert signed("merged", said([], AGREE)) == "merged by Ana on 2024-04-01"
    assert signed("merged", said([], AGREE, reviewer="", at="")) == "merged"


def test_times_are_in_utc_to_the_second():
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", now())
