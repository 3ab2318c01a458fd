"""Ages that are told by their ten years: "a man in his early 50s", "a woman in her twenties"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from compare.extraction.quantities.numbers import Mention, overlaps
from compare.lang.en.calendar_lexicon import DECADES, OF_A_PERSON_SOURCE
from compare.lang.patterns import any_of
from compare.models import Modifier

__all__ = ["find_decades_of_age"]

_DECADE = re.compile(
    rf"\b(?:in|into|past)[ ]{OF_A_PERSON_SOURCE}[ ]"
    r"(?P<age>(?:(?P<part>early|mid|late)(?:-?[ -](?:to|or)[ -](?P<last>early|mid|late))?[ -]?)?"
    rf"(?:(?P<tens>[2-9])0['’]?s|(?P<word>{any_of(DECADES)})))\b"
)
_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), None: (0, 9)}
"""Years of ten that a part of them is."""


def find_decades_of_age(
    text: str, start: int, end: int, taken: Sequence[tuple[int, int]] = ()
) -> Iterator[Mention]:
    """The ages by ten years in ``text[start:end]``, text in lower case; each is an interval of years.

    `taken` are sorted spans, of dates, that no age may touch.
    """
    for found in _DECADE.finditer(text, start, end):
        if overlaps(taken, *found.span("age")):
            continue
        tens = 10 * (int(found["tens"]) if found["tens"] else DECADES[found["word"]])
        parts = _PARTS[found["part"]], _PARTS[found["last"] or found["part"]]
        first, last = min(low for low, _ in parts), max(high for _, high in parts)
        yield Mention(
            *found.span("age"),
            None,
            float(tens + first),
            float(tens + last),
            words=True,
            vague=True,
            unit="year",
            old=True,
            modifier=Modifier.BETWEEN,
        )
