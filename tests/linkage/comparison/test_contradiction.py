"""Whether one of two sentences denies what the other states."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.extraction.annotation.polarity import read_polarity
from compare.linkage.comparison.contradiction import contradict


def polarity_conflict(a: str, b: str) -> bool:
    return contradict(read_polarity(a), read_polarity(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "Norway's parliament approved the fishing deal on Monday.",
            "Parliament in Norway rejected the fishing deal.",
        ),
        ("The harbour bridge was reopened.", "The harbour bridge remains closed to traffic."),
        ("Exports of fish to Spain rose in May.", "Fish exports to Spain fell in May."),
        ("The company said it did not pay the ransom.", "The company paid the ransom."),
        ("The minister denied having met rebel leaders.", "The minister met rebel leaders in March."),
        ("Lund failed to reach the summit.", "Lund reached the summit of the mountain."),
        ("Yet the army did not shell the harbour town.", "The army shelled the harbour town."),
        ("Police did not arrest the harbour suspect.", "Police immediately arrested the harbour suspect."),
        (
            "The harbour minister did not resign on Monday, and the king immediately praised him.",
            "The harbour minister resigned on Monday.",
        ),
    ],
)
def test_conflict(a, b):
    assert polarity_conflict(a, b)
    assert polarity_conflict(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (
            "Exports of fish to Spain rose in May.",
            "Exports of fish to Spain rose in May after they fell in April.",
        ),
        ("The firm will stop selling cod liver oil.", "The firm will not sell cod liver oil."),
        ("Parliament approved the fishing deal.", "Parliament may reject the fishing deal."),
        ("Rebels did not attack the northern town.", "Rebels shelled the southern port and killed two."),
        ("The bridge was closed on Monday.", "The shop was opened on Monday."),
        ("The harbour bridge was not reopened.", "The harbour bridge remains closed."),
        (
            "No one immediately claimed responsibility for the attack.",
            "The rebel group claimed responsibility for the attack.",
        ),
        (
            "No group has yet claimed responsibility for the attack.",
            "The rebel group claimed responsibility for the attack.",
        ),
        (
            "Police initially did not name the suspect in the harbour fire.",
            "Police named the suspect in the harbour fire.",
        ),
        *(
            (denied, "The rebel group claimed responsibility for the attack.")
            for denied in (
                "No group has claimed responsibility for the attack so far.",
                "So far, no group has claimed responsibility for the attack.",
                "No group has claimed responsibility for the attack yet.",
                "No group has claimed responsibility for the attack, so far.",
            )
        ),
        (
            "The airport in Tarn has yet to reopen after the storm.",
            "The airport in Tarn has not reopened after the storm.",
        ),
        ("", ""),
    ],
)
def test_no_conflict(a, b):
    assert not polarity_conflict(a, b)
    assert not polarity_conflict(b, a)


@settings(derandomize=True, deadline=None)
@given(st.text(max_size=120))
def test_no_text_denies_itself(text):
    assert not polarity_conflict(text, text)


@pytest.mark.parametrize("unit", ["said ", "not ", "denied claims ", "“"])
def test_hostile_text_is_read_in_linear_time(unit):
    text = unit * (60_000 // len(unit))
    start = time.perf_counter()
    polarity_conflict(text, text + "not")
    assert time.perf_counter() - start < 5


def test_what_stands_behind_a_denied_deed_is_not_denied():
    heading = "Belmark denies involvement Ida Lund and Ilse Maaren discussed the raid on the port of Tarn."
    assert not polarity_conflict(heading, "Ida Lund and Ilse Maaren discussed the raid on the port of Tarn.")
    assert polarity_conflict(
        "Belmark denied responsibility for sinking the ferry off Tarn.",
        "Belmark was responsible for sinking the ferry off Tarn.",
    )
