"""Every attack, for seconds; ``scripts/attack.py`` makes them for as long as one likes.

The seed is fixed, so that a failure is that of a change; ``HOSTILE_SEED=random`` (or a number) takes another
one. Findings say how to make an attempt again.
"""

from __future__ import annotations

import logging
import os
import secrets
import time

import pytest

from hostile import ATTACKS
from hostile.attack import run

CHOSEN = os.environ.get("HOSTILE_SEED", "18")
SEED = secrets.randbelow(10**6) if CHOSEN == "random" else int(CHOSEN)

COUNTS = {
    "values": 4000,
    "files": 800,
    "sets": 50,
    "reports": 250,
    "kept": 25,
    "flips": 60,
    "kills": 25,
    "full": 5,
    "writers": 5,
    "clocks": 50,
    "clients": 10,
    "open_page": 15,
    "asked": 40,
    "tools": 50,
}
"""Attempts of each, some seconds of work."""
SECONDS = 10.0
"""What no attack takes here, so that all of them stay under two minutes on a slow machine."""


def test_every_attack_is_made():
    assert COUNTS.keys() == ATTACKS.keys()


@pytest.mark.other_run  # reports whose run is anything at all
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("name", ATTACKS)
def test_nothing_is_lost_and_nothing_let_in(name, tmp_path, monkeypatch):
    monkeypatch.setattr(logging.root.manager, "disable", logging.CRITICAL)
    if name in ("kills", "writers") and not hasattr(os, "fork"):
        pytest.skip("no fork here")
    start = time.monotonic()
    tally = run(name, ATTACKS[name], tmp_path, seed=SEED, count=COUNTS[name], seconds=SECONDS)
    print(f"{tally}, {time.monotonic() - start:.1f} s")  # noqa: T201 - shown where it fails
    assert not tally.findings, "\n".join([str(tally), *map(str, tally.findings[:5])])
    assert tally.made
