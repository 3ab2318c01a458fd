"""That possible differences are calibrated on decisions, as the run of a report has it."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["calibrated_line", "made_of"]

MAX_NAME = 80
"""Characters of a name that are shown: no reviewer has a longer one."""

DAY = 10
"""Characters of the day in a time: 2024-05-31."""


_MADE = (("reviewer", MAX_NAME), ("at", DAY))


def calibrated_line(run: Mapping[str, object]) -> str:
    """From what, by whom and when possible differences were calibrated; "" where they were not."""
    told = run.get("calibration")
    if not isinstance(told, Mapping):
        return ""
    line = f"The probabilities of possible differences are calibrated on {made_of(told)}"
    sure = told.get("differ_from")
    if isinstance(sure, float) and "judge" not in run:
        line += f"; from a probability of {sure:.2f} on they are told as differences"
    return line


def made_of(told: Mapping[str, object]) -> str:
    """From how many decisions a calibration was made, by whom and when."""
    made = ", ".join(str(told[name])[:length] for name, length in _MADE if told.get(name))
    return f"{told.get('decisions')} decisions of reviewers{f' ({made})' if made else ''}"
