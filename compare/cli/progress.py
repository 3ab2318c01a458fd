"""Progress on stderr, for work that takes longer than a second."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

    from compare.models import Progress

_PATIENCE = 1.0
"""Seconds before anything is shown."""


class ProgressLine:
    """Shows the progress events of a run where stderr is a terminal; otherwise does nothing."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._wanted = not quiet and sys.stderr.isatty()
        self._start = time.monotonic()
        self._bars: Bars | None = None
        self._task: TaskID | None = None
        self._stage = ""

    def __enter__(self) -> Self:
        return self

    def __call__(self, event: Progress) -> None:
        """Take one event of the pipeline."""
        if not self._wanted or time.monotonic() - self._start < _PATIENCE:
            return
        if self._bars is None:
            self._bars = _new_bars()
            self._bars.start()
        total = event.total or None
        if self._task is None:
            self._task = self._bars.add_task(event.stage, total=total)
        elif event.stage != self._stage:  # one line, which tells the stage that is at work
            self._bars.reset(self._task, description=event.stage, total=total)
        self._stage = event.stage
        self._bars.update(self._task, completed=event.done, total=total)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars is not None:
            self._bars.stop()


def _new_bars() -> Bars:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    return Bars(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
