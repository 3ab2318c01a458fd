"""The family of a facet: which model scores its claims."""

from __future__ import annotations

import pytest

from compare.linkage.comparison.families import Family, family
from compare.models import Facet


@pytest.mark.parametrize("facet", Facet)
def test_each_facet_is_judged_by_the_model_of_its_family(facet):
    own = {Facet.DATE: "date", Facet.STATEMENT: "statement", Facet.QUOTATION: "quotation"}
    assert family(facet) is Family(own.get(facet, "count"))
