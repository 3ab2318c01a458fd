"""Stand-ins for slow parts."""

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from compare.embeddings import CachedEncoder


class HashingEncoder:
    """An encoder without a model: every word adds its own random direction.

    Texts with the same words have the same vector, texts that share words are close. `calls`
    keeps the texts of each call.
    """

    name = "hashing"

    def __init__(self, dimension: int = 64, identity: str = "hashing@1") -> None:
        self.dimension = dimension
        self.identity = identity
        self.calls: list[list[str]] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.calls.append(list(texts))
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        return np.stack([self._one(text) for text in texts])

    def _one(self, text: str) -> NDArray[np.float32]:
        words = re.findall(r"\w+", text.lower()) or [""]
        total = np.sum([self._direction(word) for word in words], axis=0)
        return (total / np.linalg.norm(total)).astype(np.float32)

    def _direction(self, word: str) -> NDArray[np.float64]:
        seed = hashlib.sha256(word.encode("utf-8", "replace")).digest()
        return np.random.default_rng(int.from_bytes(seed[:8], "big")).standard_normal(self.dimension)


class WordEncoder:
    """Unit vectors that are close where texts share words: one random direction per word."""

    name = identity = "words"
    dimension = 48

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        rows = np.array([sum((self._word(w) for w in t.lower().split()), self._word("")) for t in texts])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)

    def _word(self, word: str) -> np.ndarray:
        seed = hashlib.sha256(word.strip(".,").encode("utf-8", "replace")).digest()[:4]
        return np.random.default_rng(int.from_bytes(seed, "big")).normal(size=self.dimension)


def fill_cache(path: Path, start: int) -> None:
    """Embed 40 texts that other starts share and 40 of this one's own, with the cache in the file `path`."""
    cached = CachedEncoder(HashingEncoder(8), path)
    for number in range(start, start + 40):
        cached.encode([f"text {number}", f"own {start} {number}"])
    if not cached.path:
        raise SystemExit(1)
