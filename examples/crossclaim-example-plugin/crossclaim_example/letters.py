"""Vectors without a model: how often each three letters in a row stand in a text, hashed to a fixed length.

The hashing trick is that of Weinberger et al. (2009), Feature Hashing for Large Scale Multitask Learning.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from compare.plugins import Vectors

_SIZE = 512


class LettersEncoder:
    """Texts are close where they are spelled alike."""

    name = "letters"
    identity = f"letters-{_SIZE}@1"
    """Vectors are kept by it: it changes with what is computed."""
    dimension = _SIZE

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of shape (len(texts), dimension), each by its own text alone."""
        rows = np.zeros((len(texts), _SIZE), np.float32)
        for row, text in zip(rows, texts, strict=True):
            padded = f"  {text.lower()} ".encode()
            for start in range(len(padded) - 2):
                hashed = zlib.crc32(padded[start : start + 3])
                row[hashed % _SIZE] += 1 if hashed & 1 << 31 else -1
            row[0] += 1e-6  # no row is all zeros
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        return rows
