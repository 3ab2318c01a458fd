"""Facts of groups: ids that later articles leave alone."""

from __future__ import annotations

from itertools import permutations

from stories import STORM, made, number, story

from compare.models import Facet
from compare.verdicts.facts import fact_id


def test_the_id_is_that_of_the_earliest_claim():
    articles = {s.id: s for s in (STORM[0], STORM[1], story("m3", "Some 1,400 men work in the mine.", None))}
    early, late, undated = (made(key, number(5)) for key in ("ashel", "velmora", "m3"))
    ids = {fact_id(Facet.QUANTITY, order, articles) for order in permutations([early, late, undated])}
    assert ids == {fact_id(Facet.QUANTITY, [early], articles)}
    assert fact_id(Facet.QUANTITY, [late], articles) not in ids
