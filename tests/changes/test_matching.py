"""Which fact is which: by id, then by shared claims."""

from __future__ import annotations

import random
from dataclasses import replace

from decided import report_of

from compare.changes.matching import match
from compare.reports.view import FactView


def facts(*groups: str) -> tuple[FactView, ...]:
    """Facts of papers, "ab" being those of papers a and b, called "f-ab"."""
    return report_of(*groups).view().facts


def ids(pairs) -> dict[str, str]:
    return {before.id: after.id for before, after in pairs}


def test_the_same_id_is_the_same_fact():
    found = match(facts("ab", "cd"), facts("cd", "ab"))
    assert ids(found.pairs) == {"f-ab": "f-ab", "f-cd": "f-cd"}
    assert (found.new, found.gone, found.beside, found.parted) == ([], [], {}, {})


def test_a_fact_that_got_another_id_is_found_by_its_claims():
    found = match(facts("bc"), facts("abc"))
    assert ids(found.pairs) == {"f-bc": "f-abc"}


def test_the_one_that_shares_most_is_the_partner_and_the_other_has_joined():
    found = match(facts("a", "bc"), facts("abc"))
    assert ids(found.pairs) == {"f-bc": "f-abc"}
    assert [fact.id for fact in found.gone] == ["f-a"]
    assert found.beside == {"f-a": "f-abc"}


def test_what_parted_says_from_which():
    found = match(facts("abc"), facts("ab", "c"))
    assert ids(found.pairs) == {"f-abc": "f-ab"}
    assert [fact.id for fact in found.new] == ["f-c"]
    assert found.parted == {"f-c": "f-abc"}


def test_an_id_wins_over_claims():
    (before,) = facts("abc")
    (whole,) = facts("bcd")
    after = [replace(before, claims=before.claims[:1]), whole]
    found = match([before], after)
    assert ids(found.pairs) == {"f-abc": "f-abc"}
    assert found.parted == {"f-bcd": "f-abc"}


def test_words_that_stand_elsewhere_now_are_the_same_claim():
    (before,) = facts("ab")
    moved = tuple(
        replace(
            c, start=c.start + 40, end=c.end + 40, focus_start=c.focus_start + 40, focus_end=c.focus_end + 40
        )
        for c in before.claims
    )
    found = match([before], [replace(before, id="other", claims=moved)])
    assert ids(found.pairs) == {"f-ab": "other"}


def test_a_claim_on_its_place_counts_more_than_its_words():
    (before,) = facts("a")
    moved = replace(before.claims[0], start=0, end=1)
    copies = [replace(before, id="x", claims=(moved,)), replace(before, id="y")]
    assert ids(match([before], copies).pairs) == {"f-a": "y"}


def test_other_words_of_the_same_article_are_another_fact():
    (before,) = facts("ab")
    other = tuple(replace(claim, sentence="Another sentence.", focus="Another") for claim in before.claims)
    found = match([before], [replace(before, id="other", claims=other)])
    assert ([fact.id for fact in found.new], [fact.id for fact in found.gone]) == (["other"], ["f-ab"])


def test_another_facet_is_another_fact():
    (before,) = facts("ab")
    other = tuple(replace(claim, facet="date") for claim in before.claims)
    assert match([before], [replace(before, id="other", claims=other)]).pairs == []


def test_the_order_of_facts_does_not_matter():
    old, new = list(facts("a", "bc", "d")), list(facts("abc", "d"))
    expected = match(old, new)
    for seed in range(5):
        random.Random(seed).shuffle(old)
        random.Random(seed + 9).shuffle(new)
        found = match(old, new)
        assert ids(found.pairs) == ids(expected.pairs)
        assert (found.beside, found.parted) == (expected.beside, expected.parted)
