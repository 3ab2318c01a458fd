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
