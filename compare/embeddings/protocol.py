"""What the rest of crossclaim asks of an embedding model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""One row per text, of shape (n, dimension); every row has unit length."""

TINY = 1e-12
"""Length below which a vector is one of zeros: far below what 32 bits resolve."""


@runtime_checkable
class Encoder(Protocol):
    """Turns texts into unit vectors whose dot product says how close their meanings are.

    A text's row depends on that text alone: not on its neighbours, their order or their number.
    """

    @property
    def name(self) -> str:
        """The model's name, for people."""

    @property
    def identity(self) -> str:
        """Name and hash of what computes the vectors: equal identities give equal vectors."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of `texts`, shape (len(texts), dimension), in their order."""


def clean(text: str) -> str:
    """Return `text` with lone surrogates, which no UTF-8 encoder takes, replaced by "?"."""
    return text.encode("utf-8", "replace").decode("utf-8")


def unit(rows: Vectors) -> Vectors:
    """Return `rows` scaled to length one; a row of zeros becomes the first axis."""
    # Summed in 64 bits without a copy of all rows in 64 bits.
    lengths = np.sqrt(np.einsum("ij,ij->i", rows, rows, dtype=np.float64))
    empty = lengths < TINY
    scaled: Vectors = rows / np.where(empty, 1, lengths).astype(np.float32)[:, None]
    if empty.any():
        scaled[empty] = 0
        scaled[empty, 0] = 1
    return scaled
