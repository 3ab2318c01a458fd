"""What English words mean by themselves: near words have near vectors, whatever model embeds sentences."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from compare.lang.resources import rows

__all__ = ["AXES", "SCALE", "TABLE", "word_vectors"]

AXES = 48
"""Numbers of a vector. They keep half of the spread of the whole vectors, of 384, and cosines that follow
theirs at .84."""
SCALE = 127
"""What a vector of unit length is multiplied by before it is kept in eight bits."""
TABLE = "word_vectors"
"""Lemmas with their eight-bit numbers, made by ``scripts/make_word_vectors.py``."""


def word_vectors(words: Sequence[str]) -> NDArray[np.float32]:
    """(words, `AXES`) unit vectors of lemmas; zeros of those that the table does not hold.

    Examples:
        >>> near = word_vectors(["wound", "injure", "senate"])
        >>> bool(near[0] @ near[1] > 0.5 > near[0] @ near[2])
        True
    """
    row, vectors = _held()
    return vectors[[row.get(word, -1) for word in words]]


@cache
def _held() -> tuple[dict[str, int], NDArray[np.float32]]:
    """The row of each word, and the vectors with zeros in the last row."""
    words, cells = zip(*rows("en", TABLE), strict=True)
    kept = np.frombuffer(b64decode("".join(cells)), np.int8).reshape(-1, AXES).astype(np.float32)
    vectors = np.zeros((len(words) + 1, AXES), np.float32)
    vectors[:-1] = kept / np.linalg.norm(kept, axis=1, keepdims=True)
    return {word: n for n, word in enumerate(words)}, vectors
