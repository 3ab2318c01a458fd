"""What is held for long is looked at once by the collector of cycles, and again afterwards."""

from __future__ import annotations

import gc
import weakref

import pytest

from compare.memory import what_is_held_stays


class Cycle:
    def __init__(self):
        self.own = self


def test_what_was_held_is_out_of_the_collector_meanwhile_and_back_afterwards():
    assert gc.get_freeze_count() == 0
    with pytest.raises(ZeroDivisionError), what_is_held_stays():
        assert gc.get_freeze_count() > 1000
        raise ZeroDivisionError
    assert gc.get_freeze_count() == 0


def test_cycles_made_meanwhile_are_collected():
    with what_is_held_stays():
        gone = weakref.ref(Cycle())
        gc.collect()
        assert gone() is None


def test_what_somebody_else_keeps_out_stays_out():
    gc.freeze()
    try:
        with what_is_held_stays():
            pass
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
