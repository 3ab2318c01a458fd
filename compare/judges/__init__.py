"""Judges: models that are asked whether two claims can both be true.

Nobody is asked unless the settings name a judge. A judge reads only what the built-in comparison finds
possible, and what it says is shown as its words.
"""

from __future__ import annotations

from compare.judges.asking import Asked, ask
from compare.judges.loading import leaving, open_judge
from compare.judges.protocol import Judge, JudgedPair, Opinion, Side, Tally, pair_key

__all__ = [
    "Asked",
    "Judge",
    "JudgedPair",
    "Opinion",
    "Side",
    "Tally",
    "ask",
    "leaving",
    "open_judge",
    "pair_key",
]
