"""Claims to facts: nothing lost, and the order of articles without weight."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import permutations

import pytest
from fakes import HashingEncoder
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import STORM, corpus_of, made, names_of, story

from compare.embeddings import FastMiniLM
from compare.extraction.annotation.annotate import annotate_claims, by_claim
from compare.extraction.annotation.wording import read_wording
from compare.linkage.duplicates.origins import Origins, find_origins
from compare.linkage.groups import Group
from compare.models import Explanation, Facet, Fact, Rule, Verdict, VerdictKind
from compare.pipeline_facts import build_facts, judge_groups, without_unshown
from compare.segmentation.sentences import split_sentences
from compare.settings import Settings

MINE = (
    story("m1", "A fire in a mine near Ostrava Dol killed 12 miners on Friday.", date(2023, 5, 6)),
    story("m2", "Twelve miners died on Friday in a fire in the Ostrava Dol mine.", date(2023, 5, 7)),
    story("m3", "Some 1,400 men work in the mine near Ostrava Dol.", None),
)
LATER = story(
    "zz-later",
    "The orchestra of Quay Town plays in 18 cities this summer.\nTickets cost 25 dollars each.",
    date(2024, 6, 1),
)
STORIES = (*STORM, *MINE)


class Remembering:
    """The real model, asked once per text in all tests of this file."""

    def __init__(self) -> None:
        self.inner, self.known = FastMiniLM(threads=1), {}
        self.dimension, self.identity, self.name = self.inner.dimension, self.inner.identity, self.inner.name

    def encode(self, texts):
        import numpy as np

        new = [text for text in texts if text not in self.known]
        self.known.update(zip(new, self.inner.encode(new), strict=True))
        return np.stack([self.known[text] for text in texts])


@pytest.fixture(scope="module")
def encoder() -> Remembering:
    return Remembering()


def facts(stories, encoder) -> list[Fact]:
    origins = find_origins(read_wording(stories, {s.id: split_sentences(s) for s in stories}))
    return build_facts(corpus_of(stories, encoder), names_of(stories), origins, Settings()).facts


def shared(found: list[Fact]) -> list[Fact]:
    return [f for f in found if len({c.article for c in f.claims}) > 1]


def content(found: list[Fact]):
    return sorted(
        (
            f.id,
            f.topic,
            f.verdict.verdict,
            f.verdict.reason,
            round(f.score, 6),
            f.origins,
            *(c.id for c in f.claims),
        )
        for f in found
    )


# ---------------------------------------------------------------- what is found


def by_focus(found: list[Fact], focus: str) -> Fact:
    return next(f for f in shared(found) if any(focus in c.focus.text for c in f.claims))


def test_the_toll_differs_and_the_passengers_agree(encoder):
    found = facts(STORM, encoder)
    toll = by_focus(found, "31")
    assert {c.article for c in toll.claims} == {"ashel", "velmora"}
    assert toll.verdict.verdict is VerdictKind.DIFFER
    assert by_focus(found, "140").verdict.verdict is VerdictKind.AGREE
    assert by_focus(found, "warned").facet is Facet.QUOTATION


def test_the_unrelated_story_shares_nothing(encoder):
    assert not [f for f in shared(facts(STORM, encoder)) if any(c.article == "tarn" for c in f.claims)]


def test_a_difference_in_one_article_and_its_copies_is_a_single_source(encoder):
    text = "A fire in the old mill of Velmora killed 14 workers on the night shift on Friday, police said."
    found = facts([story("a", text), story("b", text)], encoder)
    assert {f.verdict.verdict for f in found} == {VerdictKind.SINGLE_SOURCE}
    assert any(len(f.claims) == 2 and f.origins == 1 for f in found)


def test_spellings_are_told(encoder):
    texts = {
        "a": "Governor Yelina Markovich resigned. Yelina Markovich had been in office since May.",
        "b": "Governor Elina Markovic resigned. Elina Markovic gave no reason.",
        "c": "Governor Yelina Markovic resigned. Yelina Markovic gave no reason.",
    }
    found = facts([story(key, text) for key, text in texts.items()], encoder)
    assert [f for f in found if f.verdict.verdict is VerdictKind.VARIANT]


def test_a_fact_of_several_articles_is_explained_by_its_claims(encoder):
    for fact in shared(facts(STORIES, encoder)):
        if fact.facet is Facet.NAME:
            assert fact.explanation is None
            continue
        ids, told = {c.id for c in fact.claims}, fact.explanation
        assert told.links and {e for link in told.links for e in (link.a, link.b)} <= ids
        assert all(0 <= link.score <= 1 and link.signals and link.needed for link in told.links)
        assert {e for pair in told.compared for e in (pair.a, pair.b)} <= ids


def test_statements_beside_a_better_pair_stay_where_they_are_shown_to_say_the_same():
    def half(key: str, rule: Rule = Rule.ONE_SIDED) -> Group:
        claim = made(key)
        return Group((claim,), (claim,), 0.8, Explanation(rule, 0.75, 0.05))

    groups = [half("a"), half("b"), half("b", Rule.STATEMENTS)]

    def facts_of(some: Iterable[Group]) -> list[Fact]:
        kind = {"a": VerdictKind.COMPATIBLE, "b": VerdictKind.RELATED}
        of = [(group, kind[group.claims[0].article]) for group in some]
        return [Fact("f", "", Facet.STATEMENT, g.claims, Verdict(k, ""), 0.8, 2) for g, k in of]

    assert without_unshown(groups, facts_of) == [groups[0], groups[2]]


def test_what_stands_beside_a_better_pair_has_a_title_of_its_own():
    pair = made("a", text="Divers of the harbour watch found the old wreck.")
    own = made("zz", text="The harbour watch sent its best divers, and the old wreck was found.")
    articles = {key: story(key, "") for key in ("a", "zz")}
    notes = by_claim(annotate_claims([own, pair]))
    titles = []
    for rule in (Rule.STATEMENTS, Rule.ONE_SIDED):
        group = Group((own, pair), (own,), 0.8, Explanation(rule, 0.75, 0.05))
        (fact,) = judge_groups([group], articles, Origins(), notes)
        titles.append(fact.topic)
    assert titles[0] == pair.text
    assert titles[1].startswith("The harbour watch sent its best divers")


# ---------------------------------------------------------------- nothing lost, nothing twice


@given(st.lists(st.sampled_from(STORIES), unique_by=lambda s: s.id, min_size=1))
@settings(derandomize=True, deadline=None, max_examples=8)
def test_no_claim_is_dropped(stories):
    encoder = HashingEncoder()
    corpus, found = corpus_of(sorted(stories, key=lambda s: s.id), encoder), facts(stories, encoder)
    assert not untold(corpus, found)
    assert len({f.id for f in found}) == len(found)


def test_no_claim_is_dropped_with_the_real_model(encoder):
    corpus, found = corpus_of(STORIES, encoder), facts(STORIES, encoder)
    assert not untold(corpus, found)


def untold(corpus, found):
    """Claims in no fact, but for statements whose sentence a value fact of several articles shows."""
    told = {c.id for f in found for c in f.claims if f.facet is not Facet.NAME}
    shown = {
        (c.article, c.sentence) for f in found if len({c.article for c in f.claims}) > 1 for c in f.claims
    }
    return [
        c
        for c in corpus.claims
        if c.id not in told and not (c.facet is Facet.STATEMENT and (c.article, c.sentence) in shown)
    ]


def test_the_order_of_articles_does_not_count(encoder):
    expected = content(facts(STORIES, encoder))
    for order in list(permutations(STORIES))[119::150]:
        assert content(facts(order, encoder)) == expected


def test_claims_of_a_fact_answer_one_kind_of_question(encoder):
    for fact in facts(STORIES, encoder):
        assert {c.facet for c in fact.claims} == {fact.facet}


def test_no_articles_no_facts(encoder):
    assert facts([], encoder) == []
    assert facts([story("a", "")], encoder) == []


# ---------------------------------------------------------------- ids


@pytest.mark.parametrize("stories", [STORM, MINE, STORIES])
def test_an_unrelated_later_article_leaves_the_old_facts_alone(encoder, stories):
    before, after = (
        {row[0]: (*row[:4], *row[5:]) for row in content(facts(found, encoder))}
        for found in (stories, [*stories, LATER])
    )
    new = {f.id for f in facts([LATER], encoder)}
    assert set(after) == set(before) | new
    assert {key: after[key] for key in before} == before


@given(st.permutations(STORIES), st.integers(1, len(STORIES) - 1))
@settings(derandomize=True, deadline=None, max_examples=10)
def test_two_facts_never_share_an_id_while_articles_are_added(order, count):
    encoder = HashingEncoder()
    found = facts(sorted(order[:count], key=lambda s: s.id), encoder)
    assert len({f.id for f in found}) == len(found)


@given(
    st.lists(st.sampled_from(STORIES), unique_by=lambda s: s.id, min_size=1),
    st.integers(0, 400),
    st.sampled_from(["lake", "choir", "tram", "museum"]),
)
@settings(derandomize=True, deadline=None, max_examples=8)
def test_ids_hold_whatever_else_is_added(stories, n, what):
    encoder = HashingEncoder()
    later = story(
        "zz", f"In the north a {what} has been named after poet no. {n} by its owner.", date(2025, 1, 1)
    )
    before = {f.id for f in facts(stories, encoder) if len(f.claims) == 1}
    after = {c.id for f in facts([*stories, later], encoder) for c in f.claims}
    assert {key[1:] for key in before} <= after


def test_lone_claims_are_single_sources():
    found = build_facts(corpus_of([STORM[2]], HashingEncoder()), [], Origins(), Settings()).facts
    assert {f.verdict.verdict for f in found} == {VerdictKind.SINGLE_SOURCE}
    assert all(f.origins == 1 and f.score == 0 for f in found)
