"""Attacks: what tries to lose something, to let something in, or to break with more than one line."""

from __future__ import annotations

from collections.abc import Mapping

from hostile import doors, pages, readings, stores
from hostile.attack import Attempt

ATTACKS: Mapping[str, Attempt] = {
    "values": readings.values,
    "files": readings.files,
    "sets": readings.sets,
    "reports": readings.reports,
    "kept": stores.kept,
    "flips": stores.flips,
    "kills": stores.kills,
    "full": stores.full,
    "writers": stores.writers,
    "clocks": stores.clocks,
    "clients": pages.clients,
    "open_page": pages.open_page,
    "asked": doors.asked,
    "tools": doors.tools,
}
"""Every attack by name."""
