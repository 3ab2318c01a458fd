"""Texts that a service has cut."""

import pytest

from compare.ingest.stubs import extent_of
from compare.models import Article, Extent
from compare.segmentation.articles import segment

BODY = "The river rose by three metres on Monday. The mayor closed the bridge."


@pytest.mark.parametrize(
    "end",
    [
        " Nobody was hur… [+1210 chars]",
        " Nobody was hurt [+96 chars]",
        "\nRead more",
        " Read more: Flood in the valley",
        "\nContinue reading the main story",
        "\nSubscribe to continue reading",
        "\nAlready a subscriber? Sign in",
        "\nThis article is for subscribers only. See our offers.",
        "\nYou have reached your limit of free articles.",
        "\nTo continue reading, please log in.",
        " Nobody was […]",
        " Nobody was…",
    ],
)
def test_what_ends_so_is_cut(end):
    assert extent_of(BODY + end) is Extent.CUT


@pytest.mark.parametrize(
    "end",
    [
        "",
        " He said that he could read more than one page.",
        " She wants to continue reading at school.",
        " Readers subscribe to papers.",
        "\nRead more: Flood in the valley\n" + BODY,
    ],
)
def test_what_ends_otherwise_is_whole(end):
    assert extent_of(BODY + end) is Extent.WHOLE


def test_a_long_text_may_end_in_dots():
    assert extent_of(BODY * 30 + " And then…") is Extent.WHOLE
    assert extent_of(BODY * 30 + "\nSubscribe to continue reading") is Extent.CUT


def test_the_sentence_that_was_cut_states_nothing():
    text = "The river rose on Monday. At least 12 people were killed and 3… [+1210 chars]"
    ((first, cut),) = [found.sentences for found in segment([Article("a", text)])]
    assert (first.furniture, cut.furniture) == (False, True)
