"""People, places and organisations as spans."""

from __future__ import annotations

from collections.abc import Sequence

from compare.models import Value


def extract_names(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Value]:
    """Names in `text` outside the `taken` spans."""
    del text, taken
    return []
