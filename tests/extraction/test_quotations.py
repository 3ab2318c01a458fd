import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.extraction.quotations import extract_quotations


def said(text: str) -> list[tuple[str, str]]:
    return [(v.value, v.speaker) for v in extract_quotations(text)]


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("“The road is shut for now,” Mayor Ida Lund said.", "The road is shut for now", "Mayor Ida Lund"),
        ('"The road is shut for now," said Mayor Lund.', "The road is shut for now", "Mayor Lund"),
        ("``The road is shut for now,'' the mayor told reporters.", "The road is shut for now", "the mayor"),
        ("‘The road isn’t open for now,’ the mayor said.", "The road isn’t open for now", "the mayor"),
        ("«The road is shut for now», said Ida Lund.", "The road is shut for now", "Ida Lund"),
        ("Ida Lund, a mayor, said: “The road is closed.”", "The road is closed", "Ida Lund"),
        ("In a note, the U.N. office said “the road is shut for now.”", "the road is shut for now",
         "the U.N. office"),
        ("“The road is shut for now,” according to the mayor.", "The road is shut for now", "the mayor"),
    ],
)  # fmt: skip
def test_styles_and_speakers(text, words, speaker):
    assert said(text) == [(words, speaker)]


def test_pronoun_is_the_nearest_earlier_person():
    text = "Mayor Ida Lund came on Friday. “The road is shut for now,” she said."
    assert said(text) == [("The road is shut for now", "Ida Lund")]


def test_pronoun_is_who_spoke_last_before_who_was_named_last():
    text = "A fisherman in the port said Mayor Ida Lund left. “The road is shut for now,” he said."
    assert said(text)[0][1] == "A fisherman"


def test_acronym_that_looks_like_a_pronoun():
    assert said("“The road is shut for now,” WHO said.") == [("The road is shut for now", "WHO")]


def test_unknown_speaker_is_not_the_one_before():
    text = "“We will not pay,” Ida Lund said. The port was full that day. A sign read “no fishing here now”."
    assert [speaker for _, speaker in said(text)] == ["Ida Lund", "A sign"]


def test_quotation_that_goes_on_keeps_its_speaker():
    text = "“We will not pay,” Ida Lund said. “We never did pay them.”"
    assert [speaker for _, speaker in said(text)] == ["Ida Lund", "Ida Lund"]


def test_who_is_named_before_or_behind_a_role():
    text = "According to Ida Lund, “the ice has gone from the bay”."
    assert said(text) == [("the ice has gone from the bay", "Ida Lund")]
    text = "“The ice has gone from the bay,” the spokeswoman, Ida Lund, told reporters."
    assert said(text) == [("The ice has gone from the bay", "Ida Lund")]


def test_apostrophes_are_no_quotes():
    assert said("It's the workers' day, and the boss's car didn't start in '99.") == []


def test_nested_quotation_is_one_value():
    text = "“He told me, ‘Stay at home,’ and I did,” Ida Lund said."
    assert said(text) == [("He told me, ‘Stay at home,’ and I did", "Ida Lund")]


def test_quotation_over_two_paragraphs():
    text = "Ida Lund said: “We sailed at dawn.\n\n“We came home at night.”"
    assert [words for words, _ in said(text)] == ["We sailed at dawn", "We came home at night"]


def test_lost_mark_does_not_swallow_the_next_paragraph():
    text = "He said “we go.\n\nThe next day, “this is the end of it,” Ida Lund said."
    assert [words for words, _ in said(text)] == ["this is the end of it"]


@settings(derandomize=True, deadline=None)
@given(st.text(alphabet=st.sampled_from("Aa said.,'’‘“”\"\n`«»"), max_size=80))
def test_offsets_slice_back(text):
    for value in extract_quotations(text):
        assert text[value.start : value.end] == value.text


@pytest.mark.parametrize("unit", ["“", '"', "“a ”", "‘a ", '"A b c," X said ', "``", "'a' said "])
def test_linear_on_hostile_text(unit):
    text = unit * (60_000 // len(unit))
    start = time.perf_counter()
    extract_quotations(text)
    assert time.perf_counter() - start < 8


@pytest.mark.parametrize(
    "text",
    ['He goes by the name "Tiny" in Tarn.', "A pilot known as “Old Bo” came.", 'Robert "Bob" Lund came.'],
)
def test_name_in_marks_is_no_quotation(text):
    assert said(text) == []


def test_verbs_of_voice():
    assert said("“The road is shut for now,” grumbled Jo Lund.") == [("The road is shut for now", "Jo Lund")]
