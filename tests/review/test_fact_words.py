"""Words of facts are read once, and follow what a reviewer changes."""

from dataclasses import replace

from samples import sample_report

from compare.models import Facet
from compare.review.fact_words import FactWords


def test_words_are_read_once_and_again_where_a_fact_changed() -> None:
    facts = {fact.id: fact for fact in sample_report().facts}
    read = FactWords()
    read.take(facts)
    before = {key: read[key] for key in facts}
    read.take(dict(facts))
    assert all(read[key] is before[key] for key in facts)
    key, fact = next(iter(facts.items()))
    claim = replace(fact.claims[0], text="A ferry sank off Velmora")
    read.take(facts | {key: replace(fact, claims=(claim,))})
    assert read[key].tokens == {"ferry", "sank", "off", "velmora"}
    assert read.holders(fact.facet)["velmora"] == 1
    assert all(read[other] is before[other] for other in facts if other != key)


def test_words_of_facts_that_are_gone_count_no_more() -> None:
    facts = {fact.id: fact for fact in sample_report().facts}
    read = FactWords()
    read.take(facts)
    read.take({})
    assert not any(count for facet in Facet for count in read.holders(facet).values())
    read.take(facts)
    fresh = FactWords()
    fresh.take(facts)
    assert all(+read.holders(facet) == fresh.holders(facet) for facet in Facet)
