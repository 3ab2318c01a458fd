"""Quantities, money and percentages as intervals."""

from __future__ import annotations

from collections.abc import Sequence

from compare.models import Value


def extract_quantities(text: str, taken: Sequence[tuple[int, int]] = ()) -> list[Value]:
    """Quantities in `text` outside the `taken` spans."""
    del text, taken
    return []
