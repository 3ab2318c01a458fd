"""`compare_pair`: each verdict, and unrelated where the sentences are not about one fact."""

from __future__ import annotations

from datetime import date

import pytest

from compare.embeddings import FastMiniLM
from compare.models import VerdictKind
from compare.pairs import compare_pair


@pytest.fixture(scope="module")
def encoder() -> FastMiniLM:
    return FastMiniLM(threads=1)


CASES = [
    (
        VerdictKind.AGREE,
        "The landslide buried 34 houses in the village of Tarn.",
        "In the village of Tarn, 34 houses were buried by the landslide.",
    ),
    (
        VerdictKind.COMPATIBLE,
        "The landslide buried more than 30 houses in the village of Tarn.",
        "In the village of Tarn, 34 houses were buried by the landslide.",
    ),
    (
        VerdictKind.DIFFER,
        "The landslide buried 34 houses in the village of Tarn.",
        "In the village of Tarn, 19 houses were buried by the landslide.",
    ),
    (
        VerdictKind.DIFFER,
        "The governor of Velmora signed the water treaty.",
        "The governor of Velmora did not sign the water treaty.",
    ),
    (
        VerdictKind.AGREE,
        "The governor of Velmora signed the water treaty at noon.",
        "At noon, the governor of Velmora signed the treaty on water.",
    ),
    (
        VerdictKind.UNRELATED,
        "The landslide buried 34 houses in the village of Tarn.",
        "The orchestra plays in 18 cities this summer.",
    ),
    (
        VerdictKind.UNRELATED,
        "The fire killed 12 miners near Ostrava Dol.",
        "The fire injured 40 miners near Ostrava Dol.",
    ),
]


@pytest.mark.parametrize(("kind", "a", "b"), CASES)
def test_the_verdict_on_two_sentences(encoder, kind, a, b):
    found = compare_pair(a, b, encoder=encoder)
    assert found.verdict is kind, found.reason
    assert found.reason
    assert 0 <= found.score <= 1


@pytest.mark.parametrize(("kind", "a", "b"), CASES)
def test_the_verdict_is_the_same_the_other_way_round(encoder, kind, a, b):
    assert compare_pair(b, a, encoder=encoder).verdict is kind


@pytest.mark.xfail(strict=True, reason="sentences whose values the gates rule out still agree as statements")
def test_numbers_of_another_order_do_not_agree(encoder):
    a, b = "The fire killed 12 miners near Ostrava Dol.", "The fire killed 412 miners near Ostrava Dol."
    assert compare_pair(a, b, encoder=encoder).verdict is not VerdictKind.AGREE


def test_relative_dates_hang_on_publication(encoder):
    a, b = "The Tarn library opened on Sunday.", "The library in Tarn was opened on Sunday."
    week = date(2024, 3, 11), date(2024, 3, 12)
    assert compare_pair(a, b, *week, encoder=encoder).verdict is VerdictKind.AGREE
    weeks = date(2024, 3, 11), date(2024, 3, 19)
    assert compare_pair(a, b, *weeks, encoder=encoder).verdict is VerdictKind.DIFFER


@pytest.mark.parametrize(("a", "b"), [("", ""), ("", "A fire killed 5 men."), ("…", "5"), ("\ud800", "\x00")])
def test_nothing_to_compare_is_unrelated(encoder, a, b):
    found = compare_pair(a, b, encoder=encoder)
    assert found.verdict is VerdictKind.UNRELATED
    assert found.reason
