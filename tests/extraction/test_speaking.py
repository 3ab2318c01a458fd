import pytest

from compare.extraction.quotations import extract_quotations
from compare.extraction.speaking import name_words, who_speaks

KNOWN = name_words(["Manning", "Kelly", "Ida Lund", "Tarn Port Authority"])


@pytest.mark.parametrize(
    ("phrase", "who"),
    [
        ("Hosting peace", ""),
        ("Homing", ""),
        ("Homing in on schools", ""),
        ("Needless", ""),
        ("Needless to say", ""),
        ("Driven by greed", ""),
        ("Internationally", ""),
        ("Somewhat misleadingly", ""),
        ("When", ""),
        ("If true", ""),
        ("Last week", ""),
        ("Monday night", ""),
        ("A year later", ""),
        ("Wednesdays", ""),
        (")", ""),
        ("I kind of fall", ""),
        ("He paused", "He"),
        ("But Mr. Lund", "Mr. Lund"),
        ("While Lund", "Lund"),
        ("In Tarn the port", "the port"),
        ("In September President Ida Lund", "President Ida Lund"),
        ("In Tarn they", "they"),
        ("Addressing the council Lund", "Lund"),
        ("Citing medical sources the harbour board", "the harbour board"),
        ("Despite Mr. Lund", ""),
    ],
)
def test_what_only_opens_a_sentence_names_nobody(phrase, who):
    assert who_speaks(phrase, KNOWN) == who


@pytest.mark.parametrize(
    "phrase",
    [
        "Manning",
        "Manning from the board",
        "Kelly",
        "Activists",
        "Leading activists",
        "Retired judge Ida Lund",
        "Armed police",
        "Under Secretary Ida Lund",
        "About 20 residents",
        "Rebel-backed forces",
        "Daily papers",
        "Ida Lund",
        "The port",
        "the head of the board",
        "it was reported",
        "he",
    ],
)
def test_who_can_speak_is_left_as_it_stands(phrase):
    assert who_speaks(phrase, KNOWN) == phrase


def test_the_sentence_goes_on_to_who_speaks():
    text = "Ida Lund runs the port.\n\nReacting to the fire, Ida Lund said: “It was the wiring of the hall.”"
    assert [value.speaker for value in extract_quotations(text)] == ["Ida Lund"]
