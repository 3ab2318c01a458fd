import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.extraction.claims.modality import read_attribution, read_modality
from compare.models import Modality


def in_focus(sentence: str) -> tuple[str, int, int]:
    """The sentence without its brackets, and the place of the words between them."""
    return sentence.replace("[", "").replace("]", ""), sentence.index("["), sentence.index("]") - 1


def modality(sentence: str) -> Modality:
    return read_modality(*in_focus(sentence))


def attribution(sentence: str) -> str:
    return read_attribution(*in_focus(sentence))


def test_what_lies_in_a_disputed_place_is_not_denied():
    assert not modality("They fought over disputed land, mainly [Tarn, a town inside Belmark].").negated
    assert modality("The mayor disputed the claim that [Tarn lies inside Belmark].").negated


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("The storm killed [12] people, a monitor said.", "a monitor"),
        ("The storm killed [12] people a monitor said", "a monitor"),
        ("The coast guard said [12] people were lost.", "The coast guard"),
        ("At least [12] people were lost, according to the Red Cross.", "the Red Cross"),
        ("According to police, [12] people were lost in the storm.", "police"),
        ("“We lost [12] boats,” said Harbour Chief Ida Lund on Monday.", "Harbour Chief Ida Lund"),
        ("In Oslo, the U.N. office reported that [12] boats sank.", "the U.N. office"),
        ("[12] boats sank in the storm, officials in Oslo told reporters.", "officials in Oslo"),
        ("Earlier on Monday a pilot in the port said that [12] boats were lost.", "a pilot in the port"),
        ("A vigil on Monday drew an estimated [200 people].", ""),
        ("[The port said that twelve boats were lost in the storm.]", "The port"),
        ("[Twelve boats were lost in the storm, according to the port.]", "the port"),
        ("[Twelve boats were lost in the storm, the port said.]", "the port"),
        (
            "In a note about the storm the Norwegian ministry said that [12] boats sank.",
            "the Norwegian ministry",
        ),
        ("Such storms are not rare but the port said this one sank [12] boats.", "the port"),
        ("The storm sank [12] boats the port said updating an earlier count.", "the port"),
        ("The source pointed out that [12] boats were lost.", "The source"),
        (
            "The daily quoted Minister Ida Lund as telling reporters that [12] boats sank.",
            "Minister Ida Lund",
        ),
        ("Hours before the Norwegian ministry announced that [12] boats sank.", "the Norwegian ministry"),
        ("Storm sinks [12] boats: coast guard", ""),
        ("Storm sinks [12] boats: Coast guard", "Coast guard"),
        ("Monitor: storm sinks [12] boats", "Monitor"),
        ("Storm sinks [12] boats OCHA", "OCHA"),
        ("The storm sank [12] boats.", ""),
        ("[12] boats were reported lost.", ""),
    ],
)
def test_attribution(sentence, source):
    assert attribution(sentence) == source


@pytest.mark.parametrize(
    "sentence",
    [
        "The storm did not sink [12 boats].",
        "There were [no casualties] in the port.",
        "There were no reported [casualties].",
        "The minister denied that the storm sank [12 boats].",
        "The port rejected reports of [12] lost boats.",
        "The crew failed to reach [12 boats].",
        "He left without [a deal].",
        "[The deal] was not signed on Monday.",
        "[The fishermen] haven't been paid.",
    ],
)
def test_negated(sentence):
    assert modality(sentence).negated


@pytest.mark.parametrize(
    "sentence",
    [
        "The storm sank [12 boats], but nobody died.",
        "There were no deaths and [12 people] were hurt.",
        "Not only did it sink [12 boats] but it broke the pier.",
        "No fewer than [12 boats] sank.",
        "There is “no alternative” to [the deal of 2020].",
        "The minister, who did not give a reason, sold [12 boats].",
        'She said they heard "[three shots] go off" but it was so dark "we did not see a thing."',
        "Boat No. [3 sank] near the port.",
        "An ongoing dispute over [12 boats] went on.",
    ],
)
def test_not_negated(sentence):
    assert not modality(sentence).negated


@pytest.mark.parametrize(
    "sentence",
    ["As many as [12] may have died.", "The storm reportedly sank [12 boats].", "[12] were feared dead.",
     "Unconfirmed reports spoke of [12] dead.", "[12] suspected rebels were held."],
)  # fmt: skip
def test_hedged(sentence):
    assert modality(sentence).hedged


def test_hedge_stays_in_its_clause_and_may_is_a_month():
    assert not modality("The storm sank [12 boats], but more could follow.").hedged
    assert not modality("There are [12 dead] and the toll could rise.").hedged
    assert not modality("On 4 May [12 boats] sank.").hedged


@pytest.mark.parametrize(
    "sentence",
    ["The EU will send [12] experts.", "[12] experts are due to arrive.", "He plans to sell [12 boats].",
     "She vowed to build [12] schools.", "[12] experts would be sent."],
)  # fmt: skip
def test_planned(sentence):
    assert modality(sentence).planned


def test_plan_of_another_verb():
    assert not modality("The [12 boats] lay in the port of Oslo for a week and planned to leave.").planned


def test_announcement_of_something_else_is_no_source():
    assert attribution("Raids killed [12] people hours after Norway announced a deal.") == ""


def test_due_to_a_cause_is_no_plan():
    assert not modality("[12] boats sank due to the storm.").planned
    assert not modality("The plan to punish those who killed [12] sailors was praised.").planned
    assert modality("The navy said it plans to send [12] boats.").planned


@settings(derandomize=True, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("aA no,.“”12:'said "), max_size=60),
    st.integers(0, 60),
    st.integers(0, 60),
)
def test_any_text_and_any_focus(sentence, i, j):
    start, end = sorted((min(i, len(sentence)), min(j, len(sentence))))
    assert isinstance(read_modality(sentence, start, end), Modality)
    assert isinstance(read_attribution(sentence, start, end), str)


@pytest.mark.parametrize(
    "unit", ["said ", "the ", "not ", "A ", "according to ", ", x said ", "denied claims ", "“"]
)
def test_linear_on_hostile_text(unit):
    text = unit * (60_000 // len(unit))
    start = time.perf_counter()
    for focus in ((30_000, 30_010), (0, len(text))):
        read_modality(text, *focus)
        read_attribution(text, *focus)
    assert time.perf_counter() - start < 5
