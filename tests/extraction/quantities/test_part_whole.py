"""Which number of a sentence is a part of which."""

from __future__ import annotations

import pytest

from compare.extraction.quantities.extract import extract_quantities
from compare.extraction.quantities.part_whole import OF_THEM_REACH, PART_REACH

FILLER = "on the long road past the old mill to the far gate of the port near the north wall by the sea"


def wholes(text: str) -> dict[str, str | None]:
    """The numbers of a sentence, in its words, with the number that each is a part of."""
    values = extract_quantities(text, ())
    at = {value.start: value.text for value in values}
    return {value.text: None if value.whole is None else at[value.whole] for value in values}


@pytest.mark.parametrize(
    "text",
    [
        "Of the 40 people hurt, 11 were children.",
        "Of 40 people hurt, 11 were children.",
        "40 people were hurt, among them 11 children.",
        "40 people were hurt, 11 of them badly.",
        "40 people were hurt, 11 of whom were children.",
        "40 people were hurt, of whom 11 were children.",
        "Of 40 people 11 of them stayed.",
        "The list of 40 people includes 11 children.",
        "40 people, including a man and 11 children, were hurt.",
        "11 of 40 people stayed.",
        "11 of the 40 people stayed.",
        "11 of those 40 people stayed.",
        "11 children were among 40 people hurt.",
        "11 children were among the 40 people hurt.",
        "11 children were among those 40 people.",
    ],
)
def test_a_part_has_its_whole_and_a_whole_has_none(text):
    assert wholes(text) == {"11": "40", "40": None}


@pytest.mark.parametrize(
    "text",
    [
        "In 40 houses hit, 11 were children.",  # no "of"
        "After 40 people fled, 11 came back.",
        "Of the people hurt in the raid, 40 were men, 11 were children.",  # "of" what nobody counted
        "Of the 40 people hurt 11 were children.",  # no comma
        "40 people hurt included 11 children.",
        "40 people, including those killed and 11 children, were hurt.",
        "40 people, including some who were with 11 children, were hurt.",
        "40 people were hurt and 11 children fled.",
        "11 people of the town met 40 others.",
        "40 people, with 11 children, were hurt.",
    ],
)
def test_what_is_no_part(text):
    assert wholes(text) == {"11": None, "40": None}


def test_shares_have_parts_and_measures_have_none():
    assert wholes("60% of the residents fled, 11% of them to the coast.") == {"60%": None, "11%": "60%"}
    assert wholes("11% of the 40 people hurt were children.")["11%"] == "40"
    assert wholes("40 people, including 11% from abroad, were hurt.")["11%"] == "40"
    for text in (
        "The rebels took 40 tonnes, including 11 tonnes of rice.",
        "It cost $40 million, including $11 million for roads.",
        "40 people were hurt, including a man 11 kilometres away.",
        "40 kilometres were walked, 11 of them by children.",
    ):
        assert set(wholes(text).values()) == {None}, text


@pytest.mark.parametrize(("words", "whole"), [(PART_REACH, "40"), (PART_REACH + 1, None)])
def test_the_reach_of_including(words, whole):
    between = " ".join(["fled", *FILLER.split()[: words - 2], "including"])
    assert len(between.split()) == words
    assert wholes(f"40 people {between} 11 children.") == {"40": None, "11": whole}


@pytest.mark.parametrize(("words", "whole"), [(OF_THEM_REACH, "40"), (OF_THEM_REACH + 1, None)])
def test_the_reach_of_them_behind_a_comma(words, whole):
    between = " ".join(["fled", *FILLER.split()[: words - 2]])  # the comma is the last of the words
    assert wholes(f"40 people {between}, 11 of them by boat.") == {"40": None, "11": whole}


@pytest.mark.parametrize(("between", "whole"), [("fled in fear", "40"), ("fled in great fear", None)])
def test_the_reach_of_them_without_a_comma(between, whole):
    assert wholes(f"40 people {between} 11 of them by boat.") == {"40": None, "11": whole}


def test_several_parts_of_one_whole():
    assert wholes("40 people were hurt, including 11 children and 3 nurses.") == {
        "40": None,
        "11": "40",
        "3": "40",
    }
    assert wholes("40 people were hurt, 11 of them children, 3 of them badly.") == {
        "40": None,
        "11": "40",
        "3": "40",
    }
    assert wholes("10 children and 13 rebels were among 48 people.") == {"10": "48", "13": "48", "48": None}
    assert wholes("10 nurses, 13 rebels were among 48 people.") == {"10": None, "13": "48", "48": None}
    assert wholes("9 rebels, 10 children and 13 nurses were among 48 people.")["10"] == "48"
    assert wholes("10 children and 13 rebels were among 48 people and 5 dogs.")["10"] == "48"


def test_a_part_of_a_part_and_another_part_of_the_whole():
    nested = wholes("40 people were hurt, including 11 children, among them 3 babies.")
    assert nested == {"40": None, "11": "40", "3": "11"}
    beside = wholes("40 people were hurt, including 11 children, 3 of them badly.")
    assert beside == {"40": None, "11": "40", "3": "40"}


def test_a_count_is_no_part_of_a_measure():
    assert set(wholes("11 of 40 kilometres were walked.").values()) == {None}
    assert set(wholes("11 of the $40 were found.").values()) == {None}


def test_what_is_counted_apart_is_among_no_others():
    apart = {"10": None, "13": None, "48": None}
    assert wholes("10 children and 13 rebels met 48 people.") == apart
    assert wholes("10 children fled and 13 rebels were among 48 people.") == apart | {"13": "48"}


@pytest.mark.parametrize(
    ("link", "whole"), [(", as well as", "40"), (", as well as another", None), ("and", "40"), (",", None)]
)
def test_how_long_a_list_of_parts_may_be_linked(link, whole):
    text = f"40 people were hurt, including 11 children {link} 3 nurses."
    assert wholes(text) == {"40": None, "11": "40", "3": whole}


def test_them_of_a_sentence_before_are_no_whole():
    assert wholes("Six of them were wounded.") == {"Six": None}
    assert wholes("Six of them were wounded, 11 were not.") == {"Six": None, "11": None}


def test_a_list_behind_a_part_is_no_part():
    assert wholes("40 people were hurt, including 11 children, 3 nurses.")["3"] is None
    assert wholes("40 people were hurt, including 11 children who fled and 3 nurses.")["3"] is None


def test_a_whole_is_no_part_of_itself():
    assert wholes("In the attack 18 of the 31 lorries were destroyed.") == {"18": "31", "31": None}
