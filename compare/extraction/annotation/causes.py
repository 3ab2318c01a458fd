"""What did the harm that a sentence reports: bombs, shells, guns, fire, water."""

from __future__ import annotations

import re
from enum import IntFlag, auto

from compare.lang.resources import table


class Cause(IntFlag):
    """Causes of harm; a text may name several of them, and most name none."""

    BOMB = auto()
    AIR = auto()
    SHELL = auto()
    GAS = auto()
    GUN = auto()
    KNIFE = auto()
    FIRE = auto()
    CRASH = auto()
    WATER = auto()
    WIND = auto()
    QUAKE = auto()
    ILLNESS = auto()
    COLLAPSE = auto()


_NAMED = {
    cause: re.compile(rf"\b(?:{table('en', 'causes')[str(cause.name).lower()]})\b", re.IGNORECASE)
    for cause in Cause
}


def causes(text: str) -> Cause:
    """The causes of harm that `text` names; none where it names none."""
    found = Cause(0)
    for cause, named in _NAMED.items():
        if named.search(text):
            found |= cause
    return found
