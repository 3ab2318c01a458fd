"""Words before a number that bound it, and the same words as prepositions."""

from __future__ import annotations

import pytest

from compare.extraction.quantities.extract import extract_quantities
from compare.models import Modifier


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("The plant covers over 80 hectares.", Modifier.MORE_THAN),
        ("The notes were scattered over 80 notebooks.", Modifier.EXACT),
        ("The camp stretches over 80 hectares.", Modifier.EXACT),
        ("Neighbours gathered around 12-year-old Tom.", Modifier.EXACT),
        ("They looked for an around 12-year-old boy.", Modifier.ABOUT),
        ("Around 12 boys came.", Modifier.ABOUT),
    ],
)
def test_a_hedge_or_a_preposition(text: str, modifier: Modifier) -> None:
    assert [v.modifier for v in extract_quantities(text)] == [modifier]


@pytest.mark.parametrize(
    ("text", "bounds", "modifier"),
    [
        # Behind "from", a bound is that of the first end alone.
        ("The walls range from at least 20 to 30 metres.", (20, 30), Modifier.BETWEEN),
        ("The trucks carry from up to 400 to 900 crates.", (400, 900), Modifier.BETWEEN),
        ("Groups vary from just over 12 to 15 people.", (12, 15), Modifier.BETWEEN),
        ("Crews of from no fewer than 12 to 15 sailors are usual.", (12, 15), Modifier.BETWEEN),
        # Elsewhere it is that of the range; and what is about stays so.
        ("The trucks carry up to 400 to 900 crates.", (400, 900), Modifier.AT_MOST),
        ("The trucks carry at least 400 to 900 crates.", (400, 900), Modifier.AT_LEAST),
        ("Groups vary from nearly 12 to 15 people.", (12, 15), Modifier.ABOUT),
        ("The line runs from up to 12 crates.", (None, 12), Modifier.AT_MOST),
    ],
)
def test_the_bound_of_one_end_is_none_of_the_range(text, bounds, modifier) -> None:
    (value,) = extract_quantities(text)
    assert ((value.low, value.high), value.modifier) == (bounds, modifier)
