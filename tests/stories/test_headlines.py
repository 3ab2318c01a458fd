"""Titles of stories: what a site puts around a headline goes, and the most central headline stays."""

from __future__ import annotations

from collections import Counter

import pytest
from samples import article

from compare.stories.headlines import bare_headline, head_lemmas, story_title


@pytest.mark.parametrize(
    ("title", "source", "bare"),
    [
        ("Bus falls off bridge in Tarn", "", "Bus falls off bridge in Tarn"),
        ("Bus falls off bridge in Tarn - Tarn Daily News", "", "Bus falls off bridge in Tarn"),
        ("Bus falls off bridge in Tarn - WXYZ.com, Upper Valley", "wxyz.com", "Bus falls off bridge in Tarn"),
        ("Bus falls off bridge - WXYZ 3 Upper - Memphis, Tennessee", "wxyz.com", "Bus falls off bridge"),
        ("Harbour Post | Bus falls off bridge in Tarn", "Harbour Post", "Bus falls off bridge in Tarn"),
        ("UPDATE: Bus falls off bridge in Tarn (video)", "", "Bus falls off bridge in Tarn"),
        ("[VIDEO] Bus falls off bridge in Tarn", "", "Bus falls off bridge in Tarn"),
        ("Tarn - the town that lost a bus", "", "Tarn - the town that lost a bus"),
        ("Bus falls off bridge in Tarn Harbour Post", "Harbour Post", "Bus falls off bridge in Tarn"),
        ("Mayor of Tarn talks to Harbour Post", "Harbour Post", "Mayor of Tarn talks to Harbour Post"),
        (
            "Bus falls off bridge in Tarn - Region - World - Harbour Post",
            "Harbour Post",
            "Bus falls off bridge in Tarn",
        ),
        ("Bus falls off old bridge in Syria Monitor", "", "Bus falls off old bridge in Syria"),
        ("Live music returns to Tarn", "", "Live music returns to Tarn"),
        ("", "wxyz.com", ""),
    ],
)
def test_what_stands_around_a_headline_goes(title, source, bare):
    assert bare_headline(title, source) == bare


def titled(*titles: str, disputed: tuple[str, ...] = ()) -> str:
    """The title of a story of articles with these headlines, which all tell of a bus and a bridge."""
    lead = "A bus fell off the old bridge in Tarn and passengers drowned."
    articles = [article(f"a{n}", [lead], title=title) for n, title in enumerate(titles)]
    frequency = Counter(word for one in articles for word in head_lemmas(one))
    return story_title(articles, frequency, disputed)


def test_the_headline_that_most_tell_stays():
    assert titled("Mayor weeps at the river", "Bus falls off bridge in Tarn", "My night shift") == (
        "Bus falls off bridge in Tarn"
    )


def test_of_equal_headlines_the_first_stays_whatever_rounding_makes():
    lead = "Mueller statement disputes report that Trump told Cohen to lie to Congress in Tarn."
    titles = "Statement disputes report that Cohen lied", "Report that Cohen lied disputes statement"
    articles = [article(f"a{n}", [lead], title=title) for n, title in enumerate(titles)]
    for frequency in ({}, {"statement": 3, "report": 7, "cohen": 2, "dispute": 6}):
        assert story_title(articles, frequency, ()) == titles[0]
        assert story_title(articles[::-1], frequency, ()) == titles[1]


@pytest.mark.parametrize(
    "poor",
    [
        "Bus falls off bridge in Tarn and",
        "Bus falls off bridge in Tarn?",
        "BUS FALLS OFF BRIDGE IN TARN",
        "Bus falls off \ufffd bridge in Tarn",
        "Bus falls off 'old bridge in Tarn",
        "Bus, bridge, Tarn",
    ],
)
def test_a_headline_with_a_fault_yields(poor):
    assert titled(poor, "Passengers of a bus drown at Tarn") == "Passengers of a bus drown at Tarn"


def test_a_disputed_number_takes_no_side():
    told = ("19 drowned as bus fell off bridge in Tarn", "Passengers of a night bus drowned")
    assert titled(*told) == told[0]
    assert titled(*told, disputed=("19", "21")) == told[1]


def test_a_full_stop_goes_but_not_of_initials_and_a_long_one_is_cut():
    assert titled("Bus falls off bridge in Tarn.") == "Bus falls off bridge in Tarn"
    assert titled("Bus falls off bridge in the U.S.") == "Bus falls off bridge in the U.S."
    assert len(titled("Bus falls off bridge in Tarn " + "and then another one falls " * 9)) <= 120


def test_without_headlines_the_most_central_opening_stands():
    articles = [
        article("a", ["It was like any other morning in the town of Tarn."]),
        article("b", ["A bus fell off the bridge in Tarn."]),
        article("c", ["Passengers of a bus that fell off a bridge in Tarn drowned."]),
    ]
    frequency = Counter(word for one in articles for word in head_lemmas(one))
    assert "bus" in story_title(articles, frequency, ())
