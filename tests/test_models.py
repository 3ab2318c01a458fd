"""The records: what files of earlier versions hold is still read."""

from __future__ import annotations

import pytest

from compare.models import Rule


@pytest.mark.parametrize("rule", Rule)
def test_a_rule_is_read_from_its_text(rule):
    assert Rule(str(rule)) is rule
    assert Rule(f"{str(rule).partition(',')[0]}, told otherwise by another version") is rule


def test_rules_differ_before_their_comma():
    assert len({str(rule).partition(",")[0] for rule in Rule}) == len(Rule)


def test_another_rule_is_refused():
    with pytest.raises(ValueError, match="by dice"):
        Rule("by dice")
