"""Lists of addresses, which hold no article."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["is_address_list", "refused"]

_ADDRESS = re.compile(r"https?://\S+", re.I)
_HEADING = re.compile(r"#.*|urls?|links?", re.I)


def is_address_list(lines: Sequence[str]) -> bool:
    """Whether every line is an address."""
    stated = [line.strip() for line in lines if line.strip()]
    if stated and _HEADING.fullmatch(stated[0]):
        stated = stated[1:]
    return bool(stated) and all(_ADDRESS.fullmatch(line) for line in stated)


def refused() -> str:
    """What is said of such a list."""
    return (
        "is a list of addresses and holds no article: crossclaim does not go online; save the pages as HTML, "
        "WARC or JSON lines and name these"
    )
