"""The store: what goes in comes out, incrementally, and nothing that was saved is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fakes import HashingEncoder
from stories import DAY, STORM, story

from compare.embeddings import CachedEncoder
from compare.errors import InputError, StoreError
from compare.models import Article, Decision, DecisionKind, Explanation, NearMiss, Rule, VerdictKind
from compare.pipeline import compare_articles
from compare.pipeline_store import compare_store
from compare.reports.report import Report
from compare.settings import Settings
from compare.store import Added, open_store
from compare.store.records import dump
from compare.store.sealing import seal_comparison

ENCODER = HashingEncoder()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "news.db"


@pytest.fixture
def store(path):
    with open_store(path) as store:
        yield store


def plain(articles) -> Report:
    return compare_articles(articles, Settings(), encoder=CachedEncoder(ENCODER, None))


def count(store, table: str) -> int:
    return store.connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]


def test_articles_come_back_by_id(store):
    assert store.add(reversed(STORM)) == Added(3, 0, 0)
    assert store.articles() == sorted(STORM, key=lambda article: article.id)


def test_the_same_content_is_no_work(store):
    store.add(STORM)
    before = store.connection.total_changes
    assert store.add(STORM) == Added(0, 0, 3)
    assert store.connection.total_changes == before


def test_a_comparison_is_that_of_the_articles_alone(store):
    store.add(STORM)
    assert store.stale() == 3
    found = compare_store(store, encoder=ENCODER)
    assert store.stale() == 0
    assert found.to_json() == plain(STORM).to_json()
    assert store.report() == found
    assert {fact.verdict.verdict for fact in found.facts} >= {VerdictKind.DIFFER}


def test_a_second_comparison_of_the_same_is_not_computed(store, monkeypatch):
    store.add(STORM)
    found = compare_store(store, encoder=ENCODER)
    monkeypatch.setattr("compare.pipeline_store.compare_articles", None)
    assert compare_store(store, encoder=ENCODER) == found


def test_other_settings_or_another_program_compare_anew(store, monkeypatch):
    store.add(STORM)
    compare_store(store, encoder=ENCODER)
    strict = Settings.model_validate({"verdicts": {"differ_threshold": 1.0}})
    found = compare_store(store, strict, encoder=ENCODER)
    assert found.run["settings"]["verdicts"]["differ_threshold"] == 1.0
    assert store.report() == found
    monkeypatch.setattr("compare.store.comparison.program", lambda: "another")
    monkeypatch.setattr("compare.pipeline_store.compare_articles", lambda *_: plain(STORM[:1]))
    assert len(compare_store(store, strict, encoder=ENCODER).articles) == 1


def test_one_more_article_embeds_only_its_own_texts(store):
    store.add(STORM[:2])
    compare_store(store, encoder=HashingEncoder())
    store.add(STORM)
    assert store.stale() == 1
    fake = HashingEncoder()
    found = compare_store(store, encoder=fake)
    embedded = [text for call in fake.calls for text in call]
    assert embedded and all("Tarn" in STORM[2].text and text in _parts(STORM[2]) for text in embedded)
    assert found.to_json() == plain(STORM).to_json()


def _parts(article):
    """Everything that comparing `article` alone embeds."""
    fake = HashingEncoder()
    compare_articles([article], Settings(), encoder=fake)
    return {text for call in fake.calls for text in call}


def test_a_changed_article_drops_what_it_said(store):
    store.add(STORM)
    compare_store(store, encoder=ENCODER)
    changed = replace(STORM[0], text=STORM[0].text.replace("23 passengers", "31 passengers"))
    assert store.add([changed]) == Added(0, 1, 0)
    assert store.stale() == 1
    assert all(claim.article != "ashel" for fact in store.report().facts for claim in fact.claims)
    assert [article.id for article in store.report().articles] == ["tarn", "velmora"]
    assert compare_store(store, encoder=ENCODER).to_json() == plain([changed, *STORM[1:]]).to_json()


def test_changed_metadata_are_a_change(store):
    store.add(STORM)
    compare_store(store, encoder=ENCODER)
    assert store.add([replace(STORM[0], published=date(2024, 3, 13))]).changed == 1
    assert store.add([replace(STORM[0], published=date(2024, 3, 13), path="moved.txt")]).same == 1


def test_another_text_from_another_file_is_another_article(store):
    first = story("1", "A bridge fell in Ashel on Monday.")
    second = story("1", "A school opened in Tarn on Monday.")
    assert store.add([replace(first, path="a/1.txt")]).renamed == ()
    assert store.add([replace(second, path="b/1.txt")]) == Added(1, 0, 0, (("1", "1-2"),))
    assert store.add([replace(second, path="b/1.txt")]) == Added(0, 0, 1, (("1", "1-2"),))
    assert store.add([replace(first, path="a/1.txt")]) == Added(0, 0, 1)
    assert [article.id for article in store.articles()] == ["1", "1-2"]


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        (("a7", "x/rows.csv", "Post", "http://a/7"), ("a7", "y/rows.csv", "Post", "http://a/7"), True),
        (("a7", "x/rows.csv", "Post", "http://a/7"), ("a7", "y/rows.csv", "Post", "http://a/8"), False),
        (("a7", "x/rows.csv", "Post", ""), ("a7", "y/rows.csv", "Post", ""), True),
        (("a7", "x/rows.csv", "Post", ""), ("a7", "y/rows.csv", "Echo", ""), False),
        (("a7", "x/rows.csv", "", ""), ("a7", "y/rows.csv", "", ""), False),
        (("rows-7", "x/rows.csv", "Post", ""), ("rows-7", "y/rows.csv", "Post", ""), False),
        (("rows", "x/rows.txt", "Post", ""), ("rows", "y/rows.txt", "Post", ""), False),
        (("rows", "x/rows.txt", "Post", ""), ("rows", "x/rows.txt", "Echo", ""), True),
        (("a7", "", "Post", ""), ("a7", "x/rows.csv", "Echo", ""), True),
    ],
)
def test_which_story_an_id_stands_for(store, before, after, same):
    for text, (key, path, source, url) in (("A bridge fell.", before), ("A mill burned.", after)):
        store.add([Article(key, text, path=path, source=source, url=url)])
    assert len(store.articles()) == (1 if same else 2)


def test_what_explanations_quote_goes_with_its_article(store):
    store.add(STORM)
    compare_store(store, encoder=ENCODER)
    facts = store.report().facts
    fact = next(fact for fact in facts if {c.article for c in fact.claims} == {"ashel", "velmora"})
    claim = next(c for f in facts for c in f.claims if c.article == "tarn")
    near = NearMiss(claim, fact.claims[0].id, 0.4, 0.5, "another event")
    quoting = replace(fact, claims=(), explanation=Explanation(Rule.FITS, 0.5, 0.1, nearest=near))
    with store.transaction():
        store.connection.execute("UPDATE facts SET record = ? WHERE id = ?", (dump(quoting), fact.id))
        seal_comparison(store.connection)
    assert near in [f.explanation.nearest for f in store.report().facts if f.explanation]
    store.remove(["tarn"])
    assert near not in [f.explanation.nearest for f in store.report().facts if f.explanation]


def test_a_removed_article_takes_its_facts_along(store):
    store.add(STORM)
    whole = compare_store(store, encoder=ENCODER)
    assert store.remove(["velmora"]) == 1
    assert store.stale() == 1
    left = store.report().facts
    assert 0 < len(left) < len(whole.facts)
    assert all(claim.article != "velmora" for fact in left for claim in fact.claims)
    assert compare_store(store, encoder=ENCODER).to_json() == plain([STORM[0], STORM[2]]).to_json()
    assert store.stale() == 0
    texts = store.connection.execute("SELECT text FROM vectors").fetchall()
    assert len(texts) < 60  # those of the removed article went, too


def test_an_article_that_changed_and_went_is_missed(store):
    store.add(STORM)
    compare_store(store, encoder=ENCODER)
    store.add([replace(STORM[0], title="changed"), story("late", "A mill burned down.")])
    assert store.stale() == 2
    store.remove(["ashel", "late"])
    assert store.stale() == 1


def test_an_unknown_id_removes_nothing(store):
    store.add(STORM)
    with pytest.raises(InputError, match="no article 'velmore' in the store; did you mean 'velmora'"):
        store.remove(["ashel", "velmore"])
    assert len(store.articles()) == 3


def test_nothing_to_compare_or_to_report(store):
    with pytest.raises(StoreError, match="holds no article; add some with"):
        compare_store(store, encoder=ENCODER)
    with pytest.raises(StoreError, match="holds no comparison yet; compare with"):
        store.report()


def test_what_changes_during_a_comparison_waits_for_the_next(store, path):
    store.add(STORM)

    class Meddling(HashingEncoder):
        def encode(self, texts):
            with open_store(path) as other:
                other.add(
                    [replace(STORM[0], title="changed meanwhile"), story("late", "A mill burned down.")]
                )
            return super().encode(texts)

    compare_store(store, encoder=Meddling())
    assert store.stale() == 2  # the changed one and the new one
    assert all(claim.article != "ashel" for fact in store.report().facts for claim in fact.claims)
    compare_store(store, encoder=ENCODER)
    assert store.stale() == 0


HOSTILE = (
    story("'); DROP TABLE articles; --", "Fire\0 in Tarn killed 5 people on Monday, 11 March 2024.", DAY),
    story("\ud800 id", "Fire in Tarn \ud83d\ude00 killed 7 people on Monday, 11 March 2024, \udcff.", DAY),
    story("a\0b", "=cmd|' /C calc'!A0 in Tarn killed 7 people on Monday, 11 March 2024.", None),
)


def test_hostile_text_comes_back_as_it_was(store):
    store.add(HOSTILE)
    assert store.articles() == sorted(HOSTILE, key=lambda article: article.id)
    found = compare_store(store, encoder=ENCODER)
    assert found.to_json() == plain(HOSTILE).to_json()
    assert store.report() == found
    assert store.add(HOSTILE).same == 3
    assert store.remove([article.id for article in HOSTILE]) == 3


def decided(**fields) -> Decision:
    values = {
        "id": 0,
        "fact": "q1",
        "claims": ("a", "b\ud800"),
        "kind": DecisionKind.VERDICT,
        "verdict": VerdictKind.AGREE,
        "others": ("c\0",),
        "note": "=1+1\0",
        "reviewer": "Ilka",
        "at": "2024-03-12T10:00:00Z",
    }
    return Decision(**{**values, **fields})


def test_decisions_are_a_log(store, path):
    first, second = store.decide(
        [decided(), decided(kind=DecisionKind.UNDO, verdict=None, undoes=1, others=("c",))]
    )
    assert (first.id, second.id) == (1, 2)
    with open_store(path) as other:
        assert other.decisions() == (first, second)
    for statement in ("UPDATE decisions SET note = ''", "DELETE FROM decisions"):
        with pytest.raises(StoreError, match="decisions are only added"), store.transaction():
            store.connection.execute(statement)
    assert len(store.decisions()) == 2


def test_decisions_are_saved_all_or_none(store):
    with pytest.raises(StoreError, match="refused what was to be saved: FOREIGN KEY"):
        store.decide([decided(), decided(undoes=99)])
    assert store.decisions() == ()


def test_decisions_change_the_report(store):
    store.add(STORM)
    compare_store(store, encoder=ENCODER)
    (found, *_) = (f for f in store.report().facts if f.verdict.verdict is VerdictKind.DIFFER)
    seen = tuple(claim.id for claim in found.claims)
    store.decide([decided(fact=found.id, claims=seen, verdict=VerdictKind.UNRELATED)])
    (now,) = (fact for fact in store.report().facts if fact.id == found.id)
    assert now.verdict.verdict is VerdictKind.UNRELATED
    assert "Ilka" in now.verdict.reason
    assert found in store.report(reviewed=False).facts


def test_decisions_outlive_their_articles(store):
    store.add(STORM)
    compare_store(store, encoder=ENCODER)
    store.decide([decided(fact=store.report().facts[0].id)])
    store.remove(["ashel", "velmora", "tarn"])
    assert count(store, "facts") == count(store, "claims") == count(store, "claim_values") == 0
    assert len(store.decisions()) == 1
