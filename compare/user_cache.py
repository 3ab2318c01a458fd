"""The user's own cache: a folder of what can be made again, kept between runs."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["OFF", "VARIABLE", "cache_folder"]

VARIABLE = "CROSSCLAIM_CACHE"
"""Environment variable: the folder of the cache, or "off"."""
OFF = frozenset({"off", "none", "no", "0", "false"})


def cache_folder() -> Path | None:
    """The folder that the environment asks for, else the user's own; None is no cache. It may not exist."""
    chosen = os.environ.get(VARIABLE, "").strip()
    if chosen.lower() in OFF:
        return None
    if chosen:
        return Path(chosen).expanduser()
    import platformdirs

    return Path(platformdirs.user_cache_dir("crossclaim", appauthor=False))
