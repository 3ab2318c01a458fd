"""Topics that ask what the sources do to each other."""

import pytest

from compare.models import VerdictKind
from compare.store.questions import question_of

DIFFERENCES = (VerdictKind.DIFFER, VerdictKind.POSSIBLE, VerdictKind.VARIANT)
AGREEMENT = (VerdictKind.AGREE, VerdictKind.COMPATIBLE)


@pytest.mark.parametrize(
    ("topic", "about", "kinds"),
    [
        ("What do the papers disagree on about the ferry?", "on about the ferry?", DIFFERENCES),
        ("Where do sources differ on the cost?", "on the cost?", DIFFERENCES),
        ("how do reports of the storm contradict each other?", "of the storm ?", DIFFERENCES),
        ("What don't the papers agree on?", "on?", DIFFERENCES),
        ("Do the outlets not agree about the pier", "the pier", DIFFERENCES),
        ("discrepancies in the number of passengers", "in the number of passengers", DIFFERENCES),
        ("ferry: differences between the reports", "ferry:", DIFFERENCES),
        ("What do they agree on?", "on?", AGREEMENT),
        ("Did all newspapers agree on the day?", "on the day?", AGREEMENT),
    ],
)
def test_what_is_asked_of_those_who_report(topic, about, kinds):
    assert question_of(topic) == (about, kinds)


@pytest.mark.parametrize(
    "topic",
    [
        "ferry",
        "Norland and Sudland disagree over the border",
        "why ministers differ on the tax",
        "differences between the two captains",
        "media reports about the conflict",
        "sources say that the parties agreed",
    ],
)
def test_that_two_parties_disagree_is_news(topic):
    assert question_of(topic) == (topic, ())
