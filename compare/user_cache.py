"""The user's own cache: a folder of what can be made again, kept between runs."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

__all__ = ["OFF", "VARIABLE", "cache_file", "keep"]

VARIABLE = "CROSSCLAIM_CACHE"
"""Environment variable: the folder of the cache, or "off"."""
OFF = frozenset({"off", "none", "no", "0", "false"})


def cache_file(name: str) -> Path | None:
    """A file in the folder that the environment asks for, else in the user's own; None is no cache. Neither
    need exist."""
    chosen = os.environ.get(VARIABLE, "").strip()
    if chosen.lower() in OFF:
        return None
    if chosen:
        return Path(chosen).expanduser() / name
    import platformdirs

    return Path(platformdirs.user_cache_dir("crossclaim", appauthor=False)) / name


def keep(place: Path, content: bytes) -> bool:
    """Whether `content` stands in the file `place` now: all of it, or what stood there before.

    A cache that cannot be written to is none.
    """
    own: str | None = None
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        number, own = tempfile.mkstemp(prefix=f"{place.name}.", dir=place.parent)
        with os.fdopen(number, "wb") as file:
            file.write(content)
        Path(own).replace(place)
    except OSError:
        if own is not None:
            with suppress(OSError):
                Path(own).unlink()
        return False
    return True
