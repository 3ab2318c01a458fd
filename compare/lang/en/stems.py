"""Stems of English words."""

from __future__ import annotations

import sys
from functools import lru_cache

from compare.lang.en.tokens import READ


@lru_cache(maxsize=READ)
def stem(word: str) -> str:
    """The stem of a lower-case English word: "inspections" and "inspected" meet in "inspect"."""
    from snowballstemmer import stemmer  # type: ignore[import-untyped]

    return sys.intern(str(stemmer("english").stemWord(word)))
