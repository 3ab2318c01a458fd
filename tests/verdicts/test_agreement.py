"""Agreement of statements: enough of one wording, and nothing that one of them denies."""

from __future__ import annotations

import pytest
from work import calls_to

from compare.extraction.annotation import texts
from compare.extraction.annotation.texts import TextNotes
from compare.verdicts import agreement
from compare.verdicts.agreement import agrees, alike, opposed, says_as_much, unmatched

STATED = "The mayor of Velmora opened the harbour bridge on Monday."


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (STATED, True),
        ("On Monday, Velmora's mayor opened the bridge at the harbour.", True),
        ("The mayor of Velmora did not open the harbour bridge on Monday.", False),
        ("The mayor of Velmora closed the harbour bridge on Monday.", False),
        ("Ferries will stop next year, a spokesman told reporters.", False),
    ],
)
def test_agreement_needs_common_wording_and_no_denial(other, same):
    assert agrees(TextNotes(STATED), TextNotes(other)) is same
    assert agrees(TextNotes(other), TextNotes(STATED)) is same


def test_the_threshold_is_inclusive(monkeypatch):
    a, b = TextNotes(STATED), TextNotes("The mayor of Velmora opened a school.")
    monkeypatch.setattr(agreement, "ALIKE", alike(a, b))
    assert agrees(a, b)
    monkeypatch.setattr(agreement, "ALIKE", alike(a, b) + 1e-9)
    assert not agrees(a, b)


def test_what_both_deny_is_not_opposed():
    a, b = TextNotes("The mayor did not resign."), TextNotes("The mayor never resigned.")
    assert not opposed(a.polarity, b.polarity)


def test_empty_statements_share_nothing():
    assert alike(TextNotes(""), TextNotes("")) == 0.0


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        (
            "They left with 12 dogs.",
            "They left with 14 dogs.",
            "only A has the number “12” and only B has the number “14”",
        ),
        (
            "They met in Tarn.",
            "They met in Velmora.",
            "only A has the name “Tarn” and only B has the name “Velmora”",
        ),
        (
            "They were injured there.",
            "They were killed there.",
            "only A has the word “injured” and only B has the word “killed”",
        ),
        ("They met.", "They met.", ""),
    ],
)
def test_the_reason_names_what_is_unmatched(a, b, told):
    assert unmatched(TextNotes(a), TextNotes(b), ("A", "B")) == told


@pytest.mark.parametrize(
    ("a", "b", "as_much"),
    [
        ("The United States left the talks.", "The U.S. left the talks.", True),
        ("Americans left the talks.", "The U.S. left the talks.", True),
        ("French President Lund left the talks.", "The president of France, Lund, left the talks.", True),
        ("The president, Lund, left the talks.", "President Lund left the talks.", True),
        ("The U.S. left the talks.", "France left the talks.", False),
        ("On Monday King met Lund.", "On Monday Lund met nobody.", False),
        ("The agency of Chad Wolf left.", "The agency of Wolf left, a Chadian paper wrote.", False),
        ("The French and the Dutch left the talks.", "France left the talks.", False),
        ("President Lund left the talks.", "The president left the talks.", False),
    ],
)
def test_a_state_has_several_names_and_a_role_is_none(a, b, as_much):
    one, other = TextNotes(a), TextNotes(b)
    assert says_as_much(one, other) is says_as_much(other, one) is as_much


def test_the_wording_of_a_text_is_read_once_however_many_it_is_compared_with():
    one, *others = (TextNotes(f"{STATED} It has {n} lanes, all of them new.") for n in range(3, 13))
    told = calls_to([texts._trigrams.__wrapped__], lambda: [alike(one, other) for other in others])
    assert told["_trigrams"] == 10
    assert texts._trigrams.cache_info().maxsize == texts.HELD
