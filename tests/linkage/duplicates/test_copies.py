"""Many copies of one article: two stand for all, and each keeps what it alone says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fakes import HashingEncoder
from stories import STORM, claims_of, corpus_of, names_of, story
from work import calls

from compare.extraction.annotation.wording import read_wording
from compare.linkage.blocking.candidates import candidate_pairs
from compare.linkage.duplicates.copies import FEW, find_repeats
from compare.linkage.duplicates.origins import find_origins
from compare.models import Article, Claim, Fact, VerdictKind
from compare.pipeline_facts import build_facts
from compare.segmentation.sentences import split_sentences
from compare.settings import Settings

TEXT = STORM[1].text
EDITED = TEXT.replace("Divers found the wreck", "Divers at last found the wreck")


def origins_of(articles):
    return find_origins(read_wording(articles, {a.id: split_sentences(a) for a in articles}))


def repeats(*articles: Article) -> tuple[list[Claim], Mapping[str, tuple[str, ...]]]:
    """The claims that stand for themselves, and who stands for whom."""
    corpus = corpus_of(articles)
    found = find_repeats(corpus, origins_of(articles))
    rows = zip(corpus.claims, corpus.claim_sentence.tolist(), strict=True)
    return [claim for claim, row in rows if not found.sentences[row]], found.followers


def copies(count: int, text: str = TEXT) -> list[Article]:
    return [story(f"c{k:03}", text, source=f"Outlet {k}") for k in range(count)]


def facts(articles: list[Article]) -> list[Fact]:
    origins = origins_of(articles)
    corpus = corpus_of(articles, HashingEncoder())
    return build_facts(corpus, names_of(articles), origins, Settings()).facts


def test_two_copies_stand_for_all_and_a_whole_copy_goes() -> None:
    kept, followers = repeats(*copies(4), STORM[0])
    assert {c.article for c in kept} == {"c000", "c001", "ashel"}
    left_out = [c for a in copies(4)[FEW:] for c in claims_of(a)]
    assert followers.keys() == {c.id for c in left_out}
    standing = {c.id: c for c in kept}
    for first, second in followers.values():
        assert (standing[first].article, standing[second].article) == ("c000", "c001")
        assert standing[first].focus.text == standing[second].focus.text


def test_articles_that_repeat_others_as_wholes_are_told():
    partly = story("later", TEXT + " The mayor of Tarn sent 40 blankets.", source="Outlet x")
    articles = [*copies(4), partly, STORM[0], story("empty", "")]
    corpus = corpus_of(articles)
    found = find_repeats(corpus, origins_of(articles))
    whole = found.articles(corpus)
    assert [a.id for a, is_whole in zip(corpus.articles, whole, strict=True) if is_whole] == ["c002", "c003"]
    kept = corpus.without(whole)
    assert {a.id for a in kept.articles} == {"c000", "c001", "later", "ashel", "empty"}
    assert [c.id for c in kept.claims] == [c.id for c in corpus.claims if c.article not in ("c002", "c003")]
    assert {s.article for s in kept.sentences} == {"c000", "c001", "later", "ashel"}


def test_whole_copies_are_in_no_candidate_pair(monkeypatch):
    asked = []

    def recorded(corpus, *rest):
        asked.extend(article.id for article in corpus.articles)
        return candidate_pairs(corpus, *rest)

    monkeypatch.setattr("compare.pipeline_facts.candidate_pairs", recorded)
    found = facts([*copies(4), STORM[0]])
    assert asked == ["c000", "c001", "ashel"]
    held = {claim.article for fact in found for claim in fact.claims}
    assert held == {"c000", "c001", "c002", "c003", "ashel"}


def test_as_many_as_stand_for_themselves_are_no_repeats() -> None:
    articles = [*copies(FEW), STORM[0]]
    kept, followers = repeats(*articles)
    assert followers == {}
    assert {c.article for c in kept} == {a.id for a in articles}


def test_copies_of_another_day_stand_for_themselves() -> None:
    later = [story(f"d{k}", TEXT, date(2024, 3, 19), f"Paper {k}") for k in range(FEW)]
    assert repeats(*copies(FEW), *later)[1] == {}


def test_an_edited_copy_keeps_the_sentence_that_it_changed() -> None:
    edited = story("d", TEXT.replace("a depth of 60", "a depth of 70"), source="Paper")
    kept, _ = repeats(*copies(3), edited)
    own = [c for c in kept if c.article == "d"]
    assert {c.focus.text for c in own} >= {"70 metres"}
    assert len({c.sentence for c in own}) == 1 < len({c.sentence for c in claims_of(edited)})


def test_a_sentence_of_other_words_and_the_same_claims_follows_the_first() -> None:
    changed = TEXT.replace("Divers found the wreck at", "Divers found the broken wreck at")
    kept, _ = repeats(*copies(FEW), story("d", changed, source="Paper"))
    assert {c.article for c in kept} == {"c000", "c001"}


def test_every_copy_is_in_the_facts_of_two() -> None:
    few, many = facts([*copies(FEW), STORM[0]]), facts([*copies(9), STORM[0]])
    # A possible difference is a pair of claims, whoever copies them.
    few, many = (
        [
            f
            for f in found
            if len({c.article for c in f.claims}) > 1 and f.verdict.verdict is not VerdictKind.POSSIBLE
        ]
        for found in (few, many)
    )
    assert {f.id for f in few} == {f.id for f in many}
    for fact in many:
        before = next(f for f in few if f.id == fact.id)
        assert fact.verdict.verdict is before.verdict.verdict
        held = {c.article for c in fact.claims}
        assert {a for a in held if a.startswith("c")} == {f"c{k:03}" for k in range(9)}
        assert fact.origins == before.origins
        if held == {f"c{k:03}" for k in range(9)}:
            assert fact.verdict.verdict is VerdictKind.SINGLE_SOURCE
            assert "and 3 more carry copies of one text" in fact.verdict.reason


def test_what_a_copy_follows_stands_in_two_groups():
    articles = [*copies(3), STORM[0]]
    corpus = corpus_of(articles)
    found = find_repeats(corpus, origins_of(articles))
    follower, standing = next((key, of[0]) for key, of in sorted(found.followers.items()))
    claims = {claim.id: claim for claim in corpus.claims}
    one, other = [claims[standing]], [claims[standing], claims[found.followers[follower][1]]]
    following = found.following(corpus.claims, [one, other, []])
    assert [claims[follower] in more for more in following] == [True, True, False]


def test_the_work_grows_with_the_copies_and_not_with_their_pairs() -> None:
    facts(copies(2))  # what is read once is read now
    few, many = (calls(facts, copies(n)) for n in (10, 40))
    assert many <= 4.5 * few


def test_copies_edited_here_and_there_are_linear_too() -> None:
    def edited(count: int) -> list[Article]:
        return [a if k % 2 else story(a.id, EDITED, source=a.source) for k, a in enumerate(copies(count))]

    few, many = (calls(facts, edited(n)) for n in (10, 40))
    assert many <= 4.5 * few
