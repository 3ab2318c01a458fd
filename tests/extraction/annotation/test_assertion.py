"""What a part of a sentence states of its subject."""

from __future__ import annotations

from dataclasses import replace

import pytest
from stories import made

from compare.extraction.annotation.assertion import AssertionNotes, read_assertion
from compare.extraction.claims.stances import AS_TOLD, Stance
from compare.models import Focus


def assertion(masked: str, subject: str = "The port of Tarn", focus: str = "Tarn") -> AssertionNotes:
    claim = made("a", subject=subject, masked=masked)
    return read_assertion(replace(claim, focus=Focus(0, len(focus), focus)))


def test_the_predicate_is_what_is_said_without_the_subject():
    found = assertion("The port of Tarn is part of Belmark")
    assert found.predicate == "is part of Belmark"
    assert found.subject == {"port", "tarn"}


@pytest.mark.parametrize(
    ("said", "standing"),
    [
        ("is part of Belmark", True),
        ("also borders Velmora", True),
        ("was shut on Monday", False),
        ("is being shut", False),
    ],
)
def test_what_is_so_on_all_days_stands(said: str, standing: bool):
    assert assertion(f"The port of Tarn {said}").standing is standing


def test_a_reaction_has_a_stance_and_what_a_sentence_before_tells_of_its_target():
    found = assertion(f"Lima {Stance.AGAINST} the move{AS_TOLD}Tarn shut its port", subject="Lima")
    assert (found.stance, found.target, found.earlier) == (Stance.AGAINST, "the move", "Tarn shut its port")


def test_a_pronoun_stands_for_the_subject_and_a_name_for_itself():
    assert assertion("Tarn is a port", "Tarn", "It is a port").pronoun == "it"
    assert assertion("Tarn is a port", "Tarn", "Tarn is a port").pronoun == ""
