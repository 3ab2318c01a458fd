"""Where the work of a comparison is done: in this process, in several of this machine, or on a cluster."""

from __future__ import annotations

from compare.engines.engine import HERE, Engine, Here, Task, each
from compare.engines.loading import KINDS, open_engine

__all__ = ["HERE", "KINDS", "Engine", "Here", "Task", "each", "open_engine"]
