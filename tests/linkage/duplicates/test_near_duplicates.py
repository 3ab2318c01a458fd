"""Near-duplicate texts: every copy is found, nothing else is, and a crowd of look-alikes costs no square."""

import random
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from work import calls

from compare.extraction.annotation.wording import Words, wording_of
from compare.linkage.duplicates.near_duplicates import CROWD, SIMILAR, near_duplicates

WORDS = [f"{a}{b}" for a in ("ba", "den", "for", "gul", "hin", "jor") for b in ("kel", "lam", "mor", "nas")]


def copies(texts: list[Words]) -> list[list[int]]:
    return near_duplicates([wording_of(text) for text in texts])


def similar(a: Words, b: Words) -> bool:
    """Whether two texts are copies by their word pairs, counted plainly."""
    one, other = set(pairwise(a)), set(pairwise(b))
    shared = len(one & other)
    return shared >= SIMILAR * (len(one) + len(other) - shared)


def words(count: int, seed: str) -> Words:
    draw = random.Random(seed)
    return tuple(f"{draw.choice(WORDS)}{draw.choice(WORDS)}" for _ in range(count))


def test_texts_at_the_threshold_are_copies() -> None:
    one = tuple("abcdefghijklmnopqr")  # 17 pairs
    edge = (*one[:15], "x", "y", "z")  # 14 shared of 20: exactly SIMILAR
    below = (*one[:14], "x", "y", "z", "w")
    assert len({*pairwise(one), *pairwise(edge)}) * SIMILAR == 14
    assert copies([one, edge]) == copies([edge, one]) == [[0, 1]]
    assert copies([one, below]) == []


def test_another_number_or_a_denial_makes_another_text() -> None:
    text = words(20, "a")
    assert copies([(*text, "three"), (*text, "four")]) == []
    assert copies([(*text, "12"), (*text, "13")]) == []
    assert copies([text, (*text, "not")]) == []
    assert copies([(*text, "red"), (*text, "blue")]) == [[0, 1]]


def test_copies_of_copies_are_one_group() -> None:
    first = words(30, "a")
    second = ("x", *first[1:])
    third = (*second[:-1], "y")
    assert copies([words(30, "b"), third, first, words(9, "c"), second]) == [[1, 2, 4]]
    assert copies([]) == copies([first]) == []


def test_a_lone_surrogate_is_a_character_like_others() -> None:
    text = (*words(20, "a"), "\ud800")
    assert copies([text, (*text, "x")]) == [[0, 1]]


@settings(derandomize=True, deadline=None, max_examples=25)
@given(st.integers(0, 10_000))
def test_no_copy_is_missed_and_none_made_up(seed: int) -> None:
    draw = random.Random(seed)
    texts: set[Words] = set()
    for k in range(40):
        text = list(words(draw.randint(8, 40), f"{seed} {k}"))
        texts.add(tuple(text))
        for _ in range(draw.randint(0, 3)):
            for _ in range(draw.randint(1, 4)):
                text[draw.randrange(len(text))] = draw.choice(WORDS)
            texts.add(tuple(text))
    held = sorted(texts)
    group_of = {i: k for k, group in enumerate(copies(held)) for i in group}
    pairs = {(i, j) for i, j in combinations(range(len(held)), 2) if similar(held[i], held[j])}
    assert all(i in group_of and group_of[i] == group_of.get(j) for i, j in pairs), f"seed {seed}"
    assert set(group_of) == {i for pair in pairs for i in pair}, f"seed {seed}"


def test_a_template_that_fills_in_names_costs_no_square() -> None:
    frame = words(14, "frame")

    def filled(count: int) -> list[Words]:
        return [(*frame[:7], *words(2, f"{k}"), *frame[7:]) for k in range(count)]

    few, many = (calls(copies, filled(CROWD * n)) for n in (4, 16))
    assert many <= 5 * few
