"""Whether one sentence denies what another states: negation, opposites in all their forms, and doubt."""

import pytest

from compare.extraction.annotation.polarity import read_polarity
from compare.lang.resources import table
from compare.linkage.comparison.contradiction import contradict


def polarity_conflict(a: str, b: str) -> bool:
    return contradict(read_polarity(a), read_polarity(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Milltown's council approved the port plan.", "Milltown's council did not approve the port plan."),
        ("Milltown's council approved the port plan.", "Milltown's council rejected the port plan."),
        ("Milltown's council is approving the port plan.", "Milltown's council vetoes the port plan."),
        ("The Velmora bridge opened to heavy traffic.", "The Velmora bridge closes to heavy traffic."),
        ("The U.S. embassy in Velmora was not evacuated.", "The U.S. embassy in Velmora was evacuated."),
        ("Velmora failed to sign the border treaty.", "Velmora signed the border treaty."),
        ("The minister denied taking bribes in Velmora.", "The minister took bribes in Velmora."),
    ],
)  # fmt: skip
def test_what_one_states_the_other_denies(a: str, b: str) -> None:
    assert polarity_conflict(a, b)
    assert polarity_conflict(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Milltown's council approved the port plan.", "Milltown's council approves the port plan."),
        ("Milltown's council approved the port plan.", "Milltown's council may reject the port plan."),
        ("Milltown's council approved the port plan.", "Milltown's council plans to reject the port plan."),
        ("Milltown's council approved the plan.", "The mayor of Oldport rejected a strike by nurses."),
        ("Velmora declined to comment to the Journal.", "The Journal contacted Velmora for comment."),
        ("The minister denied involvement Velmora's mayor left Milltown", "Velmora's mayor left Milltown."),
        ("Nobody claimed the Velmora attack yet.", "A group claimed the Velmora attack."),
    ],
)  # fmt: skip
def test_no_denial_is_seen_where_none_is_sure(a: str, b: str) -> None:
    assert not polarity_conflict(a, b)
    assert not polarity_conflict(b, a)


def test_every_pair_of_opposites_has_two_sides() -> None:
    assert all(len(pair) == 2 and all(pair) for pair in table("en", "opposites")["pairs"])
