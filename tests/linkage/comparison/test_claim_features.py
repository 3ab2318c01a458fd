"""Signals between claims: symmetric, finite, and higher where two claims have more in common."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from stories import STORM, corpus_of, story

from compare.linkage.comparison.claim_features import NO_STORY, SIGNALS, ClaimFeatures
from compare.linkage.comparison.time_features import NEUTRAL
from compare.models import Facet

CORPUS = corpus_of(STORM)
FOUND = ClaimFeatures(CORPUS)
COLUMN = {name: k for k, name in enumerate(SIGNALS)}


def signals(corpus, i: int, j: int) -> dict[str, float]:
    row = ClaimFeatures(corpus).matrix(np.array([i]), np.array([j]))[0]
    return dict(zip(SIGNALS, map(float, row), strict=True))


def between(
    one: str, other: str, facet: Facet = Facet.QUANTITY, **published: date | None
) -> dict[str, float]:
    """The signals of the first claims of a facet in two stories of one sentence each."""
    stories = [story("a", one), story("b", other)]
    if published:
        stories = [replace(s, published=published[s.id]) for s in stories]
    corpus = corpus_of(stories)
    first = [
        next(k for k, c in enumerate(corpus.claims) if c.article == key and c.facet is facet) for key in "ab"
    ]
    return signals(corpus, *first)


def pairs():
    n = len(CORPUS.claims)
    i, j = np.triu_indices(n, k=1)
    rows = [
        k
        for k in range(len(i))
        if CORPUS.claim_article[i[k]] != CORPUS.claim_article[j[k]]
        and CORPUS.claims[i[k]].facet is CORPUS.claims[j[k]].facet
    ]
    return i[rows], j[rows]


def test_a_row_per_pair_and_a_column_per_signal():
    i, j = pairs()
    matrix = FOUND.matrix(i, j)
    assert matrix.shape == (len(i), len(SIGNALS))
    assert np.isfinite(matrix).all()
    assert FOUND.matrix(i[:0], j[:0]).shape == (0, len(SIGNALS))


def test_it_does_not_matter_which_claim_comes_first():
    i, j = pairs()
    assert FOUND.matrix(i, j) == pytest.approx(FOUND.matrix(j, i), abs=1e-9)


def test_a_row_does_not_depend_on_the_other_pairs():
    i, j = pairs()
    alone = np.concatenate([FOUND.matrix(i[k : k + 1], j[k : k + 1]) for k in range(0, len(i), 7)])
    assert FOUND.matrix(i, j)[::7] == pytest.approx(alone, abs=1e-9)


def test_the_order_of_articles_does_not_count():
    back = corpus_of(STORM[::-1])
    row = {claim.id: k for k, claim in enumerate(back.claims)}
    i, j = pairs()
    there = np.array([row[CORPUS.claims[k].id] for k in i]), np.array([row[CORPUS.claims[k].id] for k in j])
    assert ClaimFeatures(back).matrix(*there) == pytest.approx(FOUND.matrix(i, j), abs=1e-9)


def test_what_two_sentences_share_counts_for_them():
    near = between("A fire in Velmora killed 5 miners.", "The fire in Velmora killed 6 miners.")
    far = between("A fire in Velmora killed 5 miners.", "The school in Tarn has 900 pupils.")
    for name in (
        "one fact", "article", "lead words", "counted", "outcome", "told alike", "wording",
        "one question",
    ):  # fmt: skip
        assert near[name] > far[name], name
    assert near["magnitude"] < far["magnitude"]


def test_an_outcome_that_one_side_leaves_out_says_nothing():
    assert between("A fire killed 5 miners.", "A fire killed 6 miners.")["outcome"] == 1
    assert between("A fire killed 5 miners.", "A fire injured 6 miners.")["outcome"] == 0
    assert between("A fire killed 5 miners.", "There were 6 miners in the mine.")["outcome"] == 0.5


def test_who_is_counted_may_be_a_group_or_its_people():
    same = between("A fire killed 5 residents.", "A fire killed 6 Belgians.")["counted"]
    other = between("A fire killed 5 miners.", "A fire killed 6 camels.")["counted"]
    assert other < 0.5 <= same < 1


@pytest.mark.parametrize(
    ("other", "wider", "excluding"),
    [("5 miners", 0, 0), ("at least 4 miners", 1, 0), ("dozens of miners", 0, 1), ("6 miners", 0, 1)],
)
def test_values_that_fit_are_told_from_equal_ones_and_from_those_that_do_not(other, wider, excluding):
    found = between("A fire in Velmora killed 5 miners.", f"The fire in Velmora killed {other}.")
    assert (found["wider"], found["excluding"]) == (wider, excluding)


def test_two_dates_are_no_counts():
    found = between("A fire broke out on 5 March.", "The fire broke out on 9 March.", Facet.DATE)
    assert (found["wider"], found["excluding"]) == (0, 0)


def test_what_the_stories_share_is_no_meaning_of_their_sentences_own():
    filler = "The ferry sank off Port Ashel. The ferry sank in a storm. The ferry sank on Sunday."
    one = f"The ferry had 23 old boats aboard. {filler}"
    near = between(one, f"There were 24 old boats aboard. {filler}")
    far = between(one, f"The ferry sank with 24 tons of oil. {filler}")
    assert near["own meaning"] > far["own meaning"]


def test_the_only_sentences_of_two_articles_have_no_story_to_leave_out():
    for text in ("The fire in Velmora killed 6 miners.", "A school in Tarn has 900 pupils."):
        assert between("A fire in Velmora killed 5 miners.", text)["own meaning"] == NO_STORY


def test_a_column_asked_for_alone_is_the_same():
    i, j = pairs()
    whole = FOUND.matrix(i, j)
    for name in SIGNALS:
        assert np.array_equal(FOUND.matrix(i, j, [name])[:, 0], whole[:, COLUMN[name]]), name


def test_places_in_common_count_more_than_known_ones():
    near = between("A fire in Benghazi killed 5 miners.", "A fire in Benghazi killed 6 miners.")
    far = between(
        "A fire in Benghazi killed 5 miners.",
        "A fire in Tripoli killed 6 miners. It was seen in Benghazi.",
    )
    assert near["same places"] == pytest.approx(1) and far["same places"] == 0
    assert between("A fire killed 5 miners.", "A fire killed 6 miners.")["same places"] == 0.5


def test_a_date_to_come_is_held_against_one_gone_by_but_the_day_of_publication_is_neither():
    text = "The bridge opens on 12 March 2024."
    day = date(2024, 3, 12)
    before, on, after = (day - timedelta(days=3), day, day + timedelta(days=3))
    for one, other, hedge in ((before, after, 1), (before, on, 0), (on, after, 0), (before, before, 0)):
        assert between(text, text, Facet.DATE, a=one, b=other)["hedge"] == hedge, (one, other)


def test_two_days_close_together_are_two_days():
    same = between("A fire on 9 March killed 5 miners.", "A fire on 9 March killed 6 miners.")
    other = between("A fire on 9 March killed 5 miners.", "A fire on 10 March killed 6 miners.")
    assert (same["other day"], other["other day"]) == (0, 1)
    assert other["event days apart"] > same["event days apart"] == 0
    assert same["both dated"] == other["both dated"] == 1


def test_between_two_dates_their_distance_is_for_the_verdict():
    found = between("A fire broke out on 5 March.", "The fire broke out on 9 March.", Facet.DATE)
    assert found["event days apart"] == found["other day"] == 0


def test_where_no_sentence_dates_its_event_publication_counts():
    near = between(*["A fire killed 5 miners."] * 2, a=date(2024, 3, 9), b=date(2024, 3, 10))
    far = between(*["A fire killed 5 miners."] * 2, a=date(2024, 3, 9), b=date(2024, 5, 10))
    assert far["published apart"] > near["published apart"] > 0
    open_ = between(*["A fire killed 5 miners."] * 2, a=None, b=date(2024, 5, 10))
    assert open_["published apart"] == pytest.approx(NEUTRAL)


def test_what_is_so_for_long_has_no_day():
    found = between(
        "Velmora had 5,000 inhabitants on 9 March.", "Some 6,000 people lived in Velmora on 2 March."
    )
    assert found["event days apart"] == pytest.approx(NEUTRAL)
    assert found["other day"] == 0


def test_a_negation_in_one_sentence_counts_but_not_inside_a_quotation():
    plain = "The mayor opened the bridge in Velmora."
    denied = "The mayor did not open the bridge in Velmora."
    quoted = "“Do not wait,” the mayor said and opened the bridge in Velmora."
    assert between(plain, denied, Facet.STATEMENT)["negation"] == 1
    assert between(denied, denied, Facet.STATEMENT)["negation"] == 0
    assert between(plain, quoted, Facet.STATEMENT)["negation"] == 0


def test_a_plan_is_held_against_a_report():
    assert between("The fire killed 5 miners.", "The company will hire 6 miners.")["hedge"] == 1
    assert between("The fire killed 5 miners.", "The fire killed 6 miners.")["hedge"] == 0


def test_other_causes_of_harm_are_told_apart():
    bomb, shots = "A car bomb killed 5 miners in Velmora.", "Snipers killed 6 miners in Velmora."
    assert between(bomb, shots)["other cause"] == 1
    assert between(bomb, "A blast killed 6 miners in Velmora.")["other cause"] == 0
    assert between(bomb, "In Velmora 6 miners died.")["other cause"] == 0


def test_places_are_looked_for_in_the_other_article():
    near = between("A fire killed 5 miners in Benghazi.", "A fire killed 6 miners in Banghazi.")["places"]
    far = between("A fire killed 5 miners in Benghazi.", "A fire killed 6 miners in Odessa.")["places"]
    unknown = between("A fire killed 5 miners.", "A fire killed 6 miners in Odessa.")["places"]
    assert (near, unknown, far) == (1.0, 0.5, 0.0)


def test_a_better_partner_counts_against_a_pair():
    a = story("a", "A flood in Velmora destroyed 40 houses near the river.")
    b = story(
        "b", "The flood in Velmora destroyed 50 houses near the river. A school in Tarn has 900 pupils."
    )
    corpus = corpus_of([a, b])
    rows = {c.value.number: k for k, c in enumerate(corpus.claims) if c.facet is Facet.QUANTITY}
    best, second = signals(corpus, rows[40], rows[50]), signals(corpus, rows[40], rows[900])
    assert best["rivals"] == 0 < second["rivals"]
    assert best["lead over rivals"] > second["lead over rivals"]
    i = np.array([rows[40], rows[40]])
    assert ClaimFeatures(corpus).best_partners(i, np.array([rows[50], rows[900]])).tolist() == [True, False]


def test_articles_without_names_words_or_dates_are_taken():
    corpus = corpus_of(
        [story("a", "It rose by 5 degrees over there.", None), story("b", "5 5 5 5 5 5 5", None)]
    )
    n = len(corpus.claims)
    i, j = np.triu_indices(n, k=1)
    assert np.isfinite(ClaimFeatures(corpus).matrix(i, j)).all()
