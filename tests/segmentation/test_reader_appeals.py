"""Lines that speak to the reader are set aside; people who speak in the news are not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.models import Article
from compare.segmentation.reader_appeals import reader_lines
from compare.segmentation.sentences import split_sentences


def marked(text: str) -> list[str]:
    sentences = split_sentences(Article("a", text))
    return [sentences[k].text for k in sorted(reader_lines(sentences))]


@pytest.mark.parametrize(
    "line",
    [
        "Anyone with information is asked to call the Velmora police at 555-0134.",
        "Police are asking anyone who saw the car to come forward.",
        "Detectives urge witnesses of the robbery to contact Sergeant Owen Hale.",
        "If you know who the man is, call the hotline on 555-0134.",
        "Those who wish to stay anonymous may call Crime Stoppers.",
        "Call 1-800-555-0134 with tips.",
        "Contact the newsroom at (212)555-0100.",
        "The editor can be reached at (209) 555-0131 or by e-mail.",
        "KTRN-TVWelcome to KTRN-TV on TarnNews.com!",
        "Tips can be left on the line of the harbour police.",
        "This story will be updated as more information becomes available.",
        "This is a developing story.",
        "Check back for updates.",
        "Editor's note: This article has been corrected.",
        "Tarn Times is working to learn more about the fire.",
        "Click here to see the video of the fire.",
        "Your browser does not support this video.",
        "To read on, you need a subscription to the Tarn Times.",
        "Download our app to get the news of Tarn first.",
    ],
)
def test_what_is_said_to_the_reader_is_marked(line):
    assert marked(f"A mill burned in Ostrell on Sunday.\n{line}") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Residents can reach the island by boat.",
        "A spokeswoman reached at 212-555-0100 said the fire killed 6 miners.",
        "Unwelcome to the council, the firm sold 6 sites to Velmora.com.",
        "People asked for help were slow to come.",
        "The minister asked the people of Tarn for patience.",
        "We told you not to leave the harbour, Drost said.",
        "“You have to click here, and our account is empty,” he wrote.",
        "The company said that users should contact its office.",
        "Hackers stole the passwords of 3 million accounts.",
        "The website of the ministry was down for two hours.",
        "The US embassy closed its website.",
        "The report will be published in May.",
        "No arrests have been made.",
    ],
)
def test_what_the_news_tells_is_not(line):
    assert marked(f"A mill burned in Ostrell on Sunday.\n{line}") == []


def test_a_quotation_over_several_sentences_is_nobody_speaking_to_the_reader():
    text = "“We love our town. You can see it on our website. We will stay,” Ada Corvin said."
    assert marked(text) == []


def test_a_quotation_that_is_never_closed_ends():
    rest = " ".join(f"A mill burned in town number {n}." for n in range(12))
    assert marked(f"“We love our town. {rest} Click here to read more.") == ["Click here to read more."]


def test_what_a_site_says_of_itself_goes_with_its_neighbours():
    text = (
        "A mill burned in Ostrell on Sunday.\n"
        "Welcome to Tarn Radio!\nWe play your music day and night.\n"
        "Tarn Radio is part of Velmora Media.\nClick here for our programme."
    )
    assert len(marked(text)) == 4


def test_a_neighbour_that_tells_news_stays():
    text = "We are no strangers in Tarn.\nA mill burned on Sunday.\nNobody was hurt.\nClick here for more."
    assert marked(text) == ["Click here for more."]


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.text(alphabet='you click here. “”"\nanyone asked to call 1', max_size=300))
def test_any_text_is_read(text):
    sentences = split_sentences(Article("a", text))
    assert reader_lines(sentences) <= set(range(len(sentences)))


@pytest.mark.parametrize("unit", ["!", "=", "…", "- ", "welcome to ", "call 555", "Anyone asked to "])
def test_hostile_text_takes_linear_time(unit):
    text = unit * (60_000 // len(unit))
    start = time.perf_counter()
    reader_lines(split_sentences(Article("a", text)))
    assert time.perf_counter() - start < 5
