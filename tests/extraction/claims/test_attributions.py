from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.models import Article, Facet
from compare.pipeline import read_claims


def speakers(text: str) -> list[str]:
    """Who states each sentence."""
    reading = read_claims([Article(id="a", text=text, published=date(2020, 5, 1))])[0]
    return [c.attribution for c in reading.claims if c.facet is Facet.STATEMENT]


def test_quotation_that_goes_on_has_one_speaker():
    text = (
        "“The ice is thin in here,” said Ida Lund, a pilot. "
        "“We lost four boats there. Nobody will go out again.”"
    )
    assert speakers(text) == ["Ida Lund, a pilot"] * 3


def test_pronoun_is_who_spoke_last():
    text = "The old pilot said that the ice was thin. He added that four boats were lost."
    assert speakers(text) == ["The old pilot", "The old pilot"]


def test_several_are_not_one():
    text = "Mayor Ida Lund said the ice was thin. Two pilots said it would break. She said the port was shut."
    assert speakers(text)[2] == "Mayor Ida Lund"


def test_chain_keeps_both():
    text = "The minister said that the mayor had told reporters that four boats were lost in the storm."
    assert speakers(text) == ["the mayor, according to The minister"]


def test_what_is_denied_is_negated():
    reading = read_claims([Article(id="a", text="The port denied that the storm had sunk four boats.")])[0]
    assert all(c.modality.negated for c in reading.claims)


def test_outer_source_wins():
    text = "Lund plans to visit the port on Sunday, according to a harbour official."
    assert speakers(text) == ["a harbour official"]


def test_turns_of_an_interview():
    text = "LUND: The ice was thin that day. We lost four boats there too.\n\nBERG: Who told you to go there?"
    assert speakers(text) == ["LUND", "LUND", "BERG"]


def test_signed_quotation():
    text = "“The ice was never as thin as it was that day.” ― Ida Lund"
    assert speakers(text)[0] == "Ida Lund"


def test_unsure_stays_empty():
    assert speakers("The ice is thin and the port has been shut since.") == [""]


@pytest.mark.parametrize("mark", ["“”", '""'])
def test_quotation_keeps_its_whole_extent(mark):
    words = "We lost four boats there. Nobody will go out again."
    text = f"Lund said: {mark[0]}{words}{mark[1]} The port is shut for now."
    reading = read_claims([Article(id="a", text=text)])[0]
    found = [c for c in reading.claims if c.facet is Facet.QUOTATION]
    assert [text[c.focus.start : c.focus.end] for c in found] == [words]
    assert all(c.start <= c.focus.start and c.focus.end <= c.end for c in found)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Lund said", "four boats", "“We lost", "there.”", "on 4 May", ".", "\n", "he added", ",",
             "12 people", "The port", "“", "”", "was shut.", "according to", "3 km"]
        ),
        max_size=30,
    )
)  # fmt: skip
def test_focus_lies_in_the_extent(parts):
    text = " ".join(parts)
    for c in read_claims([Article(id="a", text=text, published=date(2020, 5, 1))])[0].claims:
        assert 0 <= c.start <= c.focus.start <= c.focus.end <= c.end <= len(text)
        assert text[c.focus.start : c.focus.end] == c.focus.text
