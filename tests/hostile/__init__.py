"""Attacks: what tries to lose something, to let something in, or to break with more than one line."""

from __future__ import annotations

from collections.abc import Mapping

from hostile import readings
from hostile.attack import Attempt

ATTACKS: Mapping[str, Attempt] = {
    "values": readings.values,
    "files": readings.files,
    "sets": readings.sets,
    "reports": readings.reports,
}
"""Every attack by name."""
